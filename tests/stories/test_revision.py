"""A note that is revised: the changes since the issued one, tracked in Word."""

from __future__ import annotations

import json
import re
import zipfile
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from lxml import etree
from pypdf import PdfReader

from escalade.models.cases import find_shipped_case
from escalade.models.store.clock import now
from escalade.templates.checks.reading.package import zip_parts
from escalade.templates.checks.reading.word import parts_of

from .conftest import Teller

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


WORDS = re.compile(r"\{\+(.*?)\+\}")


DESK = "--as 'Made-up Desk'"


ISSUE = f"issue 2020 --kind note --symbol MA20/5 --language en --accept all {DESK}"


FIRST = "--on 2020-04-06"


CORRECT = (
    "correct 2020/fog#3 --why en='A slip.' --tried en='Two informal rounds were held at sea.' --as 'Made-up Chair'"
)


@pytest.fixture
def referred(group: Teller) -> Teller:
    """A teller on a round whose topic was referred."""
    group.does(
        "propose 2020/fog --title en='Fog signals' --question en='What is a good signal?' "
        f"--by-state 'Made-up Land' --on 2020-02-10 {DESK}",
        "open-debate fog --meeting 1 --on 2020-03-02 --as 'Made-up Chair'",
        "record-no-consensus fog --tried en='An informal round was held.' --refer --words en='To refer it.' "
        "--meeting 1 --on 2020-03-03 --as 'Made-up Chair'",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    return group


@pytest.fixture
def round_of_2017(teller: Teller) -> Teller:
    """A teller on the real round, its note issued in every language."""
    teller.begins(
        f"load {find_shipped_case('cwg_internet_2017')}",
        "issue 2017 --kind note --symbol C17/51 --language all --accept all --on 2017-03-31 --as Secretariat",
    )
    return teller


def part(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """A part of a Word file."""
    return etree.fromstring(zipfile.ZipFile(BytesIO(data)).read(name))


def said(data: bytes, without: str = "none") -> list[str]:
    """The paragraphs of a Word file without what came (ins) or went (del)."""
    found, waiting = [], ""
    for one in part(data).iter(f"{W}p"):
        kept = (text for text in one.iter(f"{W}t", f"{W}delText") if _holder(text) != f"{W}{without}")
        waiting += "".join(text.text or "" for text in kept)
        if one.find(f"{W}pPr/{W}rPr/{W}{without}") is None:
            found.append(waiting)
            waiting = ""
    return found


def _holder(text: etree._Element) -> str:
    return str(text.getparent().getparent().tag)


def today(zone: str = "Europe/Lisbon") -> str:
    """The day of a revision that is issued today, at the seat of the body, as English papers write it."""
    day = now().astimezone(ZoneInfo(zone))
    return f"{day.day} {day:%B %Y}"


def changed() -> list[str]:
    """The words that go and come by the correction, and in the masthead of the revision."""
    masthead = ["Revision 1 to", "6\u00a0April 2020", today().replace(" ", "\u00a0", 1)]
    return [*masthead, "An", "Two", "round was", "rounds were", " at sea"]


def marks(data: bytes) -> list[str]:
    """The words that went and came."""
    return ["".join(one.itertext()) for one in part(data).iter(f"{W}del", f"{W}ins") if "".join(one.itertext())]


def test_a_revision_shows_in_word_what_a_correction_changed(referred: Teller, tmp_path: Path) -> None:
    referred.does(f"{ISSUE} {FIRST} --to {tmp_path}", CORRECT)
    referred.does(f"note 2020 --revision --to {tmp_path / 'both.docx'}")
    both, issued = (tmp_path / "both.docx").read_bytes(), (tmp_path / "MA20-5.en.docx").read_bytes()
    assert said(both, "ins") == said(issued)
    assert marks(both) == changed()
    authors = {one.get(f"{W}author") for one in part(both).iter(f"{W}ins", f"{W}del")}
    assert authors == {"Secretariat"}


def test_a_revision_is_issued_clean_with_its_changes_beside_it(referred: Teller, tmp_path: Path) -> None:
    referred.does(f"{ISSUE} {FIRST}", CORRECT, f"note 2020 --revision --to {tmp_path / 'draft.docx'}")
    referred.does(f"{ISSUE} --mark Rev --to {tmp_path}")
    clean, both = (tmp_path / f"MA20-5(Rev.1).en.{form}" for form in ("docx", "tracked.docx"))
    assert marks(clean.read_bytes()) == []
    assert said(both.read_bytes(), "del") == said(clean.read_bytes())
    hyphens = [len(list(part(one.read_bytes()).iter(f"{W}noBreakHyphen"))) for one in (both, clean)]
    assert hyphens[0] == hyphens[1] > 0  # as signs, which Word sets and copies as hyphens
    assert both.read_bytes() == (tmp_path / "draft.docx").read_bytes()
    referred.does(CORRECT.replace("Two", "Three"), f"{ISSUE} --mark Corr --to {tmp_path / 'corrigendum'}")
    assert [file.name for file in (tmp_path / "corrigendum").iterdir()] == ["MA20-5(Corr.1).en.docx"]
    assert referred.holds()


def test_an_edited_file_that_was_issued_is_what_a_revision_is_compared_with(referred: Teller, tmp_path: Path) -> None:
    file = tmp_path / "edited.docx"
    referred.does(f"note 2020 --to {file}")
    with zipfile.ZipFile(file) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    body, styles = parts["word/document.xml"], parts["word/styles.xml"]
    added = b"<w:p><w:pPr><w:pStyle w:val='Own'/></w:pPr><w:r><w:t>A paragraph of the secretariat.</w:t></w:r></w:p>"
    parts["word/document.xml"] = (
        added.join(body.rsplit(b"<w:sectPr", 1)[:1]) + added + b"<w:sectPr" + body.rsplit(b"<w:sectPr", 1)[1]
    )
    parts["word/styles.xml"] = styles.replace(b"</w:styles>", b"<w:style w:styleId='Own'/></w:styles>")
    with zipfile.ZipFile(file, "w") as written:
        for name, data in parts.items():
            written.writestr(name, data)
    referred.does(f"{ISSUE} {FIRST} --file {file}")
    printed = referred.does("note 2020 --revision")
    assert [
        words for words in WORDS.findall(printed) if words not in {"Revision 1 to\n", "Revision 1 to", today()}
    ] == []
    assert "[-A paragraph of the secretariat.-]" in printed


def test_a_revision_that_people_accepted_in_word_is_issued(referred: Teller, tmp_path: Path) -> None:
    file, written = tmp_path / "both.docx", tmp_path / "written"
    referred.does(f"{ISSUE} {FIRST}", CORRECT, f"note 2020 --revision --trace --to {file}")
    assert (tmp_path / "both.docx.trace.json").exists()
    parts = parts_of(file.read_bytes(), file.name)
    for name in ("word/document.xml", "word/header1.xml"):
        root = etree.fromstring(parts[name])
        etree.strip_elements(root, f"{W}del", with_tail=False)
        etree.strip_tags(root, f"{W}ins")
        parts[name] = etree.tostring(root)
    file.write_bytes(zip_parts(parts))
    referred.does(f"{ISSUE} --mark Rev --file {file} --to {written}")
    assert sorted(one.name for one in written.iterdir()) == [
        "MA20-5(Rev.1).en.docx",
        "MA20-5(Rev.1).en.tracked.docx",
    ]
    both = (written / "MA20-5(Rev.1).en.tracked.docx").read_bytes()
    assert marks(both) == changed()


def test_a_revision_that_people_edited_bears_its_own_symbol_or_is_refused(referred: Teller, tmp_path: Path) -> None:
    old, new = tmp_path / "old.docx", tmp_path / "new.docx"
    referred.does(f"note 2020 --on 2020-04-06 --language en --to {old}", f"{ISSUE} {FIRST}")
    code, _, err = referred.types(f"{ISSUE} --mark Rev {FIRST} --form docx --file {old}")
    assert (code, "The paper is “Revision 1 to Document MA20/5-E”, and the file does not say so" in err) == (4, True)
    parts = parts_of(old.read_bytes(), old.name)
    face = parts["word/document.xml"].replace(b">Document", b">Revision 1 to Document", 1)
    new.write_bytes(zip_parts({**parts, "word/document.xml": face}))
    referred.does(f"{ISSUE} --mark Rev {FIRST} --form docx --file {new}")


@pytest.mark.parametrize("language", ["ar", "en", "es", "fr", "ru", "zh"])
def test_a_revision_is_the_same_bytes_each_time(round_of_2017: Teller, tmp_path: Path, language: str) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        round_of_2017.does(f"note 2017 --revision --language {language} --to {tmp_path / name}")
    first, second = (tmp_path / name / f"note-2017.{language}.tracked.docx" for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()
    header = part(first.read_bytes(), "word/header1.xml")
    assert len(list(header.iter(f"{W}ins"))) == 1


def test_every_language_that_was_issued_is_revised_at_once(round_of_2017: Teller) -> None:
    told = json.loads(round_of_2017.does("note 2017 --revision --language all --format json"))
    assert [one["revision"] for one in told] == [f"C17/51({mark}.1)-{letter}" for mark, letter in zip(
        ["Rev", "Rev", "Rev", "Rév", "Rev", "Rev"], "AESFRC", strict=True)]  # fmt: skip
    assert told[1]["changes"] == [
        [["Revision 1 to\n", "came"], ["Document C17/51-E", "stayed"]],
        [["31 March 2017", "went"]],
        [[today("Europe/Zurich"), "came"]],
    ]


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        (
            "note 2020 --revision",
            1,
            "No note of 2020 was issued as Word in en, so there is nothing to revise. Issue it",
        ),
        ("note 2020 --revision --language all", 1, "No note of 2020 was issued as Word, so there is nothing"),
        (
            "note 2020 --revision --to note.pdf",
            2,
            "--revision tracks changes in Word; write --to note.docx, or a folder",
        ),
        ("note 2020 --revision --to-session 'Assembly 2020'", 2, "Leave --to-session out"),
        ("note 2020 --revision --trace", 2, "say where the paper goes with --to"),
    ],
)
def test_what_cannot_be_revised_is_said(referred: Teller, line: str, code: int, sentence: str) -> None:
    given, out, err = referred.types(line)
    assert (given, out) == (code, "")
    assert sentence in err


def test_a_paper_that_is_not_kept_here_is_said_to_be_elsewhere(referred: Teller, tmp_path: Path) -> None:
    referred.does(ISSUE, f"export --to {tmp_path / 'handed-over.toml'}")
    other = Teller(tmp_path / "other.db", referred.capture)
    other.does(f"load {tmp_path / 'handed-over.toml'}")
    code, _, err = other.types("note 2020 --revision")
    assert code == 1
    assert "The file of MA20/5-E is not kept in this register" in err


def test_a_house_template_shapes_what_is_issued_and_its_revisions(referred: Teller, tmp_path: Path) -> None:
    house, written = tmp_path / "house.docx", tmp_path / "written"
    referred.does(f"template copy {house}")
    parts = parts_of(house.read_bytes(), house.name)
    header = parts["word/header1.xml"].replace(b"<w:p>", b"<w:p><w:r><w:t>Made-up House</w:t></w:r></w:p><w:p>", 1)
    house.write_bytes(zip_parts({**parts, "word/header1.xml": header}))
    forms = f"--form docx --form pdf --template {house} --to {written}"
    referred.does(f"{ISSUE} {FIRST} {forms}", CORRECT, f"{ISSUE} --mark Rev {forms}")
    assert b"Made-up House" in parts_of((written / "MA20-5.en.docx").read_bytes(), "")["word/header1.xml"]
    pages = [page.extract_text() for page in PdfReader(written / "MA20-5(Rev.1).en.pdf").pages]
    assert ["Made-up House" in text for text in pages] == [False, *[True] * (len(pages) - 1)]  # as in Word
    assert len(pages) > 1
    assert "Revision 1 to" in marks((written / "MA20-5(Rev.1).en.tracked.docx").read_bytes())
    code, _, said = referred.types(f"{ISSUE} --mark Rev {forms}")
    assert (code, "That is on record already" in said) == (0, True)


def test_a_house_template_that_is_kept_shapes_papers_unless_ours_is_asked_for(referred: Teller, tmp_path: Path) -> None:
    house, paper = tmp_path / "house.docx", tmp_path / "note.docx"
    referred.does(f"template copy {house}")
    parts = parts_of(house.read_bytes(), house.name)
    header = parts["word/header1.xml"].replace(b"<w:p>", b"<w:p><w:r><w:t>Made-up House</w:t></w:r></w:p><w:p>", 1)
    house.write_bytes(zip_parts({**parts, "word/header1.xml": header}))
    referred.does(f"use --template {house}", ISSUE)
    kept = [f"note 2020 --to {paper}", f"note 2020 --revision --to {paper}", f"{ISSUE} --mark Rev --to {tmp_path}"]
    referred.does(CORRECT)
    for line, file in zip(kept, (paper, paper, tmp_path / "MA20-5(Rev.1).en.docx"), strict=True):
        referred.does(line)
        assert b"Made-up House" in parts_of(file.read_bytes(), "")["word/header1.xml"]
    referred.does(f"note 2020 --template ours --to {paper}", f"note 2020 --to {tmp_path / 'note.md'}")
    assert b"Made-up House" not in parts_of(paper.read_bytes(), "")["word/header1.xml"]
    house.unlink()
    code, _, said = referred.types(f"note 2020 --to {paper}")
    assert (code, "cannot be read" in said) == (2, True)
    referred.does("use --forget", f"note 2020 --to {paper}")


def test_a_revision_in_six_languages_bears_one_symbol(teller: Teller, tmp_path: Path) -> None:
    issue = "issue 2017 --kind note --symbol C17/51 --accept all --form md --as Secretariat"
    teller.does(f"load {find_shipped_case('cwg_internet_2017')}", f"{issue} --on 2017-03-31")
    teller.does(f"{issue} --mark Rev --on 2017-04-20 --to {tmp_path / 'papers'}")
    told = {one.name[-4]: one.read_text() for one in (tmp_path / "papers").iterdir()}
    assert "Revision 1 to\\\nDocument C17/51-E" in told["E"]
    assert "文件** C17/51(Rev.1)-C" in told["C"]
