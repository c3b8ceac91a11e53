"""What was found in texts, and what changed in them."""

from __future__ import annotations

from escalade.web.api.shape.base import Shape


class Find(Shape, rename={"field": "found in"}):
    """A text that has all the words, and where it stands."""

    record: str
    act: str
    day: str
    field: str
    text: str


class Change(Shape):
    """One part of a text that changed, in one language."""

    part: str
    language: str
    before: str
    after: str


class Difference(Shape, rename={"older": "from", "newer": "to"}):
    """What changed from one text of a topic to another."""

    subject: str
    older: str
    newer: str
    changes: list[Change]
