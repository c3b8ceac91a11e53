"""What a subscriber may see: as their account does, or as the public."""

from __future__ import annotations

from escalade.models.reader import Reader
from escalade.models.server.tables import SubscriberRow
from escalade.web.auth.accounts import Accounts
from escalade.web.auth.scoped_reader import Sight


def sight_of(subscriber: SubscriberRow, reader: Reader, accounts: Accounts) -> Sight | None:
    """The register as a subscriber sees it; None for a lost account."""
    if subscriber.account and subscriber.account not in accounts.read():
        return None
    return Sight(reader, subscriber.account)
