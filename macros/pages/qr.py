"""QR codes of addresses as SVG, for paper."""

from __future__ import annotations

from itertools import groupby

import segno
from markupsafe import Markup

_MASK = 3
"""Any of the eight patterns reads alike; looking for the prettiest would take four times as long."""
_QUIET = 4
"""White modules around the code, as the standard (ISO/IEC 18004) wants them."""


def qr_svg(url: str) -> Markup:
    """The address as inline SVG, hidden from screen readers: the address itself stands beside it.

    Medium error correction: a corner of the paper may get dirty. Raises segno.DataOverflowError for an
    address of more than 2,331 bytes.
    """
    code = segno.make_qr(url, error="m", mask=_MASK, boost_error=False)
    strokes = []
    for y, row in enumerate(code.matrix, _QUIET):
        x = _QUIET
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                strokes.append(f"M{x} {y}h{length}")
            x += length
    size = len(code.matrix) + 2 * _QUIET
    # Numbers and letters of ours only, so there is nothing to escape.
    return Markup(
        f'<svg class="qr" viewBox="0 0 {size} {size}" aria-hidden="true" focusable="false">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path stroke="#000" shape-rendering="crispEdges" transform="translate(0 .5)" d="{"".join(strokes)}"/></svg>'
    )
