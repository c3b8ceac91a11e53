"""From what was given of an act to its motion, and to its records."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any, NamedTuple

import msgspec

from escalade.models.backends import explain_errors
from escalade.models.reader import Reader
from escalade.models.register import Register, names
from escalade.services.acts.correction import corrections, with_languages, with_whole_act
from escalade.services.acts.fields import TO_FILL_IN, Field, is_lacking, shape_of, typed_fields
from escalade.services.acts.holiday_calendar import refuse_unknown_calendar
from escalade.services.acts.parse import MalformedFieldError, split_time
from escalade.services.acts.references import record
from escalade.services.acts.resolve import (
    NoTopicStandsThereError,
    about_something,
    expand_references,
    subjects,
    with_place,
    with_sources,
)
from escalade.workflow.motions import MOTIONS, Approve, Correct, Motion, TakePosition, Votes
from escalade.workflow.motions.mismatch import find_mismatch
from escalade.workflow.perform import Outcome
from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.records.history import HeldObjection, apply_correction, is_erased
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial import cite
from escalade.workflow.subjects.evidence import find_reported_paragraph
from escalade.workflow.subjects.position import Question
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import DateError, when
from escalade.workflow.values.errors import (
    Message,
    Messages,
    MovedMeanwhileError,
    Option,
    RefusalError,
    RequestError,
    RulesBrokenError,
    Series,
)
from escalade.workflow.values.reference import BODY, round_of
from escalade.workflow.values.remedy import REQUEST, Cause, Held, Remedy

OF_THE_REPORT = "paragraph_is_that_of_the_report"
"""What the refusal is called of a paragraph that an approved report gives; no row asks it."""


class LaterDayError(RequestError):
    """What an act tells of would have happened after it."""

    def __init__(self, field: str, day: str, other: str) -> None:
        self.field, self.day, self.other = field, day, other
        super().__init__(
            "{option} gives {day}, and the act that tells of it is of {other}. Give the day on which it happened, "
                "and an act (--on) of that day or a later one.",
                option=Option(f"--{field}"), day=day, other=other
        )  # fmt: skip


class LostVoteError(RequestError):
    """More voted against what was approved than for it."""

    def __init__(self, votes: Votes) -> None:
        self.votes, self.field = votes, "votes"
        super().__init__(
            "{option} says that {votes_for} voted for it and {against} against it, and what is so voted on is not "
                "approved. The counts are given as for, against, abstaining; a topic that lost its vote is declined "
                "(decline); where votes have weights, give the sums of these.",
                option=Option("--votes"), votes_for=votes.votes_for, against=votes.against
        )  # fmt: skip


def refuse_unmeant(motion: Motion, reader: Reader) -> None:
    """Refuse what is typed and nobody means.

    A correction is asked about what it leaves of the record in the fields that it gives.
    """
    refuse_unknown_calendar(getattr(motion, "holiday_calendar", ""))
    if not isinstance(motion, Correct):
        _refuse_slip(motion, motion.__struct_fields__, reader)
    elif len(motion.records) == 1 and (motion.fields or motion.evidence.paragraph):
        record = reader.standing().record(motion.records[0])
        with suppress(msgspec.ValidationError):  # the correction is refused for it
            _refuse_slip(apply_correction(record, motion).motion, motion.fields.keys(), reader)
        _refuse_unprinted_paragraph(motion, record, reader.standing())


def _refuse_slip(told: Motion, given: Collection[str], reader: Reader) -> None:
    """Refuse a day or counts that are given, where what is told with them cannot be."""
    field, on = told.happened, told.on or reader.standing().today.isoformat()
    day = getattr(told, field) if field and not {"on", field}.isdisjoint(given) else ""
    with suppress(DateError):  # what is no date is refused elsewhere
        if day and not when(day).may_precede(when(on)):
            raise LaterDayError(field, day, on)
    if isinstance(told, Approve) and "votes" in given and told.counts and told.counts.against > told.counts.votes_for:
        raise LostVoteError(told.counts)


def _refuse_unprinted_paragraph(motion: Correct, record: Record, standing: Standing) -> None:
    """Refuse to correct a paragraph that an approved report gives: what is printed is what its approval says."""
    own = motion.evidence.paragraph
    meeting = None if motion.evidence.place or not own else standing.gathering(record.evidence.place)
    given = find_reported_paragraph(record, standing) if meeting else None
    if meeting is None or meeting.approval is None or given in {None, own}:
        return
    approval = meeting.approval[0]
    said = Message(
        "{approval} gives § {paragraph} for {record}, which is printed whatever that record says. "
        "Correct it there.",
        approval=cite(approval), paragraph=given, record=record.reference,
    )  # fmt: skip
    remedy = Remedy(kind="act", act="correct", office=approval.office or SECRETARIAT, subject=meeting.reference)
    entry = Held(f"paragraphs={record.reference}={own}", REQUEST)
    remedy = remedy.taking({"records": Held(approval.reference, approval.reference), "fields": entry})
    cause = Cause(rule=OF_THE_REPORT, subject=record.subject, sentence=said, remedy=remedy)
    raise RulesBrokenError(motion.act_name(), [cause])


class ActInput(NamedTuple):
    """An act as it was given, before anything is looked up."""

    act: str
    words: tuple[str, ...]
    """What it is about, as it was typed."""
    fields: dict[str, Any]
    """The values of its fields by their names, the officer among them."""
    seen: tuple[str, ...] = ()
    """Records that the officer had before them, as they were typed."""


OF_EACH = frozenset({"of", "at", "salts", "identity", "sequence", "records"})
"""The fields in which the record of a motion may differ from the motion."""


def execute(
    given: ActInput, register: Register, *, dry_run: bool = False, papers: Iterable[tuple[str, bytes]] = ()
) -> Outcome:
    """Do an act on a register, opened once; one sent again is given back."""
    try:
        with explain_errors(register.location), register.connection.snapshot():
            motion, seen = bind(given, register.reader)
        return register.act(motion, seen=seen, dry_run=dry_run, papers=papers)
    except RefusalError:
        if dry_run or not (made := find_repeat(given, register)):
            raise
        return Outcome((), made, ())


def execute_all(given: Sequence[ActInput], register: Register) -> list[Outcome]:
    """Do several acts one behind the other, all or none.

    What they name is looked up before the first of them; those sent again are given back.
    """
    done: list[Outcome] = []
    try:
        register.load(_unless_moved(given, register.reader), lambda _, outcome: done.append(outcome))
    except RefusalError:
        made = [find_repeat(one, register) for one in given]
        if not all(made):
            raise
        return [Outcome((), records, ()) for records in made]
    return done


def _unless_moved(given: Sequence[ActInput], reader: Reader) -> Iterator[Motion]:
    """The motions of acts, read inside the transaction that writes them."""
    for motion, seen in [bind(one, reader) for one in given]:
        refuse_moved(seen, reader, {BODY, *names(motion)}.__contains__)
        yield motion


def refuse_moved(seen: Sequence[str], reader: Reader, concerns: Callable[[str], bool]) -> None:
    """Refuse where what concerns an act has moved; name the newest record.

    Raises:
        MovedMeanwhileError: it has.
    """
    later = [one for one in reader.since(*seen) if concerns(one.subject)] if seen else []
    if later:
        raise MovedMeanwhileError(later[-1].subject, later[-1].reference)


def find_repeat(given: ActInput, register: Register) -> tuple[Record, ...]:
    """Find the records of the same act, made since what was seen.

    A second press, the Back key, and a call whose answer was lost send an act again:
    whoever does is given what was recorded, and nothing is recorded twice.
    """
    if not given.seen:
        return ()
    reader = register.reader
    try:
        with explain_errors(register.location), register.connection.snapshot():
            motion = make_motion(given.act, given.words, given.fields, reader)
            since = list(reader.since(*given.seen))
    except (RequestError, RefusalError):
        return ()
    filled_in = {name for name in ("audience", "on") if not getattr(motion, name)}
    names = [name for name in motion.__struct_fields__ if name not in OF_EACH | filled_in]
    for made in since:
        is_alike = type(made.motion) is type(motion) and made.officer == motion.by
        if is_alike and all(getattr(made.motion, name) == getattr(motion, name) for name in names):
            act = tuple(one for one in since if one.reference in made.touched)
            if list_named(*(one.motion for one in act if type(one.motion) is type(motion))) == list_named(motion):
                return act
    return ()


def list_named(*motions: Motion) -> set[str]:
    """List the subjects and records that the motions of one act name."""
    return {name for one in motions for name in (*one.of, *getattr(one, "records", ()))}


def bind(given: ActInput, reader: Reader) -> tuple[Motion, tuple[str, ...]]:
    """The motion that an officer wishes, and the records seen, in full."""
    before = tuple(record(name, reader) for name in given.seen)
    try:
        return make_motion(given.act, given.words, given.fields, reader), before
    except NoTopicStandsThereError as error:
        group = error.round
        refuse_moved(before, reader, lambda name: round_of(name) == group)
        raise


def make_motion(act: str, words: tuple[str, ...], fields: dict[str, Any], reader: Reader) -> Motion:
    """The motion that an officer wishes, its references looked up."""
    refuse_words_to_fill_in(act, words, fields, reader.officers())
    full = about_something(act, subjects(act, words, fields, reader))
    full = expand_references(act, full, reader)
    full = split_time(act, with_languages(act, full, reader), reader)
    motion = with_place(act, convert_fields(act, ADDED.get(act, with_holders)(full, reader)), reader.standing())
    refuse_unmeant(motion, reader)
    if is_lacking(motion.evidence.document):
        raise LackingDocumentError
    return motion


def with_holders(fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The fields with each holder by name.

    A record of a position means its holders, which is the only way to mean a
    name that was erased; where they are not to be named, the act names them no
    more than it did. What is not of its shape is left to be refused.
    """
    words = fields.get("holders")
    if not words or not _are_names(words):
        return fields
    meant = [_position(word, reader) for word in words]
    names = [
        name
        for word, position in zip(words, meant, strict=True)
        for name in (_holders(position, reader) if position else (word,))
    ]
    hidden = any(getattr(position.motion, "unattributed", False) for position in meant if position)
    return {**fields, "holders": names, **({"unattributed": True} if hidden else {})}


