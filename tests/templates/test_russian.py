# ruff: noqa: RUF001 - Russian is written in Cyrillic
"""Russian: cases, numbers, and names that cannot be declined."""

from __future__ import annotations

import pytest

from escalade.templates.languages import russian, spanish
from escalade.templates.languages.citations import call_document
from escalade.templates.languages.pack import pack_of
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from tests.templates.facts import fact
from tests.templates.render import loosen


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


def test_a_sitting_is_one_of_its_session_where_its_name_can_be_declined() -> None:
    sitting = TracedFact(8, ("2017#1",), tongue("ru").ordinal(8), kind="number")
    for session, said in (
        ("Совет 2017 года", "на восьмом заседании Совета 2017 года"),
        ("Форум в Женеве", "на восьмом заседании Форума в Женеве"),
        ("Assembly 2031", "на восьмом заседании (Assembly 2031)"),
    ):
        told = tongue("ru").say("decision.occasion", meeting=None, session=fact(session), sitting=sitting, own=False)
        assert loosen(str(told)) == said


@pytest.mark.parametrize(("case", "said"), [("", "документ\u00a0C17/130"), ("genitive", "документа\u00a0C17/130")])
def test_a_symbol_is_not_parted_from_what_it_is_called(case: str, said: str) -> None:
    assert str(call_document(tongue("ru").pack.words["document"], fact("C17/130"), case)) == said


@pytest.mark.parametrize(
    ("key", "given", "told"),
    [
        (
            "note.no_consensus",
            {"titles": ["Свет", "Туман"], "meeting": "первое собрание", "pointer": None},
            "Группы консенсус по темам «Свет» и «Туман» достигнут не был.",
        ),
        (
            "report.record_consensus",
            {"one": True, "others": None, "topics": "«Ночные буи»"},
            "Группа на основе консенсуса решила провести следующую открытую консультацию по теме «Ночные буи».",
        ),
    ],
)
def test_topics_stand_behind_what_is_said_of_them(key: str, given: dict[str, object], told: str) -> None:
    facts = {
        name: [*map(fact, one)] if isinstance(one, list) else one and (one is True or fact(str(one)))
        for name, one in given.items()
    }
    assert told in loosen(str(tongue("ru").say(key, **facts, proof=fact("2031/wick#1"))))


def test_only_feminine_names_have_an_accusative_of_their_own() -> None:
    names = ("Общая ассамблея и Высший совет", "Средняя палата", "Высший совет", "Бюро", "Вымышленная гавань")
    assert [str(russian.accusative(fact(name))) for name in names] == [
        "Общую ассамблею и Высший совет", "Среднюю палату", "Высший совет", "Бюро", "Вымышленная гавань",
    ]  # fmt: skip
