"""A plan in words and as data: what stands how, under which rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

import msgspec

from escalade.services.acts.fields import default_of
from escalade.services.views.confidentiality import MARKED, mark_of
from escalade.services.views.nouns import in_nouns
from escalade.services.views.office_calendar import Seat, seat_of
from escalade.services.views.shape import Shape, fields_in, make_shape
from escalade.services.views.text import day, day_phrase, text_in
from escalade.workflow.motions import NOT_AT_HAND, Constitute
from escalade.workflow.motions.base import COMMON
from escalade.workflow.motions.body import SetDeadline
from escalade.workflow.planning import PlanLine, Timing, WhatIf, plan
from escalade.workflow.planning.basis import Stands  # the shape of a line is made from it
from escalade.workflow.records.audience import READERS, strictest
from escalade.workflow.subjects.as_of import find_left_out_acts, standing_as_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import PaperError, Phrase, RequestError, Word
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from icalendar import Event


Deadline = make_shape(
    "Deadline",
    [
        *(
            (one.name, one.type, default_of(one))
            for one in msgspec.structs.fields(SetDeadline)
            if one.name not in COMMON
        ),
        ("citation", str),
        ("record", str),
        ("counted_from", str),
        ("due", date),
        ("in_force_since", str),
    ],
    omit_defaults=True,
)
"""A deadline in force."""


class Before(Shape):
    """A day that something was to be on before."""

    day: str
    record: str


class Line(Shape):
    """Something that is to be done, and how it stands."""

    stage: str
    subject: str
    topics: tuple[str, ...]
    what: str
    office: str
    act: str | None
    record: str | None
    stands: Stands
    missed_by: int
    spare: int | None
    warns: bool
    too_late: bool
    due: date | None
    due_until: str | None
    planned: date | None
    month: str | None
    until: date | None
    done: str | None
    deadline: Deadline | None  # type: ignore[valid-type]  # made from the law’s own shape
    before: list[Before]
    instead: list[Deadline]  # type: ignore[valid-type]  # made from the law’s own shape
    sentence: str


class Plan(Shape):
    """The plan of a round, as of a day."""

    round: str
    as_at: str
    seat: str
    time_zone: str
    supposed: list[str]
    lines: list[Line]
    left_out: list[str]


AHEAD = frozenset({"due", "under way"})
"""How a line stands that is to come."""


class DatedPlan(NamedTuple):
    """A plan, with what it was drawn from."""

    round: str
    standing: Standing
    seat: Seat
    lines: tuple[PlanLine, ...]
    supposed: tuple[str, ...] = ()
    on: str | None = None
    """The day as it was asked for; none where all on record counts."""
    left_out: tuple[str, ...] = ()
    """The acts that the day leaves out, since their days are unknown."""
    audiences: tuple[str, ...] = ()
    """For whom each line is; empty where all are for everybody."""
    audience: str = READERS[0]
    """For whom the strictest of it is, the round itself included."""

    def with_marks(self) -> list[tuple[PlanLine, str]]:
        """Each line, and for whom it is."""
        return list(zip(self.lines, self.audiences or repeat(READERS[0]), strict=False))

    @property
    def late(self) -> list[tuple[PlanLine, str]]:
        """What should be done by now and is not, the longest first.

        Beside each line stands for whom it is.
        """
        lines = [one for one in self.with_marks() if one[0].stands == "late" or one[0].is_missed]
        return sorted(lines, key=lambda one: one[0].last_day or date.min)

    @property
    def ahead(self) -> list[tuple[PlanLine, str]]:
        """What is to come on a day that is known, the next first.

        Beside each line stands for whom it is.
        """
        lines = [
            one for one in self.with_marks() if one[0].stands in AHEAD and one[0].last_day and one not in self.late
        ]
        return sorted(lines, key=lambda one: one[0].first_day or date.max)

    @property
    def today(self) -> date:
        """The day it was asked for."""
        return self.standing.today

    @property
    def heading(self) -> str:
        """Title the plan, with the zone in which its days end."""
        supposed = f", supposing {' and '.join(self.supposed)}" if self.supposed else ""
        return (
            f"The plan of {self.round}, looked at on {self.today}{supposed}. "
            f"Each day ends at midnight in {self.seat.place} ({self.seat.time_zone})."
        )


def draw_plan(reference: str, standing: Standing, on: str | None = None, supposed: tuple[str, ...] = ()) -> DatedPlan:
    """The plan of a round, looked at on a day.

    Args:
        reference: the round.
        standing: the register.
        on: the day, as of which the register is read; unless it is given, the
            plan is of what stands now, on the day it is at the seat.
        supposed: what is asked about instead of what is on record.
    """
    seat = seat_of(standing.body)
    day = when(on).last if on else None
    seen = standing_as_of(standing, day) if day else standing
    lines = plan(reference, seen, supposed=WhatIf.parse(*supposed), holidays=seat.holidays)
    constitution = seen.body.constitution()
    told = tell_once((in_words_of(constitution, one) for one in lines), seen)
    return DatedPlan(
        reference, seen, seat, told, supposed, on, find_left_out_acts(reference, standing, day) if day else ()
    )


def in_words_of(constitution: Constitute | None, line: PlanLine) -> PlanLine:
    """A line in the body's words; a meeting keeps its reference."""
    what = line.what if isinstance(line.what, Phrase) else Word(line.what)
    return msgspec.structs.replace(line, what=in_nouns(what, constitution))


