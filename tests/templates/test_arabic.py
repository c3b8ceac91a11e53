"""Arabic names, verbs and nouns agree with each other and with their number."""

from __future__ import annotations

import pytest

from escalade.templates.languages import arabic
from escalade.templates.languages.pack import pack_of
from escalade.templates.languages.spoken import CLOSE, OPEN
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import SaidSentence, TracedFact


def number(value: int) -> TracedFact:
    words = pack_of("ar").words["number"]
    return TracedFact(value, ("2017#1",), words.get(str(value), str(value)), kind="number")


def name(text: str, **more: str) -> TracedFact:
    return TracedFact(text, ("2017#1",), text, **more)  # type: ignore[arg-type]  # only texts are given here


@pytest.mark.parametrize(
    ("value", "meetings", "consultations"),
    [
        (2, "اجتماعين:", "مشاورتين مفتوحتين:"),
        (3, "ثلاثة اجتماعات:", "ثلاث مشاورات مفتوحة:"),
        (8, "ثمانية اجتماعات:", "ثماني مشاورات مفتوحة:"),
        (10, "عشرة اجتماعات:", "عشر مشاورات مفتوحة:"),
        (11, "11 اجتماعاً:", "11 مشاورة مفتوحة:"),
        (100, "100 اجتماع:", "100 مشاورة مفتوحة:"),
    ],
)
def test_arabic_nouns_agree_with_their_number(value: int, meetings: str, consultations: str) -> None:
    speaking, count = tongue("ar"), number(value)
    assert str(speaking.say("note.meetings_held", count=count, one=False, first=True)).endswith(meetings)
    assert consultations in str(speaking.say("note.consultations_held", count=count, one=False, in_person=True))


@pytest.mark.parametrize(
    ("members", "said"),
    [
        ("الأعضاء الخياليين", "مفتوح حصراً أمام الأعضاء الخياليين؛"),
        ("الدول الأعضاء وحدها", "مفتوح أمام الدول الأعضاء وحدها؛"),
        ("جميع المهتمين", "مفتوح أمام جميع المهتمين؛"),
    ],
)
def test_a_group_is_said_once_to_be_open_to_its_members_alone(members: str, said: str) -> None:
    told = tongue("ar").say("note.membership", membership=name(members), participants=name("الجميع"))
    assert f"باب المشاركة في أعمال الفريق {said}" in str(told)


def test_one_of_a_kind_is_said_in_words() -> None:
    speaking = tongue("ar")
    assert str(speaking.say("note.meetings_held", one=True, first=True)) == "عقد الفريق اجتماعاً واحداً:"
    assert "مشاورة مفتوحة واحدة" in str(speaking.say("note.consultations_held", one=True, in_person=True))


@pytest.mark.parametrize(
    ("many", "reports"),
    [
        (1, "تقرير الاجتماع الأول."),
        (2, "تقريري الاجتماعين الأول والثاني."),
        (3, "تقارير الاجتماعات الأول والثاني والثالث."),
    ],
)
def test_reports_are_one_two_or_several(many: int, reports: str) -> None:
    speaking = tongue("ar")
    ordinals = [TracedFact(number, ("2017#1",), speaking.ordinal(number)) for number in range(1, many + 1)]
    meetings = speaking.say("common.meetings", ordinals=ordinals)
    assert str(speaking.say("note.reports_approved", meetings=meetings)) == f"وافق الفريق على {reports}"


@pytest.mark.parametrize(
    ("many", "held"),
    [
        (1, "اجتماعه الأول في جنيف، أمس."),
        (2, "اجتماعيه الأول والثاني في جنيف، أمس."),
        (3, "اجتماعاته الأول والثاني والثالث في جنيف، أمس."),
    ],
)
def test_the_group_holds_its_own_meetings(many: int, held: str) -> None:
    speaking = tongue("ar")
    ordinals = [TracedFact(number, ("2017#1",), speaking.ordinal(number)) for number in range(1, many + 1)]
    meetings = speaking.say("common.meetings", ordinals=ordinals)
    given = {"meetings": meetings, "place": name("جنيف"), "online": False, "hybrid": False, "first": True}
    assert str(speaking.say("note.meetings_together", **given, dates=[name("أمس")])) == f"عقد الفريق {held}"


