# ruff: noqa: RUF001 - Russian is written in Cyrillic
"""Spanish and Russian dates, ordinals, lists, articles, cases and plurals."""

from __future__ import annotations

import pytest

from escalade.templates.languages import russian, spanish
from escalade.templates.languages.dates import Calendar
from escalade.templates.languages.grammar import replace_title
from escalade.templates.languages.pack import pack_of
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from escalade.workflow.values.dates import when
from tests.templates.render import loosen

LANGUAGES = ("es", "ru")


def fact(text: str, *, noun: str = "", other: str | None = None, value: object = None) -> TracedFact:
    """A fact of the body, worded."""
    return TracedFact(text if value is None else value, ("body#1",), text, noun=noun, other=other)


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
            "с 2 октября по декабрь 2017\u00a0года",
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
        ("..2017-03-31", "a más tardar el 31 de marzo de 2017", "не позднее 31 марта 2017\u00a0года"),
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


@pytest.mark.parametrize(
    ("names", "spanish_list"),
    [
        (("China", "India"), "China e India"),
        (("Chile", "China", "Islas Cook"), "Chile, China e Islas Cook"),
        (("Perú", "Hierro"), "Perú y Hierro"),
        (("cobre", "«hilo»"), "cobre e «hilo»"),
        (("India",), "India"),
        ((), ""),
    ],
)
def test_a_spanish_list_sounds_right_before_i(names: tuple[str, ...], spanish_list: str) -> None:
    assert str(tongue("es").join_parts(map(fact, names))) == spanish_list


@pytest.mark.parametrize(
    ("name", "articles"),
    [
        ("Consejo", "el Consejo, del Consejo, al Consejo"),
        ("Asamblea", "la Asamblea, de la Asamblea, a la Asamblea"),
        ("Comisión", "la Comisión, de la Comisión, a la Comisión"),
        ("Sistema de Faroles", "el Sistema de Faroles, del Sistema de Faroles, al Sistema de Faroles"),
        ("Naciones Reunidas", "las Naciones Reunidas, de las Naciones Reunidas, a las Naciones Reunidas"),
        ("Partes", "las Partes, de las Partes, a las Partes"),
        ("Estados", "los Estados, de los Estados, a los Estados"),
        ("el Comité", "el Comité, del Comité, al Comité"),
    ],
)
def test_a_spanish_name_takes_its_article(name: str, articles: str) -> None:
    given = (spanish.el, spanish.del_, spanish.al)
    assert ", ".join(str(article(fact(name))) for article in given) == articles


def test_a_spanish_acronym_takes_the_gender_of_its_name() -> None:
    assert str(spanish.del_(fact("CIF", noun="Comisión de Faroles"))) == "de la CIF"
    assert str(spanish.del_(fact("MCL", noun="Committee", other="en"))) == "del MCL"


def test_what_is_not_translated_is_quoted_or_stands_bare() -> None:
    foreign = fact("all lamplighters", other="en")
    assert str(spanish.hacia(foreign)) == "a «all lamplighters»"
    assert [str(one) for one in spanish.each_el([foreign, fact("Decisión 1")])] == [str(foreign), "la Decisión 1"]
    assert replace_title(foreign, "secretaría") == fact("secretaría", value="all lamplighters")
    assert replace_title(fact("Secretaría"), "x") == fact("Secretaría")


