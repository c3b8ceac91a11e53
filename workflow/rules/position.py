"""Rules of sponsors, positions and conclusions, and of silences."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta

from escalade.workflow.motions import LiftObjection, TakePosition
from escalade.workflow.procedure import CHAIR
from escalade.workflow.records.history import find_meant, is_erased
from escalade.workflow.records.record import Record
from escalade.workflow.rules.meeting import ask_for_meeting
from escalade.workflow.rules.trial import (
    RuleProblem,
    Trial,
    cite,
    date_of,
    desk_of,
    do,
    give,
    leave_out,
    lies_before,
    on_day,
    pick_only,
    rule,
    rule_of,
)
from escalade.workflow.subjects.silence import is_contrary, silence_of
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import UNATTRIBUTED
from escalade.workflow.values.dates import When
from escalade.workflow.values.errors import Message, Series
from escalade.workflow.values.instant import instant, local_time
from escalade.workflow.values.remedy import Held, Remedy


@rule
def one_sponsor_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """A topic has a sponsor of one kind: States, a group of States, the chair's compromise, or unattributed."""
    kinds = [name for name in ("by_state", "by_group", "chairs_compromise", "unattributed") if trial.field(name)]
    if len(kinds) != 1:
        note = "Give one of --by-state, --by-group, --chairs-compromise and --unattributed."
        remedy = Remedy(kind="input", given={} if kinds else {"by_state": ""}, note=note)
        yield RuleProblem("More than one kind is named." if kinds else "None is named.", remedy)


@rule
def source_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """A text or position names where it comes from."""
    version = trial.field("version")
    evidence = trial.motion.evidence
    if not (trial.field("source") or (version is not None and version.source) or evidence.document or evidence.place):
        yield RuleProblem("", give("source", "Give --source, or the meeting or document."))


@rule
def objection_has_its_text(trial: Trial) -> Iterator[RuleProblem]:
    """An objection is recorded in words."""
    if trial.field("stance") == "object" and not trial.field("text"):
        yield RuleProblem("", give("text", "Give --text."))


@rule
def holder_has_no_objection_standing(trial: Trial) -> Iterator[RuleProblem]:
    """A holder whose objection stands maintains it, or lifts it before taking another position."""
    taking, standing = trial.motion, trial.topic.objections
    whose = taking.holders if isinstance(taking, TakePosition) and taking.stance != "object" else ()
    for name in (one for one in whose if one in standing):
        said = Message("{holder} objects ({record}).", holder=name, record=standing[name].reference)
        yield RuleProblem(said, _lift(trial, standing[name], name))


@rule
def objection_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """A lifting names the objection by its record, by its holders, or by both."""
    if not trial.field("objections") and not trial.field("holders"):
        yield RuleProblem("", give("holders", "Give --holder, or --objection for all who hold it."))


@rule
def lifted_objection_stands(trial: Trial) -> Iterator[RuleProblem]:
    """An objection that is lifted stands until then, on the record that is named."""
    lifting, objections = trial.motion, trial.topic.standing_objections
    standing = dict.fromkeys(name for _, name in objections)
    if not standing:
        yield RuleProblem("None stands.")
        return
    one_left = pick_only(Held(one, one) for one in standing)
    for name in (one for one in trial.field("objections") if one not in standing):
        facts = {"record": name, "records": Series(standing)}
        said = Message("{record} holds none that stands. Standing: {records}.", **facts)
        yield RuleProblem(said, give("objections", "Give --objection one that stands.", one_left, instead=name))
    if not isinstance(lifting, LiftObjection) or "holders" in lifting.erased:
        return
    meant = find_meant(lifting, objections) or tuple(objections)
    if any(is_erased(objections[one]) for one in meant):  # who was erased cannot be told from others
        return
    names = [name for name, _ in meant]
    lacking = [one for one in lifting.holders if one not in names]
    positions = [one.motion for one in trial.topic.live if isinstance(one.motion, TakePosition)]
    for name in lacking:
        said = Message("{holder} has none standing. Standing: {holders}.", holder=name, holders=Series(names))
        remedy = give("holders", "Give --holder as recorded.", instead=name)
        if len(lacking) < len(lifting.holders) and any(name in one.holders for one in positions):
            remedy = leave_out("holders", Message("Leave --holder {holder} out.", holder=name), name)
        yield RuleProblem(said, remedy)


