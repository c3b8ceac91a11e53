"""What strangers were shown is kept, and never older than the record."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from escalade.models.engine import Location
from escalade.web.account import Account
from escalade.web.app import made
from escalade.web.kept import LARGEST, worth_keeping
from escalade.web.setting import Setting
from tests.web.browser import DESK
from tests.web.caller import TOKENS, with_tokens

FOG = {
    "of": ["2020/fog"],
    "version": {"title": {"en": "Fog signals"}},
    "by_state": ["Made-up Land"],
    "on": "2020-02-10",
}


def test_a_page_is_kept_until_the_record_changes(place: Location, accounts: dict[str, Account], tmp_path: Path) -> None:
    app = made(Setting(register=place, accounts=tmp_path / "accounts.toml"), with_tokens(accounts))
    token = {"authorization": f"Bearer {TOKENS[DESK]}"}
    with TestClient(app) as client:
        first = client.get("/rounds/2020")
        again = client.get("/rounds/2020")
        assert (first.text, first.headers) == (again.text, again.headers)
        assert client.get("/fr/rounds/2020").text != first.text
        assert client.post("/api/acts/propose", json=FOG, headers=token).status_code == 201
        assert "Fog signals" in client.get("/rounds/2020").text
        assert client.get("/api/inbox").status_code == 401
        assert client.get("/api/inbox", headers=token).status_code == 200
        assert client.get("/api/inbox").status_code == 401
        place.path.unlink()
        assert client.get("/rounds/2020").status_code == 503


def test_only_whole_answers_from_the_record_are_kept() -> None:
    start: dict[str, Any] = {"type": "http.response.start", "status": 200, "headers": [(b"etag", b"x")]}
    body: dict[str, Any] = {"type": "http.response.body", "body": b"x"}
    assert worth_keeping([start, body])
    assert not worth_keeping([])
    assert not worth_keeping([{**start, "status": 404}, body])
    assert not worth_keeping([{**start, "headers": []}, body])
    assert not worth_keeping([{**start, "headers": [*start["headers"], (b"set-cookie", b"x")]}, body])
    assert not worth_keeping([start, {**body, "more_body": True}])
    assert not worth_keeping([start, {**body, "body": b"x" * (LARGEST + 1)}])
