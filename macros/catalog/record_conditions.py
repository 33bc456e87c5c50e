"""Rules between the fields of every record, its sources and its place: found, allowed, withheld."""

from __future__ import annotations

from macros.catalog.conditions import Condition, one_of


def _source(kind: str, missing: str, expected: str) -> Condition:
    return Condition(
        fields=("kind", missing),
        when={"kind": one_of(kind), missing: False},
        field="",
        kind="source",
        found="источник неполон",
        expected=expected,
    )


_SEED = "у исходного документа указывают document и rows; образец: rows: [R1, R2]"
_PAGE = "у страницы указывают url и date — когда её читали"
SOURCES = (
    _source("seed", "document", _SEED),
    _source("seed", "rows", _SEED),
    _source("document", "document", "у документа указывают document — запись из data/documents/"),
    _source("url", "url", _PAGE),
    _source("url", "date", _PAGE),
    _source("press", "site", "у печати указывают site, а если известна — и date; образец: site: rzn.info"),
    _source("editorial", "note", "у редакционного источника указывают note: что именно мы добавили сами"),
)
"""Each kind of source names what makes it findable."""


def _kinds(*kinds: str) -> dict[str, object]:
    return {"contains": {"properties": {"kind": one_of(*kinds)}}}


RECORDS = (
    Condition(
        fields=("sources", "verification"),
        when={"verification": one_of("verified"), "sources": {"not": _kinds("document", "url")}},
        field="verification",
        kind="verification",
        found="«verified»",
        expected="«verified» пишут при документе или странице с датой; печать и наше знание требуют проверки",
        fix="needs-verification",
    ),
    Condition(
        fields=("sources", "verification"),
        when={"verification": one_of("seed"), "sources": {"not": _kinds("seed")}},
        field="verification",
        kind="verification",
        found="«seed»",
        expected="«seed» пишут, когда среди источников есть исходный документ",
        fix="needs-verification",
    ),
)
"""What nobody but us knows is never shown as verified; a seed status needs a seed."""

_HIDDEN = {"pattern": "^(?!open$)"}
WITHHELD_PLACES = tuple(
    Condition(
        fields=("visibility", "organization", "name", "address"),
        when={"visibility": _HIDDEN, **tell},
        field="",
        kind="place",
        found="место скрыто ({visibility}), но записано",
        expected="файлы сайта открыты всем: у скрытого места оставьте одно visibility",
        fix="place: {visibility: {visibility}}",
    )
    for tell in (
        {"address": True},
        {"address": False, "name": True},
        {"address": False, "name": False, "organization": True},
    )
)
"""The files are public like the site: what is withheld must not be in them either."""
