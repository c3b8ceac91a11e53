"""What a subscriber may see of the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from escalade.models.backends import Location, create
from escalade.models.reader import Reader, open_reader
from escalade.models.register import open_register
from escalade.models.server.tables import SubscriberRow
from escalade.web.auth.accounts import Accounts
from escalade.web.mail.subscription import sight_of
from tests.lives import DESK, Life
from tests.web.browser import CHEAP, PASSWORD


@pytest.fixture
def reader(tmp_path: Path) -> Iterator[Reader]:
    """A register of a made-up body."""
    place = Location(tmp_path / "register.db")
    create(place)
    life = Life().begins()
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed)
    with open_reader(place) as opened:
        yield opened


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    """The account of the desk, and no other."""
    found = Accounts(tmp_path / "accounts.toml", cost=CHEAP)
    found.add(DESK, PASSWORD)
    return found


def subscriber(account: str) -> SubscriberRow:
    """A subscription of an account; of the public where it is empty."""
    return SubscriberRow(
        key="k", address="a@made-up.example", account=account, language="en", kinds="acts",
        asked=0, confirmed=1, seen=0, told=0,
    )  # fmt: skip


def test_a_subscriber_sees_as_their_account_does_and_the_public_as_the_public(
    reader: Reader, accounts: Accounts
) -> None:
    desk, public = (sight_of(subscriber(name), reader, accounts) for name in (DESK, ""))
    assert desk
    assert public
    assert (desk.officer, desk.audience) == (DESK, "office")
    assert (public.officer, public.audience) == ("", "public")


def test_an_account_that_is_gone_sees_nothing(reader: Reader, accounts: Accounts) -> None:
    assert sight_of(subscriber("Nobody"), reader, accounts) is None
