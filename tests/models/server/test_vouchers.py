"""Who vouches for sessions, and which of them end with one at the provider."""

from __future__ import annotations

import pytest

from escalade.models.server.sign_in import end_provider_sessions, keep_session, keep_voucher
from escalade.models.server.store import ServerStore
from escalade.models.server.tables import SessionRow, VoucherRow

BEGUN = 1_000.0
KEPT = {"first": ("ada", "s1"), "second": ("ada", "s2"), "unnamed": ("ada", ""), "another": ("bo", "s3")}
"""Sessions here: whose they are at the provider, and what they are called there."""


@pytest.fixture
def begun(store: ServerStore) -> ServerStore:
    """Sessions that two people of a provider began."""
    for key, (subject, sid) in KEPT.items():
        session = SessionRow(key=key, account="Made-up Desk", password="", begun=BEGUN, ends=BEGUN + 3600, seen_as="")
        keep_session(store, session, 20)
        facts = {"provider": "staff", "issuer": "https://id.example", "subject": subject, "claim": "a=b"}
        voucher = VoucherRow(key=key, **facts, vouched=BEGUN, sid=sid, signed="made up")
        keep_voucher(store, voucher, "Made-up Desk")
    return store


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        (("staff", "", "s1", BEGUN), {"first"}),
        (("staff", "ada", "s1", BEGUN), {"first", "unnamed"}),
        (("staff", "ada", "", BEGUN), {"first", "second", "unnamed"}),
        (("staff", "bo", "s1", BEGUN), set()),
        (("staff", "ada", "", BEGUN - 1), set()),
        (("guests", "ada", "", BEGUN), set()),
    ],
)
def test_what_ended_at_the_provider_ends_here_with_all_that_is_kept_of_it(
    begun: ServerStore, said: tuple[str, str, str, float], gone: set[str]
) -> None:
    assert end_provider_sessions(begun, *said) == len(gone)
    kept = {*KEPT} - gone
    assert {row.key for row in begun.every(SessionRow)} == {row.key for row in begun.every(VoucherRow)} == kept
