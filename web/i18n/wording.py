"""Say what stands in records in the words of a page's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from babel.core import Locale
from babel.dates import format_date, format_skeleton
from babel.support import Translations
from markupsafe import Markup, escape

from escalade.templates.languages.tongue import tongue
from escalade.web.i18n.term import COPIED_WITH, DONE, LOADED_BY, SPOKEN, VOUCHED_BY, say_state
from escalade.workflow.records.audience import READERS, strictest
from escalade.workflow.values.dates import UNKNOWN, DateError, when
from escalade.workflow.values.identity import COPIED, LOADED, find_voucher, name_round_of_copy
from escalade.workflow.values.instant import day_of


class Marks(NamedTuple):
    """The marks that pages set around what they show, with their spaces."""

    colon: str = ": "
    comma: str = ", "
    pause: str = ", "
    semicolon: str = "; "
    stop: str = ". "
    opening: str = " ("
    closing: str = ")"
    arrow: str = "→"
    gap: str = " "


PLAIN_MARKS = Marks()
"""Those of most languages."""
MARKS_OF = {
    "ar": Marks(comma="\u060c ", pause="\u060c ", semicolon="\u061b ", arrow="←"),
    "fr": Marks(colon="\u00a0: ", semicolon="\u00a0; "),
    "zh": Marks("\uff1a", "\u3001", "\uff0c", "\uff1b", "\u3002", "\uff08", "\uff09", gap=""),
}
"""Those of the others; a comma stands in a list, a pause between clauses, a gap between sentences."""

MARKS = re.compile(r'<span class="audience (members|office)">')

OFFICES = ("/chair", "/inbox")
"""How the addresses of pages begin that are for officers."""
_PLACE = re.compile(
    r"/(?:body|rounds/[^/]+|topics/[^/]+/[^/]+|meetings/[^/]+|sessions/[^/]+)(?:/records/[0-9]+)?(?=/|$)"
)


def public_path(path: str) -> str:
    """Where the public sees what a page for officers is about.

    >>> public_path("/chair/defer/topics/2017/ott"), public_path("/inbox"), public_path("/topics/2017/ott")
    ('/topics/2017/ott', '/', '/topics/2017/ott')
    """
    if not path.startswith(OFFICES) and "/acts" not in path and "/papers/" not in path:
        return path
    found = _PLACE.search(path)
    return found[0] if found else "/"


def audience_in(page: str) -> str:
    """For whom the strictest thing is that a page shows.

    >>> audience_in('<span class="audience members">members only</span>'), audience_in("")
    ('members', 'public')
    """
    return strictest(MARKS.findall(page)) if "audience" in page else READERS[0]


SHORT = {"en": ("d MMM y", "MMM y")}
"""How a day and a month are shortened, where it is not as Babel has it."""
SHORTENED = ("day", "month")
"""How well a date is known that has the name of one month."""
MOST = 2000
"""How many words and dates are remembered, the latest."""
_BRACKETS = re.compile(r"(\[[^\[\]]*\])")


def marks_of(language: str) -> Marks:
    """Give the marks of a language."""
    return MARKS_OF.get(language, PLAIN_MARKS)


class WordsInLanguage(NamedTuple):
    """Words, and the language they are in where it is not the page's."""

    words: str
    language: str = ""


def endonym(tag: str) -> str:
    """A language by its own name.

    >>> endonym("fr")
    'Français'
    """
    name = Locale.parse(tag).get_language_name(tag) or tag
    return upper_first(name)


def upper_first(text: str) -> str:
    """A text with a capital at its beginning; those within stay.

    >>> upper_first("devolver al Grupo")
    'Devolver al Grupo'
    """
    return text[:1].upper() + text[1:]


def mark_brackets(text: str) -> Markup:
    """A text with what stands in square brackets marked: it is not agreed.

    >>> mark_brackets("a [b] & c")
    Markup('a <mark>[b]</mark> &amp; c')
    """
    return Markup(_BRACKETS.sub(r"<mark>\1</mark>", str(escape(text))))  # noqa: S704  # escaped before it is marked


