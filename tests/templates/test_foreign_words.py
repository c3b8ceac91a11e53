"""No English stands in Chinese, Arabic and Russian papers but what has no other form."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest

from escalade.templates.checks.document import plain
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import IssuedPaper, build

from .conftest import Register

PAPERS = (
    ("note", "2017"), ("notice", "2017/ott"), ("notice", "2017/gender"), ("call", "2017/ott"), ("call", "2017/gender"),
    ("report", "meeting/9"), ("agenda", "meeting/9"), ("circular", "2017/ott"), ("circular", "2017"),
)  # fmt: skip
PERSONS = {"Majed", "M.", "Al-Mazyed", "Preetam", "Maloor", "Despoina", "Sareidaki"}
"""Whose names stand in their own letters where no other form of theirs is known."""
ACRONYMS = re.compile(r"(?:[A-Z]{2,}s?(?:-Internet)?|PL|X)")
"""OTT, CWG-Internet, TSB; the item PL 1.3; the X of a paragraph without a number."""
KEPT = {"Over-The-Top", "over-the-top"}
"""What OTT stands for, which the source itself has in English, in quotation marks."""
_SYMBOL = re.compile(r"[A-Z][A-Za-z]*-?\d*/\S+|\d{4}/[a-z]+(?:#\d+)?|\(Rev\.\d+\)")
_WORD = re.compile(r"[A-Za-z][A-Za-z'.-]*")


def english_in(text: str) -> set[str]:
    """The Latin words of a text that are no acronym, symbol or name."""
    found = {word.strip(".-") for word in _WORD.findall(_SYMBOL.sub(" ", plain(text)))}
    persons = {word.strip(".") for word in PERSONS}
    return {word for word in found if word and not ACRONYMS.fullmatch(word)} - persons - KEPT


def test_what_is_no_english_word_is_known() -> None:
    assert english_in("CWG-Internet (C17/51-F, 2017/ott#7, PL 1.3), Majed M. Al-Mazyed, OTTs, TSB") == set()
    assert english_in("本组 reached no 共识") == {"reached", "no"}


@pytest.mark.parametrize("language", ["ar", "ru", "zh"])
@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_no_english_word_stands_in_a_paper(round_of_2017: Register, kind: str, reference: str, language: str) -> None:
    standing = msgspec.structs.replace(round_of_2017.standing, day=date(2017, 6, 1))
    issued = IssuedPaper("C17/60", "2017#99", "2017-06-01")
    paper = build(kind, reference, standing, tongue(language), issued=issued)
    assert language in AVAILABLE
    assert {word for one in paper.printables() for word in english_in(str(one))} == set()
