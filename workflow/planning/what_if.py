"""Suppositions for a plan, such as another day of a session."""

from __future__ import annotations

from datetime import date

import msgspec

from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

KINDS = ("session", "document", "closes")


class WhatIfError(RequestError):
    """A supposition that cannot be read."""

    def __init__(self, text: str, problem: str) -> None:
        """Name what was typed, and what is wrong with it."""
        self.text = text
        super().__init__(
            Message(
                "“{text}” {problem}. Suppose session=DATE or session=NAME, document=DATE, or closes=DATE; "
                "a day is written 2017-04-20.",
                text=text,
                problem=problem,
            )
        )


class WhatIf(msgspec.Struct, frozen=True):
    """Suppositions, instead of what is on record."""

    session: str | None = None
    document: date | None = None
    closes: date | None = None

    @property
    def opening(self) -> date | None:
        """The day on which the session is supposed to open."""
        return day_in(self.session) if self.session else None

    @classmethod
    def parse(cls, *texts: str) -> WhatIf:
        """Read suppositions, each written KIND=VALUE.

        Raises:
            WhatIfError: one cannot be read, or comes twice.
        """
        found: dict[str, str] = {}
        for text in texts:
            kind, mark, value = text.partition("=")
            if not mark or kind not in KINDS or not value:
                raise WhatIfError(text, Message("is no supposition"))
            if kind in found:
                raise WhatIfError(text, Message("comes after another one of its kind"))
            if kind != "session" and day_in(value) is None:
                raise WhatIfError(text, Message("names no day"))
            found[kind] = value
        return cls(found.get("session"), day_in(found.get("document", "")), day_in(found.get("closes", "")))


def day_in(text: str) -> date | None:
    """The day that a text writes; None where it writes none."""
    try:
        return when(text).day
    except RequestError:
        return None


NOTHING_SUPPOSED = WhatIf()
