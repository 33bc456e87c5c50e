"""Runs with the system's Python inside a D-Bus session: what GNOME's calendar store shows of a subscription.

Arguments: the folder to live in, the feed's address. Each line on standard input is «first last» (days); the
feed is fetched again and the answer is one line of JSON.
"""

import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

home, url = Path(sys.argv[1]), urlsplit(sys.argv[2])
places = {
    "XDG_CONFIG_HOME": home / "config",
    "XDG_DATA_HOME": home / "data",
    "XDG_CACHE_HOME": home / "cache",
    "XDG_RUNTIME_DIR": home / "run",
}
for place in places.values():
    place.mkdir(mode=0o700, parents=True)
os.environ.update({name: str(place) for name, place in places.items()})
os.environ.update(HOME=str(home), GSETTINGS_BACKEND="memory", GIO_USE_VFS="local", TZ="Europe/Moscow")
sources = home / "config" / "evolution" / "sources"
sources.mkdir(parents=True)
(sources / "feed.source").write_text(
    f"""[Data Source]
DisplayName=feed
Enabled=true
Parent=webcal-stub
[Calendar]
BackendName=webcal
Selected=true
[Authentication]
Host={url.hostname}
Port={url.port}
Method=none
[Security]
Method=none
[WebDAV Backend]
ResourcePath={url.path}
[Refresh]
Enabled=true
IntervalMinutes=1440
""",
    encoding="utf-8",
)
# The store's own processes are started by D-Bus and have to live in the same folder.
subprocess.run(["dbus-update-activation-environment", "--all"], check=True, capture_output=True)

import gi  # noqa: E402

gi.require_version("EDataServer", "1.2")
gi.require_version("ECal", "2.0")
gi.require_version("ICalGLib", "3.0")
from gi.repository import ECal, EDataServer, ICalGLib  # noqa: E402


def connected():
    """The subscription, as soon as the registry has found it."""
    registry = EDataServer.SourceRegistry.new_sync(None)
    for _ in range(100):
        source = registry.ref_source("feed")
        if source is not None:
            return ECal.Client.connect_sync(source, ECal.ClientSourceType.EVENTS, 60, None)
        time.sleep(0.2)
    raise SystemExit("the subscription was not found")


def told(value):
    """A moment in UTC, or a day."""
    if value.is_date():
        return f"{value.get_year():04}-{value.get_month():02}-{value.get_day():02}"
    # A zone moves the clock; without one the value is in UTC already.
    if value.get_timezone() is not None:
        value = value.convert_to_zone(ICalGLib.Timezone.get_utc_timezone())
    day = f"{value.get_year():04}-{value.get_month():02}-{value.get_day():02}"
    return f"{day}T{value.get_hour():02}:{value.get_minute():02}:{value.get_second():02}Z"


def rows(client, first, last):
    """All occurrences between two days."""
    found = []

    def take(component, start, end, *_rest):
        def text(kind):
            one = component.get_first_property(kind)
            return one.get_value_as_string() if one else ""

        found.append(
            {
                "uid": component.get_uid(),
                "start": told(start),
                "end": told(end),
                "title": component.get_summary(),
                "status": text(ICalGLib.PropertyKind.STATUS_PROPERTY),
                "place": component.get_location() or "",
                "url": text(ICalGLib.PropertyKind.URL_PROPERTY),
            }
        )
        return True

    moments = (int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp()) for day in (first, last))
    client.generate_instances_sync(*moments, None, take, None)
    return found


client = connected()
client.set_default_timezone(ICalGLib.Timezone.get_builtin_timezone("Europe/Moscow"))
for line in sys.stdin:
    client.refresh_sync(None)
    # The store says when it was asked, not when it is done: wait until what it shows stays the same.
    before, now, calm = None, rows(client, *line.split()), 0
    for _ in range(150):
        calm = calm + 1 if now and before == now else 0
        if calm == 5:
            break
        time.sleep(0.2)
        before, now = now, rows(client, *line.split())
    sys.stdout.write(json.dumps(now) + "\n")
    sys.stdout.flush()
