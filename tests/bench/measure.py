"""One measured process: wall time, processor time with its children's, and the peak of its memory."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Seconds and bytes of one run, or the medians of several."""

    wall: float
    cpu: float
    peak: int
    parts: Mapping[str, float] = field(default_factory=dict)


class StageFailed(Exception):
    """A measured program ended with an error; the text is what it said."""


def run(command: Sequence[str], folder: Path, *, env: Mapping[str, str], report: Path | None = None) -> Measured:
    """Run a command in a folder. `report` is the file in which a stage of ours leaves its parts and its peak.

    The caller must stay small: Linux counts the memory of whoever starts a program into that program's peak.
    """
    log = folder / ".bench" / "log.txt"
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise StageFailed(f"{' '.join(command)}: {log.read_text('utf-8', 'replace')[-2000:]}")
    told = json.loads(report.read_text("utf-8")) if report else {}
    peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Measured(
        wall=wall, cpu=usage.ru_utime + usage.ru_stime, peak=told.get("peak", peak), parts=told.get("parts", {})
    )


def medians(runs: Sequence[Measured]) -> Measured:
    """The middle of several runs, number by number."""
    return Measured(
        wall=median(each.wall for each in runs),
        cpu=median(each.cpu for each in runs),
        peak=max(each.peak for each in runs),
        parts={name: median(each.parts[name] for each in runs) for name in runs[0].parts},
    )


def bytes_below(folder: Path) -> tuple[int, int]:
    """(number of files, their bytes)."""
    count = size = 0
    for place, _, names in os.walk(folder):
        for name in names:
            count += 1
            size += os.stat(os.path.join(place, name)).st_size  # noqa: PTH116, PTH118
    return count, size
