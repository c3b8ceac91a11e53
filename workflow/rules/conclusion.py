"""Rules of the chair's conclusions, and of the referral that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, way
from escalade.workflow.rules.position import objections_against
from escalade.workflow.rules.trial.rule import (
    RuleProblem,
    Trial,
    cite,
    day_after,
    do,
    give,
    itself,
    leave_out,
    on_day,
    pick_only,
    rule,
    rule_of,
)
from escalade.workflow.subjects.evidence import waits_still
from escalade.workflow.subjects.topic import OPEN, find_left_topics
from escalade.workflow.values.dates import when
from escalade.workflow.values.message import Message, Messages, Series, Word, correct_line
from escalade.workflow.values.remedy import PROCEDURE, REQUEST, Held, Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.topic import Topic


@rule
def destination_is_later(trial: Trial) -> Iterator[RuleProblem]:
    """A matter is deferred to a later day."""
    if trial.field("to_sitting") is not None and trial.field("to_session") is not None:
        yield RuleProblem("", Remedy(kind="input", note="Give one of --to-sitting and --to-session, or neither."))
        return
    here, there = trial.gathering, trial.standing.gathering(next(iter(trial.motion.leads_to), None))
    if trial.field("to_sitting") is not None and here:
        day = here.sitting(trial.field("to_sitting"))
        if day is None or not trial.day.may_precede(day, strictly=True):
            yield RuleProblem(
                Message(
                    "Sitting {number} is not a later one of {session}.",
                    number=trial.field("to_sitting"),
                    session=here.label,
                ),
                give("to_sitting", "Give --to-sitting a later sitting."),
            )
    elif there and not trial.day.may_precede(there.opens, strictly=True):
        yield RuleProblem(
            Message("Meeting {meeting} opens on {day}.", meeting=there.label, day=there.opens.text)
            if trial.field("to_meeting")
            else Message("{session} opens on {day}.", session=there.label, day=there.opens.text),
            give("to_meeting" if trial.field("to_meeting") else "to_session", "Give a later one."),
        )


@rule_of(reads_round=True)
def other_is_debated_in_the_round(trial: Trial) -> Iterator[RuleProblem]:
    """A topic is merged into another one that is debated in the same round."""
    into = trial.field("into")
    others = {
        topic.reference: topic
        for topic in trial.standing.topics_of(trial.subject.reference)
        if topic.reference != trial.subject.reference
    }
    if not into or (into in others and others[into].state == "debated"):
        return
    debated = [name for name, topic in others.items() if topic.state == "debated"]
    yield RuleProblem(
        Messages(
            Message("{topic} is not.", topic=into),
            Message("Debated: {topics}.", topics=Series(debated)) if debated else "",
        ),
        _another(others, into, debated),
    )


def _another(others: dict[str, Topic], into: str, debated: list[str]) -> Remedy:
    """What makes a merger possible: that topic's debate, another topic, or nothing."""
    first = {name: path[0] for name, topic in others.items() if (path := way("topic", topic.state, "receive merger"))}
    if debated and (into not in first or first[into].offices != (CHAIR,)):
        return give("into", "Give --into another one.", pick_only(_moved(others[name]) for name in debated))
    if not first:
        return Remedy(kind="none", note="No other topic of the round can be debated: propose the one to merge with.")
    if into not in first and len(first) > 1:
        return give("into", "Give --into one that is debated; none is yet.")
    chosen = into if into in first else next(iter(first))
    step = first[chosen]
    return do(
        step.act,
        step.offices[0],
        chosen,
        Message("Bring {topic} to debate first ({act}).", topic=chosen, act=Word(step.act)),
    )


def _moved(topic: Topic) -> Held:
    """A topic as the value that names it, and the act that brought it where it is."""
    return Held(topic.reference, topic.last_move.reference if topic.last_move else PROCEDURE)


@rule_of(reads_round=True)
def it_is_part_of_a_merger(trial: Trial) -> Iterator[RuleProblem]:
    """A topic receives another in the act that merges the two."""
    merged, here = trial.field("merged"), trial.subject.reference
    touched = {name.rpartition("#")[0] for name in trial.standing.act}
    if merged != here and merged in touched:
        return
    topics = (topic for topic in trial.standing.topics_of(here) if topic.state in {"proposed", "debated"})
    others = [merged] if merged not in {"", here} else [one.reference for one in topics if one.reference != here]
    if not others:
        yield RuleProblem("", Remedy(kind="none", note="No other topic of the round can be merged into it."))
    elif len(others) > 1:
        note = Message("Merge one of these into it: {topics}.", topics=Series(others))
        yield RuleProblem("", Remedy(kind="none", note=note))
    else:
        note = Message("Merge {topic} into it.", topic=others[0])
        yield RuleProblem("", do("merge", CHAIR, others[0], note, into=Held(here, REQUEST)))


