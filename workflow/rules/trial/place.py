"""The place of an act, and the days that its place leaves for it."""

from __future__ import annotations

from datetime import date

from escalade.workflow.procedure import NOT_OVER, table
from escalade.workflow.records.history import find_stretches
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial.rule import Trial, cite, date_of, give, on_day
from escalade.workflow.values.dates import UNKNOWN, When, when
from escalade.workflow.values.message import Message
from escalade.workflow.values.reference import record_parts
from escalade.workflow.values.remedy import Held, Remedy
from escalade.workflow.values.step import FOUND_BY_DAY

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
    if any((step.of, state, step.act) in table() for state in stood):  # it is told late
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