def topics_of(line: PlanLine) -> tuple[str, ...]:
    """The topics that a line is of; empty for what concerns the whole round."""
    return line.topics or ((line.subject,) if kind_of(line.subject) == "topic" else ())


def tell_once(lines: Iterable[PlanLine], standing: Standing) -> tuple[PlanLine, ...]:
    """Leave out a line that says what another says already."""
    told: dict[tuple[str, ...], PlanLine] = {}
    for line in lines:
        under = citation(line.timing, standing) if line.timing else ""
        told.setdefault((*line.about, line.what, line.office, span(line), sentence(line, standing), under), line)
    return tuple(told.values())


def with_audiences(drawn: DatedPlan, standing_of: Callable[[str], Standing], own: str = READERS[-1]) -> DatedPlan:
    """A plan that knows for whom each of its lines is.

    A line is for all those for whom it comes out alike when the plan is drawn
    from nothing but what they may read.

    Args:
        drawn: the plan.
        standing_of: gives the register as an audience may see it.
        own: the audience for whom the plan was drawn.
    """
    wider: dict[str, tuple[PlanLine, ...]] = {}
    for audience in READERS[: READERS.index(own)]:
        seen = standing_of(audience)
        if drawn.round in seen.subjects:
            wider[audience] = _lines_for(drawn, seen)
            if all(any(line in lines for lines in wider.values()) for line in drawn.lines):
                break  # no line is left to be told apart
    audiences = tuple(next((one for one, lines in wider.items() if line in lines), own) for line in drawn.lines)
    return drawn._replace(audiences=audiences, audience=strictest((next(iter(wider), own), *audiences)))


def _lines_for(drawn: DatedPlan, standing: Standing) -> tuple[PlanLine, ...]:
    try:
        return draw_plan(drawn.round, standing, drawn.on, drawn.supposed).lines
    except RequestError:  # it supposes a session of which they may read nothing
        return ()


def days(number: int) -> str:
    """So many days, in words."""
    return "one day" if number == 1 else f"{number} days"


def citation(timing: Timing, standing: Standing, language: str = "en") -> str:
    """The legal text that sets a deadline, or what the deadline is."""
    rule = timing.deadline.rule
    text = standing.body.legal_texts(when(standing.today.isoformat())).get(rule.basis)
    if text is not None:
        return text_in(text.citation, language)
    return f"text {NOT_AT_HAND}"


def span(line: PlanLine) -> str:
    """The day of a line, or its first day and its last."""
    day = line.planned or line.due
    until = f" to {line.until}" if line.until and line.until != day else ""
    return f"{day}{until}" if day else line.month.text if line.month else ""


def sentence(line: PlanLine, standing: Standing) -> str:
    """Say in sentences how a line stands."""
    done = day_phrase(line.done.text if line.done else None)
    spare = f", in time by {days(line.spare)}" if line.spare else ""
    by = f" by {days(abs(line.missed_by))}" if line.missed_by else ""
    said_of = {
        "done": f"Held until {line.until}." if line.until and line.act is None else f"Done {done}{spare}.",
        "done late": f"Done {done}." if line.warns else f"Done {done}, late{by}.",
        "under way": f"Under way until {line.until}.",
        "due": "To come." if line.act is None else "To be done.",
        "late": f"Not done, and late{by}." if line.too_late else "Not on record, and its day has passed.",
        "open": "No day is known.",
        "not on record": "Not on record; what it was for is over.",
        "not needed": "Not needed: the note was in time." if line.stage == "note in one language" else "Not needed.",
        "called off": f"Called off ({line.record}).",
        "not held": f"Not held ({line.record}).",
        "none on record": "None is on record.",
    }[line.stands]
    return " ".join(filter(None, (said_of, *_remarks(line, standing))))


def _remarks(line: PlanLine, standing: Standing) -> list[str]:
    """Give the remarks on a line: follow-ups, substitutes, warnings, history."""
    found = []
    if line.too_late and line.timing:
        consequence = text_in(line.timing.deadline.rule.consequence)
        found.append(
            f"{consequence[:1].upper()}{consequence[1:]} ({citation(line.timing, standing)})." if consequence else ""
        )
        found += [
            f"Where it applies: {text_in(one.deadline.rule.title)}, by {one.due} ({citation(one, standing)})."
            for one in line.instead
        ]
    if line.warns and line.timing:
        side = "before" if line.missed_by < 0 else "after"
        found.append(f"A warning: {days(abs(line.missed_by))} {side} the day aimed at, {line.due}.")
    if line.stands in AHEAD | {"late", "open"}:
        found += [_text(name, has, lacks) for name, has, lacks in line.texts]
    found += [f"Before, it was {day(text)} ({record})." for text, record in line.before]
    return found


