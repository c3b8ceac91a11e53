"""Who was invited, who came, and what was changed, kept for all servers."""

from __future__ import annotations

from escalade.models.server.sign_in import (
    keep_invitation,
    note_change,
)
from escalade.models.server.store import AccessRow, InvitationRow, ServerStore

DESK, CHAIR = "Made-up Desk", "Made-up Chair"


def test_an_invitation_opens_until_it_ends_is_replaced_or_spent(store: ServerStore) -> None:
    keep_invitation(store, InvitationRow(key="first", account=DESK, ends=10), 0)
    keep_invitation(store, InvitationRow(key="other", account=CHAIR, ends=20), 0)
    found = store.get(InvitationRow, "first", 9)
    assert found
    assert found.account == DESK
    assert store.get(InvitationRow, "first", 10) is None
    keep_invitation(store, InvitationRow(key="second", account=DESK, ends=30), 5)
    assert store.get(InvitationRow, "first", 6) is None
    assert {row.account: row.ends for row in store.every(InvitationRow)} == {DESK: 30, CHAIR: 20}
    store.drop(InvitationRow, account=DESK)
    assert [row.account for row in store.every(InvitationRow)] == [CHAIR]


def test_changes_are_listed_in_their_order(store: ServerStore) -> None:
    for at, whom in enumerate((DESK, CHAIR, DESK)):
        note_change(store, AccessRow(at=at, who=DESK, what="invited", whom=whom))
    assert [(one.at, one.whom) for one in store.every(AccessRow)] == [(0, DESK), (1, CHAIR), (2, DESK)]
