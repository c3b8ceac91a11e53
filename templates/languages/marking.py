"""Marks that a text is not translated: each once, where it is first met.

A name that every sentence repeats would otherwise bury the paper in marks. A
text that stands by itself, such as a question, is marked wherever it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from escalade.templates.languages.spoken import spoken
from escalade.templates.values.fact import SaidSentence, TracedFact

if TYPE_CHECKING:
    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import Printable


@dataclass(frozen=True, slots=True)
class Marking:
    """The marks of one paper, made as it is written from its top."""

    tongue: Tongue
    _met: set[tuple[str | None, str]] = field(default_factory=set)

    def __call__(self, printed: Printable) -> Printable:
        """Something printed, with a mark if a text in it is first met."""
        facts = printed.facts if isinstance(printed, SaidSentence) else (printed,)
        for fact in facts:
            if fact.other:
                return self._marked(printed, facts)
        return printed

    def _marked(self, printed: Printable, facts: tuple[TracedFact, ...]) -> Printable:
        found = {(fact.other, _source(fact)) for fact in facts if fact.other}
        is_new = not found <= self._met
        self._met.update(found)
        return spoken(self.tongue.marked(printed) if isinstance(printed, TracedFact) or is_new else printed)


def _source(fact: TracedFact) -> str:
    """The text in its own language, without what a sentence made of it."""
    texts = fact.value
    return str(texts[fact.other]) if isinstance(texts, Mapping) else str(texts)
