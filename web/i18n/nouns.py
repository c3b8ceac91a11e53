"""The sentences of the pages in the nouns of a body of another kind."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from escalade.services.views.nouns import KEPT, OFFICE, PURPOSE, SUPERIOR, names_of, replace_words, words_of_ours
from escalade.services.views.text import text_in
from escalade.templates.languages.grammar import FILTERS
from escalade.templates.languages.noun import GivenForms, replace_nouns
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from escalade.web.i18n.language import Catalogues, catalogue
from escalade.workflow.motions import Constitute

if TYPE_CHECKING:
    from escalade.templates.values.fact import Printable

FRENCH = {
    "le thème de la prochaine consultation": (PURPOSE, False),
    "consultations": ("consultation", True),
    "consultation": ("consultation", False),
    "réunions physiques": ("hearing", True),
    "réunion physique": ("hearing", False),
    "phase en ligne": ("online", False),
    "en ligne": ("online", False),
    "séances": ("sitting", True),
    "séance": ("sitting", False),
    "sessions": ("session", True),
    "session": ("session", False),
    "cycles": ("round", True),
    "cycle": ("round", False),
    "secrétariat du conseil": (OFFICE, False),
    "conseil": (SUPERIOR, False),
}
"""Our French words, the longest first, with what they stand for, and whether they are several."""
_ARTICLES = r"(?:de la|du|à la|au|la|le)(?: même)?|une?(?: autre)?|cette|ce|sa|son|aucune?"
_KEPT = KEPT.replace("“", "«\u00a0").replace("”", "»")
_IN_FRENCH = re.compile(
    rf"{_KEPT}|\bmise en ligne\b|\((?:council|body|session)[^)]*\)|"
    rf"(?:\b(?P<article>{_ARTICLES}) )?\b(?P<ours>{'|'.join(FRENCH)})\b"
    r"(?P<end> (?:annulé|ouvert|passé|prévu|lancé)es?\b)?",
    re.IGNORECASE,
)
"""One of our French words with its article, and with a participle that goes with it."""
_FILTER_OF = {
    "la": "le", "le": "le", "de la": "du", "du": "du", "à la": "au", "au": "au", "une": "un", "un": "un", "cette": "ce",
    "ce": "ce",
}  # fmt: skip
"""The filter that makes the article of another noun."""
_MASCULINE = {
    "son": "sa", "aucune": "aucun", "une autre": "un autre", "la même": "le même", "de la même": "du même",
    "à la même": "au même",
}  # fmt: skip
"""What stands for both genders."""
NAMED = ("nouns", "superior_body", "office_titles")
"""The fields of a constitution that say what the body calls its things."""
_CHARTER = "body#1"
"""The record that the nouns rest on, as pages do not ask."""


class OwnSentences(Catalogues):
    """The sentences of a language, in the nouns of a body."""

    def __init__(self, language: str, constitution: Constitute) -> None:
        """Read what the body calls its things."""
        super().__init__()
        self._whole, self._french = catalogue(language), language == "fr"
        self._known = self._whole._catalog  # noqa: SLF001  # every sentence of ours is in it
        self._filters = FILTERS[language]
        given = constitution.nouns.given if constitution.nouns else {}
        spoken = tongue(language)
        own = {kind: GivenForms(forms, _CHARTER) for kind, forms in given.items()}
        self._nouns = replace_nouns(spoken.nouns, spoken.pack, language, own)
        self._names = {
            kind: TracedFact(name, (_CHARTER,), text_in(name, language), article=None if language in name else "")
            for kind, name in names_of(constitution).items()
            if name
        }
        self._ours = words_of_ours(typed_acts=False)
        self._reworded = lru_cache(self._reword)

    def gettext(self, message: str) -> str:
        """A sentence in the language and the nouns of the body."""
        said = self._whole.gettext(message)
        return self._reworded(said) if message in self._known else said

    def ngettext(self, msgid1: str, msgid2: str, num: int) -> str:
        """A sentence on a number of things."""
        return self._reworded(self._whole.ngettext(msgid1, msgid2, num))

    ugettext = gettext
    ungettext = ngettext  # type: ignore[assignment]  # Babel gives the parameters other names
    """By these names Jinja asks for them."""

    def _reword(self, text: str) -> str:
        return _IN_FRENCH.sub(self._replaced, text) if self._french else replace_words(text, self._plain, self._ours)

    def _noun(self, kind: str, *, many: bool) -> Printable | None:
        """The body's noun; None where it has none."""
        if kind in {SUPERIOR, OFFICE}:
            return self._names.get(kind)
        forms = self._nouns[kind]
        return (forms.many if many else forms.one) if forms.own else None

    def _plain(self, kind: str, *, many: bool) -> str:
        return str(self._noun(kind, many=many) or "")

    def _replaced(self, found: re.Match[str]) -> str:
        """The body's noun for one of ours, with what goes with it."""
        kind, many = FRENCH.get((found["ours"] or "").lower(), ("", False))
        noun = self._noun(kind, many=many) if kind else None
        if noun is None:
            return found[0]
        said = self._with_article(noun, (found["article"] or "").lower())
        said = f"{said[0].upper()}{said[1:]}" if found[0][0].isupper() else said
        end = found["end"] or ""
        return said + (end if self._is_her(noun) else re.sub("e(s?)$", r"\1", end))

    def _is_her(self, noun: Printable) -> bool:
        return bool(self._filters["is_feminine"](noun))

    def _with_article(self, noun: Printable, article: str) -> str:
        """The noun behind the article that ours stood behind."""
        if filtered := _FILTER_OF.get(article):
            return str(self._filters[filtered](noun))
        ending = "e" if self._is_her(noun) else ""
        forms = {
            "": "",
            "sa": "sa" if ending and not str(self._filters["le"](noun)).startswith("l’") else "son",
            "aucun": f"aucun{ending}",
            "un autre": f"un{ending} autre",
            "le même": "la même" if ending else "le même",
            "du même": "de la même" if ending else "du même",
            "au même": "à la même" if ending else "au même",
        }
        return f"{forms[_MASCULINE.get(article, article)]} {noun}".lstrip()


def key_of(constitution: Constitute | None) -> bytes:
    """A key for what a body calls its things; empty for our nouns."""
    if constitution is None or constitution.nouns is None:
        return b""
    return msgspec.json.encode({name: getattr(constitution, name) for name in NAMED})


@lru_cache(maxsize=32)
def sentences_in(language: str, key: bytes) -> Catalogues:
    """The sentences of a language, in the nouns of a body."""
    return OwnSentences(language, msgspec.json.decode(key, type=Constitute)) if key else catalogue(language)
