"""The sentences of the pages in the nouns of a body of another kind.

Where a noun stands was found when the catalogue was compiled; here the body's
own is put there, as the papers of the language decline it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache

import msgspec
from msgspec.structs import replace

from escalade.services.views.nouns import names_of, replace_words
from escalade.services.views.text import text_in
from escalade.templates.languages.grammar import FILTERS
from escalade.templates.languages.noun import GivenForms, replace_nouns
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import Printable, TracedFact
from escalade.web.i18n.language import Catalogue, catalogue
from escalade.web.i18n.placeholder import Placeholder
from escalade.web.i18n.term import MEETINGS, terms
from escalade.web.i18n.wording import marks_of, upper_first
from escalade.workflow.motions import Constitute
from escalade.workflow.motions.body import Noun, Nouns

_VOWEL = re.compile("[aeiouyhâàéèêëîïôûœ]", re.IGNORECASE)
SOURCE = "en"
"""The language in which sentences are written; no catalogue has it, and our nouns are found as terminals find them."""
LISTED = "es"
"""A language whose catalogue lists our sentences."""
NAMED = ("nouns", "superior_body", "office_titles")
"""The fields of a constitution that say what the body calls its things."""
_CHARTER = "body#1"
"""The record that the nouns rest on, as pages do not ask."""


class OwnNouns:
    """The nouns of a body, as they stand in the sentences of a language."""

    def __init__(self, language: str, constitution: Constitute) -> None:
        """Read what the body calls its things."""
        self._filters, self._is_french = FILTERS[language], language == "fr"
        given = constitution.nouns.by_name if constitution.nouns else {}
        spoken = tongue(language)
        own = {kind: GivenForms(forms, _CHARTER) for kind, forms in given.items()}
        self._nouns = replace_nouns(spoken.nouns, spoken.pack, language, own)
        self._names = {kind: _name(name, language) for kind, name in names_of(constitution).items() if name}

    def find(self, kind: str, *, many: bool) -> Printable | None:
        """The body's noun or name; None where it has none."""
        if kind not in self._nouns:
            return self._names.get(kind)
        forms = self._nouns[kind]
        return (forms.many if many else forms.one) if forms.own else None

    def put(self, place: Placeholder) -> str:
        """The body's noun where one of ours stands, with what goes with it."""
        noun = self.find(place.kind, many=place.is_plural)
        if noun is None:
            return place.ours
        said: object = noun
        for name, *general in place.filters:
            said = self._filters[name](said, *general)
        begun = f"{self._agreed(noun, place.before)}{said}"
        return f"{upper_first(begun) if place.is_capital else begun}{self._agreed(noun, place.after)}"

    def _agreed(self, noun: Printable, forms: list[str]) -> str:
        """The form that goes with the gender of a noun."""
        if len(set(forms)) == 1:
            return forms[0]
        if self._is_french and forms[2:]:
            forms = [forms[0], forms[2] if _VOWEL.match(str(noun)) else forms[1]]
        return str(self._filters["ending"](noun, *forms))


@cache
def our_terms() -> frozenset[str]:
    """The terms of the procedure, translated or not."""
    return frozenset(terms())


class OwnSentences(Catalogue):
    """The sentences of a language in the nouns of a body."""

    def __init__(self, language: str, constitution: Constitute) -> None:
        """Put the nouns of a body for the placeholders, and into the English of what has no translation."""
        super().__init__(language, OwnNouns(language, constitution).put)
        in_english = OwnNouns(SOURCE, constitution).find
        self._in_english = lru_cache(lambda sentence: replace_words(sentence, in_english, typed_acts=False))
        listed = catalogue(LISTED) if language == SOURCE else self
        self._listed = listed._catalog.keys()  # noqa: SLF001  # every sentence of ours that is translated

    def gettext(self, message: str) -> str:
        """A sentence in the language; what is none of ours, such as a fact, stays."""
        return self.ugettext(message) if message in self._listed or message in our_terms() else message

    def ugettext(self, message: str) -> str:
        """A sentence that is ours, listed or not: Jinja asks for it by this name."""
        return super().gettext(message) if message in self._catalog else self._in_english(message)


def _name(name: Mapping[str, str], language: str) -> TracedFact:
    """The name of the level above, or of an office, in a language or in another."""
    other = None if language in name else next(tag for tag in ("en", *name) if tag in name)
    return TracedFact(name, (_CHARTER,), text_in(name, language), other=other, article="" if other else None)


def key_of(constitution: Constitute | None) -> bytes:
    """A key for what a body calls its things; empty for our nouns."""
    if constitution is None:
        return b""
    return msgspec.json.encode({name: getattr(constitution, name) for name in NAMED})


@lru_cache(maxsize=32)
def sentences_in(language: str, key: bytes) -> Catalogue:
    """The sentences of a language, in the nouns of a body."""
    return OwnSentences(language, msgspec.json.decode(key, type=Constitute)) if key else catalogue(language)


@lru_cache(maxsize=32)
def find_foreign(language: str, key: bytes) -> dict[str, str]:
    """Find the names that a body lacks in a language, with their own."""
    named = names_of(msgspec.json.decode(key, type=Constitute)) if key else {}
    found = [_name(name, language) for name in named.values() if name]
    return {str(name): name.other for name in found if name.other}


@lru_cache(maxsize=32)
def say_in_form(form: str, language: str, key: bytes) -> Callable[[str], str]:
    """Give what says sentences for a hearing in person, virtual or hybrid.

    Where the body has a noun of its own for it, the form stands behind.
    """
    sentences, called = sentences_in(language, key), tongue(language).pack.nouns["hearing"].forms.get(form)
    constitution = msgspec.json.decode(key or b"{}", type=Constitute)
    nouns, marks = constitution.nouns or Nouns(), marks_of(language)
    if not called:
        return sentences.ugettext
    if nouns.hearing:
        behind = f"{marks.gap}{sentences.gettext(MEETINGS[form])}{marks.stop.rstrip()}"
        return lambda sentence: f"{sentences.ugettext(sentence)}{behind}"
    nouns = replace(nouns, hearing={language: Noun(one=called)})
    return OwnSentences(language, replace(constitution, nouns=nouns)).ugettext
