"""State that all requests share while the pages are served."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import msgspec

from escalade.models.integrity.keys import SigningKey, load_key
from escalade.models.reader_pool import Readers
from escalade.models.register import Register, open_register
from escalade.models.server.store import ServerStore
from escalade.web.auth.accounts import Account, Accounts
from escalade.web.auth.openid import OpenIdClient
from escalade.web.auth.providers import Provider, read_providers
from escalade.web.auth.rate_limit import RateLimit
from escalade.web.auth.session import Sessions
from escalade.web.operations.logs import RequestLog
from escalade.web.operations.metrics import Metrics
from escalade.web.rendering.page import Pages
from escalade.web.room.screens import Screens
from escalade.web.room.stage import RoomStage
from escalade.web.settings import Settings
from escalade.workflow.motions import Constitute
from escalade.workflow.records.audience import READERS
from escalade.workflow.values.errors import EscaladeError


class State(msgspec.Struct, frozen=True):
    """The settings, and what is remembered of whoever is signed in."""

    settings: Settings
    accounts: Accounts
    sessions: Sessions
    rate_limit: RateLimit
    pages: Pages
    readers: Readers
    metrics: Metrics
    log: RequestLog
    store: ServerStore
    stage: RoomStage
    screens: Screens
    providers: dict[str, Provider]
    clients: dict[str, OpenIdClient]
    """What asks each provider that is asked."""
    turn: Lock = msgspec.field(default_factory=Lock)
    """Held by the request that writes."""
    key: SigningKey | None = None
    """What signs checkpoints that the room shows."""

    def constitution(self) -> Constitute | None:
        """What the body is, as the public may know; None where it cannot be read."""
        try:
            with self.readers.open() as reader:
                return reader.standing(reader=READERS[0]).body.constitution()
        except EscaladeError:
            return None

    @contextmanager
    def writing(self) -> Iterator[Register]:
        """Open the register to write to it, unless it was exchanged.

        One request does at a time: a database lets whoever asks next go first, and tells those that waited in vain
        that it is locked.
        """
        with self.turn, open_register(self.settings.register) as register:
            reader = register.reader
            self.readers.ledger.recognise(reader)
            yield register
            self.readers.ledger.recognise(reader)


def create_state(settings: Settings, more: dict[str, Account] | None = None) -> State:
    """Make the state; `more` accounts are of this start only."""
    accounts = Accounts(settings.accounts, more)
    store, log = ServerStore(settings.place_of_sessions), RequestLog(wanted=settings.log)
    providers = read_providers(settings.providers)
    sessions = Sessions(accounts, store, settings.session_hours * 3600, providers=providers)
    readers = Readers(settings.register)
    stage = RoomStage(store)
    screens = Screens(lambda: find_mark(stage, readers))
    key = load_key(settings.key) if settings.key else None
    shared = (sessions, RateLimit(store), Pages(), readers, Metrics(), log, store)
    clients = {name: OpenIdClient(provider) for name, provider in providers.items() if not provider.header}
    return State(settings, accounts, *shared, stage, screens, providers, clients, key=key)


def find_mark(stage: RoomStage, readers: Readers) -> object:
    """Something that differs once the room shows or the register holds more."""
    try:
        with readers.open() as reader:
            return stage.mark(), reader.size()
    except EscaladeError:
        return stage.mark(), None
