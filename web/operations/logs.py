"""Write lines of JSON for whoever operates a server.

No line holds anything personal: no name, no address of a visitor, no path and
no query, no text of a record or of an error. A request is told by the pattern
of its route, a defect by its class and the place in the program. What the
operator has to mend is told in words of ours, which may name a file of theirs,
but no database, and nothing that a driver says.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from escalade.workflow.values.errors import EscaladeError

MOST_REASONS = 100
"""How many reasons are remembered that were said already."""
LONGEST = 500
"""How many characters of a text a line tells, at most."""


class RequestLog:
    """Lines on standard error, where they are asked for."""

    def __init__(self, *, wanted: bool) -> None:
        """Write lines, or none."""
        self.wanted = wanted
        self._said: set[str] = set()

    def tell(self, event: str, **facts: object) -> None:
        """Write a line."""
        if self.wanted:
            sys.stderr.write(f"{line(event, facts)}\n")
            sys.stderr.flush()

    @contextmanager
    def starting(self) -> Iterator[None]:
        """Say why nothing begins, in a line where lines are asked for."""
        try:
            yield
        except EscaladeError as error:
            if not self.wanted:
                raise
            self.say("not serving", error)
            sys.exit(error.exit_code)

    def say(self, event: str, error: EscaladeError | str) -> None:
        """Say what to mend, once for each reason, and name no database."""
        why = str(getattr(error, "unplaced", error))
        if why not in self._said:
            if len(self._said) == MOST_REASONS:
                self._said.clear()
            self._said.add(why)
            sys.stderr.write(f"{line(event, {'why': why})}\n" if self.wanted else f"escalade: {why}\n")
            sys.stderr.flush()


def line(event: str, facts: dict[str, object]) -> str:
    """Write an event with its time as JSON.

    >>> line("act", {"act": "propose"}).partition(", ")[2]
    '"event": "act", "act": "propose"}'
    """
    told = {name: fact[:LONGEST] if isinstance(fact, str) else fact for name, fact in facts.items()}
    return json.dumps({"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event, **told})


class Lines(logging.Formatter):
    """A handler that writes the log of libraries in such lines."""

    def format(self, record: logging.LogRecord) -> str:
        """A record of a library as a line."""
        facts: dict[str, object] = {"level": record.levelname.lower(), "logger": record.name}
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            facts |= {"error": type(error).__name__, "at": place_of(error)}
        return line("defect" if error is not None else "server", facts)


def place_of(error: BaseException) -> str:
    """Where in the program something failed: module, function and line."""
    frames = traceback.extract_tb(error.__traceback__)
    return f"{frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno} {frames[-1].name}" if frames else ""


CONFIGURATION: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": Lines}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stderr"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
}
"""How every library logs where lines are asked for."""
