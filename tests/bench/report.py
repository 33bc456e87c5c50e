"""What was measured, as tables, and the budgets of the design it is held against."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from tests.bench.measure import Measured

MIB = 1024 * 1024
Results = Mapping[str, Measured]
Sizes = Mapping[str, tuple[int, int]]

NAMES = {
    "check-cold": "check, no cache",
    "check-warm": "check, cache",
    "feeds": "feeds",
    "pages-cold": "records → pages and API, no cache",
    "pages": "records → pages, cache, one record changed",
    "hugo-pages": "Hugo: the same pages and JSON",
    "build-cold": "whole build, no cache",
    "build-warm": "whole build, cache, one record changed",
    "hugo-build": "Hugo: whole build",
    "material": "plain Material, small nav, search",
    "search": "search alone (part of the whole build)",
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A budget with what was measured against it."""

    what: str
    measured: str
    budget: str
    ok: bool


def table(size: int, results: Results, sizes: Sizes) -> Iterator[str]:
    """Lines of the table of one size."""
    yield ""
    yield f"{size:,} records".replace(",", " ")
    yield f"  {'stage':<44}{'wall s':>8}{'CPU s':>8}{'MiB':>7}{'files':>8}{'MB':>8}  parts, CPU s"
    for name, title in NAMES.items():
        if name in results:
            one = results[name]
            count, held = sizes.get(name, (0, 0))
            output = f"{count:>8}{held / 1e6:>8.1f}" if count else " " * 16
            parts = ", ".join(f"{part} {value:.2f}" for part, value in one.parts.items())
            yield f"  {title:<44}{one.wall:>8.2f}{one.cpu:>8.2f}{one.peak / MIB:>7.0f}{output}  {parts}"


def verdicts(results: Mapping[int, Results], sizes: Mapping[int, Sizes]) -> Iterator[Verdict]:
    """Every budget that the measured stages allow to judge; ratios of the largest size."""
    largest, smallest = max(results), min(results)
    at = results[largest]

    def faster(what: str, ours: str, theirs: str, times: float) -> Iterator[Verdict]:
        if ours in at and theirs in at:
            ratio = at[theirs].wall / at[ours].wall
            work = at[theirs].cpu / at[ours].cpu
            measured = f"{ratio:.2f} × (CPU {work:.2f} ×)"
            yield Verdict(f"faster {what}, {largest} records", measured, f"≥ {times:g} ×", ratio >= times)

    yield from faster("pages than Hugo's", "pages", "hugo-pages", 3)
    yield from faster("cold build than plain Material", "build-cold", "material", 2)
    yield from faster("warm build than Hugo's", "build-warm", "hugo-build", 1)
    if {"pages", "hugo-pages"} <= sizes[largest].keys():
        ratio = sizes[largest]["hugo-pages"][1] / sizes[largest]["pages"][1]
        yield Verdict("fair: bytes of Hugo's pages to ours", f"{ratio:.2f}", "0.8–1.2", 0.8 <= ratio <= 1.2)
    for name, limit in (("build-cold", 500), ("build-warm", 500)):
        if name in at and largest >= 10_000:
            peak = at[name].peak / MIB
            yield Verdict(f"peak memory, {NAMES[name]}", f"{peak:.0f} MiB", f"≤ {limit} MiB", peak <= limit)
    if "check-cold" in at:
        yield Verdict("check, processor time", f"{at['check-cold'].cpu:.1f} s", "≤ 10 s", at["check-cold"].cpu <= 10)
    if largest > smallest:
        yield from _growth(results[smallest], at, sizes[smallest], sizes[largest], largest / smallest)


def _growth(small: Results, large: Results, few: Sizes, many: Sizes, times: float) -> Iterator[Verdict]:
    limit = 1.1 * times

    def grown(what: str, ratio: float) -> Verdict:
        return Verdict(f"growth of {what}", f"{ratio:.1f} ×", f"≤ {limit:g} ×", ratio <= limit)

    seconds: Callable[[Measured], float] = lambda one: one.cpu  # noqa: E731
    for name in ("check-cold", "feeds", "pages-cold", "build-cold"):
        if name in small and name in large:
            yield grown(f"{NAMES[name]}, CPU", seconds(large[name]) / seconds(small[name]))
    if "build-cold" in few and "build-cold" in many:
        yield grown("the site's bytes", many["build-cold"][1] / few["build-cold"][1])


def lines(found: list[Verdict]) -> Iterator[str]:
    """Budgets with ok or MISSED."""
    yield ""
    yield f"  {'budget':<58}{'measured':>22}{'allowed':>12}"
    for each in found:
        yield f"  {each.what:<58}{each.measured:>22}{each.budget:>12}  {'ok' if each.ok else 'MISSED'}"
