"""Whether a template can be used: what it asks for and leaves out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jinja2 import TemplateSyntaxError

from escalade.templates.formats.word.field import PARTS, ROWS, SHAPES, printed_paths
from escalade.templates.formats.word.sandbox import environment
from escalade.templates.formats.word.template_fields import TemplateFields
from escalade.workflow.values.errors import PaperError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from escalade.templates.formats.word.template_fields import Way


class UnfitTemplateError(PaperError):
    """A template asks for what papers do not have, or for more than it may."""

    def __init__(self, name: str, faults: Iterable[str]) -> None:
        """Name the template and every fault at once."""
        self.name, self.faults = name, tuple(faults)
        lines = "".join(f"\n- {fault}" for fault in self.faults)
        super().__init__(
            f"The Word template {name} cannot be used:{lines}\n“escalade template check FILE” shows all that it uses."
        )


@dataclass(frozen=True, slots=True)
class Findings:
    """What a template uses, and what is wrong with it."""

    used: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()

    @property
    def faults(self) -> tuple[str, ...]:
        """Why it cannot be used, in sentences."""
        return (
            *self.broken,
            *(f"There is no field “{name}”." for name in self.unknown),
            *(f"Not for templates: {name}." for name in self.forbidden),
        )

    @property
    def gaps(self) -> tuple[str, ...]:
        """What it would leave out of a paper, in sentences."""
        return tuple(f"“{name}” is never printed." for name in self.missing)


def findings(sources: Mapping[str, str]) -> Findings:
    """Read the Jinja of a template's parts."""
    reading, broken = TemplateFields(), []
    for part, source in sources.items():
        try:
            reading.read(environment("ltr").parse(source))
        except TemplateSyntaxError as problem:
            broken.append(f"{part} cannot be read: {problem.message}.")
    return Findings(
        used=tuple(sorted(dotted_name(way) for way in reading.used if way[0] in SHAPES["paper"])),
        unknown=tuple(reading.unknown),
        forbidden=tuple(reading.forbidden),
        missing=() if broken else tuple(dotted_name(way) for way in _missing(reading.printed)),
        broken=tuple(broken),
    )


def dotted_name(way: Way) -> str:
    """A field as it is spoken of: sections.paragraphs.said."""
    return ".".join(way)


def _missing(printed: set[Way]) -> Iterator[Way]:
    """The texts that no part of the template prints.

    The lines of the masthead and the parts of the box may be printed by name
    instead.
    """
    groups = {"masthead": ROWS, "box": PARTS}
    by_name = {group for group, names in groups.items() if any(way[0] in names for way in printed)}
    for way in printed_paths():
        group = next((group for group, names in groups.items() if way[0] in {group, *names}), None)
        if group and (way[0] == group) is (group in by_name):
            continue
        if way not in printed:
            yield way
