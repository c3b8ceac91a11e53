"""Placeholders for nouns, made when a catalogue is compiled.

`locale/LANG/nouns.toml` lists every form of our nouns that the sentences of
the language have, and how the noun of a body is put there: in which number,
with which filters of the papers. What stands beside a noun and goes with its
gender is listed too: articles, adjectives, participles.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple

MARK = "\x1e"
"""What stands around a placeholder: no sentence holds it."""
ALONE = "="
"""Before a form that is a whole sentence, such as a heading."""
CONTEXT = "|"
"""Behind what is only looked at, to tell forms that are spelt alike."""
NAMES = ("superior body", "council-secretariat")
"""What is called by a name, which takes a capital letter from the beginning of a sentence alone."""
_NOUN = re.compile(r"(.*){(one|many)(?::(\w+)(?:, ([^}]*))?)?}(.*)")
"""Where the noun stands in a template, in a case, and behind which general word a foreign name does."""
_TYPED = r"--[a-z][a-z-]*|%\(\w+\)s|{\w+}"
"""What stays in every language: an option, and the places of facts."""


class Placeholder(NamedTuple):
    """Where a noun stands in a sentence, and what goes with it."""

    ours: str
    """What stands there where the body has no noun of its own."""
    kind: str
    """What the noun stands for: consultation, hearing and so on."""
    is_plural: bool
    is_capital: bool
    before: list[str]
    """What stands before, by gender: masculine, feminine, and a third that the language has."""
    filters: list[list[str]]
    """The filters of papers that it takes, one after the other, each with its argument."""
    after: list[str]
    """What stands behind, by gender."""


def fill(sentence: str, put: Callable[[Placeholder], str]) -> str:
    """A sentence as it was compiled, with something put for each placeholder."""
    parts = sentence.split(MARK)
    parts[1::2] = [put(Placeholder(*json.loads(one))) for one in parts[1::2]]
    return "".join(parts)


class NounTable:
    """The forms of our nouns in the sentences of a language."""

    def __init__(self, path: Path) -> None:
        """Read the table of a language."""
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        listed = [(form, kind, noun) for kind, forms in table["nouns"].items() for form, noun in forms.items()]
        self.words: dict[str, tuple[str, str, str]] = {
            form.replace(CONTEXT, ""): (kind, noun, form.rpartition(CONTEXT)[0]) for form, kind, noun in listed
        }
        """By its form: what a noun stands for, how the body's is put there, and what stays before it."""
        self._before, self._after = table.get("before", {}), table.get("after", {})
        self._agrees_in_plural = not table.get("invariable_plural")
        self.pattern = self._pattern(table)

    def _pattern(self, table: dict[str, Any]) -> re.Pattern[str]:
        """Find a form with what goes with it, or what stays as it is."""
        edge, end = ("", "") if table.get("unspaced") else (r"(?<!\w)", r"(?!\w)")
        alone = _any(word.removeprefix(ALONE) for word in self.words if word.startswith(ALONE))
        ours = _any(word for word in self.words if not word.startswith(ALONE))
        opening, closing = table["quotes"]
        stays = "|".join((_TYPED, rf"{opening}\s?escalade [^{closing}]*{closing}", *table.get("kept", ())))
        return re.compile(
            rf"(?P<kept>{stays})|\A(?P<alone>{alone})\Z|{edge}(?:(?P<before>{_any(self._before)}) ?)?{edge}"
            rf"(?P<ours>{ours}){end}(?P<after>(?:{_any(self._after)}){end})?",
            re.IGNORECASE,
        )

    def mark(self, sentence: str) -> str:
        """A sentence with placeholders for its nouns."""
        return self.pattern.sub(self._marked, sentence)

    def _marked(self, found: re.Match[str]) -> str:
        ours = f"{ALONE}{found['alone']}" if found["alone"] else found["ours"]
        if not ours:
            return found[0]
        kind, noun, context = self.words.get(ours) or self.words[ours.lower()]
        first, number, *case, last = _NOUN.fullmatch(noun).groups("")  # type: ignore[union-attr]  # each has one
        before, after, filters = found["before"] or "", found["after"] or "", [[*filter(None, case)]]
        goes_before: str | list[str] = self._before.get(before.lower(), "")
        goes_after = self._after.get(after.lower(), [after])
        if context:  # what stands before that goes with another word
            goes_before = [f"{before} {ours[: len(context)].rstrip()}".lstrip()]
        elif number == "many" and not self._agrees_in_plural:
            goes_before, goes_after = [before] if before else "", [after]
        if isinstance(goes_before, str):
            filters, goes_before = [[goes_before], *filters], []
        placeholder = Placeholder(
            found[0],
            kind,
            number == "many",
            found[0][0].isupper() and (kind not in NAMES or not found.start()),
            [f"{one} {first}" for one in goes_before] or [first],
            [one for one in filters if any(one)],
            [f"{last}{one}" for one in goes_after],
        )
        return f"{MARK}{json.dumps(placeholder, ensure_ascii=False)}{MARK}"


def _any(texts: Iterable[str]) -> str:
    """Any of some texts, the longest first; nothing where there are none."""
    return "|".join(map(_exactly, sorted(texts, key=len, reverse=True))) or r"(?!)"


def _exactly(text: str) -> str:
    """A text in either case; one with a capital letter, such as the Group, only with it."""
    return re.escape(text) if text == text.lower() else f"(?-i:{re.escape(text)})"
