"""The words around the texts, in the language that is translated into."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from escalade.templates.languages.pack import read_file


class Guide(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a file tells whoever translates."""

    title: str
    guide: str
    key: str
    source: str
    target: str


@cache
def guide_in(language: str) -> Guide:
    """The guide in a language; in English where there is no other.

    Raises:
        MissingTemplateError: the file is not installed.
    """
    guides = msgspec.convert(tomllib.loads(read_file("translation/guide.toml")), dict[str, Guide])
    return guides.get(language, guides["en"])
