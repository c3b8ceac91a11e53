"""A template made ready once: its Jinja compiled, the rest as bytes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.metadata import version
from importlib.util import find_spec
from typing import TYPE_CHECKING

from jinja2 import DictLoader

from escalade.templates.bytecode_cache import remember
from escalade.templates.formats.file import OURS, shipped_template
from escalade.templates.formats.word.check import Findings, UnfitTemplateError, findings
from escalade.templates.formats.word.language import spoken, turn_part
from escalade.templates.formats.word.property import CORE, CORE_SOURCE, CUSTOM, with_properties
from escalade.templates.formats.word.sandbox import environment
from escalade.templates.formats.word.source import MAIN, Source, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Template

if find_spec("docxtpl") is None:  # it is imported only where its work is not kept from before
    raise ModuleNotFoundError(name="docxtpl")

STYLES = "word/styles.xml"
_DRAWN = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
"""The parts that hold text for readers."""


@dataclass(frozen=True, slots=True)
class Stencil:
    """A template for one language."""

    name: str
    fixed: Mapping[str, bytes]
    drawn: Mapping[str, Template]
    custom: bytes


@cache
def ours() -> Source:
    """The template that is shipped."""
    return Source(OURS, shipped_template())


@lru_cache(maxsize=32)
def stencil(source: Source, language: str, direction: str, *, italics: bool) -> Stencil:
    """A template made ready for a language, as Word calls it.

    Raises:
        NoWordFileError: the file is no Word document.
        UnfitTemplateError: it asks for more than there is, or than it may.
    """
    parts, drawn = _parts(source), _compiled(source, direction)
    fixed = {name: data for name, data in parts.items() if name not in {*drawn, CUSTOM}}
    if STYLES in fixed:
        fixed[STYLES] = spoken(fixed[STYLES], language, italics=italics)
    return Stencil(source.name, fixed, drawn, parts[CUSTOM])


@lru_cache(maxsize=8)
def check_template(source: Source) -> Findings:
    """What a template asks for, and what is wrong with it.

    Raises:
        NoWordFileError: the file is no Word document.
    """
    return findings(_patched(source, "ltr"))


@lru_cache(maxsize=8)
def _compiled(source: Source, direction: str) -> dict[str, Template]:
    """The parts that are drawn, for a direction; the body first.

    Raises:
        UnfitTemplateError: they ask for more than there is, or than they may.
    """
    faults = check_template(source).faults
    if faults:
        raise UnfitTemplateError(source.name, faults)
    runs, core = environment(direction), environment("properties")
    patched = _patched(source, direction)
    drawn = {name: DictLoader(patched).load(runs, name) for name in patched}
    return {**drawn, CORE: DictLoader({CORE: CORE_SOURCE}).load(core, CORE)}


@lru_cache(maxsize=8)
def _patched(source: Source, direction: str) -> dict[str, str]:
    """The parts that are drawn, as Jinja can read them, in the way of docxtpl."""
    parts = _parts(source)
    names = sorted((name for name in parts if _DRAWN.fullmatch(name)), key=lambda name: (name != MAIN, name))
    maker = f"docxtpl-{version('docxtpl')}"
    return {name: remember(turn_part(parts[name], direction), maker, _readable) for name in names}


def _readable(part: str) -> str:
    """A part with its Jinja in one piece; slow to import, so only where it is needed."""
    from docxtpl import DocxTemplate  # noqa: PLC0415  # half of what a note in Word would cost

    patched: str = DocxTemplate(None).patch_xml(part)
    return patched


@lru_cache(maxsize=8)
def _parts(source: Source) -> dict[str, bytes]:
    return with_properties(parts_of(source.data, source.name))
