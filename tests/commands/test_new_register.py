"""A new register is there whole, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalade.models.cases import find_shipped_case

from .conftest import Shell


def test_a_part_of_a_register_is_never_left_in_its_place(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("os.link", no_links)
    shell.does(f"load '{find_shipped_case('made_up_body')}'")
    assert list(shell.everything()) == ["register.db"]
    assert Path("register.db").stat().st_size > 0
