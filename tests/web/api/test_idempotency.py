"""A call that bears a key may be sent again."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi import FastAPI
from httpx2 import Response

from escalade.web.api import idempotency
from tests.web.browser import CHAIR, DESK
from tests.web.caller import Caller
from tests.web.operating import Serving

ROUND: dict[str, Any] = {"of": ["2031"], "on": "2020-02-01", "title": {"en": "A made-up round"}}


def opens(app: FastAPI, key: str, who: str = DESK, **fields: Any) -> Response:
    """Open a made-up round under a key."""
    body = {**ROUND, **fields}
    return Caller(app, who).client.post("/api/acts/open-round", json=body, headers={"idempotency-key": key})


def test_a_call_sent_again_is_answered_as_the_first_time_by_any_server(serving: Serving) -> None:
    first = opens(serving(), "made-up-1")
    again = opens(serving(), '"made-up-1"')
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.content == first.content
    assert again.headers["location"] == first.headers["location"]
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    size = Caller(serving(), DESK).get("").json()["size"]
    assert Caller(serving(), DESK).act("open-round", **ROUND).status_code == 409
    assert Caller(serving(), DESK).get("").json()["size"] == size


def test_a_refusal_is_given_again_too(serving: Serving) -> None:
    app = serving()
    refused = opens(app, "made-up-2", on="2999-01-01")
    assert refused.status_code == 409
    again = opens(app, "made-up-2", on="2999-01-01")
    assert (again.status_code, again.content) == (409, refused.content)
    assert again.headers["content-type"] == "application/problem+json"


def test_another_call_under_the_key_is_refused_and_another_caller_has_their_own(serving: Serving) -> None:
    app = serving()
    assert opens(app, "made-up-3").status_code == 201
    other = opens(app, "made-up-3", title={"en": "Another made-up round"})
    assert other.status_code == 422
    assert "borne by another call" in other.json()["detail"]
    assert "borne by another call" not in opens(app, "made-up-3", CHAIR).json().get("detail", "")
    assert opens(app, "x" * 256).status_code == 422
    assert opens(app, '""').status_code == 422


def test_a_trial_is_never_kept(serving: Serving) -> None:
    caller = Caller(serving(), DESK).client
    headers = {"idempotency-key": "made-up-4"}
    for _ in range(2):
        trial = caller.post("/api/acts/open-round?dry_run=true", json=ROUND, headers=headers)
        assert (trial.status_code, "idempotency-replayed" in trial.headers) == (200, False)
    assert caller.post("/api/acts/open-round", json=ROUND, headers=headers).status_code == 201


@pytest.mark.parametrize("spelt", ["False", "no", "off", "n", "f", "0", "FALSE"])
def test_a_key_counts_however_it_is_spelt_that_this_is_no_dry_run(serving: Serving, spelt: str) -> None:
    caller, headers = Caller(serving(), DESK).client, {"idempotency-key": "made-up-5"}
    first, again = (caller.post(f"/api/acts/open-round?dry_run={spelt}", json=ROUND, headers=headers) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["idempotency-replayed"] == "true"


def test_a_stranger_is_told_that_no_token_was_shown(serving: Serving) -> None:
    caller = Caller(serving()).client
    assert caller.post("/api/acts/open-round", json=ROUND, headers={"idempotency-key": "x"}).status_code == 401


def test_a_call_that_is_under_way_is_not_begun_again(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    app = serving()
    with monkeypatch.context() as cut:
        cut.setattr(idempotency, "keep_answer", lambda *_: None)
        assert opens(app, "made-up-5").status_code == 201
    again = opens(app, "made-up-5")
    assert (again.status_code, "still under way" in again.json()["detail"]) == (409, True)
