"""The cursor of the inbox: where a page begins, as one types it."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

LAST_DAY = date.max.isoformat()
"""Where what is not due on any day stands in the order."""
UNDATED = "undated"
_SHAPE = (
    rf"(?P<due>\d{{4}}-\d\d-\d\d|{UNDATED}):(?P<since>\d{{4}}-\d\d-\d\d):(?P<number>\d{{1,9}}):(?P<subject>.{{1,200}})"
)


class MalformedBookmarkError(RequestError):
    """A text that names no place in the order of the inbox."""

    def __init__(self, text: str) -> None:
        """Name the text, and where such places are found."""
        self.text = text
        super().__init__(
            Message(
                "“{text}” is no place in the inbox. A page of it that goes on names the place where the next begins.",
                text=text,
            )
        )


class Bookmark(NamedTuple):
    """A place in the order of the inbox: by due day, age and subject."""

    due: str
    since: str
    subject: str
    number: int
    """Which it is of what waits about the subject there."""

    def __str__(self) -> str:
        """The place as one types it."""
        return f"{UNDATED if self.due == LAST_DAY else self.due}:{self.since}:{self.number}:{self.subject}"


FIRST = Bookmark("", "", "", 0)
"""Before everything."""


def bookmark_in(text: str) -> Bookmark:
    """The place that a text names; an empty one is before everything.

    Raises:
        MalformedBookmarkError: it names none.
    """
    if not text:
        return FIRST
    found = re.fullmatch(_SHAPE, text, re.ASCII)
    if found is None:
        raise MalformedBookmarkError(text)
    due = LAST_DAY if found["due"] == UNDATED else found["due"]
    return Bookmark(due, found["since"], found["subject"], int(found["number"]))
