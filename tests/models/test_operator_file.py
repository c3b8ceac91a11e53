"""A file of an operator is read in its shape, or named with what is wrong."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from escalade.models.files.operator_file import read_operator_file


class Lamps(msgspec.Struct, forbid_unknown_fields=True):
    """A made-up shape."""

    lamp: dict[str, int]


def read(path: Path) -> Lamps:
    """Read a made-up file; what is wrong is a `ValueError`."""
    return read_operator_file(path, Lamps, "lamps", lambda where, problem: ValueError(f"{where.name} {problem}"))


def test_a_file_is_read_in_its_shape(tmp_path: Path) -> None:
    path = tmp_path / "lamps.toml"
    path.write_text("[lamp]\nred = 2\n", "utf-8")
    assert read(path) == Lamps({"red": 2})


@pytest.mark.parametrize(
    ("held", "said"),
    [
        (None, "lamps.toml cannot be read: no such file or directory"),
        (b"[lamp]\nred = 'two'\n", "lamps.toml is not of its shape: "),
        (b"[lamp]\nred =\n", "lamps.toml is not of its shape: "),
        (b"\xff", "lamps.toml is not of its shape: "),
        (b"lamp = " + b"[" * 5000, "lamps.toml has more keys and values than any file of lamps"),
    ],
)
def test_what_is_wrong_is_said_with_the_file(tmp_path: Path, held: bytes | None, said: str) -> None:
    path = tmp_path / "lamps.toml"
    if held is not None:
        path.write_bytes(held)
    with pytest.raises(ValueError, match=r"lamps\.toml") as failure:
        read(path)
    assert str(failure.value).startswith(said)