def _are_names(words: Any) -> bool:
    return isinstance(words, list | tuple) and all(isinstance(word, str) and word for word in words)


def with_objections(fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """The fields of a lifting with the records of the objections that end.

    One for all who still hold an objection that is not attributed names
    nobody: it stays lifted when names are erased.
    """
    topic = reader.standing().topic(next(iter(fields.get("of", ())), ""))
    words = fields.get("holders", [])
    if topic is None or not _are_names(words):
        return fields
    given = list(fields.get("objections", ()))
    positions = {word: found.reference for word in words if (found := _position(word, reader))}
    names = [word for word in words if word not in positions]
    held, whole = list(topic.standing_objections), [*positions.values(), *([] if names else given)]
    among = {name: (name, of) for name, of in held if not given or of in given}
    if any(name not in among for name in names):
        _refuse_erased(topic, names)
        return {**fields, **({"objections": [*given, *positions.values()]} if given or positions else {})}
    ends = [*(one for one in held if one[1] in whole), *(among[name] for name in names)]
    records = list(dict.fromkeys([*given, *positions.values(), *(of for _, of in ends)]))
    return {**fields, "objections": records, **_lifting(topic, list(dict.fromkeys(ends)), records)}


def with_earlier_positions(fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """Add to an erasure the positions that stay replaced without names."""
    given = list(fields.get("replaced", ()))
    standing = reader.standing()
    erased = {one for name in fields.get("records", ()) for one in standing.record(name).touched}
    subjects = map(standing.subject, {name.rpartition("#")[0] for name in erased})
    for question in (one for one in subjects if isinstance(one, Question)):
        for held, motion in question.positions:
            concerned = motion.unattributed and not erased.isdisjoint({held.reference, *question.list_replacing(held)})
            if concerned and not question.still_held(held):
                given.append(held.reference)
    return {**fields, **({"replaced": list(dict.fromkeys(given))} if given else {})}


def _lifting(topic: Topic, ends: list[HeldObjection], records: list[str]) -> dict[str, Any]:
    """Whose objections end, as far as it is to be written down."""
    standing = topic.standing_objections
    hidden = any(getattr(standing[one].motion, "unattributed", False) for one in ends)
    names = [name for name, _ in ends]
    if hidden and len(ends) == sum(of in records for _, of in standing):
        names = []
    return {"holders": names, **({"unattributed": True} if hidden and names else {})}


def _refuse_erased(topic: Topic, names: list[str]) -> None:
    """Refuse names where one that stands was erased: it might be any of theirs."""
    erased = [held.reference for held in topic.standing_objections.values() if is_erased(held)]
    if erased:
        raise RequestError(
            Message(
                "No objection of {holders} stands by that name, and the names of others were erased. Name the record: "
                "{records}.",
                holders=Series(names),
                records=Series(erased, " or "),
            )
        )


def _position(word: str, reader: Reader) -> Record | None:
    try:
        found = reader.standing().record(record(word, reader))
    except RequestError:
        return None
    return found if isinstance(found.motion, TakePosition) else None


def _holders(position: Record, reader: Reader) -> tuple[str, ...]:
    """List who holds an objection still; where nobody does, all whose it was."""
    topic = reader.standing().subject(position.subject)
    still = topic.objecting.get(position.reference, ()) if isinstance(topic, Topic) else ()
    return still or (position.motion.holders if isinstance(position.motion, TakePosition) else ())


ADDED = {
    "confirm": with_whole_act,
    "correct": corrections,
    "lift objection": with_objections,
    "receive translation": with_sources,
    "redact": with_earlier_positions,
}
"""By act, what adds to its fields what the register knows; to those of others the names of holders."""


def refuse_words_to_fill_in(
    act: str, words: Iterable[str], fields: Mapping[str, Any], officers: Iterable[str] = ()
) -> None:
    """Refuse what help and advice print in the place of a value."""
    called = {name.casefold() for name in officers}
    argument = shape_of(act).metavar.strip("[].").split("|")
    for part in (part for word in words for part in re.split("[/#]", word)):
        if part in {*TO_FILL_IN, *argument} and part.casefold() not in called:
            raise WordToFillInError(part)
    for field in typed_fields(act):
        for value in _texts_in(field.value_in(fields)):
            if value.strip(' "“”') in field.words_to_fill_in and value.casefold() not in called:
                raise WordToFillInError(value.strip(), field)


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from (text for part in (*value, *value.values()) for text in _texts_in(part))
    elif isinstance(value, list | tuple):
        yield from (text for part in value for text in _texts_in(part))


class LackingDocumentError(RequestError):
    """What is not at hand was given as the symbol of a document."""

    def __init__(self) -> None:
        self.field = "evidence.document"
        said = "{option} takes a symbol. Where the document is not at hand, leave it out: the act then waits for it."
        super().__init__(said, option=Option("--document"))


class WordToFillInError(RequestError):
    """A word of help or advice was typed in the place of a value."""

    def __init__(self, word: str, field: Field | None = None) -> None:
        self.word, self.field = word, ".".join(field.path) if field else ""
        stands = (
            "{option} gives “{word}”, which stands for what is to be filled in."
            if field
            else "“{word}” stands for what is to be filled in."
        )
        said = Message(stands, option=Option(f"--{field.option}") if field else "", word=word)
        lacking = Message("What the sources lack is written not-at-hand.") if field and field.takes_not_at_hand else ""
        super().__init__(Messages(said, lacking))


def convert_fields(act: str, fields: dict[str, Any]) -> Motion:
    """The fields as a motion of the act's shape."""
    try:
        return msgspec.convert({"act": act, **fields}, MOTIONS[act])
    except msgspec.ValidationError as error:
        raise MalformedFieldError(act, find_mismatch({"act": act, **fields}, MOTIONS[act])) from error
