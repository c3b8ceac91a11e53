"""Rules of every row: who, when, and in what order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from escalade.workflow.motions import NOT_AT_HAND
from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, PROCEDURE, SECRETARIAT, VICE_CHAIR
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial import (
    RuleProblem,
    Trial,
    ask,
    birth,
    cite,
    date_of,
    do,
    give,
    itself,
    later_place,
    latest_move,
    leave_out,
    on_day,
    pick_only,
    rule,
    rule_of,
)
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import Message, Series, Word
from escalade.workflow.values.remedy import THE_TABLE, Held, Remedy

TITLES = {
    "chair": "the chair",
    "vice-chair": "a vice-chair",
    "secretariat": "the secretariat",
    "council-secretariat": "the Council secretariat",
}


def titles(offices: Iterable[str], joint: str = " and ") -> Series:
    """Offices as sentences name them."""
    return Series((Word(TITLES[office]) for office in offices), joint)


@rule
def officer_holds_the_office_then_or_now(trial: Trial) -> Iterator[RuleProblem]:
    """The act belongs to an office, and the officer holds it on that day or on the day of recording."""
    if trial.office or not trial.offices:
        return
    motion, does = trial.motion, titles(trial.offices, " or ")
    if not motion.by:
        problem = Message("No officer is named; {does} does this.", does=does)
    elif motion.entered_for:
        problem = _not_for_them(trial)
    elif held := trial.standing.body.offices_of(motion.by, trial.day):
        problem = Message("{officer} is {held}; {does} does this.", officer=motion.by, held=titles(held), does=does)
    else:
        problem = Message("{officer} holds no office on that day; {does} does this.", officer=motion.by, does=does)
    yield RuleProblem(problem, before_the_referral(trial) or _as_chair(trial) or _officer(trial))


def _not_for_them(trial: Trial) -> Message:
    """Why an act is not entered for somebody, or for a chair whose name is not at hand."""
    body, name = trial.standing.body, trial.motion.entered_for or ""
    if name == NOT_AT_HAND and trial.is_entered_for_the_chair:
        chairs = Series(officer.name for officer in body.chairs_on_record(trial.day))
        return Message("The chair of that day is on record: {chairs}.", chairs=chairs)
    if trial.is_entered_for_the_chair and body.holds(name, VICE_CHAIR, trial.day):
        return Message(
            "{officer} is a vice-chair on that day, and acts as chair only at a meeting at which they are on record as "
            "presiding.",
            officer=name,
        )
    facts = {"officer": trial.motion.by, "chair": name}
    return Message("{officer} may enter it for {chair} only as secretariat, and only an act of the chair.", **facts)


def _as_chair(trial: Trial) -> Remedy | None:
    """How the secretariat, or a vice-chair, does an act of the chair; None for all else."""
    body, day, by, name = trial.standing.body, trial.day, trial.motion.by, trial.motion.entered_for
    is_the_chairs = CHAIR in trial.offices and not trial.is_for_the_addressee
    if name and (not is_the_chairs or any(body.holds(by, office, day) for office in trial.offices)):
        return leave_out("entered_for", "Leave --entered-for out.")
    if not is_the_chairs:
        return None
    if trial.step.offices == (CHAIR,) and body.holds(name or by, VICE_CHAIR, day):
        return _by_presiding(trial, name or by)
    if not trial.is_entered_for_the_chair:
        return None
    terms = [term for term in body.terms if term.officer.office == CHAIR and term.may_cover(day)]
    chair = pick_only(Held(term.officer.name, term.record) for term in terms)
    note = Message("Enter it for the chair: --entered-for NAME.")
    if not terms:
        chair = Held(NOT_AT_HAND, THE_TABLE)
        note = Message(
            "Nobody is on record as chair on that day: give --entered-for not-at-hand where the sources do not name "
            "the chair, or appoint who it was."
        )
    return Remedy(kind="officer", office=SECRETARIAT, note=note).taking({"entered_for": chair})


def _by_presiding(trial: Trial, name: str) -> Remedy:
    if trial.gathering is None or not trial.motion.evidence.meeting:
        facts = {"officer": name}
        note = Message(
            "Who presides at a meeting acts as its chair: give --meeting one at which {officer} did.", **facts
        )
        return give("meeting", note)
    meeting = trial.gathering.reference
    note = Message("Who presides acts as chair: enter who presided at {meeting}.", meeting=meeting)
    return do("convene", SECRETARIAT, meeting, note, presided_by=None)


def _officer(trial: Trial) -> Remedy:
    """The remedy that is another officer, or an appointment where nobody holds the office."""
    body, day, office = trial.standing.body, trial.day, trial.offices[0]
    holders = dict.fromkeys(officer.name for one in trial.offices for officer in body.holders(one, day))
    if holders and not trial.motion.by:
        note = Message("Act as {holders}.", holders=Series(holders, " or "))
        return Remedy(kind="officer", office=office, given={"by": ""}, note=note)
    if holders:
        return ask(office, holders)
    if trial.step.act == "appoint":
        return while_held(trial, office)
    appoints = COUNCIL_SECRETARIAT if office == COUNCIL_SECRETARIAT else SECRETARIAT
    note = Message("Nobody holds that office on that day: appoint someone.")
    if CHAIR in trial.offices and not trial.is_for_the_addressee:
        note = Message(
            "Nobody holds that office on that day: appoint someone, or let the secretariat give "
            "--entered-for not-at-hand."
        )
    return do("appoint", appoints, "body", note, office=Held(office, THE_TABLE), since=None)


def while_held(trial: Trial, office: str) -> Remedy:
    """The remedy where nobody holds an office: a day on which somebody did, or will.

    The last holder of a secretariat's desk is who can still appoint the next.
    """
    terms = (term.officer for term in trial.standing.body.terms if term.officer.office == office)
    last = max(terms, key=lambda officer: when(officer.since).first or date.min)
    day, facts = when(last.until or last.since), {"officer": last.name, "day": last.until or last.since}
    return on_day(trial, day, Message("{officer} holds that office on {day}: give that day (--on).", **facts))


@rule_of("own")
def day_is_not_in_the_future(trial: Trial) -> Iterator[RuleProblem]:
    """An act takes effect on a day that has come."""
    first = trial.day.first
    if first is not None and first > trial.standing.today:
        facts = {"day": trial.motion.on, "today": trial.today.text}
        remedy = date_of("on", "Give the day on which it happened.")
        yield RuleProblem(Message("{day} lies after today, {today}.", **facts), remedy)


@rule
def day_is_not_before_the_last_move(trial: Trial) -> Iterator[RuleProblem]:
    """An act does not take effect before the act that last moved its subject."""
    last = trial.subject.last_move
    if last is None or trial.subject.kind != "topic" or when(last.on).may_precede(trial.day):
        return
    own = before_the_referral(trial) or later_place(trial)
    yield _before(trial, last, own, (latest_move(trial) or last).on)


def _before(trial: Trial, record: Record, own: Remedy | None = None, latest: str = "") -> RuleProblem:
    facts = {"day": trial.motion.on, "earlier": record.on, "record": cite(record)}
    said = Message("{day} lies before {earlier}, when {record} took effect.", **facts)
    return RuleProblem(said, own or date_of("on", Message("Give a day from {latest} on.", latest=latest or record.on)))


def before_the_referral(trial: Trial) -> Remedy | None:
    """How what was done to a topic before its referral is told after it; None for all else."""
    last, kind = trial.subject.last_move, trial.subject.kind
    if last is None or last.act != "escalate" or when(last.on).may_precede(trial.day):
        return None
    facts = {"record": cite(last)}
    note = Message(
        "What happened before the referral is told first: annul {record}, enter this, and refer anew.", **facts
    )
    remedy = do("annul", last.office or SECRETARIAT, last.subject, note, records=itself(last), why=None)
    return remedy if (kind, last.before, trial.step.act) in PROCEDURE.steps else None


@rule
def topic_existed_on_that_day(trial: Trial) -> Iterator[RuleProblem]:
    """What is told of a topic happened on a day on which the topic existed."""
    first = birth(trial)
    if first is not None and not when(first.on).may_precede(trial.day):
        yield _before(trial, first, later_place(trial))


@rule_of("own")
def day_is_not_before_the_record_named(trial: Trial) -> Iterator[RuleProblem]:
    """An act on a record does not take effect before the act that it is about."""
    record = trial.target
    if record is not None and not when(record.on).may_precede(trial.day):
        yield _before(trial, record)


@rule_of("entry")
def time_runs_forward(trial: Trial) -> Iterator[RuleProblem]:
    """Recorded times never run backwards, nor ahead of the clock."""
    at, newest = trial.motion.at, trial.standing.last_at
    if at and at < newest:
        said = Message("The clock says {at}, and the newest record was made at {newest}.", at=at, newest=newest)
        yield RuleProblem(said, date_of("at", "Set the clock right."))
    if at and at[:10] > (trial.standing.today + timedelta(days=1)).isoformat():
        said = Message("It is said to be recorded at {at}, and that has not come.", at=at)
        yield RuleProblem(said, leave_out("at", "Leave the time out."))
