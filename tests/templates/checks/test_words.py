# ruff: noqa: RUF001 - six languages have letters and signs of their own
"""What the checks read in running text, in each of six languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pytest

from escalade.templates.checks.checking import findings_in
from escalade.templates.checks.citation import citations_in, dates_in, symbols_in, without_dates
from escalade.templates.checks.document import plain
from escalade.templates.checks.reading.block import any_of, kind_of, language_of, words
from escalade.templates.checks.reading.file import document_in
from escalade.templates.checks.references import annexes_in, paragraphs_in
from escalade.templates.checks.said import asks_in, persons_in, states_in
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue

Read = Callable[[str], Iterable[Any]]
PAIR, PHASE = ("2030-10-13", "2030-10-14"), ("2030-02", "2030-09")
EVENING = ("2030-03-20",)


def amiss(read: Read, cases: Mapping[str, Iterable[Any]]) -> list[tuple[str, list[Any]]]:
    """The texts in which something else is read than should be, with what is."""
    told = ((text, list(read(plain(text))), list(wanted)) for text, wanted in cases.items())
    return [(text, found) for text, found, wanted in told if found != wanted]


DATES = {
    "les 13 et 14 octobre 2030": PAIR,
    "du 13 au 14 octobre 2030": PAIR,
    "de février à septembre 2030": PHASE,
    "le 1er octobre 2030": ("2030-10-01",),
    "du 30 septembre au 2 octobre 2030": ("2030-09-30", "2030-10-02"),
    "on 13 and 14 October 2030": PAIR,
    "13-14 October 2030": PAIR,
    "October 13, 2030": PAIR[:1],
    "October 13-14, 2030": PAIR,
    "from February to September 2030": PHASE,
    "los días 13 y 14 de octubre de 2030": PAIR,
    "de febrero a septiembre de 2030": PHASE,
    "13 и 14 октября 2030 года": PAIR,
    "с февраля по сентябрь 2030 года; в мае 2031": (*PHASE, "2031-05"),
    "يومي 13 و14 أكتوبر 2030": PAIR,
    "يومي 13 و14 تشرين الأول/أكتوبر 2030": PAIR,
    "من فبراير إلى سبتمبر 2030": PHASE,
    "2030年10月13日至14日和2031年2月6日": (*PAIR, "2031-02-06"),
    "2030年2月28日至3月3日": ("2030-02-28", "2030-03-03"),
    "2030年2月至9月": PHASE,
    "2030年3月20日18时00分（里斯本时间，UTC+0）": EVENING,
    "2030年3月20日00时30分至3月21日9时": (*EVENING, "2030-03-21"),
    "2030年3月20日 18:00": EVENING,
    "2030年3月20日至21日12时": (*EVENING, "2030-03-21"),
    "18:00 (Lisbon time, UTC) on 20 March 2030": EVENING,
    "le 20 mars 2030 à 18 h 00 (heure de Lisbonne, UTC)": EVENING,
    "el 20 de marzo de 2030 a las 00:30 horas (hora de Lisboa, UTC)": EVENING,
    "20 марта 2030 года в 18:00 (время: Лиссабон, UTC)": EVENING,
    "20 مارس 2030 الساعة 18:00 (بتوقيت لشبونة، UTC)": EVENING,
    "Recorded on 2030-10-13, and on 13 October 2030.": PAIR[:1],
    "on 28 February, as the members had asked for some time before, and on 3 March 2030": ("2030-03-03",),
    "they may march on": (),
    "13 and 14 October": (),
    "Document C17/51 of 12 pages": (),
    "": (),
}


def test_dates_are_read_as_each_language_writes_them() -> None:
    assert amiss(dates_in, DATES) == []
    assert amiss(lambda text: dates_in(without_dates(text)), dict.fromkeys(DATES, ())) == []
    left = without_dates("On 31 March 2017 (2017-03-31, 2017年3月31日) 12 members met 3 times.")
    assert left.split() == ["On", "(", ",", ")", "12", "members", "met", "3", "times."]


CITED = {
    "Résolution 102 (Rév. Ville, 2014)": ["Resolution 102 (Rév. Ville, 2014)"],
    "aux Résolutions 1305 (2009), 1336 (Mod. 2015) et 1344": [
        "Resolution 1305 (2009)",
        "Resolution 1336 (Mod. 2015)",
        "Resolution 1344",
    ],
    "Resolution 5 (see below) and Decision 556": ["Resolution 5", "Decision 556"],
    "Resoluciones 102 y 140 (Rev. Ciudad, 2014)": ["Resolution 102", "Resolution 140 (Rev. Ciudad, 2014)"],
    "Резолюций 102 и 140 (Пересм. Город, 2014 г.)": ["Resolution 102", "Resolution 140 (Пересм. Город, 2014 г.)"],
    "والقرارين 1336 و1344": ["Resolution 1336", "Resolution 1344"],
    "第102号和第140号决议（2014年，修订版）": ["Resolution 102", "Resolution 140 (2014年,修订版)"],
    "Résolutions 1336 du Conseil et 1344 du Conseil": ["Resolution 1336", "Resolution 1344"],
    "Resolutions 1 of the A, 2 of the B and 3 of the C": ["Resolution 1", "Resolution 2", "Resolution 3"],
    "Resolution 1336 of the Council, and 12 members": ["Resolution 1336"],
    "Décisions ministérielles 3 (2017) et 4": ["Decision 3 (2017)", "Decision 4"],
    "Decisiones Ministeriales 3 y 4": ["Decision 3", "Decision 4"],
    "第3号和第4号部长决定（2017年）": ["Decision 3", "Decision 4 (2017年)"],
    "第1号决议和第3号部长决定": ["Resolution 1", "Decision 3"],
    "La décision 12/4 du Conseil": ["Decision 12/4"],
}
ALIKE = {
    "Decision 3": (
        "the Ministerial Decision 3", "la Décision ministérielle 3", "en la Decisión Ministerial 3", "Acuerdo 3",
        "Министерское решение 3", "в Министерском решении 3", "المقرر الوزاري 3", "والمقرر الوزاري 3", "第3号部长决定",
    ),
    "Resolution 1": (
        "Made-up Resolution 1", "Résolution fictive 1", "Resolución Ficticia 1", "Вымышленная резолюция 1",
        "Вымышленной резолюцией 1", "القرار الخيالي 1", "第1号虚构决议",
    ),
}  # fmt: skip
UNCITED = (
    "a resolution of 5 January", "Décision prise par 3 membres", "la Résolution adoptée 12 jours plus tard",
    "Decisión sobre 3 temas", "Это решение 3 членов и решение 3", "القرار الذي اتخذه 3 أعضاء والقرار الذي 3",
    "第3号文件的决定、第3号文件决定、第3号通函请理事会决定",
)  # fmt: skip


def test_resolutions_are_read_one_by_one() -> None:
    alike = {text: [cited] for cited, texts in ALIKE.items() for text in texts}
    assert amiss(lambda text: map(str, citations_in(text)), {**CITED, **alike, **dict.fromkeys(UNCITED, ())}) == []


def test_another_number_kind_or_version_is_another_citation() -> None:
    mine = citations_in("Ministerial Decision 3")[0]
    for other in ("Décision ministérielle 4", "Résolution ministérielle 3", "第4号部长决定", "Acuerdo 4"):
        assert [one.may_be(mine) for one in citations_in(plain(other))] == [False], other
    first, second, bare, tenth = citations_in("Resolution 7 (Rev. Town, 2014), 7 (rev Town 2014), 7 and 7 (2010)")
    assert (first.year, bare.year) == ("2014", "")
    assert [first.may_be(one) for one in (second, bare, tenth)] == [True, True, False]


SYMBOLS = {
    "Document H31/51-F, H31/130(Rév.1) et Group-Data-10/7-E": ["H31/51", "H31/130(Rev.1)", "Group-Data-10/7"],
    "见H31/130(Rev.1)号文件": ["H31/130(Rev.1)"],
    "H31/DL/7.": ["H31/DL/7"],
    "see WT/GC/1 and UNEP/FAO/RC/COP.11/15(Rev.2)": ["WT/GC/1", "UNEP/FAO/RC/COP.11/15(Rev.2)"],
    "and/or, 24/7, PME/TPE, 2031/a#7, Rev/1bis, H31/123456789": [],
}
PARAGRAPHS = {
    "concernant le point 3.2.": ["3.2"],
    "see paragraph 3.2 of this report": ["3.2"],
    "points 3.1 et 3.2": ["3.1", "3.2"],
    "见本报告第3.2段": ["3.2"],
    "см. п. 3.2": ["3.2"],
    "الفقرة 3.2": ["3.2"],
    "véase el párrafo 3.2": ["3.2"],
    "Moreover, paragraph 2.6 says so": ["2.6"],
    "as was said, paragraph 2.6 holds": ["2.6"],
    "acting under the Made-up Directives, paragraph 2.6": [],
    "(voir le § 5.4 du rapport de la 9e réunion)": [],
    "see § 5.4 of the report of the 9th meeting": [],
    "见第9次会议报告第5.4段": [],
    "см. пункт 5.4 отчета девятого собрания": [],
    "véase el párrafo 5.4 del informe de la reunión": [],
    "انظر الفقرة 5.4 من تقرير الاجتماع التاسع": [],
    "point 1.3 de l'ordre du jour": [],
}
ANNEXES = {
    "dans l'Annexe 1 (« Lampes »)": ["1"],
    "Annexes 1 et 2": ["1", "2"],
    "Annex A and Annex II": ["A", "II"],
    "附件1和附件2": ["1", "2"],
    "الملحق 1 والملحق 2": ["1", "2"],
    "Приложение 1": ["1"],
    "Anexo 1": ["1"],
    "Annex 1 to Resolution 1336": [],
    "the annex, annexed in 5 copies": [],
}


def test_what_a_text_points_to_is_read_but_for_what_another_document_has() -> None:
    assert amiss(lambda text: map(str, symbols_in(text)), SYMBOLS) == []
    assert amiss(lambda text: (one.number for one in paragraphs_in(text)), PARAGRAPHS) == []
    assert amiss(lambda text: (one.number for one in annexes_in(text)), ANNEXES) == []


@pytest.mark.parametrize(("text", "count"), [("The topic “Review of Annex VIII” stands.", 0), ("See Annex VIII.", 1)])
def test_an_annex_that_a_title_names_is_none_of_the_paper(text: str, count: int) -> None:
    page = f"<h2>1 Introduction</h2><p>1.1 {text}</p><h2>Annex 1</h2><p>Review of Annex VIII</p>"
    found = findings_in([document_in(page.encode(), "page.html")])
    assert [one.check for one in found if one.check == "annexes-are-there"] == ["annexes-are-there"] * count


ASKS = {
    "The Council is invited to take note of the report and to launch the consultation.": ["note", "launch"],
    "Le Conseil est invité à donner son avis et à se prononcer.": ["opinion", "decide"],
    "Se invita al Consejo a tomar nota y a poner en marcha la consulta.": ["note", "launch"],
    "Совету предлагается принять к сведению отчет и высказать свое мнение.": ["note", "opinion"],
    "يُدعى المجلس إلى الإحاطة علماً بالتقرير وإطلاق المشاورة.": ["note", "launch"],
    "请理事会注意到报告、提出意见并启动磋商。": ["note", "opinion", "launch"],
    "The Council is invited to approve, to consider and to endorse it.": ["approve", "consider", "endorse"],
    "The Council is invited to meet. It decided to take note.": [],
    "The Group decided to take note.": [],
}


def test_asks_are_read_where_somebody_is_invited_or_the_line_above_invites() -> None:
    assert amiss(lambda text: (one.key for one in asks_in(text, "")), ASKS) == []
    assert [one.key for one in asks_in("to take note;", "The Council is invited:")] == ["note"]
    assert [*asks_in("to take note;", "The Council is invited to meet. Its tasks are:")] == []


STATES = {
    ("en", "the Republic of Korea, Equatorial Guinea and the United Kingdom"): ["KR", "GQ", "GB"],
    ("en", "the United Kingdom of Great Britain and Northern Ireland"): ["GB"],
    ("fr", "du Royaume d’Arabie saoudite et de la République arabe syrienne"): ["SA", "SY"],
    ("es", "del Reino de Arabia Saudita y de la Federación de Rusia"): ["SA", "RU"],
    ("ru", "Королевства Саудовской Аравии, Российской Федерации и Индии"): ["SA", "RU", "IN"],
    ("zh", "沙特阿拉伯王国、印度尼西亚和法国"): ["SA", "ID", "FR"],
    ("zh", "发展中国家和最不发达国家"): [],
    ("ar", "المملكة العربية السعودية والصين وللهند"): ["SA", "CN", "IN"],
    ("en", "the Romanian and omanic cases, Franceland"): [],
    ("ru", "кроме того, индийский кубок"): [],
}
PERSONS = {
    "Mr Made Up and Ms Madeup-Name of the office": ["“Made Up”", "“Madeup-Name”"],
    "M. Made\u00a0Up et Mme Émilie Madeup": ["“Made Up”", "“Émilie Madeup”"],
    "Made Up先生和Emilie Madeup女士": ["“Made Up”", "“Emilie Madeup”"],
    "г-ну Made Up и г-же Other": ["“Made Up”", "“Other”"],
    "the Deputy Secretary-General and the Chairman": [],
}


def test_states_are_known_by_their_names_and_persons_by_how_they_are_addressed() -> None:
    assert [key for key, codes in STATES.items() if [*states_in(key[1], key[0])] != codes] == []
    assert amiss(lambda text: persons_in(text).values(), PERSONS) == []


LANGUAGES = {
    "The report of the Group is in the annex.": "en",
    "Le rapport du Groupe est dans les annexes.": "fr",
    "El informe de los grupos y del Consejo.": "es",
    "Отчет группы CWG об итогах Resolution 5": "ru",
    "تقرير الفريق": "ar",
    "工作组的报告": "zh",
    "The group called it “会” in one of the papers that it had before it at the time of the meeting.": "en",
    "Xyzzy plugh 12": "",
    "": "",
}


def test_the_language_of_a_document_is_told_by_its_script_or_its_small_words() -> None:
    assert {text: language_of(text) for text in LANGUAGES} == LANGUAGES


def test_titles_are_of_a_kind_with_or_without_a_colon_and_in_any_case() -> None:
    for language in AVAILABLE:
        said = {kind: str(tongue(language).say(f"note.box_{kind}")) for kind in ("summary", "action", "references")}
        assert {kind: kind_of(plain(title), "box") for kind, title in said.items()} == {kind: kind for kind in said}
    for title in ("Introduction", "INTRODUCTION :", "Введение."):
        assert kind_of(title, "section") == "introduction"
    assert kind_of("Introduction and more", "section") == ""


def test_of_two_words_the_longer_is_found_where_one_begins_with_the_other() -> None:
    kinds = [(group, kind, listed) for group, kinds in words().items() for kind, listed in kinds.items()]
    for group, kind, listed in kinds:
        if not any(re.search(r"[\\[(?*+|]", word) for word in listed):  # else they are expressions
            found = [re.match(any_of(group, kind), word) for word in listed]
            assert [one and one[0] for one in found] == listed, (group, kind)
