"""Papers that are issued: checked, fixed, sealed, sent, revised."""

from __future__ import annotations

import hashlib
import json
import zipfile
from io import BytesIO
from pathlib import Path

import docx
import pytest

from escalade.models.backends import Location
from escalade.models.cases import find_shipped_case
from escalade.models.reader import open_reader
from escalade.templates.papers.build import KINDS

from .conftest import Teller

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


STATES = "record-statement 2017/ott --audience public --on 2017-09-01 --as Secretariat"
ISSUE = "issue 2017 --kind note --symbol C17/51 --language {} --as Secretariat"


@pytest.fixture
def round_of_2017(teller: Teller) -> Teller:
    """A teller on the real round, both consultations launched."""
    teller.begins(f"load {find_shipped_case('cwg_internet_2017')}")
    return teller


def custom(data: bytes) -> str:
    """The custom properties of a Word file."""
    return zipfile.ZipFile(BytesIO(data)).read("docProps/custom.xml").decode()


def test_an_issued_note_is_kept_under_its_hash_and_bears_the_seal(round_of_2017: Teller, tmp_path: Path) -> None:
    with open_reader(Location(round_of_2017.register)) as reader:
        seal = f"{reader.size()}:{reader.root()}"
    round_of_2017.does(f"{ISSUE.format('fr')} --to {tmp_path / 'papers'}")
    data = (tmp_path / "papers" / "S17-CL-C-0051!!MSW-F.docx").read_bytes()
    record = round_of_2017.history("2017")[-1]
    assert record["motion"]["paper"] == hashlib.sha256(data).hexdigest()
    assert record["evidence"]["document"] == "C17/51-F"
    assert seal in custom(data)
    with open_reader(Location(round_of_2017.register)) as reader:
        assert reader.paper(record["motion"]["paper"]) == ("S17-CL-C-0051!!MSW-F.docx", data)
    assert round_of_2017.holds()


def test_a_warning_of_the_check_refuses_the_issue_until_it_is_accepted(round_of_2017: Teller) -> None:
    before = round_of_2017.export()
    code, _, err = round_of_2017.types(ISSUE.format("ar"))
    assert (code, round_of_2017.export()) == (4, before)
    assert "No source confirms “الإجراء المطلوب”" in err
    round_of_2017.does(f"{ISSUE.format('ar')} --accept titles-are-confirmed")
    assert round_of_2017.history("2017")[-1]["motion"]["accepted"] == ["titles-are-confirmed"]


TO_ANNEX = '(Annexe\u00a0</w:t></w:r><w:fldSimple w:instr=" REF annex_2 \\h "><w:r><w:t xml:space="preserve">'  # a field of Word
EDITS = {
    "a number": ("§\u00a05.4", "§\u00a05.6", "record-is-said", "paragraph 3.1"),
    "a date": ("6 et 7\u00a0février", "6 et 8\u00a0février", "record-is-said", "box, summary"),
    "an ask": ("à donner son avis", None, "requests-and-outcomes-are-kept", "box, action"),
    "an annex": (f"{TO_ANNEX}2</w:t>", f"{TO_ANNEX}3</w:t>", "record-is-said", "paragraph 3.2"),
    "a sentence added": (
        "approuvés par le Groupe.",
        "approuvés par le Groupe le 5 mai 2017.",
        "facts-are-on-record",
        "paragraph 2.2",
    ),
}


@pytest.mark.parametrize("what", EDITS)
def test_what_was_edited_in_word_is_found_with_its_place_before_it_is_issued(
    round_of_2017: Teller, tmp_path: Path, what: str
) -> None:
    old, new, check, place = EDITS[what]
    file = tmp_path / "edited.docx"
    round_of_2017.does(f"note 2017 --language fr --to {file}")
    rewrite(file, old, new) if new else without_paragraph(file, old)
    before = round_of_2017.export()
    code, _, err = round_of_2017.types(f"{ISSUE.format('fr')} --on 2017-03-31 --file {file}")
    assert (code, round_of_2017.export()) == (4, before)
    lines = [line for line in err.splitlines() if check in line and place in line]
    assert lines, err


