"""What may follow, what is in its way, and what waits."""

from __future__ import annotations

import msgspec

from escalade.web.api.shape.base import RemedyKind, Severity, Shape, over
from escalade.workflow.inbox.pages import InboxItem


class Remedy(Shape):
    """The one thing to do about a cause."""

    kind: RemedyKind
    command: str | None
    act: str | None = None
    office: str | None = None
    subject: str | None = None
    given: dict[str, str] = msgspec.field(default_factory=dict)
    note: str = ""


class Cause(Shape):
    """One broken rule of one row, for one subject."""

    rule: str
    subject: str
    sentence: str
    severity: Severity
    remedy: Remedy


class Remark(Shape):
    """One thing that a check finds wrong, or not yet right, in a paper."""

    severity: Severity
    check: str
    paper: str
    place: str
    what: str
    record: str


class Problem(Shape):
    """What is wrong, and what clears it (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    error: str
    causes: list[Cause]
    newest: str | None = None
    """The newest record of what moved meanwhile."""
    findings: list[Remark] = msgspec.field(default_factory=list)
    """What a check found in a paper that is therefore not issued."""


class Prospect(Shape):
    """A step that may follow, and what stands in its way."""

    act: str
    to: str
    offices: list[str]
    open: bool
    causes: list[Cause]
    command: str


class Prospects(Shape):
    """Every step that starts from where a subject stands."""

    subject: str
    state: str | None
    steps: list[Prospect]


class Way(Shape, rename={"origin": "from"}):
    """A step of the way to an act."""

    origin: str | None
    act: str
    to: str
    offices: list[str]


class Answer(Shape):
    """What stands in the way of one act, and the way to it."""

    subject: str
    state: str | None
    act: str
    causes: list[Cause]
    way: list[Way]
    commands: list[str]


Waiting = over("Waiting", InboxItem, ("commands", list[str]))
"""What waits for an office."""


class Rule(Shape):
    """A rule of a step, and its sentence."""

    rule: str
    sentence: str


class Step(Shape, rename={"origin": "from"}):
    """A step of the procedure's table."""

    of: str
    origin: str | None
    act: str
    to: str
    offices: list[str]
    basis: str
    since: int
    until: int | None
    rules: list[Rule]
