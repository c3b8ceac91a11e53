"""A rule: a question to one trial, with a sentence and a remedy.

A trial has its act in a place, which leaves certain days for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import cache, cached_property, partial
from typing import Any, Literal, NamedTuple, TypeVar, cast

import msgspec

from escalade.workflow.motions import MOTIONS, NOT_AT_HAND, Motion, fields
from escalade.workflow.motions.base import said_of
from escalade.workflow.procedure import (
    ADDRESSEE,
    CHAIR,
    COUNCIL_SECRETARIAT,
    NOT_OVER,
    OWN,
    PROCEDURE,
    SECRETARIAT,
    VICE_CHAIR,
)
from escalade.workflow.records.history import find_stretches
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import UNKNOWN, When, when
from escalade.workflow.values.errors import Message, Messages, Option, Series, Word
from escalade.workflow.values.instant import in_zone
from escalade.workflow.values.reference import record_parts
from escalade.workflow.values.remedy import Cause, Held, Remedy
from escalade.workflow.values.step import FOUND_BY_DAY, Step

T = TypeVar("T")
NOTHING = Remedy(kind="none")
"""Where the procedure has no way at all."""


class Trial(msgspec.Struct, frozen=True, dict=True):
    """One motion on one subject under one row, and what it stands on."""

    subject: Subject
    motion: Motion
    standing: Standing
    step: Step
    record: Record | None = None
    """The record that it makes, or made; none where it is only thought of."""

    @property
    def topic(self) -> Topic:
        """The subject, which this rule's rows know to be a topic."""
        return cast("Topic", self.subject)

    @cached_property
    def day(self) -> When:
        """The day on which the act takes effect."""
        return when(self.motion.on)

    @cached_property
    def today(self) -> When:
        """The day on which it is asked."""
        return when(self.standing.today.isoformat())

    @cached_property
    def recording_day(self) -> When:
        """The day on which the act is recorded, as it is at the seat."""
        at, zone = self.motion.at, self.standing.body.time_zone
        return when(in_zone(datetime.fromisoformat(at), zone).date().isoformat()) if at else self.today

    @cached_property
    def gathering(self) -> Gathering | None:
        """The meeting or session that the evidence names."""
        return self.standing.gathering(self.motion.evidence.place)

    @cached_property
    def target(self) -> Record | None:
        """The record of this subject that a motion about records names."""
        names = [name for name in self.field("records") or () if name.rpartition("#")[0] == self.subject.reference]
        return self.subject.record(names[0]) if names else None

    @cached_property
    def is_for_the_addressee(self) -> bool:
        """Whether the act is that of whom the record named was entered for."""
        return self.step.offices == (ADDRESSEE,)

    @cached_property
    def offices(self) -> tuple[str, ...]:
        """The offices that may act, with *own* and *addressee* looked up."""
        if self.is_for_the_addressee:
            return (CHAIR,)
        if self.step.offices == (OWN,):
            return (self.target.office or SECRETARIAT,) if self.target else ()
        return self.step.offices

    @cached_property
    def is_entered_for_the_chair(self) -> bool:
        """Whether this is an act of the chair, entered by the secretariat."""
        is_the_chairs = CHAIR in self.offices and not self.is_for_the_addressee
        days = (self.day, self.recording_day)
        return is_the_chairs and any(self.standing.body.holds(self.motion.by, SECRETARIAT, day) for day in days)

    @cached_property
    def office(self) -> str | None:
        """The office under which the act is entered; None where there is none.

        The secretariat enters acts of the chair for the chair, but endorses none; also
        where nobody is on record as chair that day.
        """
        by, name = self.motion.by, self.motion.entered_for
        if name is not None and not self.is_entered_for_the_chair:
            return None
        if name == NOT_AT_HAND:
            return None if self.standing.body.chairs_on_record(self.day) else CHAIR
        if name is None and self.is_for_the_addressee and self.target and self.target.entered_for == by:
            return self.target.office
        return self._office_held(name or by, is_there=name is None)

    def _office_held(self, name: str, *, is_there: bool) -> str | None:
        """The office of the row that an officer holds; who presides at the meeting holds that of the chair.

        The chair is who is so on the day of the act; who types may hold another office on the day of recording.
        """
        body, day = self.standing.body, self.day
        for office in self.offices:
            if body.holds(name, office, day):
                return office
            if office != CHAIR and is_there and body.holds(name, office, self.recording_day):
                return office
            presides = self.gathering is not None and self.gathering.presider_at(self.motion.evidence.sitting) == name
            if office == CHAIR and presides and body.holds(name, VICE_CHAIR, day):
                return office
        return None

    def field(self, name: str) -> Any:
        """A field of the motion, None where its shape has none."""
        return getattr(self.motion, name, None)


