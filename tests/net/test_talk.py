"""What commands, pages and calls answer is what their transcripts say."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tests.net.talk import FOLDER, play


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_a_transcript_says_what_is_answered(path: Path) -> None:
    kept = path.read_text("utf-8")
    played = play(kept)
    changed = difflib.unified_diff(kept.splitlines(), played.splitlines(), "kept", "played", lineterm="", n=2)
    if kept != played:
        pytest.fail("`python -m tests.net.talk --renew` makes it anew; its diff:\n" + "\n".join(changed), pytrace=False)
