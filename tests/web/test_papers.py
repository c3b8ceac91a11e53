"""Papers by calls: issued as the secretariat, checked, fetched, verified."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import docx
import pytest
from fastapi import FastAPI
from httpx2 import Response

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from tests.web.browser import DESK
from tests.web.caller import Caller

NOTE: dict[str, Any] = {"of": "2020", "kind": "note", "symbol": "MA20/5", "languages": ["en"], "on": "2020-04-07"}


@pytest.fixture
def desk(referred_app: FastAPI) -> Iterator[Caller]:
    """A program of the secretariat."""
    caller = Caller(referred_app, DESK)
    yield caller
    caller.client.close()


def size(place: Location) -> int:
    """How many records there are."""
    with open_reader(place) as register:
        return register.size()


def encoded(data: bytes, name: str = "edited.docx") -> dict[str, str]:
    """A file as a body brings it."""
    return {"name": name, "data": base64.b64encode(data).decode()}


def shown(data: bytes) -> dict[str, str]:
    """A paper, as it is shown to be held against the record."""
    return {"paper": base64.b64encode(data).decode()}


def edited(data: bytes) -> bytes:
    """A Word file with a paragraph of the secretariat more."""
    document, kept = docx.Document(io.BytesIO(data)), io.BytesIO()
    document.paragraphs[-1].insert_paragraph_before("A made-up sentence of the secretariat.")
    document.save(kept)
    return kept.getvalue()


def holds(answer: Response) -> dict[str, bool]:
    """What of a paper holds."""
    assert answer.status_code == 200, answer.text
    return {one["of"]: one["ok"] for one in answer.json()}


def test_a_paper_is_issued_fetched_and_verified(desk: Caller, referred_app: FastAPI) -> None:
    answer = desk.issue(**NOTE, accept=["all"])
    assert answer.status_code == 201, answer.text
    told = answer.json()
    (record,), (file,) = told["records"], told["files"]
    assert (record["officer"], record["identity"], record["motion"]["symbol"]) == (DESK, "signed in", "MA20/5")
    assert desk.client.get(answer.headers["location"]).json()[0]["reference"] == record["reference"]
    stranger = Caller(referred_app).client
    whole = stranger.get(file["location"]).content
    assert sha256(whole).hexdigest() == file["sha256"] == record["motion"]["paper"]
    assert holds(stranger.post("/api/verify", json=shown(whole))) == {"body": True, "record": True}
    assert holds(stranger.post("/api/verify", json=shown(edited(whole)))) == {"body": False, "record": True}
    assert holds(stranger.post("/api/verify", json=shown(b"none"))) == {"body": False, "record": False}


def test_what_the_check_finds_is_told_as_data_and_nothing_is_issued(desk: Caller, place: Location) -> None:
    draft, before = desk.get("papers/note/2020.docx").content, size(place)
    wish = {**NOTE, "on": "2020-04-06", "file": encoded(edited(draft))}
    answer = desk.issue(**wish)
    assert (answer.status_code, answer.headers["content-type"]) == (409, "application/problem+json")
    told = answer.json()
    assert told["error"] == "UnfitForIssueError"
    assert any("A made-up sentence of the secretariat." in one["what"] for one in told["findings"])
    assert {"severity", "check", "paper", "place", "what", "record"} == {*told["findings"][0]}
    assert size(place) == before
    assert desk.issue(**wish, accept=["all"]).status_code == 201


def test_several_languages_and_forms_are_issued_together_or_shown_beforehand(desk: Caller, place: Location) -> None:
    wish, before = {**NOTE, "forms": ["docx", "html"], "accept": ["all"]}, size(place)
    shown = desk.issue(**wish, dry_run=True)
    assert (shown.status_code, shown.json()["dry_run"], size(place)) == (200, True, before)
    done = desk.issue(**wish)
    assert [file["name"] for file in done.json()["files"]] == ["MA20-5.en.docx", "MA20-5.en.html"]
    assert len(done.json()["records"]) == 2


def test_a_paper_on_what_moved_meanwhile_is_not_issued(desk: Caller, place: Location) -> None:
    seen = desk.get("records/2020/fog").json()[-1]["reference"]
    said: dict[str, Any] = {
        "holders": ("Avalon",),
        "nature": "reservation",
        "text": {"en": "We reserve."},
        "on": "2020-04-06",
    }
    assert desk.act("record-statement", of=["2020/fog"], **said).status_code == 201
    before = size(place)
    answer = desk.issue(**NOTE, accept=["all"], seen=seen)
    assert (answer.status_code, answer.json()["error"]) == (409, "MovedMeanwhileError")
    assert answer.json()["newest"].startswith("2020/fog#")
    assert size(place) == before


def test_a_draft_of_an_earlier_day_does_not_cite_the_symbol_that_it_came_to_bear(desk: Caller) -> None:
    held: dict[str, Any] = {"holders": ("Made-up Isle",), "stance": "reserve", "source": "MA20/5", "on": "2020-03-02"}
    assert desk.act("take-position", of=["2020/fog"], evidence={"meeting": "1"}, **held).status_code == 201
    for asked in ({"as_of": "2020-03-20"}, {"as_of": "2020-03-20", "to_session": "Assembly 2020"}):
        drawn = desk.get("papers/note/2020.md", language="en", **asked).text
        assert ("Made-up Isle" in drawn, "MA20/5" in drawn) == (True, False)


@pytest.mark.parametrize(
    "wrong",
    [
        {"of": "2020/fog"}, {"of": "2019"}, {"kind": "poem"}, {"symbol": 5}, {"language": "xx"}, {"forms": []},
        {"mark": "New"}, {"on": "someday"}, {"file": {"name": "a.docx", "data": "no base64!"}}, {"colour": "red"},
        {"file": encoded(b"no Word file")}, {"about": "2020/none"},
    ],
    ids=str,
)  # fmt: skip
def test_what_is_malformed_is_said_and_nothing_is_issued(wrong: dict[str, Any], desk: Caller, place: Location) -> None:
    before = size(place)
    answer = desk.issue(**{**NOTE, "accept": ["all"], **wrong})
    assert answer.status_code == 422, answer.text
    assert answer.json()["detail"][-1] in ".?"
    assert size(place) == before