class RuleProblem(msgspec.Struct, frozen=True):
    """What is in the way this time, and what clears it."""

    detail: str
    remedy: Remedy = NOTHING


class Change(NamedTuple):
    """One record that was made, and its subject before and after it."""

    record: Record
    before: Subject
    after: Subject
    earlier: Standing
    standing: Standing
    """That after the whole act, as `earlier` is that before it."""
    motion: Motion
    """The whole act, as it was moved."""


Form = Literal["entry", "own", "fact", "line", "change"]
"""Of what a rule is asked.

Of an *entry* once: who types when. Of one's *own* words, when they are entered or
corrected. Of a *fact* whenever a history is judged; so are most. Of a *line*, all
records of a subject together. Of a *change*, what was before it and what is after.
"""
OfTrial = Callable[[Trial], Iterator[RuleProblem]]
OfLine = Callable[[Any, Standing], Iterator[tuple[str, RuleProblem]]]
"""A problem comes with the record that it is told of."""
OfChange = Callable[[Change], Iterator[RuleProblem]]
Question = TypeVar("Question", OfTrial, OfLine, OfChange)


class Rule(msgspec.Struct, frozen=True):
    """A named condition of the table; its sentence is what users read."""

    name: str
    sentence: str
    question: Callable[..., Iterator[Any]]
    severity: Literal["error", "warning"] = "error"
    of: Form = "fact"
    reads_round: bool = False
    """Whether it looks at the other topics of the round, or at the round itself."""

    def cause(self, subject: str, problem: RuleProblem) -> Cause:
        """What breaks the rule on one subject, as its sentence says it."""
        said, remedy = Messages(self.sentence, problem.detail, problem.remedy.note), problem.remedy
        return Cause(rule=self.name, subject=subject, sentence=said, remedy=remedy, severity=self.severity)


RULES: dict[str, Rule] = {}
"""Every rule by its name; `given:FIELD` is made for each field asked for."""


def rule(question: OfTrial) -> OfTrial:
    """Enter a function among the rules on facts; its docstring is the sentence shown."""
    return _enter(question)


def rule_of(
    form: Form = "fact", *, severity: Literal["error", "warning"] = "error", reads_round: bool = False
) -> Callable[[Question], Question]:
    """Enter a function among the rules of a form."""
    return partial(_enter, severity=severity, of=form, reads_round=reads_round)


def remark(form: Form, *, reads_round: bool = False) -> Callable[[Question], Question]:
    """Enter a function among what is said of an act, and passes; each of its problems is a sentence of its own."""
    return partial(_enter, severity="warning", of=form, sentence="", reads_round=reads_round)


def _enter(question: Question, sentence: str | None = None, **marks: Any) -> Question:
    said = " ".join((question.__doc__ or "").split()) if sentence is None else sentence
    RULES[question.__name__] = Rule(question.__name__, said, question, **marks)
    return question


def cite(record: Record) -> Message:
    """A record as sentences name it: its reference and its act."""
    return Message("{record} ({act})", record=record.reference, act=Word(record.act))


def lies_before(day: str | None, earlier: str | None) -> Message:
    """That a day lies before another."""
    return Message("{day} lies before {earlier}.", day=day, earlier=earlier)


def not_before(day: When, earlier: When, remedy: Remedy) -> Iterator[RuleProblem]:
    """That a day lies before another, where it certainly does."""
    if not earlier.may_precede(day):
        yield RuleProblem(lies_before(day.text, earlier.text), remedy)


def give(field: str, note: str, held: Held | None = None, *, instead: str | None = None) -> Remedy:
    """The remedy that is an input, in the place of what was given if that is to go."""
    without = {} if instead is None else {field: instead}
    return Remedy(kind="input", without=without, note=note).taking({field: held})


def leave_out(field: str, note: str, value: str = "") -> Remedy:
    """The remedy that is to leave a field out, or one of its values."""
    return Remedy(kind="input", without={field: value}, note=note)


