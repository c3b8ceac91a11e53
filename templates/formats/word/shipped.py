"""The Word template that is shipped, as it lies in the package."""

from __future__ import annotations

from importlib.resources import files

NAME = "paper.docx"


def read_shipped_template() -> bytes:
    """Read the Word template that is shipped."""
    return files("escalade.templates.formats.word").joinpath(NAME).read_bytes()
