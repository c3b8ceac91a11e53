"""What the law and the errors say, in the words of a page's language.

The law builds its sentences in English, from facts, and so do errors and the checks of papers. Each is told from the
others by its pattern, and said in another language with the same facts in it.
What has no translation is shown as it is, and marked as English.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from escalade.web.i18n.language import catalogue
from escalade.web.rendering.refusal_view import Hurdle, in_labels

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SOURCE, ROOM = "en", "law"
"""The language of the law, and the catalogue of its sentences."""
JOINED = {", ": ", ", " or ": "%(a)s or %(b)s", " and ": "%(a)s and %(b)s"}
"""What stands between the terms of a list."""
QUOTED = {"fr": "«\u00a0%s\u00a0»"}
"""How a label is quoted, where it is not done with “ and ”."""
_FIELD = re.compile(r"%\((\d+)\)s")
_ENDS = re.compile(r"(?<=[.:?]) ")
_BETWEEN = re.compile(f"({'|'.join(JOINED)})")


class Law:
    """Says the sentences of the law in one language."""

    def __init__(self, language: str) -> None:
        """Read the sentences of a language."""
        self._language, self._term = language, catalogue(language).gettext
        self._sentences = {} if language == SOURCE else sentences(language)
        patterns = sorted(filter(_FIELD.search, self._sentences), key=lambda one: -len(_FIELD.sub("", one)))
        self._shapes = [(shape_of(pattern), self._sentences[pattern]) for pattern in patterns]
        self.translated = lru_cache(maxsize=2000)(self._translated)

    def explained(self, told: Hurdle | str) -> Markup:
        """A cause, or a sentence, as a page shows it."""
        parts, labels = ((told,), {}) if isinstance(told, str) else ((told.sentence,), dict(told.labels))
        said = (self._shown(one, labels) for part in parts for one in self._pieces(part))
        return Markup(" ").join(said)

    def _pieces(self, part: str) -> Iterator[str]:
        """The sentences of a part, line by line; where all are known, as they are known."""
        for line in part.split("\n"):
            sentences = _ENDS.split(line)
            yield from self._known(sentences) or ([line] if self.translated(line) else sentences)

    def _known(self, sentences: list[str]) -> list[str]:
        """Sentences put together until each is known; none where some are not.

        A fact may itself hold what looks like the end of a sentence.
        """
        for count in range(1, len(sentences) + 1):
            first, rest = " ".join(sentences[:count]), sentences[count:]
            if self.translated(first) and (not rest or self._known(rest)):
                return [first, *self._known(rest)]
        return []

    def _shown(self, sentence: str, labels: dict[str, str]) -> Markup:
        known = self.translated(sentence)
        if known is None:
            return Markup('<span lang="en">{}</span>').format(in_labels(sentence, labels))
        named = {option: self._term(label) for option, label in labels.items()}
        return escape(in_labels(known, named, QUOTED.get(self._language, "“%s”")))

    def _translated(self, sentence: str) -> str | None:
        """A sentence in the language; None where it has no translation."""
        if sentence in self._sentences:
            return self._sentences[sentence].replace("%%", "%")
        for shape, said in self._shapes:
            found = shape.fullmatch(sentence)
            if found:
                return said % {name[1:]: self._inner(value) for name, value in found.groupdict().items()}
        described = (sentence, sentence.removesuffix(".")) if sentence.endswith(".") else ()
        known = (self._term(one) for one in described if self._term(one) != one)
        return next((f"{one.removesuffix('.')}." for one in known), None)

    def _inner(self, value: str) -> str:
        """What stands in a sentence: a clause, a term or several; else a fact, as it is."""
        known = self._translated(value)
        if known is not None:
            return known
        parts = _BETWEEN.split(value)
        terms = [self._term(part) for part in parts[::2]]
        if len(parts) > 1 and all(said != part for said, part in zip(terms, parts[::2], strict=True)):
            said = terms[0]
            for between, term in zip(parts[1::2], terms[1:], strict=True):
                said = f"{said}, {term}" if between == ", " else self._term(JOINED[between]) % {"a": said, "b": term}
            return said
        return self._term(value)


@cache
def law_in(language: str) -> Callable[[Hurdle | str], Markup]:
    """What says the law in a language."""
    return Law(language).explained


def sentences(language: str) -> dict[str, str]:
    """The sentences of the law that are translated, by their patterns."""
    path = files("escalade.web").joinpath("locale", language, "LC_MESSAGES", f"{ROOM}.po")
    with path.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale=language) if one.id and one.string}


def shape_of(pattern: str) -> re.Pattern[str]:
    """What a sentence of a pattern looks like."""
    parts = _FIELD.split(pattern)
    said = (
        f"(?P<f{part}>.*?)" if place % 2 else re.escape(part.replace("%%", "%")) for place, part in enumerate(parts)
    )
    return re.compile("".join(said), re.DOTALL)
