"""Files that somebody names are read within limits, and what is wrong is said."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from escalade.models.files import read_secret, read_toml


def test_a_secret_is_read_without_the_blanks_around_it(tmp_path: Path) -> None:
    path = tmp_path / "secret"
    path.touch(0o600)
    path.write_bytes(b"  made up\n\n")
    assert read_secret(path, ValueError) == "made up"


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
    with pytest.raises(LookupError) as failure:
        read_secret(path, LookupError)
    assert str(failure.value).startswith(said)
    assert str(failure.value).endswith(str(path))


class Lamps(msgspec.Struct, forbid_unknown_fields=True):
    """A made-up shape."""

    lamp: dict[str, int]


def read(path: Path) -> Lamps:
    """Read a made-up file; what is wrong is a `LookupError`."""
    return read_toml(path, Lamps, lambda where, problem: LookupError(f"{where.name} {problem}"), "has too much", 40_000)


def test_a_file_is_read_in_its_shape(tmp_path: Path) -> None:
    path = tmp_path / "lamps.toml"
    path.write_text("[lamp]\nred = 2\n", "utf-8")
    assert read(path) == Lamps({"red": 2})


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (None, "lamps.toml cannot be read: no such file or directory"),
        (b"#" * 40_001, "lamps.toml cannot be read: it is larger than 40,000 bytes"),
        (b"[lamp]\nred = 'two'\n", "lamps.toml is not of its shape: "),
        (b"[lamp]\nred =\n", "lamps.toml is not of its shape: "),
        (b"\xff", "lamps.toml is not of its shape: "),
        (b"lamp = " + b"[" * 5000, "lamps.toml has too much"),
    ],
)
def test_what_is_wrong_is_said_with_the_file(tmp_path: Path, held: bytes | None, said: str) -> None:
    path = tmp_path / "lamps.toml"
    if held is not None:
        path.write_bytes(held)
    with pytest.raises(LookupError) as failure:
        read(path)
    assert str(failure.value).startswith(said)
