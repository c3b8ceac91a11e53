"""The files of tests lie in memory where there is room, and go with their test."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.folders import choose, has_room, make_folder


def test_a_folder_without_room_is_not_used(tmp_path: Path) -> None:
    free = os.statvfs(tmp_path)
    assert has_room(tmp_path, 1)
    assert not has_room(tmp_path, 2 * free.f_blocks * free.f_frsize)
    assert not has_room(tmp_path / "absent", 1)


def test_a_place_that_is_named_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DEBUG_TEMPROOT", "named")
    choose()
    assert os.environ["PYTEST_DEBUG_TEMPROOT"] == "named"


def test_no_folder_of_a_test_is_that_of_another(tmp_path: Path) -> None:
    """Also where the other's was removed, and its name is free again."""
    given = {tmp_path}
    for _ in range(2):
        (tmp_path / "test_this0").mkdir()
        given.add(make_folder(tmp_path / "test_this0"))
        shutil.rmtree(tmp_path / "test_this0")
    assert len(given) == 3
