"""What is refused before the procedure is asked."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.workflow.motions import (
    Evidence,
)
from escalade.workflow.values.dates import DateError
from escalade.workflow.values.errors import FieldError, RequestError, RulesBrokenError, UnknownReferenceError
from escalade.workflow.values.reference import MalformedReferenceError, find_similar
from tests.lives import TOPIC, Life, at, constitution, text


def test_a_ledger_begins_with_an_officer() -> None:
    with pytest.raises(RulesBrokenError) as refusal:
        Life().tries(constitution(by=""))
    assert [cause.sentence for cause in refusal.value.causes] == [
        "“officer” is missing: The officer acting. Give --as."
    ]


@pytest.mark.parametrize(
    ("act", "fields", "error", "sentence"),
    [
        ("propose", {"on": "2031-02-30"}, DateError, "“2031-02-30” does not exist in the calendar."),
        ("propose", {"on": "soon"}, DateError, "“soon” is not a date."),
        ("propose", {"by": "Desk\x00"}, FieldError, "The field “by” holds the control character U+0000"),
        ("propose", {"by_state": ("",)}, FieldError, "The field “by_state” is empty."),
        ("propose", {"of": ()}, FieldError, "The field “of” names nothing that the act is about."),
        ("propose", {"of": (TOPIC, TOPIC)}, RequestError, "The act names the same subject twice; name each once."),
        ("record consensus", {"set_aside": (TOPIC,)}, RequestError, "The act names the same subject twice"),
        ("propose", {"of": ("nonsense ref",)}, MalformedReferenceError, "“nonsense ref” is not a reference."),
        ("propose", {"at": "yesterday"}, FieldError, "The field “at” is no moment: “yesterday”; write 2017-05-24T09"),
        ("propose", {"at": "2031-02-30T09:30:00.000000Z"}, FieldError, "The field “at” is no moment"),
        ("take position", {"salts": {"text": "12"}}, FieldError, "The field “salts.text” is no salt"),
        (
            "propose",
            {"evidence": Evidence(attachments=("x",))},
            FieldError,
            "The field “evidence.attachments” is no hash",
        ),
        ("propose", {"evidence": Evidence(sitting=-1)}, FieldError, "The field “evidence.sitting” is a number below"),
        (
            "propose",
            {"evidence": Evidence(meeting="1", session="S")},
            FieldError,
            "The field “evidence” names a meeting and a session; an act happens at one of them.",
        ),
        ("propose", {"evidence": Evidence(meeting="99")}, UnknownReferenceError, "There is no meeting “meeting/99”"),
        ("propose", {"evidence": Evidence(meeting="x/y")}, MalformedReferenceError, "“meeting/x/y” is not a reference"),
        ("withdraw", {}, UnknownReferenceError, "There is no topic “2031/a” in this register. Did you mean 2031/ab?"),
        ("introduce", {"replaces": "2031/abc"}, UnknownReferenceError, "There is no topic “2031/abc”"),
        ("introduce", {"replaces": "2031"}, UnknownReferenceError, "There is no topic “2031”"),
        ("convene", {"of": ("session/S",), "sittings": {"one": "2031-01-06"}}, FieldError, "has a number “one”; write"),
        ("convene", {"of": ("session/S",), "sittings": {"1": "2031-01-99"}}, DateError, "“2031-01-99” does not exist"),
    ],
)
def test_what_cannot_be_read_is_a_request_error(
    act: str, fields: dict[str, Any], error: type[RequestError], sentence: str
) -> None:
    life = Life().begins()
    life.does("propose", "2031/ab")
    with pytest.raises(RequestError) as refusal:
        life.tries(life.fitting(act, TOPIC, **fields))
    assert (type(refusal.value), sentence in str(refusal.value), refusal.value.exit_code) == (error, True, 2)


def test_an_amended_text_is_one_of_a_topic_that_is_decided() -> None:
    life = at(Life(), "referred")
    with pytest.raises(FieldError, match="“amended” has a text for 2031/b, which the act is not about"):
        life.tries(life.fitting("approve", TOPIC, amended={"2031/b": text("Quays")}))


def test_topics_that_are_set_aside_exist() -> None:
    life = at(Life(), "debated")
    for name in ("2031/z", "2031"):
        with pytest.raises(UnknownReferenceError, match=f"There is no topic “{name}”"):
            life.tries(life.fitting("record consensus", TOPIC, set_aside=(name,)))


def test_destinations_are_convened() -> None:
    life = at(Life(), "unresolved")
    with pytest.raises(UnknownReferenceError, match="There is no session “session/Nowhere”"):
        life.tries(life.fitting("escalate", TOPIC, to_session="Nowhere"))
    life.does("reopen debate", TOPIC)
    with pytest.raises(UnknownReferenceError, match="There is no meeting “meeting/Nowhere”"):
        life.tries(life.fitting("defer", TOPIC, to_meeting="Nowhere"))


def test_what_is_put_off_names_a_meeting_by_number_before_it_is_convened_and_none_that_is_called_off() -> None:
    life = at(Life(), "debated")
    life.does("defer", TOPIC, to_meeting="99")
    life.does("convene", "meeting/98", opens="2031-09-01", closes="2031-09-02")
    life.does("annul", "meeting/98", records=("meeting/98#1",))
    with pytest.raises(UnknownReferenceError, match="“meeting/98” was called off"):
        life.tries(life.fitting("defer", TOPIC, to_meeting="98"))


def test_paragraphs_are_those_of_records_that_exist() -> None:
    life = at(Life(), "convened", "meeting")
    with pytest.raises(UnknownReferenceError, match="There is no record “2031/a#1”"):
        life.tries(life.fitting("approve report", "meeting/9", paragraphs={"2031/a#1": "3"}))


def test_the_nearest_names_are_given() -> None:
    assert find_similar("2017/otts", ["2017/ott", "2017/gender", "2017/ot"]) == ["2017/ott", "2017/ot"]
    assert find_similar("zzz", ["2017/ott"]) == []


@pytest.mark.parametrize("field", ["holders", "stance"])
def test_what_is_named_as_erased_is_a_personal_text_with_a_commitment_in_its_place(field: str) -> None:
    life = at(Life(), "proposed")
    with pytest.raises(FieldError, match="no commitment stands in its place") as error:
        life.does("take position", TOPIC, holders=("Mu",), erased=(field,))
    assert error.value.field == field
