"""What the record lacks for a paper of ours, and which files are versions of one paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from escalade.services.papers.issue import refuse_unfit
from escalade.templates.checks.checking import CHECKS, findings_in, findings_of, ground_of
from escalade.templates.checks.finding import PaperFinding, Severity
from escalade.templates.checks.reading.file import document_in
from escalade.templates.formats.file import file_of
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import Paper

from .conftest import Register, told


def test_every_check_has_a_name_and_a_sentence_of_its_own() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert all(check.sentence.endswith(".") for check in CHECKS)
    assert [check.severity for check in CHECKS] == sorted(
        (check.severity for check in CHECKS), key=lambda one: one != "error"
    )


def test_the_note_of_the_real_round_lacks_what_is_not_at_hand_and_that_refuses_nothing(
    notes: dict[str, Paper], round_of_2017: Register
) -> None:
    found = findings_of(notes, ground_of(notes.values(), "2017", round_of_2017.standing))
    assert told(found) == []
    remarks = [one for one in found if one.severity == "remark"]
    assert {one.check for one in found} - {"titles-are-confirmed", "texts-are-translated"} == {"texts-are-at-hand"}
    assert [one.record for one in remarks] == ["2017/gender#3", "2017/ott#3"]
    assert str(remarks[0].what) == (
        "--words of 2017/gender#3 is not at hand, and the paper leaves it out; “correct” supplies it."
    )
    refuse_unfit(remarks, ())
    assert findings_of({tag: notes[tag] for tag in ("en", "fr")}) == ()


def test_titles_that_no_source_confirms_are_named(notes: dict[str, Paper]) -> None:
    for tag, paper in notes.items():
        said = [one.title for one in paper.box if isinstance(one.title, SaidSentence)]
        titles = {one.text for one in said if one.key in paper.tongue.pack.unconfirmed}
        told_of = [one.what for one in findings_of({tag: paper}) if one.check == "titles-are-confirmed"]
        assert {one.split("“")[1].split("”")[0] for one in told_of} == titles
        assert len(told_of) == len(titles)


def test_a_finding_carries_severity_place_sentence_and_record(notes: dict[str, Paper]) -> None:
    only = replace(notes["en"], signature=(TracedFact({"de": "Land"}, ("body#1",), "Land", other="de"),))
    said = (
        "“Land” is not translated; it is printed in its own language (de). "
        "“escalade check --languages” says what supplies it."
    )
    assert findings_of({"en": only}) == (
        PaperFinding(Severity.WARNING, "texts-are-translated", "en", "signature, line 1", said, "body#1"),
    )


def test_a_draft_is_an_error_in_every_form(unsettled: Register) -> None:
    assert [one[:2] for one in told(findings_of({"en": unsettled.paper("note", "2031")}))] == [
        ("nothing-is-a-draft", "draft")
    ]
    for form in ("md", "html", "docx"):
        content = file_of(unsettled.paper("note", "2031"), form)
        found = told(findings_in([document_in(content, f"note.{form}")]))
        assert [one[:2] for one in found] == [("nothing-is-a-draft", "draft")]


def test_an_invitation_says_to_whom_and_how_to_answer(unsettled: Register, decide: Callable[..., Any]) -> None:
    agree = decide(unsettled)
    unsettled.act("escalate", "2031/glass", "2031/wick", by="Made-up Desk", on="2031-04-01", to_session="Assembly 2031")
    agree("approve", "2031/wick", words={"en": "Yes."})
    phases = {"on": "2031-06-10", "opens": "2031-06-10", "closes": "2031-08-01"}
    unsettled.act("launch", "2031/wick", by="Made-up Desk", **phases)

    def drawn(kind: str, language: str) -> Paper:
        return build(kind, "2031/wick", unsettled.standing, tongue(language), day=date(2031, 6, 20))

    def lacking(kind: str) -> list[tuple[str, str]]:
        found = findings_of({language: drawn(kind, language) for language in AVAILABLE})
        return [(one.paper, one.what) for one in found if one.check == "invitations-can-be-answered"]

    how = "How and where to answer is not said: the launch gives no such words."
    assert lacking("call") == [(language, how) for language in AVAILABLE]
    call = drawn("call", "en")
    ground = ground_of([call], "2031/wick", unsettled.standing)
    remedy = "“correct 2031/wick#6 --answer-to LANGUAGE=TEXT” gives them."
    assert f"{how} {remedy}" in [one.what for one in findings_of({"en": call}, ground)]
    assert ground_of([call], "2031", unsettled.standing).unanswerable == ("2031/wick#6",)
    amend = "“amend-constitution --addressee LANGUAGE=TEXT --authority LANGUAGE=TEXT” names them."
    nobody = f"The letter is addressed to nobody: the constitution names no addressees. {amend}"
    assert lacking("circular") == [(language, told) for language in AVAILABLE for told in (nobody, how)]


@pytest.mark.parametrize(("kind", "reference"), [("agenda", "meeting/9"), ("circular", "2017")])
def test_agendas_and_circulars_are_known_for_what_they_are(round_of_2017: Register, kind: str, reference: str) -> None:
    standing = msgspec.structs.replace(round_of_2017.standing, day=date(2017, 6, 1))
    for form, tag in zip(("md", "html", "docx") * 2, AVAILABLE, strict=True):
        paper = build(kind, reference, standing, tongue(tag), issued=IssuedPaper("C17/60", "2017#99", "2017-06-01"))
        document = document_in(file_of(paper, form), f"{kind}.{tag}.{form}")
        assert (document.kind, len(document.sections)) == (kind, len([one for one in paper.sections if one.title]))
        assert told(findings_in([document])) == []


@pytest.mark.parametrize("form", ["html", "docx"])
def test_files_of_ours_are_read_back_without_an_error(notes: dict[str, Paper], form: str) -> None:
    files = [document_in(file_of(paper, form), f"note.{tag}.{form}") for tag, paper in notes.items()]
    assert [one.language for one in files] == [*notes]
    assert {tuple(section.kind for section in one.sections) for one in files} == {
        ("introduction", "activities", "conclusion")
    }
    assert told(findings_in(files)) == []


def test_files_of_one_paper_are_known_by_their_symbol_or_their_names(notes: dict[str, Paper]) -> None:
    def read(tag: str, name: str, old: str = "", new: str = "") -> Any:
        return document_in(file_of(notes[tag], "md").decode().replace(old, new).encode(), name)

    english, bare = read("en", "note.en.md"), read("en", "note.en.md", "C17/51", "C")
    for other in (bare, english):
        symbol = "C17/51" if other is english else "C"
        changed = (
            file_of(notes["fr"], "md").decode().replace("C17/51", symbol).replace("7\u00a0février", "8\u00a0février")
        )
        found = findings_in([other, document_in(changed.encode(), "note.fr.md")])
        assert told(found) == [
            ("facts-are-the-same", place, "It says 2017-02-08 where “note.en.md” says 2017-02-07.")
            for place in ("box, summary", "paragraph 2.1")
        ]
    apart = findings_in([msgspec.structs.replace(bare, name="0.md"), read("fr", "1.md", "C17/51", "C")])
    assert [(one.check, one.paper) for one in apart] == [
        ("everything-is-compared", "0.md"),
        ("everything-is-compared", "1.md"),
    ]
    off = told(findings_in([english, read("fr", "note.fr.md", "C17/51-F", "C17/52-F")]))
    assert ("facts-are-the-same", "masthead", "It says C17/52 where “note.en.md” says C17/51.") in off


def test_lines_of_a_passage_are_read_as_one_text() -> None:
    document = document_in(b"<h2>1 Introduction</h2><p>1.1 One<br>two</p><p>1.2 &amp; three</p>", "lines.html")
    assert [passage.text for passage in document.body] == ["One two", "& three"]
