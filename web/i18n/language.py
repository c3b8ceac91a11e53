"""The language of a page: its path names it, or the reader chose it.

Every page has an address without a language (`/topics/2017/ott`), answered
in the language that the reader chose in the menu, else in the one that the
browser prefers, and one in each language (`/fr/topics/2017/ott`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from operator import attrgetter

from babel.support import Translations
from starlette.requests import cookie_parser
from starlette.types import ASGIApp, Receive, Scope, Send

from escalade.templates.languages.spoken import isolate
from escalade.web.i18n.placeholder import Placeholder, fill

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
