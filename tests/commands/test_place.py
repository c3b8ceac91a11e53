"""The meeting or sitting of an act, where its day falls into one alone."""

from __future__ import annotations

from .conftest import ASSEMBLY, CHAIR, DESK, Shell


def place(shell: Shell, line: str) -> dict[str, object]:
    """Where an act is recorded to have happened."""
    found: dict[str, object] = shell(f"{line} --dry-run --format json").data["records"][0]["motion"].get("evidence", {})
    return found


def test_a_meeting_is_known_by_its_day(debated: Shell) -> None:
    line = f"record-no-consensus 2020 --tried en='A vote.' --refer --words not-at-hand {CHAIR} --on"
    assert place(debated, f"{line} 2020-03-02") == {"meeting": "1"}
    for day in ("2020-03-20", "unknown", "2020-03"):
        assert "No meeting is named." in debated.refuses(f"{line} {day}", 3).err
    debated.does(f"convene 7 --opens 2020-03-01 --closes 2020-03-09 --place not-at-hand --on 2020-01-10 {DESK}")
    assert "No meeting is named." in debated.refuses(f"{line} 2020-03-02", 3).err


def test_a_sitting_is_known_by_its_day(referred: Shell) -> None:
    line = f"approve lamps --words not-at-hand --document MA20/DL/7 {ASSEMBLY} --on"
    assert place(referred, f"{line} 2020-06-02") == {
        "document": "MA20/DL/7", "session": "Assembly 2020", "sitting": 1,
    }  # fmt: skip
    given = f"--session 'Assembly 2020' {line} 2020-06-02".replace("approve lamps", "").strip()
    assert "sitting" not in place(referred, f"approve lamps {given}")
    assert place(referred, f"{line} 2020-06-02 --how correspondence") == {"document": "MA20/DL/7"}


def test_what_is_done_in_silence_is_not_taken_to_have_happened_at_a_meeting(debated: Shell) -> None:
    debated.does(
        f"circulate lamps --until 2020-03-09T18:00+00:00 --words en='By silence.' --on 2020-03-02T10:00+00:00 {CHAIR}"
    )
    assert "Neither is named." in debated.refuses(f"record-consensus lamps --on 2020-03-02 {CHAIR}", 3).err
