"""An exact time of an act, kept beside its day."""

from __future__ import annotations

import re
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
    fields = {**fields, **_with_zone(act, fields, reader)}
    on = fields.get("on")
    if not isinstance(on, str) or "T" not in on:
        return fields
    if "time" not in MOTIONS[act].__struct_fields__:
        option = "on"
        raise OptionError(option, Message("takes a day for “{act}”, not an exact time", act=Word(act)))
    return {**fields, "on": local_time(on, seat_of(reader.standing())).date().isoformat(), "time": on}


_WITHOUT_ZONE = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(:\d{2})?)", re.ASCII)


def _with_zone(act: str, fields: dict[str, Any], reader: Reader) -> dict[str, str]:
    """The exact times that were given without a zone, by the clock of the seat."""
    timed = ("on", "until") if act == "circulate" else ("on",)
    given = {name: _WITHOUT_ZONE.fullmatch(f"{fields.get(name)}") for name in timed}
    zone = seat_of(reader.standing()) if any(given.values()) else ""
    return {name: f"{found[1]}T{found[2]} {zone}" for name, found in given.items() if found and zone}
