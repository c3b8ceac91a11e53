"""Files in which operators say what a server is to know, in TOML."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from escalade.models.files.input_file import read_file
from escalade.models.files.toml import OversizeTomlError, parse_toml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Shape = TypeVar("Shape", bound=msgspec.Struct)
LARGEST = 1_000_000
"""The largest such file, in bytes."""


def read_operator_file(path: Path, shape: type[Shape], what: str, failed: Callable[[Path, str], Exception]) -> Shape:
    """Read a file of a shape.

    Args:
        path: where it lies.
        shape: what it has to be.
        what: what it names, such as providers.
        failed: makes the error that names the file and what is wrong, as a clause.

    Raises:
        Exception: the error that `failed` makes, where it cannot be read or is not of that shape.
    """
    try:
        return msgspec.convert(parse_toml(read_file(path, LARGEST).decode("utf-8")), shape)
    except OSError as error:
        raise failed(path, f"cannot be read: {(error.strerror or str(error)).lower()}") from error
    except (OversizeTomlError, RecursionError) as error:
        raise failed(path, f"has more keys and values than any file of {what}") from error
    except ValueError as error:
        raise failed(path, f"is not of its shape: {error}") from error
