"""What each reader sees of a subject."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from escalade.workflow.records.audience import READERS, may_read
from escalade.workflow.subjects.topic import Topic
from tests.lives import TOPIC, Life, at, en


def seen(life: Life, reader: str) -> Topic:
    """The topic of a life as a reader sees it."""
    return replace(life.topic(), reader=reader)


@pytest.mark.parametrize(
    ("reader", "sees"),
    [("public", ["public"]), ("members", ["public", "members"]), ("office", ["public", "members", "office"])],
)
def test_each_reader_reads_what_those_before_read(reader: str, sees: list[str]) -> None:
    assert [audience for audience in READERS if may_read(reader, audience)] == sees


def test_a_position_is_for_members_unless_it_says_otherwise() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC)
    life.does("take position", TOPIC, holders=("Mu",), audience="public")
    holders = {
        reader: [name for _, motion in seen(life, reader).positions for name in motion.holders] for reader in READERS
    }
    assert holders == {"public": ["Mu"], "members": ["Lemuria", "Mu"], "office": ["Lemuria", "Mu"]}


def test_what_is_about_a_record_is_for_its_readers() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC)
    life.does("correct", f"{TOPIC}#2", fields={"stance": "reserve"})
    acts = {reader: [record.act for record in seen(life, reader).told] for reader in READERS}
    everything = ["propose", "take position", "correct"]
    assert acts == {"public": ["propose"], "members": everything, "office": everything}


def test_holders_who_are_not_named_are_told_apart_and_never_named() -> None:
    life = at(Life(), "proposed")
    for holder in ("Mu", "Lemuria"):
        life.does("take position", TOPIC, holders=(holder,), stance="object", text=en("No."), unattributed=True)
    life.does("correct", f"{TOPIC}#3", fields={"holders": ("Avalon",)})
    life.does("lift objection", TOPIC, holders=("Mu",), unattributed=True)
    topic = seen(life, "office")
    assert [motion.holders for _, motion in topic.positions] == [("unattributed",), ("unattributed (2)",)]
    assert list(topic.objections) == ["unattributed (2)"]
    told = " ".join(str(record.motion) for record in topic.told)
    assert [name for name in ("Mu", "Lemuria", "Avalon") if name in told] == []


def lifted(life: Life, reader: str) -> list[str]:
    """Whose objections a reader sees ended."""
    return [name for _, motion in seen(life, reader).liftings for name in motion.holders]


def test_how_an_objection_ended_is_for_whoever_may_read_the_objection() -> None:
    life = at(Life(), "proposed")
    for holder, audience in (("Mu", "public"), ("Lemuria", None), ("Avalon", "office")):
        life.does("take position", TOPIC, holders=(holder,), stance="object", text=en("No."), audience=audience)
    for holder in ("Mu", "Lemuria", "Avalon"):
        life.does("lift objection", TOPIC, holders=(holder,))
    assert [record.audience for record in life.topic().records[-3:]] == ["public"] * 3, "the bytes stay"
    audiences = [record.audience for record in seen(life, "office").every("lift objection")]
    assert audiences == ["public", "members", "office"]
    sees = {"public": ["Mu"], "members": ["Mu", "Lemuria"], "office": ["Mu", "Lemuria", "Avalon"]}
    assert {reader: lifted(life, reader) for reader in READERS} == sees


def test_a_lifting_of_several_is_for_whoever_may_read_each_objection() -> None:
    life = at(Life(), "proposed")
    for holder, audience in (("Mu", "public"), ("Lemuria", "members")):
        life.does("take position", TOPIC, holders=(holder,), stance="object", text=en("No."), audience=audience)
    life.does("lift objection", TOPIC, holders=("Mu", "Lemuria"))
    life.does("correct", f"{TOPIC}#4", fields={"how": "resolved"})
    told = {reader: [record.act for record in seen(life, reader).told] for reader in READERS}
    assert told["public"] == ["propose", "take position", "lift objection", "correct"]
    assert {reader: lifted(life, reader) for reader in READERS} == {
        "public": ["Mu"], "members": ["Mu", "Lemuria"], "office": ["Mu", "Lemuria"],
    }  # fmt: skip
    assert told["members"] == ["propose", "take position", "take position", "lift objection", "correct"]


def test_a_lifting_that_names_records_alone_names_those_that_a_reader_may_read() -> None:
    life = at(Life(), "proposed")
    for holder, audience in (("Mu", "public"), ("Lemuria", "members")):
        life.does("take position", TOPIC, holders=(holder,), stance="object", text=en("No."), audience=audience)
    life.does("lift objection", TOPIC, holders=(), objections=(f"{TOPIC}#2", f"{TOPIC}#3"), audience="public")
    named = {reader: [motion.objections for _, motion in seen(life, reader).liftings] for reader in READERS}
    both = [(f"{TOPIC}#2", f"{TOPIC}#3")]
    assert named == {"public": [(f"{TOPIC}#2",)], "members": both, "office": both}


def test_a_lifting_of_a_corrected_objection_is_as_narrow_as_any() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC, holders=("Mu",), stance="object", text=en("No."))
    life.does("correct", f"{TOPIC}#2", fields={"holders": ("Avalon",)})
    life.does("lift objection", TOPIC, holders=("Avalon",), audience="public")
    assert {reader: lifted(life, reader) for reader in READERS} == {
        "public": [], "members": ["Avalon"], "office": ["Avalon"],
    }  # fmt: skip


def test_joint_holders_who_are_not_named_are_told_apart_from_each_other() -> None:
    life = at(Life(), "proposed")
    together = ("Mu", "Lemuria")
    life.does("take position", TOPIC, holders=together, stance="object", text=en("No."), unattributed=True)
    life.does("correct", f"{TOPIC}#2", fields={"holders": ["Mu", "Lemuria", "Avalon"]})
    life.does("lift objection", TOPIC, holders=("Lemuria",), unattributed=True)
    topic = seen(life, "office")
    whose = [motion.holders for _, motion in topic.positions]
    assert whose == [("unattributed", "unattributed (2)", "unattributed (3)")]
    assert list(topic.objections) == ["unattributed", "unattributed (3)"]
    told = " ".join(str(record.motion) for record in topic.told)
    assert [name for name in ("Mu", "Lemuria", "Avalon") if name in told] == []


def told_of(topic: Topic) -> list[tuple[tuple[str, ...], bool, list[str]]]:
    """Of each objection, by whom it is told, whether without a name, and for whom it ended."""
    return [
        (motion.holders, motion.unattributed, list(topic.endings_by_holder(record)))
        for record, motion in topic.positions
    ]


@pytest.mark.parametrize("reader", ["members", "office"])
def test_an_objection_lifted_without_a_name_is_told_as_ended_and_without_one(reader: str) -> None:
    life = at(Life(), "proposed")
    for holder in ("Mu", "Lemuria"):
        life.does("take position", TOPIC, holders=(holder,), stance="object", text=en("No."))
    life.does("lift objection", TOPIC, holders=("Mu",), objections=(f"{TOPIC}#2",), unattributed=True)
    topic = seen(life, reader)
    assert list(topic.objections) == ["Lemuria"]
    assert told_of(topic) == [(("unattributed",), True, ["unattributed"]), (("Lemuria",), False, [])]
    assert "Mu" not in " ".join(str(record.motion) for record in topic.told)
    assert list(life.topic().objections) == ["Lemuria"], "the procedure knows whose it was"


def test_an_objection_is_named_again_once_its_lifting_is_annulled() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC, holders=("Mu",), stance="object", text=en("No."))
    life.does("lift objection", TOPIC, holders=("Mu",), unattributed=True)
    life.does("annul", f"{TOPIC}#3")
    assert list(seen(life, "members").objections) == ["Mu"]


def test_an_objection_of_nobody_named_ends_by_its_record() -> None:
    life = at(Life(), "proposed")
    life.does("take position", TOPIC, holders=("Mu",), stance="object", text=en("No."), unattributed=True)
    life.does("lift objection", TOPIC, holders=(), objections=(f"{TOPIC}#2",), unattributed=True)
    topic = seen(life, "members")
    assert told_of(topic) == [(("unattributed",), True, ["unattributed"])]
    assert [motion.holders for _, motion in topic.liftings] == [()]


def test_of_a_joint_objection_nobody_is_named_once_one_lifted_it_without_a_name() -> None:
    life = at(Life(), "proposed")
    together = ("Mu", "Lemuria", "Avalon")
    life.does("take position", TOPIC, holders=together, stance="object", text=en("No."))
    life.does("lift objection", TOPIC, holders=("Mu",), unattributed=True)
    life.does("lift objection", TOPIC, holders=("Lemuria",))
    topic = seen(life, "members")
    marks = ("unattributed", "unattributed (2)", "unattributed (3)")
    assert told_of(topic) == [(marks, True, list(marks[:2]))]
    assert list(topic.objections) == ["unattributed (3)"]
    told = " ".join(str(record.motion) for record in topic.told)
    assert [name for name in together if name in told] == []


def test_what_has_no_record_that_may_be_read_has_no_state() -> None:
    life = at(Life(), None)
    life.does("propose", TOPIC, audience="members")
    assert [seen(life, reader).state for reader in READERS] == [None, "proposed", "proposed"]
    assert seen(life, "public").with_record(life.topic().records[0]).state is None
