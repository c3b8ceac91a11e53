"""The measures of a paper, which Word and PDF both hold to, in points.

A paragraph has space before it and none behind it, and its lines lie equally
far apart whatever font they are set in: so a paper is the same height in both.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

MM = 72 / 25.4
"""Points in a millimetre."""


class Look(NamedTuple):
    """One kind of paragraph; its label hangs in front, behind the indent."""

    size: float = 10.5
    before: float = 6
    indent: float = 0
    hanging: float = 0


class Script(NamedTuple):
    """How much larger a script's letters are, and how far lines lie apart."""

    scale: float = 1
    pitch: float = 1.2


PAGE = {"width": 210 * MM, "height": 297 * MM, "margin": 25 * MM, "running": 12.5 * MM}
"""A4; *running* is how far the lines on top and below stand from the edge."""
MASTHEAD = {"start": 92 * MM, "end": 68 * MM, "below": 7, "rule": 1}
"""Its two columns, the space above the rule, and the rule."""
BOX = {"above": 16, "side": 6, "above_text": 3, "below_text": 4, "rule": 0.75}
"""The box, and the tables: the space above, that within each cell, and the rules."""
_LABEL, _LETTER = 12.5 * MM, 10 * MM
LOOKS = {
    "Normal": Look(),
    "BodyText": Look(),
    "Note": Look(),
    "LetterLine": Look(hanging=40 * MM),
    "Numbered": Look(hanging=_LABEL),
    "Item": Look(before=4, indent=_LABEL, hanging=_LETTER),
    "ListBullet2": Look(before=4, indent=_LABEL, hanging=_LETTER),
    "PlainItem": Look(before=4, hanging=_LETTER),
    "Question": Look(hanging=_LETTER),
    "ListBullet": Look(before=4, hanging=_LETTER),
    "Title": Look(size=13, before=26),
    "Subtitle": Look(size=12, before=6),
    "Heading1": Look(size=12, before=16, hanging=_LABEL),
    "Heading2": Look(before=10),
    "Annex": Look(size=12, before=0),
    "AnnexTitle": Look(size=12, before=8),
    "Session": Look(size=13, before=0),
    "Masthead": Look(before=2),
    "MastheadEnd": Look(before=2),
    "BoxTitle": Look(before=0),
    "BoxText": Look(before=1),
    "BoxItem": Look(before=3, hanging=_LETTER),
    "BoxBullet": Look(before=3, hanging=_LETTER),
    "CellTitle": Look(before=0),
    "CellText": Look(before=0),
    "BoxGap": Look(size=1, before=0),
    "Draft": Look(before=0),
    "Signature": Look(before=42),
    "Header": Look(size=9, before=0),
    "Footer": Look(size=9, before=0),
}
"""By Word style; what is not here is as the style that it is based on."""
SCRIPTS = {"ar": Script(12.5 / 10.5, 1.45), "zh": Script(1, 1.4)}
ASCENT = 0.8
"""Which part of a line stands above the letters' foot, in Word as here."""


@cache
def style_sheet(language: str) -> dict[str, Any]:
    """Give all measures for a language, with the height of each line."""
    script = SCRIPTS.get(language, Script())
    looks = {}
    for name, look in LOOKS.items():
        size = round(look.size * script.scale * 2) / 2
        line = BOX["above"] if name == "BoxGap" else round(size * script.pitch * 20) / 20
        looks[name] = {**look._asdict(), "size": size, "line": line}
    return {"page": PAGE, "masthead": MASTHEAD, "box": BOX, "looks": looks, "pitch": script.pitch, "ascent": ASCENT}
