# ruff: noqa: RUF001 - Russian, Chinese and Arabic have letters and signs of their own
"""The note of the shipped round beside its source document, sentence by sentence.

The page that compares them prints the French sentences as the program does.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.typography import set_text
from escalade.templates.values.fact import SaidSentence
from tests.templates.render import loosen

from .conftest import Acts, Register
from .test_note import plain

PAGE = Path(__file__).parents[2] / "docs" / "note-beside-the-source.md"
ROWS = [line.split(" | ") for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| \d", line)]
SINCE = {
    "ar": "منذ التقرير السابق", "en": "since the last report", "es": "desde el último informe",
    "fr": "depuis le dernier rapport", "ru": "со времени представления предыдущего отчета", "zh": "自上次报告以来",
}  # fmt: skip
SUBMITS = {
    "ar": "يحيل الفريق", "en": "CWG-Internet submits", "es": "el GTC-Internet somete", "fr": "le GTC-Internet soumet",
    "ru": "достигнут не был, РГС-Интернет передает",
    "zh": "CWG-Internet现将",
}  # fmt: skip
ANNEXES = {
    "ar": "(الملحقان 1 و2)", "en": "(Annexes 1 and 2)", "es": "(Anexos 1 y 2)", "fr": "(Annexes 1 et 2)",
    "ru": "(Приложения 1 и 2)", "zh": "（附件1和2）",
}  # fmt: skip
TEXTS = {
    "ar": "القرارات 1305 (2009) و1336 (المعدَّل في 2015) و1344 (المعدَّل في 2015) للمجلس",
    "en": "Resolutions 1305 (2009), 1336 (Mod. 2015) and 1344 (Mod. 2015) of the Council",
    "es": "Resoluciones 1305 (2009), 1336 (Mod. 2015) y 1344 (Mod. 2015) del Consejo",
    "fr": "Résolutions 1305 (2009), 1336 (Mod. 2015) et 1344 (Mod. 2015) du Conseil",
    "ru": "Резолюции 1305 (2009 г.), 1336 (Изм. 2015 г.) и 1344 (Изм. 2015 г.) Совета",
    "zh": "理事会第1305号决议（2009年）、第1336号决议（2015年，修改版）和第1344号决议（2015年，修改版）",
}
SEPARATE = {
    "ar": "فريقاً قائماً بذاته", "en": "established as a separate group under Resolution 1336",
    "es": "se creó como grupo separado en virtud de la Resolución 1336",
    "fr": "a été créé en tant que groupe distinct en vertu de la Résolution 1336",
    "ru": "создана как отдельная группа на основании Резолюции 1336",
    "zh": "第1336号决议（2015年，修改版）设立的单独工作组",
}  # fmt: skip
DECIDES = {
    "ar": "حسب الاقتضاء", "en": "for consideration and decision, as appropriate", "es": "según proceda",
    "fr": "l’examine et se prononce, selon qu’il conviendra", "ru": "принятия надлежащего решения",
    "zh": "酌情作出决定",
}  # fmt: skip
SO_THAT = {
    "ar": "كي يأخذوها في الحسبان", "en": "so that they may take them into account", "es": "los tengan en cuenta",
    "fr": "afin qu'ils en tiennent compte", "ru": "с тем чтобы они могли учитывать их", "zh": "供其在决策时予以考虑",
}  # fmt: skip
NOT_SAID = re.compile(
    "not at hand|not on record|not known|disponible|n’est pas connu|n’est pas consigné|No se dispone|No consta"
    "|Se desconoce|отсутствуют|отсутствует|неизвестн|不详|暂无|未见|غير متاح|غير معروف|لا تتوافر|لا يرد في السجل"
)
"""How papers used to say that something is not known."""
PAPERS = [
    ("note", "2017"), ("notice", "2017/ott"), ("notice", "2017/gender"), ("circular", "2017"),
]  # fmt: skip


def bare(text: str) -> str:
    """A text without what typography makes of its words."""
    kept = re.sub("[\u2060\u2066-\u2069]", "", plain(text).replace("\u202f", " "))
    return kept.translate(str.maketrans("\u2019\u1d49", "'e"))


def note(register: Register, language: str) -> str:
    """The note, in plain words."""
    return bare(register.text("note", "2017", language))


def summary(register: Register, language: str) -> str:
    """What its box says of it, in plain words."""
    return bare(str(register.paper("note", "2017", language).box[0].paragraphs[0].said))


def test_the_page_has_a_row_for_each_sentence() -> None:
    assert len(ROWS) >= 25
    assert {len(row) for row in ROWS} == {5}
    assert {row[3] for row in ROWS} == {"kept", "better", "left out"}


@pytest.mark.parametrize("row", ROWS, ids=[row[0].strip("| ") for row in ROWS])
def test_what_stands_as_ours_is_what_the_program_prints(round_of_2017: Register, row: list[str]) -> None:
    ours = row[2].strip("“”")
    if row[3] == "left out":
        assert ours == "—"
    else:
        assert bare(set_text(ours, "fr")) in note(round_of_2017, "fr")


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize("said", [SINCE, SUBMITS, TEXTS], ids=["period", "who", "texts"])
def test_the_summary_says_since_when_who_submits_and_on_which_texts(
    round_of_2017: Register, language: str, said: dict[str, str]
) -> None:
    found = summary(round_of_2017, language)
    assert bare(said[language]).removeprefix("Резолюции") in found
    each = 5 if language == "zh" else 2  # a version stands behind the name of each text in Chinese
    assert len(re.findall(r"Resolutions|Résolutions|Resoluciones|Резолюций|决议|القرار", found)) == each


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize(
    "said", [ANNEXES, TEXTS, SEPARATE, DECIDES, SO_THAT], ids=["annexes", "texts", "separate", "decide", "so that"]
)
def test_the_note_says_it_in_every_language(round_of_2017: Register, language: str, said: dict[str, str]) -> None:
    assert bare(said[language]) in note(round_of_2017, language)


def test_a_consultation_that_ended_before_the_first_meeting_is_in_the_period(round_of_2017: Register) -> None:
    text = summary(round_of_2017, "en")
    assert text.index("13 and 14 October 2016") < text.index("since the last report")
    assert "over the same period" not in text
    assert "followed by a physical consultation meeting on 11 October 2016;" in note(round_of_2017, "en")


def test_the_period_begins_with_the_last_report_that_the_constitution_names(acts_of_2017: Acts) -> None:
    register = Register()
    constitute, *others = acts_of_2017
    register.play([{**constitute, "last_report": "2016-11"}, *others])
    text = register.text("note", "2017", "en")
    assert "Since its last report, the Group has held its ninth meeting in Geneva (Switzerland)" in text
    assert "an enabling environment" not in text
    assert "Developmental aspects" in text


def test_a_first_report_claims_none_before_it(acts_of_2017: Acts) -> None:
    register = Register()
    register.play([{key: value for key, value in one.items() if key != "last_report"} for one in acts_of_2017])
    text = register.text("note", "2017", "en")
    assert "last report" not in text
    assert "The Group held its eighth and ninth meetings in Geneva" in text
    assert "consultations that it has carried out" in text


def test_what_the_register_does_not_know_is_not_made_up(acts_of_2017: Acts) -> None:
    register = Register()
    fields = {"established_as", "so_that"}
    acts = [{key: value for key, value in one.items() if key not in fields} for one in acts_of_2017]
    for one in acts:
        if one["act"] == "constitute":
            one["texts"] = {key: {**text, "background": {}} for key, text in one["texts"].items()}
    register.play(acts)
    text = register.text("note", "2017", "en")
    assert "carries out its mandate under Resolution 1336 (Mod. 2015) of the Council, in accordance with" in text
    assert [words for words in ("separate group", "so that they may take them", "instructed") if words in text] == []


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_no_paper_that_is_issued_says_what_is_not_known(
    round_of_2017: Register, kind: str, reference: str, language: str
) -> None:
    """But for what a state or a notice tells of a meeting whose day has passed."""
    paper, text = round_of_2017.paper(kind, reference, language), round_of_2017.text(kind, reference, language)
    for said in paper.printables() if kind == "notice" else ():
        if isinstance(said, SaidSentence) and said.key == "hearing.planned":
            text = text.replace(loosen(said.text), "")
    assert NOT_SAID.findall(text) == []


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(("kind", "reference"), [*PAPERS, ("call", "2017/gender"), ("report", "9")])
def test_one_word_stands_for_a_topic(round_of_2017: Register, kind: str, reference: str, language: str) -> None:
    assert re.findall("(?i)theme|主题", round_of_2017.text(kind, reference, language)) == []


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_sitting_of_this_council_is_a_plenary_meeting(round_of_2017: Register, language: str) -> None:
    words = {
        "ar": "الجلسة العامة", "en": "eighth plenary meeting", "es": "octava sesión plenaria",
        "fr": "huitième séance plénière", "ru": "пленарно", "zh": "全体会议",
    }  # fmt: skip
    assert words[language] in bare(round_of_2017.text("notice", "2017/ott", language))
