"""Who reads an issued paper: whoever may read all that it was drawn from."""

from __future__ import annotations

import base64
import io
import json
import shlex
from collections.abc import Callable
from contextlib import redirect_stderr
from hashlib import sha256
from pathlib import Path
from typing import Any

import docx
import pytest
from fastapi import FastAPI
from msgspec.structs import replace

from escalade.cli import run
from escalade.models.as_of import open_past
from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.services.papers.draft import Order
from escalade.services.papers.issue import prepare_issue, record_issue
from escalade.workflow.motions import Issue, Motion
from tests.web.acts import on, put_forward, record, steps
from tests.web.browser import CHAIR, DESK, READER, Browser, does, hidden, said, signs_in
from tests.web.caller import Caller

HELD = "Hold the lamp until dawn"
ISSUED: dict[str, Any] = {"of": "2020", "symbol": "MA20/7", "languages": ["en"], "forms": ["md"], "on": "2020-04-07"}
NOTE = {**ISSUED, "kind": "note", "accept": ["all"]}
AGENDA = {**ISSUED, "kind": "agenda", "about": "meeting/1"}


@pytest.fixture
def app(place: Location, app: FastAPI) -> FastAPI:
    """A round whose one topic was referred, with a position for members."""
    view = {"holders": ["Made-up Isle"], "stance": "reserve", "source": "statement", "text": {"en": HELD}}
    held = on("take position", by=DESK, on="2020-02-12", **view)
    record(place, put_forward(), held, *steps("debated", "unresolved", "referred"))
    return app


def issue(app: FastAPI, **wish: Any) -> dict[str, Any]:
    """Issue a paper; what came of it."""
    answer = Caller(app, DESK).client.post("/api/papers", json=wish)
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def doors(app: FastAPI, name: str | None, digest: str) -> set[int]:
    """How each door to a paper answers somebody."""
    browser = Browser(app)
    if name:
        signs_in(browser, name)
    found = {browser.get(f"/papers/{digest}").status_code, Caller(app, name).get(f"files/{digest}").status_code}
    browser.close()
    return found


def test_a_note_with_a_position_for_members_is_for_members(app: FastAPI) -> None:
    made_ = issue(app, **NOTE)
    digest = made_["files"][0]["sha256"]
    assert (made_["audience"], made_["because"]) == ("members", ["2020/fog#2"])
    assert [record["audience"] for record in made_["records"]] == ["members"]
    assert [doors(app, name, digest) for name in (None, READER, DESK)] == [{404}, {200}, {200}]
    assert HELD in Caller(app, READER).get(f"files/{digest}").text
    assert "MA20/7" not in Browser(app).get("/topics/2020/fog").text


def test_a_note_for_the_public_is_drawn_without_what_they_may_not_read(app: FastAPI) -> None:
    made_ = issue(app, **NOTE, audience="public")
    digest = made_["files"][0]["sha256"]
    assert (made_["audience"], made_["because"]) == ("public", [])
    assert doors(app, None, digest) == {200}
    paper = Caller(app).get(f"files/{digest}").text
    assert HELD not in paper
    assert "Fog signals" in paper
    assert "Views expressed" not in paper


def test_a_paper_whose_file_was_erased_is_told_at_every_door(app: FastAPI) -> None:
    made_ = issue(app, **NOTE, audience="public")
    digest, record = made_["files"][0]["sha256"], made_["records"][0]["reference"]
    asked: dict[str, Any] = {"records": [record], "why": {"en": "The person asked for it."}, "on": "2020-04-08"}
    assert Caller(app, DESK).act("redact", **asked).status_code == 201
    browser = Browser(app)
    assert f"The file of {record} was erased by 2020#3." in said(page := browser.get(f"/papers/{digest}"))
    told = Caller(app).get(f"files/{digest}")
    assert (page.status_code, told.status_code) == (422, 422)
    assert "was erased by" in told.json()["detail"]
    assert "Personal text erased 2020#3 ." in said(browser.get("/rounds/2020/records/2"))
    browser.close()


def test_the_page_that_issues_a_paper_says_before_what_it_leaves_out(app: FastAPI) -> None:
    browser = Browser(app)
    signs_in(browser, DESK)
    page = "/rounds/2020/papers/note?in=en"
    told = "The paper leaves out what its readers may not read, and does not hint at it: 2020/fog#2 members only"
    assert told in said(browser.get(f"{page}&for=public"))
    for readers in ("", "members", "office"):
        assert "leaves out" not in said(browser.get(f"{page}&for={readers}"))
    browser.close()


