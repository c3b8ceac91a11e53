"""A Word template as it was given, and the one that is shipped."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files

NAME = "paper.docx"


def read_shipped_template() -> bytes:
    """Read the Word template that is shipped."""
    return files("escalade.templates.formats.word").joinpath(NAME).read_bytes()


@dataclass(frozen=True, slots=True)
class Source:
    """A template as it was given: its name and its bytes."""

    name: str
    data: bytes
