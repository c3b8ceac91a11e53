"""What a case file may bring into a register that lives, and into an empty one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest

from escalade.models.as_of import open_past
from escalade.models.backends import Location
from escalade.models.cases import export_lines, replay
from escalade.models.cases.case_file import decode_motion
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.motions import Motion, RecordStatement
from escalade.workflow.records.record import canonical, commitment_to
from escalade.workflow.values.errors import FieldError, RefusalError, RequestError
from tests.back_end import BackEnd, Files
from tests.lives import DESK, TOPIC, Life, at, en

NOW = datetime(2035, 5, 5, 12, tzinfo=UTC)
SALT = "5a" * 16
SECRET = en("A made-up word for the office alone.")


@pytest.fixture
def back(empty: Path, tmp_path: Path) -> BackEnd:
    """Registers in files: what a file may bring does not hang on the database."""
    return Files(empty, tmp_path)


@pytest.fixture
def lived(place: Location, keep: Callable[[Location, Life], Location]) -> Location:
    """A register with records."""
    return keep(place, at(Life(), "debated"))


def statement(**fields: Any) -> Motion:
    """A statement as a case file may have it."""
    return RecordStatement(**{"of": (TOPIC,), "by": DESK, "on": "2031-01-06", "holders": ("Mu",), **fields})


def loads(place: Location, path: Path, *motions: Motion, loader: str = "") -> None:
    """Load acts from a file, a clock of another year showing noon."""
    path.write_bytes(b"".join(canonical(msgspec.to_builtins(one)) + b"\n" for one in motions))
    with open_register(place, clock=lambda: NOW) as register:
        replay(register, path, lambda *_: None, loader)


def test_what_is_loaded_behind_other_records_is_recorded_as_loaded_now_and_by_whom(
    lived: Location, tmp_path: Path
) -> None:
    claimed = statement(text=SECRET, at="2031-01-06T11:00:00.000000Z", identity="signed in", salts={"text": SALT})
    loads(lived, tmp_path / "case.jsonl", claimed, loader="Hall")
    with open_reader(lived) as reader:
        record = reader.history(TOPIC)[-1]
    assert (record.at[:10], record.identity) == ("2035-05-05", "loaded by Hall")
    assert (record.on, record.motion.salts["text"] != SALT) == ("2031-01-06", True)
    with open_past(lived, as_of=None, known_at="2031-01-06") as then:
        assert record.reference not in {one.reference for one in then.history(TOPIC)}
    assert verify(lived).findings == []


def test_nothing_is_loaded_behind_other_records_by_nobody(lived: Location, tmp_path: Path) -> None:
    with pytest.raises(RequestError, match="--as OFFICER"):
        loads(lived, tmp_path / "case.jsonl", statement(text=SECRET))


def test_a_ledgers_own_records_are_loaded_behind_those_that_it_goes_on_from_and_no_others(lived: Location) -> None:
    with open_reader(lived) as reader:
        size = reader.size()
    with open_register(lived, clock=lambda: NOW) as register:
        with pytest.raises(RefusalError, match=f"it has {size} records now"):
            register.load([statement(text=SECRET)], begun=size - 1)
        register.load([statement(text=SECRET, at="2032-01-06T11:00:00.000000Z")], begun=size)
    with open_reader(lived) as reader:
        assert reader.history(TOPIC)[-1].at == "2032-01-06T11:00:00.000000Z"


def case_of(place: Location, *more: Motion) -> list[Motion]:
    """The acts of a register, and more behind them."""
    with open_reader(place) as reader:
        lines = list(export_lines(reader))

    return [*(decode_motion(line, Path("case"), 1) for line in lines), *more]


LATER = {"at": "2031-02-01T00:00:00.000000Z"}
SPOKEN = statement(text=SECRET, salts={"text": SALT}, **LATER)
ERASED = {"text": {"sealed": commitment_to(SECRET, SALT)}, "erased": ("text",), **LATER}


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ([SPOKEN, statement(text=en("x"), salts={"text": SALT}, **LATER)], "salts.text"),
        ([statement(text=SECRET, unattributed=True, salts={"text": SALT, "holders": SALT}, **LATER)], "salts"),
        ([SPOKEN, statement(**ERASED)], "erased"),
        ([statement(**ERASED), SPOKEN], "erased"),
        ([statement(**{**ERASED, "text": en("A word that would stay.")})], "text"),
        ([statement(**{**ERASED, "text": {"sealed": "A word that would stay."}})], "text"),
        ([statement(text=SECRET, erased=("nature",), **LATER)], "nature"),
        ([statement(text={"sealed": "A word"})], "text"),
        ([statement(text=SECRET, identity="sworn", **LATER)], "identity"),
    ],
)  # fmt: skip
def test_no_file_gives_two_texts_one_commitment_a_text_for_one_or_an_identity_of_its_own(
    lived: Location, another: Callable[[str], Location], tmp_path: Path, more: list[Motion], field: str
) -> None:
    with pytest.raises(FieldError) as refusal:
        loads(another("copy.db"), tmp_path / "case.jsonl", *case_of(lived, *more))
    assert refusal.value.field.startswith(field)


def test_no_file_opens_a_text_that_the_office_keeps_to_itself(lived: Location, tmp_path: Path) -> None:
    """Whoever knows a commitment would read its text in a record of their own."""
    with open_register(lived, clock=lambda: NOW) as register:
        register.act(statement(text=SECRET, audience="office", salts={"text": SALT}))
    with pytest.raises(FieldError, match="erased"):
        loads(lived, tmp_path / "case.jsonl", statement(**{**ERASED, "audience": "public"}), loader="Hall")


def test_a_text_of_today_that_looks_like_a_commitment_is_one_that_somebody_wrote(
    lived: Location, tmp_path: Path
) -> None:
    name = f"sealed:{'ab' * 32}"
    loads(lived, tmp_path / "case.jsonl", statement(text=SECRET, holders=(name,), unattributed=True), loader="Hall")
    with open_reader(lived) as reader:
        motion: Any = reader.history(TOPIC)[-1].motion
    assert (motion.holders, motion.erased, motion.salts.keys()) == ((name,), (), {"holders", "text"})
