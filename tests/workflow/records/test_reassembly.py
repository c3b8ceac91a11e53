"""Acts, made again from their records."""

from __future__ import annotations

import msgspec

from escalade.workflow.motions import Approve
from escalade.workflow.records.record import motion_of_act
from tests.lives import TOPIC, Life, at, text

OTHER = "2031/b"


def test_the_amended_texts_of_a_decision_are_gathered() -> None:
    life = Life().begins()
    for name in (TOPIC, OTHER):
        life.brings(name, "unresolved")
    life.does("escalate", TOPIC, OTHER)
    amended = {TOPIC: text("Piers"), OTHER: text("Locks")}
    records = life.does("approve", TOPIC, OTHER, amended=amended).records
    assert [list(record.motion.amended) for record in records if isinstance(record.motion, Approve)] == [
        [TOPIC],
        [OTHER],
    ]
    again = motion_of_act(records)
    assert isinstance(again, Approve)
    assert (again.of, dict(again.amended)) == ((TOPIC, OTHER), amended)
    assert life.topic(OTHER).version == text("Locks")


def test_one_amended_text_is_that_of_its_topic_alone() -> None:
    motion = Approve(of=(TOPIC,), amended={TOPIC: text("Piers")})
    assert motion.narrow(TOPIC) is motion


def test_an_act_on_topics_for_different_readers_is_made_again_for_each() -> None:
    life = at(Life(), "debated").brings(OTHER, "debated", audience="members")
    merged = life.fitting("merge", OTHER, into=TOPIC)
    records = life.acts(merged).records
    assert [record.audience for record in records] == ["members", "public"]
    read = [
        msgspec.structs.replace(one, motion=msgspec.structs.replace(one.motion, audience=one.audience))
        for one in records
    ]
    assert motion_of_act(read).audience is None
    assert motion_of_act(read[:1]).audience == "members"
