"""Name several legal texts at once, and call a document as its body does.

Texts of one kind are named once: Made-up Decisions 1 and 2. What stands before
the number of each is found in the language's table of citations; where it is
not there, each text is said in full.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from escalade.templates.values.fact import SaidSentence, TracedFact, facts_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import Printable


_NOUN_FIRST = re.compile(r"(?P<noun>\D*[^\W\d])[ \u00a0](?P<rest>\d.*)", re.DOTALL)

_TAIL = re.compile(r"\d+(?:[ \u00a0]\([^()]*\))?(?P<tail>[ \u00a0]\D+)")
"""A number, with its version, and what stands behind it: 12 (Mod. 2015) of a Council."""


def gather_citations(tongue: Tongue, texts: Iterable[Printable], case: str = "") -> list[Printable]:
    """Put texts of one kind that follow each other behind one plural noun.

    Args:
        tongue: the language.
        texts: the citations, with the article or in the case that the sentence asks for.
        case: another case of the plural, where the table has one.
    """
    gathered: list[Printable] = []
    for noun, group in groupby(texts, lambda one: _split(one)[0]):
        together = list(group)
        plural = tongue.pack.citations.get(noun) if len(together) > 1 else None
        if plural is None:
            gathered += together
            continue
        numbers, tail = _without_tail([_split(one)[1] for one in together])
        listed = tongue.join_parts([one.reword(number) for one, number in zip(together, numbers, strict=True)])
        said = f"{plural.form(len(together), case).format(listed)}{tail}"
        gathered.append(SaidSentence("citations", said, facts_in(together)))
    return gathered


def _without_tail(numbers: list[str]) -> tuple[list[str], str]:
    """Take off what stands behind every number alike, such as the body that adopted the texts."""
    found = [_TAIL.fullmatch(number) for number in numbers]
    tails = {one["tail"] if one else "" for one in found}
    tail = tails.pop() if len(tails) == 1 else ""
    return [number.removesuffix(tail) for number in numbers], tail


def _split(text: Printable) -> tuple[str, str]:
    """What a citation names its kind by, and all else of it; no kind where it is not translated."""
    if isinstance(text, TracedFact) and text.other:
        return "", text.text
    found = _NOUN_FIRST.fullmatch(text.text)
    return (found["noun"], found["rest"]) if found else ("", text.text)


def call_document(words: Mapping[str, str], symbol: Printable, case: str = "") -> Printable:
    """A document by its symbol, behind what it is called: document C17/51.

    Args:
        words: what a document is called in the language, also in the *case*.
        symbol: its symbol; what its body calls it may come with it.
        case: in which the sentence wants it, where the language has cases.
    """
    own = symbol.called if isinstance(symbol, TracedFact) else ""
    given = (symbol.cases or {}).get(case, "") if case else own
    pattern = given if own and given else words[case or "one"]
    gap = words["one"].replace("{}", "")[-1:] if words["one"].endswith("{}") else ""
    text = pattern.replace("{}", symbol.text) if "{}" in pattern else f"{pattern}{gap}{symbol.text}"
    if not own and isinstance(symbol, TracedFact):
        return replace(symbol, text=text, gender="", article=None, cases=None)
    return symbol.reword(text)
