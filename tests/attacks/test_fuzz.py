"""Some of the case files, papers and command lines that `make attacks` tries by the thousand."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.attacks.fuzz.attempt import COUNTS
from tests.attacks.fuzz.run import SEED, made
from tests.attacks.fuzz.trial import batch

SOME = 25


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the stock."""
    folder = tmp_path_factory.mktemp("fuzz")
    made(folder)
    return folder


@pytest.mark.parametrize("kind", COUNTS)
def test_what_nobody_would_write_is_answered_in_sentences(folder: Path, kind: str) -> None:
    codes = Counter[int]()
    assert batch(folder, SEED, kind, range(SOME), codes) == []
    assert codes.total() == SOME
