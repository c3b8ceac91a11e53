"""Texts are split into words that are found however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalade.workflow.values.words import find_places, fold_text, place_words, split_words

FOUND = (
    ("Les services “par contournement”", "services", "services"),
    ("L’accès à l’Internet", "l'acces", "L’accès"),
    ("L'ACCÈS", "l’accès", "L'ACCÈS"),
    ("Document C17/51-E", "c17/51", "C17/51-E"),
    ("Résolution 1305 (2009)", "résolution 13", "Résolution 1305"),
    ("Политика в области Интернета", "политик", "Политика"),
    ("Ещё одно", "еще", "Ещё"),
    ("关于“互联网”的公共政策", "公共政策", "公共政策"),
    ("理事会2017年会议", "2017年", "2017年"),
    ("قرار المجلس", "مجلس", "المجلس"),
    ("قرار المجلس", "المجلس", "المجلس"),
    ("قَرارُ المَجلِس", "قرار", "قَرارُ"),
    ("في عام ٢٠١٧", "2017", "٢٠١٧"),
    ("\uff2f\uff50\uff45\uff4e", "open", "\uff2f\uff50\uff45\uff4e"),
)


@pytest.mark.parametrize(("text", "typed", "found"), FOUND, ids=[f"{typed} in {text}" for text, typed, _ in FOUND])
def test_words_are_found_however_they_are_typed(text: str, typed: str, found: str) -> None:
    first, *_ = find_places(text, split_words(typed))
    assert text[slice(*first)] == found


@pytest.mark.parametrize(("text", "typed"), [("divide", "vide"), ("C17/51-E", "c17/5x"), ("第九次会议", "次九")])
def test_words_are_found_from_their_beginning_and_in_their_order(text: str, typed: str) -> None:
    assert find_places(text, split_words(typed)) == []


@pytest.mark.parametrize(("text", "folded"), [("Ä’é", "a'e"), ("ﬁn", "fin"), ("Straße", "strasse"), ("٣", "3")])
def test_accents_capitals_and_forms_do_not_count(text: str, folded: str) -> None:
    assert fold_text(text) == folded


@given(st.text(max_size=60))
def test_each_word_has_a_place_in_its_text(text: str) -> None:
    placed = place_words(text)
    assert [one.word for one in placed] == split_words(text)
    assert all(0 <= one.start < one.end <= len(text) for one in placed)
    assert [one.start for one in placed] == sorted(one.start for one in placed)


@given(st.text(max_size=60))
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    assert split_words(" ".join(split_words(text))) == split_words(text) or "\u0627\u0644" in text
