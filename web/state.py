"""What all requests share while the pages are served."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from escalade.models.reader import Reader
from escalade.models.reader_pool import Readers
from escalade.models.register import Register, open_register
from escalade.web.auth.accounts import Account, Book
from escalade.web.auth.bootstrap import Founding
from escalade.web.auth.rate_limit import RateLimit
from escalade.web.auth.session import Sessions, Signer
from escalade.web.operations.logs import RequestLog
from escalade.web.operations.metrics import Meter
from escalade.web.rendering.page import Pages
from escalade.web.settings import Settings


class State(msgspec.Struct, frozen=True):
    """The setting, and what is remembered of whoever is signed in."""

    setting: Settings
    book: Book
    sessions: Sessions
    rate_limit: RateLimit
    pages: Pages
    readers: Readers
    meter: Meter
    log: RequestLog
    founding: Founding
    signer: Signer

    @contextmanager
    def writing(self) -> Iterator[Register]:
        """Open the register to write to it, unless it was exchanged.

        Raises:
            RegisterError: there is none, it cannot be written, or it was exchanged.
        """
        with open_register(self.setting.register) as register:
            reader = Reader(register.connection, register.location)
            self.readers.ledger.recognise(reader)
            yield register
            self.readers.ledger.recognise(reader)


def create_state(setting: Settings, more: dict[str, Account] | None = None, word: str = "") -> State:
    """A house; `more` accounts and the word are of this start only."""
    book = Book(setting.accounts, more)
    sessions, log = Sessions(book, setting.hours * 3600), RequestLog(wanted=setting.log)
    readers, founding = Readers(setting.register), Founding(word)
    return State(setting, book, sessions, RateLimit(), Pages(), readers, Meter(), log, founding, Signer())
