"""`python -m tests.bench`: every stage in turn, a table for each size, the budgets; exit code 1 for a missed one."""

from __future__ import annotations

import argparse
import calendar
import os
import shutil
import sys
import sysconfig
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench import report, town
from tests.bench.measure import Measured, StageFailed, bytes_below, medians, run

GROUPS = {
    "check": ("check-cold", "check-warm"),
    "feeds": ("feeds",),
    "pages": ("pages-cold", "pages", "hugo-pages"),
    "build": ("build-cold", "build-warm", "hugo-build", "material", "search"),
}


class Bench:
    """The measured sites of one size below `base`."""

    def __init__(self, base: Path, size: int) -> None:
        self.town, self.hugo, self.material = (base / f"{name}-{size}" for name in ("town", "hugo", "material"))
        self._base = base
        self._size = size
        self._report = self.town / ".bench" / "report.json"
        self.results: dict[str, list[Measured]] = {}
        self.sizes: dict[str, tuple[int, int]] = {}
        epoch = str(calendar.timegm(town.TODAY.timetuple()))
        ours = ("SITE_", "DEMO", "CACHE", "PUBLISH", "EDIT_URL", "REPOSITORY", "FORGE", "BRANCH")
        self._env = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        self._env |= {"SITE_TODAY": town.TODAY.isoformat(), "SOURCE_DATE_EPOCH": epoch, "NO_MKDOCS_2_WARNING": "1"}
        # The town's own copy of the code comes first, as in a checkout.
        self._env |= {"PYTHONPATH": os.pathsep.join((str(self.town), str(town.ROOT)))}

    def prepare(self, stages: set[str]) -> None:
        """The town, and the others' sites when they are asked for."""
        town.write_town(self.town, self._size)
        if stages & {"hugo-pages", "hugo-build", "material"}:
            make = [sys.executable, "-m", "tests.bench.yardsticks", str(self.hugo), str(self.material)]
            run(make, self.town, env=self._env)

    def measure(self, stage: str) -> None:
        """One run of a stage."""
        one = getattr(self, "_" + stage.replace("-", "_"))()
        self.results.setdefault(stage, []).append(one)

    def _check_cold(self) -> Measured:
        shutil.rmtree(self.town / ".cache", ignore_errors=True)
        return self._check_warm()

    def _check_warm(self) -> Measured:
        return run([sys.executable, "-m", "macros", "check"], self.town, env=self._env)

    def _ours(self, stage: str) -> Measured:
        command = [sys.executable, "-m", "tests.bench.stages", stage, str(self._report)]
        # Removing the last run's files is nobody's work here, neither ours nor Hugo's.
        shutil.rmtree(self.town / ".bench" / stage, ignore_errors=True)
        return run(command, self.town, env=self._env, report=self._report)

    def _feeds(self) -> Measured:
        self._warm_up()
        one = self._ours("feeds")
        self.sizes["feeds"] = bytes_below(self.town / ".bench" / "feeds")
        return one

    def _pages_cold(self) -> Measured:
        shutil.rmtree(self.town / ".cache", ignore_errors=True)
        return self._ours("pages")

    def _pages(self) -> Measured:
        self._warm_up()
        if not (self.town / ".cache" / "kept").exists():
            self._ours("pages")
        town.change_one_event(self.town)
        one = self._ours("pages")
        self.sizes["pages"] = bytes_below(self.town / ".bench" / "pages")
        return one

    def _build_cold(self) -> Measured:
        shutil.rmtree(self.town / ".cache", ignore_errors=True)
        shutil.rmtree(self.town / "site", ignore_errors=True)
        one = self._ours("build")
        self.sizes["build-cold"] = bytes_below(self.town / "site")
        return one

    def _build_warm(self) -> Measured:
        town.change_one_event(self.town)
        return self._ours("build")

    def _search(self) -> Measured:
        self._warm_up()
        one = self._ours("search")
        self.sizes["search"] = bytes_below(self.town / ".bench" / "search")
        return one

    def _hugo_pages(self) -> Measured:
        return self._hugo("hugo.toml", "hugo-pages")

    def _hugo_build(self) -> Measured:
        return self._hugo("full.toml", "hugo-build")

    def _hugo(self, settings: str, stage: str) -> Measured:
        public = self.hugo / "public"
        shutil.rmtree(public, ignore_errors=True)
        one = run([str(_hugo_program()), "--quiet", "--config", settings], self.hugo, env=self._env)
        self.sizes[stage] = bytes_below(public)
        return one

    def _material(self) -> Measured:
        shutil.rmtree(self.material / "site", ignore_errors=True)
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
        one = run(command, self.material, env=self._env | {"PYTHONPATH": ""})
        self.sizes["material"] = bytes_below(self.material / "site")
        return one

    def _warm_up(self) -> None:
        if not (self.town / ".cache" / "parsed.json").exists():
            self._check_warm()


def _hugo_program() -> Path:
    """Hugo's own program, without the Python wrapper's start-up."""
    folder = Path(sysconfig.get_path("purelib")) / "hugo" / "binaries"
    return next(path for path in sorted(folder.iterdir()) if path.name.startswith("hugo"))


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--size", type=int, action="append", help="records; may be repeated (1000 and 10000)")
    parser.add_argument("--stage", choices=sorted(GROUPS), action="append", help="only these stages")
    parser.add_argument("--runs", type=int, default=1, help="runs of each stage, in turn; medians are shown")
    parser.add_argument("--keep", type=Path, help="a folder to keep the sites in")
    options = parser.parse_args()
    start = time.monotonic()
    stages = [stage for name, group in GROUPS.items() if name in (options.stage or GROUPS) for stage in group]
    results: dict[int, report.Results] = {}
    sizes: dict[int, report.Sizes] = {}
    with _base(options.keep) as base:
        for size in sorted(options.size or (1_000, 10_000)):
            bench = Bench(base, size)
            try:
                _progress(f"{size}: town")
                bench.prepare(set(stages))
                for turn in range(options.runs):
                    for stage in stages:
                        _progress(f"{size}: {report.NAMES[stage]}, run {turn + 1} of {options.runs}")
                        bench.measure(stage)
            except StageFailed as error:
                _progress("")
                print(error, file=sys.stderr)
                return 2
            results[size] = {stage: medians(runs) for stage, runs in bench.results.items()}
            sizes[size] = bench.sizes
            _progress("")
            print(*report.table(size, results[size], sizes[size]), sep="\n", flush=True)
    found = list(report.verdicts(results, sizes))
    print(*report.lines(found), sep="\n")
    print(f"\n  total {time.monotonic() - start:.0f} s, runs of each stage: {options.runs}")
    return 0 if all(each.ok for each in found) else 1


@contextmanager
def _base(keep: Path | None) -> Iterator[Path]:
    if keep is None:
        with tempfile.TemporaryDirectory(prefix="profnavigator-bench-") as folder:
            yield Path(folder)
    else:
        shutil.rmtree(keep, ignore_errors=True)
        keep.mkdir(parents=True)
        yield keep.resolve()


def _progress(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
