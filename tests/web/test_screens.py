"""The stream of the room: each change on every screen, drawn once, and nobody waits for the slow."""

from __future__ import annotations

import asyncio
import shlex
import socket
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from shutil import copy
from typing import Any

import httpx2
import psutil
import pytest

from escalade.cli import run
from escalade.models.backends.location import Location
from escalade.models.server.store import ServerStore
from escalade.web.room import screens
from escalade.web.room.screens import Screens, ScreensFullError
from escalade.web.room.stage import RoomStage, Scene
from escalade.web.settings import Settings, accounts_beside
from tests.web.chromium.server import Served, serving

PATIENCE = 30
"""For how many seconds a change may come; how fast it comes is measured by the benchmarks."""
WATCHING = 25


class Wall:
    """Something to be shown, which changes."""

    def __init__(self) -> None:
        """Begin with the first."""
        self.shown, self.drawn = "1", 0

    def look(self) -> str:
        """What it is now."""
        return self.shown

    def draw(self) -> str:
        """Draw it, and count that."""
        self.drawn += 1
        return f"drawn {self.shown}"


def fail() -> str:
    """Show nothing at all."""
    message = "away"
    raise OSError(message)


async def take(screen: AsyncIterator[str], wanted: str) -> None:
    """Read a screen until it shows something."""
    async for drawn in screen:
        if drawn == wanted:
            return


def test_every_screen_is_told_and_it_is_drawn_once() -> None:
    async def tell() -> int:
        wall, opened = Wall(), []
        shared = Screens(wall.look, every=0.01)
        for _ in range(WATCHING):
            opened.append(screen := shared.follow("en", wall.draw))
            await take(screen, "drawn 1")
        wall.shown = "2"
        await asyncio.wait_for(asyncio.gather(*(take(screen, "drawn 2") for screen in opened)), PATIENCE)
        for screen in opened:
            await screen.aclose()  # type: ignore[attr-defined]  # it is a generator
        return wall.drawn

    assert asyncio.run(tell()) == 2


def test_what_changes_before_the_first_look_has_ended_comes_too() -> None:
    async def tell() -> None:
        wall = Wall()

        def look() -> str:
            time.sleep(0.1)  # a register that is slow to answer
            return wall.look()

        screen = Screens(look, every=0.01).follow("en", wall.draw)
        await take(screen, "drawn 1")
        wall.shown = "2"
        await asyncio.wait_for(take(screen, "drawn 2"), PATIENCE)

    asyncio.run(tell())


def test_a_screen_ends_where_nothing_can_be_looked_at_so_that_it_is_asked_for_anew() -> None:
    async def tell() -> list[str]:
        looks = iter(["1"])
        shown = Screens(lambda: next(looks, None) or fail(), every=0.01).follow("en", lambda: "drawn")
        return [drawn async for drawn in shown]

    assert asyncio.run(asyncio.wait_for(tell(), PATIENCE)) == ["drawn"]


def test_a_slow_screen_keeps_nobody_waiting_and_sees_only_what_is_newest() -> None:
    async def tell() -> str:
        wall = Wall()
        shared = Screens(wall.look, every=0.01)
        slow, quick = shared.follow("en", wall.draw), shared.follow("en", wall.draw)
        await take(slow, "drawn 1")
        await take(quick, "drawn 1")
        for shown in ("2", "3", "4"):
            wall.shown = shown
            await asyncio.wait_for(take(quick, f"drawn {shown}"), PATIENCE)
        return await asyncio.wait_for(anext(slow), PATIENCE)

    assert asyncio.run(tell()) == "drawn 4"


def test_a_screen_that_shows_nothing_new_is_told_that_the_line_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    async def tell() -> list[str]:
        wall = Wall()
        screen = Screens(wall.look, every=0.01).follow("en", wall.draw)
        return [await asyncio.wait_for(anext(screen), PATIENCE) for _ in range(3)]

    monkeypatch.setattr(screens, "PULSE", 0.05)
    assert asyncio.run(tell()) == ["drawn 1", "", ""]


def test_what_cannot_be_drawn_is_tried_again_by_the_next_screen() -> None:
    async def tell() -> str:
        wall = Wall()
        shared = Screens(wall.look, every=0.01)
        with pytest.raises(OSError, match="away"):
            await anext(shared.follow("en", fail))
        return await anext(shared.follow("en", wall.draw))

    assert asyncio.run(tell()) == "drawn 1"


def test_nothing_is_looked_at_once_the_last_screen_is_closed() -> None:
    async def tell() -> int:
        looks = [0]

        def look() -> int:
            looks[0] += 1
            return 0

        screen: Any = Screens(look, every=0.01).follow("en", lambda: "drawn")
        await anext(screen)
        await screen.aclose()
        before = looks[0]
        await asyncio.sleep(0.1)
        return looks[0] - before

    assert asyncio.run(tell()) <= 1


