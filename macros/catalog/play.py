"""Play: a profession as a game for ages 5–10, a role card to read aloud and the script of a scene."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.catalog.fields import Count, Line, Summary, described, matching, required
from macros.catalog.problem import Fault, quoted
from macros.catalog.record import Model

_DANGEROUS = re.compile(
    r"\b(?:спич\w+|зажигал\w+|свеч\w+|бенгальск\w+|нож(?:а|ом|и|ик\w*)?|лезви\w+|игл\w+|игол\w+|булавк\w+|шприц\w*"
    r"|таблет\w+|лекарств\w+|розетк\w+|паяльник\w*|кипят\w+|уксус\w*|растворител\w+|хлорк\w+)\b",
    re.IGNORECASE,
)
"""What no child of five takes into a game; scissors are fine, an adult sits beside."""
_LONGEST = 110
"""Letters of a sentence that a child of five still hears out."""


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:].rstrip(".")


def _full_stop(text: str) -> str:
    words = text.rstrip(".… ")
    ready = f"{words[:1].upper()}{words[1:]}."
    return ready if len(ready) <= _LONGEST and not set(words) & set(".!?") else ""


Role = matching(
    r"[а-яё][А-ЯЁа-яё ,-]{2,50}", "нужна роль с маленькой буквы и без точки: её читают после слов «Я —»", _lower_first
)
Sentence = matching(
    rf"[А-ЯЁ«][^.!?]{{5,{_LONGEST - 2}}}[.!]",
    f"нужно одно предложение до {_LONGEST} знаков: с большой буквы, в конце точка",
    _full_stop,
)
Question = matching(r"[А-ЯЁ«].{3,155}\?", "нужен вопрос: с большой буквы, в конце вопросительный знак")


class Scene(Model):
    """A scene that children act out: everything an adult needs to begin in ten minutes."""

    title: Line = required("Название игры", "Как объявить игру детям", "Лечебница для зверей")
    minutes: Count = required("Сколько минут", "Вместе с разговором после игры", "20", ge=5, le=60)
    place: Line = required("Место", "Уголок группы, класса или дома и что он изображает", "Два стола: приём и аптека")
    roles: tuple[Line, ...] = required(
        "Роли",
        "Кто играет и что делает; хватает на двоих и больше",
        "хозяин — приносит зверя",
        "врач — осматривает его",
        min_length=2,
        max_length=6,
    )
    prepare: tuple[Line, ...] = required(
        "Что приготовить",
        "Обычные вещи, которые есть дома и в группе",
        "мягкая игрушка",
        "полоски ткани",
        min_length=2,
        max_length=8,
    )
    opening: Summary = required(
        "Как начать", "Что взрослый читает вслух перед игрой", "Сегодня у нас работает лечебница."
    )
    steps: tuple[Summary, ...] = required(
        "Ход игры",
        "От четырёх до шести шагов",
        "Хозяин садится в очередь.",
        "Врач спрашивает, что случилось.",
        "Врач осматривает зверя.",
        "Помощник подаёт бинт.",
        min_length=4,
        max_length=6,
    )
    questions: tuple[Question, ...] = required(
        "Поговорить после",
        "О чём спросить, когда поиграли",
        "Что сегодня было самым трудным?",
        "Кем ещё хочется побыть?",
        min_length=2,
        max_length=4,
    )
    older: Summary | None = described(
        "Тем, кто постарше", "Как усложнить для 1–4 классов", "Запишите приём в карточку."
    )
    care: Line | None = described(
        "Взрослому: за чем следить", "Что может пойти не так", "мелкие камешки не берут в рот"
    )


class Play(Model):
    """How children of 5–10 play a profession: words of the role card, then the scene."""

    role: Role = required("Роль", "Одним-двумя словами, читается после «Я —»", "ветеринарный врач")
    does: tuple[Sentence, ...] = required(
        "Что я делаю",
        "Три коротких предложения от первого лица",
        "Я лечу зверей.",
        "Я слушаю, как бьётся их сердце.",
        "Хозяину я говорю, как ухаживать за другом.",
        min_length=3,
        max_length=3,
    )
    tool: Line = required("Мой инструмент", "Что держу в руках в игре", "трубочка, чтобы слушать сердце")
    greeting: Question = required("Мой вопрос", "С него начинается игра", "Здравствуйте! Кто у вас заболел?")
    scene: Scene = required("Сценарий", "Игра по шагам")


def play_faults(play: Play | None) -> Iterator[Fault]:
    """A fault for every thing to prepare that is not for children's hands."""
    for index, thing in enumerate(play.scene.prepare if play else ()):
        if match := _DANGEROUS.search(thing):
            yield Fault(
                field=f"play.scene.prepare.{index}",
                kind="rule",
                found=quoted(match[0]),
                expected="в детскую игру не берут острое, горячее, лекарства и огонь: замените безопасной вещью",
            )
