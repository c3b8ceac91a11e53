"""Rules of the superior body's decisions."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motions import CouncilDecision
from escalade.workflow.procedure import COUNCIL_SECRETARIAT, way
from escalade.workflow.rules.meeting import day_falls_within_the_meeting, day_falls_within_the_session
from escalade.workflow.rules.trial.place import a_day_there, by_correspondence
from escalade.workflow.rules.trial.rule import (
    RuleProblem,
    Trial,
    ask,
    do,
    give,
    others_of_the_round,
    remark,
    rule,
    rule_of,
)
from escalade.workflow.values.message import Message, Series, Word
from escalade.workflow.values.remedy import PROCEDURE, REQUEST, Held, Remedy


@rule
def session_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """The superior body acts at a session, at a sitting on record where one is named, or by correspondence."""
    evidence = trial.motion.evidence
    if by_correspondence(trial):
        return
    if not evidence.session:
        yield RuleProblem("No session is named.", give("session", "Give --session NAME."))
    elif evidence.sitting is not None and trial.gathering and trial.gathering.sitting(evidence.sitting) is None:
        facts = {"number": evidence.sitting, "session": evidence.session}
        name, day = f"session/{evidence.session}", Held(f"{evidence.sitting}=DAY", REQUEST)
        note = "Enter the sitting and its day (convene)."
        remedy = do("convene", COUNCIL_SECRETARIAT, name, note, sittings=day)
        yield RuleProblem(Message("Sitting {number} of {session} is not on record.", **facts), remedy)


@rule
def day_is_that_of_the_sitting(trial: Trial) -> Iterator[RuleProblem]:
    """A decision bears the day of its sitting, else a day of its session, or that of the correspondence."""
    if by_correspondence(trial):
        return
    number, session = trial.motion.evidence.sitting, trial.gathering
    day = session.sitting(number) if session and number is not None else None
    if day is None:
        yield from day_falls_within_the_session(trial)
    elif not trial.day.may_fall_within(day, day):
        facts = {"number": number, "day": day.text, "given": trial.motion.on}
        yield RuleProblem(
            Message("The day of sitting {number} is {day}, not {given}.", **facts), a_day_there(trial, day)
        )


@rule
def day_lies_at_the_place_named(trial: Trial) -> Iterator[RuleProblem]:
    """What happened at a meeting, session or sitting took effect on a day of it."""
    sitting = trial.gathering.sitting(trial.motion.evidence.sitting or 0) if trial.gathering else None
    if sitting is not None:
        yield from day_is_that_of_the_sitting(trial)
    else:
        yield from day_falls_within_the_meeting(trial)
        yield from day_falls_within_the_session(trial)


@rule_of("own", reads_round=True)
def officer_did_not_escalate(trial: Trial) -> Iterator[RuleProblem]:
    """Whoever logs a decision of the superior body is not who escalated."""
    by, office, topics = trial.motion.by, COUNCIL_SECRETARIAT, trial.standing.topics_of(trial.subject.reference)
    escalations = (record for topic in topics for record, _ in topic.escalations)
    record = next((one for one in escalations if by and one.officer == by), None)
    if record is None:
        return
    others = [one.name for one in trial.standing.body.holders(office, trial.day) if one.name != by]
    remedy = ask(office, others, Message("Another officer logs it: {officers}.", officers=Series(others, " or ")))
    if not others:
        note = Message("Another officer logs it: appoint one.")
        remedy = do("appoint", office, "body", note, office=Held(office, PROCEDURE), since=None)
    yield RuleProblem(Message("{officer} escalated ({record}).", officer=by, record=record.reference), remedy)


@rule
def votes_are_counted(trial: Trial) -> Iterator[RuleProblem]:
    """A decision by vote gives the counts, and only such a decision does."""
    by_vote, counted = trial.field("how") == "vote", trial.field("votes") is not None
    if by_vote and not counted:
        yield RuleProblem("No counts are given.", give("votes", "Give --votes FOR,AGAINST,ABSTAINING."))
    if counted and not by_vote:
        yield RuleProblem("Counts are given.", give("how", "Give --how vote, or leave --votes out."))


@rule
def counts_go_with_a_ballot(trial: Trial) -> Iterator[RuleProblem]:
    """A decision by vote gives the counts; one by correspondence may give them, and no other does."""
    if trial.field("how") != "correspondence":
        yield from votes_are_counted(trial)


@remark("fact")
def counts_go_with_the_decision(trial: Trial) -> Iterator[RuleProblem]:
    """Say that an approval had no majority, or that a topic was declined with one.

    More than a majority may be asked for, so that neither is refused.
    """
    votes, topic = trial.motion.counts if isinstance(trial.motion, CouncilDecision) else None, trial.subject.reference
    if votes is None or (votes.votes_for > votes.against) == (trial.step.act == "approve"):
        return
    facts = {"topic": topic, "votes_for": votes.votes_for, "against": votes.against}
    said = Message(
        "{topic} was approved, with {votes_for} in favour of approving it and {against} against. Where the counts "
        "were given the other way round, correct them (correct).",
        **facts,
    )
    if trial.step.act == "decline":
        said = Message(
            "{topic} was declined, with {votes_for} in favour of approving it and {against} against. Where the counts "
            "were given the other way round, correct them (correct).",
            **facts,
        )
    yield RuleProblem(said)


@rule
def order_is_said_when_several(trial: Trial) -> Iterator[RuleProblem]:
    """Several topics approved in one act are taken in order, or together."""
    if len(trial.standing.act) > 1 and trial.field("sequence") is None:
        yield RuleProblem("", give("sequence", "Give --in-order or --together."))


@rule_of(reads_round=True)
def another_is_approved(trial: Trial) -> Iterator[RuleProblem]:
    """A topic lapses when the superior body chose another one."""
    others = others_of_the_round(trial)
    if any(topic.state in {"approved", "launched", "closed", "cancelled"} for topic in others):
        return
    paths = {topic.reference: path for topic in others if (path := way("topic", topic.state, "approve"))}
    remedy = Remedy(kind="none", note="Log what was chosen first: introduce it, and approve it.")
    nearest = [name for name, path in paths.items() if len(path) == min(map(len, paths.values()))]
    if len(nearest) > 1:
        note = Message("Log what was chosen first, one of these: {topics}.", topics=Series(nearest))
        remedy = Remedy(kind="none", note=note)
    elif nearest:
        name, step = nearest[0], paths[nearest[0]][0]
        note = Message("Log what was chosen first: {act} {topic}.", act=Word(step.act), topic=name)
        remedy = do(step.act, step.offices[0], name, note)
    yield RuleProblem("No other topic of the round is approved.", remedy)


@rule_of(reads_round=True)
def replaced_topic_is_of_the_round(trial: Trial) -> Iterator[RuleProblem]:
    """What a topic born at the superior body replaces, if anything, is a topic of the same round."""
    replaced = trial.field("replaces")
    if replaced and replaced not in {topic.reference for topic in trial.standing.topics_of(trial.subject.reference)}:
        remedy = give("replaces", "Give --replaces one, or leave it out.")
        yield RuleProblem(Message("{topic} is not.", topic=replaced), remedy)
