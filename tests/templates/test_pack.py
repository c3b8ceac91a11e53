"""What languages say of dates, lists and plurals is what the CLDR has."""

from __future__ import annotations

from datetime import date

import pytest
from babel import Locale
from babel.dates import format_date
from babel.lists import format_list

from escalade.templates.languages import arabic, russian
from escalade.templates.languages.dates import Calendar
from escalade.templates.languages.pack import AVAILABLE, pack_of
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from escalade.workflow.values.dates import when
from tests.templates.render import loosen

PATTERNS = {
    "ar": ("d MMMM y", "MMMM y"),
    "en": ("d MMMM y", "MMMM y"),
    "es": ("d 'de' MMMM 'de' y", "MMMM 'de' y"),
    "fr": ("d MMMM y", "MMMM y"),
    "ru": ("d MMMM y'\u00a0года'", "LLLL y'\u00a0года'"),  # noqa: RUF001  # that is how Russian is written
    "zh": ("y年M月d日", "y年M月"),
}
"""A day and a month as each language writes them, as patterns of the CLDR."""


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize("month", range(1, 13))
def test_months_have_the_names_that_the_cldr_gives_them(language: str, month: int) -> None:
    calendar, locale = Calendar(pack_of(language)), pack_of(language).locale
    day, whole = (format_date(date(2017, month, 3), one, locale=locale) for one in PATTERNS[language])
    assert loosen(str(calendar.bare(when(f"2017-{month:02}-03")))) == loosen(day)
    assert calendar.bare(when(f"2017-{month:02}")) == whole


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize("count", range(1, 6))
def test_lists_are_punctuated_as_the_cldr_has_it(language: str, count: int) -> None:
    names = ["甲", "أولى", "c", "{}", "e"][:count]
    speaking = tongue(language)
    listed = str(speaking.join_parts([TracedFact(name, ("2017#1",), name) for name in names]))
    assert listed == format_list([speaking.isolate_text(name) for name in names], locale=speaking.pack.locale)


@pytest.mark.parametrize(("language", "rule_of"), [("ar", arabic.rule_of), ("ru", russian.rule_of)])
def test_numbers_take_the_plurals_of_the_cldr(language: str, rule_of: type[str]) -> None:
    expected = Locale(language).plural_form
    assert [rule_of(number) for number in range(1250)] == [expected(number) for number in range(1250)]


@pytest.mark.parametrize("language", ["en", "es", "fr", "ru"])
def test_languages_are_called_as_the_cldr_calls_them(language: str) -> None:
    names = Locale.parse(pack_of(language).locale).languages
    assert pack_of(language).languages == {one: names[one] for one in sorted(AVAILABLE)}
    assert tongue(language).name_of("de") == names["de"]
