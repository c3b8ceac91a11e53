"""A secret is read from a file of its owner alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from escalade.models.files.secret_file import SecretFileError, read_secret_file


def test_a_secret_is_read_without_the_blanks_around_it(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(0o600)
    path.write_bytes(b"  made up\n\n")
    assert read_secret_file(path) == "made up"


@pytest.mark.parametrize(
    ("held", "mode", "said"),
    [
        (b"made up", 0o640, "that others may read; run “chmod 600” on"),
        (b" \n", 0o600, "that is empty: "),
        (b"\xff", 0o600, "that cannot be read: "),
        (None, 0o600, "that cannot be read: "),
    ],
)
def test_a_file_that_keeps_no_secret_is_refused(tmp_path: Path, held: bytes | None, mode: int, said: str) -> None:
    path = tmp_path / "secret"
    if held is not None:
        path.touch(0o600)
        path.write_bytes(held)
        path.chmod(mode)
    with pytest.raises(SecretFileError) as failure:
        read_secret_file(path)
    assert str(failure.value).startswith(said)
    assert str(failure.value).endswith(str(path))
