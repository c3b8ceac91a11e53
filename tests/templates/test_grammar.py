"""Dates, ordinals, lists, names and marks are printed as the table of each language in `grammar` has them.

Whether sentences put them together well is read in the papers of `tests/net`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from escalade.templates.checks.citation import dates_in
from escalade.templates.languages.noun import GivenForms, replace_nouns
from escalade.templates.languages.pack import AVAILABLE, pack_of
from escalade.templates.languages.tongue import Calendar, Tongue, tongue
from escalade.templates.languages.typography import RULES, part_definition, set_text, shorten
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.workflow.motions import Noun, Nouns
from escalade.workflow.values.dates import when

from .render import loosen, unmark

TABLES: dict[str, dict[str, Any]] = {
    language: tomllib.loads(Path(__file__).with_name("grammar").joinpath(f"{language}.toml").read_text("utf-8"))
    for language in AVAILABLE
}
CASES = ("genitive", "dative", "instrumental", "prepositional", "accusative")
each = pytest.mark.parametrize("language", AVAILABLE)


def thing(named: str) -> TracedFact:
    """A thing by its name, and by what is said of it behind a bar."""
    text, _, more = named.partition(" | ")
    said: dict[str, Any] = dict(one.split("=", 1) for one in more.split("; ") if one)
    cases = {name: said.pop(name) for name in CASES if name in said}
    return TracedFact(text, ("body#1",), text, cases=cases or None, **said)


def number(speaking: Tongue, value: str) -> TracedFact:
    """A number as it is said."""
    return TracedFact(int(value), ("body#1",), speaking.pack.words["number"].get(value, value), kind="number")


def period(days: str) -> TracedFact:
    """A period from one day to another."""
    first, last = map(when, days.split("/"))
    return TracedFact((first, last), ("body#1",), "")


def ordinal(speaking: Tongue, value: str) -> str:
    """A number as an ordinal, in words and in digits where they differ."""
    return " | ".join(dict.fromkeys(speaking.ordinal(int(value), digits=digits) for digits in (False, True)))


def filtered(speaking: Tongue, by: str, given: TracedFact) -> str:
    """What a filter of the language makes of something."""
    template = speaking.sentences.environment.from_string(f"{{{{ it|{by} }}}}")
    return str(template.render(it=given, _printed=[]))


def printed(speaking: Tongue, table: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each line of a table: what is given, what stands there and what the language makes of it."""
    plain: dict[str, Callable[[str], str]] = {
        "dates": lambda days: loosen(str(speaking.on(period(days)))),
        "headings": lambda days: loosen(str(speaking.span(*period(days).value))),  # type: ignore[misc]  # it is a pair
        "ordinals": lambda value: ordinal(speaking, value),
        "lists": lambda names: str(speaking.join_parts([SaidSentence("text", one) for one in names.split(" | ")])),
        "typed": lambda typed: set_text(typed, speaking.language),
        "shortened": lambda text: shorten(text.replace("_", "\u00a0"), 30, speaking.language),
        "parted": lambda text: part_definition(text, speaking.language),
    }
    for kind, make in plain.items():
        yield from ((f"{kind}: {given}", said, make(given)) for given, said in table.get(kind, {}).items())
    for by, lines in table.get("filters", {}).items():
        yield from ((f"{given}|{by}", said, filtered(speaking, by, thing(given))) for given, said in lines.items())
    for by, lines in table.get("numbers", {}).items():
        yield from ((f"{one}|{by}", said, filtered(speaking, by, number(speaking, one))) for one, said in lines.items())


@each
def test_what_is_given_is_printed_as_the_table_of_the_language_has_it(language: str) -> None:
    lines = list(printed(tongue(language), TABLES[language]))
    made = {given: unmark(one).replace("\u00a0", "_") for given, _, one in lines}
    assert made == {given: said for given, said, _ in lines}
    assert len(TABLES[language]["typed"]) >= 15
    assert set(RULES) == set(AVAILABLE)


@each
def test_the_days_of_a_date_are_read_back(language: str) -> None:
    said = TABLES[language]["dates"]["2008-06-30..2008-07-04/2008-06-30..2008-07-04"]
    assert set(dates_in(said)) == {"2008-06-30", "2008-07-04"}


PATTERNS = {
    "ar": ("d MMMM y", "MMMM y"),
    "en": ("d MMMM y", "MMMM y"),
    "es": ("d 'de' MMMM 'de' y", "MMMM 'de' y"),
    "fr": ("d MMMM y", "MMMM y"),
    "ru": ("d MMMM y'\u00a0года'", "LLLL y'\u00a0года'"),  # noqa: RUF001  # that is how Russian is written
    "zh": ("y年M月d日", "y年M月"),
}
"""A day and a month as each language writes them, as patterns of the CLDR."""


@each
def test_months_lists_and_languages_are_those_of_the_cldr(language: str) -> None:
    speaking, pack = tongue(language), pack_of(language)
    for month in range(1, 13):
        day, whole = (format_date(date(2017, month, 3), one, locale=pack.locale) for one in PATTERNS[language])
        assert loosen(str(Calendar(pack).bare(when(f"2017-{month:02}-03")))) == loosen(day)
        assert Calendar(pack).bare(when(f"2017-{month:02}")) == whole
    for count in range(1, 6):
        names = ["甲", "أولى", "c", "{}", "e"][:count]
        listed = str(speaking.join_parts([SaidSentence("text", name) for name in names]))
        assert listed == format_list([speaking.isolate_text(name) for name in names], locale=pack.locale)
    names_of = Locale.parse(pack.locale).languages
    assert speaking.name_of("de") == names_of["de"]
    if language not in {"ar", "zh"}:  # which have names of their own
        assert pack.languages == {one: names_of[one] for one in sorted(AVAILABLE)}


def test_items_are_lettered_in_the_alphabet_of_the_language() -> None:
    places = [0, 1, 4, 25, 26, 27, 28]
    assert [pack_of("ar").label(place) for place in places] == ["أ)", "ب)", "هـ)", "ض)", "ظ)", "غ)", "أأ)"]
    assert pack_of("zh").label(1) == "(b)"


@each
def test_a_noun_without_a_form_is_quoted_behind_a_general_word_and_is_in_no_name_of_ours(language: str) -> None:
    speaking = tongue(language)
    assert set(speaking.pack.nouns) == {*Nouns.__struct_fields__, "open"}
    given = {"consultation": GivenForms({"de": Noun(one="Aufruf")}, "body#1")}
    found = replace_nouns(speaking.nouns, speaking.pack, language, given)
    assert [str(one).replace("\u00a0", "_") for one in found["consultation"][:2]] == [
        *TABLES[language]["nouns"].values()
    ]
    assert found["open"] == found["consultation"]
    assert found["consultation"].one.others == ("de",)
    assert (str(found["purpose"].one), found["purpose"].own) == (speaking.pack.nouns["purpose"].plain, True)
    assert found["hearing"] is speaking.nouns["hearing"]
    own = given | {"purpose": GivenForms({language: Noun(one="Frage")}, "body#1")}
    assert str(replace_nouns(speaking.nouns, speaking.pack, language, own)["purpose"].one) == "Frage"
