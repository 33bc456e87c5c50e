"""Thunderbird without a screen, subscribed to a calendar from the network and asked what it shows."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Any

from tests.clients.programs import program
from tests.clients.seen import Seen

_PATIENCE = 120
"""Seconds that a slow machine may need for a start or a refresh."""
_SETTINGS = {
    "app.update.enabled": False,
    "calendar.timezone.local": "Europe/Moscow",
    "calendar.timezone.useSystemTimezone": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "intl.locale.requested": "ru",
    "mail.provider.suppress_dialog_on_startup": True,
    "mail.rights.version": 1,
    "mail.spotlight.firstRunDone": True,
    "mailnews.start_page.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
}
_COMMON = """
const answer = arguments[arguments.length - 1];
const { cal } = ChromeUtils.importESModule("resource:///modules/calendar/calUtils.sys.mjs");
const nothing = () => {};
function loading(calendar) {
  return new Promise((done) => {
    const observer = {
      QueryInterface: ChromeUtils.generateQI(["calIObserver"]),
      onLoad() { calendar.removeObserver(observer); done(); },
      onStartBatch: nothing, onEndBatch: nothing, onAddItem: nothing, onModifyItem: nothing,
      onDeleteItem: nothing, onError: nothing, onPropertyChanged: nothing, onPropertyDeleting: nothing,
    };
    calendar.addObserver(observer);
    calendar.refresh();
  });
}
"""
_SUBSCRIBE = (
    _COMMON
    + """
(async () => {
  const calendar = cal.manager.createCalendar("ics", Services.io.newURI(arguments[0]));
  calendar.name = "feed";
  calendar.readOnly = true;
  calendar.setProperty("cache.enabled", false);
  cal.manager.registerCalendar(calendar);
  await loading(calendar);
  answer({ status: String(calendar.getProperty("currentStatus")) });
})().catch((error) => answer({ error: String(error) }));
"""
)
_READ = (
    _COMMON
    + """
(async () => {
  const calendar = cal.manager.getCalendars().find((each) => each.name == "feed");
  await loading(calendar);
  const at = (text) => { const found = cal.createDateTime(); found.icalString = text; return found; };
  const wanted = Ci.calICalendar.ITEM_FILTER_TYPE_EVENT | Ci.calICalendar.ITEM_FILTER_CLASS_OCCURRENCES;
  const items = await calendar.getItemsAsArray(wanted, 0, at(arguments[0]), at(arguments[1]));
  const when = (value) => value.isDate
    ? value.icalString.replace(/(....)(..)(..)/, "$1-$2-$3")
    : new Date(value.nativeTime / 1000).toISOString().replace(".000", "");
  answer({ items: items.map((item) => ({
    uid: item.id, start: when(item.startDate), end: when(item.endDate), title: item.title, status: item.status,
    place: item.getProperty("LOCATION") || "", url: item.getProperty("URL") || "",
    alarms: item.getAlarms().length })) });
})().catch((error) => answer({ error: String(error) }));
"""
)


class Thunderbird:
    """A running Thunderbird with one subscription."""

    def __init__(self, port: int, process: subprocess.Popen[bytes]) -> None:
        self._connection = self._connect(port, process)
        self._answers = self._connection.makefile("rb")
        self._number = 0
        self._answer()  # it introduces itself
        self._call("WebDriver:NewSession", capabilities={})
        self._call("WebDriver:SetTimeouts", script=_PATIENCE * 1000)
        self._call("Marionette:SetContext", value="chrome")

    def subscribe(self, url: str) -> None:
        """As the dialog «Новый календарь → Из сети» does it."""
        assert self._run(_SUBSCRIBE, url)["status"] == "0"

    def read(self, first: date, last: date) -> list[Seen]:
        """All occurrences between two days, after fetching the feed again."""
        rows = self._run(_READ, f"{first:%Y%m%d}T000000Z", f"{last:%Y%m%d}T000000Z")["items"]
        # A subscription must not ring.
        assert [row for row in rows if row.pop("alarms")] == []
        return sorted(Seen(**row) for row in rows)

    def quit(self) -> None:
        """Ask it to end."""
        with suppress(OSError, AssertionError, ValueError):
            self._call("Marionette:Quit", flags=["eForceQuit"])
        self._connection.close()

    def _run(self, script: str, *arguments: str) -> dict[str, Any]:
        answer = self._call("WebDriver:ExecuteAsyncScript", script=script, args=arguments, newSandbox=True)["value"]
        assert "error" not in answer, answer["error"]
        return answer

    def _call(self, name: str, **parameters: Any) -> Any:
        """One command of the Marionette protocol: a length, a colon, [0, number, name, parameters]."""
        self._number += 1
        message = json.dumps([0, self._number, name, parameters]).encode()
        self._connection.sendall(b"%d:%s" % (len(message), message))
        _, _, error, result = self._answer()
        assert error is None, f"{name}: {error}"
        return result

    def _answer(self) -> Any:
        length = b""
        while (sign := self._answers.read(1)) != b":":
            assert sign, "Thunderbird hung up"
            length += sign
        return json.loads(self._answers.read(int(length)))

    @staticmethod
    def _connect(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end and process.poll() is None:
            with suppress(OSError):
                return socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
            time.sleep(0.3)
        raise AssertionError("Thunderbird did not start")


@contextmanager
def running(home: Path, url: str) -> Iterator[Thunderbird]:
    """A Thunderbird with a profile of its own in `home`, subscribed to a feed."""
    binary = program("thunderbird", "apt install thunderbird")
    profile = home / "profile"
    profile.mkdir(parents=True)
    port = _free_port()
    settings = _SETTINGS | {"marionette.port": port}
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()]
    (profile / "user.js").write_text("".join(lines), "utf-8")
    command = [binary, "--headless", "--marionette", "--remote-allow-system-access", "-no-remote", "-profile", profile]
    environment = os.environ | {"HOME": str(home), "MOZ_HEADLESS": "1", "TZ": "Europe/Moscow"}
    with (home / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            client = Thunderbird(port, process)
            client.subscribe(url)
            yield client
            client.quit()
        finally:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]
