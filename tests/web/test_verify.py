"""Whether a file is a paper that was issued, on a page for everybody."""

from __future__ import annotations

import io
from hashlib import sha256
from typing import Any

import docx
import pytest
from fastapi import FastAPI
from httpx2 import Response

from escalade.web.middleware import body_limit
from tests.web.browser import DESK, Browser, said
from tests.web.caller import Caller
from tests.web.conftest import Visitors

NOTE: dict[str, Any] = {"of": "2020", "kind": "note", "symbol": "MA20/5", "languages": ["en"], "on": "2020-04-07"}


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
    assert "No paper was issued under MA20/99." in said(other)
    assert "Issued under" not in said(stranger.get("/verify"))
