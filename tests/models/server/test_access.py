"""Who was invited, who came, and what was changed, kept for all servers."""

from __future__ import annotations

from escalade.models.server.sign_in import (
    keep_invitation,
    list_changes,
    list_invitations,
    list_sign_ins,
    note_change,
    spend_invitation,
)
from escalade.models.server.store import ServerStore
from escalade.models.server.tables import AccessRow, InvitationRow, SignInRow

DESK, CHAIR = "Made-up Desk", "Made-up Chair"


def test_before_anything_is_kept_nobody_was_invited_or_came(store: ServerStore) -> None:
    assert store.get(InvitationRow, "a key", 0) is None
    assert (list_invitations(store, 0), list_sign_ins(store), list_changes(store, 5)) == ({}, {}, [])


def test_an_invitation_opens_until_it_ends_is_replaced_or_spent(store: ServerStore) -> None:
    keep_invitation(store, InvitationRow(key="first", account=DESK, ends=10), 0)
    keep_invitation(store, InvitationRow(key="other", account=CHAIR, ends=20), 0)
    found = store.get(InvitationRow, "first", 9)
    assert found
    assert found.account == DESK
    assert store.get(InvitationRow, "first", 10) is None
    keep_invitation(store, InvitationRow(key="second", account=DESK, ends=30), 5)
    assert store.get(InvitationRow, "first", 6) is None
    assert list_invitations(store, 6) == {DESK: 30, CHAIR: 20}
    spend_invitation(store, DESK)
    assert list_invitations(store, 6) == {CHAIR: 20}


def test_who_signed_in_last_when_is_kept(store: ServerStore) -> None:
    for at in (5, 7):
        store.put(SignInRow(account=DESK, at=at))
    assert list_sign_ins(store) == {DESK: 7}


def test_changes_are_listed_from_the_newest(store: ServerStore) -> None:
    for at, whom in enumerate((DESK, CHAIR, DESK)):
        note_change(store, AccessRow(at=at, who=DESK, what="invited", whom=whom))
    assert [(one.at, one.whom) for one in list_changes(store, 2)] == [(2, DESK), (1, CHAIR)]
