"""A paper prints its facts, and each has its record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from escalade.services.papers.issue import refuse_unfit
from escalade.templates.checks.checking import findings_of, ground_of
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import Paper, Paragraph

from .conftest import Register, Told, with_paragraph

Spoilt = Callable[..., Told]


def test_a_number_that_grammar_declined_counts_as_printed(notes: dict[str, Paper]) -> None:
    said = SaidSentence("x", "отчеты восьмого собрания", (TracedFact(8, ("meeting/8#1",), "восьмое", kind="number"),))
    other = replace(said, text="отчеты седьмого собрания")
    found = [findings_of({"ru": replace(notes["ru"], signature=(one,))}) for one in (said, other)]
    assert [[one.place for one in some if one.check == "facts-are-printed"] for some in found] == [
        [],
        ["signature, line 1"],
    ]


def test_a_sentence_whose_words_were_changed_by_hand_is_found(spoilt: Spoilt) -> None:
    def change(one: Paragraph) -> Paragraph:
        assert isinstance(one.said, SaidSentence)
        return replace(one, said=one.said.reword(one.said.text.replace("9e", "8e").replace("5.4", "5.5")))

    assert ("facts-are-printed", "paragraph 3.1", "The sentence no longer says “9e”, which is on record.") in spoilt(
        lambda paper: with_paragraph(paper, "3.1", change)
    )


def test_a_record_that_is_not_in_the_register_is_found(notes: dict[str, Paper], round_of_2017: Register) -> None:
    ground = ground_of(notes.values(), "2017", round_of_2017.standing)
    poorer = replace(ground, records=ground.records - {"meeting/9#2"})
    found = findings_of({"en": notes["en"]}, poorer)
    wrong = [(one.check, one.place, one.record) for one in found if one.severity == "error"]
    assert wrong == [("records-exist", "paragraph 2.2", "meeting/9#2")]


def test_what_a_paper_leaves_out_is_named_once_and_refuses_nothing(
    notes: dict[str, Paper], round_of_2017: Register
) -> None:
    found = findings_of(notes, ground_of(notes.values(), "2017", round_of_2017.standing))
    remarks = [one for one in found if one.check == "texts-are-at-hand"]
    assert {one.severity for one in remarks} == {"remark"}
    assert [one.record for one in remarks] == ["2017/gender#3", "2017/ott#3"]
    assert str(remarks[0].what) == (
        "--words of 2017/gender#3 is not at hand, and the paper leaves it out; “correct” supplies it."
    )
    refuse_unfit(remarks, ())


def test_where_everything_is_at_hand_nothing_is_named(notes: dict[str, Paper]) -> None:
    assert [one for one in findings_of(notes) if one.check == "texts-are-at-hand"] == []
