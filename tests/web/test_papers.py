"""Papers by calls: issued as the secretariat, checked, fetched, verified."""

from __future__ import annotations

import base64
import io
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

import docx
import pytest
from fastapi import FastAPI
from httpx2 import Response

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.web.middleware import body_limit
from tests.web.browser import DESK, Browser, said
from tests.web.caller import Caller
from tests.web.conftest import Visitors

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
        "text": {"en": "We reserve."},
        "on": "2020-04-06",
    }
    made = [
        desk.act("record-statement", of=["2020/fog"], **said, nature=kind) for kind in ("reservation", "explanation")
    ]
    newest = made[-1].json()["records"][0]["reference"]
    before = size(place)
    answer = desk.issue(**NOTE, accept=["all"], seen=seen)
    assert (answer.status_code, answer.json()["error"]) == (409, "MovedMeanwhileError")
    assert answer.json()["newest"] == newest
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


@pytest.fixture
def issued(referred_app: FastAPI) -> bytes:
    """The file of the note, as it was issued."""
    desk = Caller(referred_app, DESK)
    (file,) = desk.issue(**NOTE, accept=["all"]).json()["files"]
    return desk.client.get(file["location"]).content


def verified(referred_app: FastAPI, data: bytes, language: str = "en") -> Response:
    """What the page says of a file that a stranger brings."""
    return Browser(referred_app).post(f"/{language}/verify", files={"file": ("a.docx", data)})


def test_a_paper_as_it_was_issued_is_genuine_and_leads_to_its_record(referred_app: FastAPI, issued: bytes) -> None:
    answer = verified(referred_app, issued)
    assert answer.status_code == 200
    told = said(answer)
    assert "Genuine This is MA20/5-E as it was issued on 7 April 2020. Its seal holds:" in told
    assert "Paper Note (English)" in told
    assert 'value="&lt;bdi' not in answer.text
    assert 'href="/en/rounds/2020/records/2"' in answer.text


def test_a_paper_that_was_altered_is_told_from_one_that_was_issued(referred_app: FastAPI, issued: bytes) -> None:
    document, kept = docx.Document(io.BytesIO(issued)), io.BytesIO()
    document.paragraphs[-1].insert_paragraph_before("A made-up sentence of somebody else.")
    document.save(kept)
    told = said(verified(referred_app, kept.getvalue()))
    assert "Not an issued paper No paper was issued that is this file: it was altered, or never issued." in told
    assert "The seal on it is of this register; that alone makes no paper genuine." in told
    assert "Its seal holds" not in told
    assert "MA20/5" not in told


def test_a_paper_for_members_is_genuine_to_a_stranger_who_has_it_and_not_public(referred_app: FastAPI) -> None:
    desk = Caller(referred_app, DESK)
    (file,) = desk.issue(**NOTE, audience="members", accept=["all"]).json()["files"]
    held = desk.client.get(file["location"]).content
    told = verified(referred_app, held)
    assert "Genuine This is MA20/5-E as it was issued on 7 April 2020. It is not public. Its seal holds:" in said(told)
    assert "/records/" not in told.text.partition("<main")[2]
    called = Browser(referred_app).post("/api/verify", json={"paper": b64encode(held).decode()})
    assert called.json()[0]["sentence"] == "This is MA20/5-E as it was issued (it is not public)."
    assert called.json()[0]["ok"]
    assert Browser(referred_app).get(f"/papers/{sha256(held).hexdigest()}").status_code == 404


def test_a_paper_whose_issue_was_annulled_is_not_called_genuine(referred_app: FastAPI, issued: bytes) -> None:
    annulled = Caller(referred_app, DESK).act(
        "annul", records=["2020#2"], why={"en": "Issued too early."}, on="2020-04-08"
    )
    assert annulled.status_code == 201, annulled.text
    told = said(verified(referred_app, issued))
    assert "Issued, with a defect This is MA20/5-E as it was issued on 7 April 2020; its issue was annulled." in told
    assert "Genuine" not in told


def test_whoever_chooses_no_file_is_asked_for_one(visitors: Visitors) -> None:
    answer = visitors().post("/verify", data={})
    assert answer.status_code == 422
    assert "Choose a file first." in said(answer)
    assert 'aria-invalid="true"' in answer.text


def test_strangers_may_bring_a_paper_and_nothing_larger(visitors: Visitors, monkeypatch: pytest.MonkeyPatch) -> None:
    larger = b"x" * (body_limit.OF_STRANGERS + 1)
    assert visitors().post("/verify", files={"file": ("a.pdf", larger)}).status_code == 200
    monkeypatch.setattr(body_limit, "OF_PAPERS", body_limit.OF_STRANGERS)
    assert visitors().post("/verify", files={"file": ("a.pdf", larger)}).status_code == 413


def test_a_symbol_tells_what_was_issued_under_it(referred_app: FastAPI, issued: bytes) -> None:
    stranger = Browser(referred_app)
    page = stranger.get("/verify", params={"symbol": " ma20/5-e "})
    digest = sha256(issued).hexdigest()
    assert "Issued under ma20/5-e Note (English, docx) , 7 April 2020" in said(page)
    assert f'href="/papers/{digest}"' in page.text
    assert "only the file itself can show" in said(page)
    other = stranger.get("/verify", params={"symbol": "MA20/99"})
    assert "No paper that you may read was issued under MA20/99." in said(other)
    assert "Issued under" not in said(stranger.get("/verify"))
