"""The one way to write: whole acts, in order, in time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing

import psycopg
import pytest

from escalade.models.backends import Location, Place, UnusableRegisterError, connect, postgresql, sqlite
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.values.errors import (
    FieldError,
    RulesBrokenError,
    StepNotAllowedError,
)
from tests.back_end import BackEnd
from tests.lives import DESK, FIRST_DAY, TOPIC, Life, at, constitution, en
from tests.models.opening import opens, sentence

ON_SQLITE = pytest.mark.parametrize("back", ["sqlite"], indirect=True)
"""What is about a file, or about SQLite alone."""

Keep = Callable[[Place, Life], Place]
Contents = Callable[[Place], object]


def acts_of(location: Place) -> list[str]:
    """The acts on record, in order."""
    with open_reader(location) as reader:
        return [record.act for _, record in reader.records()]


def test_a_dry_run_shows_the_records_and_makes_none(place: Place, keep: Keep, contents: Contents) -> None:
    life = keep_debated(place, keep)
    before = contents(place)
    with open_register(place, clock=life.noon) as register:
        outcome = register.act(life.fitting("record consensus", TOPIC), dry_run=True)
    assert [record.act for record in outcome.records] == ["record consensus"]
    assert contents(place) == before


def keep_debated(place: Place, keep: Keep) -> Life:
    """A register in which a topic is debated."""
    life = at(Life(), "debated")
    life.passes()
    life.meeting()
    keep(place, life)
    return life


@pytest.mark.parametrize("error", [FieldError, StepNotAllowedError, RulesBrokenError])
def test_what_is_refused_leaves_nothing(place: Place, keep: Keep, contents: Contents, error: type[Exception]) -> None:
    life = keep_debated(place, keep)
    motions = {
        FieldError: life.fitting("record statement", TOPIC, text=en("\x00")),
        StepNotAllowedError: life.fitting("launch", TOPIC),
        RulesBrokenError: life.fitting("record consensus", TOPIC, by=DESK),
    }
    before = contents(place)
    with open_register(place, clock=life.noon) as register, pytest.raises(error):
        register.act(motions[error])
    assert contents(place) == before


def test_an_act_on_several_topics_is_recorded_whole_or_not_at_all(place: Place, keep: Keep) -> None:
    life = at(Life(), "debated").brings("2031/b", "proposed")
    keep(place, life)
    with open_register(place, clock=life.noon) as register:
        with pytest.raises(StepNotAllowedError):
            register.act(life.fitting("record consensus", TOPIC, "2031/b"))
        assert register.standing().subject(TOPIC).state == "debated"
        outcome = register.act(life.fitting("record consensus", TOPIC, set_aside=("2031/b",)))
    assert [(record.reference, record.after) for record in outcome.records] == [
        ("2031/a#3", "agreed"),
        ("2031/b#2", "set aside"),
    ]
    assert verify(place).findings == []


def test_a_load_is_recorded_whole_or_not_at_all(place: Place, contents: Contents) -> None:
    life = at(Life(), "debated")
    before = contents(place)
    told: list[str] = []
    with open_register(place, clock=life.noon) as register, pytest.raises(StepNotAllowedError):
        register.load(
            [*life.performed, life.fitting("launch", TOPIC)], lambda motion, _: told.append(motion.act_name())
        )
    assert told == [motion.act_name() for motion in life.performed]
    assert contents(place) == before
    with open_register(place, clock=life.noon) as register:
        assert register.load(life.performed) == len(life.performed)


def test_a_load_that_is_interrupted_leaves_nothing(place: Place) -> None:
    life = at(Life(), "debated")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with open_register(place, clock=life.noon) as register, pytest.raises(KeyboardInterrupt):
        register.load(life.performed, interrupted)
    assert acts_of(place) == []


@ON_SQLITE
def test_reading_changes_nothing_and_leaves_no_file_behind(place: Location, keep: Keep, contents: Contents) -> None:
    keep_debated(place, keep)
    before = contents(place)
    stamp = place.path.stat().st_mtime_ns
    with open_reader(place) as reader:
        assert reader.topics()[0].state == "debated"
        assert reader.standing(FIRST_DAY).subject(TOPIC).state == "debated"
        assert reader.root() == reader.root(reader.size())
    assert verify(place).findings == []
    assert (contents(place), place.path.stat().st_mtime_ns) == (before, stamp)


def test_a_personal_text_stands_beside_the_record_and_not_in_it(place: Place) -> None:
    life = at(Life(), "proposed")
    life.does(
        "record statement", TOPIC, text=en("A word that stands nowhere else."), holders=("Mu",), unattributed=True
    )
    life.does("correct", life.subject().newest, fields={"text": en("A word that stands somewhere else.")})
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed)
    connection = connect(place, write=False)
    data = b"".join(row[0] for row in connection.execute("SELECT data FROM record"))
    kept = {row[0] for row in connection.execute("SELECT value FROM opened")}
    connection.close()
    assert b"A word" not in data
    assert b'"Mu"' not in data
    assert kept == {
        '{"en":"A word that stands nowhere else."}',
        '["Mu"]',
        '{"text":{"en":"A word that stands somewhere else."}}',
    }


@ON_SQLITE
def test_what_the_database_itself_undid_is_not_undone_twice(place: Place) -> None:
    life = Life()
    with open_register(place, clock=life.noon) as register:
        register.connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON words BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END"
        )
        with pytest.raises(UnusableRegisterError, match="lies on a disk that is full"):
            register.act(constitution())
        register.connection.execute("DROP TRIGGER full")
        assert register.act(constitution()).records


@pytest.mark.parametrize("write", [False, True])
def test_a_register_of_another_schema_is_refused_with_what_helps(back: BackEnd, place: Place, write: bool) -> None:  # noqa: FBT001  # the column above
    with back.attacking(place) as connection:
        connection.execute("UPDATE made_with SET digest = 'another'")
    assert sentence(lambda: opens(place, write=write)) == (
        f"The register at {place} was made by another version of escalade, with a schema that this one does not have. "
        "Export it with that version, and load that into a new register."
    )


def test_a_register_that_another_program_locks_is_waited_for_and_then_named(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for engine in (sqlite, postgresql):
        monkeypatch.setattr(engine, "BUSY_SECONDS", 0.05)
    with closing(connect(place, write=True)) as other, other.transaction(), open_register(place) as register:
        said = sentence(lambda: register.act(constitution()))
    assert said == (
        f"The register at {place} is locked by another program. Wait until that program has finished, then try again."
    )
    assert acts_of(place) == []


def test_a_reader_changes_nothing_even_where_it_tries(place: Place) -> None:
    with (
        closing(connect(place, write=False)) as connection,
        pytest.raises((sqlite3.OperationalError, psycopg.errors.ReadOnlySqlTransaction), match=r"read-?only"),
    ):
        connection.execute("DELETE FROM subject")
