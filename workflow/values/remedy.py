"""What is in the way, and the one thing that clears it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

import msgspec

from escalade.workflow.values.message import Messages


class Remedy(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The one thing to do about a cause.

    An act and the office that does it, an input, a date, another officer, or
    nothing: what the procedure does not allow at all has no remedy.
    """

    kind: Literal["act", "input", "date", "officer", "wait", "none"]
    act: str | None = None
    office: str | None = None
    subject: str | None = None
    given: Mapping[str, str] = {}
    """Fields and values that the act, or the input, takes."""
    note: str = ""
    """What to do, as a clause that completes the sentence of the cause."""


class Cause(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One broken rule of one row, for one subject."""

    rule: str
    subject: str
    sentence: Annotated[str, msgspec.Meta(description="What is wrong and what clears it: full sentences.")]
    remedy: Remedy
    severity: Literal["error", "warning"] = "error"

    @property
    def problem(self) -> str:
        """What is wrong, without what clears it."""
        if isinstance(self.sentence, Messages) and self.remedy.note:
            return Messages(*map(str, self.sentence.items[:-1]))
        return self.sentence.removesuffix(self.remedy.note).rstrip()