def test_a_record_that_was_removed_since_is_missed_in_what_is_to_be_issued(
    round_of_2017: Teller, tmp_path: Path
) -> None:
    file = tmp_path / "edited.docx"
    round_of_2017.does(f"note 2017 --language fr --to {file}", "annul meeting/9#2 --why en=Mistyped --as Secretariat")
    before = round_of_2017.export()
    code, _, err = round_of_2017.types(f"{ISSUE.format('fr')} --on 2017-03-31 --file {file}")
    assert (code, round_of_2017.export()) == (4, before)
    assert "No record supports “5.4”" in err
    assert "error, facts-are-on-record" in err


def test_a_paragraph_of_the_secretariat_is_admitted_and_marked(round_of_2017: Teller, tmp_path: Path) -> None:
    file = tmp_path / "edited.docx"
    round_of_2017.does(f"note 2017 --language fr --to {file}")
    paragraph = "<w:p><w:r><w:t>Un paragraphe du secrétariat.</w:t></w:r></w:p>"
    rewrite(file, "<w:sectPr", f"{paragraph}<w:sectPr", last=True)
    code, _, err = round_of_2017.types(f"{ISSUE.format('fr')} --on 2017-03-31 --file {file}")
    assert code == 4
    assert "it is text of the secretariat" in err
    round_of_2017.does(f"{ISSUE.format('fr')} --on 2017-03-31 --file {file} --accept all")
    motion = round_of_2017.history("2017")[-1]["motion"]
    assert (motion["edited"], motion["accepted"]) == (True, ["nothing-is-added"])


SEND = "dispatch {} --to en='Made-up category of readers' --as Secretariat"


@pytest.fixture
def issued(round_of_2017: Teller) -> dict[str, str]:
    """Two languages, a revision, and a paper of another symbol in two forms, by symbol and form."""
    paper = {}
    for form, line in {
        "C17/51-F": ISSUE.format("fr"),
        "C17/51-E": ISSUE.format("en"),
        "C17/60-E docx": ISSUE.format("en")
        .replace("note", "notice --subject 2017/ott --accept all")
        .replace("C17/51", "C17/60"),
        "C17/60-E md": ISSUE.format("en")
        .replace("note", "notice --subject 2017/ott --accept all")
        .replace("C17/51", "C17/60")
        + " --form md",
        "C17/60(Rev.1)-E": ISSUE.format("en")
        .replace("note", "notice --subject 2017/ott --accept all")
        .replace("C17/51", "C17/60")
        + " --mark Rev",
    }.items():
        if "Rev" in form:
            round_of_2017.does(f"{STATES} --holder Canada --text en='Made-up words.'")
        round_of_2017.does(line)
        paper[form] = f"2017#{len(round_of_2017.history('2017'))}"
    return paper


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("C17/51-E", "C17/51-E"),
        ("C17/51-F", "C17/51-F"),
        ("'c 17/51 - e'", "C17/51-E"),
        ("C17/51–E", "C17/51-E"),  # a dash, as text programs make it
        ("'C17/60(Rev.1)'", "C17/60(Rev.1)-E"),
        ("'C17/60(Rev.1)-E'", "C17/60(Rev.1)-E"),
        ("'C17/60 rev 1'", "C17/60(Rev.1)-E"),
    ],
)
def test_a_paper_is_sent_by_its_symbol(round_of_2017: Teller, issued: dict[str, str], typed: str, meant: str) -> None:
    round_of_2017.does(SEND.format(typed))
    assert round_of_2017.history("2017")[-1]["motion"]["records"] == [issued[meant]]


