"""Rules of sponsors, positions and the chair's conclusions."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motion import RecordNoConsensus
from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, SECRETARIAT
from escalade.workflow.remedy import Remedy
from escalade.workflow.rules.base import NOTHING, Problem, Trial, do, give, rule
from escalade.workflow.topic import UNATTRIBUTED
from escalade.workflow.when import when


@rule
def one_sponsor_is_named(trial: Trial) -> Iterator[Problem]:
    """A topic has a sponsor of one kind: States, a group of States, the chair's compromise, or unattributed."""
    kinds = [name for name in ("by_state", "by_group", "chairs_compromise", "unattributed") if trial.field(name)]
    if len(kinds) != 1:
        yield Problem(
            "None is named." if not kinds else "More than one kind is named.",
            give(
                "unattributed" if not kinds else kinds[-1],
                "Give one of --by-state, --by-group, --chairs-compromise and --unattributed.",
                value="true",
            ),
        )


@rule
def source_is_named(trial: Trial) -> Iterator[Problem]:
    """A text or position names where it comes from."""
    version = trial.field("version")
    evidence = trial.motion.evidence
    if not (trial.field("source") or (version is not None and version.source) or evidence.document or evidence.place):
        yield Problem("", give("source", "Give --source, or the meeting or document."))


@rule
def objection_has_its_text(trial: Trial) -> Iterator[Problem]:
    """An objection is recorded in words."""
    if trial.field("stance") == "object" and not trial.field("text"):
        yield Problem("", give("text", "Give --text."))


@rule
def holder_has_no_objection_standing(trial: Trial) -> Iterator[Problem]:
    """A holder whose objection stands lifts it before taking another position."""
    held = trial.topic.objections.get(trial.field("holder"))
    if held:
        yield Problem(f"{trial.field('holder')} objects ({held.reference}).", _lift(trial, trial.field("holder")))


@rule
def that_objection_stands(trial: Trial) -> Iterator[Problem]:
    """An objection that is lifted stands until then."""
    holder = trial.field("holder")
    if holder and holder not in trial.topic.objections:
        names = ", ".join(trial.topic.objections)
        yield Problem(
            f"{holder} has none standing." + (f" Standing: {names}." if names else ""),
            give("holder", "Give --holder as recorded.") if names else NOTHING,
        )


@rule
def no_objection_stands(trial: Trial) -> Iterator[Problem]:
    """No consensus may be recorded while an objection stands."""
    for holder, record in trial.topic.objections.items():
        yield Problem(f"{holder} objects ({record.reference}).", _lift(trial, holder))


def _lift(trial: Trial, holder: str) -> Remedy:
    office = COUNCIL_SECRETARIAT if trial.subject.state == "referred" else SECRETARIAT
    return do("lift objection", office, trial.subject.reference, "Record how it ended (lift objection).", holder=holder)


@rule
def all_sponsors_ask_for_it(trial: Trial) -> Iterator[Problem]:
    """A topic is withdrawn when all its sponsors ask for it."""
    asking = trial.field("asked_by")
    lacking = [name for name in trial.topic.sponsors if name not in asking]
    if lacking:
        named = ", ".join(lacking)
        yield Problem(
            f"Not asking: {named}.",
            give(
                "asked_by",
                "Give --asked-by for each"
                + (f"; write {UNATTRIBUTED} for sponsors who are not named." if UNATTRIBUTED in lacking else "."),
                value=lacking[0],
            ),
        )


@rule
def destination_is_later(trial: Trial) -> Iterator[Problem]:
    """A matter is deferred to a later day."""
    here = trial.gathering
    place = (
        f"meeting/{trial.field('to_meeting')}" if trial.field("to_meeting") else f"session/{trial.field('to_session')}"
    )
    there = trial.standing.gathering(place)
    if trial.field("to_sitting") is not None and here:
        day = here.sitting(trial.field("to_sitting"))
        if day is None or not trial.day.may_precede(day, strictly=True):
            yield Problem(
                f"Sitting {trial.field('to_sitting')} is not a later one of {here.label}.",
                give("to_sitting", "Give --to-sitting a later sitting."),
            )
    elif there and not trial.day.may_precede(there.opens, strictly=True):
        yield Problem(
            f"{there.label} opened on {there.opens.text}.",
            give("to_meeting" if trial.field("to_meeting") else "to_session", "Give a later one."),
        )


@rule
def one_destination_is_given(trial: Trial) -> Iterator[Problem]:
    """The superior body defers a matter to a sitting or to a session."""
    if (trial.field("to_sitting") is None) == (trial.field("to_session") is None):
        yield Problem("", give("to_session", "Give one of --to-sitting and --to-session."))


