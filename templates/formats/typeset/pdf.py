"""Set a paper as a PDF: tagged, with its fonts, the same bytes each time."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import typst

from escalade.templates.formats.layout import style_sheet
from escalade.templates.languages.spoken import BEGIN, isolate_said, spoken, stretches
from escalade.templates.languages.tongue import Tongue
from escalade.templates.languages.typography import part_definition
from escalade.templates.values.fact import (
    ADDRESS,
    ALL,
    REFER,
    REFERENCE,
    SaidSentence,
    TracedFact,
    find_target,
    mark_references,
)
from escalade.templates.values.fact import stretches as looks
from escalade.templates.values.paper import MastheadRow, Paper, Seal, TopicText
from escalade.workflow.values.dates import When
from escalade.workflow.values.errors import Message, PaperError

if TYPE_CHECKING:
    from escalade.templates.formats.word.letterhead import Letterhead


_OF_SEVERAL = re.compile(f"[{BEGIN}{ALL}{REFER}@]|://")
_LINKED = re.compile(f"{REFERENCE.pattern}|{ADDRESS.pattern}")


def in_languages(value: Any) -> Any:
    """The same data, each text in several languages as its stretches."""
    if isinstance(value, dict):
        return {name: in_languages(one) for name, one in value.items()}
    if isinstance(value, list):
        return [in_languages(one) for one in value]
    if isinstance(value, str) and _OF_SEVERAL.search(value):
        parts = ((language, *one) for language, text in stretches(value) for one in looks(text))
        return {"spoken": [one for part in parts for one in _stretches(*part)]}
    return value


def _stretches(language: str | None, text: str, bold: bool, italic: bool) -> Iterator[dict[str, Any]]:  # noqa: FBT001  # as `looks` gives them
    """Stretches as the layout knows them, those that lead somewhere by themselves."""
    look, at = {"lang": language, "bold": bold, "italic": italic, "annex": None, "web": None}, 0
    for found in _LINKED.finditer(text):
        words, number, address = found.groups()
        before = text[at : found.start()]
        yield from ({**look, "text": before},) if before else ()
        web = find_target(address) if address else None
        yield {**look, "text": address or words + number, "annex": number, "web": web}
        at = found.end()
    yield from ({**look, "text": text[at:]},) if at < len(text) else ()


START = ("organisation", "session", "place", "agenda-item")
"""The lines of the masthead that stand first; the others face them."""
_REGION = 2
"""How many letters the code of a country has."""


def content(paper: Paper, seal: Seal | None) -> dict[str, Any]:
    """All that is printed, under the names that the layout knows."""
    region = paper.tongue.pack.locale.rpartition("_")[2]
    tongue, told = paper.tongue, ("title", "subtitle", "remarks", "letter", "box", "sections", "signature")
    return {
        "language": tongue.language,
        "region": region if len(region) == _REGION and region.isupper() else None,
        "direction": tongue.pack.direction,
        "italics": tongue.has_italics,
        "gap": tongue.pack.gap,
        **{name: describe(getattr(paper, name), tongue) for name in told},
        "running": describe(paper.running_title, tongue),
        "keywords": [f"escalade-seal:{seal}"] if seal else [],
        "date": find_day(paper),
        "organisation": next((str(row.value) for row in paper.masthead if row.key == "organisation"), None),
        "draft": describe(paper.banner, tongue),
        "start": [[row.key, _row(row, tongue)] for row in paper.masthead if row.key in START],
        "end": [_row(row, tongue) for row in paper.masthead if row.key not in START],
        "annexes": describe(paper.wordings, tongue),
    }


def describe(value: Any, tongue: Tongue) -> Any:
    """A part of a paper as data, each text in it as it is set."""
    if isinstance(value, TracedFact | SaidSentence):
        said = spoken(value)
        return mark_references(said, isolate_said(said, tongue.pack.direction))
    if isinstance(value, tuple):
        return [describe(one, tongue) for one in value]
    if not is_dataclass(value):
        return value
    parts = {one.name: describe(getattr(value, one.name), tongue) for one in fields(value)}
    return {**parts, "is_long": value.is_long} if isinstance(value, TopicText) else parts


def _row(row: MastheadRow, tongue: Tongue) -> str:
    """A line of the masthead, behind its label."""
    text = tongue.pack.gap.join(describe(one, tongue) for one in (row.label, row.value) if one)
    return part_definition(text, tongue.language)


def find_day(paper: Paper) -> list[int] | None:
    """The day of the paper, where it is known to the day."""
    values = (getattr(row.value, "value", None) for row in paper.masthead if row.key == "date")
    day = next((value.day for value in values if isinstance(value, When)), None)
    return [day.year, day.month, day.day] if day else None


_WHEELS = ("fontpkg_amiri", "fontpkg_arimo", "pylopdf_fonts_zh_cn")
FOLDERS = tuple(Path(str(files(package))).resolve() for package in _WHEELS)
"""Where the wheels keep theirs."""
LATIN, ARABIC, CHINESE = "Arimo", "Amiri", "Noto Serif SC"
"""Arimo is as wide as the Arial of Word files, letter by letter."""
BOLD_CHINESE = "Noto Sans SC"
"""What stands out among Chinese serifs, which come in one weight."""
OURS = frozenset({LATIN, ARABIC, CHINESE, BOLD_CHINESE})


def families(language: str) -> list[dict[str, str | None]]:
    """List the families for a language, the preferred first."""
    latin, arabic, chinese = ({"name": name, "covers": None} for name in (LATIN, ARABIC, CHINESE))
    if language == "zh":
        return [{"name": LATIN, "covers": "latin-in-cjk"}, chinese, arabic]
    return [arabic, latin, chinese] if language == "ar" else [latin, arabic, chinese]


@cache
def fonts(*, installed: bool) -> typst.Fonts:
    """Read our fonts, and those that are installed beside them, once."""
    if not installed:
        return typst.Fonts(include_system_fonts=False, font_paths=list(FOLDERS))
    every = typst.Fonts(font_paths=list(FOLDERS))
    found = ((Path(one.path), one.family) for one in every.fonts() if one.path)
    others = [one for one in found if not any(one[0].is_relative_to(folder) for folder in FOLDERS)]
    twins = {file for file, family in others if family in OURS}
    return _beside_ours({file for file, _ in others} - twins) if twins else every


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
def make_compiler(_language: str, *, installed: bool) -> tuple[typst.Compiler, Lock]:
    """Make the compiler of a language, and the lock it is used under, once.

    It serves one thread at a time, so each language has its own.
    """
    return typst.Compiler(root=FOLDER, font_paths=fonts(installed=installed)), Lock()


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
    given["families"] = families(given["language"])
    given["bold_chinese"] = BOLD_CHINESE
    given["sheet"] = style_sheet(given["language"])
    with suppress(MissingGlyphError):
        return _set(given, pictures, installed=False)
    return _set(given, pictures, installed=True)


_NOT_SET = "The PDF could not be set: {problem}."


def _set(given: dict[str, Any], pictures: Pictures, *, installed: bool) -> bytes:
    """One attempt, with our fonts or also those that are installed."""
    standards = LASTING if given["date"] else STANDARD
    text = json.dumps(given, ensure_ascii=False)
    with _MAKING:
        compiler, at_work = make_compiler(given["language"], installed=installed)
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
