"""What `mail` does, once the libraries that letters need are there."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path

import click

from escalade.commands.admin.places import Places
from escalade.commands.terminal.command import FOUND_WRONG
from escalade.commands.terminal.output_file import progress
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, format_moment
from escalade.models.files import read_secret
from escalade.models.reader import Reader
from escalade.models.server.mail import erase_address, list_failures, list_waiting, retry_failures
from escalade.models.server.store import ServerStore
from escalade.web.auth.accounts import Accounts
from escalade.web.mail.delivery import Delivered, deliver, still_read_by
from escalade.web.mail.gather import Gatherer
from escalade.web.mail.letter import Sender
from escalade.web.mail.smtp import MailServer, is_address, parse_mail_server
from escalade.workflow.values.errors import EscaladeError, RequestError

PASSWORD = "ESCALADE_SMTP_PASSWORD"  # noqa: S105  # the name of a variable
"""The variable that holds the password of the mail server."""
OUTGOING = ("address", "audience", "subject")
FAILED = ("address", "since", "tries", "said", "subject")
LONGEST_WAIT_SECONDS = 900
"""How long is waited, at most, for a mail server that does not answer."""


class NotSentError(EscaladeError):
    """Some messages are refused by the mail server for good."""


def make_sender(sender: str, site: str) -> Sender:
    """From whom letters come."""
    given = Sender(sender, site.rstrip("/"))
    if not is_address(sender):
        named = f"“{sender}” is no address of a sender" if sender else "Letters need an address from which they come"
        raise RequestError("no-sender", "{named}: give --from NAME@HOST, or set ESCALADE_MAIL_FROM.", named=named)
    if not site.startswith(("http://", "https://")) or not given.host:
        named = f"“{site}” is no address of pages" if site else "Letters lead to the pages, whose address is missing"
        raise RequestError("no-site", "{named}: give --site https://HOST, or set ESCALADE_SITE.", named=named)
    return given


def mail_server(place: str, password_file: Path | None) -> MailServer:
    """The mail server that was named."""
    if not place:
        raise RequestError(
            "no-mail-server",
            "No mail server is named: give --smtp smtp://NAME@HOST:587, or set ESCALADE_SMTP. With --dry-run "
            "nothing is sent, and none is needed.",
        )
    kept = read_secret(password_file, fail_password) if password_file else os.environ.get(PASSWORD, "")
    return MailServer(parse_mail_server(place), kept)


def fail_password(why: str) -> RequestError:
    """What is wrong with the file of the password, as an error."""
    return RequestError("password-file", "The password of the mail server is in a file {why}.", why=why)


def show_outgoing(places: Places, sender: Sender) -> None:
    """Print what would go, and what waits already."""
    with places.open() as (store, accounts), current().reading() as reader, progress("subscribers") as watch:
        made = Gatherer(reader, store, accounts, sender, time.time()).gather(watch)
        rows = [*list_waiting(store), *(mail for batch in made for mail in batch.mails)]
    draw(current(), OUTGOING, [(one.address, one.audience, one.subject) for one in rows])
    if not rows:
        current().say("Nothing would go: nothing is new for anybody who asked.")


def tell_failures(places: Places) -> None:
    """Print what could not be sent; end with 4 where anything was."""
    with places.open_kept() as store:
        rows = list_failures(store)
    draw(
        current(),
        FAILED,
        [(one.address, format_moment(one.made), str(one.tries), one.reply, one.subject) for one in rows],
    )
    if not rows:
        current().say("Nothing failed.")
    else:
        click.get_current_context().exit(FOUND_WRONG)


def try_again(places: Places) -> None:
    """Let wait anew what could not be sent."""
    with places.open_kept() as store:
        number = retry_failures(store, time.time())
    current().say(f"{number} will be tried again the next time.")


def erase(places: Places, address: str) -> None:
    """Erase an address, and all that is kept for it."""
    with places.open_kept() as store:
        number = erase_address(store, address)
    current().say(f"{address} is erased: {number} subscription{'' if number == 1 else 's'}, and all that waited.")


def run_once(places: Places, sender: Sender, server: MailServer) -> None:
    """Gather, send, and say what came of it."""
    with places.open() as (store, accounts), current().reading() as reader:
        try:
            done = look_and_send(store, accounts, reader, sender, server)
        finally:
            server.close()
    say_done(done)
    if done.failed:
        raise NotSentError(f"{done.failed} could not be sent; “escalade mail --failed” says why.")


def look_and_send(
    store: ServerStore, accounts: Accounts, reader: Reader, sender: Sender, server: MailServer
) -> Delivered:
    """Queue what is new, and send what waits."""
    now = time.time()
    with progress("subscribers") as watch:
        Gatherer(reader, store, accounts, sender, now).queue_news(watch)
    may_go = partial(still_read_by, store=store, reader=reader, accounts=accounts)
    with progress("messages") as watch:
        return deliver(store, server, sender.address, may_go, time.time, watch)


def say_done(done: Delivered) -> None:
    """Say what came of what waited."""
    words = {"sent": done.sent, "put off": done.put_off, "refused": done.failed, "withheld": done.withheld}
    told = ", ".join(f"{number} {word}" for word, number in words.items() if number)
    current().say(f"{told or 'Nothing to send'}.")


def run_on(places: Places, sender: Sender, server: MailServer, *, every: int) -> None:
    """Look and send until interrupted; say what goes wrong, and go on."""
    wait = every
    while True:
        try:
            run_once(places, sender, server)
            wait = every
        except NotSentError as error:
            current().say(str(error))
        except RequestError:
            raise
        except EscaladeError as error:
            current().say(str(error))
            wait = min(wait * 2, max(LONGEST_WAIT_SECONDS, every))
        time.sleep(wait)