def test_a_symbol_of_several_papers_or_of_none_is_answered_with_those_there_are(
    round_of_2017: Teller, issued: dict[str, str]
) -> None:
    several = {
        "C17/51": ("{C17/51-F} (fr, docx)", "{C17/51-E} (en, docx)"),
        "C17/60-E": ("{C17/60-E docx} (en, docx)", "{C17/60-E md} (en, md)"),
    }
    for typed, papers in several.items():
        named = " or ".join(issued[one[1:].partition("}")[0]] + one.partition("}")[2] for one in papers)
        code, _, err = round_of_2017.types(SEND.format(typed))
        assert (code, f"{typed} may mean {named}; name the record." in err) == (2, True)
    for typed in ("C17/51-R", "C18/51", "'C17/51(Rev.1)'", "C17/51-X", "ott", "2017"):
        code, _, err = round_of_2017.types(SEND.format(typed))
        assert (code, err.count("No paper was issued under"), f"C17/51-E ({issued['C17/51-E']})" in err) == (2, 1, True)
    code, _, err = round_of_2017.types(f"--format json {SEND.format('C17/52')}")
    assert (code, json.loads(err)["error"]) == (2, "UnissuedPaperError")
    round_of_2017.does(f"annul {issued['C17/51-E']} --why en=Mistake --as Secretariat")
    assert "No paper was issued under C17/51-E;" in round_of_2017.types(SEND.format("C17/51-E"))[2]
    round_of_2017.does(SEND.format("C17/51"))
    assert round_of_2017.history("2017")[-1]["motion"]["records"] == [issued["C17/51-F"]]


def test_a_paper_is_sent_by_its_symbol_whatever_series_there_are_by_then(
    round_of_2017: Teller, issued: dict[str, str]
) -> None:
    named = "amend-constitution --symbol-series D --authority en='Made-up decision' --as Secretariat"
    round_of_2017.does(named, SEND.format("C17/51-E"))
    assert round_of_2017.history("2017")[-1]["motion"]["records"] == [issued["C17/51-E"]]


