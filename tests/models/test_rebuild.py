"""What is derived, made anew."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.models.backends import Place, UnusableRegisterError, explain_errors
from escalade.models.integrity.completeness import derive_anew, rebuild
from escalade.models.integrity.verify import verify
from escalade.models.reader import Reader, open_reader
from tests.back_end import BackEnd

DERIVED = (
    "SELECT * FROM subject ORDER BY reference",
    "SELECT * FROM words ORDER BY position",
    "SELECT * FROM awaited ORDER BY whose, subject, source",
    "SELECT * FROM happening ORDER BY kind, last, subject",
)


def derived(place: Place) -> list[list[tuple[Any, ...]]]:
    """What is derived in a register."""
    with open_reader(place) as reader:
        return [reader.connection.execute(statement).fetchall() for statement in DERIVED]


def test_what_is_derived_is_made_anew_from_the_records(back: BackEnd, kept: Place) -> None:
    before = derived(kept)
    with back.attacking(kept) as connection:
        connection.execute("UPDATE subject SET state = 'launched', waits = 7, title = 'x'")
        connection.execute("DELETE FROM words")
        connection.execute("DELETE FROM awaited")
        connection.execute("DELETE FROM happening")
    assert rebuild(kept) == len(before[0])
    assert derived(kept) == before
    assert verify(kept).findings == []


FULL = {
    "sqlite": ["CREATE TRIGGER full BEFORE INSERT ON awaited BEGIN SELECT RAISE(ABORT, 'disk is full'); END"],
    "postgresql": [
        "SET session_replication_role = origin",
        (
            "CREATE FUNCTION fails() RETURNS trigger LANGUAGE plpgsql "
            "AS $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$"
        ),
        "CREATE TRIGGER fails BEFORE INSERT ON awaited FOR EACH ROW EXECUTE FUNCTION fails()",
    ],
}
"""What makes a database say that its disk is full."""


def test_a_rebuild_that_fails_changes_nothing(back: BackEnd, kept: Place) -> None:
    before = derived(kept)
    with back.attacking(kept) as connection:
        for statement in FULL[back.name]:
            connection.execute(statement)
        with (
            pytest.raises(UnusableRegisterError, match="lies on a disk that is full"),
            explain_errors(kept),
            connection.transaction(),
        ):
            derive_anew(connection, Reader(connection, kept))
    assert derived(kept) == before
