"""How each form keeps a text a text: nothing in it becomes markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

_ANYWHERE = re.compile(r"([\\`*_\[\]<>|~&$])")
_AT_START = re.compile(r"^([-+=:#])")
_HASH = re.compile(r"(?<=\s)#")
_NUMBER_AT_START = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")
_ADDRESS = re.compile(r"(?<=[A-Za-z])://|(?<=\bwww)\.", re.IGNORECASE)
_BREAKS = re.compile(r"\n+")


def in_markdown(text: str) -> Markup:
    """A text in Markdown: marks are escaped, lines of a passage kept as lines."""
    return Markup("\\\n").join(Markup(_line(line.strip())) for line in _BREAKS.split(text.strip("\n")))  # noqa: S704  # escaped for Markdown just here


def in_html(text: str) -> Markup:
    """A text between HTML tags; quotation marks need no escape there."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return Markup(_BREAKS.sub("<br>", escaped.strip("\n")))  # noqa: S704  # escaped just above


def _line(line: str) -> str:
    """One line of Markdown, which begins nothing and links nowhere."""
    escaped = _ANYWHERE.sub(r"\\\1", line.replace("\t", " "))
    escaped = _HASH.sub(r"\\#", escaped)
    escaped = _ADDRESS.sub(lambda found: "\\" + found[0], escaped)
    return _NUMBER_AT_START.sub(r"\1\\\2", _AT_START.sub(r"\\\1", escaped))


ESCAPES: dict[str, Callable[[str], Markup]] = {"md": in_markdown, "html": in_html}
"""By form, what makes a text safe in it."""
