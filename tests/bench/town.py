"""A synthetic project: four towns with as many records as asked for, made by chance that always falls alike.

The project's own code, theme, pages, vocabularies and records are copied; the rest is invented until the
proportions and the number are right. All references hold: the check finds nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import yaml

from tests.bench.texts import BRING, FIELDS, ROOMS, STREETS, Writer

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2026, 11, 24)
"""The day of every measured build."""
SHARES = {
    "events": 0.60,
    "organizations": 0.15,
    "study": 0.10,
    "series": 0.04,
    "initiatives": 0.03,
    "dates": 0.02,
    "services": 0.015,
    "documents": 0.015,
    "professions": 0.01,
    "statistics": 0.01,
    "volunteers": 0.005,
    "resources": 0.005,
}
"""Of all records, by folder; what rounding leaves goes to events."""
NEW_TOWNS = {
    "primerovo": ("Примерово", "Примерова", "Примерову", "в Примерове", "Europe/Samara", "seagreen"),
    "obraztsovsk": ("Образцовск", "Образцовска", "Образцовску", "в Образцовске", "Asia/Yekaterinburg", "darkviolet"),
}
_COPIED = ("content", "macros", "overrides")
_PROGRAMS = (
    ("15.01.05", "ppkrs", "Сварщик"),
    ("43.01.09", "ppkrs", "Повар, кондитер"),
    ("09.02.07", "ppssz", "Информационные системы и программирование"),
    ("21.02.15", "ppssz", "Открытые горные работы"),
    ("31.02.01", "ppssz", "Лечебное дело"),
    ("44.02.01", "ppssz", "Дошкольное образование"),
    ("09.03.01", "bachelor", "Информатика и вычислительная техника"),
    ("44.03.01", "bachelor", "Педагогическое образование"),
    ("15.03.05", "bachelor", "Машиностроительные производства"),
    ("21.05.04", "specialist", "Горное дело"),
    ("31.05.01", "specialist", "Лечебное дело"),
    ("09.04.01", "master", "Информатика и вычислительная техника"),
)
_PLAIN = re.compile(r"[А-Яа-яЁёA-Za-z][^\n:#{}\[\],&*!|>'\"%@`]*[^\n:#{}\[\],&*!|>'\"%@`\s]")
_WORDS = frozenset({"true", "false", "yes", "no", "on", "off", "null"})


def write_town(folder: Path, size: int, *, git: bool = True) -> Path:
    """Write a project of `size` records to the empty `folder`; `git` makes it a repository of one commit."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _COPIED:
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("demo"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    _Town(folder, size).write()
    if git:
        _commit(folder)
    return folder


class _Town:
    def __init__(self, folder: Path, size: int) -> None:
        self._root = folder
        self._data = folder / "data"
        self._size = size
        self._chance = Random(f"profnavigator-{size}")
        self._words = Writer(self._chance)
        self._ids: dict[str, dict[str, list[str]]] = {}
        """Record ids by folder and town; "" for the whole country."""
        self._terms = {
            path.stem: [term["id"] for term in yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)["terms"]]
            for path in (self._data / "vocabularies").glob("*.yml")
        }
        kinds = yaml.load((self._data / "vocabularies" / "event-kind.yml").read_text("utf-8"), yaml.CBaseLoader)
        self._kinds = {term["id"]: term["title"] for term in kinds["terms"]}
        self._taken: set[tuple[str, date]] = set()

    def write(self) -> None:
        for town in NEW_TOWNS:
            self._save("municipalities", "", town, self._town(town))
        self._towns = sorted(path.stem for path in (self._data / "municipalities").glob("*.yml"))
        for name in SHARES:
            self._ids[name] = {town: [] for town in ("", *self._towns)}
            for path in (self._data / name).rglob("*.yml"):
                self._ids[name]["" if path.parent.name == name else path.parent.name].append(path.stem)
        self._ids["professions"][""] = [
            path.stem for path in self._root.glob("content/professions/*.md") if path.stem != "index"
        ]
        for ids in self._ids.values():
            for held in ids.values():
                held.sort()
        for name, missing in self._missing().items():
            make = getattr(self, f"_{name}")
            for number in range(1, missing + 1):
                make(number)

    def _missing(self) -> dict[str, int]:
        """How many records of each type to invent, in the order in which they can refer to one another."""
        have = Counter({name: sum(map(len, ids.values())) for name, ids in self._ids.items()})
        # Real records may fill a share alone, but an invented town needs some of every type.
        least = len(self._towns)
        missing = {name: max(least, round(share * self._size) - have[name]) for name, share in SHARES.items()}
        total = sum(have.values()) + sum(missing.values()) + len(self._towns)
        missing["events"] += self._size - total
        if missing["events"] < 0:
            raise ValueError(f"{self._size} records are fewer than the project itself has")
        order = ("professions", "organizations", "study", "initiatives", "series", "volunteers", "services")
        return {name: missing[name] for name in (*order, "documents", "statistics", "resources", "dates", "events")}

    # --- records ---------------------------------------------------------------------------------

    def _town(self, town: str) -> dict[str, Any]:
        title, genitive, dative, locative, zone, color = NEW_TOWNS[town]
        return {
            "title": title,
            "genitive": genitive,
            "dative": dative,
            "locative": locative,
            "into": f"в {title}",
            "territory": f"городской округ {title}",
            "region": "Рязанская область",
            "region_genitive": "Рязанской области",
            "timezone": zone,
            "accent": "#1f5fbf",
            "accent_dark": "#8ab6ff",
            "calendar_color": color,
            "summary": "Город, которого нет: на нём измеряют, как быстро собирается сайт.",
            **self._tail(),
        }

    def _professions(self, number: int) -> None:
        """A copy of one of the project's cards under another name, its paragraphs in another order."""
        cards = sorted(self._root.glob("content/professions/*.md"))
        cards = [path for path in cards if path.stem != "index" and not path.stem.startswith("card-")]
        source = cards[number % len(cards)]
        _, head, body = source.read_text("utf-8").split("---\n", 2)
        card = yaml.load(head, yaml.CBaseLoader)
        field = self._chance.choice(FIELDS)
        card["title"] = f"Специалист: {field}, участок {number}"
        card["summary"] = self._words.fill("{Person} – человек, чьё дело – {field}.", field=field)
        card.pop("aliases", None)
        card["specialities"] = sorted({self._chance.choice(_PROGRAMS)[0] for _ in range(3)})
        card["related"] = self._some("professions", "", 1, 3)
        paragraphs = body.strip().split("\n\n")
        body = "\n\n".join([*paragraphs, self._words.text(600)])
        record_id = f"card-{number}"
        path = self._root / "content" / "professions" / f"{record_id}.md"
        path.write_text(f"---\n{_yaml(card)}---\n\n{body}\n", "utf-8")
        self._ids["professions"][""].append(record_id)

    def _organizations(self, number: int) -> None:
        town = self._towns[number % len(self._towns)]
        kinds = ("school", "school", "college", "university", "employer", "employer", "museum", "centre")
        kind = kinds[number // len(self._towns) % len(kinds)]
        names = {"school": "Школа № {}", "college": "Колледж № {}", "university": "Институт № {}"}
        names |= {"employer": "Предприятие № {}", "museum": "Музей № {}", "centre": "Центр № {}"}
        field = self._chance.choice(FIELDS)
        short = names[kind].format(number)
        self._add("organizations", town, f"{town}-org-{number}", {
            "title": f"{short}: {field}",
            "short": short,
            "summary": self._words.fill("Здесь главное дело – {field}. Рядом {place}.", field=field),
            "description": self._words.text(self._chance.randint(250, 600)),
            "kind": kind,
            "field": field,
            "roles": [{"kind": self._term("organization-role"), "text": f"Помогает там, где {field}"}],
            "offers": [
                {"kind": self._term("offer-kind"), "grades": "8-11", "text": self._words.sentences(1)}
                for _ in range(self._chance.randint(1, 2))
            ],
            "professions": self._some("professions", "", 0, 3),
            "address": self._address(),
        })  # fmt: skip

    def _study(self, number: int) -> None:
        code, level, title = _PROGRAMS[number % len(_PROGRAMS)]
        town = self._towns[number % len(self._towns)]
        grade = "9" if level.startswith("pp") else "11"
        self._add("study", town, f"{town}-programma-{number}", {
            "title": f"{title}, {self._chance.choice(FIELDS)}",
            "summary": self._words.fill("Учат там, где {field} – каждый день практика."),
            "description": self._words.text(self._chance.randint(250, 500)),
            "code": code,
            "list_year": "2022",
            "level": level,
            "provider": self._one("organizations", town),
            "forms": ["full-time"] if number % 3 else ["full-time", "part-time"],
            "basis": ["budget", "paid"],
            "after": [grade],
            "duration": "3 года 10 месяцев",
            "dual": "true" if number % 5 == 0 else "false",
            "exams": [{"year": "2026", "required_subjects": ["russian", "math"], "choice": ["physics", "informatics"]}],
            "professions": self._some("professions", "", 0, 1),
        })  # fmt: skip

    def _initiatives(self, number: int) -> None:
        town = self._towns[number % len(self._towns)]
        self._add("initiatives", town, f"{town}-proekt-{number}", {
            "title": self._words.fill("Проект «{Field} рядом»") + f" № {number}",
            "summary": self._words.sentences(1),
            "description": self._words.text(self._chance.randint(300, 600)),
            "kind": self._term("initiative-kind"),
            "level": "municipal",
            "status": {"state": self._chance.choice(("active", "unknown", "historical")), "as_of": "2026 год"},
            "aim": self._words.sentences(1),
            "grades": self._grades(),
            "audience": ["pupils"],
            "organizations": self._some("organizations", town, 1, 3),
            "subjects": self._chance.sample(self._terms["subject"], 2),
            "professions": self._some("professions", "", 0, 2),
            "stages": [{"title": f"Шаг {step}", "text": self._words.sentences(1)} for step in (1, 2, 3)],
        })  # fmt: skip

    def _series(self, number: int) -> None:
        town = self._towns[number % len(self._towns)]
        kind = self._chance.choice(list(self._kinds))
        self._add("series", town, f"{town}-cikl-{number}", {
            "title": f"{self._words.event_title(self._kinds[kind])} – каждый год"[:190],
            "summary": self._words.sentences(1),
            "description": self._words.text(self._chance.randint(250, 500)),
            "kind": kind,
            "level": "municipal",
            "status": {"state": "active", "since": "2021"},
            "season": {"rule": "tradition", "months": [str(self._chance.randint(1, 12))], "text": "один раз в год"},
            "grades": self._grades(),
            "audience": ["pupils", "parents"],
            "formats": ["in-person"],
            "hosts": self._some("organizations", town, 1, 2),
            "initiative": self._one("initiatives", town),
            "professions": self._some("professions", "", 0, 2),
            "how_to_join": self._words.sentences(1),
        })  # fmt: skip

    def _volunteers(self, number: int) -> None:
        town = self._towns[number % len(self._towns)]
        self._add("volunteers", town, f"{town}-korpus-{number}", {
            "title": f"Волонтёрский корпус № {number}",
            "summary": self._words.sentences(1),
            "organization": self._one("organizations", town),
            "status": {"state": "active"},
            "grades": "8-11",
            "tasks": [{"title": f"задача {step}", "text": self._words.sentences(1)} for step in (1, 2)],
            "how_to_join": self._words.sentences(1),
            "helps": self._some("series", town, 1, 3),
        })  # fmt: skip

    def _services(self, number: int) -> None:
        town = self._towns[number % len(self._towns)]
        self._add("services", town, f"{town}-usluga-{number}", {
            "title": f"Консультация: {self._chance.choice(FIELDS)}, кабинет {number}",
            "summary": self._words.sentences(1),
            "description": self._words.text(300),
            "provider": self._one("organizations", town),
            "status": {"state": "active"},
            "audience": ["pupils", "parents"],
            "grades": "7-11",
            "preparation": ["Запишите свои вопросы", "Возьмите результат теста"],
            "questions": ["Какие пути есть после девятого класса", "Что читать дома"],
        })  # fmt: skip

    def _documents(self, number: int) -> None:
        town = self._towns[number % len(self._towns)]
        self._add("documents", town, f"{town}-dokument-{number}", {
            "title": f"Приказ о мероприятиях по теме «{self._chance.choice(FIELDS)}», № {number}",
            "summary": self._words.sentences(1),
            "kind": self._term("document-kind"),
            "number": str(1000 + number),
            "date": (date(2024, 1, 10) + timedelta(days=number % 900)).isoformat(),
            "issuer": self._one("organizations", town),
            "in_force": "unknown",
            "measures": [{"title": f"Мера {step}", "series": self._some("series", town, 1, 1)} for step in (1, 2)],
        })  # fmt: skip

    def _statistics(self, number: int) -> None:
        town = self._towns[number % len(self._towns)]
        self._add("statistics", town, f"{town}-chislo-{number}", {
            "title": f"Сколько учеников выбрали направление «{self._chance.choice(FIELDS)}», № {number}",
            "value": str(self._chance.randint(20, 9000)),
            "bound": "exact",
            "unit": "учеников",
            "population": "8–11 классы школ города",
            "period": "2025 год",
            "about": [f"initiatives/{self._one('initiatives', town)}"],
        })  # fmt: skip

    def _resources(self, number: int) -> None:
        self._add("resources", "", f"resurs-{number}", {
            "title": f"Портал о том, что такое {self._chance.choice(FIELDS)}, № {number}",
            "summary": self._words.sentences(1),
            "link": f"https://example.org/resurs-{number}/",
            "status": {"state": "active"},
            "audience": ["pupils"],
            "grades": "6-11",
            "use": self._words.sentences(1),
        })  # fmt: skip

    def _dates(self, number: int) -> None:
        first = 2023 + number % 4
        day = date(first, 9, 5) + timedelta(days=self._chance.randint(0, 290))
        self._add("dates", "", f"data-{number}", {
            "title": f"Срок № {number}: {self._chance.choice(FIELDS)}",
            "summary": self._words.sentences(1),
            "subject": self._term("key-date-subject"),
            "school_year": f"{first}/{(first + 1) % 100:02}",
            "grades": self._chance.choice(("9", "11")),
            "basis": "order",
            "date": day.isoformat(),
            "deadline": "true" if number % 2 else "false",
            "rule_words": "день каждый год называет приказ",
            "what_to_do": self._words.sentences(1),
        })  # fmt: skip

    def _events(self, number: int) -> None:
        chance = self._chance
        town = self._towns[number % len(self._towns)]
        host = self._one("organizations", town)
        kind = chance.choice(list(self._kinds))
        start = self._day(host)
        hour = chance.randint(9, 17)
        record: dict[str, Any] = {
            "title": self._words.event_title(self._kinds[kind]),
            "summary": self._words.sentences(1),
            "description": self._words.text(chance.randint(450, 900)),
            "kind": kind,
        }
        shape = number % 50
        if shape == 0:
            record |= {"date_words": "весной 2027 года"}
        elif shape in (1, 2):
            record |= {
                "start": f"{start} {hour:02}:00",
                "end": f"{start} {hour + 1:02}:30",
                "repeat": {"every": "weekly", "until": (start + timedelta(days=7 * chance.randint(8, 30))).isoformat()},
            }
        elif shape in (3, 4, 5):
            record |= {"start": start.isoformat(), "end": (start + timedelta(days=chance.randint(1, 5))).isoformat()}
        elif shape in (6, 7):
            record |= {"start": start.isoformat()}
        elif shape == 8:
            record |= {"start": f"{start} {hour:02}:00", "end_unknown": "true"}
        else:
            record |= {"start": f"{start} {hour:02}:{chance.choice(('00', '30'))}", "end": f"{start} {hour + 2:02}:30"}
        status = chance.choice(("planned", "confirmed", "confirmed", "confirmed"))
        if shape in (10, 11) and start > TODAY:
            status = "cancelled" if shape == 10 else "moved"
        record["status"] = status
        if status == "cancelled":
            record["status_reason"] = "по решению организатора"
        if status == "moved":
            record["moved_from"] = f"{start - timedelta(days=7)} {hour:02}:00"
        form = ("online", "hybrid")[shape % 2] if shape in (12, 13, 14, 15) else "in-person"
        if form != "in-person":
            record["online"] = {"note": "ссылку пришлёт организатор"}
        if form != "online":
            place = {"organization": host} if chance.random() < 0.6 else {"address": self._address()}
            record["place"] = {**place, "name": chance.choice(ROOMS)}
        audience = chance.choice((["pupils"], ["pupils", "parents"], ["parents"], ["pupils", "class-teachers"]))
        record |= {
            "format": form,
            "host": host,
            "co_hosts": [item for item in self._some("organizations", town, 0, 1) if item != host],
            "audience": audience,
            "grades": self._grades(),
            "level": self._term("level"),
            "age_mark": chance.choice(("0+", "6+", "12+")),
            "registration": self._registration(start),
            "free": "true",
            "bring": chance.sample(BRING, chance.randint(0, 2)),
            "series": self._one("series", town) if chance.random() < 0.3 else "",
            "initiative": self._one("initiatives", town) if chance.random() < 0.15 else "",
            "professions": self._some("professions", "", 0, 3),
            "programs": self._some("study", town, 0, 1),
        }
        if chance.random() < 0.2:
            record["unified_model"] = {"direction": self._term("guidance-direction"), "hours": "2"}
        if chance.random() < 0.1:
            record["volunteers"] = {"tasks": ["встречать гостей"], "count": str(chance.randint(2, 12))}
        if start < TODAY and chance.random() < 0.3:
            record["results"] = {"participants": str(chance.randint(10, 300)), "note": self._words.sentences(1)}
        self._add("events", town, f"{town}-sobytie-{number}", record)

    # --- parts -----------------------------------------------------------------------------------

    def _day(self, host: str) -> date:
        """A school day of one of four school years; no host has two events a day, which would look like one."""
        while True:
            year = self._chance.choices((2023, 2024, 2025, 2026), (1, 2, 3, 4))[0]
            day = date(year, 9, 1) + timedelta(days=self._chance.randint(0, 270))
            if (host, day) not in self._taken:
                self._taken.add((host, day))
                return day

    def _registration(self, start: date) -> dict[str, Any]:
        draw = self._chance.random()
        if draw < 0.3:
            return {"needed": "false"}
        if draw < 0.7:
            return {"needed": "true", "deadline": (start - timedelta(days=3)).isoformat(), "who": "родитель"}
        return {"needed": "true", "link": "https://example.org/zapis/"}

    def _address(self) -> str:
        return f"ул. {self._chance.choice(STREETS)}, {self._chance.randint(1, 120)}"

    def _grades(self) -> str:
        return self._chance.choice(("0", "1-4", "5-7", "8-9", "9", "8-11", "10-11", "9-11"))

    def _term(self, vocabulary: str) -> str:
        return self._chance.choice(self._terms[vocabulary])

    def _one(self, name: str, town: str) -> str:
        return self._chance.choice(self._ids[name][town])

    def _some(self, name: str, town: str, least: int, most: int) -> list[str]:
        held = self._ids[name][town]
        return sorted(self._chance.sample(held, min(len(held), self._chance.randint(least, most))))

    def _tail(self) -> dict[str, Any]:
        return {
            "sources": [{"kind": "editorial", "note": "придуманная запись для замеров"}],
            "verification": "needs-verification",
            "checked": "2026-11-22",
        }

    def _add(self, name: str, town: str, record_id: str, record: dict[str, Any]) -> None:
        self._save(name, town, record_id, record | self._tail())
        self._ids[name][town].append(record_id)

    def _save(self, name: str, town: str, record_id: str, record: dict[str, Any]) -> None:
        folder = self._data / name / town
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{record_id}.yml").write_text(_yaml(record), "utf-8")


def change_one_event(folder: Path) -> Path:
    """Edit a word of one invented event, as an editor would; each call makes another edit."""
    path = sorted((folder / "data" / "events" / "ryazan").glob("ryazan-sobytie-*.yml"))[0]
    path.write_text(re.sub(r"(?m)^title: \"?(.*?)\"?$", r'title: "\1 *"', path.read_text("utf-8"), count=1), "utf-8")
    return path


def _commit(folder: Path) -> None:
    stamp = "2026-11-23T09:00:00Z"
    names = {"GIT_AUTHOR_NAME": "bench", "GIT_AUTHOR_EMAIL": "bench@example.org", "GIT_AUTHOR_DATE": stamp}
    names |= {"GIT_COMMITTER_NAME": "bench", "GIT_COMMITTER_EMAIL": "bench@example.org", "GIT_COMMITTER_DATE": stamp}
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    (folder / ".gitignore").write_text(".bench/\n.cache/\nsite/\n__pycache__/\n", "utf-8")
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "town", "--no-gpg-sign"]):
        subprocess.run(["git", "-C", str(folder), *command], check=True, env=clean | names, stdin=subprocess.DEVNULL)


# --- YAML as editors write it ------------------------------------------------------------------------


def _yaml(record: dict[str, Any]) -> str:
    return "".join(_field(key, value) for key, value in record.items() if value not in ("", [], {}, None))


def _field(key: str, value: Any) -> str:
    if isinstance(value, str) and "\n" in value:
        body = "".join(f"  {line}\n" if line else "\n" for line in value.split("\n"))
        return f"{key}: |\n{body}"
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return f"{key}:\n" + "".join(f"  - {_flow(item)}\n" for item in value)
    return f"{key}: {_flow(value)}\n"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(item)}" for key, item in value.items() if item != []) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if _PLAIN.fullmatch(value) and value not in _WORDS:
        return value
    if re.fullmatch(r"\d+(-\d+)*( \d\d:\d\d)?|true|false", value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def parts_of(folder: Path) -> Iterator[tuple[str, int]]:
    """(folder, number of records) of a written town, for the report."""
    for name in SHARES:
        files: Sequence[Path] = list((folder / "data" / name).rglob("*.yml"))
        if name == "professions":
            files = [path for path in folder.glob("content/professions/*.md") if path.stem != "index"]
        yield name, len(files)
