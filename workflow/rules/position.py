"""Rules of sponsors, positions and the chair's conclusions."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from escalade.workflow.motions import LiftObjection, TakePosition
from escalade.workflow.records.history import find_meant, is_erased
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial.rule import RuleProblem, Trial, desk_of, do, give, leave_out, pick_only, rule
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import UNATTRIBUTED
from escalade.workflow.values.message import Message, Series
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
