"""The termbase of a body: what its texts are worth, and their forms."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motions import Constitute, TermEntry, TermForms
from escalade.workflow.records.texts import texts_of
from escalade.workflow.values.symbols import Symbol

OFFICIAL, UNOFFICIAL = "official", "unofficial translation"
NAMES = ("name", "acronym", "superior_body", "organisation", "texts", "names")
"""The fields of a constitution whose texts are names that somebody gave; titles and nouns are words of a language."""
PROSE = ("background",)
"""What of a legal text is no name of it."""
SERIES = "symbol_series"
"""The place of all series of documents; that of one is its name, or its name without a year, behind a stop."""
NO_FORMS = TermForms()


def find_standing(constitution: Constitute, path: str, language: str) -> str:
    """The standing of a text in a language; empty where none is given."""
    return next((one.standing[language] for _, one in _entries(constitution, path) if language in one.standing), "")


def find_forms(constitution: Constitute, path: str, language: str) -> TermForms:
    """The forms of a name in a language, as far as they are on record."""
    return next((one.forms[language] for _, one in _entries(constitution, path) if language in one.forms), NO_FORMS)


def find_wording(constitution: Constitute, symbol: Symbol, language: str) -> tuple[str, TermForms]:
    """A document's name in a language, with its forms; empty if unworded."""
    for place in (f"{SERIES}.{symbol.series}", f"{SERIES}.{symbol.series_name}", SERIES):
        entry = constitution.terms.get(place)
        if entry and language in entry.wording:
            return entry.wording[language], entry.forms.get(language, NO_FORMS)
    return "", NO_FORMS


def is_name(path: str) -> bool:
    """Whether the text of a place is a name, which sentences are built around."""
    return path.partition(".")[0] in NAMES and path.rpartition(".")[2] not in PROSE


def find_idle(constitution: Constitute) -> tuple[str, ...]:
    """The places in the termbase at which the constitution has no text."""
    nouns = constitution.nouns.by_name if constitution.nouns else {}
    series = (Symbol(name, ()) for name in constitution.symbol_series)
    worded = [f"{SERIES}.{name}" for one in series for name in (one.series, one.series_name)]
    held = [*texts_of(constitution), *(f"nouns.{kind}" for kind in nouns), *worded]
    return tuple(place for place in constitution.terms if not any(f"{one}.".startswith(f"{place}.") for one in held))


def _entries(constitution: Constitute, path: str) -> Iterator[tuple[str, TermEntry]]:
    while path:
        if path in constitution.terms:
            yield path, constitution.terms[path]
        path = path.rpartition(".")[0]