def test_an_agenda_and_a_circular_are_issued_dated_and_sent(round_of_2017: Teller, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    issue = "issue 2017 --kind {} --symbol {} --language en --form md --on 2017-06-01 --as Secretariat"
    named = "amend-constitution --addressee en='Made-up category' --authority en='Made-up decision' --as Secretariat"
    round_of_2017.does(
        f"{named} --on 2017-05-01",
        f"{issue.format('agenda --subject 9', 'CWG-Internet-9/1')} --to {papers}",
    )
    code, _, err = round_of_2017.types(issue.format("circular", "CWG-Internet/CL/1"))
    assert (code, "How and where to answer is not said" in err) == (4, True)
    assert "Nobody signs the letter" in err
    round_of_2017.does(
        "correct 2017/ott#8 --answer-to en='Made-up way' --why en='Left out' --on 2017-05-30 --as Secretariat",
        f"{issue.format('circular', 'CWG-Internet/CL/1')} --accept letters-are-signed --to {papers}",
    )
    agenda, circular = ((papers / name).read_text() for name in ("CWG-Internet-9-1.en.md", "CWG-Internet-CL-1.en.md"))
    assert "**Document** CWG-Internet-9/1-E" in agenda
    assert "**Ref.:** CWG-Internet/CL/1-E" in circular
    assert all("1\u00a0June 2017" in text for text in (agenda, circular))
    motions = [record["motion"] for record in round_of_2017.history("2017")[-2:]]
    assert [(motion["kind"], motion.get("subject")) for motion in motions] == [
        ("agenda", "meeting/9"),
        ("circular", None),
    ]
    paper = f"2017#{len(round_of_2017.history('2017'))}"
    round_of_2017.does(f"dispatch {paper} --to en='Made-up category' --reference CL/1 --as Secretariat")


BEFORE = [
    *((kind, "2021") for kind in ("note", "circular")),
    *((kind, "2021/fog") for kind in ("call", "notice", "circular")),
    *((kind, "9") for kind in ("agenda", "report", "follow-up")),
]


def test_each_kind_of_paper_is_tried_on_a_day_before_its_subject_was_there() -> None:
    assert {kind for kind, _ in BEFORE} == {*KINDS}


def test_a_note_is_issued_as_people_edited_it(round_of_2017: Teller, tmp_path: Path) -> None:
    file, papers = tmp_path / "edited.docx", tmp_path / "papers"
    round_of_2017.does(f"note 2017 --language fr --to {file}")
    rewrite(file, "<w:sectPr", "<w:p><w:r><w:t>Un paragraphe du secrétariat.</w:t></w:r></w:p><w:sectPr", last=True)
    round_of_2017.does(f"{ISSUE.format('fr')} --file {file} --on 2017-03-31 --accept all --to {papers} --trace")
    motion = round_of_2017.history("2017")[-1]["motion"]
    assert (motion["symbol"], motion["language"], motion["form"], motion["edited"]) == ("C17/51", "fr", "docx", True)
    told = json.loads((papers / "C17-51.fr.trace.json").read_text())
    assert [one["text"] for one in told if one["kind"] == "text of the secretariat"] == [
        "Un paragraphe du secrétariat."
    ]
    issued = (papers / "S17-CL-C-0051!!MSW-F.docx").read_bytes()
    assert motion["paper"] == hashlib.sha256(issued).hexdigest()
    assert f"{motion['seal_size']}:{motion['seal_root']}" in custom(issued)


def test_an_edited_file_is_of_one_language(round_of_2017: Teller, tmp_path: Path) -> None:
    file = tmp_path / "edited.docx"
    round_of_2017.does(f"note 2017 --language fr --to {file}")
    code, _, err = round_of_2017.types(f"{ISSUE.format('all')} --file {file}")
    assert code == 2
    assert "a file is of one language, and of the form docx" in err


def test_the_rest_of_a_report_is_inserted_and_issued_with_it(round_of_2017: Teller, tmp_path: Path) -> None:
    year, papers = tmp_path / "year.docx", tmp_path / "papers"
    document = docx.Document()
    document.add_paragraph("A made-up activity of the year.")
    document.save(str(year))
    insert = f"--insert activities={year}"
    code, _, err = round_of_2017.types(f"note 2017 --language all --to {tmp_path} {insert}")
    assert (code, "a text is in one language" in err) == (2, True)
    round_of_2017.does(f"{ISSUE.format('en')} {insert} --to {papers} --trace")
    assert round_of_2017.history("2017")[-1]["motion"]["edited"] is True
    assert "A made-up activity of the year." in {
        one.text for one in docx.Document(str(papers / "S17-CL-C-0051!!MSW-E.docx")).paragraphs
    }
    assert '"text of the secretariat"' in (papers / "C17-51.en.trace.json").read_text()
    round_of_2017.does(f"report 9 --language en --insert decisions={year} --to {tmp_path / 'report.md'}")
    assert "A made-up activity" in (tmp_path / "report.md").read_text()


def without_paragraph(file: Path, text: str) -> None:
    """Take the first paragraph with a text out of a Word file."""
    document = docx.Document(str(file))
    paragraph = next(one for one in document.element.body.iter(f"{W}p") if text in "".join(one.itertext()))
    paragraph.getparent().remove(paragraph)
    document.save(str(file))


def rewrite(file: Path, old: str, new: str, *, last: bool = False) -> None:
    """Change the text of a Word file, as a person would in Word."""
    with zipfile.ZipFile(file) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    text = parts["word/document.xml"].decode()
    assert old in text
    head, _, tail = text.rpartition(old) if last else text.partition(old)
    parts["word/document.xml"] = f"{head}{new}{tail}".encode()
    with zipfile.ZipFile(file, "w") as written:
        for name, data in parts.items():
            written.writestr(name, data)