def test_a_paper_can_be_issued_for_fewer_than_could_read_it(app: FastAPI) -> None:
    made_ = issue(app, **AGENDA, audience="office")
    digest = made_["files"][0]["sha256"]
    assert made_["audience"] == "office"
    assert [doors(app, name, digest) for name in (None, READER, DESK)] == [{404}, {404}, {200}]


def test_a_paper_is_opened_later_by_itself(app: FastAPI) -> None:
    made_ = issue(app, **NOTE)
    digest, name = made_["files"][0]["sha256"], made_["records"][0]["reference"]
    assert (made_["audience"], doors(app, None, digest)) == ("members", {404})
    opens: dict[str, Any] = {"fields": {"audience": "public"}, "why": {"en": "It may be read."}, "on": "2020-04-08"}
    assert Caller(app, DESK).act("correct", records=[name], **opens).status_code == 201
    assert doors(app, None, digest) == {200}
    assert HELD not in Browser(app).get("/topics/2020/fog").text


def test_a_topic_that_only_the_office_may_know_makes_a_paper_theirs(app: FastAPI) -> None:
    desk = Caller(app, DESK)
    text: dict[str, Any] = {"title": {"en": "Bells"}, "questions": [{"en": "Which?"}]}
    bells: dict[str, Any] = {"of": ["2020/bells"], "version": text, "by_state": ["Made-up Land"], "on": "2020-02-11"}
    assert desk.act("propose", **bells, audience="office").status_code == 201
    made_ = issue(app, **AGENDA)
    assert made_["audience"] == "office"
    assert doors(app, READER, made_["files"][0]["sha256"]) == {404}


def issued_before(place: Location, **wish: Any) -> str:
    """Issue a paper as versions did that named nobody; its digest."""
    ordered: dict[str, Any] = {"group": "2020", "subject": None, "mark": None, "forms": ("md",), "languages": ("en",)}
    with open_reader(place) as reader:
        found = prepare_issue(Order(reader=reader, by=DESK, on="2020-04-07", **{**ordered, **wish}), ("all",))
    motions: dict[str, Motion] = {}
    for name, motion in found.motions.items():
        assert isinstance(motion, Issue)
        motions[name] = replace(motion, drawn_for=None, audience=None)
    with open_register(place) as register:
        record_issue(found._replace(motions=motions), register, dry_run=False)
    return sha256(next(iter(found.files.values()))).hexdigest()


@pytest.mark.parametrize(("kind", "answers"), [("note", {404}), ("notice", {200})])
def test_a_paper_that_was_issued_before_is_for_who_may_read_what_it_could_print(
    app: FastAPI, place: Location, kind: str, answers: set[int]
) -> None:
    about = "2020/fog" if kind == "notice" else None
    digest = issued_before(place, kind=kind, subject=about, symbol="MA20/8")
    assert [doors(app, name, digest) for name in (None, READER)] == [answers, {200}]
    assert ("MA20/8" in Browser(app).get("/topics/2020/fog").text) == (answers == {200})


def test_a_paper_that_was_issued_before_is_no_less_narrow_in_the_past(app: FastAPI, place: Location) -> None:
    text: dict[str, Any] = {"title": {"en": "Bells"}, "questions": [{"en": "Which?"}]}
    bells: dict[str, Any] = {"of": ["2020/bells"], "version": text, "unattributed": True, "on": "2020-04-20"}
    assert Caller(app, DESK).act("propose", **bells, audience="members").status_code == 201
    digest = issued_before(place, kind="notice", subject="2020/fog", symbol="MA20/8")
    for reader, sees in (("public", []), ("members", [digest])):
        with open_past(place, as_of="2020-04-08", known_at=None) as past:
            papers = past.standing(reader=reader).round("2020").papers
            assert [motion.paper for _, motion in papers] == sees


def test_the_page_says_for_whom_a_paper_is_and_draws_it_for_others(app: FastAPI) -> None:
    browser = Browser(app)
    signs_in(browser, DESK)
    here = "/rounds/2020/papers/note"
    page = said(browser.get(here))
    assert "It is for members only. The public may not read: 2020/fog#2" in page
    assert HELD in page
    public = browser.get(f"{here}?for=public")
    assert "It is for the public." in said(public)
    assert HELD not in public.text
    assert HELD not in browser.get("/drafts/note/en.md?about=2020&for=public").text
    assert HELD in browser.get("/drafts/note/en.md?about=2020").text
    form = {"form": hidden(public.text, "form"), "readers": hidden(public.text, "readers"), "language": "en"}
    answer = browser.post(here, data={**form, "symbol": "MA20/9", "on": "2020-04-07", "accept": "all"})
    assert answer.url.path == "/rounds/2020", said(answer)
    assert "MA20/9" in Browser(app).get("/topics/2020/fog").text
    browser.close()


