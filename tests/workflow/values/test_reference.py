from __future__ import annotations

import pytest

from escalade.workflow.subjects.standing import subject_for
from escalade.workflow.values.reference import MalformedReferenceError, kind_of, record_parts, round_of


@pytest.mark.parametrize(
    ("reference", "kind"),
    [
        ("body", "body"),
        ("meeting/9", "meeting"),
        ("meeting/9 bis", "meeting"),
        ("session/Council 2017", "session"),
        ("session/Совет 2017", "session"),
        ("session/Conseil d’été, (2e)", "session"),
        ("2017", "round"),
        ("2017.2_b-c", "round"),
        ("2017/ott", "topic"),
        ("2017/the-4th-topic", "topic"),
        ("x" * 40 + "/" + "y" * 60, "topic"),
    ],
)
def test_a_reference_says_what_it_refers_to(reference: str, kind: str) -> None:
    assert kind_of(reference) == kind
    assert subject_for(reference).kind == kind


@pytest.mark.parametrize(
    "reference",
    [
        "", " ", "/", "2017/", "/ott", "body/x", "meeting", "session", "meeting/", "session/ x", "session/a/b",
        "2017/OTT", "2017/ott#1", "2017/ott/x", "2017/-ott", "-2017", "x" * 41, "2017/" + "y" * 61, "2017/öl",
        "2017\n", "2017/ott\n", "session/x\n", "session/" + "x" * 81, "20 17",
    ],
)  # fmt: skip
def test_what_cannot_be_a_reference_is_refused(reference: str) -> None:
    with pytest.raises(MalformedReferenceError) as refusal:
        kind_of(reference)
    assert str(refusal.value).startswith(f"“{reference}” is not a reference. A round is written 2017,")


@pytest.mark.parametrize(
    ("record", "parts"),
    [
        ("2017/ott#7", ("2017/ott", 7)),
        ("2017#3", ("2017", 3)),
        ("body#1", ("body", 1)),
        ("session/C#12", ("session/C", 12)),
    ],
)
def test_a_record_is_its_subject_and_its_number(record: str, parts: tuple[str, int]) -> None:
    assert record_parts(record) == parts


@pytest.mark.parametrize(
    "record",
    [
        "2017/ott",
        "2017/ott#",
        "#1",
        "2017/ott#0",
        "2017/ott#01",
        "2017/ott#-1",
        "2017/ott#1.0",
        "x y#1",
        "a#²",
        "a#" + "1" * 10,
    ],
)
def test_what_cannot_be_a_record_is_refused(record: str) -> None:
    with pytest.raises(MalformedReferenceError):
        record_parts(record)


def test_a_topic_belongs_to_its_round() -> None:
    assert (round_of("2017/ott"), round_of("2017")) == ("2017", "2017")
