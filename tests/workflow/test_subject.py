"""What the records of a subject come to."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from escalade.workflow.motions import LegalText, Officer, TextVersion
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.meeting import Gathering, Round
from escalade.workflow.subjects.standing import Memory, standing_of
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import When, when
from tests.lives import (
    BOTH,
    CHAIR_NAME,
    COUNCIL_DESK,
    DESK,
    FIRST_DAY,
    ROUND,
    TOPIC,
    VICE_NAME,
    Life,
    at,
    en,
    objects,
    text,
)

# The body


def appointed(*chairs: tuple[str, str | None]) -> Body:
    """A body with a first chair, and others appointed in this order."""
    life = Life()
    life.does("constitute", "body")
    for name, since in chairs:
        life.does("appoint", "body", name=name, office="chair", since=since)
    return life.standing.body


def chairs_on(body: Body, *days: str) -> list[list[str]]:
    """Who may have been in the chair on some days."""
    return [[officer.name for officer in body.holders("chair", when(day))] for day in days]


@pytest.mark.parametrize(
    ("chairs", "held"),
    [
        ([], [["Ada"], ["Ada"], ["Ada"], ["Ada"]]),
        ([("Ben", "2018-01-01")], [["Ada"], ["Ben"], ["Ben"], ["Ben"]]),
        ([("Ben", "2018-01-01"), ("Cy", "2020-01-01")], [["Ada"], ["Ben"], ["Cy"], ["Cy"]]),
        ([("Cy", "2020-01-01"), ("Ben", "2018-01-01")], [["Ada"], ["Ben"], ["Cy"], ["Cy"]]),
        ([("Ben", "2018-01-01"), ("Cy", "2018-01-01")], [["Ada"], ["Cy"], ["Cy"], ["Cy"]]),
        ([("Ben", "2018-01-01"), ("Ben", "2020-01-01")], [["Ada"], ["Ben"], ["Ben"], ["Ben"]]),
        ([("Ben", None)], [["Ada"], ["Ada"], ["Ada"], ["Ben"]]),
        ([("Ben", "..2018-01-31")], [["Ada", "Ben"], ["Ben"], ["Ben"], ["Ben"]]),
    ],
)
def test_a_new_chair_ends_the_old_term(chairs: list[tuple[str, str | None]], held: list[list[str]]) -> None:
    assert chairs_on(appointed(*chairs), "2017-06-30", "2018-06-30", "2020-06-30", "2031-06-30") == held


def test_where_days_are_not_known_both_chairs_may_have_presided() -> None:
    body = appointed(("Ben", "2018-03"))
    assert chairs_on(body, "2018-02", "2018-03", "2018-03-15", "2018-04", "unknown") == [
        [CHAIR_NAME], [CHAIR_NAME, "Ben"], [CHAIR_NAME, "Ben"], ["Ben"], [CHAIR_NAME, "Ben"],
    ]  # fmt: skip


def test_other_offices_are_shared_and_end_on_their_day() -> None:
    life = Life().begins()
    life.does("appoint", "body", name="Sam", office="secretariat", since="2031-01-01", until="2031-02-28", desk=True)
    body = life.standing.body
    assert [officer.name for officer in body.holders("secretariat", when("2031-02-28"))] == [DESK, BOTH, "Sam"]
    assert not body.holds("Sam", "secretariat", when("2031-03-01"))
    assert body.holds("Sam", "secretariat", when("2031-02"))
    assert body.offices_of(BOTH, life.day) == ("secretariat", "council-secretariat")
    assert body.offices_of("Eve", life.day) == ()
    assert body.terms[-1].officer == Officer(
        name="Sam", office="secretariat", since="2031-01-01", until="2031-02-28", desk=True
    )
    assert [term.record for term in body.terms] == ["body#1"] * 6 + ["body#2"]


def test_a_constitution_is_what_it_was_on_a_day() -> None:
    life = Life().begins()
    changes: dict[str, Any] = {
        "texts": {"mandate": LegalText(citation=en("Decision 9"))},
        "languages": {"call": ("en", "fr")},
        "seat": en("Lisbon"),
    }
    life.does("amend constitution", "body", since="2032-01-01", **changes)
    body = life.standing.body
    now, then = body.constitution(), body.constitution(when("2031-06-30"))
    assert now
    assert then
    assert (then.seat, then.texts["mandate"].citation, dict(then.languages)) == (
        en("Porto"), en("Decision on mandate"), {"note": ("en",)},
    )  # fmt: skip
    assert (now.seat, now.texts["mandate"].citation, now.texts["referral"].citation) == (
        en("Lisbon"), en("Decision 9"), en("Decision on referral"),
    )  # fmt: skip
    assert now.languages == {"note": ("en",), "call": ("en", "fr")}
    assert now == msgspec.structs.replace(then, **{name: getattr(now, name) for name in ("seat", "texts", "languages")})


def test_a_body_that_is_not_constituted_says_nothing() -> None:
    body = Body("body")
    assert (body.constitution(), body.terms, body.consultations, body.state, body.newest) == (
        None,
        (),
        (),
        None,
        "body#0",
    )


def test_consultations_held_before_are_told_with_their_records() -> None:
    life = Life().begins()
    life.does("record consultation", "body")
    assert [(record.reference, motion.title) for record, motion in life.standing.body.consultations] == [
        ("body#2", en("Piers"))
    ]


# Meetings, sessions, rounds


def test_a_gathering_is_what_its_records_come_to() -> None:
    life = Life().begins()
    life.does("convene", "session/S", opens="2031-02-01", closes="2031-02-28", place=en("Rome"), name=en("Session"))
    life.does("convene", "session/S", place={}, sittings={"1": "2031-02-03"}, presided_by="Zoe")
    life.does("convene", "session/S", place=en("Oslo"), closes="2031-03-01", sittings={"2": "2031-02-04"})
    session = life.subject("session/S")
    assert isinstance(session, Gathering)
    assert msgspec.to_builtins(session.convened) == {
        "act": "convene", "name": en("Session"), "opens": "2031-02-01", "closes": "2031-03-01", "place": en("Oslo"),
        "presided_by": "Zoe", "sittings": {"1": "2031-02-03", "2": "2031-02-04"},
    }  # fmt: skip
    assert (session.label, session.opens, session.closes) == ("S", when("2031-02-01"), when("2031-03-01"))
    assert (session.sitting(1), session.sitting(9), session.presided_by) == (when("2031-02-03"), None, "Zoe")
    assert (session.approval, session.paragraph_of("2031/a#1")) == (None, None)


def test_a_gathering_that_was_never_convened_has_no_days() -> None:
    meeting = Gathering("meeting/9")
    unknown: When = when("unknown")
    assert (meeting.opens, meeting.closes, meeting.presided_by) == (unknown, unknown, None)


def test_a_round_tells_its_opening_contributions_views_and_papers() -> None:
    life = at(Life(), "open", "round")
    life.does("receive", ROUND)
    life.does("take position", ROUND)
    life.does("issue", ROUND)
    found = life.subject(ROUND)
    assert isinstance(found, Round)
    assert found.opening
    assert found.opening.title == en("Next theme")
    assert [record.reference for record, _ in (*found.contributions, *found.positions, *found.papers)] == [
        "2031#2", "2031#3", "2031#4",
    ]  # fmt: skip


# Topics


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
    life.does("take position", TOPIC, holder="", holders=("Mu", "Avalon", "Lemuria"), stance="object", text=en("No."))
    objection = life.topic().newest
    life.does("lift objection", TOPIC, holder="Avalon", how="withdrawn")
    assert life.topic().objecting == {objection: ("Mu", "Lemuria")}
    life.does("lift objection", TOPIC, holder="", holders=("Mu", "Lemuria"), how="resolved")
    assert life.topic().objecting == {}
    record = life.topic().record(objection)
    assert record is not None
    ended = {name: lifting.how for name, (_, lifting) in life.topic().ended(record).items()}
    assert ended == {"Mu": "resolved", "Avalon": "withdrawn", "Lemuria": "resolved"}


def test_objections_stand_until_they_are_lifted() -> None:
    life = at(Life(), "debated")
    objects(life)
    life.does("take position", TOPIC, holder="Mu", stance="object", text=en("Never."))
    life.does("lift objection", TOPIC, holder="Lemuria", how="not maintained")
    life.does("record statement", TOPIC)
    topic = life.topic()
    assert {holder: record.reference for holder, record in topic.objections.items()} == {"Mu": "2031/a#4"}
    assert [(record.reference, motion.how) for record, motion in topic.liftings] == [("2031/a#5", "not maintained")]
    assert [motion.holder for _, motion in topic.positions] == ["Lemuria", "Mu"]
    assert [motion.text for _, motion in topic.statements] == [en("We note.")]


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


def test_a_subject_is_what_it_was_before_a_record() -> None:
    life = at(Life(), "debated")
    subject = life.subject()
    assert subject.until(subject.records[1]) == Topic(TOPIC, subject.records[:1])
    assert subject.record("2031/a#9") is None
    assert motion_of(None, TextVersion) is None  # type: ignore[type-var]  # any shape will do


# Standing


def test_a_memory_of_subjects_is_the_memory_of_their_records() -> None:
    life = at(Life(), "debated").brings("2031/b", "proposed")
    copy = Memory(life.memory.subjects.values())
    assert copy.subjects == life.memory.subjects
    assert copy.last_at == life.memory.last_at
    standing = standing_of(life.memory.subjects.values(), FIRST_DAY)
    assert [topic.reference for topic in standing.topics_of(ROUND)] == [TOPIC, "2031/b"]
    assert standing.touched("2031/a#2") == ("2031/a#2",)
    assert set(standing.naming) >= {"by:Ada", "by:Desk", f"meeting/{life.meeting()}"}


def test_a_standing_after_an_act_leaves_the_one_before_as_it_was() -> None:
    life = Life().begins()
    before = life.standing
    topic = life.tries(life.fitting("propose", TOPIC)).subjects[0]
    after = before.after(topic).within(("2031/a#1",))
    assert [one.reference for one in after.topics_of(ROUND)] == [TOPIC]
    assert (list(before.topics_of(ROUND)), before.topic(TOPIC), before.act) == ([], None, ())
    assert after.after(topic).siblings == after.siblings
    assert {VICE_NAME, COUNCIL_DESK} <= {term.officer.name for term in after.body.terms}