@pytest.mark.parametrize(
    ("name", "cases"),
    [
        ("Совет", "Совета | Совету | Советом | Совете"),
        ("Союз по фонарям", "Союза по фонарям | Союзу по фонарям | Союзом по фонарям | Союзе по фонарям"),
        ("Рабочая группа", "Рабочей группы | Рабочей группе | Рабочей группой | Рабочей группе"),
        ("Общая ассамблея", "Общей ассамблеи | Общей ассамблее | Общей ассамблеей | Общей ассамблее"),
        ("Высший комитет", "Высшего комитета | Высшему комитету | Высшим комитетом | Высшем комитете"),
        ("Узкий форум", "Узкого форума | Узкому форуму | Узким форумом | Узком форуме"),
        ("Полная конференция", "Полной конференции | Полной конференции | Полной конференцией | Полной конференции"),
        ("Вице-председатель", "Вице-председателя | Вице-председателю | Вице-председателем | Вице-председателе"),
        ("третье собрание", "третьего собрания | третьему собранию | третьим собранием | третьем собрании"),
        ("9-е собрание", "9-го собрания | 9-му собранию | 9-м собранием | 9-м собрании"),
        ("1-е и 3-е", "1-го и 3-го | 1-му и 3-му | 1-м и 3-м | 1-м и 3-м"),
        ("1-е, 2-е и", "1-го, 2-го и | 1-му, 2-му и | 1-м, 2-м и | 1-м, 2-м и"),
        ("девятое", "девятого | девятому | девятым | девятом"),
        ("собрания «X» и «Y»", "собраний «X» и «Y» | собраниям «X» и «Y» | собраниями «X» и «Y» | собраниях «X» и «Y»"),
        ("Совет и Бюро", "Совета и Бюро | Совету и Бюро | Советом и Бюро | Совете и Бюро"),
        ("Совет и комиссия", "Совета и комиссии | Совету и комиссии | Советом и комиссией | Совете и комиссии"),
        ("ВРГФ", "ВРГФ | ВРГФ | ВРГФ | ВРГФ"),
    ],
)  # fmt: skip
def test_a_russian_name_is_declined(name: str, cases: str) -> None:
    assert " | ".join(russian.decline(name, case) or "" for case in russian.CASES) == cases


def test_a_name_that_cannot_be_declined_stands_behind_a_general_word() -> None:
    assert russian.decline("Лига фонарщиков", "genitive") is None
    assert str(russian.in_case("genitive", fact("Лига"), "органа")) == "органа «Лига»"
    assert str(russian.in_case("dative", fact("Assembly", other="en"), "органу")) == "органу «Assembly»"
    assert str(russian.in_case("dative", fact("MCL", noun="Committee", other="en"), "органу")) == "MCL"
    assert str(russian.nominative(fact("Assembly", other="en"), "орган")) == "орган «Assembly»"
    assert str(russian.nominative(fact("Лига"), "орган")) == "Лига"


@pytest.mark.parametrize(
    ("number", "phrase"),
    [
        (1, "одна тема"),
        (2, "две темы"),
        (4, "четыре темы"),
        (5, "пять тем"),
        (11, "11 тем"),
        (21, "21 тема"),
        (22, "22 темы"),
        (112, "112 тем"),
    ],
)
def test_a_russian_number_asks_for_the_form_of_its_word(number: int, phrase: str) -> None:
    word = pack_of("ru").words["number"].get(str(number), str(number))
    count = TracedFact(number, ("2031#1",), word, kind="number")
    assert f"{russian.feminine(count)} {russian.form(count, 'тема', 'темы', 'тем')}" == phrase


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
        (("2016-10", "2017-01"), "octubre de 2016 – enero de 2017", "октябрь 2016 года – январь 2017 года"),
    ],
)
def test_a_heading_gives_a_period_with_a_dash(dates: tuple[str, str], in_spanish: str, in_russian: str) -> None:
    spans = [tongue(language).span(when(dates[0]), when(dates[1])) for language in LANGUAGES]
    assert [loosen(str(span)) for span in spans] == [in_spanish, in_russian]


def test_only_stands_before_the_preposition() -> None:
    phrases = [fact("únicamente los Estados Miembros"), fact("el Consejo"), fact("States", other="en")]
    said = [str(one) for one in spanish.each_hacia(phrases)]
    assert said == ["únicamente a los Estados Miembros", "al Consejo", "a «States»"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("девятое собрание", "о девятом собрании"),
        ("одиннадцатое собрание", "об одиннадцатом собрании"),
        ("11-е собрание", "об 11-м собрании"),
        ("21-е собрание", "о 21-м собрании"),
        ("восьмое и девятое собрания", "о восьмом и девятом собраниях"),
    ],
)
def test_a_russian_report_is_about_a_meeting(name: str, said: str) -> None:
    assert str(russian.about(fact(name))) == said


def test_a_place_is_put_in_a_case_where_it_is_known() -> None:
    places = [fact("Женева (Швейцария)"), fact("Нью-Йорк"), fact("Geneva", other="en"), fact("Вымышленная гавань")]
    assert [russian.is_declined(place) for place in places] == [True, True, False, False]
    assert str(russian.in_case("prepositional", places[1])) == "Нью-Йорке"


def test_ordinals_go_with_neuter_nouns_only() -> None:
    nouns = [fact("пленарное заседание"), fact("сессия"), fact("заседание", other="en"), fact("прение")]
    assert [russian.is_neuter(noun) for noun in nouns] == [True, False, False, False]