@rule
def no_objection_stands(trial: Trial) -> Iterator[RuleProblem]:
    """No consensus may be recorded while an objection stands."""
    yield from objections_against(trial)


def objections_against(trial: Trial, passed_over: Collection[str] = ()) -> Iterator[RuleProblem]:
    """Each objection that stands, but for those of the records passed over."""
    standing = trial.topic.objecting.items()
    for reference, (first, *others) in (one for one in standing if one[0] not in passed_over):
        record = trial.topic.objections[first]
        said = Message("{holder} objects ({record}).", holder=first, record=reference)
        if others:
            said = Message("{holders} object ({record}).", holders=Series((first, *others)), record=reference)
        yield RuleProblem(said, _lift(trial, record, "" if others else first))


def _lift(trial: Trial, record: Record, name: str = "") -> Remedy:
    """The remedy that is to lift an objection, of one of its holders or of all.

    One by whoever is not to be named is meant by its record.
    """
    motion = motion_of(record, TakePosition)
    held = Held(name if name and motion and not motion.unattributed else record.reference, record.reference)
    return do(
        "lift objection", desk_of(trial), trial.subject.reference, "Record how it ended (lift objection).", holders=held
    )


@rule
def all_sponsors_ask_for_it(trial: Trial) -> Iterator[RuleProblem]:
    """A topic is withdrawn when all its sponsors ask for it."""
    asking = trial.field("asked_by")
    lacking = [name for name in trial.topic.sponsors if name not in asking]
    if lacking:
        others = [name for name in asking if name not in trial.topic.sponsors]
        note = Message("Give --asked-by for each.")
        if UNATTRIBUTED in lacking:
            word = UNATTRIBUTED
            note = Message("Give --asked-by for each; write {word} for sponsors who are not named.", word=word)
        instead = "" if others == list(asking) else next(iter(others), None)
        said = Message("Not asking: {sponsors}.", sponsors=Series(lacking))
        yield RuleProblem(said, give("asked_by", note, instead=instead))


@rule
def silence_lasts_its_time(trial: Trial) -> Iterator[RuleProblem]:
    """A silence ends after it began, and lasts the hours that the constitution asks for."""
    until, day, seat = trial.field("until"), trial.day, trial.standing.body.time_zone
    time, first = trial.field("time"), day.first
    if not until or first is None:
        return
    ends, began = local_time(until, seat), instant(time) if time else None
    earliest = (began or datetime.combine(first, datetime.min.time(), ends.tzinfo)).astimezone(UTC)
    constitution = trial.standing.body.constitution(day)
    hours = (constitution and constitution.silence_hours) or 0
    lasts, note = ends.astimezone(UTC) - earliest, Message("Give --until a later time.")
    if lasts < timedelta(0) or (began and not lasts):
        yield RuleProblem(lies_before(until, time or trial.motion.on), date_of("until", note))
    elif lasts < timedelta(hours=hours):
        least = (earliest + timedelta(hours=hours)).astimezone(ends.tzinfo).isoformat(timespec="minutes")
        said = Message("It is to last {hours} hours at least, and ends at {moment}.", hours=hours, moment=until)
        yield RuleProblem(said, date_of("until", Message("Give --until {moment} or a later time.", moment=least)))


@rule
def time_has_come(trial: Trial) -> Iterator[RuleProblem]:
    """An act takes effect at a time that has come."""
    time, at = trial.field("time"), trial.motion.at
    if time and at and instant(time) > datetime.fromisoformat(at):
        remedy = date_of("on", "Give the time at which it happened.")
        yield RuleProblem(Message("{time} has not come yet.", time=time), remedy)


