# ruff: noqa: RUF001 - Russian, Chinese and French have letters and signs of their own
"""Versions in two languages say the same; dates and grammar differ."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from escalade.templates.checks.days import dates_in
from escalade.templates.languages.dates import Calendar
from escalade.templates.languages.grammar import au, du, le, the, vers
from escalade.templates.languages.pack import AVAILABLE, LATER, MissingLanguageError, MissingTemplateError, pack_of
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.facts.decision import OUTCOMES, key_of
from escalade.templates.papers.report import TOLD
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import Paper
from escalade.workflow.values.dates import when
from tests.templates.render import loosen

from .conftest import Register

SENTENCES = sorted(path.stem for path in Path(str(files("escalade.templates"))).glob("en/*.jinja"))
PAPERS = [("note", "2017"), ("notice", "2017/ott"), ("call", "2017/gender"), ("report", "meeting/9")]


def skeleton(paper: Paper) -> list[tuple[str, list[str]]]:
    """Each section with its segments, as they are called in every language."""
    return [(section.key, [segment(one) for one in section.printables()]) for section in paper.sections]


def segment(said: TracedFact | SaidSentence) -> str:
    """What a segment is called in every language."""
    return said.key if isinstance(said, SaidSentence) else said.record


def values(paper: Paper, *kinds: str) -> Counter[str]:
    """The dates, numbers and symbols of a paper, whatever the language."""
    facts: list[TracedFact] = []
    for one in paper.printables():
        facts.extend((one,) if isinstance(one, TracedFact) else one.facts)
    return Counter(f"{fact.kind} {fact.value} {fact.records}" for fact in facts if fact.kind in kinds)


@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_both_languages_have_the_same_paragraphs_in_the_same_order(
    round_of_2017: Register, kind: str, reference: str
) -> None:
    assert skeleton(round_of_2017.paper(kind, reference, "en")) == skeleton(round_of_2017.paper(kind, reference, "fr"))


@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_both_languages_have_the_same_dates_numbers_and_symbols(
    round_of_2017: Register, kind: str, reference: str
) -> None:
    english, french = (round_of_2017.paper(kind, reference, language) for language in ("en", "fr"))
    assert values(english, "date", "number", "symbol", "name") == values(french, "date", "number", "symbol", "name")


@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_both_languages_have_the_same_questions(round_of_2017: Register, kind: str, reference: str) -> None:
    english, french = (round_of_2017.paper(kind, reference, language).wordings for language in ("en", "fr"))
    assert [[one.value for one in text.questions] for text in english] == [
        [one.value for one in text.questions] for text in french
    ]


@pytest.mark.parametrize(
    ("language", "said", "year"),
    [
        ("en", "between 30 June and 4 July 2008", "in 2008"),
        ("fr", "entre le 30 juin et le 4 juillet 2008", "en 2008"),
        ("es", "entre el 30 de junio y el 4 de julio de 2008", "en 2008"),
        ("ru", "между 30 июня и 4 июля 2008 года", "в 2008 году"),
        ("zh", "2008年6月30日至7月4日之间", "2008年"),
        ("ar", "بين 30 يونيو و4 يوليو 2008", "في عام 2008"),
    ],
)
def test_a_day_between_two_and_a_year_are_told_in_each_language(language: str, said: str, year: str) -> None:
    vague, in_year, speaking = when("2008-06-30..2008-07-04"), when("2008"), tongue(language)
    printed = speaking.date(vague), speaking.span(vague, vague), str(speaking.on(TracedFact(vague, ("2017#1",), "")))
    assert [loosen(one or "") for one in printed] == [said] * 3
    assert loosen(str(speaking.on(TracedFact(in_year, ("2017#1",), "")))) == year
    assert set(dates_in(said)) == {"2008-06-30", "2008-07-04"}


@pytest.mark.parametrize("paper", SENTENCES)
@pytest.mark.parametrize("language", AVAILABLE)
def test_every_language_has_the_same_sentences(paper: str, language: str) -> None:
    assert tongue(language).sentences.keys(paper) == tongue("en").sentences.keys(paper) != ()


@pytest.mark.parametrize("language", AVAILABLE)
def test_every_language_has_the_same_small_words(language: str) -> None:
    english, other = (pack_of(one).words for one in ("en", language))
    held = {kind: sorted(set(words) - {"genitive"}) for kind, words in other.items()}  # a case of the same word
    assert held == {kind: sorted(words) for kind, words in english.items()}


@pytest.mark.parametrize(
    ("dates", "english", "french"),
    [
        (("2016-10-13", "2016-10-14"), "on 13 and 14 October 2016", "les 13 et 14 octobre 2016"),
        (("2017-05-15", "2017-05-25"), "from 15 to 25 May 2017", "du 15 au 25 mai 2017"),
        (("2016-09-30", "2016-10-01"), "from 30 September to 1 October 2016", "du 30 septembre au 1er octobre 2016"),
        (
            ("2016-12-31", "2017-01-02"),
            "from 31 December 2016 to 2 January 2017",
            "du 31 décembre 2016 au 2 janvier 2017",
        ),
        (("2016-02", "2016-09"), "from February to September 2016", "de février à septembre 2016"),
        (("2016-10", "2017-01"), "from October 2016 to January 2017", "d’octobre 2016 à janvier 2017"),
        (("2017-10", "2017-12-23"), "from October to 23 December 2017", "d’octobre au 23 décembre 2017"),
        (("2017-10-02", "2017-12"), "from 2 October to December 2017", "du 2 octobre à décembre 2017"),
        (("2017-10-02", "2017-10-02"), "on 2 October 2017", "le 2 octobre 2017"),
        (("..2017-10-02", "2017-10-05"), "until 5 October 2017", "jusqu’au 5 octobre 2017"),
        (("unknown", "2013-08"), "until August 2013", "jusqu’en août 2013"),
        (("2013-02-04", "unknown"), "from 4 February 2013", "à partir du 4 février 2013"),
        (("2013-10", "unknown"), "from October 2013", "à partir d’octobre 2013"),
        (("2013", "2013"), "in 2013", "en 2013"),
        (("2013", "2014-05"), "between 1 January 2013 and 31 May 2014", "entre le 1er janvier 2013 et le 31 mai 2014"),
        (("2013", "unknown"), "from 31 December 2013", "à partir du 31 décembre 2013"),
        (("unknown", "2013-08-01..2013-08-02"), "until 2 August 2013", "jusqu’au 2 août 2013"),
    ],
)
def test_a_period_is_written_as_each_language_does(dates: tuple[str, str], english: str, french: str) -> None:
    period = (when(dates[0]), when(dates[1]))
    fact = TracedFact(period, ("2017#1",), "")
    assert [loosen(str(tongue(language).on(fact))) for language in ("en", "fr")] == [english, french]


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        ("2017-03-31", "on 31 March 2017", "le 31 mars 2017"),
        ("2017-03-01", "on 1 March 2017", "le 1er mars 2017"),
        ("2017-10", "in October 2017", "en octobre 2017"),
        ("unknown", "as it was", "as it was"),
    ],
)
def test_a_date_is_written_as_each_language_does(day: str, english: str, french: str) -> None:
    fact = TracedFact(when(day), ("2017#1",), "as it was")
    assert [loosen(str(tongue(language).on(fact))) for language in ("en", "fr")] == [english, french]


def test_a_date_in_a_heading_has_no_preposition() -> None:
    calendars = [Calendar(pack_of(language)) for language in ("en", "fr")]
    span = (when("2017-05-15"), when("2017-05-25"))
    assert [loosen(str(one.bare_span(span))) for one in calendars] == [
        "15 to 25 May 2017",
        "du 15 au 25 mai 2017",
    ]
    assert [calendar.bare(when("unknown")) for calendar in calendars] == [None, None]


@pytest.mark.parametrize(
    ("number", "words", "digits"),
    [
        (1, ("first", "première"), ("first", "1re")),
        (9, ("ninth", "neuvième"), ("ninth", "9e")),
        (22, ("22nd", "22e"), ("22nd", "22e")),
        (112, ("112th", "112e"), ("112th", "112e")),
        (31, ("31st", "31e"), ("31st", "31e")),
    ],
)
def test_ordinals_are_words_up_to_twenty(number: int, words: tuple[str, str], digits: tuple[str, str]) -> None:
    speaking = [tongue(language) for language in ("en", "fr")]
    assert tuple(one.ordinal(number) for one in speaking) == words
    assert tuple(one.ordinal(number, digits=True) for one in speaking) == digits


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("Conseil", "le Conseil, du Conseil, au Conseil"),
        ("Assemblée", "l’Assemblée, de l’Assemblée, à l’Assemblée"),
        ("Conférence", "la Conférence, de la Conférence, à la Conférence"),
        ("Comité", "le Comité, du Comité, au Comité"),
        ("Commission", "la Commission, de la Commission, à la Commission"),
        ("Présidente", "la Présidente, de la Présidente, à la Présidente"),
        ("Haut Conseil", "le Haut Conseil, du Haut Conseil, au Haut Conseil"),
        ("les États", "les États, des États, aux États"),
        ("Règles, partie 1", "les Règles, partie 1, des Règles, partie 1, aux Règles, partie 1"),
        ("Organe", "l’Organe, de l’Organe, à l’Organe"),
    ],
)
def test_a_french_name_takes_its_article(name: str, articles: str) -> None:
    fact = TracedFact(name, ("body#1",), name)
    assert ", ".join(str(article(fact)) for article in (le, du, au)) == articles


def test_an_acronym_takes_the_gender_of_its_name() -> None:
    assert str(du(TracedFact("CDL", ("body#1",), "CDL", noun="Commission des lanternes"))) == "de la CDL"
    assert str(the(TracedFact("CDL", ("body#1",), "CDL", noun="Commission on Lanterns"))) == "CDL"
    assert str(vers(TracedFact("x", ("body#1",), "toutes les parties"))) == "à toutes les parties"


@pytest.mark.parametrize("language", ["de", *LATER])
def test_other_languages_are_refused(round_of_2017: Register, language: str) -> None:
    sentence = "comes with a later version" if language in LATER else "is not one of the languages"
    with pytest.raises(MissingLanguageError, match=sentence):
        round_of_2017.text("note", "2017", language)


def test_a_missing_word_or_sentence_is_named() -> None:
    with pytest.raises(MissingTemplateError, match=r"fr/language\.toml/stance/neutral"):
        tongue("fr").word("stance", "neutral")
    with pytest.raises(MissingTemplateError, match=r"en/note\.jinja/greeting"):
        tongue("en").say("note.greeting")
    with pytest.raises(MissingTemplateError, match=r"en/letter\.jinja"):
        tongue("en").say("letter.greeting")


def french_files() -> list[str]:
    """The French files, as text."""
    folder = files("escalade.templates").joinpath("fr")
    return [file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith((".jinja", ".toml"))]


def test_french_typography_is_kept() -> None:
    for text in french_files():
        prose = re.sub(r"\{[{%#].*?[}%#]\}", "x", text, flags=re.DOTALL)
        assert re.findall(r"\w'\w", prose) == []
        assert re.findall(r"[^\W\d_ ][;?!»]|« | [;?!»]", prose) == []


@pytest.mark.parametrize("language", AVAILABLE)
def test_sentences_hold_no_markup(language: str) -> None:
    folder = files("escalade.templates").joinpath(language)
    for file in folder.iterdir():
        if file.name.endswith(".jinja"):
            prose = re.sub(r"\{[{%#].*?[}%#]\}", "", file.read_text("utf-8"), flags=re.DOTALL)
            assert re.findall(r"[<>&*_`|\[\]\\]", prose) == []


@pytest.mark.parametrize("language", AVAILABLE)
def test_every_outcome_and_every_act_of_a_report_has_its_sentence(language: str) -> None:
    keys = tongue(language).sentences.keys
    assert {f"decision.{key_of(act)}" for act in OUTCOMES} <= set(keys("decision"))
    assert {f"report.{key_of(act)}" for act in TOLD} <= set(keys("report"))


CITIES = {
    "Europe/Zurich": ("زيورخ", "Zurich", "Zúrich", "Zurich", "Цюрих", "苏黎世"),
    "Africa/Cairo": ("القاهرة", "Cairo", "El Cairo", "Le Caire", "Каир", "开罗"),
    "America/New_York": ("نيويورك", "New York", "Nueva York", "New York", "Нью-Йорк", "纽约"),
    "Asia/Calcutta": ("كالكتا", "Kolkata", "Calcuta", "Calcutta", "Калькутта", "加尔各答"),
    "Etc/UTC": (None,) * 6,
    "UTC": (None,) * 6,
}


@pytest.mark.parametrize("zone", CITIES)
def test_a_zone_is_called_by_its_city_in_the_language(zone: str) -> None:
    assert tuple(tongue(one).find_city(zone) for one in ("ar", "en", "es", "fr", "ru", "zh")) == CITIES[zone]


HOURS = {
    "ar": "(بتوقيت {}، UTC+02:00)", "en": "({} time, UTC+02:00)", "es": "(hora de {}, UTC+02:00)",
    "fr": "(heure {}, UTC+02:00)", "ru": "(время: {}, UTC+02:00)", "zh": "（{}时间，UTC+02:00）",
}  # fmt: skip


@pytest.mark.parametrize("language", HOURS)
@pytest.mark.parametrize("city", [("Paris", "de Paris"), ("Athènes", "d’Athènes"), ("Le Caire", "du Caire"), None])
def test_a_time_is_told_by_the_city_and_its_offset(language: str, city: tuple[str, str] | None) -> None:
    given = {name: SaidSentence("text", text) for name, text in (("day", "2031"), ("hours", "18"), ("minutes", "00"))}
    name = SaidSentence("text", city[0]) if city else None
    said = tongue(language).say("common.moment", city=name, clock=SaidSentence("text", "UTC+02:00"), **given)
    bare = {"zh": "（UTC+02:00）"}.get(language, "(UTC+02:00)")
    told = HOURS[language].format(city[1] if language == "fr" else city[0]) if city else bare
    assert told in str(said).translate(dict.fromkeys(map(ord, "\u2066\u2069")))
