# ruff: noqa: RUF001, RUF002 - Russian is written in Cyrillic
"""Russian cases and plurals: how names and numbers join their sentence.

Names are data in the nominative. One that begins with a word of the language's
grammar.toml is declined; any other keeps its nominative, in quotation marks,
behind a general word in the case asked for: вышестоящему органу «Council».
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any, Literal, get_args

from babel import Locale

from escalade.templates.languages.pack import read_file
from escalade.templates.languages.typography import NO_BREAK, set_text
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact

Case = Literal["genitive", "dative", "instrumental", "prepositional", "accusative"]
_ORDER: tuple[Case, ...] = get_args(Case)
"""The order of the tables; only feminine nouns have an accusative of their own."""
CASES = _ORDER[:-1]
"""The cases of every name."""
_VOWEL = re.compile(r"[аоуэи]|11(?!\d)", re.IGNORECASE)
_LANGUAGE = re.compile(r"(?:ий|ый|ой)\b")
_CLUSTER = re.compile(r"[сзшж][^аеёиоуыэюя]", re.IGNORECASE)
"""What *с* becomes *со* before."""
_CLAUSE = re.compile(r", (?:\w+(?:щ|вш)\w+|котор\w+) [^,]*$")
"""A clause with which a name ends: …, касающимся интернета."""
_MORE = re.compile(r"(?P<quoted>(?: «[^»]*»)?)(?P<and>, | и )(?P<rest>.+)", re.DOTALL)


@cache
def _words() -> dict[str, Any]:
    return tomllib.loads(read_file("ru/grammar.toml"))


def decline(name: str, case: Case) -> str | None:
    """A name in a case, its adjectives and first noun; None if unknown.

    >>> decline("Рабочая группа по вопросам данных", "genitive")
    'Рабочей группы по вопросам данных'
    """
    words = name.replace(NO_BREAK, " ").split(" ")
    if len(words[0]) > 1 and words[0].isupper():
        return name
    done: list[str] = []
    for place, word in enumerate(words, start=1):
        noun = _noun(word, case)
        if noun is not None:
            rest = "".join(f" {one}" for one in words[place:])
            return set_text(" ".join((*done, noun)) + _tail(rest, case), "ru")
        adjective = word if word == "и" else _adjective(word, case)
        if adjective is None:
            return None
        done.append(adjective)
    return " ".join(done)


def in_case(case: Case, name: Printable, general: str | Printable = "") -> Printable:
    """A name in a case, or behind a general word that is; acronyms stay."""
    if name.cases and case in name.cases:
        return name.reword(set_text(name.cases[case], "ru"))
    if isinstance(name, TracedFact) and name.noun:
        return name
    foreign = isinstance(name, TracedFact) and name.other and name.text in getattr(name.value, "values", tuple)()
    found = None if foreign else decline(name.text, case)
    return name.reword(found or f"{general} «{name.text}»".lstrip())


def about(name: Printable) -> Printable:
    """A name behind *о*: о девятом, об одиннадцатом собрании."""
    declined = in_case("prepositional", name)
    return declined.reword(f"{'об' if _VOWEL.match(declined.text) else 'о'} {declined.text}")


def end_clause(name: Printable) -> SaidSentence:
    """The comma behind a name, and its acronym, that ends in a clause.

    As in: …, касающимся интернета (РГС), создана.
    """
    return SaidSentence("ru.end_clause", "," if _CLAUSE.search(name.text) else "")


def from_language(language: Printable) -> Printable:
    """A language that one translates from: с французского, со шведского.

    One that is not declined stands behind a general word: с языка хинди.
    """
    declined = _LANGUAGE.sub("ого", language.text)
    if declined == language.text:
        return language.reword(f"с языка {language.text}")
    return language.reword(f"{'со' if _CLUSTER.match(declined) else 'с'} {declined}")


def is_declined(name: Printable) -> bool:
    """Whether a name can be put in a case by itself."""
    given = name.cases is not None and "prepositional" in name.cases
    return given or (not name.others and decline(name.text, "prepositional") is not None)


def is_neuter(name: Printable) -> bool:
    """Whether our ordinals, which are neuter, go with a name."""
    return is_declined(name) and gender(name) == "neuter"


def accusative(name: Printable) -> Printable:
    """A name of a thing in the accusative."""
    if name.cases and "accusative" in name.cases:
        return name.reword(set_text(name.cases["accusative"], "ru"))
    if isinstance(name, TracedFact) and name.noun:
        return name
    declined = decline(name.text, "accusative") if gender(name) == "feminine" else None
    return name.reword(declined) if declined else name


def gender(name: Printable) -> str:
    """The gender of a name: as given, or of its noun, or else of *орган*."""
    words = (word.rstrip(",").rpartition("-")[2].lower() for word in name.text.replace(NO_BREAK, " ").split(" "))
    return name.gender or next(
        (found for word in words for found, nouns in _words()["nouns"].items() if word in nouns), "masculine"
    )


def ending(name: Printable, masculine: str, feminine: str, neuter: str) -> SaidSentence:
    """What goes with a name by its gender: an ending, or a whole word."""
    return SaidSentence("ending", {"feminine": feminine, "neuter": neuter}.get(gender(name), masculine))


def nominative(name: Printable, general: str | Printable) -> Printable:
    """A name as it is; one not translated behind a general word."""
    if not name.others or (isinstance(name, TracedFact) and name.noun):
        return name
    return name.reword(f"{general} «{name.text}»")


def form(count: TracedFact, one: str, few: str, many: str) -> SaidSentence:
    """The form of a word that goes with a number: 1, 2 to 4, 5 and more."""
    return SaidSentence("form", {"one": one, "few": few}.get(Locale("ru").plural_form(int(str(count.value))), many))


def feminine(count: TracedFact) -> TracedFact:
    """A number before a feminine noun."""
    return count.reword(_words()["feminine"].get(count.text, count.text))


def decline_months(date: str) -> str:
    """A date whose months are in the case that their prepositions ask for.

    >>> decline_months("в май 2017 года")
    'в мае 2017 года'
    """
    for preposition, months in _words()["months"].items():
        pattern = rf"\b(?<={preposition} )(?:{'|'.join(months)})\b"
        date = re.sub(pattern, lambda found, forms=months: forms[found[0]], date)  # type: ignore[misc]  # the default binds it
    return date


def _noun(word: str, case: Case) -> str | None:
    """A noun that names begin with, in a case."""
    bare = word.rstrip(",")
    before, hyphen, noun = bare.rpartition("-")
    forms = next((nouns[noun.lower()] for nouns in _words()["nouns"].values() if noun.lower() in nouns), None)
    if forms is None:
        return None
    found: str = _form(forms, case, noun.lower())
    return before + hyphen + (found.capitalize() if noun[0].isupper() else found) + word[len(bare) :]


def _adjective(word: str, case: Case) -> str | None:
    """An adjective or ordinal, in a case."""
    bare = word.rstrip(",")
    for ending, forms in _words()["adjectives"].items():
        found = re.search(f"(?:{ending})$", bare)
        if found:
            return bare[: found.start()] + _form(forms, case, found[0]) + word[len(bare) :]
    return None


def _form(forms: list[str], case: Case, nominative: str) -> str:
    """A form of a table; what has no accusative of its own keeps its nominative."""
    return (forms[_ORDER.index(case) :] or [nominative])[0]


def _tail(rest: str, case: Case) -> str:
    """What follows the noun: another such name is declined, all else stays."""
    more = _MORE.fullmatch(rest)
    if more is None:
        return rest
    return more["quoted"] + more["and"] + (decline(more["rest"], case) or more["rest"])
