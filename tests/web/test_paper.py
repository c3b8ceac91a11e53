"""Papers: previewed beside the check, downloaded, and issued as edited."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import docx
import pytest
from httpx2 import Response

from escalade.models import register
from escalade.models.backends import Location
from escalade.models.reader import Reader, open_reader
from escalade.models.reader_pool import Readers
from escalade.models.register import keep_files, open_register
from escalade.services.acts.bind import convert_fields
from escalade.workflow.motions import Dispatch
from tests.templates.hidden_matter import WAYS, hides_nothing, hiding
from tests.web.acts import put_forward, record, steps
from tests.web.browser import DESK, Browser, does, hidden, said
from tests.web.conftest import Visitors

FOG = "/topics/2020/fog"
NOTE = "/rounds/2020/papers/note"
DRAFT = "/drafts/note/en.docx?about=2020"


@pytest.fixture
def desk(place: Location, visitors: Visitors) -> Browser:
    """The secretariat, whose round was escalated."""
    record(place, put_forward(), *steps("debated", "unresolved", "referred"))
    return visitors(DESK)


@pytest.fixture
def german(place: Location, visitors: Visitors) -> Browser:
    """The secretariat, whose round was escalated with a text in German alone."""
    text = {"title": {"de": "Fog signals"}, "questions": [{"de": "What is a good signal?"}]}
    record(place, put_forward(version=text), *steps("debated", "unresolved", "referred"))
    return visitors(DESK)


def sends(browser: Browser, file: bytes | None = None, /, **typed: str | list[str]) -> Response:
    """Send the form that issues the note."""
    path = f"{NOTE}?in={typed.get('language', 'en')}"
    page = browser.get(path).text
    data = {"form": hidden(page, "form"), "seen": hidden(page, "seen"), "about": "2020", "language": "en", **typed}
    return browser.post(path, data=data, files={"file": ("edited.docx", file)} if file else {})


def papers(place: Location) -> list[tuple[str, bool, str]]:
    """The papers issued in the round."""
    with open_reader(place) as reader:
        found = reader.standing().round("2020").papers
    return [(motion.symbol, motion.edited, record.identity) for record, motion in found]


def edited(data: bytes, add: str) -> bytes:
    """A Word file with a paragraph of the secretariat more."""
    document = docx.Document(io.BytesIO(data))
    document.paragraphs[-1].insert_paragraph_before(add)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_a_warning_to_be_accepted_is_named_by_its_sentence(german: Browser) -> None:
    page = said(german.get(NOTE)).partition("Warnings that you accept")[2]
    assert "is not translated" in page
    assert "texts-are-translated" not in page
    assert "n’est pas traduit" in said(german.get(f"/fr{NOTE}?in=de")).partition("que vous acceptez")[2]


def issued_forms(place: Location) -> list[tuple[str, str | None]]:
    """The language and form of each paper issued in the round."""
    with open_reader(place) as reader:
        found = reader.standing().round("2020").papers
    return sorted((motion.language, motion.form) for _, motion in found)


def test_every_form_of_the_command_line_can_be_ordered_on_the_page(desk: Browser, place: Location) -> None:
    page = desk.get(f"{NOTE}?in=en").text
    assert re.findall(r'name="forms" value="(\w+)"( checked)?', page) == [
        ("docx", " checked"), ("pdf", ""), ("html", ""), ("md", ""), ("xml", ""),
    ]  # fmt: skip
    sends(desk, symbol="MA20/5", forms=["docx", "pdf", "html", "md", "xml"], accept=["all"])
    assert issued_forms(place) == [("en", form) for form in ("docx", "html", "md", "pdf", "xml")]


def test_a_form_that_papers_do_not_take_is_refused(desk: Browser, place: Location) -> None:
    answer = sends(desk, symbol="MA20/5", forms=["docx", "odt"], accept=["all"])
    assert (answer.status_code, "as odt" in said(answer)) == (422, True)
    assert issued_forms(place) == []


def test_the_draft_is_downloaded_in_its_forms(desk: Browser) -> None:
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF"), ("html", b"<!DOCTYPE html>"), ("xml", b"<?xml")):
        answer = desk.get(f"/drafts/note/en.{form}?about=2020")
        assert answer.content.startswith(begins)
        assert answer.headers["content-disposition"] == f'attachment; filename="note-2020.en.{form}"'
    assert desk.get("/drafts/note/xx.docx?about=2020").status_code == 422
    assert desk.get("/drafts/note/en.docx?about=none").status_code == 404


def test_an_issue_with_warnings_says_them_and_is_done_all_the_same(place: Location, german: Browser) -> None:
    answer = sends(german, symbol="MA20/5", on="2020-04-07")
    assert answer.status_code == 409
    assert "Nothing was issued The check warns of what nobody accepted yet:" in said(answer)
    assert "is not translated" in said(answer)
    assert '<button form="issuing" name="accept" value="all">Issue all the same</button>' in answer.text
    assert 'name="symbol" value="MA20/5"' in answer.text
    assert 'name="on" value="2020-04-07"' in answer.text
    assert papers(place) == []
    french = german.post(f"/fr{NOTE}?in=en", data={**given_by(answer), "symbol": "MA20/5", "on": "2020-04-07"})
    assert "Rien n’a été émis" in said(french)
    done = sends(german, symbol="MA20/5", on="2020-04-07", accept=["all"])
    assert done.url.path == "/rounds/2020", said(done)
    assert papers(place) == [("MA20/5", False, "signed in")]


def given_by(page: Response) -> dict[str, str]:
    """The hidden inputs of the form that issues a paper."""
    return {name: hidden(page.text, name) for name in ("form", "seen", "about", "language")}


def test_what_was_accepted_stays_accepted(place: Location, german: Browser) -> None:
    answer = sends(german, symbol="MA20/5", on="2020-04-07", accept=["titles-are-confirmed"])
    ticked = re.findall(r'name="accept" value="([a-z-]+)"( checked)?', answer.text)
    assert ticked == [("all", ""), ("texts-are-translated", ""), ("titles-are-confirmed", " checked")]
    accepted = ["titles-are-confirmed", "texts-are-translated"]
    assert sends(german, symbol="MA20/5", on="2020-04-07", accept=accepted).status_code == 200
    assert papers(place) == [("MA20/5", False, "signed in")]


def test_an_edited_file_is_issued_with_its_own_text(place: Location, desk: Browser) -> None:
    mine = edited(desk.get(DRAFT).content, "A made-up sentence of the secretariat.")
    refused = sends(desk, mine, symbol="MA20/5", on="2020-04-06")
    assert refused.status_code == 409
    assert "A made-up sentence of the secretariat." in said(refused)
    assert "Issue all the same" in said(refused)
    again: dict[str, Any] = {"symbol": "MA20/5", "on": "2020-04-06", "accept": ["all"]}
    assert sends(desk, **again, file=waits(refused, "file")).status_code == 200
    assert papers(place) == [("MA20/5", True, "signed in")]


def waits(page: Response, name: str) -> str:
    """The file that waits to be issued, as the form shows it ticked."""
    found = re.search(rf'name="{name}" value="([0-9a-f]{{64}} [^"]+)" checked', page.text)
    assert found, f"no {name} waits"
    return found[1]


def test_the_draft_bears_the_symbol_that_the_form_was_given(place: Location, desk: Browser) -> None:
    taken = sends(desk, symbol="MA20/7", mark="Rev", on="2020-04-06", draft="docx")
    assert taken.headers["content-disposition"] == 'attachment; filename="note-2020.en.docx"'
    assert "Revision 1 to\nDocument MA20/7-E\n6 April 2020" in words_of(taken.content).replace("\xa0", " ")
    assert "MA20/7" not in words_of(sends(desk, symbol="", draft="docx").content)
    mine = edited(taken.content, "A made-up sentence of the secretariat.")
    refused = sends(desk, mine, symbol="MA20/7", mark="Rev", on="2020-04-06")
    assert "the file does not say so" not in said(refused)
    assert papers(place) == [], "to take a draft records nothing"


def words_of(data: bytes) -> str:
    """The words of a Word file, its tables included."""
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*cells, *(paragraph.text for paragraph in document.paragraphs)])


def test_what_an_edited_file_hides_is_named_and_taken_out_by_a_tick(place: Location, desk: Browser) -> None:
    mine = hiding(desk.get(DRAFT).content, WAYS["hidden text"], WAYS["comments"])
    refused = sends(desk, mine, symbol="MA20/5", on="2020-04-06", accept=["all"])
    assert (refused.status_code, papers(place)) == (422, [])
    assert "edited.docx holds what its readers do not see" in said(refused)
    assert "hidden text (paragraph" in said(refused)
    ticked = sends(desk, mine, symbol="MA20/5", on="2020-04-06", accept=["all"], clean="1")
    assert ticked.status_code == 200
    assert "Taken out of your file" in said(ticked)
    assert "hidden text (paragraph" in said(ticked)
    with open_reader(place) as reader:
        (_, motion), *more = reader.standing().round("2020").papers
        kept = reader.paper(motion.paper)
    assert (motion.edited, more) == (True, [])
    assert kept is not None
    assert hides_nothing(kept[1])


def test_the_pdf_of_an_edited_file_is_issued_beside_it(place: Location, desk: Browser) -> None:
    mine, pdf = edited(desk.get(DRAFT).content, "A made-up sentence."), b"%PDF-1.7\n%%EOF\n"
    page = desk.get(f"{NOTE}?in=en").text
    typed = {"form": hidden(page, "form"), "seen": hidden(page, "seen"), "about": "2020", "language": "en"}
    typed |= {"symbol": "MA20/5", "on": "2020-04-06"}
    both = {"file": ("edited.docx", mine), "pdf": ("printed.pdf", pdf)}
    alone = desk.post(f"{NOTE}?in=en", data=typed, files={"pdf": both["pdf"]})
    assert "a PDF is issued beside the edited Word file of which it was made" in said(alone)
    refused = desk.post(f"{NOTE}?in=en", data=typed, files=both)
    assert (refused.status_code, papers(place)) == (409, [])
    again = {**typed, "accept": ["all"], "file": waits(refused, "file"), "pdf": waits(refused, "pdf")}
    assert desk.post(f"{NOTE}?in=en", data=again).status_code == 200
    assert papers(place) == [("MA20/5", True, "signed in")] * 2
    told = said(desk.post("/en/verify", files={"file": ("printed.pdf", pdf)}))
    assert (
        "Genuine This is MA20/5-E as it was issued on 6 April 2020. The file bears no seal. It was issued with" in told
    )


def test_whoever_had_the_note_open_is_told_what_moved(place: Location, desk: Browser) -> None:
    seen = hidden(desk.get(NOTE).text, "seen")
    typed = {
        "field_holders": "Avalon",
        "field_nature": "reservation",
        "field_text.en": "We reserve.",
        "on": "2020-04-06",
    }
    assert "Recorded" in said(does(desk, f"{FOG}/acts/record-statement", **typed))
    answer = sends(desk, symbol="MA20/5", seen=seen, accept=["all"])
    assert answer.status_code == 409
    assert "Moved meanwhile" in said(answer)
    assert "record statement" in said(answer)
    assert papers(place) == []


def test_nothing_reads_the_register_while_a_paper_is_recorded(
    place: Location, desk: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings: list[int] = []
    opened, now = Readers.open, [0]

    @contextmanager
    def counted(readers: Readers) -> Iterator[Reader]:
        now[0] += 1
        try:
            with opened(readers) as reader:
                yield reader
        finally:
            now[0] -= 1

    def keep(*given: Any) -> None:
        readings.append(now[0])
        keep_files(*given)

    monkeypatch.setattr(Readers, "open", counted)
    monkeypatch.setattr(register, "keep_files", keep)  # the last that an issue writes
    assert sends(desk, symbol="MA20/5", on="2020-04-07", accept=["all"]).status_code == 200
    assert (readings, len(papers(place))) == ([0], 1)


@pytest.fixture
def bilingual(place: Location, desk: Browser) -> Browser:
    """The secretariat of a round whose note is written in two languages."""
    with open_register(place) as register:
        fields = {"authority": {"en": "Made-up."}, "languages": {"note": ["en", "fr"]}, "by": DESK, "on": "2020-04-06"}
        register.act(convert_fields("amend constitution", {"of": ["body"], **fields}))
    return desk


def issues(browser: Browser, languages: str) -> Response:
    """Press one of the two buttons that issue the note; every warning is accepted."""
    return sends(browser, symbol="MA20/5", on="2020-04-07", languages=languages, accept=["all"])


def issued(place: Location) -> list[str]:
    """The language of each paper issued in the round, and its number."""
    with open_reader(place) as reader:
        found = reader.standing().round("2020").papers
    return [f"{motion.language} {motion.mark or ''}{motion.number or ''}".strip() for _, motion in found]


def test_every_language_that_is_to_come_is_issued_with_one_press(place: Location, bilingual: Browser) -> None:
    refused = sends(bilingual, symbol="MA20/5", on="2020-04-07", languages="all")
    assert refused.status_code == 409
    assert "Français" in said(refused).partition("Nothing was issued")[2].partition("Issue all the same")[0]
    assert issued(place) == []
    before = hidden(refused.text, "before")
    answer = sends(bilingual, symbol="MA20/5", on="2020-04-07", before=before, accept=["all"])
    assert answer.url.path == "/rounds/2020", said(answer)
    assert issued(place) == ["en", "fr"]
    assert issues(bilingual, "all").status_code == 200, "a second press records nothing more"
    assert issued(place) == ["en", "fr"]


def test_an_edited_file_is_of_one_language(place: Location, bilingual: Browser) -> None:
    mine = edited(bilingual.get(DRAFT).content, "A made-up sentence of the secretariat.")
    answer = sends(bilingual, mine, symbol="MA20/5", on="2020-04-06", languages="all", accept=["all"])
    assert (answer.status_code, issued(place)) == (422, [])
    assert "issue each language with a file of its own" in said(answer)


def test_papers_are_dispatched_together(place: Location, bilingual: Browser) -> None:
    assert issues(bilingual, "all").status_code == 200
    address, records = ticked(bilingual.get("/rounds/2020").text, "dispatch")
    assert len(records) == 2
    sheet = bilingual.get(address, params={"records": records})
    assert re.findall(r'name="words" value="([^"]+)" checked', sheet.text) == sorted(records, reverse=True)
    assert 'value="2020#1"' not in sheet.text, "what is no paper is not dispatched"
    typed: dict[str, Any] = {"words": records, "field_to.en.0": "Members", "on": "2020-04-08"}
    assert "Recorded" in said(does(bilingual, address, **typed))
    with open_reader(place) as reader:
        made = [one.motion for one in reader.standing().round("2020").told]
    assert [name for one in made if isinstance(one, Dispatch) for name in one.records] == records
    assert "Several at once" not in bilingual.get("/rounds/2020").text


def ticked(page: str, act: str) -> tuple[str, list[str]]:
    """Where the form for several records leads, and what is ticked in it."""
    form = re.search(rf'<form method="get" action="([^"]*/acts/{act})".*?</form>', page, re.DOTALL)
    assert form, page
    return form[1], re.findall(r'name="records" value="([^"]+)" checked', form[0])