def edited(data: bytes, more: str) -> dict[str, str]:
    """A Word file with a paragraph more, as a call brings it."""
    document = docx.Document(io.BytesIO(data))
    document.paragraphs[-1].insert_paragraph_before(more)
    kept = io.BytesIO()
    document.save(kept)
    return {"name": "edited.docx", "data": base64.b64encode(kept.getvalue()).decode()}


@pytest.mark.parametrize(("audience", "status"), [("public", 409), ("members", 201)])
def test_an_edited_paper_says_nothing_that_its_readers_may_not_read(app: FastAPI, audience: str, status: int) -> None:
    desk = Caller(app, DESK)
    browser = Browser(app)
    signs_in(browser, DESK)
    drawn = browser.get(f"/drafts/note/en.docx?about=2020&for={audience}").content
    browser.close()
    wish = {**NOTE, "audience": audience, "forms": ["docx"], "symbol": "MA20/5", "on": "2020-04-06"}
    answer = desk.client.post("/api/papers", json={**wish, "file": edited(drawn, f"As was said: {HELD.upper()}!")})
    assert answer.status_code == status, answer.text
    found = [one for one in answer.json().get("findings", ()) if one["check"] == "says-nothing-withheld"]
    assert [(one["record"], one["severity"]) for one in found] == ([("2020/fog#2", "error")] if status == 409 else [])


def test_what_people_insert_says_nothing_that_its_readers_may_not_read(
    app: FastAPI, place: Location, tmp_path: Path
) -> None:
    assert app.state.app_state.settings.register == place
    document, file = docx.Document(), tmp_path / "more.docx"
    document.add_paragraph(f"As was said: {HELD}!")
    document.save(str(file))
    wish: dict[str, Any] = {"group": "2020", "subject": None, "kind": "note", "symbol": "MA20/5", "mark": None}
    with open_reader(place) as reader:
        order = Order(
            reader=reader, **wish, languages=("en",), forms=("md",), inserts=(f"activities={file}",), readers="public"
        )
        found = [one for one in order.findings() if one.check == "says-nothing-withheld"]
    assert [(one.record, one.severity.value) for one in found] == [("2020/fog#2", "error")]


NARROW: dict[str, Callable[[FastAPI, Path], str]] = {
    "the command line": lambda _, folder: run_line(
        folder, "open-debate reef --meeting 1 --audience members --on 2020-03-02"
    ),
    "a page": lambda app, _: said(
        does(
            chair_of(app), "/topics/2020/reef/acts/open-debate",
            field_evidence__meeting="1", on="2020-03-02", audience="members",
        )
    ),
    "a call": lambda app, _: Caller(app, CHAIR)
    .act("open-debate", of=["2020/reef"], evidence={"meeting": "1"}, on="2020-03-02", audience="members")
    .text,
    "a file": lambda _, folder: loaded(
        folder, {"act": "open debate", "of": ["2020/reef"], "by": CHAIR, "evidence": {"meeting": "1"},
                 "on": "2020-03-02", "audience": "members"},
    ),
}  # fmt: skip
"""The doors at which an act is done, each with a move for fewer than may read its topic."""


def chair_of(app: FastAPI) -> Browser:
    """A browser in which the chair signed in."""
    browser = Browser(app)
    signs_in(browser, CHAIR)
    return browser


def run_line(folder: Path, line: str) -> str:
    """What a command says that is refused."""
    words = [*shlex.split(line), "--as", CHAIR, "--register", str(folder / "register.db")]
    with redirect_stderr(io.StringIO()) as told:
        assert run(words) != 0
    return told.getvalue()


def loaded(folder: Path, act: dict[str, Any]) -> str:
    """What is said of a case file that is refused."""
    (folder / "case.jsonl").write_text(json.dumps(act))
    return run_line(folder, f"load {folder / 'case.jsonl'}")


@pytest.mark.parametrize("door", NARROW)
def test_no_move_is_for_fewer_than_may_read_its_subject(door: str, app: FastAPI, place: Location) -> None:
    text: dict[str, Any] = {"title": {"en": "Reef lamps"}, "questions": [{"en": "Where?"}]}
    proposed = Caller(app, DESK).act(
        "propose", of=["2020/reef"], version=text, by_state=["Made-up Land"], on="2020-02-10"
    )
    assert proposed.status_code == 201
    assert "has other readers: public" in " ".join(NARROW[door](app, place.path.parent).split())
    with open_reader(place) as reader:
        assert [record.audience for record in reader.history("2020/reef")] == ["public"]