@rule_of(reads_round=True)
def another_is_taken_or_the_group_says_so(trial: Trial) -> Iterator[RuleProblem]:
    """A topic is set aside when another is agreed or approved, or when the Group so decides in its words."""
    taken = any(
        topic.state in {"agreed", "approved", "launched", "closed"}
        for topic in trial.standing.topics_of(trial.subject.reference)
        if topic.reference != trial.subject.reference
    )
    if not taken and not trial.field("words"):
        yield RuleProblem("No other topic was taken.", give("words", "Give --words, the Group's decision."))


@rule
def referral_has_its_words(trial: Trial) -> Iterator[RuleProblem]:
    """A decision of the Group to refer the matter is recorded in its words."""
    if trial.field("refer") and not trial.field("words"):
        yield RuleProblem("", give("words", "Give --words, or --words not-at-hand where the sources lack them."))


@rule
def meeting_is_a_later_one(trial: Trial) -> Iterator[RuleProblem]:
    """A debate is opened again at a later meeting than the one that ended it."""
    last = trial.subject.last_move
    before = trial.standing.gathering(last.evidence.place) if last else None
    if before and trial.gathering and not before.closes.may_precede(trial.gathering.opens, strictly=True):
        closes, ended = before.closes, before.closes.may_precede(when(trial.standing.today.isoformat()), strictly=True)
        yield RuleProblem(
            Message(
                "The topic was concluded at {meeting}, which runs until {closes}.",
                meeting=before.reference,
                closes=closes.text,
            ),
            give("meeting", "Give --meeting a later one.")
            if ended
            else on_day(trial, day_after(closes), "Wait for the next one; or correct its days, if they are wrong."),
        )


@rule
def objections_ended_since_the_referral(trial: Trial) -> Iterator[RuleProblem]:
    """A referral ends before the superior body decides once the objections to the topic have ended."""
    yield from objections_against(trial)
    if not trial.topic.objecting and not trial.topic.last_lifting:
        yield RuleProblem(
            "None was lifted since.",
            do(
                "refer back",
                COUNCIL_SECRETARIAT,
                trial.subject.reference,
                "The superior body may refer it back (refer back).",
            ),
        )


@rule_of(reads_round=True)
def group_decided_to_refer(trial: Trial) -> Iterator[RuleProblem]:
    """A topic is referred when its latest absence of consensus carries the Group's decision to refer it."""
    latest, name = trial.topic.no_consensus, trial.subject.reference
    if latest is None or latest[1].refer:
        return
    detail = Message("{record} carries none.", record=latest[0].reference)
    if any(one.no_consensus and one.no_consensus[1].refer for one in _others_referred(trial)):
        note = Message(
            "Name it with --leaving and what comes of it with --left, or open the debate again at a later meeting and "
            "record the Group's decision there; or correct that record, if it is wrong."
        )
        left = {"leaving": _moved(trial.topic), **({} if trial.field("left") else {"left": None})}
        yield RuleProblem(detail, Remedy(kind="input", without={"topics": name}, note=note).taking(left))
        return
    note = Message(
        "Open the debate again at a later meeting and record the Group's decision there; or correct that record, if it "
        "is wrong."
    )
    yield RuleProblem(detail, do("reopen debate", CHAIR, name, note))


def _others_referred(trial: Trial) -> Iterator[Topic]:
    """The other topics that the act under trial refers."""
    names = (name.rpartition("#")[0] for name in trial.standing.act)
    found = (trial.standing.topic(name) for name in names if name != trial.subject.reference)
    return (topic for topic in found if topic is not None)


@rule
def nothing_waits_for_the_chair_or_a_report(trial: Trial) -> Iterator[RuleProblem]:
    """Nothing is referred or launched on an act that waits for the chair, and that no approved report bears out."""
    waiting = trial.subject.waiting
    yield from (ask_endorsement_or_paragraph(one, trial) for one in waiting if waits_still(one, trial.standing))


