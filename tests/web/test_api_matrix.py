"""Who may call what: every call, by everyone there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.web.api.schema import DONE_HERE
from escalade.web.auth.accounts import Accounts, Scope
from escalade.web.settings import Settings
from tests.web.browser import CHAIR, CHEAP, COUNCIL_DESK, DESK, READER, Browser, signs_in
from tests.web.caller import Caller
from tests.web.conftest import MakeApp

OFFICES = (CHAIR, DESK, COUNCIL_DESK)
READINGS = {
    "topics": 200, "subjects/2020": 200, "topics/2020/fog": 404, "records/2020": 200, "records/2020%231": 200,
    "why/2020": 200, "search?words=made-up": 200, "decisions?session=Assembly 2020": 200, "plan/2020": 200,
    "checkpoint": 200, "proof/2020%231": 200, "papers/agenda/1.md": 200, f"files/{'0' * 64}": 404,
    "consultations": 200, "consultations?past=true": 200, "problems/unknown-reference": 200, "problems/fog": 404,
}  # fmt: skip
FOR_OFFICERS = ("inbox",)
PAPER = {"name": "a.md", "data": ""}
SENT: list[tuple[str, dict[str, Any]]] = [
    *(("acts", {"act": act}) for act in DONE_HERE),
    ("acts", {}),
    ("papers", {}),
    ("papers", {"of": "2020", "kind": "note", "symbol": "x"}),
    ("files", PAPER),
]
"""What is sent to the calls that write."""


def size(place: Location) -> int:
    """How many records there are."""
    with open_reader(place) as register:
        return register.size()


def strangers(app: FastAPI) -> Iterator[tuple[str, Browser]]:
    """Everyone whom the API does not know."""
    yield "nobody", Caller(app).client
    session = Browser(app)
    signs_in(session, DESK)
    assert session.get("/inbox").status_code == 200
    yield "a session of the pages, which opens no call", session


def shown(app: FastAPI) -> Iterator[tuple[str, Browser]]:
    """Everyone who shows a token that opens nothing."""
    for header in ("Bearer escalade_guessed", "Bearer ", f"Basic {'a' * 40}", "Bearer \u00e9", "x"):
        yield header, Browser(app, headers={"authorization": header.encode("latin-1")})  # type: ignore[dict-item]  # as it is sent


def test_everyone_reads_what_is_public(app: FastAPI) -> None:
    readers = [*strangers(app), *((name, Caller(app, name).client) for name in (*OFFICES, READER))]
    for name, client in readers:
        found = {path: client.get(f"/api/{path}").status_code for path in READINGS}
        assert found == READINGS, name


def test_what_waits_is_for_officers(app: FastAPI) -> None:
    for path in FOR_OFFICERS:
        assert {client.get(f"/api/{path}").status_code for _, client in strangers(app)} == {401}
        assert Caller(app, READER).get(path).status_code == 403
        assert {Caller(app, name).get(path).status_code for name in OFFICES} == {200}


def statuses(client: Browser, sent: list[tuple[str, dict[str, Any]]] = SENT) -> set[int]:
    """How it is answered to whoever writes."""
    return {client.post(f"/api/{path}", json=body).status_code for path, body in sent}


def test_nothing_is_written_for_a_stranger_a_session_a_member_or_a_token_that_opens_nothing(
    app: FastAPI, place: Location
) -> None:
    before = size(place)
    for name, client in strangers(app):
        assert statuses(client) == {401}, name
    for header, client in shown(app):
        assert statuses(client) == {401}, header
        assert {client.get(f"/api/{path}").status_code for path in [*READINGS, *FOR_OFFICERS]} == {401}, header
        assert client.get("/api/topics").headers["www-authenticate"] == "Bearer"
    assert statuses(Caller(app, READER).client) == {403}
    assert size(place) == before


def test_files_are_checked_for_officers_and_papers_verified_for_everyone(app: FastAPI) -> None:
    check, verify = [("check", {"files": [PAPER]})], [("verify", {"paper": ""})]
    for _, client in strangers(app):
        assert (statuses(client, check), statuses(client, verify)) == ({401}, {200})
    for _, client in shown(app):
        assert statuses(client, [*check, *verify]) == {401}
    for name, status in (*((one, 200) for one in OFFICES), (READER, 403)):
        client = Caller(app, name).client
        assert (statuses(client, check), statuses(client, verify)) == ({status}, {200})


def test_each_office_is_held_to_its_acts(app: FastAPI, place: Location) -> None:
    before = size(place)
    for name in OFFICES:
        caller = Caller(app, name)
        for act in DONE_HERE:
            answer = caller.act(act, dry_run=True)
            assert answer.status_code in {403, 409, 422}, (name, act, answer.text)
    assert size(place) == before


@pytest.mark.parametrize(
    ("scope", "reads", "acts", "counts"), [("read", 200, 403, 401), ("act", 200, 422, 401), ("metrics", 403, 403, 200)]
)
def test_a_token_opens_what_it_is_for_until_its_end(
    scope: Scope, reads: int, acts: int, counts: int, place: Location, tmp_path: Path, make_app: MakeApp
) -> None:
    book = Accounts(tmp_path / "accounts.toml", cost=CHEAP)
    book.add(DESK, "a made-up password")
    (_, token), (_, over) = book.give_token(DESK, scope, 1), book.give_token(DESK, scope, 0)
    app = make_app(Settings(register=place, accounts=book.path, metrics=True))
    for known, expected in ((token, (reads, acts, counts)), (over, (401, 401, 401))):
        client = Browser(app, headers={"authorization": f"Bearer {known}"})
        asked = (client.get("/api/inbox"), client.post("/api/acts", json={"act": "close"}), client.get("/metrics"))
        assert tuple(one.status_code for one in asked) == expected


def test_every_call_was_tried(app: FastAPI) -> None:
    paths = Caller(app).client.get("/api/openapi.json").json()["paths"]
    tried = {path.partition("?")[0].partition("/")[0] for path in (*READINGS, *FOR_OFFICERS, *(one for one, _ in SENT))}
    assert {path.strip("/").partition("/")[0] for path in paths} - tried == {"check", "verify"}


def test_every_list_is_answered_by_pages(app: FastAPI) -> None:
    paths = Caller(app).client.get("/api/openapi.json").json()["paths"]
    whole = []
    for path, calls in paths.items():
        if "get" not in calls:
            continue
        media = calls["get"]["responses"]["200"]["content"].get("application/json", {"schema": {}})
        taken = {one["name"] for one in calls["get"].get("parameters", ())}
        if media["schema"].get("type") == "array" and not {"after", "limit"} <= taken:
            whole.append(path)
    assert whole == []


def test_every_reading_is_sent_once_to_whoever_has_it(app: FastAPI) -> None:
    desk = Caller(app, DESK).client
    readings = [path for path, status in READINGS.items() if status == 200]
    for path in (*readings, *FOR_OFFICERS, "openapi.json"):
        first = desk.get(f"/api/{path}")
        again = desk.get(f"/api/{path}", headers={"if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b""), path
