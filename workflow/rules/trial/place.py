"""The place of an act, and the days that its place leaves for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.motions import CouncilDecision
from escalade.workflow.procedure import NOT_OVER, table
from escalade.workflow.records.history import find_stretches
from escalade.workflow.rules.trial.rule import Trial, cite, date_of, give, on_day
from escalade.workflow.subjects.meeting import closing_from
from escalade.workflow.values.dates import UNKNOWN, When, when
from escalade.workflow.values.message import Message, Messages
from escalade.workflow.values.reference import record_parts
from escalade.workflow.values.remedy import Held, Remedy
from escalade.workflow.values.step import FOUND_BY_DAY

if TYPE_CHECKING:
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.topic import Topic

DAYS_OF_A_GATHERING = frozenset({"day_falls_within_the_meeting", "day_is_that_of_the_sitting"})
"""Rules that bind an act to the days of the meeting it names."""
OF_A_SITTING = frozenset({"day_is_that_of_the_sitting", FOUND_BY_DAY})
"""Rules that bind an act to the day of the sitting it names."""
PLACE_IS_NAMED = frozenset({"meeting_is_named", "meeting_or_circulation_is_named", "session_is_named"})
"""Rules that ask for a place; an act without them may have happened anywhere."""


def by_correspondence(trial: Trial) -> bool:
    """Whether it was decided without a sitting."""
    return bool(trial.field("how") == "correspondence")


def days_there(trial: Trial) -> tuple[When, When] | None:
    """The first and last day that the place named leaves; None where it binds no day."""
    gathering, sitting, rules = trial.gathering, trial.motion.evidence.sitting, trial.step.rules
    if gathering is None or by_correspondence(trial):
        return None
    day = gathering.sitting(sitting) if sitting is not None else None
    if day and not {"day_is_that_of_the_sitting", FOUND_BY_DAY}.isdisjoint(rules):
        return day, day
    return None if {*DAYS_OF_A_GATHERING, FOUND_BY_DAY}.isdisjoint(rules) else (gathering.opens, gathering.closes)


def latest_move(trial: Trial) -> Record | None:
    """The latest earlier act that moved a topic which this act is about.

    Of an act that is corrected, what was recorded after it is left out.
    """
    act = dict(map(record_parts, trial.standing.act))
    touched = dict.fromkeys((trial.subject.reference, *act))
    topics = (trial.standing.topic(name) for name in touched)
    moves = (_last_before(topic, act.get(topic.reference)) for topic in topics if topic is not None)
    return max(filter(None, moves), key=lambda move: when(move.on).first or date.min, default=None)


def _last_before(topic: Topic, ordinal: int | None) -> Record | None:
    """The last move of a topic among those recorded before one, or of all."""
    earlier = (record for record in topic.live if ordinal is None or record.ordinal < ordinal)
    return next((record for record in reversed([*earlier]) if record.moved), None)


def birth(trial: Trial) -> Record | None:
    """The act with which the topic came to be."""
    topic = trial.standing.topic(trial.subject.reference) or trial.topic
    return next((record for record in topic.live if record.moved), None)


def _is_told_late(trial: Trial, day: When) -> bool:
    """Whether the table has an act that may come late where its topic stood on a day."""
    step, topic = trial.step, trial.standing.topic(trial.subject.reference) or trial.topic
    stood = (one.move.after for one in find_stretches(topic.live, day)) if step.comes_late else ()
    return any((step.of, state, step.act) in table() for state in stood)


def later_place(trial: Trial) -> Remedy | None:
    """The remedy that is a later place, where a topic of the act moved, or only came to be, after this one."""
    may_be_late = trial.step.comes_late and FOUND_BY_DAY in trial.step.rules
    days, last = days_there(trial), birth(trial) if may_be_late else latest_move(trial)
    if days is None or last is None or when(last.on).may_precede(days[1]) or _is_told_late(trial, days[1]):
        return None
    facts = {"record": cite(last), "day": last.on}
    if trial.motion.evidence.meeting:
        return give(
            "meeting",
            Message("That meeting was over before {record} of {day}: give --meeting a later one.", **facts),
        )
    number = trial.motion.evidence.sitting
    if number is None or (trial.gathering and trial.gathering.sitting(number) is None):
        return give(
            "session",
            Message("That session was over before {record} of {day}: give --session a later one.", **facts),
        )
    return _later_sitting(trial, last)


def _later_sitting(trial: Trial, last: Record) -> Remedy:
    """The remedy that is a sitting after the last move: of that session, else of a later one."""
    here, moved, facts = trial.gathering, when(last.on), {"record": cite(last), "day": last.on}
    if here is None or moved.may_precede(here.closes):
        note = Message("That sitting was over before {record} of {day}: give --sitting a later one.", **facts)
        return give("sitting", note)
    if next(closing_from("session", moved.first, trial.standing), None):
        note = Message(
            "That sitting was over before {record} of {day}, and {session} has no later one: give --session a later "
            "session, and --sitting its sitting.",
            session=here.label, **facts,
        )  # fmt: skip
    else:
        note = Message(
            "That sitting was over before {record} of {day}, and no later one is on record: enter the one at which it "
            "was first (convene).",
            **facts,
        )
    letters = Message("Where it was decided by correspondence, say so in --how and leave the sitting out.")
    is_decision = isinstance(trial.motion, CouncilDecision)
    return give("session", Messages(note, letters if is_decision else "")).taking({"session": None, "sitting": None})


def find_over(trial: Trial, day: When) -> tuple[str, When] | None:
    """What an act announces that is over before a day: the field, and the end."""
    said = trial.motion.having("opens", "physical", "closes")
    opens = when(said.pop("opens", None) or UNKNOWN)
    ends = ((name, when(said[name])) for name in ("physical", "closes") if said.get(name))
    return next(((name, end) for name, end in ends if opens.may_precede(end) and not day.may_precede(end)), None)


def a_day_there(trial: Trial, opens: When, closes: When) -> Remedy:
    """The remedy that is a day of the place named, or a later place."""
    today = when(trial.standing.today.isoformat())
    if (over := find_over(trial, opens)) and NOT_OVER in trial.step.rules:
        return _without_place(trial, over[1])
    if not opens.may_precede(today):
        note = Message("That is still to come: enter it from {opens} on, or name where it happened.", opens=opens.text)
        return on_day(trial, opens, _or_elsewhere(trial, note))
    if later := later_place(trial):
        return msgspec.structs.replace(later, note=_or_elsewhere(trial, later.note))
    if opens.day is None or opens.day != closes.day:
        return date_of("on", _or_elsewhere(trial, Message("Give a day of it (--on).")))
    remedy = Remedy(kind="date", note=_or_elsewhere(trial, Message("Give its day: --on {day}.", day=opens.text)))
    return remedy.taking({"on": _the_day(trial, opens)})


def _or_elsewhere(trial: Trial, note: str) -> str:
    """A remedy's sentence, with the other way out of acts that need no place."""
    if not PLACE_IS_NAMED.isdisjoint(trial.step.rules):
        return note
    return Messages(note, Message("Where it did not happen there, leave the place out."))


def _without_place(trial: Trial, over: When) -> Remedy:
    """The remedy that is no place, or another, where what is announced was over before this one opened."""
    named = (name for name in ("meeting", "session", "sitting") if getattr(trial.motion.evidence, name) is not None)
    note = Message(
        "What it announces is over by {day}: leave the place out, or give the one where it was announced.",
        day=over.text,
    )
    return Remedy(kind="input", without=dict.fromkeys(named, ""), note=note)


def _the_day(trial: Trial, day: When) -> Held | None:
    """The day of a place that has one, and the record that says so."""
    said = [
        record.reference
        for record in (trial.gathering.every("convene") if trial.gathering else ())
        if day.text in {record.motion.opens, *record.motion.sittings.values()}  # type: ignore[attr-defined]  # it convenes
    ]
    return Held(day.text, said[-1]) if said else None
