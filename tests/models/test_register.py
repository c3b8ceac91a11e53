"""The one way to write: whole acts, in order, in time."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest

from escalade.models.backends import Location, Place, UnusableRegisterError, connect
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.workflow.records.record import encode
from escalade.workflow.values.errors import (
    FieldError,
    RulesBrokenError,
    StepNotAllowedError,
)
from tests.lives import DESK, FIRST_DAY, TOPIC, Life, at, constitution, en

ON_SQLITE = pytest.mark.parametrize("back", ["sqlite"], indirect=True)
"""What is about a file, or about SQLite alone."""

Keep = Callable[[Place, Life], Place]
Contents = Callable[[Place], object]


def acts_of(location: Place) -> list[str]:
    """The acts on record, in order."""
    with open_reader(location) as reader:
        return [record.act for _, record in reader.records()]


def test_an_act_and_its_record_are_one_thing(place: Place) -> None:
    life = Life()
    with open_register(place, clock=life.noon, salts=lambda: "ab" * 16) as register:
        outcome = register.act(constitution())
    (record,) = outcome.records
    assert (record.at, record.on) == ("2031-01-06T12:00:00.000000Z", "2031-01-06")
    with open_reader(place) as reader:
        assert [encode(one) for _, one in reader.records()] == [encode(record)]
        assert (reader.size(), reader.references()) == (1, ["body"])
    assert verify(place).findings == []


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


# Time


def test_a_salt_and_a_time_that_are_given_are_kept(place: Place) -> None:
    life = at(Life(), "proposed")
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed)
        motion = life.fitting(
            "record statement", TOPIC, salts={"text": "cd" * 16}, at="2031-01-06T11:30:00.000000Z", on="2031-01-06"
        )
        (record,) = register.act(motion).records
    assert (record.at, record.motion.salts) == ("2031-01-06T11:30:00.000000Z", {"text": "cd" * 16})


# Moved meanwhile


# Reading leaves no trace


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


@ON_SQLITE
def test_writing_leaves_no_file_behind(place: Location, keep: Keep) -> None:
    keep_debated(place, keep)
    assert [path.name for path in place.path.parent.iterdir()] == ["register.db"]


def test_one_reads_while_another_writes(place: Place, keep: Keep) -> None:
    life = keep_debated(place, keep)
    with open_reader(place) as reader:
        size = reader.size()
        with open_register(place, clock=life.noon) as register:
            register.act(life.fitting("record consensus", TOPIC))
        assert (reader.size(), reader.topics()[0].state) == (size, "debated")
    with open_reader(place) as reader:
        assert (reader.size(), reader.topics()[0].state) == (size + 1, "agreed")


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


def test_the_bytes_of_an_issued_paper_are_kept(place: Place) -> None:
    life, data = at(Life(), "open", "round"), b"# A note"
    with open_register(place, clock=life.noon) as register:
        register.load(life.performed)
        issue: Any = life.fitting("issue", "2031", paper=sha256(data).hexdigest())
        register.act(issue, papers=[(issue.file_name, data)])
    with open_reader(place) as reader:
        assert reader.paper(sha256(data).hexdigest()) == (issue.file_name, data)
    assert verify(place).findings == []


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
