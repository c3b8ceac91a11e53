# ruff: noqa: RUF001 - Chinese and Arabic have letters and signs of their own
"""Chinese and Arabic say what English says, in words of their own."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from escalade.templates.languages import arabic
from escalade.templates.languages.pack import pack_of
from escalade.templates.languages.spoken import CLOSE, OPEN
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import TracedFact
from escalade.templates.values.paper import Paper, Paragraph
from escalade.workflow.values.dates import when
from tests.templates.render import loosen

from .conftest import Acts, Register, acts_in

LANGUAGES = ("zh", "ar")
PAPERS = [
    ("note", "2017"), ("notice", "2017/ott"), ("notice", "2017/gender"), ("call", "2017/gender"),
    ("report", "meeting/9"),
]  # fmt: skip
KINDS = frozenset({"date", "number", "symbol", "name"})
CHINESE = "[\u4e00-\u9fff，。；：？！（）《》“”、]"
MADE_UP: dict[str, Any] = tomllib.loads(Path(__file__).with_name("made_up_lanterns_zh_ar.toml").read_text("utf-8"))


def translated(given: Any) -> Any:
    """Acts whose texts are there in Chinese and Arabic too."""
    if isinstance(given, list):
        return [translated(one) for one in given]
    if not isinstance(given, dict):
        return given
    source = given.get("en") or given.get("de")
    if isinstance(source, str):
        return {**given, **MADE_UP["translated"].get(source, {})}
    return {key: translated(one) for key, one in given.items()}


@pytest.fixture(scope="module")
def referred() -> Register:
    """The made-up group, in four languages, refers two topics to its Assembly."""
    acts: Acts = translated(acts_in(Path(__file__).with_name("made_up_lanterns.toml")))
    register, topics = Register(), ("2031/glass", "2031/wick")
    register.play(acts)
    evidence: dict[str, Any] = {"meeting": "1"}
    register.act(
        "record no consensus", *topics, by="Made-up Chair", on="2031-03-04", evidence=evidence, refer=True,
        tried={"zh": "举行了两轮磋商。", "ar": "عُقدت جولتان."}, words={"zh": "请大会决定。", "ar": "البت فيها."},
    )  # fmt: skip
    register.act(
        "escalate", *topics, by="Made-up Desk", on="2031-04-01", to_session="Assembly 2031", agenda_item="Item 7",
        original="fr", evidence={"document": "LA31/9"},
    )  # fmt: skip
    return register


def counts(paper: Paper) -> dict[str, object]:
    """How many paragraphs, items and questions a paper has, and where."""
    return {
        "masthead": [row.key for row in paper.masthead],
        "sections": [(one.key, [shape(paragraph) for paragraph in one.paragraphs]) for one in paper.sections],
        "box": [(part.key, [shape(paragraph) for paragraph in part.paragraphs]) for part in paper.box],
        "texts": [(len(one.questions), one.numbered, one.invitation is not None) for one in paper.wordings],
    }


def shape(paragraph: Paragraph) -> int:
    return len(paragraph.items)


def values(paper: Paper) -> Counter[str]:
    """The dates, numbers, symbols and names of a paper, whatever the language."""
    facts: list[TracedFact] = []
    for one in paper.printables():
        facts.extend((one,) if isinstance(one, TracedFact) else one.facts)
    return Counter(f"{one.kind} {one.value}" for one in facts if one.kind in KINDS)


def prose_of(language: str) -> dict[str, str]:
    """The words of a language's templates, without what is filled in."""
    folder = files("escalade.templates").joinpath(language)
    texts = {one.name: one.read_text("utf-8") for one in folder.iterdir() if one.name.endswith(".jinja")}
    return {name: re.sub(r"\{[{%#].*?[}%#]\}", "\ufffc", text, flags=re.DOTALL) for name, text in texts.items()}


def number(value: int, language: str = "ar") -> TracedFact:
    words = pack_of(language).words["number"]
    return TracedFact(value, ("2017#1",), words.get(str(value), str(value)), kind="number")


def name(text: str, **more: str) -> TracedFact:
    return TracedFact(text, ("2017#1",), text, **more)  # type: ignore[arg-type]  # only texts are given here


