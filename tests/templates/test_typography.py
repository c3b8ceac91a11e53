# ruff: noqa: RUF001 - the marks of six languages are what is tried here
"""Texts set as their language is printed: a table of cases each, and what holds for any text."""

from __future__ import annotations

import re
import time
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalade.templates.languages.pack import AVAILABLE, read_file
from escalade.templates.languages.typography import RULES, part_definition, set_text, shorten

FOLDER = Path(str(files("escalade.templates")))
GAP = "_"
"""Stands for a space that does not break in the tables below."""
TABLES: dict[str, dict[str, str]] = {
    "en": {
        "the Council's views": "the Council’s views",
        "the Members' views": "the Members’ views",
        'the term "open"': "the term “open”",
        'the "so-called "open" debate"': "the “so-called ‘open’ debate”",
        "«open» debate": "“open” debate",
        "the word 'open' was struck": "the word ‘open’ was struck",
        "§ 5.4": "§_5.4",
        "§5.4": "§_5.4",
        "Resolution 1305 (2009)": "Resolution_1305 (2009)",
        "Resolutions 1305 and 1336": "Resolutions_1305 and 1336",
        "see Annex 2": "see Annex_2",
        "Document C17/51": "Document_C17/51",
        "No. 5": "No._5",
        "11 October 2017": "11_October 2017",
        "in 2016-2017": "in 2016–2017",
        "the period 2016-17": "the period 2016–17",
        "the symbol CWG-5/3-2017": "the symbol CWG-5/3-2017",
        "on 2017-10-11": "on 2017-10-11",
        "open - to all": "open_– to all",
        'a 5" screen': 'a 5" screen',
        "https://example.org/a;b?c'd - e": "https://example.org/a;b?c'd - e",
        "desk@example.org": "desk@example.org",
        "18:59; noon": "18:59; noon",
        "Mr. Smith and Ms Jones": "Mr._Smith and Ms_Jones",
        "J. R. Smith": "J._R._Smith",
    },
    "fr": {
        "l'avis de l'UIT": "l’avis de l’UIT",
        'dits "ouverts"': "dits «_ouverts_»",
        "dits “ouverts”": "dits «_ouverts_»",
        "dits «ouverts»": "dits «_ouverts_»",
        "dits « ouverts »": "dits «_ouverts_»",
        'la mention "le "oui" l\'emporte"': "la mention «_le “oui” l’emporte_»",
        "pourquoi?": "pourquoi_?",
        "pourquoi ?": "pourquoi_?",
        "pourquoi?!": "pourquoi_?!",
        "un; deux": "un_; deux",
        "les questions suivantes:": "les questions suivantes_:",
        "à 18:59, oui": "à 18:59, oui",
        "Annexe 1": "Annexe_1",
        "Résolutions 1305 et 1336": "Résolutions_1305 et 1336",
        "n° 5": "n°_5",
        "11 octobre 2017": "11_octobre 2017",
        "50 %, 50%": "50_%, 50_%",
        "en 2016-2017": "en 2016-2017",
        "le Groupe - et lui seul": "le Groupe_– et lui seul",
        "voir https://example.org/?a;b": "voir https://example.org/?a;b",
        "un (deux); trois": "un (deux)_; trois",
        "M. Inventé et Mme Fictive": "M._Inventé et Mme_Fictive",
        "MM. Un et Deux, Mmes Trois": "MM._Un et Deux, Mmes_Trois",
        "en Mme et non": "en Mme et non",
    },
    "es": {
        'el término "abierto"': "el término «abierto»",
        "el término “abierto”": "el término «abierto»",
        "el término « abierto »": "el término «abierto»",
        'dijo "el "sí" vale"': "dijo «el “sí” vale»",
        "¿Por qué?": "¿Por qué?",
        "Anexo 1": "Anexo_1",
        "Anexos 1 y 2": "Anexos_1 y 2",
        "Resolución 1305 (2009)": "Resolución_1305 (2009)",
        "Resoluciones 1305 y 1336": "Resoluciones_1305 y 1336",
        "artículo 20": "artículo_20",
        "Documento C17/51": "Documento_C17/51",
        "11 de octubre de 2017": "11_de_octubre de 2017",
        "N.º 5": "N.º_5",
        "50 %": "50_%",
        "§ 5.4": "§_5.4",
        "en 2016-2017": "en 2016-2017",
        "el Sr. Inventado y la Sra. Ficticia": "el Sr._Inventado y la Sra._Ficticia",
    },
    "ru": {
        'термин "открытый"': "термин «открытый»",
        "термин “открытый”": "термин «открытый»",
        'сказано "слово "да" решает"': "сказано «слово „да“ решает»",
        "«слово „да“ решает»": "«слово „да“ решает»",
        "термин « открытый »": "термин «открытый»",
        "Резолюция 1305": "Резолюция_1305",
        "в Резолюции 1305": "в Резолюции_1305",
        "Приложение 1": "Приложение_1",
        "Документ C17/51": "Документ_C17/51",
        "правило 20": "правило_20",
        "пункт 5": "пункт_5",
        "2014 г.": "2014_г.",
        "Совет 2017 года": "Совет 2017_года",
        "см. документ": "см._документ",
        "в 2017 годичном": "в 2017 годичном",
        "2016-2017 гг.": "2016–2017_гг.",
        "№ 5": "№_5",
        "№5": "№_5",
        "11 октября": "11_октября",
        "Группа - это все": "Группа_— это все",
        "Группа — это все": "Группа_— это все",
        "50%": "50_%",
        "г-н Вымышленный, г-же Придуманной": "г-н_Вымышленный, г-же_Придуманной",
        "И. И. Вымышленный": "И._И._Вымышленный",
    },
    "zh": {
        '所谓"公开"磋商': "所谓“公开”磋商",
        '他说"这个"公开"磋商': "他说“这个”公开“磋商",
        "所谓«公开»磋商": "所谓“公开”磋商",
        "理事会,工作组": "理事会，工作组",
        "以下问题:": "以下问题：",
        "为什么?": "为什么？",
        "第一;第二": "第一；第二",
        "好!": "好！",
        "磋商(线上)": "磋商（线上）",
        "磋商(CWG)": "磋商（CWG）",
        "结束了.": "结束了。",
        "结束了.第二": "结束了。第二",
        "ITU, 1305": "ITU, 1305",
        "第5.4段": "第5.4段",
        "（已有）": "（已有）",
        "议题:“公开”": "议题：“公开”",
    },
    "ar": {
        'مصطلح "مفتوح"': "مصطلح «مفتوح»",
        "مصطلح “مفتوح”": "مصطلح «مفتوح»",
        "مصطلح « مفتوح »": "مصطلح «مفتوح»",
        "المجلس, الفريق": "المجلس، الفريق",
        "المجلس; الفريق": "المجلس؛ الفريق",
        "لماذا?": "لماذا؟",
        "لماذا ?": "لماذا؟",
        "القرار 1305": "القرار_1305",
        "الملحق 1": "الملحق_1",
        "الوثيقة C17/51": "الوثيقة_C17/51",
        "المادة 20": "المادة_20",
        "رقم 5": "رقم_5",
        "11 أكتوبر 2017": "11_أكتوبر 2017",
        "1,000": "1,000",
        "ITU, 1305": "ITU, 1305",
        "الفترة 2016-2017": "الفترة 2016\u200f-\u200f2017",
        "الفترة 2016–17": "الفترة 2016\u200f-\u200f17",
        "يومي 15-25 مايو": "يومي 15\u200f-\u200f25_مايو",
        "الرمز CWG-5/3-2017": "الرمز CWG-5/3-2017",
        "في 2017-10-11": "في 2017-10-11",
        "هاتف 730-5851": "هاتف 730-5851",
        "(المفتوحة); ثم": "(المفتوحة)؛ ثم",
    },
}
CASES = [(language, typed, printed) for language, table in TABLES.items() for typed, printed in table.items()]
SPACES_AND_MARKS = {"Zs", "Pi", "Pf", "Ps", "Pe", "Pd", "Po"}
PIECES = st.sampled_from(
    [*"\"'«»“”„‘’ ab?!;:,.-–—()§№%59国理اف\n", "\u00a0", "\u202f", " - ", "Annex ", "2016-2017", "de@ex.org", "http://a;b",
     " octobre", "Резолюция ", "القرار ", "C17/51"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join) | st.text(max_size=40)


@pytest.mark.parametrize(("language", "typed", "printed"), CASES)
def test_what_was_typed_is_set_as_the_language_is_printed(language: str, typed: str, printed: str) -> None:
    assert set_text(typed, language).replace("\u00a0", GAP) == printed


def test_every_language_of_papers_has_its_table() -> None:
    assert set(TABLES) == set(RULES) == set(AVAILABLE)
    assert min(map(len, TABLES.values())) >= 15
    assert set_text("L'un; l'autre", "de") == "L'un; l'autre"


@given(TEXTS, st.sampled_from(AVAILABLE))
def test_what_is_set_is_not_set_again(text: str, language: str) -> None:
    once = set_text(text, language)
    assert set_text(once, language) == once


@given(TEXTS, st.sampled_from(AVAILABLE))
def test_nothing_but_spaces_and_marks_is_changed(text: str, language: str) -> None:
    assert words(set_text(text, language)) == words(text)


def words(text: str) -> str:
    """The letters and digits of a text, and what is neither a space nor a mark."""
    return "".join(one for one in text if unicodedata.category(one) not in SPACES_AND_MARKS and one != "\u200f")


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize("piece", ['"a', "'a", "« ", "(国", " - ", "12 ", "a@", "http://", "§ ", "Annex ", "2016-"])
def test_time_grows_with_the_text_and_not_with_its_square(language: str, piece: str) -> None:
    seconds = []
    for times in (2_000, 16_000):
        text, begun = piece * times, time.process_time()
        set_text(text, language)
        seconds.append(time.process_time() - begun)
    assert seconds[1] < 25 * seconds[0] + 0.1  # eight times the text; its square would be 64 times


TAG, PRINTED = re.compile(r"\{[%#].*?[%#]\}", re.DOTALL), re.compile(r"\{\{.*?\}\}")
NOUN = re.compile(r"\{\{ noun\.\w+\.one[^{}]*\}\}")
"""What the body and its proceedings are called, and what agrees with that: no number behind the name of a document."""


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize("fact", ["9", "C17/51", "facts"])
def test_our_own_sentences_are_written_as_they_are_set(language: str, fact: str) -> None:
    papers = [path.name for path in (FOLDER / language).glob("*.jinja")]
    written = [(name, line) for name in papers for line in read_file(f"{language}/{name}").splitlines()]
    written = [(name, NOUN.sub("facts", line)) for name, line in written]
    said = [(name, PRINTED.sub(fact, part)) for name, line in written for part in TAG.sub("\0", line).split("\0")]
    assert [(name, part, set_text(part, language)) for name, part in said if set_text(part, language) != part] == []
    joined = [(name, PRINTED.sub(fact, TAG.sub("", line))) for name, line in written]
    assert [(name, line, set_text(line, language)) for name, line in joined if set_text(line, language) != line] == []


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en", "Notice on lanterns", "Notice on lanterns"),
        ("en", "Notice on lanterns in public gardens", "Notice on lanterns in…"),
        ("en", "Notice on the topic “Lanterns in gardens”", "Notice on the topic…"),
        ("en", "Notice on “Lanterns in gardens and parks”", "Notice on “Lanterns in…”"),
        ("en", "Notice on lamps, lanterns, candles and fires", "Notice on lamps, lanterns…"),
        ("fr", "Avis sur le thème «_Lanternes de jardin_»", "Avis sur le thème…"),
        ("fr", "Avis : «_Lanternes dans les jardins_»", "Avis : «_Lanternes dans les…_»"),
        ("fr", "«_Lanternes_» et «_Lampes_» : avis aux jardiniers", "«_Lanternes_» et «_Lampes_»…"),
        ("ru", "Тема «Фонари в общественных садах»", "Тема «Фонари в общественных…»"),
        (
            "zh",
            "关于公共花园和公共道路及公共广场中的灯笼问题和其他事项的通知",
            "关于公共花园和公共道路及公共广场中的灯笼问题和其他事项的通知",
        ),
        (
            "zh",
            "关于公共花园和公共道路及公共广场中的灯笼问题和其他“事项”的通知",
            "关于公共花园和公共道路及公共广场中的灯笼问题和其他“事…”",
        ),
        (
            "zh",
            "关于公共花园和公共道路及公共广场中的灯笼问题和其他各种“事项”的通知",
            "关于公共花园和公共道路及公共广场中的灯笼问题和其他各种…",
        ),
        ("ar", "إشعار بشأن الموضوع «فوانيس الحدائق العامة»", "إشعار بشأن الموضوع «فوانيس…»"),
    ],
)
def test_a_text_is_cut_between_words_and_its_marks_are_closed(language: str, text: str, shown: str) -> None:
    nobreak = "\N{NO-BREAK SPACE}"
    assert shorten(text.replace(GAP, nobreak), 30, language) == shown.replace(GAP, nobreak)


@pytest.mark.parametrize("language", AVAILABLE)
@given(text=st.text(st.sampled_from("ab «»“”‘’,;\N{NO-BREAK SPACE}"), max_size=40), longest=st.integers(10, 30))
def test_a_shortened_text_is_as_short_as_is_asked(language: str, text: str, longest: int) -> None:
    assert len(shorten(text, longest, language)) <= longest


@pytest.mark.parametrize(
    ("text", "language", "parted"),
    [
        ("虚构的灯塔工作组（MWG，以下简称“本组”）", "zh", "虚构的灯塔工作组\n（MWG，以下简称“本组”）"),
        ("灯塔组（MWG，以下简称“本组”）", "zh", "灯塔组（MWG，以下简称“本组”）"),
        ("虚构的灯塔灯笼雾号与浮标问题联合工作组（MWG）", "zh", "虚构的灯塔灯笼雾号与浮标问题联合工作组（MWG）"),
        (
            "Made-up Working Group (MWG, hereinafter “the Group”)",
            "en",
            "Made-up Working Group (MWG, hereinafter “the Group”)",
        ),
    ],
)
def test_a_term_that_a_chinese_masthead_defines_is_not_parted(text: str, language: str, parted: str) -> None:
    assert part_definition(text, language) == parted