@pytest.mark.parametrize(
    ("given", "definite", "attached"),
    [
        (name("المجلس"), "المجلس", "للمجلس"),
        (name("مجلس"), "المجلس", "للمجلس"),
        (name("مؤتمر المندوبين"), "مؤتمر المندوبين", "لمؤتمر المندوبين"),
        (name("Council"), "Council", f"لدى {OPEN}Council{CLOSE}"),
        (name("MCL", noun="اللجنة"), f"الفريق {OPEN}MCL{CLOSE}", f"للفريق {OPEN}MCL{CLOSE}"),
    ],
)
def test_a_name_is_definite_and_takes_the_preposition(given: TracedFact, definite: str, attached: str) -> None:
    assert (arabic.al(given).text, arabic.li(given).text) == (definite, attached)


@pytest.mark.parametrize(
    ("words", "definite"),
    [
        ("اجتماع مختلط", "الاجتماع المختلط"),
        ("اجتماع المشاورة الحضوري", "اجتماع المشاورة الحضوري"),
        ("مشاورة", "المشاورة"),
        ("حالة", "الحالة"),
    ],
)
def test_a_noun_of_ours_is_definite_with_its_adjective(words: str, definite: str) -> None:
    assert arabic.al(SaidSentence("noun.hearing", words)).text == definite


def test_a_noun_is_definite_before_the_form_in_brackets() -> None:
    assert arabic.al(name("جلسة (بصيغة مختلطة)")).text == "الجلسة (بصيغة مختلطة)"


@pytest.mark.parametrize(
    ("title", "construct"),
    [("الرئيس", "رئيس"), ("الرئيسة", "رئيسة"), ("رئيس", "رئيس"), ("نائب الرئيس", "نائب رئيس")],
)
def test_an_office_stands_before_its_body_without_the_article(title: str, construct: str) -> None:
    assert arabic.construct(name(title)).text == construct


@pytest.mark.parametrize(
    ("given", "feminine"),
    [
        (name("الجمعية العامة"), True), (name("المجلس"), False), (name("Assembly"), False),
        (name("MCL", noun="اللجنة"), False),
    ],
)  # fmt: skip
def test_the_verb_agrees_with_the_body(given: TracedFact, feminine: bool) -> None:  # noqa: FBT001  # pytest gives it by name
    assert arabic.is_feminine(given) is feminine
    said = str(tongue("ar").say("note.invited", superior=given))
    assert said.startswith("تُدعى " if feminine else "يُدعى ")


def test_the_adopter_of_a_text_that_is_not_translated_stands_in_brackets() -> None:
    texts = [name("Resolution 1 (2009)")]
    said = tongue("ar").say("common.cited_texts", texts=texts, adopter=name("Council"))
    assert str(said) == f"{OPEN}Resolution 1 (2009){CLOSE} ({OPEN}Council{CLOSE})"
    own = tongue("ar").say("common.cited_texts", texts=[name("القرار 1")], adopter=name("المجلس"))
    assert str(own) == "القرار 1 للمجلس"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("On the board", f"{OPEN}On the board{CLOSE}."),
        ("On the board.", f"{OPEN}On the board.{CLOSE}"),
        ("على اللوحة", "على اللوحة."),
    ],
)
def test_the_stop_of_an_arabic_sentence_stands_outside_words_that_run_left_to_right(typed: str, said: str) -> None:
    assert str(tongue("ar").say("agenda.where", is_sentence=False, where=name(typed))) == f"مكان نشر الردود: {said}"
