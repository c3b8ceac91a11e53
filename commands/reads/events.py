"""The command `events`: acts as lines for collectors of logs."""

from __future__ import annotations

import time

import click
import msgspec

from escalade.commands.terminal.command import Sectioned, Verb
from escalade.commands.terminal.settings import current
from escalade.services.feeds.security_event import describe_event

PAUSE = 1.0
"""How many seconds pass before it is looked again."""


@click.command(
    "events",
    cls=Verb,
    example="escalade events --after 2017/ott#7\nescalade events --follow",
)
@click.option("--after", cls=Sectioned, metavar="RECORD", help="Only what was recorded behind this record.")
@click.option("--follow", cls=Sectioned, is_flag=True, help="Go on with what is recorded, until interrupted.")
def events(after: str | None, *, follow: bool) -> None:
    """Acts as lines of JSON for a collector of logs (ECS).

    Each line says who did what to what and when, with the hash under which the record stands in the ledger. Words of
    members, and all other texts, are left out. A collector that remembers the last event.id goes on with --after.
    """
    setting, place = current(), 0
    if after is not None:
        with setting.reading() as reader:
            subject, _, ordinal = after.partition("#")
            place = reader.position_of(f"{reader.resolve(subject)}#{ordinal}")
    while True:
        with setting.reading() as reader:
            for (number, record), (_, leaf) in zip(reader.records(place), reader.leaf_hashes(place), strict=True):
                click.echo(msgspec.json.encode(describe_event(number, record, leaf)))
                place = number
        if not follow:
            return
        time.sleep(PAUSE)
