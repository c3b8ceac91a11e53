"""Earlier reports on a page: read, looked over, given as a case file; nothing is recorded, nothing typed is lost."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from httpx2 import Response

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.files import LARGEST_PAGE
from escalade.models.reader import open_reader
from tests.web.browser import CHAIR, DESK, Browser, hidden, said
from tests.web.conftest import Visitors

NOTES = Path(__file__).parents[1] / "net" / "papers" / "round-of-2017"
HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }}"
Fields = dict[str, list[str]]
Sent = tuple[str, bytes]


@pytest.fixture
def desk(visitors: Visitors) -> Browser:
    """The secretariat."""
    return visitors(DESK)


def note(language: str = "fr") -> Sent:
    """The note of 2017."""
    return f"note.{language}.md", (NOTES / f"note-2017.{language}.md").read_bytes()


def report(*paragraphs: str) -> bytes:
    """A short report in Markdown."""
    return "\n\n".join(["# Report", "## 1 Introduction", *paragraphs]).encode()


def fields(page: Response) -> Fields:
    """What a browser would send from the page: what is typed, ticked or hidden there."""
    found: Fields = {}
    for tag in re.findall(r"<input [^>]*>", page.text):
        given = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if given.get("type") == "hidden" or " checked" in tag:
            found.setdefault(given["name"], []).append(html.unescape(given["value"]))
    for name, text in re.findall(r'<textarea [^>]*name="([^"]*)"[^>]*>\n([^<]*)</textarea>', page.text):
        found[name] = [html.unescape(text).replace("\n", "\r\n")]
    return found


def reads(desk: Browser, *files: Sent, step: str = "read") -> Response:
    """Choose reports, and have them read."""
    form = hidden(desk.get("/read").text, "form")
    return desk.post("/read", data={"form": form, "step": step}, files=[("file", one) for one in files])


def takes(desk: Browser, typed: Fields) -> Response:
    """Ask for the case file."""
    return desk.post("/read", data={**typed, "step": "take"})


def key_of(page: Response, words: str) -> str:
    """The key of the one act whose lines hold some words."""
    (name,) = [name for name, (text, *_) in fields(page).items() if name.startswith("lines.") and words in text]
    return name.removeprefix("lines.")


def act(page: Response, key: str) -> str:
    """All that the page says of an act."""
    (found,) = [one for one in re.findall(r"<article.*?</article>", page.text, re.DOTALL) if f"lines.{key}" in one]
    return str(found)


def test_what_is_accepted_as_it_was_read_is_the_case_file_of_the_command(
    desk: Browser, place: Location, tmp_path: Path
) -> None:
    for name, data in (note(), note("en")):
        (tmp_path / name).write_bytes(data)
    asked = [str(tmp_path / name) for name in ("note.fr.md", "note.en.md")]
    assert run(["--register", str(place.path), "read", *asked, "--to", str(tmp_path / "case.toml")]) == 0
    answer = takes(desk, fields(reads(desk, note(), note("en"))))
    assert answer.status_code == 200, said(answer)
    assert answer.headers["content-disposition"] == 'attachment; filename="case.toml"'
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.content == (tmp_path / "case.toml").read_bytes()


def test_each_paragraph_is_marked_and_leads_to_the_acts_that_it_tells_and_back(desk: Browser) -> None:
    page = reads(desk, note())
    assert page.status_code == 200
    shown = dict(re.findall(r'<li id="(p1-\d+)"[^>]*>(.*?)</li>', page.text, re.DOTALL))
    marks = {one: re.findall(r'class="state state-\w+">([^<]*)<', text) for one, text in shown.items()}
    assert len(shown) == 32
    assert {words for (words,) in marks.values()} <= {"told by an act", "told in part", "background", "not understood"}
    told = {one: re.findall(r'href="#(act-\d+)"', text) for one, text in shown.items()}
    rests = {
        name: re.findall(r'href="#(p1-\d+)"', text)
        for name, text in re.findall(r'<article class="card" id="(act-\d+)"(.*?)</article>', page.text, re.DOTALL)
    }
    leads = {(one, name) for one, names in told.items() for name in names}
    assert leads == {(one, name) for name, ones in rests.items() for one in ones}
    assert ("p1-17", "act-2") in leads
    assert 'lang="fr" dir="auto"' in page.text
    assert "The procedure demands it; no document tells it." in said(page)


def test_an_act_that_is_refused_is_left_out_and_what_needs_it_is_shown_first(desk: Browser) -> None:
    page = reads(desk, note())
    typed, consultation = fields(page), key_of(page, 'online_from = "2016-02"')
    typed["accept"].remove(consultation)
    whole = takes(desk, typed)
    assert whole.status_code == 200
    assert whole.text.count('act = "record consultation"') == 1
    typed["accept"].remove(key_of(page, 'opens = "2017-02-06"'))
    answer = takes(desk, typed)
    assert answer.status_code == 409
    approval = act(answer, key_of(answer, 'act = "approve report"\nof = [\n    "meeting/9"'.replace("\n", "\r\n")))
    assert "The procedure refuses it" in approval
    assert "There is no meeting “meeting/9” in this register." in approval
    assert fields(answer)["accept"] == typed["accept"]
    for one in re.findall(r"<article.*?</article>", answer.text, re.DOTALL):
        if "The procedure refuses it" in one:
            typed["accept"].remove(re.findall(r'name="lines\.(\w+)"', one)[0])
    assert "meeting/9" not in takes(desk, typed).text


def test_what_is_mended_is_tried_and_what_does_not_fit_is_said_at_the_act(desk: Browser) -> None:
    page = reads(desk, note())
    typed, key = fields(page), key_of(page, 'opens = "2017-02-06"')
    name, (whole,) = f"lines.{key}", typed[f"lines.{key}"]
    for wrong, status, sentence in (
        ("opens = ", 422, "These lines are not TOML: "),
        ("[" * 2000, 422, "These lines are not TOML: "),
        ("opens.by = 1", 422, "“Opens” is not of its shape"),
        ("openz = 1", 422, "“convene” has no field “openz”."),
        ('act = "conveen"', 422, "The procedure has no act “conveen”."),
        (whole.replace('"2017-02-06"', '"soon"'), 409, "“soon” is not a date."),
        (f"{HOSTILE} = 1", 422, "These lines are not TOML: "),
    ):
        answer = takes(desk, {**typed, name: [wrong]})
        assert answer.status_code == status, (wrong, said(answer))
        assert sentence in html.unescape(re.sub(r"<[^>]*>", "", act(answer, key))), wrong
        assert fields(answer) == {**typed, name: [wrong]}
        assert re.search(rf'name="{name}"[^>]* autofocus', answer.text)
        assert "<script>alert" not in answer.text
    done = takes(desk, {**typed, name: [whole.replace('"2017-02-06"', '"2017-02-05"')]})
    assert done.status_code == 200, said(done)
    assert 'opens = "2017-02-05"' in done.text
    assert done.text.count("[[act]]") == len(typed["accept"])


@pytest.mark.parametrize(
    ("file", "status", "sentence"),
    [
        (("note.exe", b"MZ"), 422, "note.exe cannot be checked: papers are read from files that end in"),
        (("note.pdf", b"%PDF-1.7 and no more"), 422, "note.pdf cannot be read as a PDF"),
        (("note.docx", b"PK and no more"), 422, "it is no Word document"),
        (("note.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"), 422, "it declares entities"),
        (("scan.md", b"12 13"), 422, "scan.md holds no words of a language that is read"),
        (("note.html", b"<" * 2000), 422, "its markup has no end"),
        (("note.txt", b"a" * (LARGEST_PAGE + 1)), 413, "larger than 2,000,000 bytes"),
        (("note.md", report(*(["The Group met. "] * 40_000))), 422, "characters; 500,000 are read at a time"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field_of_the_file(
    file: Sent, status: int, sentence: str, desk: Browser
) -> None:
    answer = reads(desk, file)
    assert answer.status_code == status, said(answer)
    assert sentence in said(answer)
    assert 'autofocus aria-invalid="true"' in answer.text


def test_what_was_typed_stays_while_reports_are_chosen_anew(desk: Browser) -> None:
    page = reads(desk, note())
    typed, key = fields(page), key_of(page, 'opens = "2017-02-06"')
    typed[f"lines.{key}"] = ["opens = "]
    typed["accept"] = typed["accept"][1:]
    lacking = takes(desk, {name: values for name, values in typed.items() if name != "file"})
    assert lacking.status_code == 422
    assert "Choose a file first." in said(lacking)
    kept = fields(lacking)
    assert {**kept, "file": typed["file"]} == typed
    again = desk.post("/read", data={**kept, "step": "read"}, files=[("file", note())])
    assert fields(again) == typed


def test_a_text_is_data_in_its_language(desk: Browser) -> None:
    page = reads(desk, note("ar"), (f"{HOSTILE}.md", report(f"The Group held its eighth meeting on {HOSTILE}.")))
    assert page.status_code == 200, said(page)
    assert "<script>alert" not in page.text
    assert "{{ 7 * 7 }}" in html.unescape(page.text)
    assert 'lang="ar" dir="auto"' in page.text


def test_what_is_on_record_already_is_said_in_the_language_of_the_page(
    desk: Browser, place: Location, tmp_path: Path
) -> None:
    case = tmp_path / "case.toml"
    case.write_bytes(takes(desk, fields(reads(desk, note()))).content)
    assert run(["--register", str(place.path), "--as", DESK, "load", str(case)]) == 0
    form = hidden(desk.get("/fr/read").text, "form")
    page = desk.post("/fr/read", data={"form": form}, files={"file": note()})
    assert "Cela figure déjà au registre." in said(page)
    whole = takes(desk, fields(page))
    assert whole.status_code == 200
    assert {line[:1] for line in whole.text.splitlines()} == {"#", ""}


def test_it_is_for_the_secretariat_and_only_its_desk_leads_there(visitors: Visitors, place: Location) -> None:
    desk, chair = visitors(DESK), visitors(CHAIR)
    with open_reader(place) as register:
        before = register.size()
    assert 'href="/read"' in desk.get("/inbox").text
    assert 'href="/read"' not in chair.get("/inbox").text + desk.get("/").text + desk.get("/help/secretariat").text
    form = hidden(chair.get("/inbox").text, "form")
    assert chair.post("/read", data={"form": form}, files={"file": note()}).status_code == 403
    takes(desk, fields(reads(desk, note())))
    unsent = desk.post("/read", data={"form": "of a session that ended", "lines.a": "typed"})
    assert unsent.status_code == 403
    assert 'name="lines.a" value="typed"' in unsent.text
    with open_reader(place) as register:
        assert register.size() == before
