"""What a machine lacks is said, and nothing else is skipped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.programs import CHROMIUM, JAVA, NEEDS, Program, missing, need

HERE = Path(__file__).parent
SKIPPING = re.compile(r"pytest\.(?:skip|importorskip|mark\.skip|mark\.skipif)\(")


def test_tests_are_skipped_for_want_of_a_program_alone() -> None:
    files = {path.relative_to(HERE).as_posix(): path.read_text("utf-8") for path in HERE.rglob("*.py")}
    assert [name for name, text in files.items() if SKIPPING.search(text)] == ["programs.py"]


def test_what_is_missing_is_counted_with_the_way_to_get_it() -> None:
    reasons = [f"{NEEDS}{CHROMIUM}", f"{NEEDS}{JAVA}", f"{NEEDS}{CHROMIUM}"]
    assert missing(reasons) == (
        "skipped: 2 need Chromium (apt-get install chromium), 1 needs Java (apt-get install default-jre-headless)"
    )


def test_what_is_missing_skips_whatever_asks() -> None:
    with pytest.raises(pytest.skip.Exception, match=r"^needs a made-up program \(make it\)$"):
        need(Program("a made-up program", "make it", lambda: "", own=False))
