"""Fonts: those that come with the `pdf` extra, then whatever is installed.

What the six languages are written in is set in fonts from wheels alone, so
that a paper is the same everywhere. Those of the system are read only for a
text in another script, since that takes far longer than setting a paper, and
none of them stands in for one of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import typst

from escalade.workflow.values.errors import PaperError

_WHEELS = ("fontpkg_amiri", "fontpkg_arimo", "pylopdf_fonts_zh_cn")
FOLDERS = tuple(Path(str(files(package))).resolve() for package in _WHEELS)
"""Where the wheels keep theirs."""
LATIN, ARABIC, CHINESE = "Arimo", "Amiri", "Noto Serif SC"
"""Arimo is as wide as the Arial of Word files, letter by letter."""
BOLD_CHINESE = "Noto Sans SC"
"""What stands out among Chinese serifs, which come in one weight."""
OURS = frozenset({LATIN, ARABIC, CHINESE, BOLD_CHINESE})


class Reach(Enum):
    """How far one goes for fonts."""

    OURS = auto()
    SYSTEM = auto()


class Family(NamedTuple):
    """A family of fonts, and what it is used for where not for all."""

    name: str
    covers: str | None = None


def families(language: str) -> tuple[Family, ...]:
    """List the families for a language, the preferred first."""
    if language == "zh":
        return Family(LATIN, "latin-in-cjk"), Family(CHINESE), Family(ARABIC)
    latin, arabic = Family(LATIN), Family(ARABIC)
    return (arabic, latin, Family(CHINESE)) if language == "ar" else (latin, arabic, Family(CHINESE))


@cache
def fonts(reach: Reach) -> typst.Fonts:
    """Read the fonts of a reach, once."""
    if reach is Reach.OURS:
        return typst.Fonts(include_system_fonts=False, font_paths=list(FOLDERS))
    every = typst.Fonts(font_paths=list(FOLDERS))
    found = ((Path(one.path), one.family) for one in every.fonts() if one.path)
    installed = [one for one in found if not any(one[0].is_relative_to(folder) for folder in FOLDERS)]
    twins = {file for file, family in installed if family in OURS}
    return _beside_ours({file for file, _ in installed} - twins) if twins else every


def _beside_ours(others: Iterable[Path]) -> typst.Fonts:
    """Read ours and files of the system.

    typst takes whole folders, so these files are linked into one.
    """
    try:
        with TemporaryDirectory() as links:
            for number, file in enumerate(sorted(others)):
                Path(links, f"{number}{file.suffix}").symlink_to(file)
            return typst.Fonts(include_system_fonts=False, font_paths=[*FOLDERS, Path(links)])
    except OSError as problem:
        raise PaperError(
            "system-fonts",
            "The fonts that are installed cannot be read beside those of the paper: {why}. "
            "Write the paper as .docx or .html.",
            why=problem.strerror or str(problem),
        ) from problem
