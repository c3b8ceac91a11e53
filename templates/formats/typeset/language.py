"""Texts in several languages or looks, as data that the layout sets."""

from __future__ import annotations

import re
from typing import Any

from escalade.templates.languages.spoken import BEGIN, stretches
from escalade.templates.values.emphasis import ALL
from escalade.templates.values.emphasis import stretches as looks

_OF_SEVERAL = re.compile(f"[{BEGIN}{ALL}]")


def in_languages(value: Any) -> Any:
    """The same data, each text in several languages as its stretches."""
    if isinstance(value, dict):
        return {name: in_languages(one) for name, one in value.items()}
    if isinstance(value, list):
        return [in_languages(one) for one in value]
    if isinstance(value, str) and _OF_SEVERAL.search(value):
        return {"spoken": [_stretch(language, *one) for language, text in stretches(value) for one in looks(text)]}
    return value


def _stretch(language: str | None, text: str, bold: bool, italic: bool) -> dict[str, Any]:  # noqa: FBT001  # as `looks` gives them
    """A stretch as the layout knows it."""
    return {"lang": language, "text": text, "bold": bold, "italic": italic}
