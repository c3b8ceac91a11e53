"""The items of the inbox about one subject, by office."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Any

import msgspec

from escalade.workflow.inbox.outlook import Prospect, bare, prospect
from escalade.workflow.judge.judge import judge
from escalade.workflow.judge.problem import RESTING, find_contradictions
from escalade.workflow.motions import CouncilDecision, Issue
from escalade.workflow.perform import record_names
from escalade.workflow.planning.plan import Dues
from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, OFFICES, PROCEDURE, SAME, SECRETARIAT
from escalade.workflow.records.record import Record
from escalade.workflow.rules.remarks import find_other_presider, say_who_presided
from escalade.workflow.subjects.evidence import is_provisional, list_unproven, waits_still
from escalade.workflow.subjects.issued_paper import (
    find_invitations_behind,
    find_notes_behind,
    find_notes_undone,
    find_notices_behind,
    newest_invitations,
)
from escalade.workflow.subjects.language_versions import Versions, revisions, versions
from escalade.workflow.subjects.meeting import Gathering, Round, meetings_to_choose_from
from escalade.workflow.subjects.silence import silence_of
from escalade.workflow.subjects.stand import DECIDED, FOLLOWED, conditions_met, open_obligations
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic, find_leaving_referral
from escalade.workflow.values.dates import UNKNOWN, say_since, when
from escalade.workflow.values.reference import kind_of, round_of
from escalade.workflow.values.remedy import SEPARATOR, Cause
from escalade.workflow.values.step import Step

ENTERED_FOR = "for "
"""What stands before the name of whom an act was entered for, where that waits to be endorsed."""


def find_candidates(subject: Subject) -> set[tuple[str, str]]:
    """Find for whom something may wait, and under which subject it is shown.

    That is an office, or `for NAME`, for whom an act was entered.
    """
    name = subject.reference
    found = {(office, name) for step in awaited_steps(subject) for office in step.offices}
    found |= {(f"{ENTERED_FOR}{record.entered_for}", name) for record in subject.waiting}
    if isinstance(subject, Round) and subject.papers:
        found.add((SECRETARIAT, name))
    return found.union(_of_topic(subject)) if isinstance(subject, Topic) else found


def awaited_steps(subject: Subject) -> Iterator[Step]:
    """The steps that an office's inbox asks for.

    A hearing is asked for while planned, a consideration anew where something came since, others once.
    """
    yield from (step for step in _awaited_from(subject.kind, subject.state) if _is_asked(step, subject))


@lru_cache(maxsize=64)
def _awaited_from(kind: str, state: str | None) -> tuple[Step, ...]:
    return tuple(step for step in PROCEDURE.steps_from(kind, state) if step.awaited)


def _is_asked(step: Step, subject: Subject) -> bool:
    if isinstance(subject, Topic) and step.act == "record consideration":
        return subject.considered is None
    if isinstance(subject, Topic) and step.act == "record hearing":
        return subject.hearing.next_day is not None
    return not (step.to == SAME and subject.last(step.act))


def _of_topic(topic: Topic) -> Iterator[tuple[str, str]]:
    """What a topic waits for besides its next step: papers, conditions, what contradicts it."""
    name, of = topic.reference, round_of(topic.reference)
    yield from ((record.office or "", record.evidence.place or "") for record in list_unproven(topic))
    if topic.late_records or topic.state == "unresolved":  # the chair may take it up where a referral left it
        yield CHAIR, name
    decided = topic.last(*DECIDED) if topic.state in FOLLOWED else None
    conditions = decided.motion.conditions if decided and isinstance(decided.motion, CouncilDecision) else ()
    if topic.late_records or not conditions_met(topic).keys() >= set(range(1, len(conditions) + 1)):
        yield SECRETARIAT, name
    is_told_of = topic.state == "launched" and decided and getattr(decided.motion, "in_languages", None)
    if topic.state in {"referred", "cancelled"} or is_told_of:  # the papers of its round may be behind
        yield SECRETARIAT, of


class InboxItem(msgspec.Struct, frozen=True):
    """Something that waits for an office."""

    subject: str
    state: str
    acts: tuple[str, ...]
    office: str
    since: str
    sentence: str
    record: str | None = None
    due: date | None = None
    """The day it is due, where a deadline or a date says."""
    too_late: bool = False
    """Whether it misses a deadline that is an error to miss."""
    given: Mapping[str, str] = {}
    """What is known of the act, by field."""
    contradicted: bool = False
    """Whether what was recorded late contradicts what it is about, or would rest on."""


AT_MEETINGS = frozenset({"meeting_is_named", "meeting_or_circulation_is_named"})
"""Rules that ask at which meeting something happened."""


def waiting_about(subject: Subject, standing: Standing, dues: Dues) -> Iterator[InboxItem]:
    """List what waits about one subject: steps, endorsements, papers."""
    for ask in (_steps, *ABOUT.get(subject.kind, (_endorsements,))):
        yield from ask(subject, standing, dues)


def sortable(day: str) -> str:
    """The last day that a date may be, as text that sorts."""
    return (when(day).last or date.min).isoformat()


def _item(subject: Subject, office: str, since: str, sentence: str, *acts: str, **facts: Any) -> InboxItem:
    return InboxItem(subject.reference, subject.state or "", acts, office, since, sentence, **facts)


def _paper(about: str, since: str, sentence: str, given: Mapping[str, str], due: date | None = None) -> InboxItem:
    return InboxItem(round_of(about), "open", ("issue",), SECRETARIAT, since, sentence, due=due, given=given)


def _paper_behind(topic: Topic, paper: Issue, since: str, due: date | None = None) -> InboxItem:
    sentence = f"{paper.name} still says what {topic.reference} was when it was issued: "
    sentence += "issue a revision or a corrigendum of it."
    about = {"subject": paper.subject} if paper.subject else {}
    given = {"kind": paper.kind or "", "symbol": paper.symbol, "mark": "", **about, "language": paper.language}
    return _paper(topic.reference, since, sentence, given, due)


def _steps(subject: Subject, standing: Standing, _: Dues) -> Iterator[InboxItem]:
    silence = silence_of(subject, standing) if isinstance(subject, Topic) and subject.state == "debated" else None
    if (silence and silence.may_bear_a_consensus(standing)) or _left_by(subject, standing):
        return  # what waits is to conclude it, or to take up what was left
    awaited = list(awaited_steps(subject))
    for office in OFFICES:
        asked = [prospect(step, subject, standing, None) for step in awaited if office in step.offices]
        acts, joint, given = _acts_for(office, asked, subject)
        if acts:
            since = _since(subject)
            at_meeting = any(not AT_MEETINGS.isdisjoint(one.step.rules) for one in asked if one.step.act in acts)
            meetings = meetings_to_choose_from(subject, standing) if at_meeting else ""
            against = find_contradictions(subject, standing) if not RESTING.isdisjoint(acts) else []
            pairs = dict.fromkeys(f"{one.late.reference} contradicts {one.record.reference}" for one in against)
            over = _find_session_over(subject, standing) if office == COUNCIL_SECRETARIAT else None
            said = (
                f"{subject.reference} is {subject.state}{say_since(since)}: {joint.join(acts)}.",
                f"Meetings on record: {meetings}." if meetings else "",
                *(f"{pair}, on which that would rest." for pair in pairs),
                f"{over.reference} is over: what it decided is recorded, or that it put it off." if over else "",
            )  # fmt: skip
            yield _item(
                subject, office, since, " ".join(filter(None, said)),
                *acts, *(("defer",) if over else ()), given=given, contradicted=bool(against),
            )  # fmt: skip


def _find_session_over(subject: Subject, standing: Standing) -> Gathering | None:
    label = subject.awaited_session if isinstance(subject, Topic) and subject.state == "referred" else None
    session = standing.gathering(f"session/{label}") if label else None
    return session if session and (session.closes.last or standing.today) < standing.today else None


def _acts_for(office: str, asked: list[Prospect], subject: Subject) -> tuple[tuple[str, ...], str, dict[str, str]]:
    """The acts that wait for an office, any of them or one after the other, and what is known of them."""
    acts = tuple(one.step.act for one in asked if _is_open_but_for(one.step, one.causes, "officer"))
    given: dict[str, str] = {}  # what the register holds of it, such as the topics that a referral leaves
    for remedy in (cause.remedy for one in asked if one.step.act in acts for cause in one.causes):
        for name, value in remedy.given.items() if remedy.kind == "input" and remedy.sources else ():
            given[name] = f"{given[name]}{SEPARATOR}{value}" if name in given else value
    if acts:
        return acts, " or ", given
    for one in asked:  # else the one act that the same office has to do first, such as wording its questions
        first = [cause.remedy for cause in one.causes if cause.remedy.kind == "act"]
        is_its_own = len(first) == 1 and first[0].office == office and first[0].subject in {None, subject.reference}
        if is_its_own and _is_open_but_for(one.step, one.causes, "act", "officer"):
            return (first[0].act or "", one.step.act), ", then ", dict(first[0].given)
    return (), "", {}


def _is_open_but_for(step: Step, causes: Iterable[Cause], *kinds: str) -> bool:
    return Prospect(step, tuple(one for one in causes if one.remedy.kind not in kinds)).is_open


def _since(subject: Subject) -> str:
    return subject.last_move.on if subject.last_move else UNKNOWN


def _left_by(subject: Subject, standing: Standing) -> str:
    topics = standing.topics_of(subject.reference) if isinstance(subject, Topic) else ()
    left = find_leaving_referral(subject, topics) if isinstance(subject, Topic) else None
    return left.reference if left else ""


def _unreferred(topic: Topic, standing: Standing, _: Dues) -> Iterator[InboxItem]:
    latest = topic.no_consensus if topic.state == "unresolved" and is_served(standing, CHAIR) else None
    left = _left_by(topic, standing)
    if latest and (left or not latest[1].refer):
        since, acts = latest[0].on, ("reopen debate", "set aside")
        why = f"{left} left it" if left else "it was not decided to refer it"
        sentence = f"{topic.reference} is unresolved{say_since(since)}, and {why}: {' or '.join(acts)}."
        yield _item(topic, CHAIR, since, sentence, *acts)


def _conditions(topic: Topic, standing: Standing, _: Dues) -> Iterator[InboxItem]:
    for one in open_obligations(topic, standing):
        if one.kind == "condition":
            sentence = f"{one.record} attaches condition {one.number} to {topic.reference}, which nothing meets yet."
            since, given = standing.record(one.record).on, {"condition": str(one.number)}
            yield _item(topic, SECRETARIAT, since, sentence, "fulfil", given=given)


def _contradictions(topic: Topic, standing: Standing, _: Dues) -> Iterator[InboxItem]:
    """Late facts that contradict what is on record, until one of both is put right.

    An office annuls its earlier record, or enters how the objection ended; else it knows of the late one.
    """
    for one in find_contradictions(topic, standing):
        record, remedy, sentence = one.record, one.cause.remedy, str(one.warning.sentence)
        for office in (CHAIR, SECRETARIAT):
            item = partial(_item, topic, office, one.late.on, sentence, contradicted=True)
            ways = []
            if record.office == office and _may_be_annulled(record, topic, standing):
                ways.append(item("annul", record=record.reference))
            if remedy.act == "lift objection" and remedy.office == office:
                ways.append(item(remedy.act, given=remedy.given))
            yield from ways or [item(record=one.late.reference)]


def _may_be_annulled(record: Record, topic: Topic, standing: Standing) -> bool:
    step = PROCEDURE.steps[topic.kind, topic.state, "annul"]
    motion = msgspec.structs.replace(bare(step, topic, standing, None), of=(), records=(record.reference,))
    parts = tuple(motion.parts(standing))
    names = record_names([name for name, _ in parts], standing)
    verdict = judge(parts, standing.within(names), PROCEDURE)
    return _is_open_but_for(step, verdict.causes, "officer") and not verdict.steps and not verdict.falling


def is_served(standing: Standing, office: str = SECRETARIAT) -> bool:
    """Whether the register is kept here, and somebody holds an office of it."""
    today = when(standing.today.isoformat())
    return standing.body.handover is None and bool(standing.body.holders(office, today))


def _outdated(topic: Topic, standing: Standing, dues: Dues) -> Iterator[InboxItem]:
    """What waits with the next step of a consultation: invitations that say something else, responses that lack."""
    last = topic.last_move
    if last is None or not is_served(standing):
        return
    if topic.state == "launched" and topic.newest != last.reference:
        due = dues.day(topic.reference, ("record hearing" if topic.hearing.next_day else "close",))
        for _, paper in find_invitations_behind(topic, standing):
            yield _paper_behind(topic, paper, last.on, due)
    if topic.state == "closed" and not topic.last("record responses", "record consideration"):
        sentence = f"{topic.reference} is closed{say_since(last.on)}, and no responses are on record: record responses."
        due = dues.day(topic.reference, ("record consideration",))
        yield _item(topic, SECRETARIAT, last.on, sentence, "record responses", due=due)


def _silence(topic: Topic, standing: Standing, _: Dues) -> Iterator[InboxItem]:
    """A silence that was kept or broken, and what the chair may do about it."""
    silence = silence_of(topic, standing) if topic.state == "debated" else None
    if silence is None or silence.state(standing) == "runs":
        return
    name, ended = topic.reference, f"ended at {silence.until}, and"
    reworded = silence.reworded_by.reference if silence.reworded_by and not silence.is_broken else None
    by = silence.broken_by.reference if silence.broken_by else ""
    why = f"{ended} {reworded} worded its text anew since." if reworded else f"was broken by {by}."
    sentence = f"The silence on {name} {why}"
    acts: tuple[str, ...] = ("circulate",)
    facts: dict[str, Any] = {}
    if silence.may_bear_a_consensus(standing):
        acts = ("record consensus",)
        sentence = f"The silence on {name} {ended} nobody broke it."
        facts = {"given": {"silence": silence.record.reference}}
    elif topic.objections:
        sentence = f"The silence on {name} {why} Once no objection stands, it may be circulated anew."
        acts, facts = (), {"record": reworded}
    yield _item(topic, CHAIR, silence.record.on, sentence, *acts, **facts)


def _endorsements(subject: Subject, standing: Standing, _: Dues) -> Iterator[InboxItem]:
    """The records that wait to be endorsed; one act waits once, whatever it touched."""
    for record in subject.told:
        name, touched = record.reference, record.touched if record.waits and not record.annulled_by else ()
        waiting = [one for one in touched if waits_still(standing.record(one), standing)]
        if name in waiting[:1]:
            rest = f", with {', '.join(waiting[1:])}" if len(waiting) > 1 else ""
            sentence = f"{name} ({record.act}) was entered for {record.entered_for}, and waits to be endorsed{rest}."
            presider = find_other_presider(record, standing)
            sentence = f"{sentence} {say_who_presided(record, presider)}" if presider else sentence
            yield _item(subject, CHAIR, record.on, sentence, "endorse", record=name)


def _unproven(session: Gathering, standing: Standing, _: Dues) -> Iterator[InboxItem]:
    """The decisions of a session that wait for their final document, those of an office together."""
    place = session.reference
    waiting: dict[str, list[Record]] = {}
    topics = dict.fromkeys(one.subject for one in standing.list_happenings(place) if kind_of(one.subject) == "topic")
    for record in (one for name in topics for one in list_unproven(standing.subject(name))):
        if record.evidence.place == place and is_provisional(record, standing):
            waiting.setdefault(record.office or "", []).append(record)
    for office, records in waiting.items():
        said = "1 record waits" if len(records) == 1 else f"{len(records)} records wait"
        told = ", ".join(f"{one.reference} ({one.act})" for one in records)
        since = min((one.on for one in records), key=sortable)
        given = {"records": SEPARATOR.join(one.reference for one in records)}
        sentence = f"{said} for the final document of {place}: {told}."
        yield _item(session, office, since, sentence, "confirm", given=given)


def may_lack_papers(round_: Round, standing: Standing) -> bool:
    """Whether its own papers may wait, whatever its topics do."""
    return any(one.to_come or one.kind == "notice" for some in _list_papers(round_, standing) for one in some)


def _list_papers(round_: Round, standing: Standing) -> tuple[list[Versions], list[Versions]]:
    """Its papers as first issued, and their last revisions."""
    constitution = standing.body.constitution()
    required = constitution.languages if constitution else {}
    return list(versions(round_, required)), list(revisions(round_, required))


def _papers(round_: Round, standing: Standing, dues: Dues) -> Iterator[InboxItem]:
    """The papers of a round that are to be issued: its note, revisions, versions in other languages, calls, notices."""
    name, topics = round_.reference, list(standing.topics_of(round_.reference))
    papers, revised = _list_papers(round_, standing)
    behind = {topic.reference: [paper for _, paper in find_notes_behind(topic, standing)] for topic in topics}
    lacking = [one for one in topics if one.state == "referred" and one.last_move and not behind[one.reference]]
    if any(line.due for topic in lacking for line in dues.of(topic.reference, ("issue",))):
        yield _paper(name, _since(lacking[0]), f"{name} is referred: its note is to be issued.", {})
    coming = {(one.symbol.partition("(")[0], tag) for one in revised for tag in one.to_come}
    for topic in topics:  # what a revision is still to come in is said of that
        told = [one for one in reversed(behind[topic.reference]) if (one.symbol, one.language) not in coming]
        for one in {one.name: one for one in told}.values():
            yield _paper_behind(topic, one, _since(topic))
    yield from _versions(round_, (*papers, *revised), behind, standing)
    for topic in topics:
        yield from _calls(topic, round_, standing)


def _versions(
    round_: Round, papers: Iterable[Versions], behind: Mapping[str, list[Issue]], standing: Standing
) -> Iterator[InboxItem]:
    """The language versions that papers are to have and have not.

    None is asked for of what the record tells otherwise since, was undone or
    invites to what is cancelled: a symbol is one text, and what is due first is
    a revision or a corrigendum.
    """
    outdated = find_notes_undone(round_.reference, standing) | {one.name for some in behind.values() for one in some}
    notices: dict[str, tuple[Topic, Issue]] = {}
    for topic in standing.topics_of(round_.reference):
        for _, paper in reversed(find_notices_behind(topic, standing)):
            notices[paper.name if paper.mark == "Rev" else paper.symbol] = (topic, paper)
        invitations = newest_invitations(topic, standing) if topic.state == "cancelled" else []
        outdated |= {paper.name for _, paper in invitations if paper.subject == topic.reference}
    for one in papers:
        symbol, revised, _ = one.symbol.partition("(Rev.")
        if one.symbol in notices:
            yield _paper_behind(*notices[one.symbol], one.since)
        elif one.to_come and one.symbol not in outdated:
            about = {"subject": one.subject} if one.subject else {}
            mark = {"mark": "Rev"} if revised else {}
            given = {"kind": one.kind, "symbol": symbol, **mark, "language": one.to_come[0], **about}
            yield _paper(round_.reference, one.since, one.sentence, given)


def _calls(topic: Topic, round_: Round, standing: Standing) -> Iterator[InboxItem]:
    """The languages that a launched topic is to be open in; issued papers that invite to a cancelled consultation."""
    name = topic.reference
    for due in open_obligations(topic, standing) if topic.state == "launched" else ():
        if due.kind == "language" and due.language:
            given = {"kind": "call", "subject": name, "language": due.language}
            sentence = f"{due.record} asks that {name} be open in {due.language}."
            yield _paper(name, standing.record(due.record).on, sentence, given)
    cancelled = topic.last_move if topic.state == "cancelled" else None
    told = [record.at for record, one in round_.papers if (one.kind, one.subject) == ("notice", name)]
    if cancelled and cancelled.at >= max(told, default=""):  # until a notice tells of it
        for record, paper in newest_invitations(topic, standing):
            if record.at < cancelled.at:
                given = {"kind": "notice", "subject": name, "language": paper.language}
                sentence = f"{paper.name} invites to the consultation on {name}, which is cancelled: "
                sentence += "let those to whom it was sent know, by the notice on it."
                yield _paper(name, cancelled.on, sentence, given)


ABOUT: Mapping[str, tuple[Callable[[Any, Standing, Dues], Iterator[InboxItem]], ...]] = {
    "topic": (_silence, _unreferred, _conditions, _contradictions, _outdated, _endorsements),
    "session": (_endorsements, _unproven),
    "round": (_endorsements, _papers),
}
"""By kind of subject, what is asked besides its next steps."""
