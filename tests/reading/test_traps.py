"""What speaks of an act and tells none: seeded in six languages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from escalade.templates.checks.document import DocumentPassage
from escalade.templates.reading.telling import BACKGROUND, IN_PART, TOLD, UNKNOWN, ToldParagraph, tell_paragraph

TRAPS = tomllib.loads(Path(__file__).with_name("traps.toml").read_text(encoding="utf-8"))

FOUND = tomllib.loads(Path(__file__).with_name("found.toml").read_text(encoding="utf-8"))

OTHERS = tomllib.loads(Path(__file__).with_name("others.toml").read_text(encoding="utf-8"))


def told(text: str, language: str, lead: str = "") -> ToldParagraph:
    """A paragraph as it is read."""
    return tell_paragraph(DocumentPassage(text, "paragraph 1", lead=lead), language)


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
@pytest.mark.parametrize("trap", [name for name in TRAPS if name not in {"listed", "cell"}])
def test_a_trap_tells_no_act(trap: str, language: str) -> None:
    assert [act.act for act in told(TRAPS[trap][language], language).acts] == []


@pytest.mark.parametrize("language", TRAPS["cell"])
def test_an_entry_of_a_list_is_no_more_a_fact_than_its_lead(language: str) -> None:
    listed = TRAPS["listed"]
    read = told(listed["entry"][language], language, listed["lead"][language])
    assert [act.act for act in read.acts] == []
    assert read.status in {BACKGROUND, UNKNOWN}


@pytest.mark.parametrize("language", TRAPS["cell"])
def test_a_merged_cell_tells_at_most_the_act_of_its_sentence(language: str) -> None:
    read = told(TRAPS["cell"][language], language)
    assert {act.act for act in read.acts} <= {"approve report"}
    assert read.status in {TOLD, IN_PART, UNKNOWN}


@pytest.mark.parametrize("language", OTHERS)
def test_what_others_write_is_read_by_phrases(language: str) -> None:
    read = {text: sorted({act.act for act in told(text, language).acts}) for text, _ in OTHERS[language]}
    assert read == dict(OTHERS[language])


@pytest.mark.parametrize("half", ["open", "blind"])
@pytest.mark.parametrize("language", ["en", "fr", "es", "ru", "zh", "ar"])
def test_of_what_was_found_in_public_nothing_is_read_wrong_or_missed_in_silence(language: str, half: str) -> None:
    for _, acts, text in FOUND[language][half]:
        read = told(text, language)
        found = {act.act for act in read.acts}
        assert found <= {*acts}, text
        assert found == {*acts} or read.status in {IN_PART, UNKNOWN}, text
