"""The language of a page: its path names it, or the reader chose it.

Every page has an address without a language (`/topics/2017/ott`), answered
in the language that the reader chose in the menu, else in the one that the
browser prefers, and one in each language (`/fr/topics/2017/ott`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from operator import attrgetter

import msgspec
from babel.support import Translations
from msgspec.structs import replace
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from escalade.services.views.nouns import names_of, replace_words
from escalade.services.views.text import text_in
from escalade.templates.languages.grammar import FILTERS
from escalade.templates.languages.noun import GivenForms, replace_nouns
from escalade.templates.languages.spoken import isolate
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import Printable, TracedFact
from escalade.web.i18n.placeholder import Placeholder, fill
from escalade.web.i18n.term import MEETINGS, terms
from escalade.web.i18n.wording import marks_of, upper_first
from escalade.workflow.motions import Constitute
from escalade.workflow.motions.body import Noun, Nouns

LANGUAGES = {
    "en": "English", "es": "Español", "fr": "Français", "ru": "Русский", "ar": "العربية", "zh": "中文",
}  # fmt: skip
"""The languages of the pages, each by its own name."""

CHOSEN = "escalade_language"
"""The cookie of the language that a reader chose."""
_RANGE = re.compile(r"(\*|[A-Za-z]{1,8})(?:-[A-Za-z0-9-]+)?\s*(?:;\s*[Qq]\s*=\s*([01](?:\.[0-9]{0,3})?))?")
"""A language range with its weight (RFC 9110, 12.5.4)."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})


_PLACE = re.compile(r"(%\(\w+\)s|{\w+}|--[a-z][a-z-]*|«escalade [^»]*»)")
"""What stands in a sentence for something else; and a command, which is isolated as it is said."""
_TURN = "\u200f"
"""Tells that a part of a sentence runs from right to left, whatever it begins with."""


def direction(language: str) -> str:
    """Which way a language is written."""
    return "rtl" if language.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


@lru_cache(maxsize=256)
def choose_language(accepted: str) -> str:
    """The best of our languages for what a browser accepts (RFC 9110, 12.5.4).

    >>> choose_language("de, fr-CH; q=0.8, en;q=0.5")
    'fr'
    """
    read = [found for part in accepted.split(",") if (found := _RANGE.fullmatch(part.strip()))]
    ranked = sorted(((float(found[2] or 1), found[1].lower()) for found in read), key=lambda pair: -pair[0])
    known = (tag for weight, tag in ranked if tag in LANGUAGES and weight)
    return next(known, next(iter(LANGUAGES)))


class Catalogue(Translations):
    """The sentences of a language, with the nouns of a body in them."""

    def __init__(self, language: str, put: Callable[[Placeholder], str] = attrgetter("ours")) -> None:
        """Read what was compiled; nouns are put for its placeholders, ours unless others are given."""
        found = compiled(language)
        super().__init__(BytesIO(found) if found else None)
        self._put, self._is_from_right = put, direction(language) == "rtl"
        self._said: dict[str, str] = {}

    def gettext(self, message: str) -> str:
        """A sentence in the language; what is none of ours, such as a fact, stays."""
        said = self._said.get(message)
        if said is None and message and message in self._catalog:
            said = fill(self._catalog[message], self._put)
            self._said[message] = said = keep_order(said) if self._is_from_right else said
        return message if said is None else said

    ugettext = gettext
    """By this name Jinja asks for it."""


def keep_order(sentence: str) -> str:
    """A sentence from the right, isolates around what runs the other way.

    >>> keep_order("اليوم %(day)s، مثل 2017-05-24.").replace("\u2066", "<").replace("\u2069", ">")
    'اليوم %(day)s، مثل <2017-05-24>.'
    """
    parts = enumerate(_PLACE.split(sentence))
    return "".join(one if place % 2 else isolate(f"{_TURN}{one}").removeprefix(_TURN) for place, one in parts)


def compiled(language: str) -> bytes:
    """The catalogue of a language as it was compiled.

    Empty where there is none: sentences are written in English, and a tree whose catalogues nobody compiled
    speaks that.
    """
    file = files("escalade.web").joinpath("locale", f"{language}.mo")
    return file.read_bytes() if file.is_file() else b""


@cache
def digest_of(language: str) -> str:
    """A name for all that the catalogue of a language says: its hash."""
    return f"{language}-{sha256(compiled(language)).hexdigest()[:16]}"


@cache
def catalogue(language: str) -> Catalogue:
    """The sentences of the pages in one language, in our nouns."""
    return Catalogue(language)


def split_language(path: str) -> tuple[str, str]:
    """The language that a path names, empty without one; and the rest of it."""
    head, _, rest = path.removeprefix("/").partition("/")
    return (head, f"/{rest}") if head in LANGUAGES else ("", path)


def cookie_of(scope: Scope, name: str) -> str | None:
    """A cookie that a request brings."""
    headers = b"; ".join([value for key, value in scope["headers"] if key == b"cookie"])
    return cookie_parser(headers.decode("latin-1")).get(name) if headers else None


def language_of(scope: Scope) -> str:
    """The language in which a request is answered."""
    chosen = split_language(scope["path"])[0] or cookie_of(scope, CHOSEN)
    if chosen in LANGUAGES:
        return str(chosen)
    return choose_language(dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1"))


def note_language(app: ASGIApp) -> ASGIApp:
    """Note the language of each request, and take it out of the path."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            named, rest = split_language(scope["path"])
            scope = {**scope, "language": named or language_of(scope), "prefix": f"/{named}" if named else ""}
            if named:
                scope |= {"path": rest, "raw_path": None}
        await app(scope, receive, send)

    return answer


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
