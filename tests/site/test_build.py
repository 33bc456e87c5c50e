"""The build as a command: quiet when all is well, clear when not, the same bytes every time."""

from __future__ import annotations

import multiprocessing
import re
from pathlib import Path

import pytest
from jinja2 import TemplateNotFound
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from macros import build as site_build
from tests.site.builds import FIXED, Built, build, catalog, example_project, files, hashes

PREFIXES = ("WARNING", "ERROR", "CRITICAL", "Traceback", "DeprecationWarning")


@pytest.mark.parametrize("name", ["demo_build", "published_build", "example_build"])
def test_strict_build_says_nothing_alarming(name: str, request: pytest.FixtureRequest) -> None:
    """A strict build ends well and prints no warning."""
    built: Built = request.getfixturevalue(name)
    alarming = [line for line in built.output.splitlines() if line.lstrip().startswith(PREFIXES)]
    assert (built.code, alarming) == (0, [])


def test_published_site_has_no_sample_records(published_site: Path, demo_site: Path) -> None:
    """Neither an id nor the name of a sample record is in any file of the published site, search included."""
    samples = [item for items in catalog(demo=True).records.values() for item in items.values() if item.demo]
    words = {"Пример:", "demo-ryazan", "demo-stary-oskol"} | {item.id for item in samples}
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words)).encode())
    holding = {name.partition("/")[0] for name in files(demo_site) if _holds(demo_site, name, pattern)}
    assert holding >= {"api", "calendar", "events", "search", "sitemap.xml"}
    assert [name for name in files(published_site) if _holds(published_site, name, pattern)] == []


def _holds(site: Path, name: str, pattern: re.Pattern[bytes]) -> bool:
    """Whether the pattern is in the file's name or its bytes."""
    return bool(pattern.search(name.encode()) or pattern.search((site / name).read_bytes()))


def test_two_builds_are_byte_identical(demo_site: Path, tmp_path: Path) -> None:
    """Order of hashes, time zone, language and cache of the machine leave no trace in the files."""
    first = {"PYTHONHASHSEED": "1", "TZ": "Asia/Vladivostok", "LC_ALL": "C", "CACHE": "0"}
    second = {"PYTHONHASHSEED": "20261123", "TZ": "America/Los_Angeles", "LC_ALL": "C.UTF-8"}
    wanted = hashes(demo_site)
    for number, environment in enumerate((first, second)):
        built = build(tmp_path / str(number), DEMO="1", **environment)
        assert built.code == 0, built.output
        made = hashes(built.folder)
        assert {name for name in made.keys() | wanted.keys() if made.get(name) != wanted.get(name)} == set()


BROKEN = """\
ERROR   -  data/events/primersk/den-dverey-2026.yml:3: ошибка СОБ-015: Начало (start): «2026-02-30»; \
такого дня нет в календаре: проверьте месяц и число.
ERROR   -  data/events/primersk/den-dverey-2026.yml:7: ошибка СОБ-025: Формат (format): «inperson»; \
нужно одно из значений словаря event-format: in-person (очно), online (онлайн), hybrid (очно и онлайн), \
remote-contest (заочно). Готовое значение: in-person

Сайт не собран: ошибок в данных — 2. Они перечислены выше.
"""


def test_broken_record_leaves_the_old_site_alone(tmp_path: Path) -> None:
    """A record with an error ends the build with place, field and remedy; what was published stays as it was."""
    project, site = example_project(tmp_path / "project"), tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("прежний сайт", "utf-8")
    event = project / "data/events/primersk/den-dverey-2026.yml"
    text = event.read_text("utf-8").replace("start: 2026-12-05 10:00", "start: 2026-02-30 10:00")
    event.write_text(text.replace("format: in-person", "format: inperson"), "utf-8")
    built = build(site, root=project)
    assert built.code != 0
    assert built.output == BROKEN
    assert files(site) == ["index.html"]
    assert (site / "index.html").read_text("utf-8") == "прежний сайт"


def test_a_failing_page_ends_both_processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a mistake in a page of Markdown nobody goes on writing into the folder of the next build."""
    project = example_project(tmp_path / "project")
    page = project / "content" / "parents" / "index.md"
    page.write_text("---\ntitle: Родителям\ntemplate: net-takogo.html\n---\n", "utf-8")
    monkeypatch.setattr(site_build, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(site_build, "data_files", lambda _: iter(lambda: ("again.txt", b""), None))
    for name, value in FIXED.items():
        monkeypatch.setenv(name, value)
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    with pytest.raises(TemplateNotFound):
        mkdocs_build(config)
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"SITE_TODAY": "22.11.2026"}, "SITE_TODAY: записано «22.11.2026», нужно ГГГГ-ММ-ДД, например 2026-11-22"),
        (
            {"PUBLISH": "1", "SITE_URL": ""},
            "PUBLISH=1 требует SITE_URL: адрес, по которому сайт увидят, например https://example.org/",
        ),
    ],
)
def test_impossible_settings(environment: dict[str, str], message: str, tmp_path: Path) -> None:
    """A wrong setting is named in one Russian sentence, and nothing is written."""
    built = build(tmp_path / "site", **environment)
    assert (built.code != 0, built.output.strip().splitlines()[-1].strip()) == (True, message)
    assert "Traceback" not in built.output
    assert not (tmp_path / "site").exists()
