"""The texts of a motion, by their fields."""

from __future__ import annotations

import msgspec

from escalade.workflow.records.texts import texts_of
from tests.lives import TOPIC, Life


def test_every_text_of_a_motion_is_found_by_its_field(life: Life) -> None:
    assert list(texts_of(life.subject().records[0].motion)) == ["version.title", "version.questions.0"]
    body = texts_of(life.subject("body").records[0].motion)
    assert {"name", "mandate", "texts.mandate.citation", "office_titles.chair"} <= set(body)
    assert "languages" not in body
    sealed = msgspec.structs.replace(life.fitting("take position", TOPIC), text={"sealed": "ab" * 32}, erased=("text",))
    assert texts_of(sealed) == {}
    assert texts_of(life.fitting("record statement", TOPIC, text="not at hand")) == {}
