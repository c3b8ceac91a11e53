"""No text and no file that a record names can be removed, renamed or added unseen."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from escalade.models.backends import Place
from escalade.models.backends.schema_check import IntegrityFinding
from escalade.models.integrity.verify import examine, verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.models.store import statements
from escalade.workflow.motions import Evidence
from escalade.workflow.perform import Outcome
from escalade.workflow.values.errors import FieldError
from tests.back_end import BackEnd, everything
from tests.lives import ROUND, TOPIC, Life, at, en

Keep = Callable[[Place, Life], Place]
ON_SQLITE = pytest.mark.parametrize("back", ["sqlite"], indirect=True)
PAPER, LETTER = b"# A paper\n", b"Dear all\n"
UNSAID = "lacks its text, and no record says that it was erased"
NAME = "H31-101.en.md"
NEVER_RECORDED = f"INSERT INTO opened VALUES ('{'ab' * 32}', '{'cd' * 16}', '1')"  # noqa: S608  # made up here
RENAME = "UPDATE paper SET name = '{}' WHERE name = '{}'"
REMOVE = "DELETE FROM paper WHERE name = '{}'"


@pytest.fixture
def life() -> Life:
    """A topic that is debated, with a statement."""
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en("A word."))
    return life


@pytest.fixture
def kept(place: Place, keep: Keep, life: Life) -> Place:
    """A register that holds that life, a paper, and a letter as evidence."""
    keep(place, life)
    issue: Any = life.fitting("issue", ROUND, symbol="H31/101", paper=sha256(PAPER).hexdigest())
    attached = Evidence(attachments=(sha256(LETTER).hexdigest(),), attachment_names=("letter.txt",))
    with open_register(place, clock=life.noon) as register:
        life.keeps(issue, register.act(issue, papers=[(issue.file_name, PAPER)]))
        motion = life.fitting("receive", ROUND, evidence=attached)
        life.keeps(motion, register.act(motion, papers=[("letter.txt", LETTER)]))
    assert verify(place).findings == []
    return place


def tampered(back: BackEnd, place: Place, *statements: str) -> list[IntegrityFinding]:
    """What verify finds after statements were run behind the register's back."""
    with back.attacking(place) as connection:
        for statement in statements:
            connection.execute(statement)
    return verify(place).findings


def statement(life: Life) -> str:
    """The record of the statement."""
    return next(one.reference for one in life.subject(TOPIC).records if one.act == "record statement")


def test_a_text_that_is_removed_is_found(back: BackEnd, kept: Place, life: Life) -> None:
    assert tampered(back, kept, "DELETE FROM opened") == [IntegrityFinding(statement(life), UNSAID)]
    (record,) = (check for check in examine(kept) if check.name == "record")
    assert (record.ok, UNSAID in record.sentence) == (False, True)


def test_a_text_that_is_removed_is_found_behind_a_checkpoint_too(back: BackEnd, kept: Place, life: Life) -> None:
    with open_reader(kept) as reader:
        size = reader.size()
    tampered(back, kept, 'UPDATE opened SET value = \'{"en":"Another."}\'')
    assert verify(kept, size).findings == [
        IntegrityFinding(statement(life), "has another text beside it than the one that was recorded")
    ]
    assert tampered(back, kept, "UPDATE opened SET salt = 'none'") != []
    tampered(back, kept, "DELETE FROM opened")
    assert verify(kept, size).findings == [IntegrityFinding(statement(life), UNSAID)]


def test_a_text_that_was_erased_is_not_missed_and_cannot_come_back(back: BackEnd, kept: Place, life: Life) -> None:
    (row,) = everything(kept)["opened"]
    with open_register(kept, clock=life.noon) as register:
        (record,) = register.act(life.fitting("redact", statement(life))).records
    assert verify(kept).findings == []
    with back.attacking(kept) as connection:
        connection.execute("INSERT INTO opened VALUES (?1, ?2, ?3)", row)
    assert verify(kept).findings == [
        IntegrityFinding(statement(life), f"has a text beside it that {record.reference} erased"),
    ]


def test_what_was_said_after_an_erasure_is_not_covered_by_it(back: BackEnd, kept: Place, life: Life) -> None:
    with open_register(kept, clock=life.noon) as register:
        redact = life.fitting("redact", statement(life))
        life.keeps(redact, register.act(redact))
        (record,) = register.act(
            life.fitting("correct", statement(life), fields={"text": en("What was really said.")})
        ).records
    assert verify(kept).findings == []
    assert tampered(back, kept, "DELETE FROM opened") == [IntegrityFinding(record.reference, UNSAID)]


def test_a_text_that_no_record_names_is_found(back: BackEnd, kept: Place) -> None:
    (found,) = tampered(back, kept, NEVER_RECORDED)
    assert found == IntegrityFinding("text abababababab", "was never recorded: no record names it")


@ON_SQLITE
def test_a_text_that_is_kept_as_bytes_is_found(back: BackEnd, kept: Place, life: Life) -> None:
    found = tampered(back, kept, "UPDATE opened SET value = CAST(value AS BLOB)")
    other = "has another text beside it than the one that was recorded"
    assert found == [IntegrityFinding(statement(life), other)]


@ON_SQLITE
def test_a_file_that_is_kept_as_text_is_found(back: BackEnd, kept: Place) -> None:
    found = tampered(back, kept, "UPDATE paper SET data = CAST(data AS TEXT)")
    assert found == [IntegrityFinding(name, "is not the file that was issued") for name in (NAME, "letter.txt")]
    (record,) = (check for check in examine(kept) if check.name == "record")
    assert not record.ok


