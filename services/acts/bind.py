"""From what was given of an act to the motion that it makes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from escalade.services.acts.correction import corrections, with_languages, with_whole_act
from escalade.services.acts.field_errors import MalformedFieldError
from escalade.services.acts.fields import TO_FILL_IN, Field, Kind, evidence_of, own_fields, shape_of
from escalade.services.acts.holiday_calendar import refuse_unknown_calendar
from escalade.services.acts.parse import split_time
from escalade.services.acts.positions import with_earlier_positions, with_holders, with_objections
from escalade.services.acts.references import record
from escalade.services.acts.resolve import (
    NoTopicStandsThereError,
    about_something,
    expand_references,
    subjects,
    with_sources,
)
from escalade.services.acts.validation import refuse_later_day, refuse_lost_vote, refuse_unprinted_paragraph
from escalade.workflow.motions import MOTIONS, NOT_AT_HAND
from escalade.workflow.motions.mismatch import find_mismatch
from escalade.workflow.values.errors import MovedMeanwhileError, RequestError
from escalade.workflow.values.message import Message, Messages, Option

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from escalade.models.reader import Reader
    from escalade.workflow.motions import Motion


class ActInput(NamedTuple):
    """An act as it was given, before anything is looked up."""

    act: str
    words: tuple[str, ...]
    """What it is about, as it was typed."""
    fields: dict[str, Any]
    """The values of its fields by their names, the officer among them."""
    seen: tuple[str, ...] = ()
    """Records that the officer had before them, as they were typed."""


def bind(given: ActInput, reader: Reader) -> tuple[Motion, tuple[str, ...]]:
    """The motion that an officer wishes, and the records seen, in full.

    Raises:
        RequestError: a reference is unknown, ambiguous or missing, or a field
            is not of its shape.
        MovedMeanwhileError: no topic of the round stands any more where one was seen.
    """
    before = tuple(record(name, reader) for name in given.seen)
    try:
        return make_motion(given.act, given.words, given.fields, reader), before
    except NoTopicStandsThereError as error:
        for later in reader.since(*before) if before else ():
            if later.subject == error.round or later.subject.startswith(f"{error.round}/"):
                raise MovedMeanwhileError(later.subject, later.reference) from error
        raise


def make_motion(act: str, words: tuple[str, ...], fields: dict[str, Any], reader: Reader) -> Motion:
    """The motion that an officer wishes, its references looked up.

    Raises:
        RequestError: a reference is unknown, ambiguous or missing, or a field
            is not of its shape, or no calendar is called so.
        LackingDocumentError: a document is said to be not at hand.
        RulesBrokenError: a paragraph is corrected that an approved report gives.
    """
    refuse_words_to_fill_in(act, words, fields, reader.officers())
    full = about_something(act, subjects(act, words, fields, reader))
    full = expand_references(act, full, reader)
    full = with_objections(full, reader) if act == "lift objection" else with_holders(full, reader)
    full = split_time(act, with_languages(act, full, reader), reader)
    if act == "redact":
        full = with_earlier_positions(full, reader)
    if act == "confirm":
        full = with_whole_act(full, reader)
    if act == "correct":
        full = corrections(full, reader)
    if act == "receive translation":
        full = with_sources(full, reader)
    refuse_unknown_calendar(full.get("holiday_calendar"))
    motion = convert_fields(act, full)
    refuse_later_day(motion, reader)
    refuse_lost_vote(motion, reader)
    refuse_unprinted_paragraph(motion, reader)
    if motion.evidence.document in LACKING:
        raise LackingDocumentError
    return motion


def refuse_words_to_fill_in(
    act: str, words: Iterable[str], fields: Mapping[str, Any], officers: Iterable[str] = ()
) -> None:
    """Refuse what help and advice print in the place of a value.

    Raises:
        WordToFillInError: a value is such a word, and no officer is called so.
    """
    called = {name.casefold() for name in officers}
    argument = shape_of(act).metavar.strip("[].").split("|")
    for part in (part for word in words for part in re.split("[/#]", word)):
        if part in {*TO_FILL_IN, *argument} and part.casefold() not in called:
            raise WordToFillInError(part)
    for field in (*own_fields(act), *evidence_of(act), *OF_EVERY_ACT):
        for value in _given_at(fields, field):
            if value.strip(' "“”') in field.words_to_fill_in and value.casefold() not in called:
                raise WordToFillInError(value.strip(), field)


OF_EVERY_ACT = (
    Field(("by",), "as", Kind.LINE, ""),
    Field(("entered_for",), "entered-for", Kind.LINE, ""),
    Field(("on",), "on", Kind.DATE, ""),
)
"""What every act takes beside its own fields, and help and advice print a word for."""


def _given_at(fields: Mapping[str, Any], field: Field) -> Iterator[str]:
    """Every text that a field was given, in all languages."""
    held: list[Any] = [fields]
    for name in field.path[:-1]:
        held = [one[name] for one in held if isinstance(one, dict) and name in one]
    rest = [one[field.key] for one in held if isinstance(one, dict) and field.key in one]
    while rest:
        one = rest.pop()
        if isinstance(one, dict):
            rest += [*one, *one.values()]
        elif isinstance(one, list | tuple):
            rest += one
        elif isinstance(one, str):
            yield one


LACKING = {NOT_AT_HAND, NOT_AT_HAND.replace(" ", "-")}
"""How it is written, as it is kept and as it is typed, that the sources lack something."""


class LackingDocumentError(RequestError):
    """What is not at hand was given as the symbol of a document."""

    def __init__(self) -> None:
        """Say that it is left out."""
        self.field = "document"
        said = "{option} takes a symbol. Where the document is not at hand, leave it out: the act then waits for it."
        super().__init__(Message(said, option=Option("--document")))


class WordToFillInError(RequestError):
    """A word of help or advice was typed in the place of a value."""

    def __init__(self, word: str, field: Field | None = None) -> None:
        """Name the word, the option it was given, and what else that takes."""
        self.word, self.field = word, field.key if field else ""
        said = (
            Message(
                "{option} gives “{word}”, which stands for what is to be filled in.",
                option=Option(f"--{field.option}"),
                word=word,
            )
            if field
            else Message("“{word}” stands for what is to be filled in.", word=word)
        )
        lacking = Message("What the sources lack is written not-at-hand.") if field and field.takes_not_at_hand else ""
        super().__init__(Messages(said, lacking))


def convert_fields(act: str, fields: dict[str, Any]) -> Motion:
    """The fields as a motion of the act's shape.

    Raises:
        RequestError: a field is unknown, or not of its shape.
    """
    try:
        return msgspec.convert({"act": act, **fields}, MOTIONS[act])
    except msgspec.ValidationError as error:
        raise MalformedFieldError(act, find_mismatch({"act": act, **fields}, MOTIONS[act])) from error
