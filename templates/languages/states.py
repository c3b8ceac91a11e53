"""What States are called at the United Nations, by language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

from babel import Locale

from escalade.templates.languages.pack import AVAILABLE, read_file
from escalade.templates.languages.typography import set_text

NO_STATE = frozenset({"EU", "EZ", "UN", "ZZ", "QO", "XA", "XB"})


@cache
def _ours() -> Mapping[str, Mapping[str, Any]]:
    return tomllib.loads(read_file("languages/states.toml"))


@cache
def _territories(language: str) -> Mapping[str, str]:
    names = ((code, str(name)) for code, name in Locale(language).territories.items())
    return {code: name for code, name in names if len(code) == len("XX") and code.isalpha() and code not in NO_STATE}


@cache
def find_states(language: str) -> Mapping[str, str]:
    """The codes of States and territories by their names in a language."""
    names = _territories(language).items()
    found = {name.replace(" & ", " and ").replace("St. ", "Saint "): code for code, name in names}
    found |= _ours()["also"][language] | {name: code for code, name in _ours()[language].items()}
    return {name.replace("\u2019", "'"): code for name, code in found.items()}


def call_state(name: str, language: str) -> str | None:
    """What a State named in another language is called in this one.

    None for what is no State, and for one that was named in this language.

    >>> call_state("Syrian Arab Republic", "fr")
    'République arabe syrienne'
    """
    bare = name.replace("\u2019", "'")
    code = next((found[bare] for found in map(find_states, (language, *AVAILABLE)) if bare in found), None)
    if code is None or bare in find_states(language):
        return None
    return set_text(_ours()[language].get(code, _territories(language)[code]), language)
