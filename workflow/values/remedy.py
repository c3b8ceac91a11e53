"""Causes in an act's way, each with the one remedy that clears it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, NamedTuple, Self

import msgspec

from escalade.workflow.values.errors import Messages

REQUEST, THE_TABLE = "request", "procedure"
"""Sources of values that no record holds: what was asked for, and the table."""
SEPARATOR = "\n"
"""What stands between the values of a field that takes several."""
Kind = Literal["act", "input", "date", "officer", "wait", "none"]


class Held(NamedTuple):
    """A value that identifies something, and where it stands."""

    value: str
    source: str
    """The record that holds it, the request, or the procedure."""


class Remedy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What to do about a cause: an act, input, date, other officer or nothing.

    A value is held, or it is open and left to whoever knows it; only what
    identifies is held, and nothing that says what happened.
    """

    kind: Kind
    act: str | None = None
    office: str | None = None
    subject: str | None = None
    given: Mapping[str, str] = {}
    """Fields and values that the act, or the input, takes; an open one is empty."""
    sources: Mapping[str, str] = {}
    """Where each value that is held stands."""
    without: Mapping[str, str] = {}
    """Fields of the request to be left out: of several values one, or all where it is empty."""
    awaits: str = ""
    """The day that has to come first."""
    note: str = ""
    """What to do, as a clause that completes the sentence of the cause."""

    def taking(self, given: Mapping[str, Held | None]) -> Self:
        """Give the remedy fields that it takes, each held or open."""
        values = {name: held.value if held else "" for name, held in given.items()}
        sources = {name: held.source for name, held in given.items() if held}
        return msgspec.structs.replace(self, given=values, sources=sources)


class Cause(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One broken rule of one row, for one subject."""

    rule: str
    subject: str
    sentence: Annotated[str, msgspec.Meta(description="What is wrong and what clears it: full sentences.")]
    remedy: Remedy
    severity: Literal["error", "warning"] = "error"

    @property
    def names_subject(self) -> bool:
        """Whether the sentence begins with its subject, not to be said twice."""
        return self.sentence.partition(" ")[0].rstrip(",") == self.subject

    @property
    def problem(self) -> str:
        """The problem, without what clears it."""
        if not self.remedy.note:
            return self.sentence
        if isinstance(self.sentence, Messages):
            return Messages(*map(str, self.sentence.items[:-1]))
        return self.sentence.removesuffix(self.remedy.note).rstrip()
