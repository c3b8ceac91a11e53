"""The room: how soon an act is on every screen that is open, and what that takes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from statistics import median
from typing import Any

import psutil

from escalade.models.backends import Location
from escalade.models.cases import find_shipped_case, replay
from escalade.models.register import open_register
from escalade.models.server.store import ServerStore
from escalade.services.acts.bind import convert_fields
from escalade.web.room.stage import RoomStage, Scene
from escalade.web.settings import Settings, accounts_beside
from tests.benchmarks.ground import Ground
from tests.benchmarks.measure import Row, at_most
from tests.web.chromium.server import Served, serving

SCREENS, SLOW = 200, 20
"""How many screens are open, and how many more that read nothing of what is sent."""
MOST_GROWTH, PATIENCE = 16, 60
"""By how many megabytes the server may grow meanwhile, and for how many seconds an act is waited for."""
TOPIC, CHAIR, DESK = "2020/fog", "Made-up Chair", "Made-up Desk"
TEXT = {"title": {"en": "Fog"}, "questions": [{"en": "What is fog?"}]}
REQUEST = b"GET /en/room/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"


def rows(ground: Ground) -> Iterator[Row]:
    """When each act is on the last of the screens, and what the server grew by."""
    location = Location(ground.empty("room.db"))
    with open_register(location) as register:
        replay(register, find_shipped_case("made_up_body"), lambda *_: None)
    acts(location, "propose", by=DESK, on="2020-02-10", version=TEXT, by_state=["Isle"])
    acts(location, "open debate", by=CHAIR, on="2020-03-02", evidence={"meeting": "1"})
    settings = Settings(register=location, accounts=accounts_beside(location))
    RoomStage(ServerStore(settings.place_of_sessions)).show(Scene((TOPIC,), (), {TOPIC: f"{TOPIC}#2"}))
    with serving(location.path) as served:
        taken, grown = asyncio.run(watch(served, ground.count(40, 8)))
    row = f"an act on the last of {SCREENS} screens of the room, {SLOW} slow ones beside them"
    yield Row(row, "1 s", median(taken) * 1e3, 1e3, "ms", median(taken), at_most(1))
    yield Row(f"{row}: the slowest", "1 s", max(taken) * 1e3, 1e3, "ms", max(taken), at_most(1))
    yield Row(f"{row}: growth", f"{MOST_GROWTH} MB", grown, MOST_GROWTH, "MB", grown / MOST_GROWTH, at_most(1))


def acts(location: Location, act: str, **fields: Any) -> None:
    """Record an act on the topic."""
    with open_register(location) as register:
        register.act(convert_fields(act, {"of": [TOPIC], **fields}))


async def watch(served: Served, many: int) -> tuple[list[float], float]:
    """Act so many times; say how long each took to the last screen, and the growth in megabytes."""
    opened = [await open_screen(served.port) for _ in range(SCREENS + SLOW)]
    screens = [reader for reader, _ in opened[:SCREENS]]
    await asyncio.gather(*(read_until(one, b"<h1") for one in screens))
    server = psutil.Process(next(one.pid for one in psutil.Process().children() if str(served.port) in one.cmdline()))
    taken: list[float] = []
    grown_from = 0
    for number in range(many):
        text = {**TEXT, "questions": [{"en": f"What is fog number {number}?"}]}
        evidence = {"meeting": "1"}
        await asyncio.to_thread(
            acts, served.register, "revise", by=DESK, on="2020-03-02", version=text, evidence=evidence
        )
        began = time.perf_counter()
        await asyncio.gather(*(read_until(one, f"{TOPIC}#{number + 3}".encode()) for one in screens))
        taken.append(time.perf_counter() - began)
        grown_from = grown_from or server.memory_info().rss  # once each screen was sent something
    for _, writer in opened:
        writer.close()
    return taken, (server.memory_info().rss - grown_from) / 1e6


async def open_screen(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open a screen of the room."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(REQUEST)
    return reader, writer


async def read_until(screen: asyncio.StreamReader, wanted: bytes) -> None:
    """Read what a screen is sent, until it shows something."""
    async with asyncio.timeout(PATIENCE):
        shown = b""
        while wanted not in shown:
            shown = shown[-len(wanted) :] + await screen.read(1 << 16)
