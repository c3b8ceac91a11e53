"""Read how our nouns stand in the sentences of a language.

`locale/LANG/nouns.toml` lists every form of our nouns that the catalogues of
the language have, and how the body's own noun is put there: in which number,
with which filters of the papers. What stands beside a noun and goes with its
gender is listed too: articles, adjectives, participles.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from escalade.services.views.nouns import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALONE = "="
"""Before a form that is a whole sentence, such as a heading."""
CONTEXT = "|"
"""Behind what is only looked at, to tell forms that are spelt alike."""


class OwnWord(NamedTuple):
    """How the body's noun stands for one form of one of ours."""

    kind: str
    """What it stands for: consultation, hearing and so on."""
    template: str
    """The noun there: `{one}`, `{many}`, `{one:genitive}`, or a name in one with a general word."""
    context: str = ""
    """What stands before it and stays."""

    @property
    def is_plural(self) -> bool:
        """Whether several are meant."""
        return "{many" in self.template


class NounTable(NamedTuple):
    """The nouns of a language's sentences."""

    pattern: re.Pattern[str]
    """Finds a form with what goes with it, or what stays as it is."""
    words: Mapping[str, OwnWord]
    before: Mapping[str, str | list[str]]
    """What stands before: a filter that makes its like, or its forms by gender."""
    after: Mapping[str, list[str]]
    """What stands behind, by gender: masculine, feminine, and a third that the language has."""
    agrees_in_plural: bool
    """Whether what goes with a noun goes with several too."""


@cache
def noun_table(language: str) -> NounTable:
    """Read the table of a language."""
    table = tomllib.loads(files("escalade.web").joinpath("locale", language, "nouns.toml").read_text("utf-8"))
    words = {
        form.replace(CONTEXT, ""): OwnWord(kind, template, form.partition(CONTEXT)[0] if CONTEXT in form else "")
        for kind, forms in table["nouns"].items()
        for form, template in forms.items()
    }
    return NounTable(
        _pattern(table, words),
        words,
        table.get("before", {}),
        table.get("after", {}),
        not table.get("invariable_plural"),
    )


def _pattern(table: Mapping[str, Any], words: Iterable[str]) -> re.Pattern[str]:
    edge, end = ("", "") if table.get("unspaced") else (r"(?<!\w)", r"(?!\w)")
    alone = _any(word.removeprefix(ALONE) for word in words if word.startswith(ALONE))
    ours = _any(word for word in words if not word.startswith(ALONE))
    before, after = _any(table.get("before", {})), _any(table.get("after", {}))
    kept = KEPT.replace("“", f"[{table.get('quotes', '“”')[0]}]\\s?").replace("”", table.get("quotes", "“”")[1])
    stays = "|".join((kept, *table.get("kept", ())))
    return re.compile(
        rf"(?P<kept>{stays})|\A(?P<alone>{alone})\Z|{edge}(?:(?P<before>{before}) ?)?{edge}(?P<ours>{ours})"
        rf"{end}(?P<after>(?:{after}){end})?",
        re.IGNORECASE,
    )


def _any(texts: Iterable[str]) -> str:
    """Any of some texts, the longest first; nothing where there are none."""
    return "|".join(map(re.escape, sorted(texts, key=len, reverse=True))) or r"(?!)"
