"""What the bytes of a record tell beyond what may be read is withheld."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.integrity.keys import make_key
from escalade.models.register import open_register
from escalade.web.publication import Publication
from escalade.workflow.motions import PublishKey
from tests.web.acts import on, put_forward
from tests.web.acts import record as recorded
from tests.web.browser import CHAIR, DESK, READER, Browser, said, signs_in
from tests.web.caller import Caller
from tests.web.test_no_word import text_of

LETTER = b"A made-up letter"
FOG: dict[str, Any] = {"of": ["2020/fog"], "by": DESK}
NO: dict[str, Any] = {**FOG, "on": "2020-02-11", "stance": "object", "text": {"en": "No."}}
PUT_FORWARD = put_forward()
OBJECTED = (
    PUT_FORWARD,
    ("take position", {**NO, "holders": ("Publand",), "source": "MWG/1", "audience": "public"}),
    ("take position", {**NO, "holders": ("Quietland",), "source": "MWG/2"}),
)
LIFTED = {
    "how": "withdrawn",
    "on": "2020-02-12",
    "holders": ["Publand", "Quietland"],
    "evidence": {"attachments": [sha256(LETTER).hexdigest()], "attachment_names": ["letter.txt"]},
}
LIFTING = "2020/fog#4"


def record(place: Location, *acts: tuple[str, dict[str, Any]]) -> None:
    """Record acts, with the letter where one names it."""
    recorded(place, *acts, papers=(("letter.txt", LETTER),))


def everything(app: FastAPI, name: str | None, *, calls: tuple[str, ...], pages: tuple[str, ...]) -> dict[str, str]:
    """What each call, page and publication says to somebody."""
    caller, browser = Caller(app, name), Browser(app)
    if name:
        signs_in(browser, name)
    told = {f"/api/{call}": caller.get(call).text for call in calls}
    told |= {page: browser.get(page).text for page in pages}
    files = {} if name else Publication(app, "2020", "en").files()
    browser.close()
    return {**told, **{path: text_of(data) for path, data in files.items()}}


def naming(word: str, told: dict[str, str]) -> list[str]:
    """Where a word is said."""
    assert len(told) > 3
    return sorted(path for path, text in told.items() if word in text)


CALLS = ("proof/2020/fog%234", "records/2020/fog%234", "topics/2020/fog", "records/2020/fog", "search?words=withdrawn")
PAGES = ("/topics/2020/fog", "/topics/2020/fog/records/4", "/rounds/2020")


def test_the_proof_of_a_lifting_names_no_objection_that_is_for_others(app: FastAPI, place: Location) -> None:
    record(place, *OBJECTED, ("lift objection", {**FOG, **LIFTED}))
    assert naming("Quietland", everything(app, None, calls=CALLS, pages=PAGES)) == []
    assert "Publand" in Caller(app).get("records/2020/fog%234").text
    answer = Caller(app).get("proof/2020/fog%234")
    assert (answer.status_code, "its proof is for officers" in answer.text) == (403, True)
    for name in (READER, CHAIR):
        assert "Quietland" in Caller(app, name).get("proof/2020/fog%234").json()["record"]
    assert Caller(app).get("proof/2020/fog%232").status_code == 200


@pytest.mark.parametrize(("audience", "receipts"), [("public", []), ("members", [1]), ("office", [1])])
def test_an_archive_holds_no_receipt_that_names_what_is_for_others(
    place: Location, tmp_path: Path, audience: str, receipts: list[int]
) -> None:
    key = make_key(tmp_path / "ledger.key", "made-up.example/group")
    listed = PublishKey(of=("body",), by=DESK, on="2020-02-10", key=str(key))
    with open_register(place) as register:
        register.act(listed)
    record(place, *OBJECTED, ("lift objection", {**FOG, **LIFTED}))
    to = tmp_path / "archive"
    words = ["archive", "2020", "--to", str(to), "--key", str(tmp_path / "ledger.key"), "--audience", audience]
    assert run(["--register", str(tmp_path / "register.db"), *words]) == 0
    files = {str(path.relative_to(to)): path.read_bytes() for path in to.rglob("*") if path.is_file()}
    assert files["papers/letter.txt"] == LETTER
    assert [1 for path in files if path.startswith("receipts/")] == receipts
    assert any(b"Quietland" in data for data in files.values()) == bool(receipts)
    index = files["index.html"].decode()
    assert ("are for officers" in index) == (not receipts)


ALSO = (
    PUT_FORWARD,
    put_forward("2020/clandestine", on="2020-02-12", audience="office"),
    on("receive", "2020", by=DESK, on="2020-02-21", audience="public", concerns=["2020/fog"], symbol="MWG/51",
       by_state=["Otherland"], title={"en": "Other"}),
    on("correct", "2020", records=["2020#2"], by=DESK, on="2020-02-25", why={"en": "also"},
       fields={"concerns": ["2020/fog", "2020/clandestine"]}),
)  # fmt: skip
OF_THE_ROUND = (
    *(
        "records/2020%232",
        "records/2020%233",
        "records/2020",
        "proof/2020%233",
        "proof/2020%232",
        "topics",
        "plan/2020",
    ),
    *("search?words=otherland", "show/2020", "papers/agenda/1"),
)


@pytest.mark.parametrize("name", [None, READER])
def test_a_correction_names_no_hidden_topic(app: FastAPI, place: Location, name: str | None) -> None:
    record(place, *ALSO)
    pages = ("/rounds/2020/records/2", "/rounds/2020/records/3", "/search?words=otherland", "/rounds/2020")
    told = everything(app, name, calls=OF_THE_ROUND, pages=pages)
    assert naming("clandestine", told) == []
    shown = Caller(app, name).get("records/2020%233").json()[0]
    assert "2020/fog" in str(shown)
    assert "2020#" not in Caller(app, name).get("search?words=clandestine").text
    assert Caller(app, name).get("proof/2020%233").status_code == 403
    assert "2020/clandestine" in Caller(app, CHAIR).get("records/2020%233").text


def test_a_correction_that_sets_a_hidden_topic_alone_leaves_nothing_there(app: FastAPI, place: Location) -> None:
    record(place, *ALSO[:3], (ALSO[3][0], {**ALSO[3][1], "fields": {"concerns": ["2020/clandestine"]}}))
    assert naming("clandestine", everything(app, None, calls=OF_THE_ROUND[:5], pages=PAGES[2:])) == []
    shown = Caller(app).get("records/2020%232").json()[0]
    assert "concerns" not in str(shown) or "2020/fog" not in str(shown)


def looks(app: FastAPI, name: str | None, path: str) -> str:
    """What a page says to somebody; empty where there is none."""
    browser = Browser(app)
    if name:
        signs_in(browser, name)
    page = browser.get(path)
    browser.close()
    return said(page) if page.status_code == 200 else ""


def test_whoever_holds_no_office_any_more_reads_nothing_of_an_earlier_day_as_an_officer(
    app: FastAPI, place: Location
) -> None:
    hidden = {**PUT_FORWARD[1], "audience": "office"}
    succeeds = {"of": ["body"], "by": DESK, "on": "2020-06-01", "name": "Made-up Successor", "office": "chair"}
    record(place, (PUT_FORWARD[0], hidden), ("appoint", succeeds))
    for name, status in ((CHAIR, 404), (DESK, 200), (READER, 404), (None, 404)):
        assert Caller(app, name).get("topics/2020/fog").status_code == status
        assert Caller(app, name).get("topics/2020/fog", as_of="2020-05-01").status_code == status
        assert ("Fog signals" in looks(app, name, "/topics/2020/fog?as_of=2020-05-01")) == (status == 200)


def test_what_was_is_for_those_who_may_read_it_today(app: FastAPI, place: Location) -> None:
    hidden, opened = {**PUT_FORWARD[1], "audience": "members"}, {"fields": {"audience": "public"}}
    met = {"of": ["2020/fog"], "by": CHAIR, "on": "2020-03-02", "evidence": {"meeting": "1"}}
    record(place, (PUT_FORWARD[0], hidden), ("open debate", met))
    assert Caller(app).get("topics/2020/fog", as_of="2020-02-20").status_code == 404
    why = {"why": {"en": "The embargo is over."}}
    record(place, ("correct", {"records": ["2020/fog#1"], "by": DESK, "on": "2020-04-01", **why, **opened}))
    states = {"2020-02-20": "proposed", "2020-03-20": "debated"}
    for name in (None, READER, CHAIR):
        found = {day: Caller(app, name).get("topics/2020/fog", as_of=day).json()["state"] for day in states}
        assert found == states
        assert "Fog signals" in looks(app, name, "/topics/2020/fog?as_of=2020-02-20")
