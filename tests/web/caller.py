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
    return {
        name: Account(
            name, one.password, (made_up_token(TOKENS[name]), made_up_token(f"{TOKENS[name]}_metrics", "metrics"))
        )
        for name, one in accounts.items()
    }


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
        return self.send("acts", {"act": act.replace("-", " "), **fields}, seen=seen, dry_run=dry_run)

    def issue(self, *, seen: str | None = None, dry_run: bool = False, **fields: Any) -> Response:
        """Issue a paper."""
        return self.send("papers", fields, seen=seen, dry_run=dry_run)

    def send(self, path: str, body: Any, *, seen: str | None, dry_run: bool) -> Response:
        """Send what is to be recorded."""
        query = {**({"seen": seen} if seen else {}), **({"dry_run": "true"} if dry_run else {})}
        return self.client.post(f"/api/{path}", params=query, json=body)
