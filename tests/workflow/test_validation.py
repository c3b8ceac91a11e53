"""What is refused before the procedure is asked."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from escalade.workflow.motions import (
    MOTIONS,
    Evidence,
    LegalText,
    Motion,
    Officer,
    OpenDebate,
    Propose,
    RecordResponses,
    TextVersion,
)
from escalade.workflow.records.validation import checker
from escalade.workflow.values.dates import DateError
from escalade.workflow.values.errors import FieldError, RequestError, RulesBrokenError, UnknownReferenceError
from escalade.workflow.values.reference import MalformedReferenceError, find_similar
from tests.lives import CHAIR_NAME, TOPIC, Life, at, constitution, en, text

EMPTY, HUGE = "is empty", "has 1,048,576 characters; at most {} fit there"
MEGABYTE = "x" * 2**20
CONTROL = "holds the control character U+{}; remove it"
BIDI = "holds the bidirectional override U+{}; remove it"


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ("", EMPTY),
        (" \t ", EMPTY),
        ("\u00a0", EMPTY),
        ("\u200b", EMPTY),
        ("\u2060\ufeff ", EMPTY),
        ("\u3164", EMPTY),
        ("\u0301", EMPTY),
        (MEGABYTE, HUGE.format(500)),
        ("a\x00b", CONTROL.format("0000")),
        ("a\x1bb", CONTROL.format("001B")),
        ("a\nb", CONTROL.format("000A")),
        ("a\x7fb", CONTROL.format("007F")),
        ("a\x85b", CONTROL.format("0085")),
        ("a\u2028b", CONTROL.format("2028")),
        ("a\ud800b", CONTROL.format("D800")),
        ("a\u202eb", BIDI.format("202E")),
        ("a\u2066b", BIDI.format("2066")),
        ("A long Cha\u200bir", "holds the invisible character U+200B after “A long Cha”; remove it"),
        ("\ufeffChair", "holds the invisible character U+FEFF before “Chair”; remove it"),
        ("Ch\u00adair", "holds the invisible character U+00AD after “Ch”; remove it"),
        ("Ch\u00ada\u2060ir", "holds the invisible character U+00AD after “Ch”; remove it"),
        ("Chair\U000e0041", "holds the invisible character U+E0041 after “Chair”; remove it"),
    ],
    ids=lambda part: ascii(part)[:60],
)
def test_a_title_that_nobody_can_read_is_refused(said: str, problem: str) -> None:
    life = Life().begins()
    with pytest.raises(FieldError) as refusal:
        life.tries(life.fitting("propose", TOPIC, version=TextVersion(title=en(said))))
    assert str(refusal.value) == f"The field “version.title.en” {problem}."


@pytest.mark.parametrize(
    "said",
    [
        "{{ 7 * 7 }}",
        "<script>alert(1)</script>",
        "# *Title* [x](y)",
        "=1+1",
        "-1",
        "\u200f\u05e9\u05dc\u05d5\u05dd\u200e",
        "a\u200db",
        "𠮷",
        "e\u0301",
    ],
)
def test_text_that_looks_like_markup_is_text(said: str) -> None:
    life = Life().begins()
    life.does("propose", TOPIC, version=text(said))
    assert life.topic().version.title == en(said)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"by": " "}, "by"),
        ({"name": en("\u200b")}, "name.en"),
        ({"officers": (Officer(name="", office="chair"),)}, "officers.name"),
        ({"officers": (Officer(name="\u2003", office="chair"),)}, "officers.name"),
        ({"symbol_series": ("\u3164",)}, "symbol_series"),
        ({"names": {" ": en("Atlantis")}}, "names"),
        ({"names": {"Atlantis": {}}}, "names.Atlantis"),
        ({"office_titles": {"chair": {}}}, "office_titles.chair"),
        ({"texts": {"mandate": LegalText(citation={})}}, "texts.mandate.citation"),
    ],
)
def test_a_constitution_names_nothing_by_nothing(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(FieldError) as refusal:
        Life().tries(constitution(**fields))
    assert str(refusal.value) == f"The field “{field}” is empty."


def test_a_ledger_begins_with_an_officer() -> None:
    with pytest.raises(RulesBrokenError) as refusal:
        Life().tries(constitution(by=""))
    assert [cause.sentence for cause in refusal.value.causes] == [
        "“officer” is missing: The officer acting. Give --as."
    ]


def test_a_passage_may_say_where_a_word_is_divided_and_holds_nothing_else_unseen() -> None:
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en("Consul\u00adtation"))
    with pytest.raises(FieldError, match=r"holds the invisible character U\+200B after “Consul”; remove it"):
        life.tries(life.fitting("record statement", TOPIC, text=en("Consul\u200btation")))


def test_a_passage_has_several_lines_and_an_end() -> None:
    life = at(Life(), "proposed")
    life.does("record statement", TOPIC, text=en("One.\n\n\tTwo."))
    for said, problem in (("x" * 20_001, "at most 20,000"), ("a\rb", r"U\+000D"), ("\u2029", EMPTY)):
        with pytest.raises(FieldError, match=problem):
            life.tries(life.fitting("record statement", TOPIC, text=en(said)))


@pytest.mark.parametrize("tag", ["", "E", "english", "en_GB", "en-", "1n", "EN", "en-waytoolong1", "en\n"])
def test_a_language_is_a_tag(tag: str) -> None:
    life = Life().begins()
    with pytest.raises(FieldError) as refusal:
        life.tries(life.fitting("propose", TOPIC, version=TextVersion(title={tag: "x"})))
    assert str(refusal.value) == (f"The field “version.title” names a language “{tag}”; write a tag such as en or fr.")


@pytest.mark.parametrize(
    ("act", "fields", "error", "sentence"),
    [
        ("propose", {"on": "2031-02-30"}, DateError, "“2031-02-30” does not exist in the calendar."),
        ("propose", {"on": "soon"}, DateError, "“soon” is not a date."),
        ("propose", {"by": "Desk\x00"}, FieldError, "The field “by” holds the control character U+0000"),
        ("propose", {"by_state": ("",)}, FieldError, "The field “by_state” is empty."),
        ("propose", {"of": ()}, FieldError, "The field “of” names nothing that the act is about."),
        ("propose", {"of": (TOPIC, TOPIC)}, RequestError, "The act names the same subject twice; name each once."),
        ("propose", {"of": ("nonsense ref",)}, MalformedReferenceError, "“nonsense ref” is not a reference."),
        ("propose", {"at": "yesterday"}, FieldError, "The field “at” is no moment: “yesterday”; write 2017-05-24T09"),
        ("propose", {"at": "2031-02-30T09:30:00.000000Z"}, FieldError, "The field “at” is no moment"),
        ("take position", {"salts": {"text": "12"}}, FieldError, "The field “salts.text” is no salt"),
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


@pytest.mark.parametrize("number", [-1, 2**53])
def test_a_number_is_one_that_can_be_written_exactly(number: int) -> None:
    life = at(Life(), "launched")
    for fields in ({"count": number}, {"by_category": {"ports": number}}):
        with pytest.raises(FieldError, match="below nought, or too large"):
            life.tries(life.fitting("record responses", TOPIC, **fields))
    assert life.tries(life.fitting("record responses", TOPIC, count=2**53 - 1)).records


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
    with pytest.raises(UnknownReferenceError, match="There is no meeting “meeting/99”"):
        life.tries(life.fitting("defer", TOPIC, to_meeting="99"))


def test_paragraphs_are_those_of_records_that_exist() -> None:
    life = at(Life(), "convened", "meeting")
    with pytest.raises(UnknownReferenceError, match="There is no record “2031/a#1”"):
        life.tries(life.fitting("approve report", "meeting/9", paragraphs={"2031/a#1": "3"}))


def test_the_nearest_names_are_given() -> None:
    assert find_similar("2017/otts", ["2017/ott", "2017/gender", "2017/ot"]) == ["2017/ott", "2017/ot"]
    assert find_similar("zzz", ["2017/ott"]) == []


@pytest.mark.parametrize("shape", MOTIONS.values(), ids=lambda shape: shape.act_name())
def test_every_text_of_every_motion_is_checked(shape: type[Motion]) -> None:
    for field in msgspec.structs.fields(shape):
        if field.name in {"of", "audience", "identity"}:
            continue
        for value in ("\x00", {"en": "\x00"}, {"\x00": {"en": "x"}}, ("\x00",), ({"en": "\x00"},)):
            try:
                motion = msgspec.convert({"act": shape.act_name(), field.name: value}, shape)
            except msgspec.ValidationError:
                continue
            with pytest.raises(RequestError):
                checker(shape)(motion, ())


def test_what_needs_no_check_passes() -> None:
    checker(OpenDebate)(OpenDebate(of=(TOPIC,), by=CHAIR_NAME, on="2031-01-06", identity="signed in"), ())
    checker(RecordResponses)(RecordResponses(of=(TOPIC,), count=3, where="not at hand"), ())
    checker(Propose)(Propose(of=(TOPIC,), chairs_compromise=True), ())


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"holder": "Mu", "holders": ("Avalon", "Lemuria")}, "stands beside “holder”; give one or the other"),
        ({"holder": "", "holders": ("Mu",)}, "names Mu alone; one is given as “holder”"),
        ({"holder": "", "holders": ("Mu", "Avalon", "Mu")}, "names Mu twice; name each once"),
        ({"holder": "", "holders": ("Mu", "")}, EMPTY),
    ],
)
def test_holders_are_one_or_several_and_each_once(given: dict[str, Any], problem: str) -> None:
    life = at(Life(), "proposed")
    with pytest.raises(FieldError, match=problem) as error:
        life.does("take position", TOPIC, **given)
    assert error.value.field == "holders"


@pytest.mark.parametrize("field", ["holder", "stance"])
def test_what_is_named_as_erased_is_a_personal_text_with_a_commitment_in_its_place(field: str) -> None:
    life = at(Life(), "proposed")
    with pytest.raises(FieldError, match="no commitment stands in its place") as error:
        life.does("take position", TOPIC, holder="Mu", erased=(field,))
    assert error.value.field == field
