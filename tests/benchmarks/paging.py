"""A topic's page of a large register against a page of a constant template."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from itertools import cycle

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from starlette.types import ASGIApp, Message, Scope

from escalade.models.engine import Location
from escalade.web.app import made
from escalade.web.setting import Setting
from tests.benchmarks.ground import Ground
from tests.benchmarks.growing import names, topics_in
from tests.benchmarks.measure import Row, at_least, busy, share

Headers = Sequence[tuple[bytes, bytes]]
LANGUAGE = [(b"accept-language", b"en"), (b"host", b"made-up.example")]


def rows(ground: Ground) -> Iterator[Row]:
    """Both on one worker: the same loop asks each application, in turns."""
    location = Location(ground.large)
    ours = made(Setting(register=location, accounts=ground.folder / "accounts.toml"))
    next_name, pieces = names(location), ground.count(200, 50)
    paths = cycle([f"/topics/{next_name()}" for _ in range(pieces)])
    with asyncio.Runner() as runner:
        page = runner.run(asked(ours, next(paths)))
        reference = constant(page.decode())
        for who, headers in {"for a stranger": [], "for one who signed in": [(b"cookie", b"made-up=1")]}.items():
            yield share(
                f"a topic's page {who}, from {topics_in(location.path):,} topics",
                "FastAPI, the same page as a constant template",
                lambda headers=headers: busy(lambda: runner.run(several(ours, paths, pieces, headers)), pieces),  # type: ignore[misc]  # a default that fixes them
                lambda: busy(lambda: runner.run(several(reference, cycle(["/page"]), pieces)), pieces),
                ground.count(9, 3),
                at_least(0.4),
                "application alone; strangers are shown what was kept, others a page made anew",
            )


def constant(page: str) -> FastAPI:
    """An application whose one page is a template without a variable."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    template = Environment(autoescape=True).from_string(f"{{% raw %}}{page}{{% endraw %}}")

    @app.get("/page")
    def shown() -> HTMLResponse:
        return HTMLResponse(template.render())

    return app


async def several(app: ASGIApp, paths: Iterator[str], pieces: int, headers: Headers = ()) -> None:
    """Ask for so many pages, one after another."""
    for _ in range(pieces):
        await asked(app, next(paths), headers)


async def asked(app: ASGIApp, path: str, headers: Headers = ()) -> bytes:
    """The page at a path.

    Raises:
        RuntimeError: it is not there.
    """
    sent: list[Message] = []
    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "root_path": "", "query_string": b"", "headers": [*LANGUAGE, *headers],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {},
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    if sent[0]["status"] != 200:
        message = f"{path} answered {sent[0]['status']}"
        raise RuntimeError(message)
    return b"".join(message.get("body", b"") for message in sent[1:])
