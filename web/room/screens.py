"""Tell every open screen what changed, drawn once for all that look alike.

One task looks for changes while anybody watches. A screen is sent what is
newest when it is ready for it and nothing of what it missed, so that a slow
one keeps nothing waiting and fills no memory.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, ClassVar

from starlette.concurrency import run_in_threadpool

from escalade.models.store.errors import BusyError

EVERY, PULSE = 0.3, 10.0
"""After how many seconds it is looked again for a change, and a screen is told that the line holds."""
MOST_DRAWN = 64
"""How many drawings are kept of one moment."""


MOST_SCREENS, MOST_OF_ONE = 500, 250
"""How many screens are open at once, and how many of one address or one name: an office may have one address."""


class ScreensFullError(BusyError):
    """As many screens are open as are served at once."""

    seconds: ClassVar[int] = 60
    sentence = (
        "As many screens of the room are open as are served at once. Close one that nobody looks at, "
        "or try again in a minute."
    )


class Screens:
    """The screens that are open at one server."""

    def __init__(self, look: Callable[[], object], every: float = EVERY) -> None:
        """Follow what a function gives, which differs once anything changed."""
        self._look, self._every = look, every
        self._mark: object = None
        self._changed: asyncio.Event | None = None
        self._drawn: dict[Any, asyncio.Future[str]] = {}
        self._open = 0
        self._held = Counter[str]()
        """How many screens are held, by whose they are."""
        self._watcher: asyncio.Task[None] | None = None
        self._first: asyncio.Future[object] | None = None

    @contextmanager
    def hold(self, whose: str) -> Iterator[None]:
        """Count a screen of a network or a name as long as it is open."""
        if self._held[whose] >= MOST_OF_ONE or self._held.total() >= MOST_SCREENS:
            raise ScreensFullError
        self._held[whose] += 1
        try:
            yield
        finally:
            self._held[whose] -= 1
            self._held += Counter()  # whoever has none is forgotten

    async def follow(self, key: object, draw: Callable[[], str]) -> AsyncIterator[str]:
        """Give what a screen shows: now, and whenever that became something else.

        Where nothing did for a while, an empty text says that the line holds.
        It ends where what is shown can no longer be looked at; a browser
        then asks anew. Screens with the same key are drawn once, in a thread.
        """
        sent = None
        with self._watched() as (first, watcher):
            await asyncio.shield(first)  # whatever changes after it is noticed, drawn or not
            while not watcher.done():
                changed = self._changed or asyncio.Event()
                drawn = await self._draw(key, draw)
                if drawn != sent:
                    yield (sent := drawn)
                while not await _is_set(changed):
                    yield ""

    @contextmanager
    def _watched(self) -> Iterator[tuple[asyncio.Future[object], asyncio.Task[None]]]:
        """Look for changes as long as one screen is open.

        Not an asynchronous manager: a loop that ends closes every
        asynchronous generator at once, this one before whoever waits in it.
        """
        self._open += 1
        if self._watcher is None or self._first is None or self._watcher.done():
            self._changed = asyncio.Event()
            self._first = asyncio.ensure_future(run_in_threadpool(self._look))
            self._watcher = asyncio.create_task(self._watch(self._first))
        try:
            yield self._first, self._watcher
        finally:
            self._open -= 1
            if not self._open and self._watcher is not None:
                self._watcher.cancel()
                self._watcher = None
                self._drawn.clear()

    async def _watch(self, first: asyncio.Future[object]) -> None:
        """Wake every screen once anything changed, or can no longer be looked at."""
        try:
            self._mark = await first
            while True:
                await asyncio.sleep(self._every)
                mark = await run_in_threadpool(self._look)
                if mark != self._mark:
                    self._mark = mark
                    self._wake()
        finally:
            self._wake()

    def _wake(self) -> None:
        self._drawn.clear()
        woken, self._changed = self._changed, asyncio.Event()
        if woken is not None:
            woken.set()

    async def _draw(self, key: object, draw: Callable[[], str]) -> str:
        """Draw what a screen shows, unless another of the same kind did."""
        found = self._drawn.get(key)
        if found is None:
            if len(self._drawn) >= MOST_DRAWN:
                self._drawn.clear()
            found = self._drawn[key] = asyncio.ensure_future(run_in_threadpool(draw))
        try:
            return await asyncio.shield(found)
        except Exception:
            self._drawn.pop(key, None)  # the next screen tries again
            raise


async def _is_set(changed: asyncio.Event) -> bool:
    """Wait for a change, for a while; say whether it came."""
    with suppress(TimeoutError):
        await asyncio.wait_for(changed.wait(), PULSE)
    return changed.is_set()