@pytest.mark.parametrize(("name", "act"), [(NAME, "issue"), ("letter.txt", "receive")])
def test_a_file_that_is_removed_is_found(back: BackEnd, kept: Place, life: Life, name: str, act: str) -> None:
    record = next(one.reference for one in life.subject(ROUND).records if one.act == act)
    found = tampered(back, kept, REMOVE.format(name))
    assert found == [IntegrityFinding(name, f"is gone: {record} names it, and its bytes are not kept")]


@pytest.mark.parametrize(("name", "act", "data"), [(NAME, "issue", PAPER), ("letter.txt", "receive", LETTER)])
def test_a_file_that_was_erased_is_told_and_cannot_come_back(
    back: BackEnd, kept: Place, life: Life, name: str, act: str, data: bytes
) -> None:
    record = next(one.reference for one in life.subject(ROUND).records if one.act == act)
    with open_register(kept, clock=life.noon) as register:
        erased = register.act(life.fitting("redact", record, why=en("Asked."))).records[0].reference
    found = verify(kept)
    assert found.findings == []
    assert found.absent == [IntegrityFinding(name, f"is not kept here: {erased} erased it")]
    with back.attacking(kept) as connection:
        connection.execute(statements.ADD_PAPER, (sha256(data).hexdigest(), name, data))
    assert verify(kept).findings == [IntegrityFinding(name, f"is kept, and {erased} erased it")]


@pytest.mark.parametrize(("name", "act"), [(NAME, "issue"), ("letter.txt", "receive")])
def test_a_file_under_another_name_is_found(back: BackEnd, kept: Place, life: Life, name: str, act: str) -> None:
    record = next(one.reference for one in life.subject(ROUND).records if one.act == act)
    found = tampered(back, kept, RENAME.format("other.md", name))
    assert found == [IntegrityFinding("other.md", f"is called “{name}” in {record}")]


def test_two_files_with_each_others_name_are_found(back: BackEnd, kept: Place) -> None:
    found = tampered(
        back,
        kept,
        RENAME.format("swapped", "letter.txt"),
        RENAME.format("letter.txt", NAME),
        RENAME.format(NAME, "swapped"),
    )
    assert {(one.where, one.what.partition(" in ")[0]) for one in found} == {
        (NAME, "is called “letter.txt”"),
        ("letter.txt", f"is called “{NAME}”"),
    }


def test_the_same_bytes_under_two_names_are_kept_under_either(kept: Place, life: Life) -> None:
    attached = Evidence(attachments=(sha256(LETTER).hexdigest(),), attachment_names=("again.txt",))
    with open_register(kept, clock=life.noon) as register:
        register.act(life.fitting("receive", ROUND, evidence=attached), papers=[("again.txt", LETTER)])
    assert verify(kept).findings == []


def test_a_file_whose_name_no_record_gives_has_any(place: Place, keep: Keep, life: Life) -> None:
    keep(place, life)
    attached = Evidence(attachments=(sha256(LETTER).hexdigest(),))
    with open_register(place, clock=life.noon) as register:
        register.act(life.fitting("receive", ROUND, evidence=attached), papers=[("any.txt", LETTER)])
    assert verify(place).findings == []


def test_a_name_for_each_file_or_for_none(kept: Place, life: Life) -> None:
    attached = Evidence(attachments=(sha256(LETTER).hexdigest(),), attachment_names=("one.txt", "two.txt"))
    with open_register(kept, clock=life.noon) as register, pytest.raises(FieldError, match="one name for each file"):
        register.act(life.fitting("receive", ROUND, evidence=attached))


# Files that were never here


def issued(life: Life) -> Any:
    """The wish to issue a paper."""
    return life.fitting("issue", ROUND, symbol="H31/101", paper=sha256(PAPER).hexdigest())


@pytest.mark.parametrize("way", ["act", "load"])
def test_a_file_that_was_not_given_is_told_from_one_that_is_gone(
    back: BackEnd, place: Place, keep: Keep, life: Life, way: str
) -> None:
    keep(place, life)
    motion, loaded = issued(life), list[Outcome]()
    with open_register(place, clock=life.noon) as register:
        if way == "act":
            (record,) = register.act(motion).records
        else:
            register.load([motion], lambda _, outcome: loaded.append(outcome))
            ((record,),) = (outcome.records for outcome in loaded)
        absent = IntegrityFinding(
            NAME, f"is not kept here: {record.reference} was recorded here without it on {life.today}"
        )
        assert (verify(place).findings, verify(place).absent) == ([], [absent])
        assert [one.sentence for one in examine(place) if one.name == "absent"] == [f"{absent.where} {absent.what}."]
        register.load([], papers=[(motion.file_name, PAPER)])
    assert (verify(place).findings, verify(place).absent) == ([], [])
    assert [one.what.partition(":")[0] for one in tampered(back, place, "DELETE FROM paper")] == ["is gone"]


def test_a_file_that_is_here_already_need_not_be_given_again(kept: Place, life: Life) -> None:
    attached = Evidence(attachments=(sha256(LETTER).hexdigest(),), attachment_names=("letter.txt",))
    with open_register(kept, clock=life.noon) as register:
        register.act(life.fitting("receive", ROUND, evidence=attached))
        register.load([life.fitting("receive", ROUND, symbol="H31/7", evidence=attached)])
    assert (verify(kept).findings, verify(kept).absent, everything(kept)["absent_paper"]) == ([], [], [])