def do(act: str, office: str, subject: str, note: str, /, **given: Held | None) -> Remedy:
    """The remedy that is another act, and the office that does it."""
    return Remedy(kind="act", act=act, office=office, subject=subject, note=note).taking(given)


def date_of(field: str, note: str, *, instead: str | None = None) -> Remedy:
    """The remedy that is another day, which whoever asks knows."""
    return Remedy(kind="date", given={field: ""}, without={} if instead is None else {field: instead}, note=note)


def ask(office: str | None, names: Iterable[str], note: str = "") -> Remedy:
    """The remedy that is another officer, who does it for themselves."""
    asked = Message("Ask {holders}.", holders=Series(names, " or "))
    return Remedy(kind="officer", office=office, note=note or asked)


def on_day(trial: Trial, day: When, note: str) -> Remedy:
    """The remedy that is another day of the act, or to wait for the day that is named."""
    if day.first is not None and day.first > trial.standing.today:
        return Remedy(kind="wait", awaits=day.text, note=note)
    return date_of("on", note)


def pick_only(found: Iterable[Held]) -> Held | None:
    """The one value that there is; none where there are several."""
    values = list(found)
    return values[0] if len(values) == 1 else None


def itself(record: Record) -> Held:
    """A record as the value that names it."""
    return Held(record.reference, record.reference)


def day_after(day: When) -> When:
    """The day after the first on which something may have ended."""
    return when((day.first + timedelta(days=1)).isoformat()) if day.first else day


def desk_of(trial: Trial) -> str:
    """The secretariat before which the subject is."""
    return COUNCIL_SECRETARIAT if trial.subject.state == "referred" else SECRETARIAT


def others_of_the_round(trial: Trial) -> list[Topic]:
    """The other topics of the round."""
    here = trial.subject.reference
    return [topic for topic in trial.standing.topics_of(here) if topic.reference != here]


def repeated(subject: Subject, act: str, key: Callable[[Record], T]) -> Iterator[tuple[Record, Record, T]]:
    """The records of an act that say the same as one entered before, each with that one and what they say."""
    known: dict[T, Record] = {}
    for record in sorted(subject.every(act), key=lambda one: one.ordinal):
        first = known.setdefault(key(record), record)
        if first is not record and key(record) is not None:
            yield record, first, key(record)


PREFIX = "given:"
SAID = {"holders": "holder", "records": "record", "by": "officer", "texts": "text"}
"""Fields that are called by another word than their name."""


def option_of(field: str) -> str:
    """The option of a field, as it is typed: `--to-session`."""
    return f"--{field.replace('_', '-')}"


@cache
def describe_field(act: str, field: str) -> tuple[str, str]:
    """How a field of an act's motion is typed, and its description."""
    for info in fields(MOTIONS[act]):
        if info.name == field:
            description, extra = said_of(info.type)
            name = str(extra.get("option", field))
            typed = SAID.get(field, field).upper() if field == MOTIONS[act].argument else option_of(name)
            return typed, description
    raise LookupError(f"{act} has no field {field}")


@cache
def find_rule(name: str) -> Rule:
    """The rule so called; `given:FIELD` asks for an input."""
    field = name.removeprefix(PREFIX)
    if field == name and name not in RULES:
        raise LookupError(f"the table names a rule that does not exist: {name}")
    if field == name:
        return RULES[name]

    def question(trial: Trial) -> Iterator[RuleProblem]:
        """Ask for the field that is to be given."""
        value = trial.field(field)
        if value is None or (not isinstance(value, int) and not value):
            option, description = describe_field(trial.motion.act_name(), field)
            whole = Word(description)
            detail = whole if description.endswith(".") else Message("{description}.", description=whole)
            yield RuleProblem(detail, give(field, Message("Give {option}.", option=Option(option))))

    sentence = Message("“{field}” is missing:", field=Word(SAID.get(field, field).replace("_", " ")))
    return Rule(name, sentence, question, of="entry" if field == "records" else "fact")


