"""The texts of a motion, by their fields."""

from __future__ import annotations

import msgspec

from escalade.workflow.records.texts import HeldText, Visitor, Worded, visit_texts
from escalade.workflow.records.translation import texts_of
from tests.lives import TOPIC, Life, text


def test_every_text_of_a_motion_is_found_by_its_field(life: Life) -> None:
    assert list(texts_of(life.subject().records[0].motion)) == ["version.title", "version.questions.0"]
    body = texts_of(life.subject("body").records[0].motion)
    assert {"name", "mandate", "texts.mandate.citation", "office_titles.chair"} <= set(body)
    assert "languages" not in body
    sealed = msgspec.structs.replace(life.fitting("take position", TOPIC), text={"sealed": "ab" * 32}, erased=("text",))
    assert texts_of(sealed) == {}
    assert texts_of(life.fitting("confirm", f"{TOPIC}#1", words="not at hand")) == {}


class Loud(Visitor):
    """Changes every text, and leaves versions as they are."""

    def text(self, held: HeldText) -> Worded:
        """The text in capitals."""
        return {language: text.upper() for language, text in held.texts.items()}


def test_a_visitor_may_change_texts_or_leave_them(life: Life) -> None:
    motion = life.fitting("propose", TOPIC, version=text("Piers"))
    assert visit_texts(motion, Visitor()) is motion
    loud = visit_texts(motion, Loud())
    assert loud == msgspec.structs.replace(motion, version=text("PIERS", "WHAT IS A HARBOUR FOR?"))
