"""What stays on one line."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from macros.text.unbroken import unbroken


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("5 декабря, 10:00–13:00", '5 декабря, <span class="nb">10:00–13:00</span>'),
        ("8–9 классы, 2019–2020", '<span class="nb">8–9</span> классы, <span class="nb">2019–2020</span>'),
        ("5 декабря — 7 января", "5 декабря — 7 января"),
        ("<b> 5–7", '&lt;b&gt; <span class="nb">5–7</span>'),
        (Markup('<a title="5–7">5–7</a>'), '<a title="5–7"><span class="nb">5–7</span></a>'),
        ("имени А. А. Угарова (филиал)", 'имени <span class="nb">А. А. Угарова</span> (филиал)'),
        ("техникум С. Живаго. ЕГЭ", 'техникум <span class="nb">С. Живаго</span>. ЕГЭ'),
        ("просто слова & знаки", "просто слова &amp; знаки"),
    ],
)
def test_unbroken(text: str, html: str) -> None:
    """Numbers with a dash between them and initials with their name are bound; plain text is escaped, tags stay."""
    assert unbroken(text) == html
