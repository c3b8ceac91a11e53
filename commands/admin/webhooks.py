"""The command `webhooks`: other systems are told of acts."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from escalade.commands.admin.places import Places, with_places
from escalade.commands.admin.serve import pages
from escalade.commands.terminal.command import Sectioned, Verb


@click.command(
    "webhooks",
    cls=Verb,
    example="escalade webhooks --endpoints endpoints.toml --dry-run\n"
    "escalade webhooks --endpoints endpoints.toml --once\n"
    "escalade webhooks --failed",
)
@click.option("--endpoints", cls=Sectioned, envvar="ESCALADE_WEBHOOKS", metavar="FILE",
              type=click.Path(path_type=Path),
              help="The file that names who is told of acts; ESCALADE_WEBHOOKS.")  # fmt: skip
@click.option("--once", cls=Sectioned, is_flag=True, help="Look once, send what waits, and end: for a timer.")
@click.option("--dry-run", cls=Sectioned, is_flag=True, help="Print what would go, and change nothing.")
@click.option("--log", "logged", cls=Sectioned, is_flag=True, help="Print what came of each act of the last 30 days.")
@click.option("--failed", cls=Sectioned, is_flag=True, help="Print what is given up, and why; any gives 4.")
@click.option("--again", cls=Sectioned, is_flag=True, help="Try once more what is given up, from the next time on.")
@click.option("--every", cls=Sectioned, type=click.IntRange(1), default=60, show_default=True, metavar="SECONDS",
              help="How often to look, without --once.")  # fmt: skip
@with_places
def webhooks(endpoints: Path | None, every: int, accounts: Path | None, sessions: str, **told: bool) -> None:
    """Tell other systems of acts, signed as Standard Webhooks has it.

    A file names the endpoints and what audience each belongs to. Each is told of
    every act once, as far as that audience may read it, and never what anybody
    said. What waits outlives a restart, and is tried ten times in some three days.
    For an endpoint that is new, what was recorded before is no news. Without --once
    it goes on until interrupted.

    A secret is read from the environment or a file, never from the command line.
    """
    pages("webhooks.delivery")
    from escalade.commands.admin import webhook_sending as sending

    places = Places(accounts, sessions)
    if told["logged"] or told["failed"]:
        sending.tell_log(places.open_kept, only_failed=told["failed"])
    elif told["again"]:
        sending.try_again(places.open_kept)
    else:
        sending.run(partial(sending.open_store, places), sending.load_endpoints(endpoints), every, **told)
