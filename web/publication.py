"""The public pages of a round as files, for an organisation's own site.

They are the pages that a stranger is served, in every language, without what
needs a server: signing in, forms, other rounds. Links lead from file to file.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from hashlib import sha256
from os.path import relpath
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient, Response
from starlette.types import Receive, Send

from escalade.web.app import close, create_app
from escalade.web.i18n.language import LANGUAGES
from escalade.web.middleware.request_context import PUBLISHED
from escalade.web.settings import Settings
from escalade.workflow.values.errors import EscaladeError, RequestError

_LINK = re.compile(r'<a (?P<before>[^>]*?)href="(?P<to>[/?][^"]*)"(?P<after>[^>]*)>(?P<words>.*?)</a>', re.DOTALL)
_SOURCE = re.compile(r'(?P<name>href|src)="(?P<to>/[^"]*)"')
_NAMED = re.compile(r'filename="([^"]+)"')


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
        """Begin with the page of a round, in the language of the page that is opened first."""
        self._app, self._group, self._first = app, group, first
        self._answers: dict[str, Response] = {}

    def files(self) -> dict[str, bytes]:
        """Every file, by its path.

        Raises:
            RequestError: strangers may read no page of it.
        """
        asyncio.run(self._follow([f"/{tag}/rounds/{quote(self._group)}" for tag in LANGUAGES]))
        if not self._answers:
            sentence = "Strangers may read no page of round {round}, so nothing was published."
            raise RequestError("NothingPublicError", sentence, round=self._group)
        made = {self.place(path): self._made(path, self.place(path)) for path in self._answers}
        home = f"/{self._first}/rounds/{quote(self._group)}"
        return {"index.html": self._made(home, "index.html"), **made}

    async def _follow(self, paths: list[str]) -> None:
        """Ask for pages as a stranger who will have no server, and for all that they lead to."""

        async def ask(scope: Any, receive: Receive, send: Send) -> None:
            await self._app({**scope, "headers": [], "server": None, "client": None, PUBLISHED: True}, receive, send)

        async with AsyncClient(transport=ASGITransport(ask), base_url="http://published") as client:
            while paths:
                path = paths.pop()
                if path in self._answers:
                    continue
                answer = await client.get(path)
                if answer.is_server_error:
                    sentence = "The page {path} cannot be made, so nothing was published. Run “escalade doctor”."
                    raise EscaladeError("FailingPageError", sentence, path=path)
                if answer.is_success:
                    self._answers[path] = answer
                    if is_page(answer):
                        links = (*_LINK.finditer(answer.text), *_SOURCE.finditer(answer.text))
                        paths += [one for one in (_whole(link["to"], path) for link in links) if self.belongs(one)]

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
        split, answer = urlsplit(path), self._answers[path]
        folder = unquote(split.path).strip("/")
        if is_page(answer):
            name = f"index-{sha256(split.query.encode()).hexdigest()[:8]}" if split.query else "index"
            return f"{folder}/{name}.html"
        named = _NAMED.search(answer.headers.get("content-disposition", ""))
        return f"{folder}/{named[1]}" if named else folder

    def _made(self, path: str, place: str) -> bytes:
        """A page with links from file to file, the words alone where one leads nowhere here; a file as it is."""
        answer = self._answers[path]
        if not is_page(answer):
            return answer.content

        def leads(to: str) -> str:
            whole = _whole(to, path)
            there = self._answers.get(whole) and self.place(whole)
            return quote(relpath(there, PurePosixPath(place).parent)) if there else ""

        def turn(one: re.Match[str]) -> str:
            to = leads(one["to"])
            return f'<a {one["before"]}href="{to}"{one["after"]}>{one["words"]}</a>' if to else one["words"]

        page = _LINK.sub(turn, answer.text)
        return _SOURCE.sub(lambda one: f'{one["name"]}="{leads(one["to"])}"', page).encode()


def is_page(answer: Response) -> bool:
    """Whether an answer is a page, with links that lead on."""
    return answer.headers["content-type"].startswith("text/html")


def _whole(to: str, here: str) -> str:
    """A link as a whole path, its entities read, without what it points to."""
    to = to.replace("&amp;", "&")
    split = urlsplit(f"{urlsplit(here).path}{to}" if to.startswith("?") else to)
    return quote(unquote(split.path)) + (f"?{split.query}" if split.query else "")
