"""How it is known who acts, as a record says it."""

from __future__ import annotations

import pytest

from escalade.workflow.values.constraints import check
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.identity import find_voucher, mark_voucher

KNOWN = [
    "claimed",
    "signed in",
    "loaded by Made-up Desk",
    "copied with round 2017: claimed",
    "vouched for by https://login.example/realms/made-up at 2020-01-31T09:00:00Z",
]
UNKNOWN = [
    "",
    "vouched for",
    "vouched for by Made-up Desk",
    "vouched for by https://login.example",
    "vouched for by https://login.example at 2020-01-31",
    "vouched for by https://login.example at 2020-01-31T09:00:00Z and more",
    "vouched for by https://login.example /made-up at 2020-01-31T09:00:00Z",
    "vouched for by javascript:made-up at 2020-01-31T09:00:00Z",
]


@pytest.mark.parametrize("identity", KNOWN)
def test_what_a_record_may_say(identity: str) -> None:
    check("identity", identity, ("identity",))


@pytest.mark.parametrize("identity", UNKNOWN)
def test_what_no_record_says(identity: str) -> None:
    with pytest.raises(RequestError):
        check("identity", identity, ("identity",))


def test_who_vouched_is_found_again() -> None:
    said = mark_voucher("https://login.example at home", "2020-01-31T09:00:00Z")
    assert find_voucher(said) is None  # an issuer has no spaces: where one ends would not be known
    said = mark_voucher("https://login.example", "2020-01-31T09:00:00Z")
    assert find_voucher(said) == ("https://login.example", "2020-01-31T09:00:00Z")