@rule
def other_is_debated_in_the_round(trial: Trial) -> Iterator[Problem]:
    """A topic is merged into another one that is debated in the same round."""
    into = trial.field("into")
    debated = [
        topic.reference
        for topic in trial.standing.topics_of(trial.subject.reference)
        if topic.state == "debated" and topic.reference != trial.subject.reference
    ]
    if into and into not in debated:
        yield Problem(
            f"{into} is not." + (f" Debated: {', '.join(debated)}." if debated else ""),
            do("open debate", CHAIR, into, "Open its debate first."),
        )


@rule
def it_is_part_of_a_merger(trial: Trial) -> Iterator[Problem]:
    """A topic receives another in the act that merges the two."""
    merged = trial.standing.topic(trial.field("merged"))
    if merged is None or merged.state != "merged" or merged.newest not in trial.standing.act:
        yield Problem("", do("merge", CHAIR, trial.field("merged"), "Use merge."))


@rule
def another_is_taken_or_the_group_says_so(trial: Trial) -> Iterator[Problem]:
    """A topic is set aside when another of the round is agreed or approved, or when the Group so decides in its words."""
    taken = any(
        topic.state in {"agreed", "approved", "launched", "closed"}
        for topic in trial.standing.topics_of(trial.subject.reference)
        if topic.reference != trial.subject.reference
    )
    if not taken and not trial.field("words"):
        yield Problem("No other topic was taken.", give("words", "Give --words, the Group's decision."))


@rule
def referral_has_its_words(trial: Trial) -> Iterator[Problem]:
    """A decision of the Group to refer the matter is recorded in its words."""
    if trial.field("refer") and not trial.field("words"):
        yield Problem(
            "", give("words", "Give --words, or --words not-at-hand where the sources lack them.", value="not at hand")
        )


@rule
def meeting_is_a_later_one(trial: Trial) -> Iterator[Problem]:
    """A debate is opened again at a later meeting than the one that ended it."""
    last = trial.subject.last_move
    before = trial.standing.gathering(last.evidence.place) if last else None
    if before and trial.gathering and not before.closes.may_precede(trial.gathering.opens, strictly=True):
        yield Problem(f"The topic was concluded at {before.reference}.", give("meeting", "Give --meeting a later one."))


@rule
def group_decided_to_refer(trial: Trial) -> Iterator[Problem]:
    """A topic is referred when its latest absence of consensus carries the Group's decision to refer it."""
    latest = trial.topic.no_consensus
    if latest is None or not latest[1].refer:
        record = latest[0] if latest else None
        detail = f"{record.reference} carries none." if record else "No absence of consensus is on record."
        yield Problem(
            detail, _decide_to_refer(trial, record is not None and isinstance(record.motion, RecordNoConsensus))
        )


def _decide_to_refer(trial: Trial, recorded: bool) -> Remedy:  # noqa: FBT001  # private, one caller
    if recorded:
        return do(
            "reopen debate",
            CHAIR,
            trial.subject.reference,
            "Open the debate again at a later meeting and record the Group's decision there; or correct that record, if it is wrong.",
        )
    return do("record no consensus", CHAIR, trial.subject.reference, "Record it first.")


@rule
def nothing_waits_for_endorsement(trial: Trial) -> Iterator[Problem]:
    """Nothing is referred or launched on an act that waits for the chair."""
    for record in trial.subject.waiting:
        yield Problem(
            f"{record.reference} ({record.act}) was entered for {record.entered_for}, who has not endorsed it.",
            do("endorse", CHAIR, trial.subject.reference, "Endorse it first.", records=record.reference),
        )


@rule
def no_topic_of_the_round_is_open(trial: Trial) -> Iterator[Problem]:
    """A round is referred when none of its topics is still proposed or debated."""
    for topic in trial.standing.topics_of(trial.subject.reference):
        if topic.state in {"proposed", "debated"}:
            act = "open debate" if topic.state == "proposed" else "record no consensus"
            yield Problem(
                f"{topic.reference} is {topic.state}.", do(act, CHAIR, topic.reference, f"Conclude it first ({act}).")
            )


@rule
def hearing_follows_the_opening(trial: Trial) -> Iterator[Problem]:
    """A physical meeting is held after the consultation was opened."""
    launch = trial.topic.launched
    held = when(trial.field("held") or trial.motion.on)
    if launch and not when(launch[1].opens or "unknown").may_precede(held):
        yield Problem(
            f"{held.text} lies before {launch[1].opens}.",
            Remedy(
                kind="date", given={"held": launch[1].opens or ""}, note="Give --held the day on which it was held."
            ),
        )
