"""A record and its canonical bytes."""

from __future__ import annotations

import hashlib

import msgspec
import pytest

from escalade.workflow.motions import MOTIONS, Correct, Evidence, RecordStatement, TakePosition
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.records.record import (
    Opened,
    Record,
    commitment_in,
    commitment_to,
    decode,
    encode,
    personal_fields,
    seal_text,
    with_commitments,
)
from tests.lives import TOPIC, Life, at, en

SALT = "00112233445566778899aabbccddeeff"
WORDS = {"fr": "Été.\n“Non” \\ 𠮷", "en": "Summer."}

STATEMENT = RecordStatement(
    of=("2031/a",),
    by="Desk",
    on="2031-01-06",
    evidence=Evidence(meeting="9", paragraph="5.4"),
    at="2031-01-06T12:00:00.000000Z",
    audience="public",
    salts={"holders": SALT, "text": SALT},
    holders=("Mu",),
    text=WORDS,
    nature="reservation",
    unattributed=True,
)

RECORD = Record(
    subject="2031/a",
    ordinal=3,
    touched=("2031/a#3",),
    act="record statement",
    before="debated",
    after="debated",
    officer="Desk",
    office="secretariat",
    entered_for=None,
    identity="claimed",
    on="2031-01-06",
    at="2031-01-06T12:00:00.000000Z",
    audience="public",
    evidence=STATEMENT.evidence,
    procedure=1,
    digest="d" * 64,
    motion=STATEMENT,
)

HOLDER = "cc6d81f0845d7274685da2470f7f2abb7f40138913e503e0a13d51f41ae2fc78"
TEXT = "c7e009252a90748eddeeefa4f4b0c88029b606fb1f90c8eef15c064710c27d64"

BYTES = (
    '{"act":"record statement","after":"debated","at":"2031-01-06T12:00:00.000000Z","audience":"public",'
    '"before":"debated","digest":"' + "d" * 64 + '","entered_for":null,"evidence":{"meeting":"9","paragraph":"5.4"},'
    '"identity":"claimed","motion":{"holders":["sealed:' + HOLDER + '"],"nature":"reservation",'
    '"text":{"sealed":"' + TEXT + '"},"unattributed":true},"office":"secretariat","officer":"Desk",'
    '"on":"2031-01-06","ordinal":3,"procedure":1,"subject":"2031/a","touched":["2031/a#3"]}'
)


def test_the_bytes_of_a_record_never_change() -> None:
    """Whoever must change this test breaks every register there is."""
    assert encode(RECORD).decode() == BYTES
    assert hashlib.sha256(b"\x00" + encode(RECORD)).hexdigest() == (
        "53eecc761c462e4019664b32fee0b77f96a63ceefe8f246ee38cd8421314ef3e"
    )


def test_the_commitment_to_a_text_never_changes() -> None:
    assert (commitment_to(("Mu",), SALT), commitment_to(WORDS, SALT)) == (HOLDER, TEXT)


def test_a_record_without_personal_texts_is_written_in_the_clear() -> None:
    life = at(Life(), "debated")
    payload = msgspec.json.decode(encode(life.subject().records[1]))
    assert payload["motion"] == {}
    assert (payload["evidence"], payload["digest"]) == ({"meeting": "20310106"}, PROCEDURE.digest)
    assert set(payload) == {name for name in Record.__struct_fields__ if not name.endswith("_by")}


def test_a_record_is_read_back_with_what_was_not_erased() -> None:
    texts = {HOLDER: Opened(SALT, ["Mu"]), TEXT: Opened(SALT, WORDS)}
    assert decode(encode(RECORD), texts) == RECORD
    half = decode(encode(RECORD), {HOLDER: Opened(SALT, ["Mu"])})
    erased = {"text": {"sealed": TEXT}, "erased": ("text",)}
    assert half.motion == msgspec.structs.replace(STATEMENT, salts={"holders": SALT}, **erased)
    none = decode(encode(RECORD), {})
    both = {**erased, "holders": (f"sealed:{HOLDER}",), "erased": ("holders", "text")}
    assert none.motion == msgspec.structs.replace(STATEMENT, salts={}, **both)
    assert [encode(record) for record in (half, none)] == [encode(RECORD)] * 2


