"""A TOML or JSON file that holds fields of an act."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from escalade.models.files import LONG_NUMBER, OversizeTomlError, from_toml, parse_toml, read_file, reason_of
from escalade.workflow.values.errors import Message, RequestError

LARGEST_FILE = 10_000_000
"""The size beyond which a file of fields is no such file, in bytes."""


class FieldFileError(RequestError):
    """A file that holds fields cannot be read."""

    def __init__(self, path: str, clause: str, /, **facts: object) -> None:
        self.path = path
        super().__init__("The file {path} {problem}.", path=path, problem=Message(clause, **facts))


def file_fields(path: str) -> dict[str, Any]:
    """The fields that a TOML or JSON file holds."""
    try:
        return fields_in(path, read_file(Path(path), LARGEST_FILE))
    except OSError as error:
        raise FieldFileError(path, "cannot be read: {reason}", reason=reason_of(error)) from error


def fields_in(name: str, data: bytes) -> dict[str, Any]:
    """The fields that the bytes of a TOML or JSON file hold."""
    in_json = name.endswith(".json")
    try:
        content = data.decode("utf-8")
        found = (
            json.loads(content, object_pairs_hook=_each_once, parse_int=_whole_number)
            if in_json
            else from_toml(parse_toml(content))
        )
    except UnicodeDecodeError as error:
        raise FieldFileError(name, "is not written in UTF-8") from error
    except RecursionError as error:
        raise FieldFileError(name, "is nested too deeply to be one of fields") from error
    except OversizeTomlError as error:
        raise FieldFileError(name, "holds more keys and values than any act has") from error
    except ValueError as error:
        raise FieldFileError(
            name, "is not {format}: {problem}", format="JSON" if in_json else "TOML", problem=error
        ) from error
    if not isinstance(found, Mapping):
        raise FieldFileError(name, "does not hold fields with their values")
    return dict(found)


def _each_once(found: list[tuple[str, Any]]) -> dict[str, Any]:
    """The fields of an object in JSON, each given once, as TOML has it."""
    fields: dict[str, Any] = {}
    for name, value in found:
        if name in fields:
            message = f"“{name}” is given twice"
            raise ValueError(message)
        fields[name] = value
    return fields


def _whole_number(digits: str) -> int:
    """A number in JSON, of no more digits than Python reads."""
    try:
        return int(digits)
    except ValueError:
        raise ValueError(LONG_NUMBER) from None


TEXT = 'title.en = "Fog signals"\nquestions = [{ en = "What is a good signal?" }]'

HOLDS = {
    "legal-text": 'mandate.citation.en = "Made-up Decision 1"\nmodalities.citation.en = "Made-up Decision 2"',
    "names-file": '"Made-up Land".fr = "Pays inventé"',
    "office-titles-file": 'chair.en = "Chair"\nsecretariat.en = "Secretariat"',
    "nouns-file": (
        'consultation.en = { one = "call for comments", many = "calls for comments" }\ngroup.en = { one = "Committee" }'
    ),
    "terms-file": 'name.standing = { en = "official", es = "unofficial translation" }\n'
    'symbol_series.wording = { en = "document {}", fr = "document {}" }',
    "languages-file": 'note = ["en", "fr"]',
    "officers-file": 'officers = [{ name = "Made-up Desk", office = "secretariat", desk = true }]',
    "text-file": TEXT,
    "amended": TEXT,
}
"""By the option that names the file."""


def holding(option: str) -> str:
    """Say as a clause what the file of an option holds; else nothing."""
    if option not in HOLDS:
        return ""
    return Message("its file holds, in TOML, lines such as {line}", line=HOLDS[option].partition("\n")[0])
