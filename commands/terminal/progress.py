"""The progress of long work on a terminal: a rate and an estimate."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

import click

from escalade.commands.terminal.settings import current

BETWEEN = 0.2
"""How many seconds pass before the line is written again."""
MINUTE = 60


class Progress:
    """One line on standard error, written over and over."""

    def __init__(self, what: str, *, shown: bool, clock: Callable[[], float] = monotonic) -> None:
        """Begin at nothing; `what` is what is counted, such as records."""
        self.what, self.shown, self._clock = what, shown, clock
        self._began = self._last = clock()
        self._width = 0

    def __call__(self, done: int, of: int | None) -> None:
        """So many are done, of so many where that is known."""
        now = self._clock()
        if self.shown and now - self._last >= BETWEEN:
            self._last = now
            self._write(sentence(self.what, done, of, now - self._began))

    def end(self) -> None:
        """Leave the screen as it was."""
        if self._width:
            self._write("")
            click.echo("\r", err=True, nl=False)

    def _write(self, line: str) -> None:
        click.echo(f"\r{line:<{self._width}}", err=True, nl=False)
        self._width = len(line)


def sentence(what: str, done: int, of: int | None, seconds: float) -> str:
    """Say how many are done, at what rate, and how long the rest will take.

    >>> sentence("records", 1000, 61000, 2)
    '1,000 of 61,000 records, 500 a second, about 2 min 0 s left'
    >>> sentence("acts", 7, None, 2)
    '7 acts, 4 a second'
    """
    rate = done / seconds if seconds > 0 else 0.0
    if of is None:
        return f"{done:,} {what}, {rate:,.0f} a second"
    left = f", about {duration((of - done) / rate)} left" if rate and done < of else ""
    return f"{done:,} of {of:,} {what}, {rate:,.0f} a second{left}"


def duration(seconds: float) -> str:
    """A time span as a person says it.

    >>> duration(4.4), duration(125), duration(7260)
    ('4 s', '2 min 5 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < MINUTE:
        return f"{whole} s"
    minutes, rest = divmod(whole, MINUTE)
    return f"{minutes} min {rest} s" if minutes < MINUTE else f"{minutes // MINUTE} h {minutes % MINUTE} min"


@contextmanager
def progress(what: str, *, hidden: bool = False) -> Iterator[Progress]:
    """Progress of the work under way, where a person looks on.

    Args:
        what: what is counted.
        hidden: show none: the results go to the same screen.
    """
    shown = Progress(what, shown=sys.stderr.isatty() and not current().quiet and not hidden)
    try:
        yield shown
    finally:
        shown.end()
