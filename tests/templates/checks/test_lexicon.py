"""The words by which documents are recognised."""

from __future__ import annotations

import re

import pytest

from escalade.templates.checks.reading.lexicon import any_of, kind_of, language_of, whole, words


def test_of_two_words_the_longer_is_found_where_one_begins_with_the_other() -> None:
    for group, kinds in words().items():
        for kind in kinds:
            if any(re.search(r"[\\[(?*+|]", word) for word in kinds[kind]):
                continue  # it is an expression already
            for word in kinds[kind]:
                found = re.match(any_of(group, kind), word)
                assert found is not None, (group, kind, word)
                assert found[0] == word


def test_a_title_is_of_a_kind_with_or_without_a_colon_and_in_any_case() -> None:
    assert kind_of("Introduction", "section") == kind_of("INTRODUCTION :", "section") == "introduction"
    assert kind_of("Введение.", "section") == "introduction"
    assert kind_of("Introduction and more", "section") == ""
    assert not whole("section", "conclusion").fullmatch("Introduction")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The group met in the town and the members agreed on it.", "en"),
        ("Le groupe s’est réuni dans la ville et les membres en sont convenus.", "fr"),
        ("El grupo se reunió en la ciudad y los miembros lo acordaron.", "es"),
        ("Группа собралась в городе.", "ru"),
        ("اجتمع الفريق في المدينة", "ar"),
        ("工作组在该市举行了会议", "zh"),
        ("The group called it “会” in one of the papers that it had before it at the time of the meeting.", "en"),
        ("12 34", ""),
        ("Xyzzy plugh", ""),
    ],
)
def test_the_language_of_a_text_is_told_by_its_script_or_its_small_words(text: str, language: str) -> None:
    assert language_of(text) == language
