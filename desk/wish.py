"""From the fields that were given to the motion that they make."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from escalade.desk.correction import corrections
from escalade.desk.holder import holder
from escalade.desk.malformed import MalformedFieldError
from escalade.desk.referring import about_something, mentioned, placed, subjects
from escalade.desk.source import with_sources
from escalade.workflow.motion import MOTIONS

if TYPE_CHECKING:
    from escalade.models.queries import Reader
    from escalade.workflow.motion import Motion


def wished(act: str, words: tuple[str, ...], fields: dict[str, Any], reader: Reader) -> Motion:
    """The motion that an officer wishes, its references looked up.

    Args:
        act: the name of the act.
        words: what the act is about, as it was typed.
        fields: the fields that were given, the officer among them.
        reader: the register that they are looked up in.

    Raises:
        RequestError: a reference is unknown, ambiguous or missing, or a field
            is not of its shape.
    """
    full = about_something(act, subjects(act, words, fields, reader))
    full = mentioned(placed(full), reader)
    if full.get("holder"):
        full["holder"] = holder(full["holder"], reader)
    if act == "correct":
        full = corrections(full, reader)
    if act == "receive translation":
        full = with_sources(full, reader)
    return converted(act, full)


def converted(act: str, fields: dict[str, Any]) -> Motion:
    """The fields as a motion of the act's shape.

    Raises:
        RequestError: a field is unknown, or not of its shape.
    """
    try:
        return msgspec.convert({"act": act, **fields}, MOTIONS[act])
    except msgspec.ValidationError as error:
        raise MalformedFieldError(act, str(error)) from error
