"""Personal data that must not be in open files: phones, people's own mail and pages, children's names, papers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from macros.catalog.problem import Fault, quoted

_PHONE = re.compile(
    r"(?<![\d\w.])(?:\+\s?7|8)[\s(.-]{0,3}(?!800)\d{3,5}[\s).-]{0,3}\d{1,3}(?:[\s.-]?\d{2}){2}(?![\d-])"
    r"|\bтел(?:ефон)?[а-я]*\.?:?\s*\d{1,3}[- ]\d{2}[- ]\d{2}(?!\d)",
    re.IGNORECASE,
)
_MAIL = re.compile(r"(?<![\w.+/-])([\w.+-]+)@((?:[\w-]+\.)+[^\W\d_]{2,})")
_FREE_MAIL = re.compile(
    r"(?:mail|bk|list|inbox|internet|xmail|yandex|ya|rambler|lenta)\.ru|(?:vk|yandex|me|icloud|gmail|googlemail|outlook"
    r"|hotmail|live|yahoo|protonmail)\.com|proton\.me"
)
_NAME_IN_MAIL = re.compile(r"[a-z]{1,2}[._-][a-z]{4,}|[a-z]{4,}[._-][a-z]{1,2}(?:[._-]?[a-z])?")
_OWN_PAGE = re.compile(
    r"\bvk\.com/id\d+|\bok\.ru/profile/\d+|\bwa\.me/\d+|\bt\.me/\+\w+|\bviber://\S+|\btg://\S+"
    r"|(?<![\w.@/])@[a-z][a-z0-9_]{4,31}\b(?!\.[a-z])",
    re.IGNORECASE,
)
_PAPERS = re.compile(
    r"\b\d{3}-\d{3}-\d{3}[ -]\d{2}\b|паспорт\w*\s*:?\s*(?:серия\s*)?\d{2}\s?\d{2}\s*(?:№|номер)?\s*\d{6}\b"
    r"|\bдата рождения\s*[:—–-]?\s*\d",
    re.IGNORECASE,
)

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_GAP = "[ \u00a0]"
_FULL = (
    rf"{_WORD}(?:{_GAP}+{_WORD}){{1,2}}|{_WORD}{_GAP}+[А-ЯЁ]\.(?:{_GAP}?[А-ЯЁ]\.)?|(?:[А-ЯЁ]\.{_GAP}?){{1,2}}{_WORD}"
)
_CHILD = (
    r"(?i:учени[кцч]\w*|учащ(?:ий|ая|его|ему|ей|им)ся|школьни[кцч]\w*|воспитанни[кцч]\w*|\w*классни[кцч]\w*"
    r"|девочк\w+|мальчик\w*)"
)
_CLASS = rf"\d{{1,2}}(?:-?[йгому]{{1,3}})?{_GAP}*(?:[«\"]?[А-Я][»\"]?{_GAP}*)?(?:класс\w*|кл\.|лет\b|года?\b)"
_AFTER = re.compile(rf"{_CHILD}{_GAP}+(?:[^\s.!?;]+{_GAP}+){{0,6}}?(?P<name>{_FULL})")
_TOLD = rf"(?:,|\(|—|–|\bиз\b){_GAP}*(?:{_CLASS}|{_CHILD})"
_BEFORE = re.compile(rf"(?P<name>{_FULL}){_GAP}*{_TOLD}")
_AGED = re.compile(rf"[,(—–з](?<!\wиз)(?<![^и]з)(?:{_GAP}*)(?:{_CLASS}|{_CHILD})")
_GIVEN = (
    "Александр|Алексе|Алис|Алин|Анастаси|Анатоли|Андре|Анн|Антон|Арин|Арсени|Арт[её]м|Богдан|Борис|Вадим|Валенти|"
    "Валери|Варвар|Васили|Василис|Вер|Вероник|Виктор|Виктори|Виолетт|Владимир|Владислав|Всеволод|Вячеслав|Галин|"
    "Георги|Герман|Глеб|Григори|Дани|Даниил|Данил|Дарь|Денис|Диан|Дмитри|Евгени|Егор|Екатерин|Елен|Елизавет|"
    "Захар|Зо|Иван|Игор|Иль|Инн|Ирин|Камил|Карин|Кир|Кирилл|Константин|Ксени|Лев|Леонид|Лиди|Людмил|Макар|Максим|"
    "Маргарит|Марин|Мари|Марк|Мар[ьф]|Матве|Милан|Мирон|Михаил|Надежд|Назар|Натали|Никит|Николай|Никола|Олег|Оксан|"
    "Ольг|Павел|Павл|П[её]тр|Платон|Полин|Родион|Роман|Руслан|Савели|Светлан|Семен|Семён|Сергей|Серге|Софи|Софь|"
    "Станислав|Степан|Таиси|Тамар|Татьян|Тимофе|Тимур|Ульян|Ф[её]дор|Филипп|Эдуард|Эвелин|Эмили|Юли|Юри|Ян|"
    "Ярослав|Аня|Ваня|Вова|Дима|Женя|Катя|Коля|Лена|Маша|Миша|Настя|Оля|Паша|Петя|Саша|Таня|Юля"
)
_NAME = re.compile(
    rf"(?:{_GIVEN})(?:[аяыиеуюй]|ой|ей|ёй|ем|ом|ём|ью|ь|ия|ие|ию|ии|ий)?"
    r"|\w{2,}(?:[оеё]вич|ьич|[оеё]вн|ичн)(?:[аеуы]|ой|ем)?"
)
_VERB = re.compile(rf"^\w+(?:[аеиуюя]т|[аи]л[аи]?)(?:ся|сь)?{_GAP}+(?={_WORD}{_GAP})")
"""A verb that begins the sentence: «Рассказывает Иванов Ваня»."""
_SIGNS = (
    "vk.com/id",
    "ok.ru/profile",
    "wa.me/",
    "t.me/+",
    "viber:",
    "tg:",
)
_PERHAPS_PHONE = re.compile(r"8[\s(.-]{0,3}\d{3}|\+\s?7|тел[а-я]*\.?:?\s*\d")
_NUMBERED = re.compile(r"-\d{3}-\d{3}")
_CHILDREN = ("учени", "учащ", "школьни", "воспитанни", "классни", "девочк", "мальчик")


class Allowed(NamedTuple):
    """What only looks like personal data: phones by their digits, mail in small letters, names as written."""

    phones: Collection[str] = ()
    emails: Collection[str] = ()
    names: Collection[str] = ()


def may_name_people(text: str) -> bool:
    """A quick look that never misses what `personal_faults` finds; it may be wrong the other way."""
    low = text.lower()
    return (
        any(sign in low for sign in _SIGNS)
        or (("паспорт" in low or "рождения" in low) and bool(_PAPERS.search(text)))
        or ("@" in low and any(map(_may_be_a_contact, text.split())))
        or bool(_NUMBERED.search(low))
        or (bool(_PERHAPS_PHONE.search(low)) and bool(_PHONE.search(text)))
        or (any(word in low for word in _CHILDREN) and bool(_AFTER.search(text)))
        or (bool(_AGED.search(text)) and bool(_BEFORE.search(text)))
    )


def personal_faults(text: str, allowed: Allowed) -> Iterator[Fault]:
    """Everything that looks like personal data and is not on the list of exceptions."""
    for match in _PHONE.finditer(text):
        if digits_of(match[0]) not in allowed.phones:
            yield _personal(match[0], "телефоны людей не публикуют; общий телефон организации вписывают в phones")
    for match in _MAIL.finditer(text):
        if match[0].lower() not in allowed.emails and _is_of_one(match):
            yield _personal(match[0], "почту людей не публикуют; общую почту организации вписывают в emails")
    for match in _OWN_PAGE.finditer(text):
        yield _personal(match[0], "страницы и имена людей в сетях не публикуют; дайте страницу организации")
    for match in _PAPERS.finditer(text):
        yield _personal(match[0], "номера документов и даты рождения не публикуют никогда")
    for match in (*_AFTER.finditer(text), *_BEFORE.finditer(text)):
        name = _VERB.sub("", match["name"])
        if name not in allowed.names and any(_NAME.fullmatch(word) for word in re.split(r"[ \u00a0-]+", name)):
            yield _personal(
                name, "имена детей не публикуют: напишите «ученица 9 класса»; имя из истории вписывают в names"
            )


def _may_be_a_contact(word: str) -> bool:
    return "@" in word and (any(map(_is_of_one, _MAIL.finditer(word))) or bool(_OWN_PAGE.search(word)))


def _is_of_one(mail: re.Match[str]) -> bool:
    """Whether a mail is of a person: at a free service, or with a name in it."""
    return bool(_FREE_MAIL.fullmatch(mail[2].lower()) or _NAME_IN_MAIL.fullmatch(mail[1].lower()))


def digits_of(phone: str) -> str:
    """A phone as its digits with 7 in front: «8 (4912) 11-22-33» gives 74912112233."""
    digits = "".join(filter(str.isdecimal, phone))
    return f"7{digits[1:]}" if len(digits) == 11 and digits[0] == "8" else digits


def _personal(found: str, expected: str) -> Fault:
    note = " файла data/guard/allowed.yml" if expected.endswith(("phones", "emails", "names")) else ""
    return Fault(field="", kind="personal-data", found=quoted(found), expected=expected + note)