def ask_endorsement_or_paragraph(record: Record, trial: Trial) -> RuleProblem:
    """That an act waits for whom it was entered for, or for its paragraph in a report that was approved."""
    asked = ask_endorsement(record, trial)
    meeting = trial.standing.gathering(record.evidence.place) if record.evidence.meeting else None
    if meeting is None or meeting.approval is None:
        return asked
    note = Message(
        "Endorse it first, or give its paragraph in the approved report: {line}.",
        line=correct_line(meeting.approval[0].reference, f"--set paragraphs.{record.reference}=NUMBER"),
    )
    return msgspec.structs.replace(asked, remedy=msgspec.structs.replace(asked.remedy, note=note))


def ask_endorsement(record: Record, trial: Trial) -> RuleProblem:
    """That an act waits for whom it was entered for; one endorsement covers every topic of an act."""
    alike = [one for name in record.touched if (one := trial.standing.record(name)).waits]
    first = alike[0] if alike else record
    return RuleProblem(
        Message(
            "{record} was entered for {chair}, who has not endorsed it.", record=cite(record), chair=record.entered_for
        ),
        do("endorse", CHAIR, first.subject, "Endorse it first.", records=itself(first)),
    )


@rule_of("own", reads_round=True)
def others_of_the_round_are_left_by_name(trial: Trial) -> Iterator[RuleProblem]:
    """A referral refers the round's topics that are not concluded, or names those that it leaves."""
    referred, named = _referred_together(trial), trial.field("leaving")
    others = {topic.reference: topic for topic in _left_before_the_group(trial, referred)}
    unnamed = [name for name in others if name not in named]
    before = find_left_topics(trial.standing.topics_of(trial.subject.reference)) if unnamed else {}
    left = [name for name in unnamed if name in before or not _is_to_be_referred(others[name])]
    for name in unnamed:
        also = {} if trial.field("left") or [name] != left[:1] else {"left": None}
        yield RuleProblem(
            Message("{topic} is {state}.", topic=name, state=Word(others[name].state or "")),
            Remedy(
                kind="input",
                note="Refer it too, conclude it first, or name it with --leaving and what comes of it with --left.",
            ).taking({"leaving" if name in left else "topics": _moved(others[name]), **also}),
        )
    for name in (one for one in named if one not in others):
        yield RuleProblem(
            Message("{topic} is referred in the same act.", topic=name)
            if name in referred
            else Message("{topic} is none that is left.", topic=name),
            leave_out("leaving", Message("Give --leaving without {topic}.", topic=name), name),
        )


def _is_to_be_referred(topic: Topic) -> bool:
    """Whether the Group decided to refer a topic too."""
    return topic.state == "unresolved" and topic.no_consensus is not None and topic.no_consensus[1].refer


@rule_of("own", reads_round=True)
def what_becomes_of_those_left_is_said(trial: Trial) -> Iterator[RuleProblem]:
    """A referral that leaves topics says what becomes of them, and no other does."""
    named, said = trial.field("leaving"), trial.field("left")
    if named and not said:
        yield RuleProblem("", give("left", "Give --left, or --left not-at-hand where the sources lack it."))
    if said and not named and not [*_left_before_the_group(trial, _referred_together(trial))]:
        yield RuleProblem("This one leaves none.", leave_out("left", "Leave --left out."))


def _referred_together(trial: Trial) -> set[str]:
    """The topics that the act under trial refers."""
    return {trial.subject.reference, *(name.rpartition("#")[0] for name in trial.standing.act)}


def _left_before_the_group(trial: Trial, referred: set[str]) -> Iterator[Topic]:
    """The round's topics that an act does not refer, and that are not concluded."""
    for topic in trial.standing.topics_of(trial.subject.reference):
        if topic.reference not in referred and topic.state in OPEN:
            yield topic


@rule
def announcement_follows_the_decision(trial: Trial) -> Iterator[RuleProblem]:
    """A decision is announced on its day or later, on a day that has come."""
    announced = trial.field("announced")
    if not announced:
        return
    day, today = when(announced), when(trial.standing.today.isoformat())
    if not trial.day.may_precede(day):
        problem = Message("{day} lies before {earlier}.", day=day.text, earlier=trial.motion.on)
    elif not day.may_precede(today):
        problem = Message("{day} lies after today, {today}.", day=day.text, today=today.text)
    else:
        return
    yield RuleProblem(problem, give("announced", "Give --announced the day of the announcement, or leave it out."))
