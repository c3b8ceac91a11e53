"""Papers drawn from records: they are right, and a change in one is found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import msgspec
import pytest

from escalade.templates.checks.checking import CHECKS, findings_in, findings_of, ground_of, has_error
from escalade.templates.checks.finding import PaperFinding, Severity
from escalade.templates.checks.reading.file import document_in
from escalade.templates.contexts.papers.build import IssuedPaper, build
from escalade.templates.formats.file import file_of
from escalade.templates.formats.layout.layout import lay_out
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import Item, MastheadRow, Paper, Paragraph
from escalade.workflow.values.dates import when
from tests.templates.render import render_file

from .conftest import Register, Told, told, with_paragraph

Spoilt = Callable[..., Told]


def test_the_papers_of_the_demo_have_no_error(notes: dict[str, Paper], round_of_2017: Register) -> None:
    assert told(findings_of(notes, ground_of(notes.values(), "2017", round_of_2017.standing))) == []


def test_a_paper_to_be_issued_rests_on_its_own_issue_and_on_no_other_record_to_come(round_of_2017: Register) -> None:
    standing = round_of_2017.standing
    record = f"2017#{len(standing.round('2017').records) + 1}"
    papers = {"en": build("note", "2017", standing, tongue("en"), issued=IssuedPaper("C17/51", record))}
    found = findings_of(papers, ground_of(papers.values(), "2017", standing))
    assert {(one.check, one.place, one.record) for one in found} == {("records-exist", "masthead, symbol", record)}
    assert findings_of(papers, ground_of(papers.values(), "2017", standing, due=(record,))) == ()


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


def facts(said: TracedFact | SaidSentence) -> tuple[TracedFact, ...]:
    """The facts of something printed."""
    return (said,) if isinstance(said, TracedFact) else said.facts


def test_english_and_french_have_nothing_to_tell(notes: dict[str, Paper]) -> None:
    assert findings_of({tag: notes[tag] for tag in ("en", "fr")}) == ()


@pytest.mark.parametrize("form", ["md", "html", "docx"])
@pytest.mark.parametrize(("kind", "reference"), [("agenda", "meeting/9"), ("circular", "2017")])
def test_agendas_and_circulars_are_known_for_what_they_are(
    round_of_2017: Register, kind: str, reference: str, form: str
) -> None:
    standing = msgspec.structs.replace(round_of_2017.standing, today=date(2017, 6, 1))
    for tag in AVAILABLE:
        paper = build(kind, reference, standing, tongue(tag), issued=IssuedPaper("C17/60", "2017#99", "2017-06-01"))
        document = document_in(file_of(paper, form), f"{kind}.{tag}.{form}")
        assert (document.kind, len(document.sections)) == (kind, len(paper.sections))
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
    assert {one.check for one in findings_in(documents)} <= {"texts-are-translated"}


def test_our_own_word_files_are_read_back_without_an_error(round_of_2017: Register) -> None:
    standing = round_of_2017.standing
    files = {tag: render_file("note", "2017", standing, language=tag, form="docx") for tag in AVAILABLE}
    documents = [document_in(content, f"note.{tag}.docx") for tag, content in files.items()]
    assert [document.language for document in documents] == list(files)
    assert told(findings_in(documents)) == []


def test_files_of_one_paper_are_compared_by_their_names(notes: dict[str, Paper]) -> None:
    texts = {tag: lay_out(notes[tag], form="md", seal=None).replace("C17/51", "C") for tag in ("en", "fr")}
    texts["fr"] = texts["fr"].replace("7 février 2017", "8 février 2017")
    documents = [document_in(text.encode(), f"note.{tag}.md") for tag, text in texts.items()]
    assert told(findings_in(documents)) == [
        ("dates-are-the-same", "box, summary", "It says 2017-02-08 where “note.en.md” says 2017-02-07."),
        ("dates-are-the-same", "paragraph 2.1, item 2", "It says 2017-02-08 where “note.en.md” says 2017-02-07."),
    ]
    assert findings_in([replace(one, name=f"{number}{one.name}") for number, one in enumerate(documents)]) == ()


def test_a_draft_is_an_error(unsettled: Register) -> None:
    found = findings_of({"en": unsettled.paper("note", "2031")})
    assert [one[:2] for one in told(found)] == [("nothing-is-a-draft", "draft")]


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_draft_is_an_error_in_a_file_too(unsettled: Register, form: str) -> None:
    content = render_file("note", "2031", unsettled.standing, language="en", form=form)
    found = told(findings_in([document_in(content, f"note.{form}")]))
    assert [one[:2] for one in found] == [("nothing-is-a-draft", "draft")]


def test_lines_of_a_passage_are_read_as_one_text() -> None:
    document = document_in(b"<h2>1 Introduction</h2><p>1.1 One<br>two</p><p>1.2 &amp; three</p>", "lines.html")
    assert [passage.text for passage in document.body] == ["One two", "& three"]


def test_a_number_that_grammar_declined_counts_as_printed(notes: dict[str, Paper]) -> None:
    said = SaidSentence("x", "отчеты восьмого собрания", (TracedFact(8, ("meeting/8#1",), "восьмое", kind="number"),))
    other = replace(said, text="отчеты седьмого собрания")
    found = [findings_of({"ru": replace(notes["ru"], signature=(one,))}) for one in (said, other)]
    assert [[one.place for one in some if one.check == "facts-are-printed"] for some in found] == [
        [],
        ["signature, line 1"],
    ]


def test_a_paper_of_another_kind_needs_no_box(round_of_2017: Register) -> None:
    for kind, reference in (("notice", "2017/ott"), ("call", "2017/ott"), ("report", "meeting/9"), ("state", "2017")):
        found = findings_of({tag: round_of_2017.paper(kind, reference, tag) for tag in AVAILABLE})
        assert (kind, told(found)) == (kind, [])


# What is changed is found


def test_an_ask_that_is_dropped_from_the_box_is_found(spoilt: Spoilt) -> None:
    def drop(paper: Paper) -> Paper:
        return with_asks(paper, lambda items: items[:-1])

    assert spoilt(drop, every=True) == [
        ("asks-agree", "box, action", "The body asks to launch, and the box does not. See paragraph 3.6, item 3."),
    ]


def test_an_ask_of_the_box_alone_is_found(spoilt: Spoilt) -> None:
    def drop(paper: Paper) -> Paper:
        return with_paragraph(paper, "3.6", lambda one: replace(one, items=one.items[:-1]))

    assert ("asks-agree", "box, action, item 3", "The box asks to launch, and the body does not.") in spoilt(drop)


def test_an_ask_in_other_words_is_found(spoilt: Spoilt) -> None:
    def reword(paper: Paper) -> Paper:
        return with_asks(
            paper,
            lambda items: (
                *items[:-1],
                replace(items[-1], said=items[-1].said.reword("à lancer.")),
            ),
        )

    assert (
        "asks-agree",
        "box, action, item 3",
        "The box asks to launch in other words than paragraph 3.6, item 3.",
    ) in spoilt(reword)


def with_asks(paper: Paper, change: Callable[[tuple[Item, ...]], tuple[Item, ...]]) -> Paper:
    """A paper whose box asks otherwise."""
    summary, action, references = paper.box
    (asked,) = action.paragraphs
    return replace(
        paper, box=(summary, replace(action, paragraphs=(replace(asked, items=change(asked.items)),)), references)
    )


def test_an_annex_that_is_renamed_is_found(spoilt: Spoilt) -> None:
    def rename(paper: Paper) -> Paper:
        first, second = paper.wordings
        assert second.name
        return replace(paper, wordings=(first, replace(second, name=second.name.reword("Annexe B"))))

    found = spoilt(rename)
    assert (
        "annexes-are-called-alike",
        "box, action, item 2",
        "The text refers to “Annexe 2”, and the annex is headed “Annexe B”.",
    ) in found


def test_an_annex_that_is_gone_is_found(spoilt: Spoilt) -> None:
    found = spoilt(lambda paper: replace(paper, wordings=paper.wordings[:1]))
    assert ("topics-have-annexes", "annexes", "The topic 2017/ott is referred and has no annex.") in found
    assert ("annexes-are-there", "paragraph 3.4", "“Annexe 2” is referred to, and there is no such annex.") in found
    assert ("counts-agree", "annexes", "There are 1 annexes here, and 2 in “en”.") in found


def test_a_topic_that_the_whole_paper_forgets_is_found(spoilt: Spoilt) -> None:
    def forget(paper: Paper) -> Paper:
        bare = with_paragraph(paper, "3.4", lambda one: replace(one, said=SaidSentence("note.no_topic", "Aucun.")))
        return replace(bare, wordings=())

    found = spoilt(forget, every=True)
    assert ("topics-have-annexes", "annexes", "The topic 2017/gender is referred and has no annex.") in found


def test_a_topic_that_the_conclusion_does_not_name_is_found(spoilt: Spoilt) -> None:
    found = spoilt(
        lambda paper: with_paragraph(
            paper, "3.4", lambda one: replace(one, said=SaidSentence("note.no_topic", "Aucun."))
        ),
        every=True,
    )
    assert (
        "topics-have-annexes",
        "conclusion",
        "The topic 2017/ott is referred, and the conclusion does not name it.",
    ) in found


def test_without_a_register_an_annex_without_a_topic_is_found(notes: dict[str, Paper]) -> None:
    bare = with_paragraph(notes["fr"], "3.4", lambda one: replace(one, said=SaidSentence("note.no_topic", "Aucun.")))
    title = notes["fr"].wordings[0].title.text
    assert ("topics-have-annexes", "annexes", f"“{title}” is annexed, and the conclusion does not refer it.") in told(
        findings_of({"fr": bare})
    )


def test_an_annex_of_another_title_is_found(spoilt: Spoilt) -> None:
    def retitle(paper: Paper) -> Paper:
        first, second = paper.wordings
        assert isinstance(first.title, TracedFact)
        return replace(paper, wordings=(replace(first, title=first.title.reword("La brume")), second))

    title = "Réduire la fracture numérique entre les hommes et les femmes"
    what = f"The annex is titled “La brume”, and the conclusion calls the topic “{title}”."
    assert spoilt(retitle) == [("topics-have-annexes", "annexes", what)]


def dated(paragraph: Paragraph) -> Paragraph:
    """A paragraph in whose last entry a date is a day late."""
    *rest, last = paragraph.items
    assert isinstance(last.said, SaidSentence)
    date = next(fact for fact in last.said.facts if fact.kind == "date")
    late = replace(date, value=(when("2017-02-06"), when("2017-02-08")), text=date.text.replace("7", "8", 1))
    said = replace(
        last.said,
        text=last.said.text.replace(date.text, late.text),
        facts=tuple(late if fact is date else fact for fact in last.said.facts),
    )
    return replace(paragraph, items=(*rest, replace(last, said=said)))


def test_one_date_that_is_changed_in_one_language_is_found(spoilt: Spoilt) -> None:
    found = spoilt(lambda paper: with_paragraph(paper, "2.1", dated))
    assert ("dates-are-the-same", "paragraph 2.1, item 2") in [one[:2] for one in found]
    assert next(what for check, _, what in found if check == "dates-are-the-same").count("6 et 8") == 1
    assert ("dates-agree", "box, summary") in [one[:2] for one in found]


def test_a_date_that_differs_in_the_box_alone_is_found_in_every_language(spoilt: Spoilt) -> None:
    found = spoilt(lambda paper: with_paragraph(paper, "2.1", dated), every=True)
    assert [one[:2] for one in found] == [("dates-agree", "box, summary")]


def test_a_sentence_whose_words_were_changed_by_hand_is_found(spoilt: Spoilt) -> None:
    def change(one: Paragraph) -> Paragraph:
        assert isinstance(one.said, SaidSentence)
        return replace(one, said=one.said.reword(one.said.text.replace("9e", "8e").replace("5.4", "5.5")))

    assert ("facts-are-printed", "paragraph 3.1", "The sentence no longer says “9e”, which is on record.") in spoilt(
        lambda paper: with_paragraph(paper, "3.1", change)
    )


def test_one_number_that_is_changed_in_one_language_is_found(spoilt: Spoilt) -> None:
    def change(one: Paragraph) -> Paragraph:
        assert isinstance(one.said, SaidSentence)
        facts = tuple(
            replace(fact, value=3, text="trois") if fact.kind == "number" else fact for fact in one.said.facts
        )
        return replace(one, said=replace(one.said, text=one.said.text.replace("deux", "trois"), facts=facts))

    assert spoilt(lambda paper: with_paragraph(paper, "2.1", change)) == [
        ("numbers-are-the-same", "paragraph 2.1", "It says “trois” where “en” says “two”."),
    ]


def with_row(paper: Paper, key: str, value: str, text: str) -> Paper:
    """A paper, one line of whose masthead says something else."""

    def changed(row: MastheadRow) -> MastheadRow:
        if row.key != key or not isinstance(row.value, TracedFact):
            return row
        return replace(row, value=replace(row.value, value=value, text=text))

    return replace(paper, masthead=tuple(changed(row) for row in paper.masthead))


def test_a_symbol_that_is_changed_in_one_language_is_found(spoilt: Spoilt) -> None:
    assert spoilt(lambda paper: with_row(paper, "symbol", "C17/52", "C17/52-F")) == [
        ("symbols-are-the-same", "masthead, symbol", "It says “C17/52-F” where “en” says “C17/51-E”."),
    ]


def test_a_name_that_is_changed_in_one_language_is_found(spoilt: Spoilt) -> None:
    assert spoilt(lambda paper: with_row(paper, "original", "fr", "français")) == [
        ("names-are-the-same", "masthead, original", "It says “français” where “en” says “English”."),
    ]


def test_a_question_that_is_dropped_in_one_language_is_found(spoilt: Spoilt) -> None:
    def drop(paper: Paper) -> Paper:
        first, second = paper.wordings
        return replace(paper, wordings=(replace(first, questions=first.questions[:-1]), second))

    assert spoilt(drop) == [("counts-agree", "annex 1", "There are 4 questions here, and 5 in “en”.")]


def test_a_paragraph_that_is_dropped_in_one_language_is_found(spoilt: Spoilt) -> None:
    def drop(paper: Paper) -> Paper:
        first, second, third = paper.sections
        return replace(paper, sections=(replace(first, paragraphs=first.paragraphs[:-1]), second, third))

    assert spoilt(drop) == [("counts-agree", "section 1", "There are 4 paragraphs here, and 5 in “en”.")]


def test_a_record_that_is_not_in_the_register_is_found(notes: dict[str, Paper], round_of_2017: Register) -> None:
    ground = ground_of(notes.values(), "2017", round_of_2017.standing)
    poorer = replace(ground, records=ground.records - {"meeting/9#2"})
    found = findings_of({"en": notes["en"]}, poorer)
    assert [(one.check, one.place, one.record) for one in found] == [("records-exist", "paragraph 2.2", "meeting/9#2")]


def test_a_fact_whose_record_is_lost_in_one_language_is_found(spoilt: Spoilt) -> None:
    def lose(one: Paragraph) -> Paragraph:
        assert isinstance(one.said, SaidSentence)
        facts = tuple(replace(fact, records=fact.records[:1]) for fact in one.said.facts)
        return replace(one, said=replace(one.said, facts=facts))

    assert ("records-are-the-same", "paragraph 3.1") in [
        one[:2] for one in spoilt(lambda paper: with_paragraph(paper, "3.1", lose))
    ]


def test_the_parts_that_a_note_lacks_are_named(notes: dict[str, Paper]) -> None:
    bare = replace(notes["en"], masthead=(), box=notes["en"].box[1:], sections=notes["en"].sections[:2], signature=())
    missing = [place for check, place, _ in told(findings_of({"en": bare})) if check == "parts-are-there"]
    assert missing == ["box", "body", "signature"]


# The checks themselves


def test_every_check_has_a_name_and_a_sentence_of_its_own() -> None:
    names = [check.name for check in CHECKS]
    assert len(set(names)) == len(names)
    assert all(check.sentence.endswith(".") for check in CHECKS)
    assert [check.severity for check in CHECKS] == sorted(
        (check.severity for check in CHECKS), key=lambda one: one != "error"
    )


def test_a_finding_carries_severity_place_sentence_and_record(notes: dict[str, Paper]) -> None:
    only = replace(notes["en"], signature=(TracedFact({"de": "Land"}, ("body#1",), "Land", other="de"),))
    found = list(findings_of({"en": only}))
    assert found == [
        PaperFinding(
            Severity.WARNING,
            "texts-are-translated",
            "en",
            "signature, line 1",
            "“Land” is not translated; it is printed in its own language (de).",
            "body#1",
        )
    ]
