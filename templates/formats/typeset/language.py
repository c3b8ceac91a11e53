"""Texts with stretches in other languages, as data that the layout sets."""

from __future__ import annotations

from typing import Any

from escalade.templates.language.spoken import BEGIN, stretches


def in_languages(value: Any) -> Any:
    """The same data, each text in several languages as its stretches."""
    if isinstance(value, dict):
        return {name: in_languages(one) for name, one in value.items()}
    if isinstance(value, list):
        return [in_languages(one) for one in value]
    if isinstance(value, str) and BEGIN in value:
        return {"spoken": [{"lang": language, "text": text} for language, text in stretches(value)]}
    return value
