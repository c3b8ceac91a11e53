"""Programs that call the API, as the tests drive them."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from httpx2 import Response

from escalade.web.auth.accounts import Account, Scope, Token, hash_of
from tests.web.browser import OFFICERS, Browser

TOKENS = {name: f"escalade_{name.encode().hex()}" for name in OFFICERS}
"""The token of each officer of the tests; made up, and guessable."""


def made_up_token(shown: str, scope: Scope = "act") -> Token:
    """A token as it is kept, of which its owner was shown this."""
    return Token(f"made-up {scope}", hash_of(shown), "2020-01-01T00:00:00+00:00", "2199-01-01T00:00:00+00:00", scope)


def with_tokens(accounts: dict[str, Account]) -> dict[str, Account]:
    """Accounts, each with its token."""
    return {name: Account(name, one.password, (made_up_token(TOKENS[name]),)) for name, one in accounts.items()}


class Caller:
    """A program with the token of an officer, or with none."""

    def __init__(self, app: FastAPI, name: str | None = None) -> None:
        """Call an application for somebody."""
        headers = {"authorization": f"Bearer {TOKENS[name]}"} if name else {}
        self.client = Browser(app, headers=headers, raise_server_exceptions=False)

    def get(self, path: str, **query: Any) -> Response:
        """Ask for something."""
        return self.client.get(f"/api/{path}", params=query)

    def act(self, act: str, *, seen: str | None = None, dry_run: bool = False, **fields: Any) -> Response:
        """Do an act."""
        query = {**({"seen": seen} if seen else {}), **({"dry_run": "true"} if dry_run else {})}
        return self.client.post("/api/acts", params=query, json={"act": act.replace("-", " "), **fields})
