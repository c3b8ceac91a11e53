"""Subscriptions: an address, and what it wants."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from email.errors import HeaderParseError
from email.headerregistry import Address

from escalade.models.reader import Reader
from escalade.models.server.mail import erase_subscriber, find_subscriber_of
from escalade.models.server.store import ServerStore, SubscriberRow
from escalade.web.auth.accounts import Accounts
from escalade.web.auth.scoped_reader import Sight
from escalade.workflow.values.errors import RequestError

WAITING = "waiting"
KINDS = ("decisions", "consultations", "papers", "meetings", WAITING)
"""What may be asked for; what waits for an office is for its officers."""
CHOSEN = ("language", "kinds")
"""What a subscriber may change at any time."""
LONGEST_ADDRESS = 254
"""How many characters an address may have (RFC 5321, 4.5.3.1.3)."""
AGAIN_SECONDS = 3600
"""How long the same address is not written to again, however often it is asked for."""
_ADDRESS = re.compile(r"[!-?A-~]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")


def parse_address(text: str) -> str:
    """An address as it is written to; its domain in the letters of DNS.

    >>> parse_address(" made-up@Bücher.example ")
    'made-up@xn--bcher-kva.example'
    """
    given = text.strip()
    name, _, domain = given.rpartition("@")
    try:
        address = f"{name}@{domain.lower().encode('idna').decode()}"
        Address(addr_spec=address)
    except (UnicodeError, ValueError, HeaderParseError, IndexError):
        address = ""
    if len(address) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(address):
        raise RequestError(
            "no-address",
            "“{address}” is no address for mail that can be written to; one looks like name@example.org.",
            address=given[:LONGEST_ADDRESS],
        )
    return address


def mailbox_of(address: str) -> str:
    """The mailbox behind an address, however it is written.

    >>> mailbox_of("Made.Up+news@body.example")
    'made.up@body.example'
    """
    name, _, domain = address.rpartition("@")
    return f"{name.partition('+')[0].lower()}@{domain}"


def sight_of(subscriber: SubscriberRow, reader: Reader, accounts: Accounts) -> Sight | None:
    """The register as a subscriber sees it; None for a lost account."""
    is_lost = subscriber.account and subscriber.account not in accounts.read()
    return None if is_lost else Sight(reader, subscriber.account)


def join_kinds(chosen: Collection[str], *, officer: bool) -> str:
    """What was chosen, as it is kept."""
    kept = [kind for kind in KINDS if kind in chosen and (officer or kind != WAITING)]
    if not kept:
        raise RequestError("nothing-chosen", "Choose at least one thing that you want to be told of.")
    return " ".join(kept)


def ask_for_mail(store: ServerStore, wanted: SubscriberRow, now: float) -> SubscriberRow:
    """Ask for mail to an address; its owner is then asked to confirm it.

    Whoever asks is never told whether the address was known. What the public asked for
    stays as it is once it was confirmed: its owner is sent the way to change it. An
    account has one subscription; another address takes the place of the earlier one.
    """
    known = find_subscriber_of(store, wanted.account, wanted.address)
    if known is None or known.address != wanted.address:
        if known is not None:
            erase_subscriber(store, known.key)
        kept = wanted.model_copy(update={"key": secrets.token_urlsafe(24), "asked": now})
    elif known.confirmed and not known.account:
        kept = known.model_copy(update={"asked": limit_asking(known, now)})
    else:
        asked = known.asked if known.confirmed else limit_asking(known, now)
        kept = known.model_copy(update={"asked": asked, **{name: getattr(wanted, name) for name in CHOSEN}})
    store.put(kept)
    return kept


def limit_asking(known: SubscriberRow, now: float) -> float:
    """When an address counts as asked for: once an hour at most."""
    return known.asked if now - known.asked < AGAIN_SECONDS else now


def new_subscriber(address: str, account: str, language: str, kinds: str) -> SubscriberRow:
    """A subscription that nobody confirmed yet."""
    return SubscriberRow(
        key="", address=parse_address(address), account=account, language=language, kinds=kinds,
        asked=0.0, confirmed=0.0, seen=0, told=0.0,
    )  # fmt: skip
