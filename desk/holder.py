"""Whose position is meant, where a record of it is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.desk.round import record
from escalade.workflow.errors import RequestError
from escalade.workflow.motion import TakePosition

if TYPE_CHECKING:
    from escalade.models.queries import Reader


def holder(word: str, reader: Reader) -> str:
    """The holder of a position, by name or by the record of the position.

    A name that was erased can only be meant by its record.
    """
    try:
        motion = reader.standing().record(record(word, reader)).motion
    except RequestError:
        return word
    return motion.holder if isinstance(motion, TakePosition) else word