# The same papers as in English.


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_paragraphs_items_and_questions_are_as_many_as_in_english(
    round_of_2017: Register, language: str, kind: str, reference: str
) -> None:
    own, english = (round_of_2017.paper(kind, reference, one) for one in (language, "en"))
    assert counts(own) == counts(english)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_dates_numbers_symbols_and_names_are_those_of_english(
    round_of_2017: Register, language: str, kind: str, reference: str
) -> None:
    own, english = (round_of_2017.paper(kind, reference, one) for one in (language, "en"))
    assert values(own) == values(english)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_another_language_is_left(language: str) -> None:
    found = {name: re.findall(r"[A-Za-zÀ-ÿЀ-я]+", text) for name, text in prose_of(language).items()}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_paper_whose_texts_are_translated_has_no_word_of_another_language(referred: Register, language: str) -> None:
    text = referred.text("note", "2031", language)
    data = ("Item", "LA", "Made-up Chair", "MCL", "-A", "-C")
    left = re.findall(r"[A-Za-z]+", re.sub("|".join((*data, r"\([a-z]\)")), "", text))
    assert left == []


def test_titles_not_yet_confirmed_are_named() -> None:
    assert pack_of("zh").unconfirmed == ()
    assert pack_of("ar").unconfirmed == ("note.box_action", "note.box_references")
    for language in LANGUAGES:
        assert set(pack_of(language).unconfirmed) <= set(tongue(language).sentences.keys("note"))


# What is not translated.


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_texts_of_another_language_bear_no_mark(round_in_two_languages: Register, language: str) -> None:
    text = round_in_two_languages.text("note", "2017", language)
    invited = {"zh": "请Council：", "ar": f"يُدعى {OPEN}Council{CLOSE} إلى القيام بما يلي:"}
    lines = [line for line in text.split("\n") if invited[language] in line]
    assert [line.endswith(invited[language]) for line in lines] == [True, True]
    questions = [line for line in text.split("\n") if re.match(r"(\d\.|-) \W?(Quel|De quels|Comment)", line)]
    assert len(questions) == 10
    assert not any(line.endswith((")", "\uff09")) for line in questions)


@pytest.mark.parametrize(("language", "chair"), [("zh", "主席："), ("ar", "الرئيس: ")])
def test_an_office_has_the_languages_own_word_where_its_title_is_not_translated(
    round_in_two_languages: Register, language: str, chair: str
) -> None:
    text = round_in_two_languages.text("note", "2017", language)
    assert "Chairman）" not in text
    assert re.search(rf"^\*\*{chair}{OPEN}?Majed", text, re.MULTILINE)


# Dates, ordinals, lists.


@pytest.mark.parametrize(
    ("first", "last", "chinese", "arabic_"),
    [
        ("2016-10-13", "2016-10-14", "2016年10月13日至14日", "يومي 13 و14 أكتوبر 2016"),
        ("2017-05-15", "2017-05-25", "2017年5月15日至25日", "من 15 إلى 25 مايو 2017"),
        ("2016-09-30", "2016-10-01", "2016年9月30日至10月1日", "من 30 سبتمبر إلى 1 أكتوبر 2016"),
        ("2016-12-31", "2017-01-02", "2016年12月31日至2017年1月2日", "من 31 ديسمبر 2016 إلى 2 يناير 2017"),
        ("2016-02", "2016-09", "2016年2月至9月", "من فبراير إلى سبتمبر 2016"),
        ("2016-10", "2017-01", "2016年10月至2017年1月", "من أكتوبر 2016 إلى يناير 2017"),
        ("2017-10", "2017-12-23", "2017年10月至12月23日", "من أكتوبر إلى 23 ديسمبر 2017"),
        ("2017-10-02", "2017-12", "2017年10月2日至12月", "من 2 أكتوبر إلى ديسمبر 2017"),
        ("2017-10-02", "2017-10-02", "2017年10月2日", "في 2 أكتوبر 2017"),
        ("2017-10", "2017-10", "2017年10月", "في أكتوبر 2017"),
    ],
)
def test_a_period_is_written_as_each_language_does(first: str, last: str, chinese: str, arabic_: str) -> None:
    fact = TracedFact((when(first), when(last)), ("2017#1",), "")
    assert [loosen(str(tongue(language).on(fact))) for language in LANGUAGES] == [chinese, arabic_]


