"""What the records of a subject come to."""

from __future__ import annotations

from escalade.workflow.motions import TextVersion
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import Topic
from tests.lives import (
    TOPIC,
    Life,
    at,
)


def test_a_subject_is_what_it_was_before_a_record() -> None:
    life = at(Life(), "debated")
    subject = life.subject()
    assert subject.until(subject.records[1]) == Topic(TOPIC, subject.records[:1])
    assert subject.record("2031/a#9") is None
    assert motion_of(None, TextVersion) is None  # type: ignore[type-var]  # any shape will do
