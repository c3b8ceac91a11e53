"""A plan drawn as SVG: a row for each line, its day on a scale of months."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import escape

from escalade.services.views.confidentiality import mark_of
from escalade.services.views.diagram import draw_parts, tag
from escalade.services.views.plan import DatedPlan, topics_of
from escalade.workflow.planning import PlanLine

COLOURS = {
    "done": "#2e7d32", "done late": "#b3541e", "under way": "#1b6ca8", "due": "#1b6ca8", "late": "#b00020",
    "open": "#666666", "not on record": "#666666", "not needed": "#666666", "called off": "#666666",
    "not held": "#666666", "none on record": "#666666",
}  # fmt: skip
LABELS, SCALE, DATES, MARGIN, TOP, ROW = 430, 620, 420, 24, 92, 26
"""Widths of labels, scale and dates; the margin; where rows begin; their height."""
MARKS = (("○", "due"), ("◆", "done"))
INDENT = 16
"""How far the lines about a topic stand in from its title."""
DATES_AT = MARGIN + LABELS + SCALE + 12
NEAR = timedelta(days=92)
"""How far from the days of a plan the day on which it is looked at still has its place among them."""
FEW_MONTHS = 12
"""How many months have a tick each."""


class Scale(NamedTuple):
    """The scale of days on the drawing."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """The place of a day, from the left; at an end where it is beyond."""
        span = max((self.last - self.first).days, 1)
        return MARGIN + LABELS + SCALE * (min(max(day, self.first), self.last) - self.first).days / span


def bare_day(day: str) -> str:
    """A day, or by when, as plans write it.

    >>> bare_day("..2020-03-02")
    '≤ 2020-03-02'
    """
    return day.replace("..", "≤ ")


class Words(NamedTuple):
    """The words of the drawing, in some language."""

    title: str
    about: str
    looked_at: str
    what: Callable[[PlanLine], str]
    stands: Callable[[str], str]
    marked: Callable[[str], str] = str
    direction: str = "ltr"
    titled: Callable[[str], str] = str
    """Calls a topic by its title, or by its reference."""
    day: Callable[[str], str] = bare_day
    month: Callable[[str], str] = str


def in_english(drawn: DatedPlan) -> Words:
    """Give the words of the drawing as plans are worded."""
    about, looked = drawn.heading.partition(". ")[2], f"looked at {drawn.today}"
    return Words(f"The plan of {drawn.round}", about, looked, lambda line: line.what, str)


def timeline(drawn: DatedPlan, words: Words | None = None) -> str:
    """The whole drawing; what is not for everybody is marked."""
    said = words or in_english(drawn)
    shown = [(line, audience) for line, audience in drawn.with_marks() if days_of(line)]
    lines = [line for line, _ in shown]
    title = f"{said.title}{mark_of(drawn.audience, said.marked)}"
    scale = scale_of([day for line in lines for day in days_of(line)], drawn.today)
    width = MARGIN * 2 + LABELS + SCALE + DATES
    height = TOP + ROW * (len(lines) + sum(1 for topics, _ in groupby(lines, topics_of) if topics)) + MARGIN
    parts = [
        tag("title", escape(f"{title}. {said.about}")),
        tag("rect", width=width, height=height, fill="#ffffff"),
        tag("text", escape(title), x=MARGIN, y=28, font_size=16, font_weight=600),
        tag("text", escape(said.about), x=MARGIN, y=48, fill="#666666"),
        legend(said),
        *ticks(scale, height, said),
        *rows(shown, said, scale),
        *today(drawn.today, said.looked_at, scale, height),
    ]
    return draw_parts(parts, width, height, said.direction)


def days_of(line: PlanLine) -> tuple[date, ...]:
    """Every day that a line shows."""
    done = (line.done.first, line.done.last) if line.done else ()
    return tuple(day for day in (line.due, line.planned, line.until, *done) if day)


def scale_of(days: list[date], looked_at: date) -> Scale:
    """The months from the first day to the last, whole.

    The day on which it is looked at is among them where it is near.
    """
    first, last = min(days, default=looked_at), max(days, default=looked_at)
    if first - NEAR <= looked_at <= last + NEAR:
        first, last = min(first, looked_at), max(last, looked_at)
    return Scale(first.replace(day=1), (last.replace(day=1) + timedelta(days=32)).replace(day=1))


def ticks(scale: Scale, height: float, words: Words) -> Iterator[str]:
    """The months; where they are many, the quarters, half-years or years."""
    month = scale.first
    months = (scale.last - scale.first).days // 30
    every = next((step for step in (1, 3, 6) if months < FEW_MONTHS * step), 12)
    while month < scale.last:
        if (month.month - 1) % every == 0:
            x = scale.x(month)
            yield tag("line", x1=x, y1=TOP - 12, x2=x, y2=height - MARGIN, stroke="#e3e5e8")
            yield tag("text", escape(words.month(f"{month:%Y-%m}")), x=x + 3, y=TOP - 18, fill="#666666", font_size=10)
        month = (month + timedelta(days=32)).replace(day=1)


def today(day: date, words: str, scale: Scale, height: float) -> Iterator[str]:
    """The day on which it is looked at."""
    x = scale.x(day)
    yield tag("line", x1=x, y1=TOP - 30, x2=x, y2=height - MARGIN, stroke="#b00020", stroke_dasharray="4 3")
    yield tag("text", escape(words), x=x + 4, y=TOP - 32, fill="#b00020", font_size=10)


def rows(shown: Iterable[tuple[PlanLine, str]], words: Words, scale: Scale) -> Iterator[str]:
    """Every line, those about one topic under its title."""
    y = TOP + ROW * 0.5
    for topics, some in groupby(shown, lambda one: topics_of(one[0])):
        if topics:
            titled = " · ".join(map(words.titled, topics))
            yield tag("text", escape(titled), x=MARGIN, y=y + 4, font_weight=600)
            y += ROW
        for line, audience in some:
            yield from row(line, mark_of(audience, words.marked), words, scale, y)
            y += ROW


def row(line: PlanLine, marked: str, words: Words, scale: Scale, y: float) -> Iterator[str]:
    """One line: its words, its days, and how it stands."""
    colour = COLOURS[line.stands]
    yield tag("text", escape(f"{words.what(line)}{marked}"), x=MARGIN + (INDENT if topics_of(line) else 0), y=y + 4)
    start, done = line.planned or line.due, line.done and (line.done.first or line.done.last)
    if start and line.until:
        width = max(scale.x(line.until) - scale.x(start), 4)
        yield tag("rect", x=scale.x(start), y=y - 6, width=width, height=12, rx=3, fill=colour)
    elif start:
        yield tag(
            "circle", cx=scale.x(start), cy=y, r=5, fill="#ffffff" if done else colour, stroke=colour, stroke_width=2
        )
    if line.done and done and not (start and line.until):
        yield tag("path", d=f"M{scale.x(done):g} {y - 6:g}l6 6l-6 6l-6 -6z", fill=colour)
        if line.done.last and line.done.last > done:  # a month is known, and no day of it
            width = scale.x(line.done.last) - scale.x(done)
            yield tag("rect", x=scale.x(done), y=y - 2, width=width, height=4, fill=colour)
    yield tag("text", escape(tell_day(line, words)), x=DATES_AT, y=y + 4, fill=colour)


def tell_day(line: PlanLine, words: Words) -> str:
    """Tell the day of a line (of an act, its last), and how it stands."""
    lasting = bool(line.until)  # such a line is done on no day of its own
    done = line.done if line.done and not lasting and (line.done.first or line.done.last) else None
    day = done.text if done else str(line.last_day if line.act else line.first_day)
    return f"{words.day(day)} {words.stands(line.stands)}"


def legend(words: Words) -> str:
    """The marks of what is due and of what was done, in one line that flows."""
    told = (tag("tspan", f"{mark} {escape(words.stands(state))}", fill=COLOURS[state]) for mark, state in MARKS)
    return tag("text", "\u2003".join(told), x=DATES_AT, y=24)
