"""Rules of meetings and sessions, and of what is decided at them."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motions import NOT_AT_HAND, Convene, CouncilDecision, Defer
from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, SECRETARIAT, VICE_CHAIR, way
from escalade.workflow.rules.trial import (
    RuleProblem,
    Trial,
    a_day_there,
    ask,
    by_correspondence,
    date_of,
    do,
    give,
    leave_out,
    not_before,
    on_day,
    others_of_the_round,
    remark,
    rule,
    rule_of,
)
from escalade.workflow.subjects.meeting import Gathering, meetings_to_choose_from
from escalade.workflow.values.dates import UNKNOWN, When, when
from escalade.workflow.values.errors import Message, Messages, Series, Word
from escalade.workflow.values.remedy import REQUEST, THE_TABLE, Held, Remedy


@rule
def what_it_names_is_on_record(trial: Trial) -> Iterator[RuleProblem]:
    """What an act names as its place, or where it leads to, is convened."""
    standing = trial.standing
    named = () if trial.step.of_records else (trial.motion.evidence.place, *trial.motion.leads_to)
    for name in named:  # an act on records says where something else happened
        is_put_off = isinstance(trial.motion, Defer) and standing.is_ahead(name)  # to a meeting not convened yet
        if name and name != trial.subject.reference and standing.gathering(name) is None and not is_put_off:
            yield RuleProblem(Message("{place} is not.", place=name))


@rule
def meeting_is_named(trial: Trial) -> Iterator[RuleProblem]:
    """An act of the Group happens at one of its meetings."""
    if not trial.motion.evidence.meeting:
        yield RuleProblem("No meeting is named.", give("meeting", ask_for_meeting(trial, Message("Give --meeting N."))))


def ask_for_meeting(trial: Trial, note: str) -> str:
    """What to give, and the meetings that it may be."""
    meetings = meetings_to_choose_from(trial.subject, trial.standing)
    return Messages(note, Message("Meetings on record: {meetings}.", meetings=meetings)) if meetings else note


@rule
def day_falls_within_the_meeting(trial: Trial) -> Iterator[RuleProblem]:
    """An act at a meeting takes effect on one of its days."""
    meeting = trial.gathering if trial.motion.evidence.meeting else None
    if meeting and not trial.day.may_fall_within(meeting.opens, meeting.closes):
        said = Message("Meeting {meeting} runs {opens} to {closes}, and {day} lies outside.", **_facts(trial, meeting))
        yield RuleProblem(said, a_day_there(trial, meeting.opens))


def day_falls_within_the_session(trial: Trial) -> Iterator[RuleProblem]:
    """What is in the way where an act at a session takes effect on none of its days."""
    session = trial.gathering if trial.motion.evidence.session else None
    if session and not trial.day.may_fall_within(session.opens, session.closes):
        said = Message("{session} runs {opens} to {closes}, and {day} lies outside.", **_facts(trial, session))
        yield RuleProblem(said, a_day_there(trial, session.opens))


def _facts(trial: Trial, place: Gathering) -> dict[str, str]:
    days = {"opens": place.opens.text, "closes": place.closes.text, "day": trial.motion.on}
    return {place.kind: place.label, **days}


def _after(trial: Trial) -> Convene:
    subject, motion = trial.subject, trial.motion
    return subject.join_with(motion) if isinstance(subject, Gathering) and isinstance(motion, Convene) else Convene()


def days_after(trial: Trial) -> tuple[When, When]:
    """The first and last day of a gathering once it is convened as moved."""
    after = _after(trial)
    return when(after.opens or UNKNOWN), when(after.closes or UNKNOWN)


@rule
def days_are_in_order(trial: Trial) -> Iterator[RuleProblem]:
    """A meeting or session closes on or after the day it opens."""
    opens, closes = days_after(trial)
    yield from not_before(closes, opens, date_of("closes", "Give --closes a later day."))


@rule_of("own")
def something_changes(trial: Trial) -> Iterator[RuleProblem]:
    """A meeting or session is convened once more to add or change something."""
    if isinstance(trial.subject, Gathering) and _after(trial) == trial.subject.convened:
        detail = "Nothing would change." if trial.motion.to_payload() else ""
        yield RuleProblem(detail, give("opens", "Give what changes, such as --sitting N=DATE or --presided-by."))


@rule
def who_presides_holds_the_office(trial: Trial) -> Iterator[RuleProblem]:
    """Who presides at a meeting of the Group is its chair or a vice-chair."""
    lacking = leave_out("presided_by", "Leave --presided-by out where the sources lack it.")
    yield from _holding_neither(trial.field("presided_by"), days_after(trial)[0], trial, lacking)


@rule
def who_presides_at_a_sitting_may(trial: Trial) -> Iterator[RuleProblem]:
    """Who presides at a sitting does so at one on record, and at one of the Group as its chair or a vice-chair."""
    after = _after(trial)
    for number, name in trial.field("sittings_presided_by").items():
        if number not in after.sittings:
            remedy = give("sittings", "Give --sitting its day too.", Held(f"{number}=DAY", REQUEST))
            yield RuleProblem(Message("Sitting {number} is not on record.", number=number), remedy)
        elif trial.subject.kind == "meeting":
            note = Message("Leave --sitting-presided-by out where the sources lack it.")
            lacking = leave_out("sittings_presided_by", note, number)
            yield from _holding_neither(name, when(after.sittings[number]), trial, lacking)


def _holding_neither(name: str | None, day: When, trial: Trial, lacking: Remedy) -> Iterator[RuleProblem]:
    body = trial.standing.body
    if name == NOT_AT_HAND:
        yield RuleProblem("", lacking)
    elif name and not any(body.holds(name, office, day) for office in (CHAIR, VICE_CHAIR)):
        note, given = Message("Appoint {officer} first.", officer=name), Held(name, REQUEST)
        remedy = do("appoint", SECRETARIAT, "body", note, name=given, office=None, since=None)
        yield RuleProblem(Message("{officer} holds neither office on that day.", officer=name), remedy)


@rule
def sittings_fall_within_the_session(trial: Trial) -> Iterator[RuleProblem]:
    """A sitting is held on a day of its session."""
    opens, closes = days_after(trial)
    for number, day in _after(trial).sittings.items():
        if not when(day).may_fall_within(opens, closes):
            facts = {"number": number, "day": day, "opens": opens.text, "closes": closes.text}
            remedy = date_of("sittings", "Give the sitting a day of the session.", instead=number)
            yield RuleProblem(Message("Sitting {number} on {day} lies outside {opens} to {closes}.", **facts), remedy)


@rule
def meeting_has_ended(trial: Trial) -> Iterator[RuleProblem]:
    """A report is approved when its meeting or session has ended, or on its last day."""
    here = trial.standing.gathering(trial.subject.reference)
    if here and not here.closes.may_precede(trial.day):
        remedy = on_day(trial, here.closes, "Give the day of the approval.")
        yield RuleProblem(Message("It ends on {day}.", day=here.closes.text), remedy)


@rule
def paragraphs_belong_to_the_meeting(trial: Trial) -> Iterator[RuleProblem]:
    """A report's paragraph bears out a record made at that meeting or session."""
    for name in trial.field("paragraphs"):
        if trial.standing.record(name).evidence.place != trial.subject.reference:
            said = Message("{record} did not happen at {meeting}.", record=name, meeting=trial.subject.reference)
            remedy = leave_out("paragraphs", Message("Leave --paragraph {record} out.", record=name), name)
            yield RuleProblem(said, remedy)


@rule
def session_has_not_ended(trial: Trial) -> Iterator[RuleProblem]:
    """A matter is referred to a session that has not ended."""
    session = trial.standing.gathering(f"session/{trial.field('to_session')}")
    if session and not trial.day.may_precede(session.closes):
        said = Message("{session} ended on {day}.", session=session.label, day=session.closes.text)
        yield RuleProblem(said, give("to_session", "Give --to-session a later session."))


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
        remedy = do("appoint", office, "body", note, office=Held(office, THE_TABLE), since=None)
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
