"""The register as it was, told by the same reader."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from escalade.models.as_of import open_past, parse_moment
from escalade.models.backends import Place
from escalade.models.cases import find_shipped_case, replay
from escalade.models.reader import Reader, open_reader
from escalade.models.register import open_register
from escalade.workflow.motions import Evidence
from escalade.workflow.records.record import encode
from escalade.workflow.values.errors import RequestError, UnknownReferenceError
from tests.back_end import BackEnd
from tests.lives import ROUND, Life, at
from tests.walk import lived

Keep = Callable[[Place, Life], Place]
walks = settings(
    max_examples=8,
    phases=(Phase.explicit, Phase.generate),  # a seed has nothing to shrink
    suppress_health_check=[HealthCheck.function_scoped_fixture],  # an empty register is the same each time
)
DERIVED = (
    "SELECT * FROM subject ORDER BY reference",
    "SELECT * FROM awaited ORDER BY whose, subject, source",
    "SELECT * FROM happening ORDER BY kind, last, subject",
)


@pytest.fixture
def real(place: Place) -> Place:
    """The register of the real round."""
    with open_register(place) as register:
        replay(register, find_shipped_case("cwg_internet_2017"), lambda *_: None)
    return place


def derived(reader: Reader) -> list[list[tuple[object, ...]]]:
    """What is derived in a register."""
    return [reader.derived.execute(statement).fetchall() for statement in DERIVED]


def written(place: Place, performed: list[Any], life: Life) -> Place:
    """A register that holds these acts."""
    with open_register(place, clock=life.noon) as register:
        register.load(performed)
    return place


@walks
@given(seed=st.integers(0, 2**32), data=st.data())
def test_what_was_known_is_what_the_register_held(back: BackEnd, seed: int, data: st.DataObject) -> None:
    life = lived(seed, 60).life
    number = data.draw(st.integers(1, len(life.performed)))
    whole = written(back.new("whole.db"), life.performed, life)
    early = written(back.new("early.db"), life.performed[:number], life)
    with open_reader(early) as then:
        last = [record.at for _, record in then.records()][-1]
        with open_past(whole, as_of=None, known_at=last) as past:
            assert derived(past) == derived(then)
            assert [encode(record) for _, record in past.records()] == [encode(record) for _, record in then.records()]


@walks
@given(seed=st.integers(0, 2**32))
def test_what_has_taken_effect_at_last_is_what_stands(back: BackEnd, seed: int) -> None:
    life = lived(seed, 60).life
    place = written(back.new("register.db"), life.performed, life)
    with open_reader(place) as now, open_past(place, as_of="2099-12-31", known_at=None) as past:
        assert derived(past) == derived(now)
        assert (past.size(), past.root()) == (now.size(), now.root())


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2017-02-05", {}),
        ("2017-02-07", {"gender": "unresolved", "ott": "unresolved"}),
        ("2017-05-23", {"gender": "referred", "ott": "referred"}),
        ("2017-05-24", {"gender": "approved", "ott": "approved"}),
        ("2017-05-26", {"gender": "approved", "ott": "launched"}),
        ("2017-10-30", {"gender": "approved", "ott": "launched"}),
        ("2017-10-31", {"gender": "launched", "ott": "launched"}),
    ],
)
def test_the_round_of_2017_stood_where_it_stood(real: Place, day: str, states: dict[str, str]) -> None:
    with open_past(real, as_of=day, known_at=None) as past:
        assert {row.reference.rpartition("/")[2]: row.state for row in past.topics()} == states
        assert past.standing().today.isoformat() == day


@pytest.mark.parametrize("name", ["2017/ott", "2017/gender"])
def test_what_was_not_there_yet_is_looked_for_under_its_whole_name(real: Place, name: str) -> None:
    with (
        open_past(real, as_of="1999-01-01", known_at=None) as past,
        pytest.raises(UnknownReferenceError, match=f"“{name}”"),
    ):
        past.resolve(name)


def test_the_past_is_not_written_to(real: Place) -> None:

    with (
        open_past(real, as_of="2017-05-24", known_at=None) as past,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        past.derived.execute("DELETE FROM subject")


@pytest.mark.parametrize("text", ["x", "2017-13-01", "24.05.2017", ""])
def test_what_is_no_moment_is_said(text: str) -> None:
    with pytest.raises(RequestError, match="is not a moment"):
        parse_moment(text)


@pytest.mark.parametrize("text", ["2017-05", "unknown", "yesterday", "2017-02-30"])
def test_what_is_no_day_is_told_how_a_day_is_written(real: Place, text: str) -> None:
    with pytest.raises(RequestError) as refusal, open_past(real, as_of=text, known_at=None):
        pass
    assert str(refusal.value) == f"“{text}” is not one day. Write it as 2017-05-24."


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("9999-12-31T23:59-14:00", ""),
        ("0001-01-01T00:00+14:00", ""),
        ("9999-12-31", "America/New_York"),
        ("9999-12-31T23:59Z", "Europe/Zurich"),
        ("0001-01-01T00:00Z", "America/New_York"),
    ],
)
def test_a_moment_beyond_the_calendar_is_none(text: str, zone: str) -> None:
    with pytest.raises(RequestError, match="is not a moment"):
        parse_moment(text, zone)


def test_a_moment_is_read_in_its_zone_and_a_day_is_its_end() -> None:
    assert parse_moment("2017-05-24T14:30+02:00") == "2017-05-24T12:30:00.000000Z"
    assert parse_moment("2017-05-24T14:30") == "2017-05-24T14:30:00.000000Z"
    assert parse_moment("2017-05-24") == "2017-05-24T23:59:59.999999Z"


def test_what_stood_on_a_day_counts_a_month_by_the_day_at_the_seat(place: Place) -> None:
    """The clock of the server says the day before; at the seat, in Lisbon, it is past midnight."""
    life = Life().begins()
    late = datetime(2031, 7, 20, 23, 30, tzinfo=UTC)
    motion = life.fitting("open round", "2032", on="2031-07")
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed)
    with open_register(place, clock=lambda: late) as register:
        register.act(motion)
    found = []
    for day in ("2031-07-20", "2031-07-21"):
        with open_past(place, as_of=day, known_at=None) as reader:
            found.append("2032" in reader.rounds())
    assert found == [False, True]


def test_papers_and_attachments_are_read_where_they_are_kept(place: Place, keep: Keep) -> None:
    life, letter = at(Life(), "debated"), b"A made-up letter\n"
    keep(place, life)
    digest = sha256(letter).hexdigest()
    motion = life.fitting("receive", ROUND, evidence=Evidence(attachments=(digest,), attachment_names=("letter.txt",)))
    with open_register(place, clock=life.noon) as register:
        register.act(motion, papers=[("letter.txt", letter)])
    with open_past(place, as_of="2099-12-31", known_at=None) as past:
        assert past.paper(digest) == ("letter.txt", letter)
