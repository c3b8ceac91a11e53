"""A topic: its texts, sponsors, objections and conclusions."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.motions import TextVersion
from escalade.workflow.subjects.topic import Topic
from tests.lives import (
    TOPIC,
    Life,
    at,
    en,
    text,
)


def test_a_topic_tells_its_texts_in_order() -> None:
    life = at(Life(), "debated")
    life.does("revise", TOPIC, version=text("Quays"))
    life.does("record consensus", TOPIC)
    life.does("reopen debate", TOPIC)
    life.does("revise", TOPIC, version=text("Docks"))
    topic = life.topic()
    assert [version.title["en"] for _, version in topic.versions] == [
        "Harbours of 2031/a, version 0", "Quays", "Docks",
    ]  # fmt: skip
    assert topic.version == text("Docks")
    at_consensus = topic.version_at("record consensus")
    assert at_consensus
    assert (at_consensus[0].reference, at_consensus[1]) == ("2031/a#3", text("Quays"))
    assert topic.version_at("launch") is None
    assert Topic(TOPIC).version == TextVersion()


def test_a_topic_without_a_text_has_none_at_any_time() -> None:
    life = at(Life(), "debated")
    bare = Topic(TOPIC, tuple(record for record in life.subject().records if record.act == "open debate"))
    assert (bare.version_at("open debate"), bare.sponsors, bare.birth) == (None, (), None)


@pytest.mark.parametrize(
    ("fields", "sponsors"),
    [
        ({"by_state": ("Atlantis", "Mu")}, ("Atlantis", "Mu")),
        ({"by_state": (), "by_group": "Islands"}, ("Islands",)),
        ({"by_state": (), "chairs_compromise": True}, ("chair's compromise",)),
        ({"by_state": (), "unattributed": True}, ("unattributed",)),
    ],
)
def test_a_topic_names_its_sponsors_or_how_they_are_unnamed(fields: dict[str, Any], sponsors: tuple[str, ...]) -> None:
    life = Life().begins()
    life.does("propose", TOPIC, **fields)
    assert life.topic().sponsors == sponsors
    life.does("propose", "2031/b", by_state=("Mu", "Thule"))
    life.does("open debate", TOPIC)
    life.does("merge", "2031/b", into=TOPIC)
    assert life.topic().sponsors == tuple(dict.fromkeys((*sponsors, "Mu", "Thule")))


def test_an_objection_of_several_stands_until_each_has_lifted_it() -> None:
    life = at(Life(), "debated")
    life.does("take position", TOPIC, holders=("Mu", "Avalon", "Lemuria"), stance="object", text=en("No."))
    objection = life.topic().newest
    life.does("lift objection", TOPIC, holders=("Avalon",), how="withdrawn")
    assert life.topic().objecting == {objection: ("Mu", "Lemuria")}
    life.does("lift objection", TOPIC, holders=("Mu", "Lemuria"), how="resolved")
    assert life.topic().objecting == {}
    record = life.topic().record(objection)
    assert record is not None
    ended = {name: lifting.how for name, (_, lifting) in life.topic().endings_by_holder(record).items()}
    assert ended == {"Mu": "resolved", "Avalon": "withdrawn", "Lemuria": "resolved"}


def test_a_topic_tells_its_conclusions_with_their_records() -> None:
    life = at(Life(), "launched")
    life.passes(3)
    life.does("extend", TOPIC, closes="2031-05-01", physical=None)
    life.does("extend", TOPIC, closes=None, physical="2031-06-01")
    topic = life.topic()
    assert topic.no_consensus
    assert topic.approval
    assert topic.launched
    assert (topic.no_consensus[0].reference, topic.no_consensus[1].refer) == ("2031/a#3", True)
    assert [record.reference for record, _ in topic.escalations] == ["2031/a#4"]
    assert (topic.approval[0].reference, topic.approval[1].words) == ("2031/a#5", en("Approved."))
    record, launch = topic.launched
    assert (record.reference, launch.opens, launch.closes, launch.physical) == (
        "2031/a#6", "2031-01-06", "2031-05-01", "2031-06-01",
    )  # fmt: skip
    assert (topic.consensus, at(Life(), "proposed").topic().launched) == (None, None)
    agreed = at(Life(), "agreed").topic().consensus
    assert agreed
    assert agreed[0].reference == "2031/a#3"
    bare = Topic(TOPIC)
    assert (bare.no_consensus, bare.approval, bare.consensus, bare.last_move) == (None, None, None, None)


def test_a_topic_put_off_without_a_destination_awaits_no_session() -> None:
    life = at(Life(), "referred")
    assert life.topic().awaited_session
    life.does("defer", TOPIC, to_session=None)
    assert life.topic().awaited_session is None
    life.does("defer", TOPIC, to_session="later 2031-01-06")
    assert life.topic().awaited_session == "later 2031-01-06"
