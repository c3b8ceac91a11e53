"""In which languages a decision amended a text."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import TextVersion
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.language_versions import amendment
from tests.lives import TOPIC, Life, at

REFERRED = {"en": "Which?", "fr": "Lequel ?", "es": "¿Cuál?"}


def decided(**questions: str) -> tuple[Life, Record]:
    """A life in which a text was approved as amended, and the record of it."""
    life = at(Life(), "referred")
    life.does("revise", TOPIC, version=TextVersion(title={"en": "A"}, questions=(REFERRED,), source="L"))
    text = TextVersion(title={"en": "A"}, questions=({**REFERRED, **questions},))
    return life, life.does("approve", TOPIC, amended={TOPIC: text} if questions else {}).records[0]


ONLY = "It is amended in {} only; the text in {} stands as referred."


@pytest.mark.parametrize(
    ("questions", "made", "left"),
    [
        ({"fr": "Quel ?"}, "French", "English and Spanish"),
        ({"fr": "Quel ?", "de": "?"}, "French and de", "English and Spanish"),
        ({"fr": "Quel ?", "en": "What?"}, "English and French", "Spanish"),
        ({"fr": "Quel ?", "en": "What?", "es": "¿Qué?"}, "", ""),
    ],
)
def test_an_amendment_says_in_which_languages_it_was_made(questions: dict[str, str], made: str, left: str) -> None:
    life, record = decided(**questions)
    found = amendment(record, life.topic())
    assert found is not None
    assert (found.sentence if found.is_partial else "") == (ONLY.format(made, left) if made else "")
    assert (found.before.questions, found.after.questions) == ((REFERRED,), ({**REFERRED, **questions},))


def test_a_text_approved_as_it_was_referred_has_no_amendment() -> None:
    life, record = decided()
    assert amendment(record, life.topic()) is None
    assert amendment(life.topic().records[0], life.topic()) is None