def _text(topic: str, has: tuple[str, ...], lacks: tuple[str, ...]) -> str:
    """Say in which languages the text of a topic is on record, and in which it is not."""
    there = f"is on record in {', '.join(has)}" if has else ""
    lacking = f"is lacking in {', '.join(lacks)}" if lacks else ""
    return f"{topic} {' and '.join(filter(None, (there, lacking)))}."


def describe_plan(drawn: DatedPlan) -> Plan:
    """A plan as it is answered; days with the moment at which they end."""
    return Plan(
        round=drawn.round,
        as_at=drawn.today.isoformat(),
        seat=drawn.seat.place,
        time_zone=drawn.seat.time_zone,
        supposed=list(drawn.supposed),
        lines=[describe_line(line, drawn) for line in drawn.lines],
        left_out=list(drawn.left_out),
    )


def describe_line(line: PlanLine, drawn: DatedPlan) -> Line:
    """One line as it is answered."""
    known = fields_in(Line, line) | {
        "due_until": drawn.seat.end_of(line.due).isoformat() if line.due else None,
        "done": line.done.text if line.done else None,
        "month": line.month.text if line.month else None,
        "deadline": describe_deadline(line.timing, drawn) if line.timing else None,
        "before": [Before(day=text, record=record) for text, record in line.before],
        "instead": [describe_deadline(one, drawn) for one in line.instead],
        "sentence": sentence(line, drawn.standing),
    }
    return Line(**known)


def describe_deadline(timing: Timing, drawn: DatedPlan) -> Any:
    """A deadline in force as it is answered."""
    return Deadline(
        **timing.deadline.rule.to_payload(),
        citation=citation(timing, drawn.standing),
        record=timing.deadline.record,
        counted_from=timing.anchor,
        due=timing.due,
        in_force_since=timing.deadline.since.text,
    )


WHOLE_DAYS = frozenset({"meeting", "session"})
"""What takes whole days, and is no deadline."""


class CalendarWords(NamedTuple):
    """The words of a calendar, in some language."""

    what: Callable[[PlanLine], str]
    about: Callable[[PlanLine], str]
    """What is told beside: how the line stands, and what sets its day."""
    term: Callable[[str], str] = str
    language: str = "en"


def in_english(drawn: DatedPlan) -> CalendarWords:
    """Give the words of a calendar as plans are worded."""

    def about(line: PlanLine) -> str:
        under = f" {citation(line.timing, drawn.standing)}." if line.timing else ""
        return f"{sentence(line, drawn.standing)}{under}"

    return CalendarWords(lambda line: line.what, about)


def calendar(drawn: DatedPlan, words: CalendarWords | None = None) -> bytes:
    """The days of a plan as iCalendar (RFC 5545)."""
    try:
        from icalendar import Calendar, Event
    except ImportError as missing:
        sentence = "A calendar needs a library that is not installed; install escalade[calendar]."
        raise PaperError("calendar-missing", sentence) from missing
    said, made = words or in_english(drawn), Calendar()
    made.add("prodid", "-//escalade//plan//EN")
    made.add("version", "2.0")
    shown = [(line, audience) for line, audience in drawn.with_marks() if line.planned or line.due]
    made.add("x-wr-calname", f"{name_of_body(drawn, said.language)}: {drawn.round}{mark_of(drawn.audience, said.term)}")
    made.add("x-wr-timezone", drawn.seat.time_zone)
    for line, audience in shown:
        made.add_component(describe_in(Event(), line, drawn, audience, said))
    days = [day for line in drawn.lines if (day := line.planned or line.due)] or [drawn.today]
    made.add_missing_timezones(min(days) - timedelta(days=366), max(days) + timedelta(days=366))
    return bytes(made.to_ical())


def name_of_body(drawn: DatedPlan, language: str = "en") -> str:
    """The acronym of the body, or its name."""
    constitution = drawn.standing.body.constitution()
    return text_in(constitution.acronym or constitution.name, language) if constitution else ""


def describe_in(made: Event, line: PlanLine, drawn: DatedPlan, audience: str, words: CalendarWords) -> Event:
    """Describe a line in an event; it is the same one whenever its day moves."""
    rule = line.timing.deadline.rule.name if line.timing else ""
    key = "|".join((name_of_body(drawn), drawn.round, *line.about, line.stage, rule))
    made.add("uid", f"{uuid5(NAMESPACE_URL, key)}@escalade")
    newest = drawn.standing.last_at
    made.add("dtstamp", datetime.fromisoformat(newest) if newest else datetime(1970, 1, 1, tzinfo=UTC))
    office, mark = words.term(line.office), mark_of(audience, words.term)
    of = ", ".join(line.topics) if line.topics == line.about else drawn.round
    made.add("summary", f"{of}: {words.what(line)} ({office}){mark}")
    if audience in MARKED:
        made.add("class", "CONFIDENTIAL")
    made.add("description", words.about(line))
    made.add("categories", [words.term(line.stands)])
    day = line.planned or line.due
    if day and line.stage in WHOLE_DAYS:
        made.add("dtstart", day)
        made.add("dtend", (line.until or day) + timedelta(days=1))
    elif day:
        made.add("dtstart", drawn.seat.end_of(day))
    return made