def test_arabic_months_are_those_used_in_geneva_with_western_digits() -> None:
    months = [loosen(str(tongue("ar").date(when(f"2017-{month:02}-07")))) for month in range(1, 13)]
    assert months == [
        "7 يناير 2017", "7 فبراير 2017", "7 مارس 2017", "7 أبريل 2017", "7 مايو 2017", "7 يونيو 2017",
        "7 يوليو 2017", "7 أغسطس 2017", "7 سبتمبر 2017", "7 أكتوبر 2017", "7 نوفمبر 2017", "7 ديسمبر 2017",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "chinese", "masculine", "feminine"),
    [
        (1, "第一", "الأول", "الأولى"),
        (2, "第二", "الثاني", "الثانية"),
        (8, "第八", "الثامن", "الثامنة"),
        (10, "第十", "العاشر", "العاشرة"),
        (11, "第十一", "الحادي عشر", "الحادية عشرة"),
        (19, "第十九", "التاسع عشر", "التاسعة عشرة"),
        (20, "第二十", "العشرين", "العشرين"),
        (21, "第21", "الحادي والعشرين", "الحادية والعشرين"),
        (30, "第30", "الثلاثين", "الثلاثين"),
        (99, "第99", "التاسع والتسعين", "التاسعة والتسعين"),
        (100, "第100", "100", "100"),
    ],
)
def test_ordinals_agree_with_meetings_and_sittings(value: int, chinese: str, masculine: str, feminine: str) -> None:
    for digits in (False, True):
        assert tongue("zh").ordinal(value, digits=digits) == chinese
        assert tongue("ar").ordinal(value, digits=digits) == masculine
    assert arabic.feminine(TracedFact(value, ("2017#1",), masculine)).text == feminine


@pytest.mark.parametrize(
    ("language", "one", "two", "three"),
    [
        ("zh", "第八次会议", "第八次和第九次会议", "第八次、第九次和第十次会议"),
        ("ar", "الاجتماع الثامن", "الاجتماعين الثامن والتاسع", "الاجتماعات الثامن والتاسع والعاشر"),
    ],
)
def test_several_meetings_stand_together(language: str, one: str, two: str, three: str) -> None:
    speaking = tongue(language)
    ordinals = [TracedFact(number, ("2017#1",), speaking.ordinal(number)) for number in (8, 9, 10)]
    said = [str(speaking.say("common.meetings", ordinals=ordinals[:many])) for many in (1, 2, 3)]
    assert said == [one, two, three]


def test_lists_and_languages_are_written_as_each_language_does() -> None:
    names = [name("甲"), name("乙"), name("丙")]
    assert str(tongue("zh").join_parts(names)) == "甲、乙和丙"
    assert str(tongue("ar").join_parts([name("الصين"), name("الهند"), name("مصر")])) == "الصين والهند ومصر"
    assert [tongue(one).name_of("en") for one in LANGUAGES] == ["英文", "الإنكليزية"]
    assert [tongue(one).name_of("de") for one in LANGUAGES] == ["德语", "الألمانية"]


def test_items_are_lettered_in_the_alphabet_of_the_language() -> None:
    labels = ["a", "b", "e", "z", "aa", "ab", "ac"]
    assert [pack_of("ar").letter.format(label) for label in labels] == ["أ)", "ب)", "هـ)", "ض)", "ظ)", "غ)", "أأ)"]
    assert pack_of("zh").letter.format("b") == "(b)"


# Chinese.


def test_chinese_has_its_own_signs_and_no_space_beside_them() -> None:
    for file, text in prose_of("zh").items():
        prose = "".join(line.strip() for line in text.split("\n"))
        assert (file, re.findall(r"[,;:!?()\"']", prose)) == (file, [])
        assert (file, re.findall(rf"{CHINESE} {CHINESE}", prose)) == (file, [])


def test_a_chinese_page_has_no_space_between_two_signs(referred: Register) -> None:
    page = referred.text("note", "2031", "zh", form="html")
    assert '<span class="label">原文：</span>法文' in page
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    lines = [re.sub(r"<[^>]+>", "", line) for line in body.split("\n")]
    spaced = [line for line in lines if re.search(rf"{CHINESE} +{CHINESE}", line)]
    assert [re.sub(r"^[\d.]+ ", "", line) for line in spaced] == []


