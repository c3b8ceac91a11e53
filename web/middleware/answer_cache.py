"""What was shown, kept until the record or the minute changes.

A page is made from the record, the time, the language, its address, and the
session of whoever asks, and from nothing else. The register is at another
moment once anybody wrote, so that what is kept is never older than the record;
a session is looked for each time, so that nothing is shown to one that ended.
"""

from __future__ import annotations

from collections import OrderedDict
from http import HTTPStatus
from time import time
from typing import TYPE_CHECKING

from escalade.web.middleware.request_context import BROWSER, cookie_of
from escalade.web.middleware.validator import is_known
from escalade.workflow.values.errors import EscaladeError

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from escalade.models.read_cache import Moment
    from escalade.models.reader_pool import Readers
    from escalade.web.auth.session import Sessions

MOST, LARGEST = 64_000_000, 300_000
"""How many bytes are kept, and how many of one answer at most."""
APART = frozenset({b"authorization", b"range"})
"""What makes a request another than the next one."""
OF_BODY = frozenset({b"content-length", b"content-type"})
"""Headers that say nothing where there is no body."""
Key = tuple[str, ...]
State = tuple["Moment | None", int]
"""The moment at which the register is, and the minute."""


class AnswerCache:
    """Answers from what is kept, where nothing changed."""

    def __init__(self, app: ASGIApp, *, readers: Readers, sessions: Sessions) -> None:
        """Wrap what answers."""
        self._app, self._readers, self._sessions = app, readers, sessions
        self._state: State = (None, 0)
        self._answers: OrderedDict[Key, list[Message]] = OrderedDict()
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from what is kept, or keep what is answered."""
        key = self._key(scope) if may_be_kept(scope) and self._still() else None
        if key is None:
            await self._app(scope, receive, send)
            return
        state = self._state
        if key in self._answers:
            self._answers.move_to_end(key)
            for message in unless_known(scope, self._answers[key]):
                await send(message)
            return
        told: list[Message] = []

        async def sent(message: Message) -> None:
            told.append(message)
            await send(message)

        await self._app(scope, receive, sent)
        if state is self._state and worth_keeping(told):  # else somebody wrote meanwhile, and it may be older
            self._keep(key, told)

    def _key(self, scope: Scope) -> Key | None:
        """What an answer depends on beside record and time, where it is known."""
        try:
            session = self._sessions.find(cookie_of(scope, BROWSER))
        except EscaladeError:  # the file of accounts cannot be read: the page says so
            return None
        query = scope["query_string"].decode("latin-1")
        return (
            scope["language"],
            scope["prefix"],
            scope["path"],
            query,
            *((session.form, session.seen_as) if session else ()),
        )

    def _keep(self, key: Key, told: list[Message]) -> None:
        """Keep an answer; those that nobody asked for lately make room."""
        self._bytes += size_of(told)
        self._answers[key] = told
        while self._bytes > MOST:
            self._bytes -= size_of(self._answers.popitem(last=False)[1])

    def _still(self) -> bool:
        """Whether the register can be asked; what is kept goes where it changed."""
        state = (self._readers.moment(), int(time() // 60))
        if state != self._state:
            self._answers.clear()
            self._bytes, self._state = 0, state
        return state[0] is not None


def may_be_kept(scope: Scope) -> bool:
    """Whether a request is for a page, and for the whole of it."""
    if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith("/static/"):
        return False
    return APART.isdisjoint(name for name, _ in scope["headers"])


def unless_known(scope: Scope, told: list[Message]) -> list[Message]:
    """An answer that is kept, or word that the browser has it already."""
    headers = {name: value for name, value in told[0]["headers"] if name not in OF_BODY}
    asked = b", ".join(value for name, value in scope["headers"] if name == b"if-none-match").decode("latin-1")
    if not is_known(headers[b"etag"].decode("latin-1"), asked):
        return told
    start = {**told[0], "status": HTTPStatus.NOT_MODIFIED, "headers": list(headers.items())}
    return [start, {"type": "http.response.body", "body": b""}]


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
    return b"etag" in names and b"set-cookie" not in names and size_of(told) <= LARGEST


def size_of(told: list[Message]) -> int:
    """How many bytes an answer has."""
    return sum(len(one.get("body", b"")) for one in told)
