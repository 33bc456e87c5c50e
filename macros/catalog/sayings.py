"""What the check says about the value of one field: the words that the site's form says too."""

from __future__ import annotations

_DATE = "ГГГГ-ММ-ДД"
_MOMENT = "ГГГГ-ММ-ДД ЧЧ:ММ"
AGE_MARKS = ("0+", "6+", "12+", "16+")
FIRST_YEAR, LAST_YEAR = 1900, 2100
SAYINGS = {
    "day": f"нужна дата в виде {_DATE}",
    "moment": f"нужны дата и время в виде {_MOMENT}",
    "when": f"нужно {_MOMENT}, а если время не важно — {_DATE}",
    "no-day": "такого дня нет в календаре: проверьте месяц и число",
    "no-time": "такого времени нет: часы от 00 до 24, минуты от 00 до 59",
    "years": f"год бывает от {FIRST_YEAR} до {LAST_YEAR}: проверьте год",
    "flag": "нужно true (да) или false (нет)",
    "number": "нужно целое число одними цифрами, без пробелов и слов",
    "url": "нужен полный адрес, который начинается с https://",
    "age-18": "события 18+ на этом сайте не публикуют (436-ФЗ)",
    "age-mark": f"нужна одна из отметок: {', '.join(AGE_MARKS)}",
    "time-zone": "нужно имя пояса из базы tz вида Europe/Moscow",
    "grades": "нужен класс или промежуток классов: 9 или 8-11 (0 — дошкольники)",
    "grades-bounds": "классы бывают от 0 (дошкольники) до 11",
    "grades-order": "сначала младший класс, потом старший",
    "missing": "поля нет",
    "nothing": "пусто",
    "letters": "знаков",
    "values": "значений",
    "too-long": "нужно не больше {limit}",
    "too-short": "{unit} нужно не меньше {limit}",
    "at-least": "нужно число не меньше {limit}",
    "at-most": "нужно число не больше {limit}",
    "unknown-reference": "такой записи нет в {place}",
}
"""By name; `{limit}`, `{unit}` and `{place}` are filled where they are said."""
