"""Where a register lies, by path or URL."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalade.models.backends import (
    Location,
    create,
    locate,
)
from escalade.workflow.values.errors import RegisterError


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("register.db", "register.db"),
        ("sqlite:///register.db", "register.db"),
        ("sqlite:////srv/register.db", "/srv/register.db"),
        ("/srv/register.db", "/srv/register.db"),
    ],
)
def test_a_register_is_named_by_a_path_or_a_url(text: str, path: str) -> None:
    assert locate(text) == Location(Path(path))
    assert str(locate(text)) == path


def test_a_register_lies_in_the_platforms_own_folder_unless_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    location = locate(None)
    assert isinstance(location, Location)
    assert location.path.name == "register.db"
    create(location)
    assert location.path.is_file()


def test_no_register_lies_in_another_kind_of_database() -> None:
    with pytest.raises(RegisterError) as refusal:
        locate("mysql://u:secret@host/db")
    assert str(refusal.value) == (
        "No register lies on mysql: escalade keeps them in SQLite files, named by their path, "
        "and on PostgreSQL, named as postgresql://host/database."
    )
