"""What strangers were shown, kept until the record or the minute changes.

A page for strangers is made from the record, the time, the language and its
address, and from nothing else. The database says whether anybody wrote since,
so that what is kept is never older than the record.
"""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from escalade.models.engine import connect, engine_of, explained
from escalade.workflow.errors import EscaladeError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from escalade.models.connection import Connection
    from escalade.models.location import Location

MOST, LARGEST = 1000, 300_000
"""How many answers are kept, and of how many bytes at most."""
PERSONAL = frozenset({b"cookie", b"authorization", b"if-none-match", b"range"})
"""What makes a request another than everybody's."""


class Kept:
    """Answers strangers from what is kept, where nothing changed."""

    def __init__(self, app: ASGIApp, *, register: Location) -> None:
        """Wrap what answers."""
        self._app, self._register = app, register
        self._connection: Connection | None = None
        self._place: Any = None
        self._state: Any = None
        self._answers: dict[tuple[str, ...], list[Message]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or keep what is answered."""
        if not for_everybody(scope) or not self._still():
            await self._app(scope, receive, send)
            return
        key = (scope["language"], scope["prefix"], scope["path"], scope["query_string"].decode("latin-1"))
        state = self._state
        if key not in self._answers:
            told: list[Message] = []

            async def sent(message: Message) -> None:
                told.append(message)
                await send(message)

            await self._app(scope, receive, sent)
            if self._still() and state == self._state and worth_keeping(told):
                self._keep(key, told)
            return
        for message in self._answers[key]:
            await send(message)

    def _keep(self, key: tuple[str, ...], told: list[Message]) -> None:
        while len(self._answers) >= MOST:
            del self._answers[next(iter(self._answers))]
        self._answers[key] = told

    def _still(self) -> bool:
        """Whether the register can be asked; what is kept goes where it changed."""
        try:
            place = engine_of(self._register).identity()
            if self._connection is None or self._place != place:
                self._connection, self._place = connect(self._register, write=False), place
            with explained(self._register):
                written = self._connection.state()
        except (EscaladeError, OSError):
            self._connection, self._state = None, None
            self._answers.clear()
            return False
        state = (self._place, written, datetime.now().astimezone().strftime("%Y-%m-%dT%H:%M%z"))
        if state != self._state:
            self._answers.clear()
            self._state = state
        return True


def for_everybody(scope: Scope) -> bool:
    """Whether a request says nothing of who makes it."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith("/static/"):
        return False
    return PERSONAL.isdisjoint(name for name, _ in scope["headers"])


def worth_keeping(told: list[Message]) -> bool:
    """Whether an answer is whole, small, and drawn from the record alone."""
    if (
        not told
        or told[0]["type"] != "http.response.start"
        or told[0]["status"] != HTTPStatus.OK
        or told[-1].get("more_body")
    ):
        return False
    names = {name for name, _ in told[0]["headers"]}
    return b"etag" in names and b"set-cookie" not in names and sum(len(one.get("body", b"")) for one in told) <= LARGEST
