# ruff: noqa: RUF001 - six languages have letters and signs of their own
"""What the checks read in running text, in each of six languages."""

from __future__ import annotations

import pytest

from escalade.templates.checks.agreement import asks_in
from escalade.templates.checks.citation import citations_in, symbols_in
from escalade.templates.checks.days import dates_in, without_dates
from escalade.templates.checks.document import DocumentPassage, plain
from escalade.templates.checks.reading.lexicon import kind_of, language_of
from escalade.templates.checks.references import annexes_in, paragraphs_in
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue

PAIR = ("2030-10-13", "2030-10-14")
PHASE = ("2030-02", "2030-09")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("les 13 et 14 octobre 2030", PAIR),
        ("du 13 au 14 octobre 2030", PAIR),
        ("de février à septembre 2030", PHASE),
        ("le 1er octobre 2030", ("2030-10-01",)),
        ("du 30 septembre au 2 octobre 2030", ("2030-09-30", "2030-10-02")),
        ("on 13 and 14 October 2030", PAIR),
        ("13-14 October 2030", PAIR),
        ("October 13, 2030", PAIR[:1]),
        ("October 13-14, 2030", PAIR),
        ("from February to September 2030", PHASE),
        ("los días 13 y 14 de octubre de 2030", PAIR),
        ("de febrero a septiembre de 2030", PHASE),
        ("13 и 14 октября 2030 года", PAIR),
        ("с февраля по сентябрь 2030 года; в мае 2031", (*PHASE, "2031-05")),
        ("يومي 13 و14 أكتوبر 2030", PAIR),
        ("يومي 13 و14 تشرين الأول/أكتوبر 2030", PAIR),
        ("من فبراير إلى سبتمبر 2030", PHASE),
        ("2030年10月13日至14日和2031年2月6日", (*PAIR, "2031-02-06")),
        ("2030年2月至9月", PHASE),
        ("2030-10-13", PAIR[:1]),
        ("they may march on", ()),
        ("13 and 14 October", ()),
        ("", ()),
    ],
)
def test_dates_are_read_as_each_language_writes_them(text: str, dates: tuple[str, ...]) -> None:
    assert dates_in(plain(text)) == dates
    assert dates_in(without_dates(plain(text))) == ()


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("Résolution 102 (Rév. Ville, 2014)", ["Resolution 102 (Rév. Ville, 2014)"]),
        (
            "aux Résolutions 1305 (2009), 1336 (Mod. 2015) et 1344",
            ["Resolution 1305 (2009)", "Resolution 1336 (Mod. 2015)", "Resolution 1344"],
        ),
        ("Resolution 5 (see below) and Decision 556", ["Resolution 5", "Decision 556"]),
        ("Resoluciones 102 y 140 (Rev. Ciudad, 2014)", ["Resolution 102", "Resolution 140 (Rev. Ciudad, 2014)"]),
        ("Резолюций 102 и 140 (Пересм. Город, 2014 г.)", ["Resolution 102", "Resolution 140 (Пересм. Город, 2014 г.)"]),
        ("والقرارين 1336 و1344", ["Resolution 1336", "Resolution 1344"]),
        ("第102号和第140号决议（2014年，修订版）", ["Resolution 102", "Resolution 140 (2014年,修订版)"]),
        ("Résolutions 1336 du Conseil et 1344 du Conseil", ["Resolution 1336", "Resolution 1344"]),
        ("Resolutions 1 of the A, 2 of the B and 3 of the C", ["Resolution 1", "Resolution 2", "Resolution 3"]),
        ("Resolution 1336 of the Council, and 12 members", ["Resolution 1336"]),
        ("a resolution of 5 January", []),
        *[
            (text, ["Decision 3"])
            for text in (
                "the Ministerial Decision 3",
                "la Décision ministérielle 3",
                "en la Decisión Ministerial 3",
                "Acuerdo 3",
                "Министерское решение 3",
                "в Министерском решении 3",
                "المقرر الوزاري 3",
                "والمقرر الوزاري 3",
                "第3号部长决定",
            )
        ],
        *[
            (text, ["Resolution 1"])
            for text in (
                "Made-up Resolution 1",
                "Résolution fictive 1",
                "Resolución Ficticia 1",
                "Вымышленная резолюция 1",
                "Вымышленной резолюцией 1",
                "القرار الخيالي 1",
                "第1号虚构决议",
            )
        ],
        ("Décisions ministérielles 3 (2017) et 4", ["Decision 3 (2017)", "Decision 4"]),
        ("Decisiones Ministeriales 3 y 4", ["Decision 3", "Decision 4"]),
        ("第3号和第4号部长决定（2017年）", ["Decision 3", "Decision 4 (2017年)"]),
        ("第1号决议和第3号部长决定", ["Resolution 1", "Decision 3"]),
        ("Décision prise par 3 membres", []),
        ("la Résolution adoptée 12 jours plus tard", []),
        ("Decisión sobre 3 temas", []),
        ("Это решение 3 членов и решение 3", []),
        ("القرار الذي اتخذه 3 أعضاء والقرار الذي 3", []),
        ("第3号文件的决定、第3号文件决定、第3号通函请理事会决定", []),
    ],
)
def test_resolutions_are_read_one_by_one(text: str, cited: list[str]) -> None:
    assert [str(citation) for citation in citations_in(plain(text))] == cited


