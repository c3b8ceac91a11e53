"""The command `mail`: what is new goes to whoever asked for it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from escalade.commands.admin.places import Places, with_places
from escalade.commands.admin.serve import pages
from escalade.commands.terminal.command import Verb


@click.command(
    "mail",
    cls=Verb,
    example="escalade mail --dry-run\n"
    "escalade mail --once --smtp smtp://desk@mail.example:587 --from desk@body.example --site https://body.example\n"
    "escalade mail --failed",
)
@click.option("--once", is_flag=True, help="Look once, send what waits, and end: for a timer.")
@click.option("--dry-run", is_flag=True, help="Print what would go, and change nothing.")
@click.option("--failed", is_flag=True, help="Print what could not be sent, and why; any gives 4.")
@click.option("--again", is_flag=True, help="Try once more what could not be sent, from the next time on.")
@click.option("--erase", metavar="ADDRESS", help="Erase an address, and all that waits for it.")
@click.option("--every", type=click.IntRange(1), default=60, show_default=True, metavar="SECONDS",
              help="How often to look, without --once.")  # fmt: skip
@click.option("--smtp", envvar="ESCALADE_SMTP", default="", metavar="SERVER",
              help="The mail server: smtp://NAME@HOST:587 (STARTTLS) or smtps://… (TLS); ESCALADE_SMTP.")  # fmt: skip
@click.option("--password-file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="The file with its password; ESCALADE_SMTP_PASSWORD holds it else.")  # fmt: skip
@click.option("--from", "sender", envvar="ESCALADE_MAIL_FROM", default="", metavar="ADDRESS",
              help="The address from which letters come; ESCALADE_MAIL_FROM.")  # fmt: skip
@click.option("--site", envvar="ESCALADE_SITE", default="", metavar="URL",
              help="Where browsers reach the pages; ESCALADE_SITE.")  # fmt: skip
@with_places
def mail(sender: str, site: str, smtp: str, password_file: Path | None, every: int, **told: object) -> None:
    """Send what is new to whoever asked for it on the pages.

    “escalade serve --mail” offers subscriptions; this command finds what was
    recorded since, and what waits for offices, writes it in the language of each
    reader, as far as they may read it, and gives it to a mail server. What waits
    outlives a restart, goes once, and is tried again for two days where the server
    puts it off. Without --once it goes on until interrupted.

    A password is read from ESCALADE_SMTP_PASSWORD or a file, never from the command line.
    """
    pages("mail.gather")
    from escalade.commands.admin import mail_sending as sending

    places = Places(told["accounts"], str(told["sessions"]))  # type: ignore[arg-type]  # as the option has it
    if told["erase"]:
        sending.erase(places, str(told["erase"]))
    elif told["failed"]:
        sending.tell_failures(places)
    elif told["again"]:
        sending.try_again(places)
    elif told["dry_run"]:
        sending.show_outgoing(places, sending.make_sender(sender or "dry-run@localhost", site or "http://localhost"))
    else:
        given = sending.make_sender(sender, site)
        server = sending.mail_server(smtp, password_file)
        (sending.run_once if told["once"] else partial(sending.run_on, every=every))(places, given, server)
