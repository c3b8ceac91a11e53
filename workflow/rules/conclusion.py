"""Rules of the chair's conclusions, and of the referral that follows."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, way
from escalade.workflow.records.record import Record
from escalade.workflow.rules.position import objections_against
from escalade.workflow.rules.trial import (
    RuleProblem,
    Trial,
    cite,
    day_after,
    do,
    give,
    itself,
    leave_out,
    lies_before,
    on_day,
    others_of_the_round,
    pick_only,
    rule,
    rule_of,
)
from escalade.workflow.subjects.evidence import waits_still
from escalade.workflow.subjects.topic import OPEN, Topic, find_left_topics
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.errors import Message, Messages, Series, Word, correct_line
from escalade.workflow.values.remedy import REQUEST, THE_TABLE, Held, Remedy


@rule
def destination_is_later(trial: Trial) -> Iterator[RuleProblem]:
    """A matter is deferred to a later day."""
    if trial.field("to_sitting") is not None and trial.field("to_session") is not None:
        yield RuleProblem("", Remedy(kind="input", note="Give one of --to-sitting and --to-session, or neither."))
        return
    here, there = trial.gathering, trial.standing.gathering(next(iter(trial.motion.leads_to), None))
    number, field = trial.field("to_sitting"), "to_meeting" if trial.field("to_meeting") else "to_session"
    if number is not None and here:
        day = here.sitting(number)
        if day is None or not trial.day.may_precede(day, strictly=True):
            said = Message("Sitting {number} is not a later one of {session}.", number=number, session=here.label)
            yield RuleProblem(said, give("to_sitting", "Give --to-sitting a later sitting."))
    elif there and not trial.day.may_precede(there.opens, strictly=True):
        said = Message("{session} opens on {day}.", session=there.label, day=there.opens.text)
        if field == "to_meeting":
            said = Message("Meeting {meeting} opens on {day}.", meeting=there.label, day=there.opens.text)
        yield RuleProblem(said, give(field, "Give a later one."))


@rule_of(reads_round=True)
def other_is_debated_in_the_round(trial: Trial) -> Iterator[RuleProblem]:
    """A topic is merged into another one that is debated in the same round."""
    into, others = trial.field("into"), {one.reference: one for one in others_of_the_round(trial)}
    debated = [name for name, topic in others.items() if topic.state == "debated"]
    if not into or into in debated:
        return
    paths = {name: path for name, one in others.items() if (path := way("topic", one.state, "receive merger"))}
    name = into if into in paths or debated or len(paths) != 1 else next(iter(paths))
    step = paths[name][0] if name in paths else None
    if step and (not debated or step.offices == (CHAIR,)):
        note = Message("Bring {topic} to debate first ({act}).", topic=name, act=Word(step.act))
        remedy = do(step.act, step.offices[0], name, note)
    elif debated:
        remedy = give("into", "Give --into another one.", pick_only(_moved(others[name]) for name in debated))
    elif paths:
        remedy = give("into", "Give --into one that is debated; none is yet.")
    else:
        note = Message("No other topic of the round can be debated: propose the one to merge with.")
        remedy = Remedy(kind="none", note=note)
    said = Message("Debated: {topics}.", topics=Series(debated)) if debated else ""
    yield RuleProblem(Messages(Message("{topic} is not.", topic=into), said), remedy)


def _moved(topic: Topic) -> Held:
    return Held(topic.reference, topic.last_move.reference if topic.last_move else THE_TABLE)


@rule_of(reads_round=True)
def it_is_part_of_a_merger(trial: Trial) -> Iterator[RuleProblem]:
    """A topic receives another in the act that merges the two."""
    merged, here = trial.field("merged"), trial.subject.reference
    touched = {name.rpartition("#")[0] for name in trial.standing.act}
    if merged != here and merged in touched:
        return
    found = [one.reference for one in others_of_the_round(trial) if one.state in {"proposed", "debated"}]
    others = [merged] if merged not in {"", here} else found
    note = Message("No other topic of the round can be merged into it.")
    if len(others) == 1:
        note = Message("Merge {topic} into it.", topic=others[0])
        yield RuleProblem("", do("merge", CHAIR, others[0], note, into=Held(here, REQUEST)))
        return
    if others:
        note = Message("Merge one of these into it: {topics}.", topics=Series(others))
    yield RuleProblem("", Remedy(kind="none", note=note))


@rule_of(reads_round=True)
def another_is_taken_or_the_group_says_so(trial: Trial) -> Iterator[RuleProblem]:
    """A topic is set aside when another is agreed or approved, or when the Group so decides in its words."""
    taken = any(topic.state in {"agreed", "approved", "launched", "closed"} for topic in others_of_the_round(trial))
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
        facts = {"meeting": before.reference, "closes": before.closes.text}
        remedy = give("meeting", "Give --meeting a later one.")
        if not before.closes.may_precede(trial.today, strictly=True):
            note = "Wait for the next one; or correct its days, if they are wrong."
            remedy = on_day(trial, day_after(before.closes), note)
        yield RuleProblem(Message("The topic was concluded at {meeting}, which runs until {closes}.", **facts), remedy)


@rule
def objections_ended_since_the_referral(trial: Trial) -> Iterator[RuleProblem]:
    """A referral ends before the superior body decides once the objections to the topic have ended."""
    yield from objections_against(trial)
    if not trial.topic.objecting and not trial.topic.last_lifting:
        note, name = "The superior body may refer it back (refer back).", trial.subject.reference
        yield RuleProblem("None was lifted since.", do("refer back", COUNCIL_SECRETARIAT, name, note))


@rule_of(reads_round=True)
def group_decided_to_refer(trial: Trial) -> Iterator[RuleProblem]:
    """A topic is referred when its latest absence of consensus carries the Group's decision to refer it."""
    latest, name = trial.topic.no_consensus, trial.subject.reference
    if latest is None or latest[1].refer:
        return
    detail = Message("{record} carries none.", record=latest[0].reference)
    beside = filter(None, (trial.standing.topic(one) for one in _referred_together(trial) - {name}))
    if any(one.no_consensus and one.no_consensus[1].refer for one in beside):
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


