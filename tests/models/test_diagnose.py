"""A register examined from the file to the records."""

from __future__ import annotations

from pathlib import Path

from escalade.models.backends import Location
from escalade.models.integrity.verify import IntegrityCheck, examine, verify
from tests.back_end import BackEnd

from .test_verify import ON_SQLITE, change


@ON_SQLITE
def test_a_sound_register_is_examined_from_the_file_to_the_records(kept: Location) -> None:
    found = verify(kept)
    assert examine(kept) == [
        IntegrityCheck("file", ok=True, sentence=f"The register lies at {kept}."),
        IntegrityCheck("room", ok=True, sentence="The disk has room."),
        IntegrityCheck("database", ok=True, sentence="The database is sound."),
        IntegrityCheck("journal", ok=True, sentence="The journal is kept as wal."),
        IntegrityCheck("schema", ok=True, sentence="The schema is as it was made."),
        IntegrityCheck("record", ok=True, sentence=f"All {found.records} records hold; their root is {found.root}."),
    ]


@ON_SQLITE
def test_what_is_wrong_is_said_at_the_first_step_that_fails(back: BackEnd, kept: Location, tmp_path: Path) -> None:
    (absent,) = examine(Location(tmp_path / "none.db"))
    assert (absent.name, absent.ok) == ("file", False)
    (folder,) = examine(Location(tmp_path))
    assert folder.sentence == f"The register at {tmp_path} is a folder. Name a file in it with --register."
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear all, " * 100)
    _, database = examine(Location(letter))
    assert (database.name, database.ok) == ("database", False)
    change(back, kept, "UPDATE subject SET state = 'launched' WHERE reference = '2031/a'")
    with back.attacking(kept) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    by_name = {check.name: check for check in examine(kept)}
    assert (by_name["journal"].ok, by_name["record"].ok) == (False, False)
    assert by_name["record"].sentence == "2031/a: stands otherwise in the derived tables; run “escalade rebuild”"
