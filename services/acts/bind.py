"""From what was given of an act to the motion that it makes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import msgspec

from escalade.services.acts.correction import corrections, with_languages, with_whole_act
from escalade.services.acts.exact_time import split_time
from escalade.services.acts.field_errors import MalformedFieldError
from escalade.services.acts.holiday_calendar import refuse_unknown_calendar
from escalade.services.acts.references import record
from escalade.services.acts.resolve import (
    NoTopicStandsThereError,
    about_something,
    expand_places,
    expand_references,
    subjects,
    with_holders,
    with_objections,
    with_sources,
)
from escalade.workflow.motions import MOTIONS
from escalade.workflow.motions.mismatch import find_mismatch
from escalade.workflow.values.errors import MovedMeanwhileError

if TYPE_CHECKING:
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
    """
    full = about_something(act, subjects(act, words, fields, reader))
    full = expand_references(expand_places(full), reader)
    full = with_objections(full, reader) if act == "lift objection" else with_holders(full, reader)
    full = split_time(act, with_languages(act, full, reader), reader)
    if act == "confirm":
        full = with_whole_act(full, reader)
    if act == "correct":
        full = corrections(full, reader)
    if act == "receive translation":
        full = with_sources(full, reader)
    refuse_unknown_calendar(full.get("holiday_calendar"))
    return convert_fields(act, full)


def convert_fields(act: str, fields: dict[str, Any]) -> Motion:
    """The fields as a motion of the act's shape.

    Raises:
        RequestError: a field is unknown, or not of its shape.
    """
    try:
        return msgspec.convert({"act": act, **fields}, MOTIONS[act])
    except msgspec.ValidationError as error:
        raise MalformedFieldError(act, find_mismatch({"act": act, **fields}, MOTIONS[act])) from error
