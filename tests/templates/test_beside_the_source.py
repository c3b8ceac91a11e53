"""The note of the shipped round beside its source document, sentence by sentence.

The page that compares them prints the French sentences as the program does.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from escalade.templates.languages.typography import set_text

from .conftest import Acts, Register

PAGE = Path(__file__).parents[2] / "docs" / "note-beside-the-source.md"
ROWS = [line.split(" | ") for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| \d", line)]


def bare(text: str) -> str:
    """A text without what typography and Markdown make of its words."""
    unlinked = re.sub("</?a(?: [^>]*)?>|[\u2060\u2066-\u2069]|\\\\(?=[\\[\\]])", "", text)
    return unlinked.translate(str.maketrans("\u2019\u1d49\u00a0\u202f", "'e  "))


def note(register: Register, language: str) -> str:
    """The note, in plain words."""
    return bare(register.text("note", "2017", language))


def test_the_page_has_a_row_for_each_difference() -> None:
    assert {len(row) for row in ROWS} == {5}
    assert {row[3] for row in ROWS} == {"better", "left out"}


@pytest.mark.parametrize("row", ROWS, ids=[row[0].strip("| ") for row in ROWS])
def test_what_stands_as_ours_is_what_the_program_prints(round_of_2017: Register, row: list[str]) -> None:
    ours = row[2].strip("“”")
    if row[3] == "left out":
        assert ours == "—"
    else:
        assert bare(set_text(ours, "fr")) in note(round_of_2017, "fr")


def test_the_period_begins_with_the_last_report_that_the_constitution_names(acts_of_2017: Acts) -> None:
    register = Register()
    constitute, *others = acts_of_2017
    register.play([{**constitute, "last_report": "2016-11"}, *others])
    text = register.text("note", "2017", "en")
    assert "Since its last report, the Group has held its ninth meeting in Geneva (Switzerland)" in text
    assert "an enabling environment" not in text
    assert "Developmental aspects" in text


LONGEST = 905
"""How many words the body of the source has."""


def test_the_french_note_is_not_longer_than_its_source_and_tells_what_was_reached_in_one_paragraph(
    round_of_2017: Register,
) -> None:
    text = note(round_of_2017, "fr")
    body = text[text.index("## 1 Introduction") : text.index("## Annexe 1")]
    assert len(body.split()) <= LONGEST
    (told,) = (one.said.text for one in round_of_2017.paper("note", "2017", "fr").sections[2].paragraphs[:1])
    assert [told.index(word) for word in ("débattu", "consensus", "décidé")] == sorted(
        told.index(word) for word in ("débattu", "consensus", "décidé")
    )


def test_what_the_register_does_not_know_is_not_made_up(acts_of_2017: Acts) -> None:
    register = Register()
    fields = {"established_as", "so_that"}
    acts = [{key: value for key, value in one.items() if key not in fields} for one in acts_of_2017]
    for one in acts:
        if one["act"] == "constitute":
            one["texts"] = {key: {**text, "background": {}} for key, text in one["texts"].items()}
    register.play(acts)
    text = register.text("note", "2017", "en")
    assert "carries out its mandate under Resolution 1336 (Mod. 2015) of the Council, in accordance with" in text
    assert [words for words in ("separate group", "so that they may take them", "instructed") if words in text] == []