class Wording:
    """Says terms, dates and texts in one language."""

    def __init__(self, language: str, sentences: Translations) -> None:
        """Say them with the sentences of a language."""
        self.language = language
        self._said, self._tongue = sentences.gettext, tongue(language)
        self.marks = marks_of(language)

    def filters(self) -> dict[str, Callable[..., Any]]:
        """List the filters by the names that pages use."""
        often = {
            "term": self.term,
            "state_term": self.state,
            "day": self.day,
            "tongue": self.tongue,
        }
        more = {"brief": self.brief, "done": self.tell_act}
        kept = {name: lru_cache(MOST)(say) for name, say in {**often, **more}.items()}
        rarely: dict[str, Callable[..., Any]] = {
            "identity": self.identity,
            "said": self.translate_text,
            "leaf": self.leaf,
            "term_or_day": self.term_or_day,
        }
        rarely |= {"moment": self.moment, "upper_first": upper_first}
        return {**kept, **rarely, "date_of": when, "span": self.span, "endonym": endonym, "bracketed": mark_brackets}

    def term(self, name: str | None) -> str:
        """An act, an office, a kind or a label, as people say it."""
        return self._said(SPOKEN.get(name, name)) if name else ""

    def term_or_day(self, word: str) -> str:
        """A day as a date (figures turn round in Arabic), else a term."""
        try:
            return self.day(word)
        except DateError:
            return self.term(word)

    def state(self, name: str | None) -> str:
        """A state, where an act may be called the same."""
        return say_state(SPOKEN.get(name, name), self._said) if name else ""

    def tell_act(self, act: str) -> str:
        """An act as it is told once it is done."""
        return self._said(DONE.get(act, act))

    def identity(self, identity: str) -> str:
        """How it is known who acts: claimed, signed in, vouched for and so on."""
        if identity.startswith(COPIED):
            known = self.identity(identity.partition(": ")[2])
            return self._said(COPIED_WITH) % {"round": name_round_of_copy(identity), "identity": known}
        if identity.startswith(LOADED):
            return self._said(LOADED_BY) % {"officer": identity.removeprefix(LOADED)}
        if voucher := find_voucher(identity):
            issuer, at = voucher
            return self._said(VOUCHED_BY) % {"issuer": issuer, "day": self.moment(at), "time": at[11:19]}
        return self.term(identity)

    def tongue(self, tag: str) -> str:
        """The name of a language, as people of the page's language say it."""
        return self._tongue.name_of(tag)

    def day(self, on: str | None) -> str:
        """A date of a record, as well as it is known."""
        if not on:
            return ""
        if on == UNKNOWN:
            return self._said("on a day unknown")
        if on.startswith(".."):
            return self._said("by %(day)s") % {"day": self.day(on.removeprefix(".."))}
        return self._tongue.date(when(on)) or on

    def span(self, first: str | None, last: str | None) -> str:
        """Two days as a period: 6 and 7 February 2017.

        They stand beside each other where they make none; a convening that was annulled has no days.
        """
        if not (first and last):
            return self.day(first or last)
        read = when(first), when(last)
        said = self._tongue.span(*read) if all(day.day for day in read) else None
        return said or f"{self.day(first)} – {self.day(last)}"

    def brief(self, on: str | None) -> str:
        """A date of a record, its month cut short."""
        if on and on.startswith(".."):
            return self._said("by %(day)s") % {"day": self.brief(on.removeprefix(".."))}
        return self._shortened(on) if on and when(on).grain in SHORTENED else self.day(on)

    def leaf(self, on: str | None) -> tuple[str, str] | None:
        """The month and the number of a day; nothing for what is not one day."""
        day = when(on).day if on else None
        return (format_date(day, "LLL", locale=self.language).rstrip("."), str(day.day)) if day else None

    def moment(self, at: str, zone: str = "") -> str:
        """The day of a moment, at the seat whose zone it is."""
        return self.day(day_of(at, zone).isoformat())

    def _shortened(self, on: str) -> str:
        read = when(on)
        if self.language in SHORT:
            return format_date(read.first, SHORT[self.language][not read.day], locale=self.language)
        said = format_skeleton("yMMMd" if read.day else "yMMM", read.first, locale=self.language)
        first = self._tongue.pack.dates.first
        return said.replace("1 ", f"{first} ", 1) if first and read.day and read.day.day == 1 else said

    def choose_language(self, text: Any) -> WordsInLanguage:
        """A text in the best of its languages, with that language's tag."""
        if isinstance(text, Mapping):
            tags = [tag for tag in (self.language, "en", *text) if tag in text]
            return (
                WordsInLanguage(str(text[tags[0]]), "" if tags[0] == self.language else tags[0])
                if tags
                else WordsInLanguage("")
            )
        return WordsInLanguage(self._said(str(text)) if text else "")

    def translate_text(self, text: Any) -> str:
        """A text in the best of its languages, where a tag has no place."""
        return self.choose_language(text).words
