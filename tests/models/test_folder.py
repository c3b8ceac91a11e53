"""The user's folders are those that each platform has."""

from __future__ import annotations

from pathlib import Path

import platformdirs
import pytest

from escalade.models.folder import data_folder, settings_folder


@pytest.mark.parametrize("named", ["", "/elsewhere", "relative"])
def test_they_are_where_platformdirs_has_them(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", named)
    monkeypatch.setenv("XDG_CONFIG_HOME", named)
    ours = (data_folder(), settings_folder())
    assert ours == tuple(
        path("escalade", appauthor=False) for path in (platformdirs.user_data_path, platformdirs.user_config_path)
    )


def test_windows_and_macos_have_one_folder_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA", "/users/ada/local")
    monkeypatch.setenv("HOME", "/users/ada")
    assert data_folder("win32") == settings_folder("win32") == Path("/users/ada/local/escalade")
    mac = Path("/users/ada/Library/Application Support/escalade")
    assert data_folder("darwin") == settings_folder("darwin") == mac
