"""Owns the conversation that makes a record: what is asked, in which order, and when it is content."""

from __future__ import annotations

import pytest

from macros.catalog import Catalog, Event, Resource
from macros.editing.drafts import draft, free_id, problems_of, suggested_id
from macros.editing.interview import Interview, Question
from tests.catalog.towns import TODAY


class Editor:
    """Somebody who answers by the name of the field; a list of answers is given one after the other."""

    def __init__(self, **answers: str | list[str]) -> None:
        self.answers = {name: [said] if isinstance(said, str) else list(said) for name, said in answers.items()}
        self.asked: list[tuple[str, str]] = []

    def __call__(self, question: Question) -> str:
        self.asked.append((question.path, question.trouble))
        assert len(self.asked) < 100, self.asked[-3:]
        left = self.answers.get(question.path.replace(".", "_"), [])
        return left.pop(0) if left else ""


def test_a_resource_in_a_few_answers(primersk: Catalog) -> None:
    """The required fields are asked, nested ones part by part, and the result passes the check."""
    editor = Editor(
        title="Портал профессий",
        status_state="1",
        audience="2, родители",
        sources_0_kind="5",
        sources_0_note="нашли сами",
    )
    data = Interview(primersk, Resource, editor, today=TODAY, town="").run({})
    assert data == {
        "title": "Портал профессий",
        "status": {"state": "active"},
        "audience": ["pupils", "parents"],
        "sources": [{"kind": "editorial", "note": "нашли сами"}],
    }
    assert [path for path, _ in editor.asked] == [
        "title", "status.state", "status.since", "status.reason", "status.as_of", "audience", "sources.0.kind",
        "sources.0.note", "",
    ]  # fmt: skip
    made = draft(primersk, Resource, data, today=TODAY, town="")
    assert (made.path, problems_of(primersk, [made])) == ("data/resources/portal-professiy.yml", ())
    assert made.text == (
        "title: Портал профессий\nstatus: {state: active}\naudience: [pupils, parents]\nsources:\n"
        "  - {kind: editorial, note: нашли сами}\nverification: needs-verification\nchecked: 2026-11-23\n"
    )


def test_mistakes_are_asked_again(primersk: Catalog) -> None:
    """A wrong answer comes back with the check's own words; a ready value may be pasted as it stands."""
    editor = Editor(
        title="Экскурсия",
        kind="2",
        start=["в субботу", "2026-12-12 10:00"],
        end=["2026-12-12 09:00", "end_unknown: true"],
        status="1",
        format="1",
        host="Примерский завод",
        audience="2",
        grades="9",
        level="1",
        age_mark=["12", "12+"],
        sources_0_kind="5",
        sources_0_note="звонок на завод",
        place_name="Проходная",
    )
    data = Interview(primersk, Event, editor, today=TODAY, town="primersk").run({})
    assert (data["start"], data["end_unknown"], data["place"]) == ("2026-12-12 10:00", "true", {"name": "Проходная"})
    troubles = [trouble for _, trouble in editor.asked if trouble]
    assert [trouble[:8] for trouble in troubles] == ["СОБ-014:", "СОБ-032:", "СОБ-027:", "СОБ-040:"]
    assert troubles[2] == "СОБ-027: «12»; нужна одна из отметок: 0+, 6+, 12+, 16+. Готовое значение: 12+"


def test_sample_records_are_not_offered(primersk: Catalog) -> None:
    """Lists of answers hold what a real record may name."""
    hosts: list[tuple[str, str]] = []

    class Stop(Exception):
        pass

    def ask(question: Question) -> str:
        if question.path == "host":
            hosts.extend(question.options)
            raise Stop
        return {"title": "Встреча", "kind": "1", "status": "1"}.get(question.path, "")

    with pytest.raises(Stop):
        Interview(primersk, Event, ask, today=TODAY, town="primersk").run({})
    assert hosts == [("primersk-kolledzh", "Мехколледж"), ("primersk-zavod", "Примерский завод")]


def test_suggested_names(primersk: Catalog) -> None:
    """A name is the title in Latin letters; events add their day, a taken name gets a number."""
    event = {"title": "День открытых дверей 2026", "start": "2026-12-05 10:00"}
    assert suggested_id(Event, event, town="primersk", demo=False) == "den-otkrytyh-dverey-2026-12-05"
    assert suggested_id(Event, event, town="primersk", demo=True) == "demo-den-otkrytyh-dverey-2026-12-05"
    assert suggested_id(Event, {"title": "«?»"}, town="", demo=False) == ""
    assert free_id(primersk, Event, "den-dverey-2026") == "den-dverey-2026-2"
    long = suggested_id(Resource, {"title": "Очень " * 20}, town="", demo=False)
    assert (len(long) <= 60, long.endswith("ochen")) == (True, True)
