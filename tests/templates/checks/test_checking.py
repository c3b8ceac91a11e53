"""Papers drawn from records: they are right, and a change in one is found."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec
import pytest

from escalade.templates.checks.checking import findings_in, findings_of, ground_of, has_error
from escalade.templates.checks.reading.file import document_in
from escalade.templates.formats.file import file_of
from escalade.templates.formats.layout.layout import lay_out
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import Paper
from tests.templates.render import render_file

from .conftest import Register, Told, told

Spoilt = Callable[..., Told]


def facts(said: TracedFact | SaidSentence) -> tuple[TracedFact, ...]:
    """The facts of something printed."""
    return (said,) if isinstance(said, TracedFact) else said.facts


def test_the_papers_of_the_demo_have_no_error(notes: dict[str, Paper], round_of_2017: Register) -> None:
    assert told(findings_of(notes, ground_of(notes.values(), "2017", round_of_2017.standing))) == []


def test_their_warnings_are_the_unconfirmed_titles_and_the_untranslated_texts(notes: dict[str, Paper]) -> None:
    found = findings_of(notes)
    unconfirmed = {
        (tag, part.title.text)
        for tag, one in notes.items()
        for part in one.box
        if part.title.key in one.tongue.pack.unconfirmed
    }
    other = {
        (tag, fact.record, repr(fact.value))
        for tag, one in notes.items()
        for said in one.printables()
        for fact in facts(said)
        if fact.other
    }
    titles = [one for one in found if one.check == "titles-are-confirmed"]
    texts = [one for one in found if one.check == "texts-are-translated"]
    assert {one.check for one in found} <= {"titles-are-confirmed", "texts-are-translated"}
    assert {(one.paper, one.what.split("“")[1].split("”")[0]) for one in titles} == unconfirmed
    assert len(titles) == len(unconfirmed)
    assert len(texts) == len(other)
    assert not has_error(found)


def test_english_and_french_have_nothing_to_tell(notes: dict[str, Paper]) -> None:
    assert findings_of({tag: notes[tag] for tag in ("en", "fr")}) == ()


@pytest.mark.parametrize("form", ["md", "html", "docx"])
@pytest.mark.parametrize(("kind", "reference"), [("agenda", "meeting/9"), ("circular", "2017")])
def test_agendas_and_circulars_are_known_for_what_they_are(
    round_of_2017: Register, kind: str, reference: str, form: str
) -> None:
    standing = msgspec.structs.replace(round_of_2017.standing, day=date(2017, 6, 1))
    for tag in AVAILABLE:
        paper = build(kind, reference, standing, tongue(tag), issued=IssuedPaper("C17/60", "2017#99", "2017-06-01"))
        document = document_in(file_of(paper, form), f"{kind}.{tag}.{form}")
        assert (document.kind, len(document.sections)) == (kind, len([one for one in paper.sections if one.title]))
        assert told(findings_in([document])) == []


@pytest.mark.parametrize("form", ["md", "html"])
def test_our_own_files_are_read_back_without_an_error_in_every_language(notes: dict[str, Paper], form: str) -> None:
    files = {tag: lay_out(paper, form=form, seal=None).encode() for tag, paper in notes.items()}
    documents = [document_in(content, f"note.{tag}.{form}") for tag, content in files.items()]
    assert [document.language for document in documents] == list(files)
    assert [[section.kind for section in document.sections] for document in documents] == [
        ["introduction", "activities", "conclusion"]
    ] * len(files)
    assert told(findings_in(documents)) == []
    assert {one.check for one in findings_in(documents)} <= {"texts-are-translated", "everything-is-compared"}


def test_our_own_word_files_are_read_back_without_an_error(round_of_2017: Register) -> None:
    standing = round_of_2017.standing
    files = {tag: render_file("note", "2017", standing, language=tag, form="docx") for tag in AVAILABLE}
    documents = [document_in(content, f"note.{tag}.docx") for tag, content in files.items()]
    assert [document.language for document in documents] == list(files)
    assert told(findings_in(documents)) == []


def test_files_of_one_paper_are_compared_by_their_names(notes: dict[str, Paper]) -> None:
    texts = {tag: lay_out(notes[tag], form="md", seal=None).replace("C17/51", "C") for tag in ("en", "fr")}
    texts["fr"] = texts["fr"].replace("7\u00a0février 2017", "8\u00a0février 2017")
    documents = [document_in(text.encode(), f"note.{tag}.md") for tag, text in texts.items()]
    assert told(findings_in(documents)) == [
        ("facts-are-the-same", "box, summary", "It says 2017-02-08 where “note.en.md” says 2017-02-07."),
        ("facts-are-the-same", "paragraph 2.1", "It says 2017-02-08 where “note.en.md” says 2017-02-07."),
    ]
    apart = findings_in(
        [msgspec.structs.replace(one, name=f"{number}{one.name}") for number, one in enumerate(documents)]
    )
    assert [(one.check, one.paper) for one in apart] == [
        ("everything-is-compared", "0note.en.md"),
        ("everything-is-compared", "1note.fr.md"),
    ]


def test_a_file_whose_symbol_is_off_is_compared_by_its_name(notes: dict[str, Paper]) -> None:
    texts = {tag: lay_out(notes[tag], form="md", seal=None) for tag in ("en", "fr")}
    texts["fr"] = texts["fr"].replace("C17/51-F", "C17/52-F")
    found = told(findings_in([document_in(text.encode(), f"note.{tag}.md") for tag, text in texts.items()]))
    assert ("facts-are-the-same", "masthead", "It says C17/52 where “note.en.md” says C17/51.") in found


def test_lines_of_a_passage_are_read_as_one_text() -> None:
    document = document_in(b"<h2>1 Introduction</h2><p>1.1 One<br>two</p><p>1.2 &amp; three</p>", "lines.html")
    assert [passage.text for passage in document.body] == ["One two", "& three"]