@rule_of(severity="warning")
def time_is_known_on_the_last_day(trial: Trial) -> Iterator[RuleProblem]:
    """On the last day of a silence, an objection or an amendment says at what time it came."""
    silence = silence_of(trial.topic, trial.standing) if is_contrary(trial.motion) else None
    if silence and silence.may_come_in_time(trial.motion) and silence.may_come_late(trial.motion):
        facts = {"moment": silence.until}
        said = Message("It ends at {moment}; without a time, what may have come before then breaks it.", **facts)
        yield RuleProblem(said, date_of("on", "Give --on its exact time with its zone."))


@rule
def meeting_or_circulation_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """The Group agrees at one of its meetings, or by a silence that nobody broke."""
    if trial.motion.evidence.meeting or trial.field("silence"):
        return
    silence = silence_of(trial.topic, trial.standing)
    known = silence.record.reference if silence and not silence.broken_by else ""
    if silence and silence.may_bear_a_consensus(trial.standing):
        note = Message("Give --silence {record}, or --meeting N.", record=known)
        yield RuleProblem("Neither is named.", give("silence", note, Held(known, known)))
        return
    note = Message("Give --meeting N.")
    if known:
        note = Message("Give --meeting N, or --silence {record}.", record=known)
    if known and silence and silence.reworded_by:
        note = Message("Give --meeting N, or circulate the text anew first.")
    yield RuleProblem("Neither is named.", give("meeting", ask_for_meeting(trial, note)))


@rule
def circulation_is_the_latest(trial: Trial) -> Iterator[RuleProblem]:
    """A consensus by silence names the latest circulation of the topic's text."""
    named, silence = trial.field("silence"), silence_of(trial.topic, trial.standing)
    latest = silence.record.reference if silence else ""
    if named and not latest:
        remedy = do("circulate", CHAIR, trial.subject.reference, "Circulate it first.")
        yield RuleProblem("The text was not circulated.", remedy)
    elif named and named != (latest,):
        remedy = give("silence", "Give --silence that one.", Held(latest, latest), instead="")
        yield RuleProblem(Message("The latest is {record}.", record=latest), remedy)


@rule
def silence_has_passed(trial: Trial) -> Iterator[RuleProblem]:
    """No consensus is recorded by silence before its time has passed."""
    silence = silence_of(trial.topic, trial.standing)
    if not trial.field("silence") or silence is None:
        return
    day, last = silence.day, trial.day.last
    if not silence.has_passed(trial.standing, trial.motion.at) or (last is not None and last < day):
        ends = When(day.isoformat(), day, day)
        remedy = on_day(trial, ends, "Wait until then.")
        yield RuleProblem(Message("It ends at {moment}.", moment=silence.until), remedy)


@rule
def silence_was_kept(trial: Trial) -> Iterator[RuleProblem]:
    """An objection or an amendment breaks a silence."""
    silence = silence_of(trial.topic, trial.standing)
    if trial.field("silence") and silence and silence.broken_by:
        yield RuleProblem(Message("{record} broke it.", record=cite(silence.broken_by)), _circulate_anew(trial))


@rule
def circulated_text_is_still_its_text(trial: Trial) -> Iterator[RuleProblem]:
    """A consensus by silence is on the text that was circulated."""
    silence = silence_of(trial.topic, trial.standing)
    if trial.field("silence") and silence and silence.reworded_by and not silence.broken_by:
        facts = {"record": cite(silence.reworded_by)}
        said = Message("{record} worded it anew since; if that is a mistake, annul it.", **facts)
        yield RuleProblem(said, _circulate_anew(trial))


def _circulate_anew(trial: Trial) -> Remedy:
    anew = Message("Circulate the text anew, or take it to a meeting.")
    later = Message("Once no objection stands, circulate the text anew, or take it to a meeting.")
    return do("circulate", CHAIR, trial.subject.reference, later if trial.topic.objections else anew)


@rule
def no_objection_stands_in_time(trial: Trial) -> Iterator[RuleProblem]:
    """No consensus may be recorded while an objection stands, but one that came after a silence had ended."""
    named, silence = trial.field("silence"), silence_of(trial.topic, trial.standing)
    if silence and not named and not trial.motion.evidence.meeting:  # it is asked to name one that was kept
        named = silence.may_bear_a_consensus(trial.standing)
    late = {record.reference for record in silence.late} if silence and named else frozenset[str]()
    yield from objections_against(trial, late)
