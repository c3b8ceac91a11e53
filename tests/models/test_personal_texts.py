"""Personal texts are erased, and everything else still holds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
import pytest

from escalade.models.backends import Location, Place, connect
from escalade.models.cases import export_lines, replay
from escalade.models.integrity.completeness import rebuild
from escalade.models.integrity.verify import examine, verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.models.store import statements
from escalade.workflow.motions import RecordStatement, Redact
from escalade.workflow.perform import Outcome
from escalade.workflow.values.errors import FieldError, RequestError, RulesBrokenError
from tests.back_end import everything
from tests.lives import DESK, TOPIC, Life, at, en

WORD, OTHER = "A word that must go.", "A word that replaced it."
BESIDE = "2031/b"


@pytest.fixture
def kept(place: Place, keep: Callable[[Place, Life], Place]) -> Place:
    """A statement, and a correction of it."""
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en(WORD))
    life.does("correct", life.subject(TOPIC).newest, fields={"text": en(OTHER)})
    return keep(place, life)


def test_the_translations_of_an_erased_text_go_with_it(place: Place, keep: Callable[[Place, Life], Place]) -> None:
    life = at(Life(), "debated")
    life.does("record statement", TOPIC, text=en(WORD))
    name = life.subject(TOPIC).newest
    for text in ("Слово, которого не станет.", "Другое слово."):
        life.does("receive translation", name, texts={"text": text})
    keep(place, life)
    assert "Другое".encode() in bytes_of(place)
    erase(place, name)
    assert [word for word in (WORD, "станет", "Другое") if word.encode() in bytes_of(place)] == []
    rebuild(place)
    assert verify(place).findings == []


def test_a_text_that_an_act_gave_to_several_topics_is_erased_in_each(
    place: Place, keep: Callable[[Place, Life], Place]
) -> None:
    life = at(Life(), "debated").brings(BESIDE, "debated")
    life.does("record statement", TOPIC, BESIDE, text=en(WORD))
    name = life.subject(TOPIC).newest
    life.does("receive translation", name, texts={"text": "Слово, которого не станет."})
    keep(place, life)
    erase(place, life.subject(BESIDE).newest)
    assert [word for word in (WORD, "станет") if word.encode() in bytes_of(place)] == []
    with open_reader(place) as reader:
        told = {one.reference: one for one in reader.history(TOPIC)}
    assert told[name].redacted_by
    assert verify(place).findings == []


@pytest.mark.parametrize("back", ["sqlite"], indirect=True)
def test_an_erased_text_is_gone_from_the_log_while_others_have_the_register_open(kept: Place) -> None:
    name = statement(kept)
    with closing(connect(kept, write=False)) as beside:
        beside.execute(statements.SIZE).fetchone()
        assert erase(kept, name).warnings == ()
        assert [word for word in (WORD, OTHER) if word.encode() in bytes_of(kept)] == []


@pytest.mark.parametrize("back", ["sqlite"], indirect=True)
def test_a_reader_who_holds_the_log_is_told_of_and_doctor_empties_it(kept: Place) -> None:
    with closing(connect(kept, write=False)) as beside:
        beside.execute(statements.SIZE).fetchone()
        with open_reader(kept) as holding:
            assert holding.size()
            (warning,) = erase(kept, statement(kept)).warnings
            assert (warning.severity, "still holds the text" in warning.sentence) == ("warning", True)
            assert "could not be emptied" in said_of_the_log(kept)
        assert WORD.encode() in bytes_of(kept)
        assert "was emptied" in said_of_the_log(kept)
        assert [word for word in (WORD, OTHER) if word.encode() in bytes_of(kept)] == []


def said_of_the_log(place: Place) -> str:
    """What doctor says of the log."""
    return "".join(check.sentence for check in examine(place) if check.name == "log")


def bytes_of(place: Place) -> bytes:
    """All that a register holds: the bytes of its files, or of its tables."""
    if isinstance(place, Location):
        return b"".join(path.read_bytes() for path in place.path.parent.glob(f"{place.path.name}*"))
    return repr(everything(place)).encode()


def redact(name: str) -> Redact:
    """The wish to erase what a record holds."""
    return Redact(records=(name,), by=DESK, why=en("The person asked for it."), on="2031-01-06")


def erase(place: Place, name: str) -> Outcome:
    """Erase the personal texts of a record."""
    with open_register(place, clock=at(Life(), "debated").noon) as register:
        return register.act(redact(name))


def statement(place: Place) -> str:
    """The record of the statement."""
    with open_reader(place) as reader:
        return next(one.reference for one in reader.history(TOPIC) if one.act == "record statement")


def test_an_erased_text_is_gone_from_the_file_and_the_record_holds(kept: Place) -> None:
    with open_reader(kept) as reader:
        before, size = reader.root(), reader.size()
    erase(kept, statement(kept))
    assert WORD.encode() not in bytes_of(kept)
    assert OTHER.encode() not in bytes_of(kept)
    with open_reader(kept) as reader:
        assert reader.root(size) == before
        told = {one.reference: one for one in reader.history(TOPIC)}
    assert told[statement(kept)].redacted_by == max(told, key=lambda name: int(name.rpartition("#")[2]))
    rebuild(kept)
    assert verify(kept).findings == []


def test_an_erasure_is_exported_and_loaded(kept: Place, another: Callable[[str], Place], tmp_path: Path) -> None:
    erase(kept, statement(kept))
    with open_reader(kept) as reader:
        lines, root = b"".join(export_lines(reader)), reader.root()
    path = tmp_path / "case.jsonl"
    path.write_bytes(lines)
    copy = another("copy.db")
    with open_register(copy, clock=at(Life(), "debated").noon) as register:
        replay(register, path, lambda *_: None)
    with open_reader(copy) as reader:
        assert (b"".join(export_lines(reader)), reader.root()) == (lines, root)
    assert WORD.encode() not in lines


@pytest.mark.parametrize("act", ["propose", "record statement"])
def test_what_holds_no_personal_text_or_was_erased_is_refused(kept: Place, act: str) -> None:
    erase(kept, statement(kept))
    with open_reader(kept) as reader:
        name = next(one.reference for one in reader.history(TOPIC) if one.act == act)
        size = reader.size()
    with pytest.raises(RulesBrokenError) as refusal:
        erase(kept, name)
    assert {cause.rule for cause in refusal.value.causes} == {"record_holds_a_personal_text"}
    with open_reader(kept) as reader:
        assert reader.size() == size


@pytest.mark.parametrize("before", ["", "sealed:", "sealed:" + "ab" * 32 + ":"])
def test_a_name_that_looks_like_a_commitment_is_erased_like_any_other(
    place: Place, keep: Callable[[Place, Life], Place], before: str
) -> None:
    keep(place, at(Life(), "debated"))
    spoken = RecordStatement(
        of=(TOPIC,), by=DESK, on="2031-01-06", holders=(f"{before}{WORD}",), text=en(OTHER), unattributed=True
    )
    with open_register(place, clock=at(Life(), "debated").noon) as register:
        register.act(spoken)
        data = register.connection.execute("SELECT data FROM record ORDER BY position DESC LIMIT 1").fetchone()[0]
    assert WORD.encode() not in bytes(data)
    erase(place, statement(place))
    assert [word for word in (WORD, OTHER) if word.encode() in bytes_of(place)] == []
    assert verify(place).findings == []


def two_with_one_text(life: Life) -> tuple[str, str]:
    """Two statements, and one act that corrects both."""
    for topic in (TOPIC, BESIDE):
        life.does("record statement", topic, text=en(f"What {topic} said."))
    names = (life.subject(TOPIC).newest, life.subject(BESIDE).newest)
    life.does("correct", *names, fields={"text": en(WORD)})
    return names


def test_a_text_that_a_record_which_stays_has_too_is_not_erased_alone(
    place: Place, keep: Callable[[Place, Life], Place]
) -> None:
    life = at(Life(), "debated").brings(BESIDE, "debated")
    one, other = two_with_one_text(life)
    keep(place, life)
    before = everything(place)
    with pytest.raises(RequestError, match=f"in common with {BESIDE}"):
        erase(place, one)
    assert everything(place) == before
    with open_register(place, clock=life.noon) as register:
        register.act(msgspec.structs.replace(redact(one), records=(one, other)))
    assert WORD.encode() not in bytes_of(place)
    assert verify(place).findings == []


def test_an_erasure_that_is_loaded_leaves_other_records_their_text(
    place: Place, keep: Callable[[Place, Life], Place]
) -> None:
    """Of a ledger that another program wrote: it erased the one with the other."""
    life = at(Life(), "debated").brings(BESIDE, "debated")
    one, other = two_with_one_text(life)
    life.acts(redact(one))
    keep(place, life)
    with open_reader(place) as reader:
        told: Any = {record.reference: record.motion for record in reader.history(BESIDE)}
    assert told[other].text == en(WORD)
    erase(place, other)  # the first one's is erased, and nothing else stands by the text
    assert WORD.encode() not in bytes_of(place)


def test_what_was_written_into_a_record_itself_is_not_said_to_be_erased(
    place: Place, keep: Callable[[Place, Life], Place]
) -> None:
    """Another program may take a name that begins like a commitment for one."""
    life = at(Life(), "debated")
    keep(place, life)
    earlier = RecordStatement(
        of=(TOPIC,), by=DESK, on="2031-01-06", holders=(f"sealed:{WORD}",), text=en(OTHER), unattributed=True,
        erased=("holders",),
    )  # fmt: skip
    with open_register(place, clock=life.noon) as register:
        register.load([earlier])
    with pytest.raises(RequestError, match="part of the record"):
        erase(place, statement(place))


def test_an_act_of_today_erases_nothing_on_its_way(kept: Place) -> None:
    brought = RecordStatement(of=(TOPIC,), by=DESK, text={"sealed": "ab" * 32}, erased=("text",))
    with open_register(kept) as register, pytest.raises(FieldError, match="erased"):
        register.act(brought)
