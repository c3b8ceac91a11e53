"""What `webhooks` does, once the libraries that calls need are there."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from escalade.commands.terminal.command import FOUND_WRONG
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, format_moment
from escalade.models.server.webhook_queue import list_deliveries, retry_failures
from escalade.web.webhooks.delivery import list_outgoing, queue_acts, tell
from escalade.web.webhooks.endpoints import read_endpoints
from escalade.workflow.values.errors import EscaladeError, RequestError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from escalade.commands.admin.places import Places
    from escalade.models.server.store import ServerStore
    from escalade.models.server.tables import WebhookRow
    from escalade.web.webhooks.endpoints import Endpoint

    Opened = Callable[[], AbstractContextManager[ServerStore]]

OUTGOING = ("endpoint", "record", "body")
LOG = ("endpoint", "record", "state", "tries", "tried", "due", "said")


class NoEndpointsError(RequestError):
    """The file of endpoints is missing."""

    def __init__(self) -> None:
        """Say what to give."""
        super().__init__("Who is told of acts stands in a file: give --endpoints FILE, or set ESCALADE_WEBHOOKS.")


class NotToldError(EscaladeError):
    """Some acts could not be told, and are not tried again."""

    def __init__(self, number: int) -> None:
        """Say how many, and where they are named."""
        self.number = number
        super().__init__(f"{number} could not be told; “escalade webhooks --failed” says why.")


@contextmanager
def open_store(places: Places) -> Iterator[ServerStore]:
    """The store of the server, with the queue."""
    with places.open() as (store, _):
        yield store


def load_endpoints(path: Path | None) -> dict[str, Endpoint]:
    """Read who is told of acts.

    Raises:
        NoEndpointsError: no file is named.
        EndpointFileError: it cannot be used.
    """
    if path is None:
        raise NoEndpointsError
    return read_endpoints(path)


def run(opened: Opened, endpoints: Mapping[str, Endpoint], every: int, **told: bool) -> None:
    """Show what would go, send it once, or go on sending."""
    if told["dry_run"]:
        show_outgoing(opened, endpoints)
    elif told["once"]:
        run_once(opened, endpoints)
    else:
        while True:
            try:
                run_once(opened, endpoints)
            except RequestError:
                raise
            except EscaladeError as error:
                current().say(str(error))
            time.sleep(every)


def show_outgoing(opened: Opened, endpoints: Mapping[str, Endpoint]) -> None:
    """Print what would go, what waits already first."""
    with opened() as store, current().reading() as reader:
        rows = list(list_outgoing(store, reader, endpoints, time.time()))
    draw(current(), OUTGOING, rows)
    if not rows:
        current().say("Nothing would go: nothing is new for any endpoint.")


def run_once(opened: Opened, endpoints: Mapping[str, Endpoint]) -> None:
    """Queue what is new, send what is due, and say what came of it.

    Raises:
        NotToldError: some of it is given up.
    """
    with opened() as store, current().reading() as reader:
        queue_acts(store, reader, endpoints, time.time())
        done = tell(store, reader, endpoints, time.time)
    words = {"sent": done.sent, "put off": done.put_off, "given up": done.failed, "withheld": done.withheld}
    said = ", ".join(f"{number} {word}" for word, number in words.items() if number)
    current().say(f"{said or 'Nothing to send'}.")
    if done.failed:
        raise NotToldError(done.failed)


def tell_log(opened: Opened, *, only_failed: bool) -> None:
    """Print what came of each act.

    Whoever asks for what is given up gets 4 where there is any.
    """
    with opened() as store:
        rows = list_deliveries(store, *(["failed"] if only_failed else []))
    draw(current(), LOG, [_line(row) for row in rows])
    if not rows:
        current().say("Nothing is given up." if only_failed else "Nothing was sent, and nothing waits.")
    elif only_failed:
        click.get_current_context().exit(FOUND_WRONG)


def _line(row: WebhookRow) -> tuple[str, ...]:
    """A line of the log."""
    due = format_moment(row.due) if row.state == "waiting" else ""
    return (row.endpoint, row.record, row.state, str(row.tries), format_moment(row.tried), due, row.reply)


def try_again(opened: Opened) -> None:
    """Let wait anew what is given up."""
    with opened() as store:
        number = retry_failures(store, time.time())
    current().say(f"{number} will be tried again the next time.")
