# ruff: noqa: RUF001 - Russian is written in Cyrillic
"""Spanish and Russian dates, ordinals, lists, articles, cases and plurals."""

from __future__ import annotations

import pytest

from escalade.templates.languages import russian, spanish
from escalade.templates.languages.dates import Calendar
from escalade.templates.languages.grammar import au, from_language, replace_title
from escalade.templates.languages.pack import pack_of
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from escalade.workflow.values.dates import when
from tests.templates.facts import fact
from tests.templates.render import loosen

LANGUAGES = ("es", "ru")


@pytest.mark.parametrize(
    ("dates", "in_spanish", "in_russian"),
    [
        (
            ("2016-10-13", "2016-10-14"),
            "los días 13 y 14 de octubre de 2016",
            "13–14 октября 2016\u00a0года",
        ),
        (("2017-05-15", "2017-05-25"), "del 15 al 25 de mayo de 2017", "с 15 по 25 мая 2017\u00a0года"),
        (
            ("2016-09-30", "2016-10-01"),
            "del 30 de septiembre al 1 de octubre de 2016",
            "с 30 сентября по 1 октября 2016\u00a0года",
        ),
        (
            ("2016-12-31", "2017-01-02"),
            "del 31 de diciembre de 2016 al 2 de enero de 2017",
            "с 31 декабря 2016\u00a0года по 2 января 2017\u00a0года",
        ),
        (("2016-02", "2016-09"), "de febrero a septiembre de 2016", "с февраля по сентябрь 2016\u00a0года"),
        (
            ("2016-10", "2017-01"),
            "de octubre de 2016 a enero de 2017",
            "с октября 2016\u00a0года по январь 2017\u00a0года",
        ),
        (
            ("2017-10", "2017-12-23"),
            "desde octubre hasta el 23 de diciembre de 2017",
            "с октября по 23 декабря 2017\u00a0года",
        ),
        (
            ("2017-10-02", "2017-12"),
            "desde el 2 de octubre hasta diciembre de 2017",
            "со 2 октября по декабрь 2017\u00a0года",
        ),
        (
            ("2016-05", "2017-08"),
            "de mayo de 2016 a agosto de 2017",
            "с мая 2016\u00a0года по август 2017\u00a0года",
        ),
        (("2017-10-02", "2017-10-02"), "el 2 de octubre de 2017", "2 октября 2017\u00a0года"),
    ],
)
def test_a_period_is_written_as_each_language_does(dates: tuple[str, str], in_spanish: str, in_russian: str) -> None:
    period = TracedFact((when(dates[0]), when(dates[1])), ("2017#1",), "")
    assert [loosen(str(tongue(language).on(period))) for language in LANGUAGES] == [in_spanish, loosen(in_russian)]


@pytest.mark.parametrize(
    ("day", "in_spanish", "in_russian"),
    [
        ("2017-03-31", "el 31 de marzo de 2017", "31 марта 2017\u00a0года"),
        ("2017-03-01", "el 1 de marzo de 2017", "1 марта 2017\u00a0года"),
        ("2017-10", "en octubre de 2017", "в октябре 2017\u00a0года"),
        ("2017-05", "en mayo de 2017", "в мае 2017\u00a0года"),
        ("2017-03", "en marzo de 2017", "в марте 2017\u00a0года"),
    ],
)
def test_a_date_is_written_as_each_language_does(day: str, in_spanish: str, in_russian: str) -> None:
    given = TracedFact(when(day), ("2017#1",), "")
    assert [loosen(str(tongue(language).on(given))) for language in LANGUAGES] == [in_spanish, loosen(in_russian)]


def test_a_month_in_a_heading_is_in_the_nominative() -> None:
    calendars = [Calendar(pack_of(language)) for language in LANGUAGES]
    assert [one.bare(when("2016-10")) for one in calendars] == ["octubre de 2016", "октябрь 2016\u00a0года"]


