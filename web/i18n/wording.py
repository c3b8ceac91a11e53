"""Say what stands in records in the words of a page's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from babel.core import Locale
from babel.dates import format_date
from markupsafe import Markup, escape

from escalade.web.i18n.term import COPIED_WITH, DONE, LOADED_BY, PLAIN
from escalade.workflow.records.audience import READERS, strictest
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.identity import COPIED, LOADED, find_copied_round

if TYPE_CHECKING:
    from babel.support import Translations


COLONS = {"fr": "\u00a0:"}
"""How a colon is set, where it is set apart."""

MARKS = re.compile(r'<span class="audience (members|office)">')

OFFICES = ("/secretariat", "/chair", "/council", "/inbox")
"""How the addresses of pages begin that are for officers."""
_PLACE = re.compile(
    r"/(?:body|rounds/[^/]+|topics/[^/]+/[^/]+|meetings/[^/]+|sessions/[^/]+)(?:/records/[0-9]+)?(?=/|$)"
)
_OF_COUNCIL = re.compile(r"/council/[^/]+/([^/]+)$")


def public_path(path: str) -> str:
    """Where the public sees what a page for officers is about.

    >>> public_path("/secretariat/topics/2017/ott"), public_path("/inbox"), public_path("/topics/2017/ott")
    ('/topics/2017/ott', '/', '/topics/2017/ott')
    """
    if not path.startswith(OFFICES) and "/acts" not in path:
        return path
    found, of_council = _PLACE.search(path), _OF_COUNCIL.match(path)
    if found:
        return found[0]
    return f"/rounds/{of_council[1]}" if of_council else "/"


def audience_in(page: str) -> str:
    """For whom the strictest thing is that a page shows.

    >>> audience_in('<span class="audience members">members only</span>'), audience_in("")
    ('members', 'public')
    """
    return strictest(MARKS.findall(page)) if "audience" in page else READERS[0]


FIRST = {"fr": "1er "}
"""How the first day of a month is written, where it is not a plain number."""
MOST = 2000
"""How many words and dates are remembered, the latest."""
_BRACKETS = re.compile(r"(\[[^\[\]]*\])")


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
    return name[:1].upper() + name[1:]


def mark_brackets(text: str) -> Markup:
    """A text with what stands in square brackets marked: it is not agreed.

    >>> bracketed("a [b] & c")
    Markup('a <mark>[b]</mark> &amp; c')
    """
    return Markup(_BRACKETS.sub(r"<mark>\1</mark>", str(escape(text))))  # noqa: S704  # escaped before it is marked


class Wording:
    """Says terms, dates and texts in one language."""

    def __init__(self, language: str, sentences: Translations) -> None:
        """Say them with the sentences of a language."""
        self._language = language
        self._said = sentences.gettext

    def filters(self) -> dict[str, Callable[..., Any]]:
        """List the filters by the names that pages use."""
        often = {"term": self.term, "day": self.day, "plainly": self.plainly, "tongue": self.tongue}
        more = {"brief": self.brief, "done": self.done}
        kept = {name: lru_cache(MOST)(say) for name, say in {**often, **more}.items()}
        rarely = {"identity": self.identity, "moment": self.moment, "said": self.said, "leaf": self.leaf}
        return {**kept, **rarely, "date_of": when, "endonym": endonym, "bracketed": mark_brackets}

    def term(self, name: str | None) -> str:
        """A state, an act, an office, a kind or a label, as people say it."""
        return self._said(name) if name else ""

    def done(self, act: str) -> str:
        """An act as it is told once it is done."""
        return self._said(DONE.get(act, act))

    def identity(self, identity: str) -> str:
        """How it is known who acts: claimed, signed in, loaded, or copied."""
        if identity.startswith(COPIED):
            known = self.identity(identity.partition(": ")[2])
            return self._said(COPIED_WITH) % {"round": find_copied_round(identity), "identity": known}
        if identity.startswith(LOADED):
            return self._said(LOADED_BY) % {"officer": identity.removeprefix(LOADED)}
        return self.term(identity)

    def tongue(self, tag: str) -> str:
        """The name of a language, as people of the page's language say it."""
        return str(Locale.parse(self._language).languages.get(tag, tag))

    def plainly(self, state: str | None) -> str:
        """Where a topic in a state stands, in a whole sentence."""
        return self._said(PLAIN[state]) if state in PLAIN else ""

    def day(self, on: str | None) -> str:
        """A date of a record: a day, a month, by then, or unknown."""
        if not on:
            return ""
        if on == UNKNOWN:
            return self._said("on a day unknown")
        if on.startswith(".."):
            return self._said("by %(day)s") % {"day": self.day(on.removeprefix(".."))}
        return self._in_form(on, "d MMMM y", "LLLL y")

    def brief(self, on: str | None) -> str:
        """A date of a record, its month cut short."""
        if on and on.startswith(".."):
            return self._said("by %(day)s") % {"day": self.brief(on.removeprefix(".."))}
        return self._in_form(on, "d MMM y", "LLL y") if on and on != UNKNOWN else self.day(on)

    def leaf(self, on: str | None) -> tuple[str, str] | None:
        """The month and the number of a day; nothing for what is not one day."""
        day = when(on).day if on else None
        return (format_date(day, "LLL", locale=self._language).rstrip("."), str(day.day)) if day else None

    def _in_form(self, on: str, day: str, month: str) -> str:
        read = when(on)
        return self._dated(read.first, day if read.day else month) if read.first else on

    def moment(self, at: str) -> str:
        """The day of a moment."""
        return self._dated(date.fromisoformat(at[:10]), "d MMMM y")

    def _dated(self, day: date, form: str) -> str:
        """A date in words; the first of a month as the language has it."""
        said = format_date(day, form, locale=self._language)
        return said.replace("1 ", FIRST.get(self._language, "1 "), 1) if day.day == 1 and form[0] == "d" else said

    def chosen(self, text: Any) -> WordsInLanguage:
        """A text in the best of its languages, with that language's tag."""
        if isinstance(text, Mapping):
            tags = [tag for tag in (self._language, "en", *text) if tag in text]
            return (
                WordsInLanguage(str(text[tags[0]]), "" if tags[0] == self._language else tags[0])
                if tags
                else WordsInLanguage("")
            )
        return WordsInLanguage(self._said(str(text)) if text else "")

    def said(self, text: Any) -> str:
        """A text in the best of its languages, where a tag has no place."""
        return self.chosen(text).words
