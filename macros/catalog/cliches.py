"""Clichés about sex, family, innate character and illness: what no profession card, event or series may say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from macros.catalog.problem import Fault, Severity, quoted
from macros.catalog.record import Model

_CHILDREN = r"(?:девоч|девуш|девчон|мальч|парн|юнош|пацан)\w+"
_GROWN = r"(?:мужчин|женщин)\w*"
_WORK = r"(?:професси|работ|дел[оаеу]|занят|специальност|труд)\w*"


class _Cliche(NamedTuple):
    """A turn of speech; `instead` is to be copied.

    `roots` and the words `in_small` letters are looked for first: most texts have none.
    """

    roots: tuple[str, ...]
    in_small: re.Pattern[str]
    words: re.Pattern[str]
    instead: str
    expected: str = "пишем о деле и условиях труда, а не о поле, семье и врождённом характере"
    severity: Severity = Severity.ERROR


def _cliche(roots: str, pattern: str, instead: str) -> _Cliche:
    words = rf"\b(?:{pattern})\b"
    return _Cliche(tuple(roots.split("|")), re.compile(words), re.compile(words, re.IGNORECASE), instead)


def _person_first(roots: str, pattern: str, instead: str) -> _Cliche:
    """Advice only: laws and names of societies still say otherwise."""
    expected = "сначала человек, потом болезнь: так о себе просят говорить те, о ком речь"
    return _cliche(roots, pattern, instead)._replace(expected=expected, severity=Severity.WARNING)


_CLICHES = (
    # Both named together are simply everybody: «для мальчиков и девочек».
    _cliche(
        "девоч|девуш|девчон|мальч|парн|юнош|пацан",
        rf"для {_CHILDREN}(?! и {_CHILDREN})",
        "для всех, кому это интересно",
    ),
    _cliche("мужск|женск|мужицк", rf"(?:мужск|женск|мужицк)\w+ (?:{_WORK}|руки|рука|характер\w*|ум\w*)", "работа"),
    _cliche("мужчин|женщин", rf"{_WORK}(?: не)? для (?:настоящ\w+ )?{_GROWN}", "работа для всех, кому она по душе"),
    _cliche(
        "настоящ",
        r"настоящ\w+ (?:мужчин\w*|мужик\w*|женщин\w*|парн\w+|парень|хозяйк\w*)",
        "тот, кому это дело по душе",
    ),
    _cliche("слаб|сильн|прекрасн", r"(?:слаб|сильн|прекрасн)\w+ (?:пол|пола|полу|полом|половин\w+)", "люди"),
    _cliche("хрупк", r"хрупк\w+ (?:девуш|девоч|женщин|женск)\w+", "человек"),
    _cliche("по-мужски|по-женски", r"по-мужски|по-женски", "хорошо"),
    _cliche("интуици", r"женск\w+ интуици\w+", "внимание к мелочам"),
    _cliche(
        "семьи|семей",
        r"(?:из|с) (?:не)?(?:хорош|приличн|благополучн|неблагополучн|полн|неполн|обеспеченн|прост)\w+ сем(?:ьи|ей)",
        "ученики",
    ),
    _cliche("очаг", r"хранительниц\w+ (?:домашнего |семейного )?очага", "человек"),
    _cliche("потомственн", r"потомственн\w+", "опытный"),
    _cliche("природы|рождения", r"от (?:природы|рождения)", "с опытом"),
    _cliche("рожд", r"прирожд[её]нн\w+", "опытный"),
    _cliche("рожд", r"врожд[её]нн\w+ (?:дар|талант|чуть|чувств|склонност|способност|черт|качеств)\w*", "умение"),
    _cliche("не каждому|не всем|не всякому", r"дан[оа]? не (?:каждому|всем|всякому)", "этому учатся"),
    _person_first(
        "инвалид", r"(?:дет(?:и|ей|ям|ях|ьми)|реб[её]н\w+|школьник\w*|ученик\w*)[- ]инвалид\w*", "дети с инвалидностью"
    ),
    _person_first(
        "для инвалид|среди инвалид|наши инвалид|эти инвалид|все инвалид",
        r"(?:для|среди|наши|эти|все) инвалид\w{1,3}",
        "для людей с инвалидностью",
    ),
    _person_first("страда", r"страдающ\w+", "с инвалидностью"),
    _person_first("прикован", r"прикован\w* к (?:инвалидной )?(?:коляск|кроват|постел)\w+", "пользуется коляской"),
    _person_first("неполноценн", r"неполноценн\w+", "с инвалидностью"),
    _person_first(
        "здоров", r"(?:для|как|от|среди) здоров\w+ (?:дет|люд|ребят|школьник|ученик|сверстник)\w*", "для всех"
    ),
    _cliche("склад", r"склад\w* (?:ума|характера)", "интерес"),
    _cliche("родил", r"родил\w* (?:лидер|учител|врач|артист|художник|инженер)\w*", "научился"),
)
_BY_ROOT = {
    root: [cliche for cliche in _CLICHES if root in cliche.roots] for cliche in _CLICHES for root in cliche.roots
}
_ASIDE = frozenset({"id", "path", "municipality", "sources"})


def cliche_faults(record: Model) -> Iterator[Fault]:
    """A fault for every cliché in the texts of a record, its prose included; sources are quoted as they are."""
    texts = list(_texts(record, ""))
    everything = "\n".join(text for _, text in texts).lower()
    roots = [root for root in _BY_ROOT if root in everything]
    suspected = [cliche for root in roots for cliche in _BY_ROOT[root] if cliche.in_small.search(everything)]
    suspected = sorted(set(suspected), key=_CLICHES.index)
    for field, text in texts if suspected else ():
        for cliche in suspected:
            for match in cliche.words.finditer(text):
                yield Fault(
                    field="" if field == "body" else field,
                    kind="wording",
                    found=quoted(match[0]),
                    expected=cliche.expected,
                    fix=cliche.instead,
                    severity=cliche.severity,
                )


def _texts(model: Model, start: str) -> Iterator[tuple[str, str]]:
    for name, value in model.__dict__.items():
        if start or name not in _ASIDE:
            yield from _texts_of(value, start + name)


def _texts_of(value: object, field: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts_of(item, f"{field}.{index}")
    elif isinstance(value, Model):
        yield from _texts(value, f"{field}.")
