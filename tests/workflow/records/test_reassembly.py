"""Acts, made again from their records."""

from __future__ import annotations

import msgspec

from escalade.workflow.motions import Approve, Endorse, Merge, RecordConsensus
from escalade.workflow.records.record import Record, acts, motion_of_act
from tests.lives import CHAIR_NAME, DESK, TOPIC, Life, at, text

OTHER = "2031/b"


def test_records_are_gathered_act_by_act() -> None:
    life = at(Life(), "debated").brings(OTHER, "debated")
    records: list[Record] = []
    for act, names, fields in (
        ("take position", (TOPIC, OTHER), {}),
        ("merge", (OTHER,), {"into": TOPIC}),
        ("record statement", (TOPIC,), {}),
        ("annul", (f"{OTHER}#4",), {}),
        ("record consensus", (TOPIC,), {"set_aside": (OTHER,)}),
    ):
        records += life.does(act, *names, **fields).records
    found = [(motion_of_act(one).act_name(), len(one)) for one in acts(records)]
    assert found == [
        ("take position", 2), ("merge", 2), ("record statement", 1), ("annul", 2), ("record consensus", 2),
    ]  # fmt: skip
    merge, annul, consensus = (motion_of_act(one) for one in list(acts(records))[1::1] if len(one) == 2)
    assert isinstance(merge, Merge)
    assert (merge.of, merge.into) == ((OTHER,), TOPIC)
    assert (annul.of, getattr(annul, "records", ())) == ((), (f"{OTHER}#4", f"{TOPIC}#4"))
    assert isinstance(consensus, RecordConsensus)
    assert (consensus.of, consensus.set_aside) == ((TOPIC,), (OTHER,))
    assert [len(one) for one in acts(records[:3])] == [2, 1]


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


def test_an_act_may_name_two_records_of_one_subject() -> None:
    life = at(Life(), "proposed")
    life.does("open debate", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    life.does("record no consensus", TOPIC, by=DESK, entered_for=CHAIR_NAME)
    records = life.acts(Endorse(by=CHAIR_NAME, records=("2031/a#2", "2031/a#3"))).records
    assert [record.reference for record in records] == ["2031/a#4", "2031/a#5"]
    assert [record.touched for record in records] == [("2031/a#4", "2031/a#5")] * 2
    again = motion_of_act(records)
    assert getattr(again, "records", ()) == ("2031/a#2", "2031/a#3")


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
