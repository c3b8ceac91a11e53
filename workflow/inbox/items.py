"""The items of the inbox about one subject, by office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from escalade.workflow.inbox.candidates import is_awaited, lot_of, paper_lot, silence_lot, sortable
from escalade.workflow.inbox.outlook import Prospect, askable, bare, prospect
from escalade.workflow.judge.contradiction import RESTING, find_contradictions
from escalade.workflow.judge.judge import judge
from escalade.workflow.perform import record_names
from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, OFFICES, PROCEDURE, SECRETARIAT, table
from escalade.workflow.rules.remarks.presiding import find_other_presider, say_who_presided
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
from escalade.workflow.subjects.obligation import open_obligations
from escalade.workflow.subjects.silence import silence_of
from escalade.workflow.subjects.topic import Topic, find_leaving_referral
from escalade.workflow.values.dates import UNKNOWN, say_since, when
from escalade.workflow.values.reference import kind_of, round_of
from escalade.workflow.values.remedy import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.workflow.motions import Issue
    from escalade.workflow.planning.due import Dues
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject
    from escalade.workflow.values.remedy import Remedy


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
Found = tuple[str, InboxItem]
"""What waits, behind the name of its lot."""


def _item(subject: Subject, office: str, since: str, sentence: str, *acts: str, **facts: Any) -> InboxItem:
    """Something that waits about a subject."""
    return InboxItem(subject.reference, subject.state or "", acts, office, since, sentence, **facts)


def _paper(about: str, since: str, sentence: str, given: Mapping[str, str]) -> InboxItem:
    """A paper of a round that waits to be issued."""
    return InboxItem(round_of(about), "open", ("issue",), SECRETARIAT, since, sentence, given=given)


def waiting_about(subject: Subject, standing: Standing, dues: Dues) -> Iterator[Found]:
    """List what waits about one subject: steps, endorsements, papers."""
    yield from _steps(subject, standing)
    if isinstance(subject, Topic):
        yield from _of_silence(subject, standing)
        yield from _unreferred(subject, standing)
        yield from _conditions(subject, standing)
        yield from _contradictions(subject, standing)
        if _is_served(standing):
            yield from _outdated(subject, standing, dues)
            yield from _unanswered(subject, dues)
    for record in subject.told:
        if not record.annulled_by:
            yield from _of_record(record, subject, standing)
    if isinstance(subject, Gathering):
        yield from _unproven(subject, standing)
    if isinstance(subject, Round):
        yield from _papers(subject, standing, dues)


def _steps(subject: Subject, standing: Standing) -> Iterator[Found]:
    """The next steps that are asked for."""
    silence = silence_of(subject, standing) if isinstance(subject, Topic) and subject.state == "debated" else None
    if (silence and silence.may_bear_a_consensus(standing)) or _left_by(subject, standing):
        return  # what waits is to conclude it, or to take up what was left
    awaited = [step for step in askable(subject) if is_awaited(step, subject)]
    for office in OFFICES:
        asked = [prospect(step, subject, standing, None) for step in awaited if office in step.offices]
        acts, joint, given = _acts_for(office, asked, subject)
        if acts:
            since = subject.last_move.on if subject.last_move else UNKNOWN
            sentence = f"{subject.reference} is {subject.state}{say_since(since)}: {joint.join(acts)}."
            at_meeting = any(not AT_MEETINGS.isdisjoint(one.step.rules) for one in asked if one.step.act in acts)
            meetings = meetings_to_choose_from(subject, standing) if at_meeting else ""
            against = find_contradictions(subject, standing) if not RESTING.isdisjoint(acts) else []
            pairs = dict.fromkeys(f"{one.late.reference} contradicts {one.record.reference}" for one in against)
            over = _say_over(subject, standing) if office == COUNCIL_SECRETARIAT else ""
            said = (
                sentence, f"Meetings on record: {meetings}." if meetings else "",
                *(f"{pair}, on which that would rest." for pair in pairs), over,
            )  # fmt: skip
            facts = {"given": given, "contradicted": bool(against)}
            item = partial(_item, subject, office, since, " ".join(filter(None, said)), **facts)
            yield lot_of(subject, office), item(*acts, *(("defer",) if over else ()))


def _acts_for(office: str, asked: list[Prospect], subject: Subject) -> tuple[tuple[str, ...], str, dict[str, str]]:
    """The acts that wait for an office, any of them or one after the other, and what is known of them."""
    acts = tuple(one.step.act for one in asked if _is_open_but_for(one, "officer"))
    if acts:
        return acts, " or ", _identified(one for one in asked if one.step.act in acts)
    first = [(remedy, one.step) for one in asked for remedy in _first_by_itself(one, office, subject)]
    acts = tuple(act for remedy, step in first[:1] for act in (remedy.act or "", step.act))
    return acts, ", then ", dict(first[0][0].given) if first else {}


def _say_over(subject: Subject, standing: Standing) -> str:
    """Say that the session is over for which a referred topic waits; empty where it is not."""
    label = subject.awaited_session if isinstance(subject, Topic) and subject.state == "referred" else None
    session = standing.gathering(f"session/{label}") if label else None
    if session is None or (session.closes.last or standing.today) >= standing.today:
        return ""
    return f"{session.reference} is over: what it decided is recorded, or that it put it off."


def _unreferred(topic: Topic, standing: Standing) -> Iterator[Found]:
    """A topic without consensus that is not to be referred, so that nobody else takes it up."""
    latest = topic.no_consensus if topic.state == "unresolved" and _is_served(standing, CHAIR) else None
    left = _left_by(topic, standing)
    if latest and (left or not latest[1].refer):
        since, acts = latest[0].on, ("reopen debate", "set aside")
        why = f"{left} left it" if left else "it was not decided to refer it"
        sentence = f"{topic.reference} is unresolved{say_since(since)}, and {why}: {' or '.join(acts)}."
        yield lot_of(topic, CHAIR), _item(topic, CHAIR, since, sentence, *acts)


def _left_by(subject: Subject, standing: Standing) -> str:
    """The referral that left an unresolved topic, unless the group decided on it anew since; empty where none did."""
    topics = standing.topics_of(subject.reference) if isinstance(subject, Topic) else ()
    left = find_leaving_referral(subject, topics) if isinstance(subject, Topic) else None
    return left.reference if left else ""


def _identified(asked: Iterable[Prospect]) -> dict[str, str]:
    """What steps take that the register holds, such as the topics that a referral leaves, and what goes with it."""
    remedies = (cause.remedy for one in asked for cause in one.causes if cause.remedy.kind == "input")
    found: dict[str, str] = {}
    for name, value in (pair for one in remedies if one.sources for pair in one.given.items()):
        found[name] = f"{found[name]}{SEPARATOR}{value}" if name in found else value
    return found


def _is_open_but_for(prospect: Prospect, *kinds: str) -> bool:
    """Whether nothing is missing but what an officer gives, and remedies of some kinds."""
    return Prospect(prospect.step, tuple(one for one in prospect.causes if one.remedy.kind not in kinds)).is_open


def _first_by_itself(prospect: Prospect, office: str, subject: Subject) -> Iterator[Remedy]:
    """The one act that the same office has to do first with the same subject, such as wording its questions."""
    first = [cause.remedy for cause in prospect.causes if cause.remedy.kind == "act"]
    if len(first) == 1 and _is_open_but_for(prospect, "act", "officer"):
        yield from (one for one in first if one.office == office and one.subject in {None, subject.reference})


def _conditions(topic: Topic, standing: Standing) -> Iterator[Found]:
    """The conditions of a decision that nothing meets yet."""
    for one in open_obligations(topic, standing):
        if one.kind == "condition":
            sentence = f"{one.record} attaches condition {one.number} to {topic.reference}, which nothing meets yet."
            since = standing.record(one.record).on
            yield "fulfil", _item(topic, SECRETARIAT, since, sentence, "fulfil", given={"condition": str(one.number)})


def _contradictions(topic: Topic, standing: Standing) -> Iterator[Found]:
    """Late facts that contradict what is on record, until one of both is put right.

    An office annuls its earlier record, or enters how the objection ended; else it knows of the late one.
    """
    for one in find_contradictions(topic, standing):
        record, remedy = one.record, one.cause.remedy
        for office in (CHAIR, SECRETARIAT):
            item = partial(_item, topic, office, one.late.on, str(one.warning.sentence), contradicted=True)
            ways = []
            if record.office == office and _may_be_annulled(record, topic, standing):
                ways.append(item("annul", record=record.reference))
            if remedy.act == "lift objection" and remedy.office == office:
                ways.append(item(remedy.act, given=remedy.given))
            yield from (("contradiction", way) for way in ways or [item(record=one.late.reference)])


def _may_be_annulled(record: Record, topic: Topic, standing: Standing) -> bool:
    """Whether nothing is in the way of annulling a record but what an officer gives."""
    step = table().get((topic.kind, topic.state, "annul"))
    if step is None:
        return False
    motion = msgspec.structs.replace(bare(step, topic, standing, None), of=(), records=(record.reference,))
    parts = tuple(motion.parts(standing))
    names = record_names([name for name, _ in parts], standing)
    verdict = judge(parts, names, standing.within(names), PROCEDURE)
    is_open = _is_open_but_for(Prospect(step, tuple(verdict.causes)), "officer")
    return is_open and not verdict.steps and not verdict.falling


def _is_served(standing: Standing, office: str = SECRETARIAT) -> bool:
    """Whether the register is kept here, and somebody holds an office of it."""
    today = when(standing.today.isoformat())
    return standing.body.handover is None and bool(standing.body.holders(office, today))


def _outdated(topic: Topic, standing: Standing, dues: Dues) -> Iterator[Found]:
    """The issued invitations that say something else of a consultation; they wait with its next step."""
    last = topic.last_move
    if topic.state != "launched" or last is None or topic.newest == last.reference:
        return
    lot = lot_of(topic, SECRETARIAT)
    for _, paper in find_invitations_behind(topic, standing):
        due = dues.day(topic.reference, (lot.partition(": ")[0],))
        yield lot, msgspec.structs.replace(_say_behind(topic, paper, last.on), due=due)


def _say_behind(topic: Topic, paper: Issue, since: str) -> InboxItem:
    """Say that an issued paper tells what a topic was."""
    about = {"subject": paper.subject} if paper.subject else {}
    sentence = f"{paper.name} still says what {topic.reference} was when it was issued: "
    sentence += "issue a revision or a corrigendum of it."
    given = {"kind": paper.kind or "", "symbol": paper.symbol, "mark": "", **about, "language": paper.language}
    return _paper(topic.reference, since, sentence, given)


def _unanswered(topic: Topic, dues: Dues) -> Iterator[Found]:
    """A consultation that was closed without its responses; they wait with its consideration."""
    closing = topic.last_move
    if topic.state != "closed" or closing is None or topic.last("record responses", "record consideration"):
        return
    lot = lot_of(topic, SECRETARIAT)
    sentence = f"{topic.reference} is closed{say_since(closing.on)}, and no responses are on record: record responses."
    due = dues.day(topic.reference, ("record consideration",))
    yield lot, _item(topic, SECRETARIAT, closing.on, sentence, "record responses", due=due)


def _of_silence(topic: Topic, standing: Standing) -> Iterator[Found]:
    """A silence that was kept or broken, and what the chair may do about it."""
    silence = silence_of(topic, standing) if topic.state == "debated" else None
    if silence is None or silence.state(standing) == "runs":
        return
    name, since, ended = topic.reference, silence.record.on, f"ended at {silence.until}, and"
    if silence.may_bear_a_consensus(standing):
        given, sentence = {"silence": silence.record.reference}, f"The silence on {name} {ended} nobody broke it."
        yield silence_lot(topic), _item(topic, CHAIR, since, sentence, "record consensus", given=given)
        return
    reworded = silence.reworded_by.reference if silence.reworded_by and not silence.is_broken else None
    by = silence.broken_by.reference if silence.broken_by else ""
    why = f"{ended} {reworded} worded its text anew since." if reworded else f"was broken by {by}."
    if topic.objections:
        sentence = f"The silence on {name} {why} Once no objection stands, it may be circulated anew."
        yield "circulate", _item(topic, CHAIR, since, sentence, record=reworded)
    else:
        yield "circulate", _item(topic, CHAIR, since, f"The silence on {name} {why}", "circulate")


def _of_record(record: Record, subject: Subject, standing: Standing) -> Iterator[Found]:
    """Whether one record waits for an endorsement."""
    name = record.reference
    waiting = [one for one in record.touched if waits_still(standing.record(one), standing)] if record.waits else []
    if name in waiting[:1]:  # one act waits once, whatever it touched
        rest = f", with {', '.join(waiting[1:])}" if len(waiting) > 1 else ""
        sentence = f"{name} ({record.act}) was entered for {record.entered_for}, and waits to be endorsed{rest}."
        presider = find_other_presider(record, standing)
        sentence = f"{sentence} {say_who_presided(record, presider)}" if presider else sentence
        yield "endorse", _item(subject, CHAIR, record.on, sentence, "endorse", record=name)


def _unproven(session: Gathering, standing: Standing) -> Iterator[Found]:
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
        yield "confirm", _item(session, office, since, sentence, "confirm", given=given)


def _papers(round_: Round, standing: Standing, dues: Dues) -> Iterator[Found]:
    """The papers of a round that are to be issued: its note, revisions, versions in other languages, calls, notices."""
    name, constitution = round_.reference, standing.body.constitution()
    topics = list(standing.topics_of(name))
    required = constitution.languages if constitution else {}
    papers, revised = list(versions(round_, required)), list(revisions(round_, required))
    behind = {topic.reference: [paper for _, paper in find_notes_behind(topic, standing)] for topic in topics}
    lacking = [one for one in topics if one.state == "referred" and one.last_move and not behind[one.reference]]
    if any(line.due for topic in lacking for line in dues.of(topic.reference, ("issue",))):
        since = lacking[0].last_move.on if lacking[0].last_move else UNKNOWN
        yield f"issue: {name}", _paper(name, since, f"{name} is referred: its note is to be issued.", {})
    coming = {(one.symbol.partition("(")[0], tag) for one in revised for tag in one.to_come}
    for topic in topics:  # what a revision is still to come in is said of that
        told = [one for one in reversed(behind[topic.reference]) if (one.symbol, one.language) not in coming]
        since = topic.last_move.on if topic.last_move else UNKNOWN
        for one in {one.name: one for one in told}.values():
            yield f"issue: {name}", _say_behind(topic, one, since)
    yield from _versions(round_, (*papers, *revised), behind, standing)
    for topic in topics:
        for item in (*_calls(topic, standing), *_cancelled(topic, round_, standing)):
            yield f"issue: {name}", item


def _versions(
    round_: Round, papers: Iterable[Versions], behind: Mapping[str, list[Issue]], standing: Standing
) -> Iterator[Found]:
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
        lot = paper_lot(one.kind, set(one.issued), round_.reference)
        if one.symbol in notices:
            yield lot, _say_behind(*notices[one.symbol], one.since)
        elif one.to_come and one.symbol not in outdated:
            about = {"subject": one.subject} if one.subject else {}
            mark = {"mark": "Rev"} if revised else {}
            given = {"kind": one.kind, "symbol": symbol, **mark, "language": one.to_come[0], **about}
            yield lot, _paper(round_.reference, one.since, one.sentence, given)


def _calls(topic: Topic, standing: Standing) -> Iterator[InboxItem]:
    """The languages in which a decision asks that a launched topic be open."""
    for one in open_obligations(topic, standing) if topic.state == "launched" else ():
        if one.kind == "language" and one.language:
            given = {"kind": "call", "subject": topic.reference, "language": one.language}
            sentence = f"{one.record} asks that {topic.reference} be open in {one.language}."
            yield _paper(topic.reference, standing.record(one.record).on, sentence, given)


def _cancelled(topic: Topic, round_: Round, standing: Standing) -> Iterator[InboxItem]:
    """The issued papers that invite to a cancelled consultation, until a notice tells of it."""
    cancelled = topic.last_move if topic.state == "cancelled" else None
    told = [record.at for record, one in round_.papers if (one.kind, one.subject) == ("notice", topic.reference)]
    if cancelled is None or cancelled.at < max(told, default=""):
        return
    for record, paper in newest_invitations(topic, standing):
        if record.at < cancelled.at:
            given = {"kind": "notice", "subject": topic.reference, "language": paper.language}
            sentence = f"{paper.name} invites to the consultation on {topic.reference}, which is cancelled: "
            sentence += "let those to whom it was sent know, by the notice on it."
            yield _paper(topic.reference, cancelled.on, sentence, given)
