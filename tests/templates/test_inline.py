"""Facts between the tags of Akoma Ntoso: where they stand in a sentence."""

from __future__ import annotations

from escalade.templates.formats.akoma_ntoso.draw import find_facts
from escalade.templates.values.fact import TracedFact


def fact(text: str, kind: str = "text") -> TracedFact:
    """A fact with a text and a record."""
    return TracedFact(text, ("2031#1",), text, kind=kind)  # type: ignore[arg-type]  # the kinds of the tests are kinds


def placed(text: str, *facts: TracedFact) -> tuple[list[str], list[str]]:
    """What is found in a text, in its order, and what is not."""
    found, absent = find_facts(text, facts)
    return [text[first:end] for first, end, _ in found], [one.text for one in absent]


def test_the_longest_is_placed_first_and_nothing_twice() -> None:
    assert placed("9 lamps on 9 May 2031", fact("9"), fact("9 May 2031"), fact("9")) == (["9", "9 May 2031"], ["9"])


def test_a_fact_stands_by_itself_and_in_any_case() -> None:
    assert placed("The lamp of 19 lamps", fact("the lamp"), fact("9")) == (["The lamp"], ["9"])


def test_a_fact_is_found_behind_a_letter_that_is_two_in_small_ones() -> None:
    assert placed("İ, İİ: the Lamp, lamps", fact("lamp"), fact("İİ")) == (["İİ", "Lamp"], [])


def test_a_citation_is_found_behind_the_noun_that_several_share() -> None:
    texts = (fact("Resolution 1 (2030)", "citation"), fact("Resolution 2 (2031)", "citation"))
    assert placed("Resolutions 1 (2030) and 2 (2031)", *texts) == (["1 (2030)", "2 (2031)"], [])
    assert placed("No such text", fact("Resolution (2031", "citation"), fact("the Charter", "citation")) == (
        [],
        ["Resolution (2031", "the Charter"],
    )


def test_a_fact_without_words_is_nowhere() -> None:
    assert placed("A lamp", fact("")) == ([], [""])
