"""The user's folders are those that each platform has."""

from __future__ import annotations

import platformdirs
import pytest

from escalade.models.backends.location import data_folder, settings_folder


@pytest.mark.parametrize("named", ["", "/elsewhere", "relative"])
def test_they_are_where_platformdirs_has_them(monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", named)
    monkeypatch.setenv("XDG_CONFIG_HOME", named)
    ours = (data_folder(), settings_folder())
    assert ours == tuple(
        folder("escalade", appauthor=False) for folder in (platformdirs.user_data_dir, platformdirs.user_config_dir)
    )


def test_windows_and_macos_have_one_folder_for_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCALAPPDATA", "/users/ada/local")
    monkeypatch.setenv("HOME", "/users/ada")
    assert data_folder("win32") == settings_folder("win32") == "/users/ada/local/escalade"
    mac = "/users/ada/Library/Application Support/escalade"
    assert data_folder("darwin") == settings_folder("darwin") == mac
