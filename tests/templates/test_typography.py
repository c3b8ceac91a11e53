# ruff: noqa: RUF001 - the marks of six languages are what is tried here
"""Texts set as their language is printed: what holds for any text. `test_grammar` has the cases."""

from __future__ import annotations

import re
import time
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalade.templates.languages.pack import AVAILABLE, read_file
from escalade.templates.languages.typography import set_text, shorten

FOLDER = Path(str(files("escalade.templates")))
SPACES_AND_MARKS = {"Zs", "Pi", "Pf", "Ps", "Pe", "Pd", "Po"}
PIECES = st.sampled_from(
    [*"\"'«»“”„‘’ ab?!;:,.-–—()§№%59国理اف\n", "\u00a0", "\u202f", " - ", "Annex ", "2016-2017", "de@ex.org", "http://a;b",
     " octobre", "Резолюция ", "القرار ", "C17/51"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40)


@given(TEXTS, st.sampled_from(AVAILABLE))
def test_what_is_set_is_not_set_again(text: str, language: str) -> None:
    once = set_text(text, language)
    assert set_text(once, language) == once


@given(TEXTS, st.sampled_from(AVAILABLE))
def test_nothing_but_spaces_and_marks_is_changed(text: str, language: str) -> None:
    assert words(set_text(text, language)) == words(text)


def words(text: str) -> str:
    """The letters and digits of a text, and what is neither a space nor a mark."""
    return "".join(one for one in text if unicodedata.category(one) not in SPACES_AND_MARKS and one != "\u200f")


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize("piece", ['"a', "'a", "« ", "(国", " - ", "12 ", "a@", "http://", "§ ", "Annex ", "2016-"])
def test_time_grows_with_the_text_and_not_with_its_square(language: str, piece: str) -> None:
    seconds = []
    for times in (2_000, 16_000):
        text, begun = piece * times, time.process_time()
        set_text(text, language)
        seconds.append(time.process_time() - begun)
    assert seconds[1] < 25 * seconds[0] + 0.1  # eight times the text; its square would be 64 times


TAG, PRINTED = re.compile(r"\{[%#].*?[%#]\}", re.DOTALL), re.compile(r"\{\{.*?\}\}")
NOUN = re.compile(r"\{\{ noun\.\w+\.one[^{}]*\}\}")
"""What the body and its proceedings are called, and what agrees with that: no number behind the name of a document."""


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize("fact", ["9", "C17/51", "facts"])
def test_our_own_sentences_are_written_as_they_are_set(language: str, fact: str) -> None:
    papers = [path.name for path in (FOLDER / language).glob("*.jinja")]
    written = [(name, line) for name in papers for line in read_file(f"{language}/{name}").splitlines()]
    written = [(name, NOUN.sub("facts", line)) for name, line in written]
    said = [(name, PRINTED.sub(fact, part)) for name, line in written for part in TAG.sub("\0", line).split("\0")]
    assert [(name, part, set_text(part, language)) for name, part in said if set_text(part, language) != part] == []
    joined = [(name, PRINTED.sub(fact, TAG.sub("", line))) for name, line in written]
    assert [(name, line, set_text(line, language)) for name, line in joined if set_text(line, language) != line] == []


@pytest.mark.parametrize("language", AVAILABLE)
@given(text=st.text(st.sampled_from("ab «»“”‘’,;\N{NO-BREAK SPACE}"), max_size=40), longest=st.integers(10, 30))
def test_a_shortened_text_is_as_short_as_is_asked(language: str, text: str, longest: int) -> None:
    assert len(shorten(text, longest, language)) <= longest
