"""Owns the tests of `macros.catalog.cliches`: what is refused, what stays allowed, what is offered instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.catalog.cliches import cliche_faults
from tests.catalog.samples import event
from tests.catalog.towns import EXAMPLE, check, put


def found(text: str) -> list[str]:
    """The clichés of a text, as the message names them."""
    return [fault.found for fault in cliche_faults(event(summary=text))]


@pytest.mark.parametrize(
    ("text", "cliche"),
    [
        ("Кружок для мальчиков.", "для мальчиков"),
        ("Занятие Для Девочек 5–7 классов.", "Для Девочек"),
        ("Это мужская профессия.", "мужская профессия"),
        ("Здесь нужны женские руки.", "женские руки"),
        ("Не женское дело.", "женское дело"),
        ("Работа не для женщин.", "Работа не для женщин"),
        ("Профессия для настоящих мужчин.", "Профессия для настоящих мужчин"),
        ("Сюда идут настоящие мужчины.", "настоящие мужчины"),
        ("Покоряет и прекрасную половину.", "прекрасную половину"),
        ("Справится и хрупкая девушка.", "хрупкая девушка"),
        ("Поговорим по-мужски.", "по-мужски"),
        ("Поможет женская интуиция.", "женская интуиция"),
        ("Ждём ребят из хорошей семьи.", "из хорошей семьи"),
        ("Для детей из неполных семей.", "из неполных семей"),
        ("Хранительница очага.", "Хранительница очага"),
        ("Придёт потомственный металлург.", "потомственный"),
        ("Нужно быть усидчивым от природы.", "от природы"),
        ("Прирожденный лидер и прирождённый врач.", "Прирожденный"),
        ("Нужен врождённый талант.", "врождённый талант"),
        ("Это дано не каждому.", "дано не каждому"),
        ("Нужен математический склад ума.", "склад ума"),
    ],
)
def test_refused(text: str, cliche: str) -> None:
    """Each of these says who may come by sex, family or birth, and is found word for word."""
    assert found(text)[:1] == [f"«{cliche}»"]


@pytest.mark.parametrize(
    "text",
    [
        "Занятие для мальчиков и девочек, для юношей и девушек.",
        "Женщина-кардиолог расскажет о работе.",
        "Настоящая деталь со станка.",
        "Приходите семьёй: родители и дети.",
        "Профессия связана с природой; образцы от природной глины до руды.",
        "На складе умных машин.",
        "Фестиваль рабочих династий.",
        "Сильный полимер на полке.",
        "Эти данные не всем понятны.",
    ],
)
def test_allowed(text: str) -> None:
    """Words that only look alike, and people named as people, are left in peace."""
    assert found(text) == []


def test_every_field_is_read() -> None:
    """Lists and inner fields count too, with the path of the line to mend; sources are quotations."""
    faults = cliche_faults(
        event(
            title="Урок для мальчиков",
            bring=["удобная обувь", "женские руки"],
            registration={"who": "работа для мужчин"},
            sources=[{"kind": "editorial", "note": "мужская профессия"}],
        )
    )
    assert {(fault.field, fault.found, fault.fix) for fault in faults} == {
        ("title", "«для мальчиков»", "для всех, кому это интересно"),
        ("bring.1", "«женские руки»", "работа"),
        ("registration.who", "«работа для мужчин»", "работа для всех, кому она по душе"),
    }


def test_ready_values_are_no_cliches() -> None:
    """What is offered instead can be copied: the check takes it."""
    told = list(
        cliche_faults(
            event(
                summary="для мальчиков, мужская работа, работа для женщин, настоящий мужчина, слабый пол, потомственный"
            )
        )
    )
    assert len(told) == 6
    assert [fault.fix for fault in told if found(f"Занятие: {fault.fix}.")] == []


def test_card_and_event_are_refused(town: Path) -> None:
    """The check stops a profession card for its prose and an event for its title."""
    card = (EXAMPLE / "content/professions/slesar.md").read_text("utf-8")
    put(town, "content/professions/slesar.md", f"{card}\nЭто прирождённые мастера.\n")
    place = "data/events/primersk/den-dverey-2026.yml"
    put(town, place, (EXAMPLE / place).read_text("utf-8").replace("title: ", "title: Для девочек. ", 1))
    assert [(problem.path, problem.code, problem.fix) for problem in check(town).problems] == [
        ("content/professions/slesar.md", "ПРО-049", "опытный"),
        (place, "СОБ-049", "для всех, кому это интересно"),
    ]
