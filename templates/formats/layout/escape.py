"""How each form keeps a text a text: nothing in it becomes markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from escalade.templates.languages.isolate import CLOSE, OPEN
from escalade.templates.languages.spoken import stretches, strip_tags
from escalade.templates.values.text import ALL, BOLD, ITALIC, NOT_BOLD, NOT_ITALIC, in_tags

if TYPE_CHECKING:
    from collections.abc import Callable

_MARKS = re.compile(r"[\\`*_\[\]<>|~&$]|(?<=\s)#")
"""What is markup wherever it stands; # may end a heading."""
_OPENING = re.compile(r"(?=[-+=:#])|\d{1,9}(?=[.)](?:\s|$))")
"""What begins a list, a heading or a rule at the start of a line."""
_LINK = re.compile(r"(?<=[a-z]):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
"""What makes an address a link by itself."""
_WHOLE = re.compile(f"{OPEN}(?=[^ {CLOSE}]{{1,30}}{CLOSE})")
"""What opens an isolate of one short word, such as a symbol."""
_TAGS = {BOLD: "<strong>", NOT_BOLD: "</strong>", ITALIC: "<em>", NOT_ITALIC: "</em>"}
_STARS = {BOLD: "**", NOT_BOLD: "**", ITALIC: "*", NOT_ITALIC: "*"}
_APART = re.compile(f"(?<![\\w{ALL}])[{BOLD}{ITALIC}]+[^{ALL}]+[{NOT_BOLD}{NOT_ITALIC}]+(?![\\w{ALL}])")
"""What is emphasised and touches no word beside it: stars are sure to be read."""
_BREAKS = re.compile(r"\n+")


def in_markdown(text: str) -> Markup:
    """A text in Markdown: marks are escaped, lines of a passage kept as lines.

    Markdown has no languages.
    """
    text = strip_tags(text)
    if "\n" not in text:
        return Markup(_line(text))  # noqa: S704  # escaped for Markdown just here
    lines = (_line(line) for line in _BREAKS.split(text.strip("\n")))
    return Markup("\\\n".join(lines))  # noqa: S704  # escaped for Markdown just here


def in_html(text: str) -> Markup:
    """A text between HTML tags, its isolates and other languages as elements."""
    escaped = "".join(
        _in_characters(part) if language is None else f'<span lang="{language}">{_in_characters(part)}</span>'
        for language, part in stretches(text)
    )
    if OPEN in escaped:
        escaped = _WHOLE.sub('<bdi class="whole" dir="ltr">', escaped)
        escaped = escaped.replace(OPEN, '<bdi dir="ltr">').replace(CLOSE, "</bdi>")
    return Markup(_BREAKS.sub("<br>", escaped.strip("\n")) if "\n" in escaped else escaped)  # noqa: S704  # escaped just above


def in_html_title(text: str) -> Markup:
    """A text where HTML has no elements: its isolates stay characters."""
    return Markup(_BREAKS.sub(" ", _in_characters(strip_tags(text)).strip("\n")))  # noqa: S704  # escaped just below


def emphasise_in_html(text: str) -> Markup:
    """A text for HTML with its emphasis as elements."""
    return Markup(in_tags(text, _TAGS))  # noqa: S704  # escaped before


def emphasise_in_markdown(text: str) -> Markup:
    """A text for Markdown with its emphasis as stars or elements."""
    starred = _APART.sub(lambda found: in_tags(found[0], _STARS), text)
    return Markup(in_tags(starred, _TAGS))  # noqa: S704  # escaped before


def _in_characters(text: str) -> str:
    """A text without HTML tags; quotation marks need no escape there."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _line(line: str) -> str:
    """One line of Markdown, which begins nothing and links nowhere."""
    escaped = _MARKS.sub(r"\\\g<0>", line.replace("\t", " ").strip(" "))
    if "://" in escaped or "www." in escaped.lower():
        escaped = _LINK.sub(r"\\\g<0>", escaped)
    opening = _OPENING.match(escaped)
    return f"{opening[0]}\\{escaped[opening.end() :]}" if opening else escaped


ESCAPES: dict[str, Callable[[str], Markup]] = {"md": in_markdown, "html": in_html}
"""By form, what makes a text safe in it."""
EMPHASISED: dict[str, Callable[[str], Markup]] = {"md": emphasise_in_markdown, "html": emphasise_in_html}
"""By form, what shows the emphasis in a text made safe."""
