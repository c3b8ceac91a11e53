"""Words that stayed, went and came, in six languages."""

from __future__ import annotations

import time
from difflib import SequenceMatcher
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalade.templates.formats.tracked.diff import BoundedMatcher, Effort, pieces, words

SIGNS = st.text(alphabet="ab 5.4\t\n،,、的主题كلمُةе́é👨\u200d👩\u00a0«»[]", max_size=40)


def marked(before: str, after: str) -> str:
    """A text with what went in brackets and what came in braces."""
    shapes = {"stayed": "{}", "went": "[{}]", "came": "{{{}}}"}
    return "".join(shapes[what].format(text) for text, what in pieces(before, after))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("What is a good signal?", "What is a clear signal?", "What is a [good]{clear} signal?"),
        ("l’accès à Internet", "l’usage d’Internet", "l’[accès à ]{usage d’}Internet"),
        ("¿Qué políticas existen?", "¿Qué medidas existen?", "¿Qué [políticas]{medidas} existen?"),
        ("роль правительств", "роли государств", "[роль правительств]{роли государств}"),
        ("互联网公共政策问题", "互联网国际政策问题", "互联网[公共]{国际}政策问题"),
        ("السياسات العامة للإنترنت", "السياسات الوطنية للإنترنت", "السياسات [العامة]{الوطنية} للإنترنت"),
        ("see § 5.4 of 2017-03-31", "see § 5.6 of 2017-03-31", "see § [5.4]{5.6} of 2017-03-31"),
        ("مُعَلَّم", "مُعَلِّم", "[مُعَلَّم]{مُعَلِّم}"),
        ("", "new", "{new}"),
        ("old", "", "[old]"),
        ("same", "same", "same"),
    ],
)
def test_words_are_compared_and_in_chinese_signs(before: str, after: str, expected: str) -> None:
    assert marked(before, after) == expected


def test_a_sign_between_two_changes_does_not_break_them_up() -> None:
    assert marked("one two three four", "one due tre four") == "one [two three]{due tre} four"


def test_the_words_of_a_text_are_all_of_it() -> None:
    text = "C17/51(Rev.1)-E: 25 avril 2017、第一次会议"
    assert "".join(words(text)) == text
    assert [word for word in words(text) if word.strip()][-5:] == list("第一次会议")


@given(SIGNS, SIGNS)
def test_what_stayed_and_went_is_the_old_text_and_what_stayed_and_came_the_new(before: str, after: str) -> None:
    found = list(pieces(before, after))
    assert "".join(text for text, what in found if what != "came") == before
    assert "".join(text for text, what in found if what != "went") == after
    assert all(text for text, _ in found)


def test_a_text_of_one_word_ten_thousand_times_is_compared_at_once() -> None:
    found = list(pieces("word " * 9_999 + "end", "first " + "word " * 10_001))
    assert "".join(text for text, what in found if what != "went") == "first " + "word " * 10_001


@given(st.lists(st.integers(0, 9), max_size=60), st.lists(st.integers(0, 9), max_size=60), st.booleans())
def test_within_its_effort_a_comparison_is_that_of_the_library(old: list[int], new: list[int], autojunk: bool) -> None:  # noqa: FBT001  # it is drawn
    expected = SequenceMatcher(None, old, new, autojunk=autojunk).get_opcodes()
    assert BoundedMatcher(old, new, Effort(), autojunk=autojunk).get_opcodes() == expected


def test_beyond_its_effort_one_text_takes_the_place_of_the_other() -> None:
    effort, before, after = Effort(12), "one two three", "one due three"
    assert list(pieces(before, after, effort)) == [
        ("one ", "stayed"),
        ("two", "went"),
        ("due", "came"),
        (" three", "stayed"),
    ]
    long = "a b c d e f g h", "b a d c f e h g"
    assert list(pieces(*long, effort)) == [(long[0], "went"), (long[1], "came")]
    assert list(pieces("a b", "b a", effort)) == [("a b", "went"), ("b a", "came")]
    assert list(pieces("same", "same", effort)) == [("same", "stayed")]


def test_texts_that_are_made_to_take_long_are_compared_within_seconds() -> None:
    draw, effort = Random(1), Effort()  # noqa: S311  # the same each time
    letters = [chr(first + more) for first in (0x100, 0x400) for more in range(0x80)]
    texts = [" ".join(draw.choice(letters) for _ in range(4_950)) for _ in range(80)]
    began = time.process_time()
    found = [list(pieces(*pair, effort)) for pair in zip(texts[:40], texts[40:], strict=True)]
    assert time.process_time() - began < 10
    assert len(found[-1]) == 2
    assert "".join(text for text, what in found[0] if what != "came") == texts[0]
