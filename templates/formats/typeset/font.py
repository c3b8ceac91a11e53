"""Fonts: those that typst brings, then Noto, then whatever is installed.

Each reach is loaded once and only when a paper needs it: reading the fonts of
a system takes far longer than setting a paper.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import cache
from pathlib import Path
from typing import NamedTuple

import typst

_NOTO = Path("/usr/share/fonts/truetype/noto")
_NOTO_CJK = Path("/usr/share/fonts/opentype/noto")
"""Where Debian and its kin keep the fonts for all scripts, and for Chinese."""
_EMBEDDED = re.compile("[\\s\u0021-\u058f\u1c80-\u1c8f\u1e00-\u1fff\u2000-\u22ff\ufffd]*")
"""What typst's own fonts are made for: Latin, Greek, Cyrillic."""
_CHARACTERS = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
"""What is written in Chinese, Japanese and Korean."""
_LATIN = "Libertinus Serif"
_ARABIC, _CHINESE = "Noto Naskh Arabic", "Noto Serif CJK SC"


class Reach(Enum):
    """How far one goes for fonts; the folder that is read beside typst's own."""

    EMBEDDED = None
    NOTO = _NOTO
    NOTO_CJK = _NOTO_CJK
    SYSTEM = Path("/")


class Family(NamedTuple):
    """A family of fonts, and what it is used for where not for all."""

    name: str
    covers: str | None = None


@cache
def fonts(reach: Reach) -> typst.Fonts:
    """The fonts of a reach, read once."""
    if reach is Reach.SYSTEM:
        return typst.Fonts()
    return typst.Fonts(include_system_fonts=False, font_paths=[reach.value] if reach.value else [])


@cache
def _families(reach: Reach) -> frozenset[str]:
    return frozenset(fonts(reach).families())


def reaches(text: str) -> tuple[Reach, ...]:
    """How far one goes for a text: at first, and then at last."""
    others = Reach.NOTO_CJK if _CHARACTERS.search(text) else Reach.NOTO
    first = Reach.EMBEDDED if _EMBEDDED.fullmatch(text) else others
    is_there = first.value is None or first.value.is_dir()
    return (first, Reach.SYSTEM) if is_there else (Reach.SYSTEM,)


def families(language: str, reach: Reach) -> list[Family]:
    """The families for a language, the preferred first; those there are."""
    if language == "zh":
        wanted = [Family(_LATIN, "latin-in-cjk"), Family(_CHINESE), Family(_ARABIC)]
    else:
        wanted = [Family(_LATIN), Family(_ARABIC), Family(_CHINESE)]
    return [one for one in wanted if one.name in _families(reach)]
