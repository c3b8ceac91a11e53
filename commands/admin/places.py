"""Where a server keeps what it keeps, as its operator names it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from escalade.commands.terminal.output_file import FILE
from escalade.commands.terminal.settings import current
from escalade.models.server.store import ServerStore
from escalade.web.settings import Settings, accounts_beside
from escalade.workflow.values.errors import RequestError

if TYPE_CHECKING:
    from escalade.web.auth.accounts import Accounts  # needs what is not installed with the core


def with_places(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say where a server keeps things."""
    accounts = click.option(
        "--accounts", envvar="ESCALADE_ACCOUNTS", type=FILE,
        help="The file of accounts; ESCALADE_ACCOUNTS, or beside the register.",
    )  # fmt: skip
    sessions = click.option(
        "--sessions", envvar="ESCALADE_SESSIONS", default="", metavar="PLACE",
        help="Where sessions are kept: a file, or the URL of a PostgreSQL database that several servers share; "
        "ESCALADE_SESSIONS, or beside the accounts.",
    )  # fmt: skip
    return accounts(sessions(command))


class Places(NamedTuple):
    """Where everything lies."""

    accounts: Path | None
    sessions: str

    @contextmanager
    def open(self) -> Iterator[tuple[ServerStore, Accounts]]:
        """The store, with its subscriptions and its queue, and the accounts."""
        from escalade.web.auth.accounts import Accounts

        location = current().location()
        settings = Settings(
            register=location, accounts=self.accounts or accounts_beside(location), sessions=self.sessions
        )
        store = ServerStore(settings.place_of_sessions)
        try:
            yield store, Accounts(settings.accounts)
        finally:
            store.close()

    @contextmanager
    def open_kept(self) -> Iterator[ServerStore]:
        """The store of a server that kept something, or has accounts.

        An answer about a store that is nowhere would be about nothing.
        """
        with self.open() as (store, accounts):
            if not store.is_begun() and not accounts.path.exists():
                raise RequestError(
                    "no-server-here",
                    "No server keeps anything at {place}. Name the accounts, and the sessions where they lie "
                    "elsewhere, as “serve” was told: --accounts and --sessions, or ESCALADE_ACCOUNTS and "
                    "ESCALADE_SESSIONS.",
                    place=store.shown,
                )
            yield store