@pytest.mark.parametrize(
    "other", ["Décision ministérielle 4", "Résolution ministérielle 3", "第4号部长决定", "Acuerdo 4"]
)
def test_another_number_or_kind_is_another_citation(other: str) -> None:
    mine, its = citations_in("Ministerial Decision 3"), citations_in(plain(other))
    assert (len(its), its[0].may_be(mine[0])) == (1, False)


def test_a_version_is_compared_by_its_words_and_year() -> None:
    first, second, bare, other = citations_in("Resolution 7 (Rev. Town, 2014), 7 (rev Town 2014), 7 and 7 (2010)")
    assert (first.year, bare.year) == ("2014", "")
    assert [first.may_be(one) for one in (second, bare, other)] == [True, True, False]


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("Document H31/51-F, H31/130(Rév.1) et Group-Data-10/7-E", ["H31/51", "H31/130(Rev.1)", "Group-Data-10/7"]),
        ("见H31/130(Rev.1)号文件", ["H31/130(Rev.1)"]),
        ("H31/DL/7.", ["H31/DL/7"]),
        ("see WT/GC/1 and UNEP/FAO/RC/COP.11/15(Rev.2)", ["WT/GC/1", "UNEP/FAO/RC/COP.11/15(Rev.2)"]),
        ("and/or, 24/7, PME/TPE, 2031/a#7, Rev/1bis, H31/123456789", []),
    ],
)
def test_symbols_of_documents_are_read(text: str, symbols: list[str]) -> None:
    assert [str(symbol) for symbol in symbols_in(plain(text))] == symbols


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("concernant le point 3.2.", ["3.2"]),
        ("see paragraph 3.2 of this report", ["3.2"]),
        ("points 3.1 et 3.2", ["3.1", "3.2"]),
        ("见本报告第3.2段", ["3.2"]),
        ("см. п. 3.2", ["3.2"]),
        ("الفقرة 3.2", ["3.2"]),
        ("véase el párrafo 3.2", ["3.2"]),
        ("(voir le § 5.4 du rapport de la 9e réunion)", []),
        ("see § 5.4 of the report of the 9th meeting", []),
        ("见第9次会议报告第5.4段", []),
        ("см. пункт 5.4 отчета девятого собрания", []),
        ("véase el párrafo 5.4 del informe de la reunión", []),
        ("انظر الفقرة 5.4 من تقرير الاجتماع التاسع", []),
        ("point 1.3 de l'ordre du jour", []),
    ],
)
def test_a_paragraph_of_another_document_is_not_looked_for(text: str, numbers: list[str]) -> None:
    assert [pointer.number for pointer in paragraphs_in(plain(text))] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("dans l'Annexe 1 (« Lampes »)", ["1"]),
        ("Annexes 1 et 2", ["1", "2"]),
        ("Annex A and Annex II", ["A", "II"]),
        ("附件1和附件2", ["1", "2"]),
        ("الملحق 1 والملحق 2", ["1", "2"]),
        ("Приложение 1", ["1"]),
        ("Anexo 1", ["1"]),
        ("Annex 1 to Resolution 1336", []),
        ("the annex, annexed in 5 copies", []),
    ],
)
def test_annexes_are_read_by_number(text: str, numbers: list[str]) -> None:
    assert [pointer.number for pointer in annexes_in(plain(text))] == numbers


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The Council is invited to take note of the report and to launch the consultation.", {"note", "launch"}),
        ("Le Conseil est invité à donner son avis et à se prononcer.", {"opinion", "decide"}),
        ("Se invita al Consejo a tomar nota y a poner en marcha la consulta.", {"note", "launch"}),
        ("Совету предлагается принять к сведению отчет и высказать свое мнение.", {"note", "opinion"}),
        ("يُدعى المجلس إلى الإحاطة علماً بالتقرير وإطلاق المشاورة.", {"note", "launch"}),
        ("请理事会注意到报告、提出意见并启动磋商。", {"note", "opinion", "launch"}),
        ("The Council is invited to approve, to consider and to endorse it.", {"approve", "consider", "endorse"}),
        ("The Group decided to take note.", set()),
    ],
)
def test_asks_are_read_where_somebody_is_invited(text: str, kinds: set[str]) -> None:
    assert set(asks_in(DocumentPassage(plain(text), "box"))) == kinds


def test_entries_of_a_list_ask_if_the_line_above_invites() -> None:
    assert asks_in(DocumentPassage("to take note;", "box", lead="The Council is invited:")) == ("note",)
    assert asks_in(DocumentPassage("to take note;", "box", lead="The Group met. Its tasks are:")) == ()


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_titles_that_our_papers_print_are_recognised(language: str) -> None:
    said = {kind: str(tongue(language).say(f"note.box_{kind}")) for kind in ("summary", "action", "references")}
    assert {kind: kind_of(plain(title), "box") for kind, title in said.items()} == {kind: kind for kind in said}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The report of the Group is in the annex.", "en"),
        ("Le rapport du Groupe est dans les annexes.", "fr"),
        ("El informe de los grupos y del Consejo.", "es"),
        ("Отчет группы CWG об итогах Resolution 5", "ru"),
        ("تقرير الفريق", "ar"),
        ("工作组的报告", "zh"),
        ("", ""),
    ],
)
def test_the_language_of_a_document_is_told_by_its_words(text: str, language: str) -> None:
    assert language_of(text) == language
