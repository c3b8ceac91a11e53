"""Draw a text as a code that a phone reads."""

from __future__ import annotations

import segno
from markupsafe import Markup


def draw_qr_code(text: str) -> Markup:
    """Draw a text as a QR code (ISO/IEC 18004): SVG, black on white.

    The style sheet says how large it is.
    """
    code = segno.make(text, error="m", micro=False)
    return Markup(code.svg_inline(border=4, dark="#000000", light="#ffffff", omitsize=True))  # noqa: S704  # of squares alone
