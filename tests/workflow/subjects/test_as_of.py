"""What had taken effect by a day: annulled acts stand in nobody's way."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from escalade.services.views.evidence import first_evidence
from escalade.workflow.motions import Evidence
from escalade.workflow.subjects.as_of import TRANSLATED, as_of, standing_as_of
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.meeting import Round
from tests.lives import TOPIC, Life, at, en, text


def dated(life: Life, *days: str) -> tuple[str, ...]:
    """The records of the topic that had taken effect by a day, each made on one of these days."""
    records = [msgspec.structs.replace(one, on=day) for one, day in zip(life.subject().records, days, strict=True)]
    return tuple(one.reference for one in as_of(records, date(2031, 2, 20)))


def test_what_was_annulled_keeps_nothing_from_taking_effect() -> None:
    life = at(Life(), "debated")
    life.does("annul", f"{TOPIC}#2")
    life.does("open debate", TOPIC)
    assert dated(life, "2031-02-01", "2031-03-10", "2031-03-20", "2031-02-05") == (f"{TOPIC}#1", f"{TOPIC}#4")
    assert len(dated(life, "2031-02-01", "2031-02-03", "2031-03-20", "2031-02-05")) == 4


def test_the_evidence_of_a_record_is_found_where_an_earlier_one_had_not_taken_effect() -> None:
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, on=life.today.isoformat())
    later = life.today.replace(year=2032).isoformat()
    life.does("withdraw", TOPIC)
    topic = life.subject()
    (statement,) = (one for one in topic.records if one.act == "record statement")
    moved = tuple(msgspec.structs.replace(one, on=later) if one is statement else one for one in topic.records)
    standing = msgspec.structs.replace(
        life.standing, subjects={**dict(life.standing.subjects), TOPIC: type(topic)(TOPIC, moved)}
    )
    before = standing_as_of(standing, life.today)
    last = before.subject(TOPIC).records[-1]
    assert len(before.subject(TOPIC).records) < last.ordinal
    assert first_evidence(last, before) == last.evidence


def test_with_a_corrected_day_goes_the_sitting_of_that_day() -> None:
    life = at(Life(), "referred")
    life.does("approve", TOPIC)
    approval = life.subject().records[-1]
    session = str(approval.evidence.session)
    life.passes()
    there, on = Evidence(session=session, sitting=life.sitting(session)), life.today.isoformat()
    life.passes(5)
    life.does("correct", approval.reference, fields={"on": on}, evidence=there)
    (told,) = (one for one in as_of(life.subject().records, date.fromisoformat(on)) if one.act == "approve")
    assert (told.on, told.evidence.sitting, told.evidence.document) == (on, there.sitting, approval.evidence.document)
    assert told.evidence.sitting != approval.evidence.sitting


def test_a_subject_is_cut_once() -> None:
    life = at(Life(), "debated")
    before = standing_as_of(life.standing, life.today)
    assert before.subjects[TOPIC] is before.subjects[TOPIC]
    assert before.subject(TOPIC).records == life.subject().records


@pytest.mark.parametrize(
    ("zone", "recorded", "days"),
    [
        ("Europe/Zurich", "2031-02-20T23:30:00.000000Z", (False, True)),
        ("America/New_York", "2031-02-21T03:30:00.000000Z", (True, True)),
        ("", "2031-02-20T23:30:00.000000Z", (True, True)),
    ],
)
def test_a_month_counts_by_the_day_of_recording_at_the_seat(zone: str, recorded: str, days: tuple[bool, bool]) -> None:
    (made,) = Life().begins().does("open round", "2032").records
    record = msgspec.structs.replace(made, on="2031-02", at=recorded)
    assert tuple(bool(as_of([record], date(2031, 2, day), zone=zone)) for day in (20, 21)) == days
    assert as_of([msgspec.structs.replace(record, at="")], date(2031, 2, 20), zone=zone) == ()
    assert as_of([record], date(2031, 2, 28), zone=zone)


def unknown(life: Life, day: date, *places: int) -> list[str]:
    """The acts on the topic that had come by a day, some of them on a day that nobody knows, recorded a year later."""
    records = [
        msgspec.structs.replace(one, at="2032-02-20T12:00:00.000000Z", on="unknown" if place in places else one.on)
        for place, one in enumerate(life.subject().records)
    ]
    return [one.act for one in as_of(records, day)]


def test_an_unknown_day_has_come_where_what_followed_tells_it_or_its_recording() -> None:
    life = at(Life(), "closed")
    acts, day = [one.act for one in life.subject().records], life.today
    assert unknown(life, day) == acts
    assert unknown(life, date(2031, 1, 10), len(acts) - 1) == acts[:-1]
    assert unknown(life, day, len(acts) - 1) == acts
    assert unknown(life, day, 1, 2) == acts
    assert unknown(life, date(2031, 1, 5), *range(len(acts))) == []
    assert unknown(life, date(2032, 2, 20), *range(len(acts))) == acts
    life.does("record consideration", TOPIC)
    assert unknown(life, life.today, len(acts) - 1)[-2:] == ["close", "record consideration"]


def test_of_a_meeting_an_unknown_day_is_taken_to_have_come() -> None:
    (made,) = Life().begins().does("open round", "2032").records
    assert as_of([msgspec.structs.replace(made, on="unknown")], date(2000, 1, 1))


def test_the_standing_of_a_day_counts_a_month_at_the_seat_of_the_body() -> None:
    life = Life().begins()
    life.does("amend constitution", "body", time_zone="Pacific/Auckland", authority=en("A decision."))
    (made,) = life.does("open round", "2032").records
    record = msgspec.structs.replace(made, on="2031-02", at="2031-02-20T12:30:00.000000Z")
    subjects = {**dict(life.standing.subjects), "2032": Round("2032", (record,))}
    standing = msgspec.structs.replace(life.standing, subjects=subjects)
    known = [bool(standing_as_of(standing, date(2031, 2, day)).subject("2032").records) for day in (20, 21)]
    assert known == [False, True]


def test_nothing_has_a_zone_where_no_body_is_constituted() -> None:
    assert Body("body").time_zone == ""


def test_a_translation_of_a_later_record_words_what_stood_in_the_same_words_before() -> None:
    life = at(Life(), "proposed")
    before = life.today
    life.passes()
    life.does("revise", TOPIC, version=text("Piers", "What is a harbour for?"))
    life.does("receive translation", f"{TOPIC}#2")
    seen = standing_as_of(life.standing, before, TRANSLATED).topic(TOPIC)
    assert seen
    assert (set(seen.version.title), set(seen.version.questions[0])) == ({"en"}, {"en", "ru"})