@cache
def find_rules(names: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of a row, looked up once."""
    return tuple(map(find_rule, names))


DAYS_OF_A_GATHERING = frozenset({"day_falls_within_the_meeting", "day_is_that_of_the_sitting", FOUND_BY_DAY})
"""Rules that bind an act to the days of the meeting it names; all but the first, to the day of its sitting."""


def by_correspondence(trial: Trial) -> bool:
    """Whether it was decided without a sitting."""
    return bool(trial.field("how") == "correspondence")


def days_there(trial: Trial) -> tuple[When, When] | None:
    """The first and last day that the place named leaves; None where it binds no day."""
    here, sitting, binding = trial.gathering, trial.motion.evidence.sitting, DAYS_OF_A_GATHERING & {*trial.step.rules}
    if here is None or not binding or by_correspondence(trial):
        return None
    day = here.sitting(sitting) if sitting is not None and binding != {"day_falls_within_the_meeting"} else None
    return (day, day) if day else (here.opens, here.closes)


def latest_move(trial: Trial) -> Record | None:
    """The latest earlier act that moved a topic which this act is about.

    Of an act that is corrected, what was recorded after it is left out.
    """
    act = dict(map(record_parts, trial.standing.act))
    moves = []
    for name in dict.fromkeys((trial.subject.reference, *act)):
        topic, ordinal = trial.standing.topic(name), act.get(name)
        live = reversed(topic.live if topic else ())
        earlier = (record for record in live if record.moved and (ordinal is None or record.ordinal < ordinal))
        moves += [*earlier][:1]
    return max(moves, key=lambda move: when(move.on).first or date.min, default=None)


def birth(trial: Trial) -> Record | None:
    """The act with which the topic came to be."""
    topic = trial.standing.topic(trial.subject.reference) or trial.topic
    return next((record for record in topic.live if record.moved), None)


def later_place(trial: Trial) -> Remedy | None:
    """The remedy that is a later place, where a topic of the act moved, or only came to be, after this one."""
    step, topic = trial.step, trial.standing.topic(trial.subject.reference) or trial.topic
    may_be_late = step.comes_late and FOUND_BY_DAY in step.rules
    days, last = days_there(trial), birth(trial) if may_be_late else latest_move(trial)
    if days is None or last is None or when(last.on).may_precede(days[1]):
        return None
    stood = (one.move.after for one in find_stretches(topic.live, days[1])) if step.comes_late else ()
    if any((step.of, state, step.act) in PROCEDURE.steps for state in stood):  # it is told late
        return None
    here, evidence, facts = trial.gathering, trial.motion.evidence, {"record": cite(last), "day": last.on}
    if evidence.meeting:
        note = Message("That meeting was over before {record} of {day}: give --meeting a later one.", **facts)
        return give("meeting", note)
    if here and days != (here.opens, here.closes) and when(last.on).may_precede(here.closes):
        note = Message("That sitting was over before {record} of {day}: give --sitting a later one.", **facts)
        return give("sitting", note)
    note = Message("That session was over before {record} of {day}: give --session a later one.", **facts)
    return give("session", note).taking(dict.fromkeys(("session", *(() if evidence.sitting is None else ("sitting",)))))


def find_over(trial: Trial, day: When) -> tuple[str, When] | None:
    """What an act announces that is over before a day: the field, and the end."""
    said = trial.motion.having("opens", "physical", "closes")
    opens = when(said.pop("opens", None) or UNKNOWN)
    ends = ((name, when(said[name])) for name in ("physical", "closes") if said.get(name))
    return next(((name, end) for name, end in ends if opens.may_precede(end) and not day.may_precede(end)), None)


def a_day_there(trial: Trial, opens: When) -> Remedy:
    """The remedy that is a day of the place named, from one on, or a later place, or none."""
    if (over := find_over(trial, opens)) and NOT_OVER in trial.step.rules:
        named = (name for name in ("meeting", "session", "sitting") if getattr(trial.motion.evidence, name) is not None)
        note = Message(
            "What it announces is over by {day}: leave the place out, or give the one where it was announced.",
            day=over[1].text,
        )
        return Remedy(kind="input", without=dict.fromkeys(named, ""), note=note)
    if not opens.may_precede(trial.today):
        note = Message("That is still to come: enter it from {opens} on, or name where it happened.", opens=opens.text)
        return on_day(trial, opens, note)
    if (later := later_place(trial)) or opens.day is None or days_there(trial) != (opens, opens):
        return later or date_of("on", "Give a day of it (--on).")
    convened = trial.gathering.every("convene") if trial.gathering else ()
    said = [one.reference for one in convened if opens.text in {one.motion.opens, *one.motion.sittings.values()}]  # type: ignore[attr-defined]  # it convenes
    remedy = Remedy(kind="date", note=Message("Give its day: --on {day}.", day=opens.text))
    return remedy.taking({"on": Held(opens.text, said[-1]) if said else None})
