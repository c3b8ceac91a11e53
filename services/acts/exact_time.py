"""An exact time of an act, kept beside its day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escalade.services.acts.parse import OptionError
from escalade.workflow.motions import MOTIONS
from escalade.workflow.subjects.silence import seat_of
from escalade.workflow.values.instant import local_time
from escalade.workflow.values.message import Message, Word

if TYPE_CHECKING:
    from escalade.models.reader import Reader


def split_time(act: str, fields: dict[str, Any], reader: Reader) -> dict[str, Any]:
    """Keep an exact time beside its day, which is the day at the seat.

    Raises:
        RequestError: the act has no exact time, or it is written as none.
    """
    on = fields.get("on")
    if not isinstance(on, str) or "T" not in on:
        return fields
    if "time" not in MOTIONS[act].__struct_fields__:
        option = "on"
        raise OptionError(option, Message("takes a day for “{act}”, not an exact time", act=Word(act)))
    return {**fields, "on": local_time(on, seat_of(reader.standing())).date().isoformat(), "time": on}
