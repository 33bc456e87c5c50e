"""The build as a command: quiet when all is well, clear when not, the same bytes every time."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.site.builds import Built, build, catalog, example_project, files, hashes, pages
from tests.site.reading import read

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


HOSTILE = '</script><script>alert(1)</script>{{ 7 * 7 }}{% raw %}<img src=x onerror=alert(2)>\\" onclick=x'
# Every type of record, and its fields that a page shows; a line "field: …" is replaced or added.
POISONED = {
    "content/professions/slesar.md": ("title", "summary"),
    "data/municipalities/primersk.yml": ("title", "summary"),
    "data/organizations/primersk/primersk-kolledzh.yml": ("title", "short", "summary", "field"),
    "data/study/primersk/primersk-15-01-35-kolledzh.yml": ("title", "summary"),
    "data/series/primersk/primersk-dni-dverey.yml": ("title", "summary"),
    "data/initiatives/primersk/inzhenernyy-klass.yml": ("title", "summary"),
    "data/events/primersk/den-dverey-2026.yml": ("title", "summary"),
    "data/volunteers/primersk/primersk-volontery.yml": ("title", "summary"),
    "data/services/primersk/primersk-konsultaciya.yml": ("title", "summary"),
    "data/documents/primersk/primersk-spravka.yml": ("title", "summary"),
    "data/statistics/primersk/primersk-gosti.yml": ("title", "population"),
    "data/resources/atlas.yml": ("title", "summary"),
    "data/dates/zayavlenie-2027.yml": ("title", "summary"),
}
HOSTILE_TEXT = f"""\
description: |
  {HOSTILE}

  [нажми](javascript:alert(3)) [и сюда](data:text/html,x) <a href='javascript:alert(4)'>и сюда</a>

  ![картинка](https://elsewhere.example/pixel.png) <iframe src='https://elsewhere.example/'></iframe>
"""


def poison(file: Path, fields: tuple[str, ...]) -> None:
    """Write hostile words into fields of a record."""
    text = file.read_text("utf-8")
    head = "---\n" if text.startswith("---\n") else ""
    text = text.removeprefix(head)
    for name in fields:
        text = re.sub(rf"^{name}: .*\n", "", text, count=1, flags=re.MULTILINE)
    file.write_text(head + "".join(f"{name}: '{HOSTILE}'\n" for name in fields) + text, "utf-8")


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Scripts, Jinja braces and javascript: links in any record reach every page as plain words."""
    project = example_project(tmp_path / "project")
    for name, fields in POISONED.items():
        poison(project / name, fields)
    event = project / "data/events/primersk/den-dverey-2026.yml"
    event.write_text(event.read_text("utf-8") + HOSTILE_TEXT, "utf-8")
    card = project / "content/professions/slesar.md"
    card.write_text(card.read_text("utf-8") + "\n{{ 7 * 7 }} {{ config.site_name }}\n", "utf-8")
    built = build(tmp_path / "site", root=project)
    assert built.code == 0, built.output
    holding = 0
    for name in pages(built.folder):
        page = read(built.folder, name)
        scripts = [values for values in page.all("script") if values.get("type") != "application/ld+json"]
        loaded = [Path(urlsplit(values.get("src", "inline")).path).name for values in scripts]
        scheming = [link for link in page.links if re.match(r"(javascript|data|vbscript):", link)]
        handlers = [attribute for _, values in page.tags for attribute in values if attribute.startswith("on")]
        foreign = [link for link in page.loaded if "elsewhere" in link or link == "x"]
        assert (name, loaded) == (name, ["early.js", "site.js"])
        assert (name, scheming, handlers, foreign, page.all("iframe")) == (name, [], [], [], [])
        assert all(json.loads(script)["@type"] for script in page.scripts)
        holding += HOSTILE in page.text
    assert holding > 20
    thing = json.loads(read(built.folder, "events/den-dverey-2026/index.html").scripts[0])
    assert (thing["name"], thing["description"]) == (HOSTILE, HOSTILE)
    assert "{{ 7 * 7 }} {{ config.site_name }}" in read(built.folder, "professions/slesar/index.html").text
