"""The shipped case is whole in six languages: its papers hold no text of another."""

from __future__ import annotations

import re
from itertools import product

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Register

PAPERS = {
    "note": "2017", "notice": "2017/ott", "call": "2017/gender", "circular": "2017/ott",
    "report": "meeting/9",
}  # fmt: skip
IN_LATIN_LETTERS = {
    "OTT", "over-the-top", "over", "the", "top", "ICT", "CWG-Internet", "PL", "Rev", "DL", "DT",  # acronyms and symbols
    "Majed", "Al-Mazyed", "Preetam", "Maloor", "Despoina", "Sareidaki",  # names of persons
    "ott", "gender",  # the references of topics
}  # fmt: skip
"""All that stands in Latin letters in a paper in Arabic, Chinese or Russian."""


def printed(kind: str, language: str, round_of_2017: Register) -> str:
    """A paper as Markdown, without its seal."""
    drawn = round_of_2017.text(kind, PAPERS[kind], language)
    return re.sub(r"<!--.*?-->", "", drawn, flags=re.DOTALL)


@pytest.mark.parametrize(("kind", "language"), list(product(PAPERS, ("ar", "ru", "zh"))))
def test_no_english_stands_in_a_paper_of_another_script(kind: str, language: str, round_of_2017: Register) -> None:
    words = set(re.findall(r"[A-Za-z][A-Za-z-]*", printed(kind, language, round_of_2017)))
    letters = {name for name in words if len(name) == 1}  # of a list, of a language in a symbol
    assert words - letters - IN_LATIN_LETTERS == set()


@pytest.mark.parametrize(("kind", "language"), list(product(PAPERS, AVAILABLE)))
def test_no_number_of_a_record_is_printed(kind: str, language: str, round_of_2017: Register) -> None:
    assert re.search(r"\w#\d", printed(kind, language, round_of_2017)) is None
