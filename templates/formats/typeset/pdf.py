"""Set a paper as a PDF: tagged, with its fonts, the same bytes each time."""

from __future__ import annotations

import json
import re
import unicodedata
from contextlib import suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import typst

from escalade.templates.formats.layout.style_sheet import style_sheet
from escalade.templates.formats.typeset.content import content, in_languages
from escalade.templates.formats.typeset.font import BOLD_CHINESE, Reach, families, fonts
from escalade.workflow.values.errors import PaperError
from escalade.workflow.values.message import Message

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
