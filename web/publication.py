"""The public pages of a round as files, for an organisation's own site.

They are the pages that a stranger is served, in every language, without what
needs a server: signing in, forms, other rounds. Links lead from file to file.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from os.path import relpath
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from fastapi import FastAPI

from escalade.web.app import close, create_app
from escalade.web.i18n.language import LANGUAGES
from escalade.web.middleware.request_context import PUBLISHED
from escalade.web.settings import Settings
from escalade.workflow.values.errors import EscaladeError, RequestError
from escalade.workflow.values.message import Message

_LINK = re.compile(r'<a (?P<before>[^>]*?)href="(?P<to>[/?][^"]*)"(?P<after>[^>]*)>(?P<words>.*?)</a>', re.DOTALL)
_SOURCE = re.compile(r'(?P<name>href|src)="(?P<to>/[^"]*)"')
_NAMED = re.compile(r'filename="([^"]+)"')
FAILED = 500
"""The status from which on a page failed."""
Answer = tuple[int, Mapping[str, str], bytes]


class FailingPageError(EscaladeError):
    """A page of what is to be published cannot be made."""

    def __init__(self, path: str) -> None:
        """Name the page."""
        self.path = path
        super().__init__(
            Message("The page {path} cannot be made, so nothing was published. Run “escalade doctor”.", path=path)
        )


class NothingPublicError(RequestError):
    """A round has no page that a stranger may read."""

    def __init__(self, group: str) -> None:
        """Name the round."""
        self.group = group
        super().__init__(Message("Strangers may read no page of round {round}, so nothing was published.", round=group))


def publish_round(settings: Settings, group: str, languages: Iterable[str]) -> dict[str, bytes]:
    """The public pages of a round as files, by their paths."""
    app = create_app(settings)
    try:
        return Publication(app, group, next((tag for tag in languages if tag in LANGUAGES), "en")).files()
    finally:
        close(app)


class Publication:
    """The pages of one round, found from its own page on."""

    def __init__(self, app: FastAPI, group: str, first: str) -> None:
        """Begin with the page of a round.

        Args:
            app: the pages.
            group: the round.
            first: the language of the page that is opened first.
        """
        self._app, self._group, self._first = app, group, first
        self._answers: dict[str, Answer] = {}

    def files(self) -> dict[str, bytes]:
        """Every file, by its path.

        Raises:
            NothingPublicError: strangers may read no page of it.
        """
        start = [f"/{tag}/rounds/{quote(self._group)}" for tag in LANGUAGES]
        asyncio.run(self._follow(start))
        if not self._answers:
            raise NothingPublicError(self._group)
        made = {self.place(path): self._made(path, self.place(path)) for path in self._answers}
        home = f"/{self._first}/rounds/{quote(self._group)}"
        return {"index.html": self._made(home, "index.html"), **made}

    async def _follow(self, paths: list[str]) -> None:
        """Ask for pages, and for all that they lead to."""
        while paths:
            path = paths.pop()
            if path in self._answers:
                continue
            status, headers, body = await _asked(self._app, path)
            if status >= FAILED:
                raise FailingPageError(path)
            if status == 200:  # noqa: PLR2004  # all is well
                self._answers[path] = status, headers, body
                if headers["content-type"].startswith("text/html"):
                    text = body.decode()
                    found = [_whole(one["to"], path) for one in (*_LINK.finditer(text), *_SOURCE.finditer(text))]
                    paths += [one for one in found if self.belongs(one)]

    def belongs(self, path: str) -> bool:
        """Whether a page or file is part of what is published."""
        parts = [unquote(part) for part in urlsplit(path).path.strip("/").split("/")]
        head, *rest = parts[1:] if parts[0] in LANGUAGES and len(parts) > 1 else parts
        if "acts" in rest or ".." in parts:
            return False
        if head in {"rounds", "topics"}:
            return rest[:1] == [self._group]
        return head in {"static", "papers", "meetings", "sessions", "body"}

    def place(self, path: str) -> str:
        """The file in which a page is kept."""
        split = urlsplit(path)
        folder = unquote(split.path).strip("/")
        _, headers, _ = self._answers[path]
        if headers["content-type"].startswith("text/html"):
            name = f"index-{sha256(split.query.encode()).hexdigest()[:8]}" if split.query else "index"
            return f"{folder}/{name}.html"
        named = _NAMED.search(headers.get("content-disposition", ""))
        return f"{folder}/{named[1]}" if named else folder

    def _made(self, path: str, place: str) -> bytes:
        """A page with links from file to file; another file as it is."""
        _, headers, body = self._answers[path]
        if not headers["content-type"].startswith("text/html"):
            return body

        def leads(to: str) -> str:
            """Find the file to which a link leads."""
            whole = _whole(to, path)
            there = self._answers.get(whole) and self.place(whole)
            return quote(relpath(there, PurePosixPath(place).parent)) if there else ""

        return _SOURCE.sub(_turned(leads), _LINK.sub(_kept(leads), body.decode())).encode()


def _kept(leads: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    """Keep the words of a link that leads nowhere here."""

    def turn(one: re.Match[str]) -> str:
        """Turn a link to where its page is a file."""
        to = leads(one["to"])
        return f'<a {one["before"]}href="{to}"{one["after"]}>{one["words"]}</a>' if to else one["words"]

    return turn


def _turned(leads: Callable[[str], str]) -> Callable[[re.Match[str]], str]:
    """Lead to the file of a style or picture."""
    return lambda one: f'{one["name"]}="{leads(one["to"])}"'


def _whole(to: str, here: str) -> str:
    """A link as a whole path, its entities read, without what it points to."""
    to = to.replace("&amp;", "&")
    split = urlsplit(f"{urlsplit(here).path}{to}" if to.startswith("?") else to)
    return quote(unquote(split.path)) + (f"?{split.query}" if split.query else "")


async def _asked(app: FastAPI, path: str) -> Answer:
    """What the pages answer a stranger who will have no server."""
    split, told = urlsplit(path), list[Any]()

    coming = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        """Give an empty request, then its end."""
        return coming.pop() if coming else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        """Keep what is answered."""
        told.append(message)

    scope: dict[str, Any] = {
        "type": "http", "asgi": {"version": "3.0", "spec_version": "2.4"}, "http_version": "1.1",
        "method": "GET", "scheme": "http",
        "path": unquote(split.path), "raw_path": split.path.encode(), "query_string": split.query.encode(),
        "root_path": "", "headers": [], "client": None, "server": None, PUBLISHED: True,
    }  # fmt: skip
    await app(scope, receive, send)
    start = next(one for one in told if one["type"] == "http.response.start")
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    return start["status"], headers, b"".join(one.get("body", b"") for one in told if one is not start)