@rule
def nothing_waits_for_the_chair_or_a_report(trial: Trial) -> Iterator[RuleProblem]:
    """Nothing is referred or launched on an act that waits for the chair, and that no approved report bears out."""
    waiting = trial.subject.waiting
    yield from (ask_endorsement_or_paragraph(one, trial) for one in waiting if waits_still(one, trial.standing))


def ask_endorsement_or_paragraph(record: Record, trial: Trial) -> RuleProblem:
    """That an act waits for whom it was entered for, or for its paragraph in a report that was approved.

    One endorsement covers every topic of an act.
    """
    first = next((one for name in record.touched if (one := trial.standing.record(name)).waits), record)
    facts = {"record": cite(record), "chair": record.entered_for}
    meeting, note = trial.standing.gathering(record.evidence.place), Message("Endorse it first.")
    if record.evidence.meeting and meeting and meeting.approval:
        line = correct_line(meeting.approval[0].reference, f"--set paragraphs.{record.reference}=NUMBER")
        note = Message("Endorse it first, or give its paragraph in the approved report: {line}.", line=line)
    said = Message("{record} was entered for {chair}, who has not endorsed it.", **facts)
    return RuleProblem(said, do("endorse", CHAIR, first.subject, note, records=itself(first)))


@rule_of("own", reads_round=True)
def others_of_the_round_are_left_by_name(trial: Trial) -> Iterator[RuleProblem]:
    """A referral refers the round's topics that are not concluded, or names those that it leaves."""
    referred, named = _referred_together(trial), trial.field("leaving")
    others = {topic.reference: topic for topic in _left_before_the_group(trial)}
    unnamed = [name for name in others if name not in named]
    before = find_left_topics(trial.standing.topics_of(trial.subject.reference)) if unnamed else {}
    decided = {name for name, one in others.items() if one.no_consensus and one.no_consensus[1].refer}
    due = {name for name in decided if others[name].state == "unresolved" and name not in before}
    left = [name for name in unnamed if name not in due]
    note = Message("Refer it too, conclude it first, or name it with --leaving and what comes of it with --left.")
    for name in unnamed:
        also = {} if trial.field("left") or [name] != left[:1] else {"left": None}
        taken = {"leaving" if name in left else "topics": _moved(others[name]), **also}
        said = Message("{topic} is {state}.", topic=name, state=Word(others[name].state or ""))
        yield RuleProblem(said, Remedy(kind="input", note=note).taking(taken))
    for name in (one for one in named if one not in others):
        said = Message("{topic} is none that is left.", topic=name)
        if name in referred:
            said = Message("{topic} is referred in the same act.", topic=name)
        yield RuleProblem(said, leave_out("leaving", Message("Give --leaving without {topic}.", topic=name), name))


@rule_of("own", reads_round=True)
def what_becomes_of_those_left_is_said(trial: Trial) -> Iterator[RuleProblem]:
    """A referral that leaves topics says what becomes of them, and no other does."""
    named, said = trial.field("leaving"), trial.field("left")
    if named and not said:
        yield RuleProblem("", give("left", "Give --left, or --left not-at-hand where the sources lack it."))
    if said and not named and not _left_before_the_group(trial):
        yield RuleProblem("This one leaves none.", leave_out("left", "Leave --left out."))


def _referred_together(trial: Trial) -> set[str]:
    return {trial.subject.reference, *(name.rpartition("#")[0] for name in trial.standing.act)}


def _left_before_the_group(trial: Trial) -> list[Topic]:
    referred, topics = _referred_together(trial), trial.standing.topics_of(trial.subject.reference)
    return [topic for topic in topics if topic.reference not in referred and topic.state in OPEN]


@rule
def announcement_follows_the_decision(trial: Trial) -> Iterator[RuleProblem]:
    """A decision is announced on its day or later, on a day that has come."""
    day = when(trial.field("announced") or UNKNOWN)
    problem = None if trial.day.may_precede(day) else lies_before(day.text, trial.motion.on)
    if not problem and not day.may_precede(trial.today):
        problem = Message("{day} lies after today, {today}.", day=day.text, today=trial.today.text)
    if problem:
        yield RuleProblem(problem, give("announced", "Give --announced the day of the announcement, or leave it out."))
