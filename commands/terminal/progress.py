"""The progress of long work, on a terminal where a person looks on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import click

from escalade.commands.terminal.settings import current

Progress = Callable[[int, int | None], None]
"""Takes how many are done, of how many where that is known."""


@contextmanager
def progress(what: str, *, hidden: bool = False) -> Iterator[Progress]:
    """Show a bar, unless the results go to the same screen."""
    hidden = hidden or current().quiet or not sys.stderr.isatty()
    with ExitStack() as stack:
        bar = click.progressbar(iter(int, 1), label=what, hidden=hidden, show_pos=True, file=sys.stderr)

        def count(done: int, of: int | None) -> None:
            """Move the bar on."""
            if not bar.entered:
                stack.enter_context(bar)
            bar.length = of
            bar.update(done - bar.pos)

        yield count