def test_screens_that_are_left_open_end_with_the_server_without_a_fault() -> None:
    faults: list[dict[str, object]] = []
    left = []

    async def leave() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, fault: faults.append(fault))
        shared = Screens(lambda: "1")
        for _ in range(8):
            left.append(shared.follow("en", lambda: "drawn"))
            await anext(left[-1])

    asyncio.run(leave())
    assert not faults


@pytest.fixture
def served(kept: Path, tmp_path: Path) -> Iterator[Served]:
    """A register with a topic in debate, on the screen."""
    register = Path(copy(kept, tmp_path / "register.db"))
    for line in (
        "propose 2020/fog --title en=Fog --question en='What?' --by-state Isle --on 2020-02-10 --as 'Made-up Desk'",
        "open-debate fog --meeting 1 --on 2020-03-02 --as 'Made-up Chair'",
    ):
        records(register, line)
    stage(register).show(Scene(("2020/fog",), (), {"2020/fog": "2020/fog#2"}))
    with serving(register) as one:
        yield one


def records(register: Path, line: str) -> None:
    """Record an act, in a process that is not the server's."""
    assert run(["--register", str(register), "--quiet", *shlex.split(line)]) == 0


def stage(register: Path) -> RoomStage:
    """What the room of a register shows."""
    accounts = accounts_beside(Location(register))
    settings = Settings(register=Location(register), accounts=accounts)
    return RoomStage(ServerStore(settings.place_of_sessions))


class Screen(threading.Thread):
    """A screen that is open, and remembers what it showed last."""

    def __init__(self, address: str, *, reads: bool = True) -> None:
        """Open it; one that does not read stands for a phone in a tunnel."""
        super().__init__(daemon=True)
        host, port = address.removeprefix("http://").split(":")
        self.shown, self._reads, self._line = b"", reads, socket.create_connection((host, int(port)))
        self._line.sendall(f"GET /en/room/stream HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        self.start()

    def run(self) -> None:
        """Read what is sent."""
        with suppress(OSError):
            while self._reads and (more := self._line.recv(1 << 16)):
                self.shown += more

    def close(self) -> None:
        """Close it."""
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)
        self.join(PATIENCE)
        self._line.close()


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    until = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.fixture
def opens(served: Served) -> Iterator[Callable[..., Screen]]:
    """Screens of that server, which are closed at the end."""
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(closing(Screen(served.address, **options)))


def test_an_act_of_any_process_comes_on_every_screen(served: Served, opens: Callable[..., Screen]) -> None:
    opened = [opens() for _ in range(WATCHING)]
    for _ in range(5):
        opens(reads=False)
    wait_for(lambda: all(b">Fog</a></h1>" in one.shown for one in opened))
    server = psutil.Process(next(one.pid for one in psutil.Process().children() if served_by(one, served.port)))
    before = server.memory_info().rss
    for number in range(3, 8):
        records(
            served.register.path,
            f"revise fog --title en=Fog --question en='What is fog number {number}?' --meeting 1 "
            "--on 2020-03-02 --as 'Made-up Desk'",
        )
        wait_for(lambda number=number: all(f"2020/fog#{number}".encode() in one.shown for one in opened))  # type: ignore[misc]  # bound now
    assert server.memory_info().rss - before < 30 << 20
    assert httpx2.get(f"{served.address}/room").is_success
    begun = time.monotonic()
    served.stop()  # although screens are open
    assert time.monotonic() - begun < 4, "a server that stops does not wait for screens"
    served.again()


def ask_for_screen(address: str) -> socket.socket:
    """Ask for a screen, and read nothing yet."""
    host, port = address.removeprefix("http://").split(":")
    line = socket.create_connection((host, int(port)), timeout=PATIENCE)
    line.sendall(f"GET /en/room/stream HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
    return line


def test_one_address_holds_so_many_screens_and_no_more(served: Served) -> None:
    with ExitStack() as stack:
        held = [stack.enter_context(closing(ask_for_screen(served.address))) for _ in range(screens.MOST_OF_ONE)]
        assert {line.recv(12) for line in held} == {b"HTTP/1.1 200"}
        with closing(ask_for_screen(served.address)) as one_more:
            head = one_more.recv(1 << 16).partition(b"\r\n\r\n")[0]
        assert (head[:12], b"retry-after: 60" in head.lower()) == (b"HTTP/1.1 503", True)
        assert httpx2.get(f"{served.address}/health").is_success

    def is_served() -> bool:
        with closing(ask_for_screen(served.address)) as line:
            return line.recv(12) == b"HTTP/1.1 200"

    wait_for(is_served)


def test_screens_are_counted_by_whose_they_are_and_all_together() -> None:
    shared = Screens(lambda: "1")
    with ExitStack() as stack:
        for number in range(screens.MOST_SCREENS):
            stack.enter_context(shared.hold(f"network {number % 2}"))
        for whose in ("network 0", "name Made-up Chair"):
            with pytest.raises(ScreensFullError), shared.hold(whose):
                pass
    with shared.hold("network 0"):
        pass


def served_by(process: psutil.Process, port: int) -> bool:
    """Whether a process serves on a port."""
    return str(port) in process.cmdline()
