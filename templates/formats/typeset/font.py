"""Fonts: those that typst brings, then Noto, then whatever is installed.

Each reach is loaded once and only when a paper needs it: reading the fonts of
a system takes far longer than setting a paper, and even those of one folder
take as long. So a paper in one script gets that script's fonts alone.
"""

from __future__ import annotations

import re
from contextlib import suppress
from enum import Enum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import typst

from escalade.workflow.errors import PaperError

_NOTO = Path("/usr/share/fonts/truetype/noto")
_NOTO_CJK = Path("/usr/share/fonts/opentype/noto")
"""Where Debian and its kin keep the fonts for all scripts, and for Chinese."""
_EMBEDDED = re.compile("[\\s\u0021-\u058f\u1c80-\u1c8f\u1e00-\u1fff\u2000-\u22ff\ufffd]*")
"""What typst's own fonts are made for: Latin, Greek, Cyrillic."""
_WITH_ARABIC = re.compile("[\\s\u0021-\u058f\u0600-\u06ff\u2000-\u206f\ufffd]*")
_WITH_CHINESE = re.compile("[\\s\u0021-\u058f\u2000-\u206f\u3000-\u303f\u4e00-\u9fff\uff00-\uffef\ufffd]*")
"""What these and the best family for the script were made for."""
_CHARACTERS = (
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]"
)
"""What is written in Chinese, Japanese and Korean."""
_LATIN = "Libertinus Serif"
_ARABIC = ("Noto Naskh Arabic", "Amiri", "Traditional Arabic", "Geeza Pro", "Times New Roman")
_CHINESE = ("Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", "SimSun")
"""Families that set a whole paper well, the best first."""
NEEDED = {"ar": (_ARABIC, "fonts-noto-core"), "zh": (_CHINESE, "fonts-noto-cjk")}
"""By language, the families of which one must be there, and what to install."""


class Reach(Enum):
    """How far one goes for fonts; which files are read beside typst's own."""

    EMBEDDED = None
    ARABIC = _NOTO / "NotoNaskhArabic-*.ttf"
    CHINESE = _NOTO_CJK / "NotoSerifCJK-*.ttc"
    NOTO = _NOTO / "*"
    NOTO_CJK = _NOTO_CJK / "*"
    SYSTEM = Path("/*")

    @property
    def is_there(self) -> bool:
        """Whether there is a folder for it."""
        return self.value is None or self.value.parent.is_dir()


class MissingFontError(PaperError):
    """No font that is installed can set a paper in a language."""

    def __init__(self, language: str, names: tuple[str, ...], package: str) -> None:
        """Name the language, a font for it, and the package to install."""
        self.language, self.package = language, package
        super().__init__(
            f"A PDF in “{language}” needs a font such as {names[0]}, and none is installed. "
            f"On Debian and Ubuntu: apt-get install {package}; or write the paper as .docx or .html."
        )


class Family(NamedTuple):
    """A family of fonts, and what it is used for where not for all."""

    name: str
    covers: str | None = None


@cache
def fonts(reach: Reach) -> typst.Fonts:
    """The fonts of a reach, read once.

    typst reads whole folders, so for some of its files a folder of links is
    made; where that cannot be, the whole one is read.
    """
    files = reach.value
    if reach is Reach.SYSTEM or files is None:
        return _read() if files is None else typst.Fonts()
    with suppress(OSError), TemporaryDirectory() as links:
        for file in files.parent.glob(files.name) if files.name != "*" else ():
            Path(links, file.name).symlink_to(file)
        return _read(files.parent if files.name == "*" else Path(links))
    return _read(files.parent)


def _read(*folders: Path) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=list(folders))


@cache
def _families(reach: Reach) -> frozenset[str]:
    return frozenset(fonts(reach).families())


def reaches(text: str) -> tuple[Reach, ...]:
    """How far one goes for a text: at first, further, and at last."""
    if _EMBEDDED.fullmatch(text):
        return Reach.EMBEDDED, Reach.SYSTEM
    near = {Reach.ARABIC: _WITH_ARABIC, Reach.CHINESE: _WITH_CHINESE}
    found = [reach for reach, signs in near.items() if signs.fullmatch(text)]
    has_characters = Reach.CHINESE in found if found else re.search(_CHARACTERS, text)
    others = Reach.NOTO_CJK if has_characters else Reach.NOTO
    return *(reach for reach in (*found, others) if reach.is_there), Reach.SYSTEM


def families(language: str, reach: Reach) -> list[Family]:
    """The families for a language, the preferred first; those there are.

    Raises:
        MissingFontError: a paper in the language has no font of its script.
    """
    there = _families(reach)
    latin = Family(_LATIN, "latin-in-cjk" if language == "zh" else None)
    scripts = (_CHINESE, _ARABIC) if language == "zh" else (_ARABIC, _CHINESE)
    if language in NEEDED and there.isdisjoint(NEEDED[language][0]):
        raise MissingFontError(language, *NEEDED[language])
    wanted = (latin, *(Family(name) for script in scripts for name in script))
    return [one for one in wanted if one.name in there]
