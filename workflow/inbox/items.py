"""The items of the inbox about one subject, by office."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from escalade.workflow.inbox.candidates import act_due, is_awaited, lot_of, paper_lot, silence_lot, sortable
from escalade.workflow.inbox.outlook import Prospect, askable, bare, prospect
from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, OFFICES, SECRETARIAT, table
from escalade.workflow.rules import Trial
from escalade.workflow.rules.trial.contradiction import RESTING, find_contradictions
from escalade.workflow.rules.trial.presiding import find_other_presider, say_who_presided
from escalade.workflow.rules.trial.required import causes_against
from escalade.workflow.subjects.evidence import list_unproven, waits_still
from escalade.workflow.subjects.invitation import find_invitations_behind, newest_invitations
from escalade.workflow.subjects.issued_note import find_notes_behind, find_notes_undone, find_notices_behind
from escalade.workflow.subjects.language_versions import revisions, versions
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
    from escalade.workflow.rules.trial.contradiction import Contradiction
    from escalade.workflow.subjects.silence import Silence
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject
    from escalade.workflow.values.remedy import Remedy
    from escalade.workflow.values.step import Step


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
        yield from _note(subject.reference, standing, dues)
        yield from _notes_behind(subject.reference, standing)
        yield from _versions(subject, standing)
        yield from _calls(subject, standing)
        yield from _cancelled(subject, standing)


def _steps(subject: Subject, standing: Standing) -> Iterator[Found]:
    """The next steps that are asked for."""
    for office in OFFICES:
        steps = () if _is_kept(subject, standing) or _left_by(subject, standing) else askable(subject)
        awaited = (step for step in steps if office in step.offices and is_awaited(step, subject))
        asked = [prospect(step, subject, standing, None) for step in awaited]
        acts = tuple(one.step.act for one in asked if _is_open_to_someone(one))
        joint = " or " if acts else ", then "
        if not acts:
            first = [(remedy, one.step) for one in asked for remedy in _first_by_itself(one, office, subject)]
            acts = tuple(act for remedy, step in first[:1] for act in (remedy.act or "", step.act))
            given = dict(first[0][0].given) if first else {}
        else:
            given = _identified(one for one in asked if one.step.act in acts)
        if acts and subject.state is not None:
            last = subject.last_move
            since = last.on if last else UNKNOWN
            sentence = f"{subject.reference} is {subject.state}{say_since(since)}: {joint.join(acts)}."
            at_meeting = any(not AT_MEETINGS.isdisjoint(one.step.rules) for one in asked if one.step.act in acts)
            meetings = meetings_to_choose_from(subject, standing) if at_meeting else ""
            sentence = f"{sentence} Meetings on record: {meetings}." if meetings else sentence
            against = find_contradictions(subject, standing) if not RESTING.isdisjoint(acts) else []
            pairs = dict.fromkeys(f"{one.late.reference} contradicts {one.record.reference}" for one in against)
            sentence = " ".join((sentence, *(f"{pair}, on which that would rest." for pair in pairs)))
            if office == COUNCIL_SECRETARIAT and (over := _session_over(subject, standing)):
                acts = (*acts, "defer")
                sentence = f"{sentence} {over} is over: what it decided is recorded, or that it put it off."
            item = InboxItem(subject.reference, subject.state, acts, office, since, sentence, given=given)
            yield lot_of(subject, office), msgspec.structs.replace(item, contradicted=bool(against))


def _session_over(subject: Subject, standing: Standing) -> str:
    """The session for which a referred topic waits, once it is over; empty where it is not."""
    label = subject.awaited_session if isinstance(subject, Topic) and subject.state == "referred" else None
    session = standing.gathering(f"session/{label}") if label else None
    return session.reference if session and (session.closes.last or standing.today) < standing.today else ""


def _unreferred(topic: Topic, standing: Standing) -> Iterator[Found]:
    """A topic without consensus that is not to be referred, so that nobody else takes it up."""
    latest = topic.no_consensus if topic.state == "unresolved" and _is_served(standing, CHAIR) else None
    left = _left_by(topic, standing)
    if latest is None or (latest[1].refer and not left):
        return
    since, acts = latest[0].on, ("reopen debate", "set aside")
    why = f"{left} left it" if left else "it was not decided to refer it"
    sentence = f"{topic.reference} is unresolved{say_since(since)}, and {why}: {' or '.join(acts)}."
    yield lot_of(topic, CHAIR), InboxItem(topic.reference, "unresolved", acts, CHAIR, since, sentence)


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


def _is_open_to_someone(prospect: Prospect) -> bool:
    """Whether nothing is missing but what an officer of the office gives."""
    another = [cause for cause in prospect.causes if cause.remedy.kind == "officer"]
    return Prospect(prospect.step, tuple(cause for cause in prospect.causes if cause not in another)).is_open


def _first_by_itself(prospect: Prospect, office: str, subject: Subject) -> Iterator[Remedy]:
    """The one act that the same office has to do first with the same subject, such as wording its questions."""
    first = [cause for cause in prospect.causes if cause.remedy.kind == "act"]
    rest = Prospect(prospect.step, tuple(cause for cause in prospect.causes if cause not in first))
    if len(first) == 1 and _is_open_to_someone(rest):
        remedy = first[0].remedy
        if remedy.office == office and remedy.subject in {None, subject.reference}:
            yield remedy


def _conditions(topic: Topic, standing: Standing) -> Iterator[Found]:
    """The conditions of a decision that nothing meets yet."""
    for one in open_obligations(topic, standing):
        if one.kind == "condition":
            sentence = f"{one.record} attaches condition {one.number} to {topic.reference}, which nothing meets yet."
            given = {"condition": str(one.number)}
            since = standing.record(one.record).on
            yield (
                "fulfil",
                InboxItem(topic.reference, topic.state or "", ("fulfil",), SECRETARIAT, since, sentence, given=given),
            )


def _contradictions(topic: Topic, standing: Standing) -> Iterator[Found]:
    """Late facts that contradict what is on record, until one of both is put right, with the ways to do so."""
    for one in find_contradictions(topic, standing):
        sentence, late = str(one.warning.sentence), one.late
        for office in (CHAIR, SECRETARIAT):
            ways = list(_ways_out(one, office, topic, standing)) or [((), late.reference, {})]
            for acts, record, given in ways:
                item = InboxItem(topic.reference, topic.state or "", acts, office, late.on, sentence, record)
                yield "contradiction", msgspec.structs.replace(item, given=given, contradicted=True)


def _ways_out(
    one: Contradiction, office: str, topic: Topic, standing: Standing
) -> Iterator[tuple[tuple[str, ...], str | None, Mapping[str, str]]]:
    """How an office may put a contradiction right: annul the earlier record, or enter how the objection ended."""
    record, remedy = one.record, one.cause.remedy
    if record.office == office and _may_be_annulled(record, topic, standing):
        yield ("annul",), record.reference, {}
    if remedy.act == "lift objection" and remedy.office == office:
        yield (remedy.act,), None, remedy.given


def _may_be_annulled(record: Record, topic: Topic, standing: Standing) -> bool:
    """Whether nothing is in the way of annulling a record but what an officer gives."""
    step = table().get((topic.kind, topic.state, "annul"))
    return step is not None and _is_open_to_someone(_prospect_of_annulment(step, record, topic, standing))


def _prospect_of_annulment(step: Step, record: Record, topic: Topic, standing: Standing) -> Prospect:
    """What is in the way of annulling a record."""
    motion = msgspec.structs.replace(bare(step, topic, standing, None), records=(record.reference,))
    return Prospect(step, tuple(causes_against(Trial(topic, motion, standing, step))))


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
        due = dues.day(topic.reference, (act_due(lot),))
        yield lot, msgspec.structs.replace(_say_behind(topic, paper, last.on), due=due)


def _say_behind(topic: Topic, paper: Issue, since: str) -> InboxItem:
    """Say that an issued paper tells what a topic was."""
    about = {"subject": paper.subject} if paper.subject else {}
    given = {"kind": paper.kind or "", "symbol": paper.symbol, "mark": "", **about, "language": paper.language}
    sentence = f"{paper.name} still says what {topic.reference} was when it was issued: "
    sentence += "issue a revision or a corrigendum of it."
    return InboxItem(round_of(topic.reference), "open", ("issue",), SECRETARIAT, since, sentence, given=given)


def _unanswered(topic: Topic, dues: Dues) -> Iterator[Found]:
    """A consultation that was closed without its responses; they wait with its consideration."""
    closing = topic.last_move
    if topic.state != "closed" or closing is None or topic.last("record responses", "record consideration"):
        return
    lot = lot_of(topic, SECRETARIAT)
    sentence = f"{topic.reference} is closed{say_since(closing.on)}, and no responses are on record: record responses."
    due, acts = dues.day(topic.reference, (act_due(lot),)), ("record responses",)
    yield lot, InboxItem(topic.reference, "closed", acts, SECRETARIAT, closing.on, sentence, due=due)


def _is_kept(subject: Subject, standing: Standing) -> bool:
    """Whether a silence on it was kept, so that what waits is to conclude it and no more."""
    silence = silence_of(subject, standing) if isinstance(subject, Topic) and subject.state == "debated" else None
    return silence is not None and silence.may_bear_a_consensus(standing)


def _of_silence(topic: Topic, standing: Standing) -> Iterator[Found]:
    """A silence that was kept or broken, and what the chair may do about it."""
    silence = silence_of(topic, standing)
    state = silence.state(standing) if silence and topic.state == "debated" else "runs"
    if silence is None or state == "runs":
        return
    name, since = topic.reference, silence.record.on
    if silence.may_bear_a_consensus(standing):
        sentence = f"The silence on {name} ended at {silence.until}, and nobody broke it."
        given = {"silence": silence.record.reference}
        yield (
            silence_lot(topic),
            InboxItem(name, "debated", ("record consensus",), CHAIR, since, sentence, given=given),
        )
    else:
        yield "circulate", _circulate_anew(topic, silence)


def _circulate_anew(topic: Topic, silence: Silence) -> InboxItem:
    """Say why no consensus rests on a silence: it was broken, or the text is another since."""
    name, reworded = topic.reference, silence.reworded_by if not silence.is_broken else None
    if reworded:
        sentence = (
            f"The silence on {name} ended at {silence.until}, and {reworded.reference} worded its text anew since."
        )
    else:
        sentence = f"The silence on {name} was broken by {silence.broken_by.reference if silence.broken_by else ''}."
    item = InboxItem(name, "debated", ("circulate",), CHAIR, silence.record.on, sentence)
    if not topic.objections:
        return item
    sentence += " Once no objection stands, it may be circulated anew."
    return msgspec.structs.replace(item, acts=(), sentence=sentence, record=reworded.reference if reworded else None)


def _of_record(record: Record, subject: Subject, standing: Standing) -> Iterator[Found]:
    """Whether one record waits for an endorsement."""
    name, state = record.reference, subject.state or ""
    waiting = [one for one in record.touched if waits_still(standing.record(one), standing)] if record.waits else []
    if name in waiting[:1]:  # one act waits once, whatever it touched
        rest = f", with {', '.join(waiting[1:])}" if len(waiting) > 1 else ""
        sentence = f"{name} ({record.act}) was entered for {record.entered_for}, and waits to be endorsed{rest}."
        presider = find_other_presider(record, standing)
        sentence = f"{sentence} {say_who_presided(record, presider)}" if presider else sentence
        yield "endorse", InboxItem(subject.reference, state, ("endorse",), CHAIR, record.on, sentence, name)


def _unproven(session: Gathering, standing: Standing) -> Iterator[Found]:
    """The decisions of a session that wait for their final document, those of an office together."""
    place = session.reference
    waiting: dict[str, list[Record]] = {}
    topics = dict.fromkeys(one.subject for one in standing.list_happenings(place) if kind_of(one.subject) == "topic")
    for record in (one for name in topics for one in list_unproven(standing.subject(name))):
        if record.evidence.place == place:
            waiting.setdefault(record.office or "", []).append(record)
    for office, records in waiting.items():
        said = "1 record waits" if len(records) == 1 else f"{len(records)} records wait"
        told = ", ".join(f"{one.reference} ({one.act})" for one in records)
        since = min((one.on for one in records), key=sortable)
        given = {"records": SEPARATOR.join(one.reference for one in records)}
        sentence = f"{said} for the final document of {place}: {told}."
        yield "confirm", InboxItem(place, session.state or "", ("confirm",), office, since, sentence, given=given)


def _note(name: str, standing: Standing, dues: Dues) -> Iterator[Found]:
    """The note of a referred round, where it is due and not issued yet; a revision may be due instead."""
    referred = [topic for topic in standing.topics_of(name) if topic.state == "referred"]
    since = [topic.last_move.on for topic in referred if topic.last_move and not find_notes_behind(topic, standing)]
    if since and any(line.due for line in dues.of(name, ("issue",))):
        sentence = f"{name} is referred: its note is to be issued."
        yield f"note: {name}", InboxItem(name, "open", ("issue",), SECRETARIAT, since[0], sentence)


def _notes_behind(name: str, standing: Standing) -> Iterator[Found]:
    """The notes that tell a referred topic otherwise than the record."""
    constitution = standing.body.constitution()
    coming = {  # what a revision is still to come in is said of that
        (one.symbol.partition("(")[0], tag)
        for one in revisions(standing.round(name), constitution.languages if constitution else {})
        for tag in one.to_come
    }
    for topic in standing.topics_of(name):
        behind = [paper for _, paper in find_notes_behind(topic, standing)]
        papers = {paper.name: paper for paper in reversed(behind) if (paper.symbol, paper.language) not in coming}
        since = topic.last_move.on if topic.last_move else UNKNOWN
        yield from ((f"note: {name}", _say_behind(topic, paper, since)) for paper in papers.values())


def _versions(round_: Round, standing: Standing) -> Iterator[Found]:
    """The language versions that papers are to have and have not.

    None is asked for of what the record tells otherwise since: a symbol is
    one text, and what is due first is a revision or a corrigendum.
    """
    constitution = standing.body.constitution()
    required = constitution.languages if constitution else {}
    outdated, notices = _behind(round_, standing)
    for one in (*versions(round_, required), *revisions(round_, required)):
        symbol, revised, _ = one.symbol.partition("(Rev.")
        lot = paper_lot(one.kind, set(one.issued), round_.reference)
        if one.symbol in notices:
            yield lot, _say_behind(*notices[one.symbol], one.since)
        elif one.to_come and one.symbol not in outdated:
            about = {"subject": one.subject} if one.subject else {}
            mark = {"mark": "Rev"} if revised else {}
            given = {"kind": one.kind, "symbol": symbol, **mark, "language": one.to_come[0], **about}
            yield (
                lot,
                InboxItem(round_.reference, "open", ("issue",), SECRETARIAT, one.since, one.sentence, given=given),
            )


def _behind(round_: Round, standing: Standing) -> tuple[set[str], dict[str, tuple[Topic, Issue]]]:
    """What is not to go out in more languages: papers outdated or undone; the notices apart, with their topics."""
    outdated = find_notes_undone(round_.reference, standing)
    notices: dict[str, tuple[Topic, Issue]] = {}
    for topic in standing.topics_of(round_.reference):
        outdated.update(paper.name for _, paper in find_notes_behind(topic, standing))
        for _, paper in reversed(find_notices_behind(topic, standing)):
            notices[paper.name if paper.mark == "Rev" else paper.symbol] = (topic, paper)
        if topic.state == "cancelled":
            invitations = newest_invitations(topic, standing)
            outdated.update(paper.name for _, paper in invitations if paper.subject == topic.reference)
    return outdated, notices


def _calls(round_: Round, standing: Standing) -> Iterator[Found]:
    """The languages in which a decision asks that a launched topic be open."""
    for topic in standing.topics_of(round_.reference):
        for one in open_obligations(topic, standing) if topic.state == "launched" else ():
            if one.kind == "language" and one.language:
                given = {"kind": "call", "subject": topic.reference, "language": one.language}
                sentence = f"{one.record} asks that {topic.reference} be open in {one.language}."
                since, name = standing.record(one.record).on, round_.reference
                yield f"issue: {name}", InboxItem(name, "open", ("issue",), SECRETARIAT, since, sentence, given=given)


def _cancelled(round_: Round, standing: Standing) -> Iterator[Found]:
    """The cancelled consultations to which an issued paper still invites, until a notice tells of it."""
    name = round_.reference
    for topic in standing.topics_of(name):
        cancelled = topic.last_move if topic.state == "cancelled" else None
        if cancelled is None or _is_told(cancelled, round_):
            continue
        for record, paper in newest_invitations(topic, standing):
            if record.at < cancelled.at:
                given = {"kind": "notice", "subject": topic.reference, "language": paper.language}
                sentence = f"{paper.name} invites to the consultation on {topic.reference}, which is cancelled: "
                sentence += "let those to whom it was sent know, by the notice on it."
                item = InboxItem(name, "open", ("issue",), SECRETARIAT, cancelled.on, sentence, given=given)
                yield f"issue: {name}", item


def _is_told(cancelled: Record, round_: Round) -> bool:
    """Whether a notice on a topic was issued since its consultation was cancelled."""
    notices = (record for record, one in round_.papers if one.kind == "notice" and one.subject == cancelled.subject)
    return any(record.at > cancelled.at for record in notices)