@pytest.mark.parametrize(
    ("number", "words", "digits"),
    [
        (1, ("primera", "первое"), ("primera", "первое")),
        (3, ("tercera", "третье"), ("tercera", "третье")),
        (9, ("novena", "девятое"), ("novena", "девятое")),
        (12, ("duodécima", "двенадцатое"), ("duodécima", "двенадцатое")),
        (20, ("vigésima", "двадцатое"), ("vigésima", "двадцатое")),
        (22, ("22.ª", "22-е"), ("22.ª", "22-е")),
    ],
)
def test_ordinals_have_the_gender_of_a_meeting(number: int, words: tuple[str, str], digits: tuple[str, str]) -> None:
    speaking = [tongue(language) for language in LANGUAGES]
    assert tuple(one.ordinal(number) for one in speaking) == words
    assert tuple(one.ordinal(number, digits=True) for one in speaking) == digits


def test_what_is_not_translated_is_quoted_or_stands_bare() -> None:
    foreign = fact("all lamplighters", other="en")
    assert str(spanish.hacia(foreign)) == "a «all lamplighters»"
    assert [str(one) for one in spanish.each_el([foreign, fact("Decisión 1")])] == [str(foreign), "la Decisión 1"]
    assert replace_title(foreign, "secretaría") == fact("secretaría", value="all lamplighters")
    assert replace_title(fact("Secretaría"), "x") == fact("Secretaría")


@pytest.mark.parametrize(
    ("dates", "in_spanish", "in_russian"),
    [
        (("2017-05-15", "2017-05-25"), "15-25 de mayo de 2017", "15–25 мая 2017 года"),
        (("2016-10-13", "2016-10-14"), "13 y 14 de octubre de 2016", "13–14 октября 2016 года"),
        (
            ("2018-10-29", "2018-11-16"),
            "29 de octubre – 16 de noviembre de 2018",
            "29 октября – 16 ноября 2018 года",
        ),
        (("2017-02", "2017-03"), "febrero-marzo de 2017", "февраль–март 2017 года"),
        (("2016-10", "2017-01"), "octubre de 2016 – enero de 2017", "октябрь 2016 года – январь 2017 года"),
    ],
)
def test_a_heading_gives_a_period_with_a_dash(dates: tuple[str, str], in_spanish: str, in_russian: str) -> None:
    spans = [tongue(language).span(when(dates[0]), when(dates[1])) for language in LANGUAGES]
    assert [loosen(str(span)) for span in spans] == [in_spanish, in_russian]


def test_a_place_is_put_in_a_case_where_it_is_known() -> None:
    places = [fact("Женева (Швейцария)"), fact("Нью-Йорк"), fact("Geneva", other="en"), fact("Вымышленная гавань")]
    assert [russian.is_declined(place) for place in places] == [True, True, False, False]
    assert str(russian.in_case("prepositional", places[1])) == "Нью-Йорке"


def test_ordinals_go_with_neuter_nouns_only() -> None:
    nouns = [fact("пленарное заседание"), fact("сессия"), fact("заседание", other="en"), fact("прение")]
    assert [russian.is_neuter(noun) for noun in nouns] == [True, False, False, False]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Directives fictives, partie 1", "aux Directives fictives, partie 1"),
        ("Instructions 3", "aux Instructions 3"),
        ("Processus fictif", "au Processus fictif"),
        ("Avis 4", "à l’Avis 4"),
        ("OASIS", "à l’OASIS"),
        ("Charte fictive", "à la Charte fictive"),
    ],
)
def test_a_french_plural_has_the_article_of_one(name: str, said: str) -> None:
    assert str(au(TracedFact(name, ("body#1",), name))) == said


@pytest.mark.parametrize(
    ("language", "in_french"),
    [
        ("anglais", "de l’anglais"),
        ("français", "du français"),
        ("espagnol", "de l’espagnol"),
        ("chinois", "du chinois"),
        ("hindi", "du hindi"),
        ("hébreu", "de l’hébreu"),
    ],
)
def test_a_translation_is_from_a_language_in_french(language: str, in_french: str) -> None:
    assert str(from_language(fact(language))) == in_french


@pytest.mark.parametrize(
    ("language", "in_russian"),
    [
        ("французский", "с французского"),
        ("английский", "с английского"),
        ("арабский", "с арабского"),
        ("испанский", "с испанского"),
        ("шведский", "со шведского"),
        ("сербский", "с сербского"),
        ("бразильский португальский", "с бразильского португальского"),
        ("хинди", "с языка хинди"),
    ],
)
def test_a_translation_is_from_a_language_in_russian(language: str, in_russian: str) -> None:
    assert str(russian.from_language(fact(language))) == in_russian
