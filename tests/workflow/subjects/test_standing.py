"""A standing: the subjects as they were at one moment."""

from __future__ import annotations

import msgspec

from escalade.workflow.subjects.meeting import closing_from
from escalade.workflow.subjects.standing import Memory, Standing
from tests.lives import (
    COUNCIL_DESK,
    FIRST_DAY,
    ROUND,
    TOPIC,
    VICE_NAME,
    Life,
    at,
)


def test_a_memory_of_subjects_is_the_memory_of_their_records() -> None:
    life = at(Life(), "debated").brings("2031/b", "proposed")
    copy = Memory(life.memory.subjects.values())
    assert copy.subjects == life.memory.subjects
    assert copy.last_at == life.memory.last_at
    standing = life.memory.standing(FIRST_DAY)
    assert [topic.reference for topic in standing.topics_of(ROUND)] == [TOPIC, "2031/b"]
    assert set(standing.naming) >= {"by:Ada", "by:Desk", f"meeting/{life.meeting()}"}


def test_a_standing_after_an_act_leaves_the_one_before_as_it_was() -> None:
    life = Life().begins()
    before = life.standing
    topic = life.tries(life.fitting("propose", TOPIC)).subjects[0]
    after = before.after(topic).within(("2031/a#1",))
    assert [one.reference for one in after.topics_of(ROUND)] == [TOPIC]
    assert (list(before.topics_of(ROUND)), before.topic(TOPIC), before.act) == ([], None, ())
    assert after.after(topic).siblings == after.siblings
    assert len(after.subjects) == len(set(before.subjects) | {topic.reference})
    assert {VICE_NAME, COUNCIL_DESK} <= {term.officer.name for term in after.body.terms}


def test_an_empty_standing_knows_nothing() -> None:
    standing: Standing = Memory().standing(FIRST_DAY)
    assert (standing.body.records, standing.topic("2017/ott"), standing.gathering("meeting/9")) == ((), None, None)
    assert (standing.gathering(None), standing.round("2017/ott").reference) == (None, "2017")
    assert list(standing.topics_of("2017")) == []


def test_what_happened_since_is_found_beside_what_is_kept() -> None:
    life = Life().begins()
    for _ in range(3):
        life.passes()
        life.meeting()
    kept = msgspec.structs.replace(life.standing, happened=life.standing.find_happenings)
    first, *_, last = (one.subject for one in kept.find_happenings("meeting"))
    life.does("convene", first, closes="2031-12-01")
    life.does("convene", "meeting/next", opens="2031-02-01", closes="2031-02-02")
    moved = kept.after(life.subject(first)).after(life.subject("meeting/next"))
    for kind in ("meeting", "session"):
        assert list(moved.find_happenings(kind)) == list(life.standing.find_happenings(kind))
    assert [one.reference for one in closing_from("meeting", None, moved)][-3:] == [last, "meeting/next", first]
