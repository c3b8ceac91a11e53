"""The defaults that are kept in a file of the user's."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalade.commands.terminal.kept_defaults import keep, load_defaults, path
from escalade.workflow.values.errors import RequestError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of settings that nothing lies in."""
    for variable in ("HOME", "XDG_CONFIG_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(variable, str(tmp_path))
    return Path(path()).parent


def test_none_are_kept_until_some_are_and_they_come_back_as_they_were(home: Path) -> None:
    assert load_defaults() == {}
    assert not home.exists()
    keep({"officer": "Zoë", "register": "/made/up"})
    assert load_defaults() == {"officer": "Zoë", "register": "/made/up"}
    assert Path(path()).read_text("utf-8") == '{\n  "officer": "Zoë",\n  "register": "/made/up"\n}\n'
    keep({})
    assert load_defaults() == {}


@pytest.mark.parametrize("content", [b"", b"officer: Ada", b'["officer"]', b'{"officer": 1}', b'{"officer": "\xff"}'])
def test_what_use_does_not_write_is_refused_by_its_place(content: bytes) -> None:
    keep({})
    Path(path()).write_bytes(content)
    with pytest.raises(RequestError, match="write them anew with “escalade use”") as refused:
        load_defaults()
    assert path() in str(refused.value)


def test_a_file_where_a_folder_should_be_keeps_no_defaults(home: Path) -> None:
    home.parent.mkdir(parents=True, exist_ok=True)
    home.write_text("no folder", "utf-8")
    assert load_defaults() == {}
