"""A TOML or JSON file that holds fields of an act."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from escalade.models.cases import spelling
from escalade.workflow.errors import RequestError

LARGEST_FILE = 10_000_000
"""The size beyond which a file of fields is no such file, in bytes."""


class FieldFileError(RequestError):
    """A file that holds fields cannot be read."""

    def __init__(self, path: str, problem: str) -> None:
        """Name the file and what is wrong with it."""
        self.path = path
        super().__init__(f"The file {path} {problem}.")


def file_fields(path: str) -> dict[str, Any]:
    """The fields that a TOML or JSON file holds.

    Raises:
        FieldFileError: it cannot be read, or is not of that format.
    """
    file = Path(path)
    try:
        if file.stat().st_size > LARGEST_FILE:
            raise FieldFileError(path, f"is larger than {LARGEST_FILE // 1_000_000} MB")
        return fields_in(path, file.read_bytes())
    except OSError as error:
        raise FieldFileError(path, f"cannot be read: {(error.strerror or str(error)).lower()}") from error


def fields_in(name: str, data: bytes) -> dict[str, Any]:
    """The fields that the bytes of a TOML or JSON file hold.

    Raises:
        FieldFileError: they are not of the format that its name says.
    """
    in_json = name.endswith(".json")
    try:
        content = data.decode("utf-8")
        found = json.loads(content, object_pairs_hook=each_once) if in_json else spelling.read(tomllib.loads(content))
    except UnicodeDecodeError as error:
        raise FieldFileError(name, "is not written in UTF-8") from error
    except RecursionError as error:
        raise FieldFileError(name, "is nested too deeply to be one of fields") from error
    except ValueError as error:
        raise FieldFileError(name, f"is not {'JSON' if in_json else 'TOML'}: {error}") from error
    if not isinstance(found, Mapping):
        raise FieldFileError(name, "does not hold fields with their values")
    return dict(found)


def each_once(found: list[tuple[str, Any]]) -> dict[str, Any]:
    """The fields of an object in JSON, each given once, as TOML has it.

    Raises:
        ValueError: one comes twice.
    """
    fields = dict(found)
    if len(fields) < len(found):
        names = [name for name, _ in found]
        message = f"“{next(name for name in names if names.count(name) > 1)}” is given twice"
        raise ValueError(message)
    return fields
