"""The pictures of the guide for editors: what each shows, in words too, and how large it is on phone and desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from macros.pages.context import PageContext

FOLDER = "assets/img/guide/"
"""Where the pictures lie, from the site's root; tests/browser/test_guide_shots.py makes them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """One picture: `place` is the part of the form it shows (a CSS selector), sizes are in dots of the page."""

    name: str
    caption: str
    alt: str
    place: str
    phone: tuple[int, int]
    wide: tuple[int, int]

    @property
    def sizes(self) -> dict[str, tuple[int, int]]:
        """Width and height by the side of the guide's reader."""
        return {"phone": self.phone, "wide": self.wide}


SHOTS = (
    Shot(
        name="answers",
        caption="Шаг 2. Открытые вопросы",
        alt="Часть формы «Что будет»: выбран город Рязань, вписано название экскурсии с пометкой «Пример», "
        "выбран вид «Экскурсия».",
        place=".ask-group:has(#title)",
        phone=(360, 464),
        wide=(728, 430),
    ),
    Shot(
        name="mistake",
        caption="Шаг 3. Если что-то не так, подсказка стоит рядом с вопросом",
        alt="Вопрос «Откуда известно» остался без ответа: под ним красным написано «Без этого нельзя», ниже — "
        "кнопка «Проверить».",
        place=".ask-group:has(#source)",
        phone=(360, 430),
        wide=(728, 310),
    ),
    Shot(
        name="preview",
        caption="Так событие увидят на сайте и в календаре телефона",
        alt="Карточка события с числом 12 декабря, часами и местом, под ней — запись календаря: название, "
        "день и час, для кого и кто проводит.",
        place="[data-ask-side]",
        phone=(360, 565),
        wide=(384, 510),
    ),
    Shot(
        name="send",
        caption="Шаг 4. Осталось выбрать, как отправить",
        alt="Заголовок «Событие готово: осталось отправить» и способы: открыть новый файл, скачать файл, "
        "скопировать письмо.",
        place="[data-ask-done]",
        phone=(360, 595),
        wide=(1120, 390),
    ),
)


def shots_view(context: PageContext) -> list[dict[str, Any]]:
    """The pictures in the order of the steps, with addresses from the page."""
    base = context.root + FOLDER
    return [
        {
            "caption": shot.caption,
            "alt": shot.alt,
            **{side: {"url": f"{base}{shot.name}-{side}.webp", "size": size} for side, size in shot.sizes.items()},
        }
        for shot in SHOTS
    ]
