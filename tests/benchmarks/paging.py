"""A topic's page of a large register against a page of a constant template."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import count, cycle
from statistics import median

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from jinja2 import Environment
from starlette.types import ASGIApp, Message, Scope

from escalade.models.backends import Location
from escalade.web.app import close, create_app
from escalade.web.auth.accounts import Account
from escalade.web.middleware.request_context import BROWSER
from escalade.web.settings import Settings
from tests.benchmarks.ground import Ground
from tests.benchmarks.growing import names, topics_in
from tests.benchmarks.measure import Row, at_least, at_most, busy, share

CHAIR, DESK, COUNCIL_DESK = "Made-up Chair", "Made-up Desk", "Made-up Assembly Desk"
Headers = Sequence[tuple[bytes, bytes]]
LANGUAGE = [(b"accept-language", b"en"), (b"host", b"made-up.example")]


GIVEN_UP = (
    "Application alone. No answer is kept, and half the rate of a constant is given up: nobody notices milliseconds."
)
TOPICS, HEAVIEST = 20_000, 200_000
"""How many topics the register has whose pages are weighed, and how many bytes a page may have."""
TEN_YEARS = 2_000
"""How many it has in ten years: pages of what waits, and notes, ask all that may wait, or was done since the last."""


def rows(ground: Ground) -> Iterator[Row]:
    """A topic's page beside a constant one; every page of many rounds."""
    yield from in_turns_with_a_constant(ground)
    for topics in (TOPICS, TEN_YEARS):
        yield from of_many_rounds(ground, topics)


def of_many_rounds(ground: Ground, topics: int) -> Iterator[Row]:
    """Every page of some 3,000 rounds, or of some 300: what it takes, and how large it is."""
    location = Location(ground.made_up(ground.count(topics, topics // 100)))
    known = {name: Account(name, "not a hash: nobody signs in with it") for name in (CHAIR, DESK, COUNCIL_DESK)}
    ours = create_app(Settings(register=location, accounts=ground.folder / "many.toml"), known)
    opened = {name: ours.state.app_state.sessions.open(account) for name, account in known.items()}
    name = names(location)()
    of_round = name.partition("/")[0]
    pages = {
        "home": ("/", CHAIR, 0.1), "a topic": (f"/topics/{name}", CHAIR, 0.1),
        "a round": (f"/rounds/{of_round}", CHAIR, 0.1),
        "the decisions": ("/decisions", CHAIR, 0.1), "a plan": (f"/rounds/{of_round}/plan", CHAIR, 0.15),
        "a search": ("/api/search?words=harbour", DESK, 0.05),
    } if topics == TOPICS else {
        "the chair’s table": ("/chair", CHAIR, 0.6), "an inbox": ("/inbox", CHAIR, 0.6),
        "the secretariat’s inbox": ("/inbox", DESK, 0.6),
        "the Council secretariat’s inbox": ("/inbox", COUNCIL_DESK, 0.6),
    }  # fmt: skip
    with asyncio.Runner() as runner:
        for page, (path, who, most) in pages.items():
            headers = [(b"cookie", f"{BROWSER}={opened[who]}".encode())]
            ask = partial(asked, ours, path, headers)
            size = len(runner.run(ask()))
            middle = median(busy(partial(runner.run, ask())) for _ in range(ground.count(9, 3)))
            row = f"{page}, of {topics_in(location.path):,} topics"
            yield Row(row, f"{most} s", middle * 1e3, most * 1e3, "ms", middle / most, at_most(1))
            yield Row(f"{row}: its size", "200 kB", size / 1e3, HEAVIEST / 1e3, "kB", size / HEAVIEST, at_most(1))
    close(ours)


def in_turns_with_a_constant(ground: Ground) -> Iterator[Row]:
    """Both on one worker: the same loop asks each application, in turns."""
    location = Location(ground.large)
    ours = create_app(Settings(register=location, accounts=ground.folder / "accounts.toml"))
    next_name, pieces = names(location), ground.count(200, 50)
    paths = (f"/topics/{next_name()}" for _ in count())  # no page is asked for twice
    with asyncio.Runner() as runner:
        reference = constant(runner.run(asked(ours, next(paths))).decode())
        yield share(
            f"a topic's page, from {topics_in(location.path):,} topics",
            "FastAPI, the same page as a constant template",
            lambda: busy(lambda: runner.run(several(ours, paths, pieces)), pieces),
            lambda: busy(lambda: runner.run(several(reference, cycle(["/page"]), pieces)), pieces),
            ground.count(9, 3),
            at_least(0.4),
            GIVEN_UP,
        )
    close(ours)


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
    path, _, asking = path.partition("?")
    scope: Scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "scheme": "http",
        "path": path, "raw_path": path.encode(), "root_path": "", "query_string": asking.encode(),
        "headers": [*LANGUAGE, *headers], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "state": {},
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