def test_names_that_stand_together_are_one_commitment() -> None:
    together = msgspec.structs.replace(STATEMENT, holders=("Mu", "Avalon"), salts={"holders": SALT, "text": SALT})
    record, commitment = msgspec.structs.replace(RECORD, motion=together), commitment_to(("Mu", "Avalon"), SALT)
    data = encode(record)
    assert msgspec.json.decode(data)["motion"]["holders"] == [f"sealed:{commitment}"]
    texts = {commitment: Opened(SALT, ["Mu", "Avalon"]), TEXT: Opened(SALT, WORDS)}
    assert decode(data, texts) == record
    erased = decode(data, {})
    assert erased.motion.holders == (f"sealed:{commitment}",)  # type: ignore[attr-defined]  # it is a statement
    assert encode(erased) == data


def test_what_later_records_say_is_no_part_of_a_record() -> None:
    later = msgspec.structs.replace(RECORD, annulled_by="2031/a#9", corrected_by=("2031/a#5",), endorsed_by="x")
    assert encode(later) == encode(RECORD)
    assert (RECORD.reference, RECORD.moved, RECORD.waits) == ("2031/a#3", False, False)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"7", b"null", b"{}", b"\xff",
        BYTES.replace('"ordinal":3', '"ordinal":"3"').encode(),
        BYTES.replace('"act":"record statement"', '"act":"dance"').encode(),
        BYTES.replace('"ordinal":3,', "").encode(),
        BYTES.replace('"ordinal":3', '"ordinal":3,"colour":1').encode(),
        BYTES.replace('"nature":"reservation"', '"nature":"song"').encode(),
        BYTES.replace('"meeting":"9"', '"place":"9"').encode(),
        BYTES.replace('"touched":["2031/a#3"]', '"touched":[3]').encode(),
    ],
)  # fmt: skip
def test_bytes_that_are_not_those_of_a_record_are_refused(data: bytes) -> None:
    with pytest.raises(msgspec.MsgspecError):
        decode(data, {})


@pytest.mark.parametrize(
    ("motion", "fields"),
    [
        (TakePosition(holders=("Mu",), text=en("x")), ("text",)),
        (TakePosition(holders=("Mu",), text=en("x"), unattributed=True), ("holders", "text")),
        (TakePosition(holders=("Mu",)), ()),
        (Correct(fields={"text": en("x")}), ("fields",)),
        (Correct(fields={"sealed": "ab"}), ("fields",)),
        (Correct(fields={"stance": "object"}), ()),
    ],
)
def test_texts_that_concern_persons_are_kept_as_commitments(motion: TakePosition, fields: tuple[str, ...]) -> None:
    assert personal_fields(motion) == fields


def test_only_statements_positions_and_what_is_recorded_of_them_concern_persons() -> None:
    marked = {act: shape for act, shape in MOTIONS.items() if shape.personal}
    of_records = {"correct", "move day", "receive translation"}
    assert marked.keys() == {"take position", "lift objection", "record statement", *of_records}
    for shape in marked.values():
        assert shape.personal.keys() <= set(shape.__struct_fields__)
        assert all(hasattr(shape, flag) for flag in shape.personal.values() if flag)


@pytest.mark.parametrize("text", ["sealed:" + HOLDER, "sealed:anything", "Mu"])
def test_what_looks_like_a_commitment_is_committed_to_unless_it_is_named_as_erased(text: str) -> None:
    written = with_commitments(msgspec.structs.replace(STATEMENT, holders=(text,), text={"sealed": TEXT}))
    assert (written.holders, written.text) == (seal_text((text,), SALT), seal_text({"sealed": TEXT}, SALT))  # type: ignore[attr-defined]  # a statement
    kept = msgspec.structs.replace(
        STATEMENT, holders=(text,), text={"sealed": TEXT}, salts={}, erased=("holders", "text")
    )
    assert with_commitments(kept) == kept


def test_a_commitment_is_read_from_where_a_text_was() -> None:
    assert seal_text(("Mu",), SALT) == (f"sealed:{HOLDER}",)
    assert [commitment_in(value) for value in (seal_text(("Mu",), SALT), {"sealed": "ab"}, "Mu", en("x"), 3, None)] == [
        HOLDER, "ab", None, None, None, None,
    ]  # fmt: skip
    with pytest.raises(ValueError, match="a personal text needs a salt"):
        seal_text(("Mu",), "")


def test_a_correction_of_an_erased_text_says_nothing_more() -> None:
    life = at(Life(), "proposed")
    life.does("record statement", TOPIC, text=en("One."))
    life.does("correct", "2031/a#2", fields={"text": en("Two.")}, evidence=Evidence(paragraph="3"))
    erased = [decode(encode(record), {}) for record in life.subject().records]
    told = type(life.subject())(TOPIC, tuple(erased)).told
    assert (told[1].evidence.paragraph, told[1].motion.text.keys()) == ("3", {"sealed"})  # type: ignore[attr-defined]  # a statement
