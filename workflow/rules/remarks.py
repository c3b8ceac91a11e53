"""Remarks on what an act goes with, rests on, and leaves as it was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

import msgspec

from escalade.workflow.motions import (
    NOT_AT_HAND,
    Annul,
    Confirm,
    Correct,
    Endorse,
    Issue,
    Launch,
    Motion,
    Redact,
    Revise,
)
from escalade.workflow.motions.mistake import OnRecord
from escalade.workflow.procedure import CHAIR, SECRETARIAT, VICE_CHAIR
from escalade.workflow.records.record import Record
from escalade.workflow.records.texts import HeldText, texts_of
from escalade.workflow.rules.trial import Change, RuleProblem, cite, do, itself, remark
from escalade.workflow.subjects.evidence import confirmations_of, is_provisional, presider_of, when_and_where
from escalade.workflow.subjects.issued_paper import (
    find_invitations_behind,
    find_notes_behind,
    find_notices_behind,
    invitation_of,
    newest_invitations,
    newest_notes,
    tell_until_referral,
)
from escalade.workflow.subjects.language_versions import NAMES, amendment
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import Message, Series
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.remedy import Remedy
from escalade.workflow.values.step import OF_RECORDS
from escalade.workflow.values.symbols import Symbol, SymbolError


@remark("change")
def act_is_of_several_records(change: Change) -> Iterator[RuleProblem]:
    """Say which records go with one that is annulled, or stay beside one that is corrected or confirmed."""
    act, standing = cast("OnRecord", change.motion), change.standing
    record = change.earlier.record(cast("OnRecord", change.record.motion).records[0])
    if isinstance(act, Annul):
        others = [one for one in record.touched if one not in act.records]
        named = next((one for one in act.records if one in record.touched), None)
        if others and named == record.reference:
            facts = {"record": cite(record), "others": Series(others)}
            yield RuleProblem(Message("{record} is annulled with the rest of its act: {others}.", **facts))
        return
    others = [name for name in change.earlier.list_alike(record) if name not in act.records]
    for other in map(standing.record, others):
        again = Remedy(kind="input", without={"records": record.reference}).taking({"records": itself(other)})
        if not other.annulled_by and (said := _says_still(act, record, other, standing)):
            yield RuleProblem(said, again)


def _says_still(act: OnRecord, record: Record, other: Record, after: Standing) -> Message | None:
    """Say that a record goes on saying what another of its act says no more, or that it still waits."""
    facts = {"other": other.reference, "record": cite(record)}
    if isinstance(act, Correct) and _says_the_same(other, record, after.record(record.reference)):
        return Message(
            "{other} belongs to the same act as {record}, and stays as it is: where the same is wrong there, correct "
            "it too (correct).",
            **facts,
        )
    if isinstance(act, Confirm) and is_provisional(other, after):
        return Message(
            "{other} belongs to the same act as {record}, and is not confirmed with it: where the document bears it "
            "out, confirm it too (confirm).",
            **facts,
        )
    return None


def _says_the_same(other: Record, was: Record, now: Record) -> bool:
    said, before, corrected = _what_is_said(other), _what_is_said(was), _what_is_said(now)
    changed = (name for name in before.keys() | corrected.keys() if before.get(name) != corrected.get(name))
    return any(said.get(name) == before.get(name) for name in changed)


def _what_is_said(record: Record) -> dict[str, Any]:
    evidence = {f"evidence.{name}": value for name, value in msgspec.to_builtins(record.evidence).items()}
    evidence.pop("evidence.paragraph", None)
    return {**record.motion.to_payload(), **evidence, "on": record.on}


@remark("change")
def act_is_recorded_once(change: Change) -> Iterator[RuleProblem]:
    """Say that an act says what another one says of the same day and place."""
    record = change.record
    same = (
        one for one in change.before.live if one.act == record.act and when_and_where(one) == when_and_where(record)
    )
    earlier = next((one for one in same if one.motion.to_payload() == record.motion.to_payload()), None)
    if earlier:
        note = Message("If it was entered twice, annul {record} (annul).", record=record.reference)
        remedy = do("annul", record.office or SECRETARIAT, record.subject, note, records=itself(record), why=None)
        yield RuleProblem(Message("{earlier} says the same of the same day and place.", earlier=cite(earlier)), remedy)


def find_other_presider(record: Record, standing: Standing) -> str | None:
    """Find who is on record as presiding where another acted as the chair, and could have acted so themselves."""
    who = record.entered_for or record.officer
    if record.office != CHAIR or not record.evidence.meeting or record.act in OF_RECORDS or who == NOT_AT_HAND:
        return None
    presider, meeting = presider_of(record, standing), standing.gathering(record.evidence.place)
    if presider is None or presider.name == who:
        return None
    sittings = meeting.convened.sittings_presided_by if meeting and record.evidence.sitting is None else {}
    held = standing.body.offices_of(presider.name, when(record.on))
    return None if {CHAIR, VICE_CHAIR}.isdisjoint(held) or who in sittings.values() else presider.name


def say_who_presided(record: Record, presider: str) -> Message:
    """Say who presided and who acted as the chair, and how the one or the other is put right."""
    return Message(
        "{presider} is on record as presiding at {meeting}, and {record} is an act of {chair} as chair: where "
        "{presider} did it, annul it and record it anew; where {chair} presided, enter that (convene --presided-by).",
        presider=presider, meeting=record.evidence.place or "", record=cite(record),
        chair=record.entered_for or record.officer,
    )  # fmt: skip


@remark("change")
def chair_of_the_act_presided(change: Change) -> Iterator[RuleProblem]:
    """Say once of an act of the chair, or of one that is endorsed, that another is on record as presiding."""
    record, standing = change.record, change.standing
    mine = [standing.record(name) for name in record.motion.records] if isinstance(record.motion, Endorse) else [record]
    for one in mine:
        presider = find_other_presider(one, standing) if one.reference in one.touched[:1] else None
        if presider:
            yield RuleProblem(say_who_presided(one, presider))


@remark("change")
def newer_revision_proves_it(change: Change) -> Iterator[RuleProblem]:
    """Say that a confirmation is by a revision older than what it replaces."""
    record, motion, new = change.record, change.record.motion, change.record.evidence.document
    named = [change.before.record(name) for name in motion.records] if isinstance(motion, Confirm) else []
    for confirmed in filter(None, named):
        earlier = [confirmed, *confirmations_of(confirmed, change.before)]
        old = next((one.evidence.document for one in reversed(earlier) if one.evidence.document), None)
        counts = confirmations_of(confirmed, change.after)[-1].reference == record.reference
        if counts and old and new and is_older_revision(new, old):
            said = Message(
                "{new} is older than {old}, which proved {record} so far, and now takes its place: where that is not "
                "meant, annul this confirmation (annul).",
                new=new, old=old, record=cite(confirmed),
            )  # fmt: skip
            yield RuleProblem(said)


def is_older_revision(one: str, other: str) -> bool:
    """Whether a document is an earlier revision of another.

    >>> is_older_revision("FO22/7(Rev.1)", "FO22/7(Rev.2)"), is_older_revision("FO22/7", "FO22/8")
    (True, False)
    """
    try:
        (document, first), (same, second) = map(_revision, (Symbol.parse(one), Symbol.parse(other)))
    except SymbolError:
        return False
    return document == same and first < second


def _revision(symbol: Symbol) -> tuple[tuple[object, ...], int]:
    number = max((number for kind, number in symbol.marks if kind == "Rev"), default=0)
    return (symbol.series, symbol.path, tuple(mark for mark in symbol.marks if mark[0] != "Rev")), number


@remark("change")
def what_was_said_elsewhere_stays(change: Change) -> Iterator[RuleProblem]:
    """Say which papers go on saying what an act changes."""
    before, after, standing = change.before, change.after, change.standing
    if not isinstance(before, Topic) or not isinstance(after, Topic):
        return
    yield from map(RuleProblem, _inviting_to_nothing(before, after, standing))
    behind: list[tuple[Record, Issue]] = []
    is_on = before.launched and after.launched and after.state != "cancelled"
    if is_on and invitation_of(before) != invitation_of(after):
        behind += find_invitations_behind(after, standing)
    is_referred = before.state == after.state == "referred" and newest_notes(after, standing)
    if is_referred and tell_until_referral(before) != tell_until_referral(after):
        behind += find_notes_behind(after, standing)
    if change.record.act in {"correct", "annul"}:
        known = {paper.name for _, paper in find_notices_behind(before, standing)}
        behind += (one for one in find_notices_behind(after, standing) if one[1].name not in known)
    for symbol in dict.fromkeys(paper.name for _, paper in behind):
        said = Message(
            "{symbol} was issued before, and still says what {topic} was: issue a revision or a corrigendum of it "
            "(issue --mark).",
            symbol=symbol, topic=after.reference,
        )  # fmt: skip
        yield RuleProblem(said)


def _inviting_to_nothing(before: Topic, after: Topic, standing: Standing) -> Iterator[Message]:
    """Name the newest papers that invite to what is cancelled, or that was not launched."""
    is_off = after.launched and after.state == "cancelled" and invitation_of(before) != invitation_of(after)
    found = newest_invitations(after, standing) if before.launched and (is_off or not after.launched) else []
    since = before.launched[0].at if before.launched and not after.launched else ""
    for symbol in dict.fromkeys(paper.name for issued, paper in found if issued.at >= since):
        said = Message(
            "{symbol} was issued before, and invites to {topic}, which this act says was not launched: let those to "
            "whom it was sent know.",
            symbol=symbol, topic=after.reference,
        )  # fmt: skip
        if is_off:  # there is no call to write any more
            said = Message(
                "{symbol} was issued before, and invites to what is cancelled: let those to whom it was sent know, by "
                "the notice on {topic} (issue).",
                symbol=symbol, topic=after.reference,
            )  # fmt: skip
        yield said


@remark("change")
def papers_may_print_it(change: Change) -> Iterator[RuleProblem]:
    """Say where the words that an act erases may stand still."""
    names = cast("Redact", change.record.motion).records
    first = min((record.at for name in names if (record := change.after.record(name))), default="")
    rounds = [name for name in change.standing.subjects if kind_of(name) == "round"]
    issued = (pair for name in rounds for pair in change.standing.round(name).papers)
    papers = [f"{record.reference} ({motion.symbol})" for record, motion in issued
              if record.at > first and not record.redacted_by]  # fmt: skip
    if papers:
        said = Message(
            "Papers issued since may print it: {papers}. Where one does, issue a revision without the words, and "
            "erase its file too (redact). What was published, copied or backed up since keeps what it holds.",
            papers=Series(papers),
        )
        yield RuleProblem(said)


def _by_part(texts: Mapping[str, HeldText]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path, held in texts.items():
        found.setdefault(path.rstrip("0123456789"), set()).update(held.texts)
    return found


def _names(tags: Iterable[str]) -> Series:
    return Series(NAMES.get(tag, tag) for tag in sorted(tags))


@remark("change")
def amended_in_every_language(change: Change) -> Iterator[RuleProblem]:
    """Say that a text was amended in some of its languages only."""
    found = amendment(change.record, change.after) if isinstance(change.after, Topic) else None
    if found and found.is_partial:
        yield RuleProblem(found.sentence)


@remark("change")
def text_follows_in_every_language(change: Change) -> Iterator[RuleProblem]:
    """Say that a text is not changed in all its languages, is gone in one, or was decided and is corrected."""
    record, before, after = change.record, change.before, change.after
    pair = _texts_of_both(record, before, after)
    if pair is None or pair[0] == pair[1]:
        return
    old, new = map(texts_of, pair)
    changed, same = set[str](), set[str]()
    for path in old.keys() & new.keys():
        was, now = old[path].texts, new[path].texts
        other = {tag for tag in was if tag in now and was[tag] != now[tag]}
        changed |= other
        same |= {tag for tag in was if other and was[tag] == now.get(tag)}
    had, has = _by_part(old), _by_part(new)
    if changed and same - changed:
        facts = {"changed": _names(changed), "left": _names(same - changed)}
        yield RuleProblem(Message("It is changed in {changed} only; the text in {left} stands as it was.", **facts))
    if lost := {tag for part in had.keys() & has.keys() for tag in had[part] - has[part]}:
        said = Message(
            "What stood there in {lost} is not carried over: give it anew, or translate it.", lost=_names(lost)
        )
        yield RuleProblem(said)
    if isinstance(record.motion, Correct) and isinstance(before, Topic) and isinstance(after, Topic):
        taken = before.last("launch", "approve", "record consensus")
        if taken and before.version != after.version:
            yield RuleProblem(Message("The text of {record} is corrected with it.", record=cite(taken)))


def _texts_of_both(record: Record, before: Subject, after: Subject) -> tuple[Motion, Motion] | None:
    """What was said before an act that words something, and after it."""
    if isinstance(record.motion, Correct):
        name = record.motion.records[0]
        return cast("Record", before.record(name)).motion, cast("Record", after.record(name)).motion
    if isinstance(record.motion, Revise | Launch):
        versions = [cast("Topic", topic).own_version for topic in (before, after)]
        return Revise(version=versions[0]), Revise(version=versions[1])
    if isinstance(before, Gathering) and isinstance(after, Gathering) and before.records:
        return before.convened, after.convened
    return None
