"""Deliver what waits: each message once, and what is refused is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from escalade.models.reader import Reader
from escalade.models.server.mail import count_waiting, fail_mail, put_off_mail, take_mail
from escalade.models.server.store import MailRow, ServerStore, SubscriberRow
from escalade.models.store.statements import Watch
from escalade.web.auth.accounts import Accounts
from escalade.web.mail.smtp import MailServer, MailServerError
from escalade.web.mail.subscription import sight_of
from escalade.workflow.records.audience import READERS, may_read


class Delivered(NamedTuple):
    """What came of the messages that waited."""

    sent: int = 0
    put_off: int = 0
    failed: int = 0
    withheld: int = 0
    """Messages whose readers may not read them any more."""


def deliver(
    store: ServerStore,
    server: MailServer,
    sender: str,
    may_go: Callable[[MailRow], bool],
    clock: Callable[[], float],
    watch: Watch,
) -> Delivered:
    """Send all that is due, one message after the other.

    A message is taken before it is sent, and dropped once the server has it: who is
    killed in between sends it once more, under the same Message-ID.

    Args:
        store: where messages wait.
        server: who takes them.
        sender: from whom they are.
        may_go: whether their reader may still read one.
        clock: tells the time, in seconds since 1970, UTC.
        watch: is told how far it is.

    Raises:
        MailServerError: the server takes no message at all; all that waits goes on waiting.
    """
    done, waiting = Delivered(), count_waiting(store)
    while mail := take_mail(store, clock()):
        if not may_go(mail):
            store.drop(MailRow, key=mail.key)
            done = done._replace(withheld=done.withheld + 1)
            continue
        try:
            done = _send(mail, store, server, sender, clock, done)
        except MailServerError as error:
            put_off_mail(store, mail.key, clock(), str(error), counted=False)
            raise
        watch(sum(done), max(waiting, sum(done)))
    return done


def _send(
    mail: MailRow, store: ServerStore, server: MailServer, sender: str, clock: Callable[[], float], done: Delivered
) -> Delivered:
    """Send one message, and write down what came of it."""
    reply = server.send(sender, mail.address, mail.message)
    if reply.outcome == "sent":
        store.drop(MailRow, key=mail.key)
        return done._replace(sent=done.sent + 1)
    if reply.outcome == "refused":
        fail_mail(store, mail.key, reply.said)
        return done._replace(failed=done.failed + 1)
    state = put_off_mail(store, mail.key, clock(), reply.said)
    return done._replace(failed=done.failed + 1) if state == "failed" else done._replace(put_off=done.put_off + 1)


def still_read_by(mail: MailRow, store: ServerStore, reader: Reader, accounts: Accounts) -> bool:
    """Whether whoever asked for a message is still there, and may read it."""
    subscriber = store.get(SubscriberRow, mail.subscriber)
    if subscriber is None or subscriber.address != mail.address:
        return False
    if mail.audience == READERS[0]:
        return not subscriber.account or subscriber.account in accounts.read()
    sight = sight_of(subscriber, reader, accounts)
    return sight is not None and may_read(sight.audience, mail.audience)
