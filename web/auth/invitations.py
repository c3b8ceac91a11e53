"""Invitations: an address by which somebody chooses their first password."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from escalade.models.server.sign_in import keep_invitation, note_change, spend_invitation
from escalade.models.server.tables import AccessRow, InvitationRow
from escalade.web.auth.session import key_of
from escalade.workflow.values.errors import RequestError

if TYPE_CHECKING:
    from escalade.web.state import State

WEEK_SECONDS = 7 * 24 * 3600
"""How long an invitation lasts."""
SPENT = "This invitation opens nothing: it was used, or replaced, or a week has passed. Ask for another."


def invite(app_state: State, name: str, by: str, token: str) -> None:
    """Invite an officer by the address that ends with a token.

    Raises:
        RequestError: they have an account.
    """
    if name in app_state.accounts.read():
        sentence = "{name} can sign in already. Only after their access was ended are they invited anew."
        raise RequestError("has-access", sentence, name=name)
    now = time.time()
    keep_invitation(app_state.store, InvitationRow(key=key_of(token), account=name, ends=now + WEEK_SECONDS), now)
    note(app_state, by, "invited", name)


def resolve_invitation(app_state: State, token: str) -> str:
    """The name of whoever an invitation is for."""
    found = app_state.store.get(InvitationRow, key_of(token), time.time())
    if found is None or found.account in app_state.accounts.read():
        raise RequestError("spent", SPENT)
    return found.account


def join(app_state: State, token: str, password: str) -> str:
    """Give whoever was invited an account, once; their name."""
    with spend_invitation(app_state.store, key_of(token), time.time()) as name:
        if not name or name in app_state.accounts.read():
            raise RequestError("spent", SPENT)
        app_state.accounts.add(name, password)
    note(app_state, name, "joined", name)
    return name


def note(app_state: State, who: str, what: str, whom: str) -> None:
    """Write down a change of who may sign in."""
    note_change(app_state.store, AccessRow(at=time.time(), who=who, what=what, whom=whom))