@pytest.mark.parametrize(
    ("value", "meetings"),
    [(2, "两次会议："), (3, "三次会议："), (12, "12次会议：")],
)
def test_chinese_counts_with_measure_words(value: int, meetings: str) -> None:
    speaking, count = tongue("zh"), number(value, "zh")
    assert meetings in str(speaking.say("note.meetings_held", count=count, one=False, first=True))


def test_texts_not_translated_that_follow_each_other_are_kept_apart() -> None:
    texts = [TracedFact({"en": text}, ("body#2",), text, other="en") for text in ("On the board.", "On the wall.")]
    given = {"every": True, "is_sentence": False, "responses": texts[0], "summary": texts[1]}
    said = tongue("zh").say("note.published", **given)
    assert str(said) == "答复载于：“On the board.”摘要：“On the wall.”"


# Whole sentences, read as a delegate would.


def test_a_chinese_pointer_stands_in_brackets_and_opens_none() -> None:
    said = tongue("zh").say(
        "common.pointer", meeting=name("第十次会议"), paragraph=name("4.2"), document=name("MWG-1/3"), told=False
    )
    assert str(said) == "见MWG-1/3号文件所载第十次会议报告第4.2段"


# What a reviser of each language asks for.


def sentences(language: str) -> str:
    """All sentences of a language as they are written."""
    folder = Path(str(files("escalade.templates"))) / language
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.jinja")))


def test_chinese_puts_topics_in_quotation_marks_and_titles_of_documents_alone_in_theirs() -> None:
    marked = re.findall("《[^》]*》", sentences("zh"))
    assert marked == ["《{{ title }}》"]


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ("面对面会议[^：]", "the physical meeting has one name"),
        ("网上阶段", "so has the online phase"),
        ("截止日期：{% endblock %}\n{% block about", "a day on which things stand is no deadline"),
        ("以下列议题为议题", "a word is not said twice"),
        ("如此确定", "no word-for-word rendering"),
        ("范围为：|对象为：", "whom something is for stands in the sentence"),
    ],
)
def test_chinese_does_not_say(said: str, because: str) -> None:
    assert re.findall(said, sentences("zh")) == [], because


def test_the_days_of_a_chinese_masthead_stand_before_the_place(round_of_2017: Register) -> None:
    assert "**理事会2017年会议**\\\n**2017年5月15-25日，日内瓦**" in round_of_2017.text("note", "2017", "zh")


@pytest.mark.parametrize("membership", ["成员国", "仅限成员国"])
def test_chinese_says_once_that_the_group_is_for_its_members_alone(membership: str) -> None:
    said = tongue("zh").say("note.membership", membership=name(membership), participants=name("各方"))
    assert str(said) == "本组仅对成员国开放；其公开磋商面向各方。"


def test_chinese_adds_no_alone_to_words_that_are_not_translated() -> None:
    membership = TracedFact("membership", ("2031#1",), "Members and experts", other="en")
    said = tongue("zh").say("note.membership", membership=membership, participants=name("各方"))
    assert str(said) == "本组对“Members and experts”开放；其公开磋商面向各方。"


@pytest.mark.parametrize(("anew", "told"), [(True, "后仍于昨天"), (False, "于昨天")])
def test_chinese_says_that_a_meeting_once_called_off_was_held_after_all(*, anew: bool, told: str) -> None:
    said = tongue("zh").say("hearing.held", day=name("昨天"), place=None, chair=None, anew=anew)
    assert str(said) == f"面对面磋商会议{told}举行。"


def test_arabic_sets_the_compromise_of_the_chair_apart() -> None:
    said = tongue("ar").say("decision.chairs_compromise", chair=name("الرئيس"))
    assert str(said) == "الرئيس، على سبيل الحل التوفيقي"


def test_arabic_names_the_original_and_the_chair_as_its_readers_do(round_of_2017: Register) -> None:
    text = round_of_2017.text("note", "2017", "ar")
    assert "**الأصل:** بالإنكليزية" in text
    assert "**الرئيس: ماجد بن محمد المزيد**" in text


def test_an_arabic_sitting_of_another_name_has_its_ordinal_in_the_gender_of_that_name(round_of_2017: Register) -> None:
    told = re.sub(f"[{OPEN}{CLOSE}]", "", loosen(round_of_2017.text("notice", "2017/ott", "ar")))
    assert "، في الجلسة العامة الثامنة المعقودة في 24 مايو 2017، على موضوع" in told
