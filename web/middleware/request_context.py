"""One request: who reads, in what language, and what they may see."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from escalade.models.reader import Reader
from escalade.models.server.store import SessionRow
from escalade.services.views.text import say_left_out
from escalade.web.auth.scoped_reader import Sight
from escalade.web.auth.session import Session
from escalade.web.auth.trusted_header import still_names
from escalade.web.i18n.language import cookie_of
from escalade.web.i18n.wording import public_path
from escalade.web.middleware.errors import ActInThePastError
from escalade.web.middleware.headers import tag_of, validate_answer
from escalade.web.state import State
from escalade.workflow.records.audience import READERS
from escalade.workflow.records.record import Record
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import EscaladeError


class LapsedError(Exception):
    """What a provider said of a visitor holds no longer; it is asked anew."""

    def __init__(self, session: SessionRow, onward: str, kept: str = "") -> None:
        """Know the session, where it goes on, and what was typed there."""
        self.session, self.onward, self.kept = session, onward, kept
        super().__init__(onward)


@contextmanager
def open_as_of(app_state: State, request: Request) -> Iterator[tuple[Reader, str]]:
    """The register now, or as it was, and the day that was asked for."""
    past = request.query_params.get("as_of", "")
    if past and request.method == "POST":
        raise ActInThePastError
    with app_state.readers.open_past(past) if past else app_state.readers.open() as register:
        yield register, past


PUBLISHED = "is_published"
"""The key of a request's scope that says that no server will answer."""
BROWSER = "escalade_session"
"""The cookie of a session."""
PAGE = "document"
"""What browsers say that they want where they go from page to page (Fetch Metadata)."""
LOOK, LOOKS = "escalade_look", ("light", "dark")
"""The cookie of how pages look, and what it may say."""


