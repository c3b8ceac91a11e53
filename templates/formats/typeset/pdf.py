"""Set a paper as a PDF: tagged, with its fonts, the same bytes each time."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from enum import Enum, auto
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import typst

from escalade.templates.formats.layout.style_sheet import style_sheet
from escalade.templates.formats.typeset.content import content, in_languages
from escalade.workflow.values.errors import PaperError
from escalade.workflow.values.message import Message

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


if TYPE_CHECKING:
    from escalade.templates.formats.word.letterhead import Letterhead
    from escalade.templates.values.paper import Paper, Seal

Pictures = dict[str, list[int]]
Setting = tuple[dict[str, Any], Pictures]
"""What is given to the layout, and the bytes of its pictures, by their pages."""
Standards = list[Any]
STANDARD: Final[Standards] = ["ua-1"]
"""PDF/UA: tagged for readers who listen; a missing glyph is an error in it."""
LASTING: Final[Standards] = ["ua-1", "a-2a"]
"""PDF/A as well: all that is needed is in the file; it asks for a date."""
_MAKING: Final = Lock()
"""Compilers are made one at a time."""
_MISSING = re.compile(r'the text `"(?P<text>(?:[^"\\]|\\.)+)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
_PACKAGES = {
    "ARABIC": "fonts-noto-core",
    "CJK": "fonts-noto-cjk",
    "HANGUL": "fonts-noto-cjk",
    "HIRAGANA": "fonts-noto-cjk",
    "IDEOGRAPHIC": "fonts-noto-cjk",
    "KATAKANA": "fonts-noto-cjk",
    "FULLWIDTH": "fonts-noto-cjk",
}
"""By the first word of a character's name, what Debian calls its fonts."""
_PICTURES = re.compile("[\u2600-\u27bf\U0001f000-\U0001faff]")


class MissingGlyphError(PaperError):
    """No font has a character, ours or installed."""

    def __init__(self, text: str) -> None:
        """Name the character, its script, and the package to install."""
        self.text, self.character = text, text[:1]
        name = unicodedata.name(self.character, Message("a character without a name"))
        self.script = "emoji" if _PICTURES.match(self.character) else name.partition(" ")[0].capitalize()
        known = _PACKAGES.get(name.partition(" ")[0].split("-")[0], "fonts-noto-core")
        self.package = "fonts-noto-color-emoji" if self.script == "emoji" else known
        super().__init__(
            Message(
                "The PDF cannot show “{character}” (U+{code}, {name}; script: {script}): "
                "no font that is installed has it. On Debian and Ubuntu: apt-get install {package}; or write the "
                "paper as .docx or .html.",
                character=self.character,
                code=f"{ord(self.character):04X}",
                name=name,
                script=self.script,
                package=self.package,
            )
        )


FOLDER = Path(str(files("escalade.templates.formats.typeset"))).resolve()
"""Where they lie: all that typst reads, but for fonts."""


@cache
def make_compiler(reach: Reach, _language: str) -> tuple[typst.Compiler, Lock]:
    """Make the compiler of a language, and the lock it is used under, once.

    It serves one thread at a time, so each language has its own.
    """
    return typst.Compiler(root=FOLDER, font_paths=fonts(reach)), Lock()


def describe_setting(paper: Paper, seal: Seal | None, letterhead: Letterhead | None = None) -> Setting:
    """What is to be set, as plain data that another process can take."""
    given = in_languages(content(paper, seal))
    heads = {"first": letterhead.first, "later": letterhead.later} if letterhead else {}
    given["heads"] = {
        page: {"lines": one.lines, "size": one.size if one.picture else None} for page, one in heads.items()
    }
    given["margins"] = (letterhead.margins or None) if letterhead else None
    given["called"] = given["organisation"] or given["title"]
    return given, {page: list(one.picture) for page, one in heads.items()}


def compose(given: dict[str, Any], pictures: Pictures) -> bytes:
    """Set what is given, with our fonts or else all there are."""
    given["families"] = [one._asdict() for one in families(given["language"])]
    given["bold_chinese"] = BOLD_CHINESE
    given["sheet"] = style_sheet(given["language"])
    with suppress(MissingGlyphError):
        return _set(given, pictures, Reach.OURS)
    return _set(given, pictures, Reach.SYSTEM)


_NOT_SET = "The PDF could not be set: {problem}."


def _set(given: dict[str, Any], pictures: Pictures, reach: Reach) -> bytes:
    """One attempt, with the fonts of a reach."""
    standards = LASTING if given["date"] else STANDARD
    text = json.dumps(given, ensure_ascii=False)
    with _MAKING:
        compiler, at_work = make_compiler(reach, given["language"])
    try:
        with at_work:
            data, warnings = compiler.compile_with_warnings(
                input=FOLDER / "paper.typ",
                format="pdf",
                pdf_standards=standards,
                sys_inputs={"paper": text, "pictures": json.dumps(pictures)},
            )
    except typst.TypstError as problem:
        missing = _MISSING.search(problem.message)
        if missing:
            text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), missing["text"])  # as it was before it was quoted
            raise MissingGlyphError(text.replace('\\"', '"').replace("\\\\", "\\")) from problem
        raise PaperError("setting", _NOT_SET, problem=problem.message) from problem
    if warnings or not isinstance(data, bytes):
        told = "; ".join(warning.message for warning in warnings) or Message("it is empty")
        raise PaperError("setting", _NOT_SET, problem=told)
    return data
