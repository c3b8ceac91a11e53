"""Facts with their records, and the sentences that hold them."""

from __future__ import annotations

from datetime import date

import pytest

from escalade.templates.values.fact import (
    SaidSentence,
    TracedFact,
    UnprovenError,
    facts_in,
    references_in,
)
from escalade.workflow.values.errors import RequestError

DAY = TracedFact(date(2031, 1, 6), ("2031#1",), "6 January 2031", kind="date")
NAME = TracedFact("Porto", ("body#1", "2031#1"), "Porto", other="pt")


def test_a_fact_without_a_record_is_refused_by_name() -> None:
    with pytest.raises(UnprovenError) as refused:
        TracedFact("Porto", (), "Porto")
    assert refused.value.value == "Porto"
    assert "rests on no record" in str(refused.value)
    assert "in “note.docx”" in str(UnprovenError("Porto", "note.docx"))


@pytest.mark.parametrize("record", ["", "Porto", "2031/a", "2031#x"])
def test_what_is_no_record_proves_no_fact(record: str) -> None:
    with pytest.raises(RequestError):
        TracedFact("Porto", (record,), "Porto")


def test_a_fact_in_other_words_is_the_same_fact() -> None:
    worded = DAY.reword("on 6 January 2031")
    assert (str(worded), worded.value, worded.record, worded.kind) == ("on 6 January 2031", DAY.value, "2031#1", "date")
    assert str(DAY) == "6 January 2031"


def test_a_sentence_rests_on_the_records_of_its_facts_each_once() -> None:
    said = SaidSentence("note.met", "It met in Porto on 6 January 2031.", (NAME, DAY))
    assert said.records == ("body#1", "2031#1")
    assert said.others == ("pt",)
    assert SaidSentence("note.nothing", "Nothing.").records == ()


def test_other_words_of_a_sentence_lose_the_places_of_its_emphasis_and_keep_its_facts() -> None:
    said = SaidSentence("note.met", "It met.", (DAY,), emphasis=((0, 2, "bold"),))  # type: ignore[arg-type]  # any will do
    again = said.reword("It did meet.")
    assert (again.text, again.facts, again.emphasis) == ("It did meet.", (DAY,), ())


def test_facts_and_references_are_found_in_order_in_all_that_is_printed() -> None:
    annex = SaidSentence("note.annex", "Annex 2")
    said = SaidSentence("note.met", "It met; see Annex 1.", (DAY,), refers=("Annex 1",))
    assert facts_in([NAME, said, annex]) == (NAME, DAY)
    assert references_in([NAME, said, annex]) == ("Annex 1", "Annex 2")
