"""The plan of a round, and the deadlines in force."""

from __future__ import annotations

from datetime import date

import msgspec

from escalade.web.api.shape.base import Shape, default_of, make_shape
from escalade.workflow.motions.base import COMMON
from escalade.workflow.motions.body import SetDeadline
from escalade.workflow.planning.line import Stands

Deadline = make_shape(
    "Deadline",
    [
        *(
            (one.name, one.type, default_of(one))
            for one in msgspec.structs.fields(SetDeadline)
            if one.name not in COMMON
        ),
        ("citation", str),
        ("record", str),
        ("counted_from", str),
        ("due", date),
        ("in_force_since", str),
    ],
)
"""A deadline in force."""


class Before(Shape):
    """A day that something was to be on before."""

    day: str
    record: str


class Line(Shape):
    """Something that is to be done, and how it stands."""

    stage: str
    subject: str
    what: str
    office: str
    act: str | None
    record: str | None
    stands: Stands
    missed_by: int
    spare: int | None
    warns: bool
    too_late: bool
    due: date | None
    due_until: str | None
    planned: date | None
    until: date | None
    done: str | None
    deadline: Deadline | None  # type: ignore[valid-type]  # made from the law’s own shape
    before: list[Before]
    instead: list[Deadline]  # type: ignore[valid-type]  # made from the law’s own shape
    sentence: str


class Plan(Shape):
    """The plan of a round, as of a day."""

    round: str
    as_at: str
    seat: str
    time_zone: str
    supposed: list[str]
    lines: list[Line]
