"""Pages of the register as it was, where their address asks for it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from escalade.models.as_of import open_past
from escalade.workflow.values.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fastapi import Request

    from escalade.models.reader import Reader
    from escalade.web.state import State

ASKED = ("as_of", "known_at")
"""What had taken effect by a day, and what had been recorded by a moment."""
MOST = 20_000
"""Of how many records a page makes an earlier register anew; it takes memory and time for each."""


class PastTooLargeError(RequestError):
    """A page is asked for the past of a register that is too large for that."""

    def __init__(self, size: int) -> None:
        """Say how large it is, and what does it."""
        super().__init__(
            f"Pages show what was of up to {MOST:,} records, and the register has {size:,}. "
            "The command line shows it: escalade show REF --as-of DATE --known-at TIME."
        )


class ActInThePastError(RequestError):
    """An act is asked for on the register as it was."""

    def __init__(self) -> None:
        """Say what to leave out."""
        super().__init__("What was is read, and never acted on: leave as_of and known_at out of the address.")


def asked_moment(request: Request) -> dict[str, str]:
    """The day and the moment that an address names; nothing for now.

    Raises:
        ActInThePastError: something is sent there.
    """
    past = {name: value for name in ASKED if (value := request.query_params.get(name))}
    if past and request.method == "POST":
        raise ActInThePastError
    return past


@contextmanager
def open_as_of(house: State, request: Request) -> Iterator[tuple[Reader, dict[str, str]]]:
    """The register now, or as it was, made in memory; and what was asked.

    Raises:
        PastTooLargeError: it has too many records for that.
        RequestError: the day or the moment cannot be one, or something is sent there.
        RegisterError: there is no register, or it cannot be read.
    """
    past = asked_moment(request)
    with house.readers.open() as now:
        if not past:
            yield now, past
            return
        size = now.size()
    if size > MOST:
        raise PastTooLargeError(size)
    with open_past(house.setting.register, as_of=past.get("as_of"), known_at=past.get("known_at")) as register:
        yield register, past
