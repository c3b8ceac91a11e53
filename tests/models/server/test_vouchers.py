"""Who vouches for sessions, and which of them end with one at the provider."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.models.server.sign_in import end_provider_sessions, keep_session, renew_session
from escalade.models.server.store import ServerStore, SessionRow, VouchedRow

BEGUN = 1_000.0
KEPT = {"first": ("ada", "s1"), "second": ("ada", "s2"), "unnamed": ("ada", ""), "another": ("bo", "s3")}
"""Sessions here: whose they are at the provider, and what they are called there."""


def session(key: str, subject: str, sid: str) -> SessionRow:
    """A session for which a provider vouches."""
    times: dict[str, Any] = {"begun": BEGUN, "ends": BEGUN + 36_000, "holds": BEGUN + 3600, "vouched": BEGUN}
    facts: dict[str, Any] = {
        "provider": "staff",
        "issuer": "https://id.example",
        "subject": subject,
        "claim": "a=b",
        "sid": sid,
    }
    return SessionRow(key=key, account="Made-up Desk", password="", **times, **facts)


@pytest.fixture
def begun(store: ServerStore) -> ServerStore:
    """Sessions that two people of a provider began."""
    for key, (subject, sid) in KEPT.items():
        keep_session(store, session(key, subject, sid), 20)
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
    assert {row.key for row in begun.every(SessionRow)} == {*KEPT} - gone


@pytest.mark.parametrize(
    ("key", "changed", "at", "goes_on"),
    [
        ("first", {}, BEGUN + 3601, True),
        ("first", {}, BEGUN + 36_000, False),
        ("first", {"subject": "bo"}, BEGUN + 3601, False),
        ("first", {"account": "Made-up Chair"}, BEGUN + 3601, False),
        ("first", {"issuer": "https://other.example"}, BEGUN + 3601, False),
        ("ended", {}, BEGUN + 3601, False),
    ],
)
def test_what_is_renewed_is_the_same_persons_until_it_ends(
    begun: ServerStore, key: str, changed: dict[str, str], at: float, *, goes_on: bool
) -> None:
    renewed = session(key, "ada", "s1").sqlmodel_update({"holds": at + 3600, "vouched": at, "ends": 0, **changed})
    assert renew_session(begun, renewed, at) is goes_on
    kept = begun.get(SessionRow, "first")
    assert kept is not None
    assert (kept.holds, kept.ends) == (at + 3600 if goes_on else BEGUN + 3600, BEGUN + 36_000)
    assert [row.vouched for row in begun.every(VouchedRow)][4:] == ([at] if goes_on else [])