class Visit:
    """A request with what belongs to it."""

    def __init__(self, request: Request) -> None:
        """Receive a visitor."""
        self.request = request
        self.app_state: State = request.app.state.app_state
        self.language: str = request.scope["language"]
        self.prefix: str = request.scope["prefix"]

    @cached_property
    def kept_session(self) -> Session | None:
        """The visitor's session, lapsed or not."""
        found = self.app_state.sessions.find(cookie_of(self.request.scope, BROWSER))
        provider = self.app_state.providers.get(found.row.provider) if found else None
        if found and provider and provider.header and not still_names(provider, self.request, found.row):
            return None
        return found

    @cached_property
    def session(self) -> Session | None:
        """The visitor's session, where they are signed in and vouched for.

        Raises:
            LapsedError: a page is asked for, and the provider is to be asked first.
        """
        if self.kept_session is None or not self.kept_session.has_lapsed:
            return self.kept_session
        if self.request.method == "GET" and self.request.headers.get("sec-fetch-dest", PAGE) == PAGE:
            raise LapsedError(self.kept_session.row, self.here)
        return None

    @property
    def officer(self) -> str:
        """The name under which the visitor signed in; empty for strangers."""
        return self.session.account.name if self.session else ""

    @property
    def identity(self) -> str:
        """How it is known who acts, as records say it."""
        return self.session.identity if self.session else ""

    def find_offices(self) -> tuple[str, ...]:
        """The offices that the visitor holds; none where that cannot be read."""
        if not self.officer:
            return ()
        try:
            with self.reading() as sight:
                return sight.offices
        except EscaladeError:
            return ()

    @property
    def sight_of(self) -> str:
        """Whose sight the visitor borrows; empty where they see with their own."""
        return self.session.seen_as if self.session else ""

    @property
    def path(self) -> str:
        """The path of this page, its language left out."""
        return str(self.request.scope["path"])

    @property
    def here(self) -> str:
        """The address of this very page in no language, its question included."""
        question = self.request.scope["query_string"].decode("latin-1")
        return quote(self.path) + (f"?{question}" if question else "")

    @property
    def onward(self) -> str:
        """The address of this very page, its language and its question included."""
        return self.to(self.here)

    @property
    def headers(self) -> dict[str, str]:
        """What every page says of itself.

        One whose address names a language is the same whatever a browser prefers.
        """
        vary = "Cookie" if self.prefix else "Accept-Language, Cookie"
        return {"content-language": self.language, "vary": vary, "cache-control": "private, no-cache"}

    @property
    def address(self) -> str:
        """The whole address of this page, as it stands on a print."""
        return f"{self.site}{self.to(quote(self.path))}"

    @property
    def site(self) -> str:
        """The address of this server, as the visitor reached it."""
        return str(self.request.base_url).rstrip("/")

    @property
    def host(self) -> str:
        """The address from which the visitor comes."""
        return self.request.client.host if self.request.client else ""

    @property
    def look(self) -> str:
        """Light or dark, as the visitor chose; empty for that of the device."""
        chosen = cookie_of(self.request.scope, LOOK)
        return chosen if chosen in LOOKS else ""

    @property
    def public_onward(self) -> str:
        """Where the public sees what this page is about."""
        there = public_path(self.path)
        return self.onward if there == self.path else self.to(quote(there))

    @property
    def published(self) -> bool:
        """Whether the page becomes a file, and no server will answer it."""
        return bool(self.request.scope.get(PUBLISHED))

    def to(self, path: str) -> str:
        """A path in the language in which the visitor goes about."""
        return f"{self.prefix}{path}"

    @contextmanager
    def reading(self) -> Iterator[Sight]:
        """The register at one moment, now or as it was, as the visitor may see it."""
        with open_as_of(self.app_state, self.request) as (register, past):
            yield Sight(register, self.officer, past, self.sight_of, self.identity)

    @contextmanager
    def reading_for_all(self) -> Iterator[Sight]:
        """The register as everybody sees it, whoever asks."""
        with self.app_state.readers.open() as register:
            yield Sight(register, "", seen_as=READERS[0])

    def page(self, name: str, sight: Sight | None, facts: Mapping[str, Any], status: int = HTTPStatus.OK) -> Response:
        """A page, or word that the browser has it already."""
        offices = sight.offices if sight else self.find_offices()
        known: dict[str, Any] = {"visit": self, "sight": sight, "offices": offices, "past": sight.past if sight else ""}
        constitution = sight.standing.body.constitution() if sight else self.app_state.constitution()
        known |= {"today": when(sight.standing.today.isoformat()) if sight else None}
        known |= {"constitution": constitution, **facts}
        known |= {"left_out": say_left_out(sight.omissions) if sight and sight.omissions else None}
        known |= {"copy_of": sight.standing.body.copy_of if sight else ""}
        known |= {"audience_at": sight.audience_at} if sight else {}
        drawn = self.app_state.pages.render(name, self.language, self.prefix, known)
        if sight is None or status != HTTPStatus.OK or self.request.method not in {"GET", "HEAD"}:
            return HTMLResponse(drawn, status, self.headers)
        return validate_answer(HTMLResponse(drawn), tag_of(sight.audience, drawn), self.headers, self.request.headers)

    def file(self, data: bytes, media: str, sight: Sight) -> Response:
        """Answer with a file, or say that the visitor has it already."""
        tag = tag_of(sight.audience, data)
        return validate_answer(Response(data, media_type=media), tag, self.headers, self.request.headers)

    def redirect(self, path: str) -> Response:
        """Word to go to another page."""
        return RedirectResponse(self.to(path), HTTPStatus.SEE_OTHER)

    def redirect_after(self, records: Iterable[Record], path: str) -> Response:
        """Send the visitor to a page that says what they recorded.

        The address bears the records under a signature of this session.
        """
        names = "\n".join(one.reference for one in records)
        told = urlencode({"made": names, "mark": self.sign("made", names)})
        return self.redirect(f"{path}{'&' if '?' in path else '?'}{told}")

    def sign(self, *texts: str) -> str:
        """Sign texts for the visitor's session alone; empty for strangers."""
        return self.session.sign(*texts) if self.session else ""

    @property
    def new_records(self) -> list[str]:
        """The records that the address says were made, as this server wrote it."""
        names, mark = (self.request.query_params.get(name, "") for name in ("made", "mark"))
        expected = self.sign("made", names) if names else ""
        return names.split("\n") if expected and secrets.compare_digest(mark.encode(), expected.encode()) else []

    def carries(self, token: object) -> bool:
        """Whether a form that came is one that this session was given."""
        expected = self.session.form if self.session else ""
        return bool(expected) and isinstance(token, str) and secrets.compare_digest(token.encode(), expected.encode())


async def visit_of(request: Request) -> Visit:
    """The visit that a request is; no thread is needed to make one."""
    return Visit(request)


Here = Annotated[Visit, Depends(visit_of)]
"""The visit, as a page asks for it."""


class StrangerError(Exception):
    """A page is asked for by whoever is to sign in first."""


def require_signed_in(visit: Here) -> Visit:
    """Let in whoever signed in."""
    if not visit.officer:
        raise StrangerError
    return visit


def lead_to_sign_in(request: Request, _error: Exception) -> Response:
    """Lead a stranger to the form of signing in, and from there back."""
    visit = Visit(request)
    return visit.redirect(f"/sign-in?next={quote(visit.path)}")


SignedIn = Annotated[Visit, Depends(require_signed_in)]
"""The visit of somebody who signed in, as a page asks for it."""
