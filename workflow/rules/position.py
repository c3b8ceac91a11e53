"""Rules of sponsors, positions and the chair's conclusions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.motions import LiftObjection, TakePosition
from escalade.workflow.procedure import COUNCIL_SECRETARIAT, SECRETARIAT
from escalade.workflow.records.history import find_meant, is_erased
from escalade.workflow.rules.trial.rule import NOTHING, RuleProblem, Trial, do, give, leave_out, pick_only, rule
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import UNATTRIBUTED
from escalade.workflow.values.message import Message, Series
from escalade.workflow.values.remedy import Held, Remedy

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.topic import Topic


@rule
def one_sponsor_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """A topic has a sponsor of one kind: States, a group of States, the chair's compromise, or unattributed."""
    kinds = [name for name in ("by_state", "by_group", "chairs_compromise", "unattributed") if trial.field(name)]
    if len(kinds) != 1:
        yield RuleProblem(
            "More than one kind is named." if kinds else "None is named.",
            Remedy(
                kind="input",
                given={} if kinds else {"by_state": ""},
                note="Give one of --by-state, --by-group, --chairs-compromise and --unattributed.",
            ),
        )


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
        yield RuleProblem(
            Message("{holder} objects ({record}).", holder=name, record=standing[name].reference),
            _lift(trial, standing[name], name),
        )


@rule
def objection_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """A lifting names the objection by its record, by its holders, or by both."""
    if not trial.field("objections") and not trial.field("holders"):
        yield RuleProblem("", give("holders", "Give --holder, or --objection for all who hold it."))


@rule
def lifted_objection_stands(trial: Trial) -> Iterator[RuleProblem]:
    """An objection that is lifted stands until then, on the record that is named."""
    standing = dict.fromkeys(name for _, name in trial.topic.standing_objections)
    for reference in (one for one in trial.field("objections") if standing and one not in standing):
        yield RuleProblem(
            Message(
                "{record} holds none that stands. Standing: {records}.", record=reference, records=Series(standing)
            ),
            give(
                "objections",
                "Give --objection one that stands.",
                pick_only(Held(one, one) for one in standing),
                instead=reference,
            ),
        )
    yield from _not_standing(trial)


def _not_standing(trial: Trial) -> Iterator[RuleProblem]:
    """Each holder named who has no objection standing; who was erased cannot be told from others."""
    lifting, standing = trial.motion, trial.topic.standing_objections
    if not standing:
        yield RuleProblem("None stands.", NOTHING)
    if not standing or not isinstance(lifting, LiftObjection) or "holders" in lifting.erased:
        return
    meant = find_meant(lifting, standing) or tuple(standing)
    names = [name for name, _ in meant]
    lacking = [one for one in lifting.holders if one not in names]
    if not any(is_erased(standing[one]) for one in meant):
        for name in lacking:
            detail = Message("{holder} has none standing. Standing: {holders}.", holder=name, holders=Series(names))
            out = leave_out("holders", Message("Leave --holder {holder} out.", holder=name), name)
            has_ended = len(lacking) < len(lifting.holders) and _took_one(trial.topic, name)
            as_recorded = give("holders", "Give --holder as recorded.", instead=name)
            yield RuleProblem(detail, out if has_ended else as_recorded)


def _took_one(topic: Topic, holder: str) -> bool:
    """Whether a holder took a position on a topic, whatever became of it."""
    return any(isinstance(one.motion, TakePosition) and holder in one.motion.holders for one in topic.live)


@rule
def no_objection_stands(trial: Trial) -> Iterator[RuleProblem]:
    """No consensus may be recorded while an objection stands."""
    yield from objections_against(trial)


def objections_against(trial: Trial, passed_over: Collection[str] = ()) -> Iterator[RuleProblem]:
    """Each objection that stands, but for those of the records passed over."""
    standing = trial.topic.objecting.items()
    for reference, (first, *others) in (one for one in standing if one[0] not in passed_over):
        record = trial.topic.objections[first]
        if others:
            yield RuleProblem(
                Message("{holders} object ({record}).", holders=Series((first, *others)), record=reference),
                _lift(trial, record),
            )
        else:
            yield RuleProblem(
                Message("{holder} objects ({record}).", holder=first, record=reference), _lift(trial, record, first)
            )


def _lift(trial: Trial, record: Record, name: str = "") -> Remedy:
    """The remedy that is to lift an objection, of one of its holders or of all.

    One by whoever is not to be named is meant by its record.
    """
    motion = motion_of(record, TakePosition)
    held = Held(name if name and motion and not motion.unattributed else record.reference, record.reference)
    office = COUNCIL_SECRETARIAT if trial.subject.state == "referred" else SECRETARIAT
    return do("lift objection", office, trial.subject.reference, "Record how it ended (lift objection).", holders=held)


@rule
def all_sponsors_ask_for_it(trial: Trial) -> Iterator[RuleProblem]:
    """A topic is withdrawn when all its sponsors ask for it."""
    asking = trial.field("asked_by")
    lacking = [name for name in trial.topic.sponsors if name not in asking]
    if lacking:
        others = [name for name in asking if name not in trial.topic.sponsors]
        unnamed = UNATTRIBUTED in lacking
        yield RuleProblem(
            Message("Not asking: {sponsors}.", sponsors=Series(lacking)),
            give(
                "asked_by",
                Message("Give --asked-by for each; write {word} for sponsors who are not named.", word=UNATTRIBUTED)
                if unnamed
                else "Give --asked-by for each.",
                instead="" if others == list(asking) else others[0] if others else None,
            ),
        )
