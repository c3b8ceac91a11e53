"""The folder of a language, read once: its small words and its sentences."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from string import ascii_lowercase

import msgspec

from escalade.workflow.values.errors import Message, PaperError, RequestError, Series

AVAILABLE = ("en", "ar", "es", "fr", "ru", "zh")


class MissingTemplateError(PaperError):
    """A file, a sentence or a word that a paper needs is not installed."""

    def __init__(self, *path: str) -> None:
        self.name = name = "/".join(path)
        super().__init__(
            Message("The template “{name}” is missing from this installation; install the program again.", name=name)
        )


class Dates(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a language writes dates: patterns, and sentences for spans.

    A pattern has `{day}`, `{month}`, `{alone}`, `{number}` and `{year}`.
    """

    day: str
    """A day: 31 March 2017."""
    day_and_month: str
    day_alone: str
    month: str
    month_alone: str
    year: str
    pair: str
    """Two days that follow each other, in one month."""
    on: str
    on_pair: str
    in_month: str
    in_year: str
    """In a year, as it stands alone or as its number."""
    between: str
    """On a day that lies between two."""
    from_day_to_day: str
    from_month_to_month: str
    from_month_to_day: str
    from_day_to_month: str
    until_day: str
    """A period of which only the last day is known."""
    until_month: str
    from_day: str
    """A period of which only the first day is known."""
    from_month: str
    range: str
    """From a first to a last day of one month, in a masthead: 15-25 May 2017."""
    wide_range: str
    """The same where each has a month of its own."""
    months: tuple[str, ...] = ()
    """The names of the months behind a day; none where they have numbers."""
    months_alone: tuple[str, ...] = ()
    """The same without a day, where they differ."""
    span: str = ""
    """From a first to a last, in headings, where that is not as in sentences."""
    wide_span: str = ""
    """The same where the first has a month of its own, where that is written apart."""
    month_in_heading: str = ""
    """The first month of such a period without its year, where that differs from sentences."""
    sounded: Mapping[str, str] = {}
    """The first words of a period as they are written where they sound otherwise, by those that are replaced."""
    first: str = ""
    """What stands for the first day of a month, where that is no plain number."""
    year_first: bool = False
    """The year comes first, so that a period leaves out of its last date what
    its first one says; elsewhere out of its first."""


class ListSigns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The signs of a list that commas alone would not part."""

    between: str
    last: str
    pair: str
    """What parts two things."""


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words between things that are listed, and before the last."""

    between: str
    last: str
    with_commas: ListSigns
    """What stands there instead where a thing listed holds a comma of its own, as *Directives, Part 1* does."""


class UsualNoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a language calls a thing whose name a body may give."""

    one: str
    many: str
    general: str = "{}"
    """A general word, before a name that has no form in the language."""
    generals: str = "{}"
    """The same of several."""
    gender: str = ""
    """The gender of the general word, where the language asks for it."""
    plain: str = ""
    """What stands for it where it names a thing that the body calls otherwise."""
    forms: dict[str, str] = {}
    """What it is called in a form that is not the usual one: virtual, hybrid."""
    own_forms: dict[str, str] = {}
    """How a body's own noun is marked in such a form."""


class Plural(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Several legal texts of one kind; `{}` stands for their list."""

    many: str
    two: str = ""
    """Of exactly two, where that is another form."""
    two_named: str = ""
    """The same in the nominative."""

    def form(self, count: int, case: str = "") -> str:
        """The form for so many texts, in a case if it has one of its own."""
        if count > 2 or not self.two:  # noqa: PLR2004  # the dual
            return self.many
        return self.two_named if case == "nominative" else self.two


class Pack(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The small words of a language."""

    locale: str
    """The locale whose names of languages are used, but for those given here."""
    way: str
    """A pattern of how words begin that go on *Responses should be sent*."""
    letter: str
    """How an item of a list is lettered."""
    dates: Dates
    lists: Lists
    ordinals: dict[str, str]
    """By number, the ordinal word; `digits` for numbers beyond, after their
    last digit (`digits-1`) or for one number only (`only-1`)."""
    words: dict[str, dict[str, str]]
    """By kind and key: stances, states, offices, headings of the papers."""
    nouns: dict[str, UsualNoun]
    """By what they stand for: consultation, hearing, session."""
    alphabet: tuple[str, ...] = tuple(ascii_lowercase)
    """The letters of lists, in order."""
    direction: str = "ltr"
    has_ordinal_digits: bool = True
    """Whether ordinals are written in digits too, as in 9th."""
    italics: bool = True
    """Whether the script knows italics."""
    gap: str = " "
    """What stands between one sentence and the next."""
    citations: dict[str, Plural] = {}
    """By what stands before the number of one legal text, what stands before several."""
    articles: dict[str, str] = {}
    """By definite article, the nouns that names begin with, with spaces between."""
    languages: dict[str, str] = {}
    """Names of the languages that papers name most."""
    original: str = "{}"
    """How the name of a language follows the label of the original."""
    unconfirmed: tuple[str, ...] = ()
    """Keys of sentences not yet compared with the organisation's own usage."""

    def label(self, position: int) -> str:
        """The label of an item, by its position from 0 on: a to z, then aa, ab.

        >>> pack_of("ar").label(1)
        'ب)'
        """
        return self.letter.format(self._letters(position))

    def _letters(self, position: int) -> str:
        before, letter = divmod(position, len(self.alphabet))
        return (self._letters(before - 1) if before else "") + self.alphabet[letter]


_BEHIND_NOUN = re.compile(r"[\s,;:()'’]")


@cache
def read_file(name: str) -> str:
    """The text of a file of this package.

    Raises:
        MissingTemplateError: there is no such file.
    """
    found = files("escalade.templates").joinpath(*name.split("/"))
    if not found.is_file():
        raise MissingTemplateError(name)
    return found.read_text("utf-8")


@cache
def pack_of(language: str) -> Pack:
    """The small words of a language.

    Raises:
        RequestError: there is no such language in this version.
    """
    if language not in AVAILABLE:
        raise RequestError(
            "no-language",
            "The language “{language}” is not one of the languages of this version; "
            "papers are written in {others} and {last}.",
            language=language,
            others=Series(AVAILABLE[:-1]),
            last=AVAILABLE[-1],
        )
    return msgspec.convert(tomllib.loads(read_file(f"{language}/language.toml")), Pack)


@cache
def _articles(language: str) -> dict[str, str]:
    return {noun: article for article, nouns in pack_of(language).articles.items() for noun in nouns.split()}


def find_article(language: str, name: str) -> str:
    """The definite article of the noun a name begins with, if it is known."""
    return _articles(language).get(_BEHIND_NOUN.split(name, maxsplit=1)[0].lower(), "")
