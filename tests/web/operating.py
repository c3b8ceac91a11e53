"""What whoever operates the server asks it, for tests of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import FastAPI

from tests.web.browser import Browser
from tests.web.caller import TOKENS

PROPOSE = "/rounds/2020/acts/propose"


TYPED = {
    "words": "fog",
    "field_version__title__dot__en": "Fog signals",
    "field_version__questions__dot__en__dot__0": "What is a good signal?",
    "field_by_state": "Made-up Land",
    "on": "2020-02-10",
}


FIELDS: dict[str, Any] = {
    "of": ["2020/mist"], "version": {"title": {"en": "Mist"}}, "by_state": ["Made-up Land"], "on": "2020-02-10",
}  # fmt: skip


Serving = Callable[..., FastAPI]


def asks(app: FastAPI, path: str, name: str | None = None) -> tuple[int, str]:
    """What is answered at an address, to whoever shows a token."""
    token = f"{TOKENS[name]}{'_metrics' if path == '/metrics' else ''}" if name else ""
    headers = {"authorization": f"Bearer {token}"} if token else {}
    with Browser(app, raise_server_exceptions=False) as browser:
        answer = browser.get(path, headers=headers)
        return answer.status_code, answer.text
