"""A plan on a terminal: by when, what, and how it stands.

A row of six cells is too wide for 80 columns; so the office stands with what is
to be done, and the rule with how it stands. In a pipe there is a row for each line.
"""

from __future__ import annotations

from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from escalade.commands.terminal.page import width
from escalade.commands.terminal.table import GUTTER
from escalade.services.views.plan import citation, sentence, span
from escalade.services.views.text import text_in
from escalade.workflow.motions import NOT_AT_HAND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.services.views.plan import DatedPlan
    from escalade.workflow.planning import PlanLine

HEADINGS = ("due", "what", "how it stands")
DUE, LEAST = 13, 80
"""A span of days in two lines; the least width that is written for."""
SHARE = 0.46
"""How much of the rest goes to what is to be done."""
GATHERINGS = frozenset({"meeting", "session"})


def timetable(drawn: DatedPlan) -> Iterator[str]:
    """The lines of a plan: those of the round, then those of each topic."""
    widths = columns(max(width(), LEAST))
    yield ""
    yield from rule_headings(widths)
    for subject, lines in groupby(drawn.lines, key=lambda line: topic_of(line, drawn)):
        if subject:
            yield ""
            yield from wrap(f"{subject}: {title(subject, drawn)}", sum(widths) + 2 * GUTTER)
        for line in lines:
            yield from row((span(line), what(line), stands(line, drawn)), widths)


def columns(room: int) -> tuple[int, int, int]:
    """How wide each column is."""
    rest = room - DUE - 2 * GUTTER
    first = int(rest * SHARE)
    return DUE, first, rest - first


def rule_headings(widths: tuple[int, ...]) -> Iterator[str]:
    """The headings, and the rule below them."""
    yield from row(HEADINGS, widths)
    yield (" " * GUTTER).join("-" * wide for wide in widths)


def row(cells: tuple[str, ...], widths: tuple[int, ...]) -> Iterator[str]:
    """Cells in as many lines as the longest takes."""
    folded = [wrap(cell, wide, break_on_hyphens=False) for cell, wide in zip(cells, widths, strict=True)]
    for number in range(max(len(lines) for lines in folded)):
        parts = (lines[number] if number < len(lines) else "" for lines in folded)
        yield (" " * GUTTER).join(f"{part:<{wide}}" for part, wide in zip(parts, widths, strict=True)).rstrip()


def topic_of(line: PlanLine, drawn: DatedPlan) -> str:
    """The topic that a line is of; empty for what concerns the whole round."""
    return line.subject if line.subject.startswith(f"{drawn.round}/") else ""


def title(reference: str, drawn: DatedPlan) -> str:
    """What a topic is called."""
    topic = drawn.standing.topic(reference)
    return text_in(topic.version.title) if topic else ""


def what(line: PlanLine) -> str:
    """What is to be done, and whose it is to do."""
    place = f"{name_meeting(line.subject)}, " if line.stage in GATHERINGS else ""
    return f"{line.what} ({place}{line.office})"


def name_meeting(gathering: str) -> str:
    """A meeting or session as people call it."""
    return gathering.removeprefix("session/").replace("/", " ")


def stands(line: PlanLine, drawn: DatedPlan) -> str:
    """How a line stands, and the text that sets its day."""
    told = sentence(line, drawn.standing)
    under = citation(line.timing, drawn.standing) if line.timing else ""
    if not under or under in told:
        return told
    return f"{told} {'The text that sets the day is not at hand.' if NOT_AT_HAND in under else f'Under {under}.'}"
