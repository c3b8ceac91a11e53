"""Which issued notes say something else of a referred topic than the record does."""

from __future__ import annotations

import pytest

from escalade.workflow.motions import Evidence
from escalade.workflow.subjects.issued_paper import find_notes_behind, newest_notes, tell_until_referral
from tests.lives import ROUND, TOPIC, Life, at

SYMBOL = "H31/51"


def referred(*languages: str, document: str | None = SYMBOL) -> Life:
    """A referred topic, and its note issued in some languages."""
    life = at(Life(), "unresolved")
    life.does("escalate", TOPIC, to_session=life.session(), evidence=Evidence(document=document))
    for language in languages:
        life.does("issue", ROUND, kind="note", symbol=SYMBOL, language=language)
    return life


def behind(life: Life) -> list[str]:
    """The languages of the notes that say what the topic was."""
    return [paper.language for _, paper in find_notes_behind(life.topic(), life.standing)]


def correct_what_was_tried(life: Life, said: str = "Another attempt.") -> None:
    """Correct what was tried to reach agreement."""
    record = life.topic().last("record no consensus")
    assert record is not None
    life.does("correct", TOPIC, records=(record.reference,), fields={"tried": {"en": said}}, by=record.officer)


def test_a_note_is_behind_in_each_language_until_it_is_issued_anew() -> None:
    life = referred("en", "fr")
    assert behind(life) == []
    correct_what_was_tried(life)
    assert behind(life) == ["en", "fr"]
    life.does("issue", ROUND, kind="note", symbol=SYMBOL, language="fr", mark="Rev", number=1)
    assert behind(life) == ["en"]


def test_what_happens_after_a_referral_is_no_matter_of_its_note() -> None:
    life = referred("en")
    before = tell_until_referral(life.topic())
    life.does("take position", TOPIC)
    assert (tell_until_referral(life.topic()) == before, behind(life)) == (True, [])


def test_a_note_that_was_issued_before_its_referral_was_recorded_tells_the_same() -> None:
    life = at(Life(), "unresolved")
    life.does("issue", ROUND, kind="note", symbol=SYMBOL, language="en")
    assert newest_notes(life.topic(), life.standing) == []
    life.does("escalate", TOPIC, to_session=life.session(), evidence=Evidence(document=SYMBOL))
    assert behind(life) == []
    correct_what_was_tried(life)
    assert behind(life) == ["en"]


@pytest.mark.parametrize("document", [None, "H31/60"])
def test_a_note_of_another_document_is_none_of_the_referral(document: str | None) -> None:
    life = referred("en", document=document)
    correct_what_was_tried(life)
    assert (newest_notes(life.topic(), life.standing), behind(life)) == ([], [])
