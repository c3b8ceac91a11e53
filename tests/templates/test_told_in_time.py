# ruff: noqa: RUF001 - Chinese has signs of its own
"""What is past is told in the past, in the order in which it happened, and of what it is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Decide, Register

DESK: dict[str, Any] = {"by": "Made-up Desk"}
CHAIR: dict[str, Any] = {"by": "Made-up Chair"}
AT_FIRST: dict[str, Any] = {**CHAIR, "on": "2031-03-04", "evidence": {"meeting": "1"}}


def text_of(register: Register, kind: str, of: str, language: str) -> str:
    """A paper with plain spaces and without isolates."""
    return register.text(kind, of, language).translate(dict.fromkeys(map(ord, "\u2066\u2069")))


GLASS: dict[str, Any] = {"title": {"en": "Glass"}, "questions": [{"en": "Whose glass?"}], "source": "LA31/70"}
ORDER = {
    "en": ("are to be put to consultation successively", "were put to consultation successively"),
    "fr": ("sont mis en consultation l’un après l’autre", "ont été mis en consultation l’un après l’autre"),
    "es": ("se iniciarán sucesivamente", "se iniciaron sucesivamente"),
    "ru": ("проводятся последовательно", "проводились последовательно"),
    "zh": ("议题依次开展", "议题已依次开展"),
    "ar": ("يجري طرح", "جرى طرح"),
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_topics_were_taken_in_order_once_each_was_opened(
    referred: Register, decide: Callable[[Register], Decide], language: str
) -> None:
    to_be, were = ORDER[language]
    referred.act("revise", "2031/glass", on="2031-05-01", version=GLASS, by="Made-up Assembly Desk")
    decide(referred)("approve", "2031/wick", "2031/glass", words={"en": "Yes."}, sequence="in order")
    found = []
    for topic in ("wick", "glass"):
        referred.act("launch", f"2031/{topic}", on="2031-06-10", opens="2031-06-10", closes="2031-08-01", **DESK)
        notice = text_of(referred, "notice", "2031/wick", language)
        found.append((to_be in notice, were in notice))
    assert found == [(True, False), (False, True)]


WERE_TO_BE = {
    "en": "were to be put to consultation successively",
    "fr": "devaient être mis en consultation l’un après l’autre",
    "es": "se debían iniciar sucesivamente",
    "ru": "должны были проводиться последовательно",
    "zh": "议题原应依次开展",
    "ar": "كان من المقرر طرح",
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_topics_that_opened_in_another_order_are_not_said_to_have_been_taken_in_theirs(
    referred: Register, decide: Callable[[Register], Decide], language: str
) -> None:
    were, opens = ORDER[language][1], {"wick": "2031-10-01", "glass": "2031-07-01"}
    referred.act("revise", "2031/glass", on="2031-05-01", version=GLASS, by="Made-up Assembly Desk")
    decide(referred)("approve", "2031/wick", "2031/glass", words={"en": "Yes."}, sequence="in order")
    for topic, day in opens.items():
        referred.act("launch", f"2031/{topic}", on="2031-06-10", opens=day, closes="2031-12-01", **DESK)
    notice = text_of(referred, "notice", "2031/wick", language)
    assert (were in notice, WERE_TO_BE[language] in notice) == (False, True)


BROKEN = {
    "en": "until 18:00 (Lisbon time, UTC) on 10 March 2031; silence was broken within that period.",
    "fr": "au 10 mars 2031 à 18 h 00 (heure de Lisbonne, UTC) ; le silence a été rompu dans ce délai.",
    "es": "mediante el procedimiento de acuerdo tácito el 5 de marzo de 2031, con plazo hasta el 10 de marzo de 2031",
    "ru": "распространен 5 марта 2031 года в рамках процедуры отсутствия возражений; крайний срок",
    "zh": "至2031年3月10日18时00分（里斯本时间，UTC）止，默许程序在此期间被打破。",
    "ar": "؛ وقد كُسر الصمت خلال تلك المهلة.",
}
KEPT = {
    "en": "silence was not broken", "fr": "le silence n’a pas été rompu", "es": "el silencio no se rompió",
    "ru": "процедура прервана не была", "zh": "默许程序未被打破", "ar": "ولم يُكسر الصمت",
}  # fmt: skip
OBJECTED = {
    "en": "Made-up Isle objected", "fr": "objection", "es": "se formuló una objeción", "ru": "возражение",
    "zh": "提出异议", "ar": "Made-up Isle",
}  # fmt: skip


@pytest.fixture
def circulated(lanterns: Register) -> Register:
    """A text of the made-up group whose first silence was broken, and whose second was kept."""
    until = {"until": "2031-03-10T18:00 Europe/Lisbon"}
    lanterns.act("circulate", "2031/wick", on="2031-03-05", **until, **CHAIR)
    taken: dict[str, Any] = {
        "stance": "object",
        "holders": ("Made-up Isle",),
        "audience": "public",
        "text": {"en": "No."},
        "source": "not at hand",
    }
    lanterns.act("take position", "2031/wick", on="2031-03-07", **taken, **DESK)
    lanterns.act("lift objection", "2031/wick", on="2031-03-11", how="withdrawn", holders=("Made-up Isle",), **DESK)
    return lanterns


def agree(register: Register) -> None:
    """Circulate the text anew and record consensus."""
    register.act("circulate", "2031/wick", on="2031-03-12", until="2031-03-20T18:00 Europe/Lisbon", **CHAIR)
    silence = [f"2031/wick#{len(register.held['2031/wick'].records)}"]
    register.act("record consensus", "2031/wick", on="2031-03-21", words="not at hand", silence=silence, **CHAIR)


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_silence_that_was_broken_is_told_before_the_one_that_was_kept(circulated: Register, language: str) -> None:
    agree(circulated)
    kind, of = "notice", "2031/wick"
    told = text_of(circulated, kind, of, language)
    assert (told.count(BROKEN[language]), told.count(KEPT[language])) == (1, 1)
    assert told.index(BROKEN[language]) < told.index(OBJECTED[language], told.index(BROKEN[language]))


def test_a_silence_that_the_next_steps_tell_is_told_there_alone(circulated: Register) -> None:
    third: dict[str, Any] = {"opens": "2031-11-03", "closes": "2031-11-04", "place": {"en": "Made-up Harbour"}}
    circulated.act("convene", "meeting/3", on="2031-09-01", **third, **DESK)
    at: dict[str, Any] = {**CHAIR, "evidence": {"meeting": "2"}}
    circulated.act("defer", "2031/wick", on="2031-09-30", to_meeting="3", **at)
    circulated.act("circulate", "2031/wick", on="2031-10-02", until="2031-10-10T18:00 Europe/Lisbon", **CHAIR)
    taken: dict[str, Any] = {
        "stance": "object",
        "holders": ("Made-up Isle",),
        "audience": "public",
        "text": {"en": "No."},
        "source": "not at hand",
    }
    circulated.act("take position", "2031/wick", on="2031-10-03", **taken, **DESK)
    told = text_of(circulated, "notice", "2031/wick", "en")
    assert (told.count("on 10 March 2031; silence was broken"), told.count("on 10 October 2031")) == (1, 1)


SITTING = {"session": "Assembly 2031", "sitting": 1}
UNPROVEN = {
    "en": ("No supporting document is on record yet.", "The record was corrected"),
    "fr": ("Aucun document n’établit encore ce résultat.", "Cette inscription a été rectifiée"),
    "es": ("Ningún documento lo acredita todavía.", "El asiento fue rectificado"),
    "ru": ("Документального подтверждения пока нет.", "Запись в реестре исправлена"),
    "zh": ("尚无文件可资证明。", "该记录已"),
    "ar": ("لا توجد بعدُ وثيقة تثبتها.", "وقد صُحّح القيد"),
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_that_no_document_is_at_hand_is_said_of_the_outcome_and_not_of_its_correction(
    referred: Register, decide: Callable[[Register], Decide], language: str
) -> None:
    decide(referred)("approve", "2031/wick", words={"en": "Yes."}, evidence=SITTING)
    lacking, corrected = UNPROVEN[language]
    plain = text_of(referred, "notice", "2031/wick", language)
    number = len(referred.held["2031/wick"].records)
    wrong: dict[str, Any] = {
        "records": [f"2031/wick#{number}"],
        "why": {"en": "A slip."},
        "fields": {"words": {"en": "Yes, indeed."}},
    }
    referred.act("correct", on="2031-06-09", **wrong, by="Made-up Assembly Desk")
    told = text_of(referred, "notice", "2031/wick", language)
    assert f"*{lacking}*" in plain
    said = re.sub(r"(?<!\*)\*[^*]+\*(?!\*)", "", told)  # the mark where it is told aside
    assert (said.count(lacking), said.index(lacking) < said.index(corrected)) == (1, True)


MAINTAINED = {
    "en": "Objection to the topic maintained: Made-up Isle.", "fr": "Objection au thème maintenue : Made-up Isle",
    "es": "Se mantiene la objeción al tema (Made-up Isle", "ru": "Возражение по теме не снято (Made-up Isle",
    "zh": "对该议题仍维持异议：Made-up Isle", "ar": "لا يزال قائماً الاعتراض الوارد من Made-up Isle",
}  # fmt: skip


@pytest.mark.parametrize("language", AVAILABLE)
def test_an_objection_told_under_a_decision_of_the_superior_body_is_one_to_the_topic(
    unsettled: Register, decide: Callable[[Register], Decide], language: str
) -> None:
    taken: dict[str, Any] = {
        "stance": "object",
        "audience": "public",
        "text": {"en": "No."},
        "source": "not at hand",
        "on": "2031-03-05",
    }
    unsettled.act("take position", "2031/wick", holders=("Made-up Isle",), **taken, **DESK)
    assert MAINTAINED[language] not in text_of(unsettled, "notice", "2031/wick", language)
    unsettled.act(
        "escalate",
        "2031/glass",
        "2031/wick",
        on="2031-04-01",
        to_session="Assembly 2031",
        evidence={"document": "LA31/9"},
        **DESK,
    )
    assert MAINTAINED[language] not in text_of(unsettled, "notice", "2031/wick", language)
    decide(unsettled)("refer back", "2031/wick", words="not at hand", guidance="not at hand")
    later: dict[str, Any] = {**taken, "on": "2031-07-01", "holders": ("Made-up Cape",)}
    unsettled.act("take position", "2031/wick", **later, **DESK)
    kind, of = "notice", "2031/wick"
    told = text_of(unsettled, kind, of, language)
    assert (MAINTAINED[language] in told, told.count(MAINTAINED[language].partition("Made-up")[0])) == (True, 1)


AGAIN = {
    "en": ("since the matter came back to the Group", "since the debate was reopened"),
    "fr": ("depuis que la question est revenue devant le Groupe", "depuis la réouverture du débat"),
    "es": ("desde que la cuestión volvió al Grupo", "desde que se reabrió el debate"),
    "ru": ("после возвращения вопроса на рассмотрение Группы", "после возобновления обсуждения"),
    "zh": ("自该事项重新交由本组处理以来", "自重新开始讨论以来"),
    "ar": ("منذ أن عادت المسألة إلى الفريق", "منذ إعادة فتح باب المناقشة"),
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_note_tells_that_the_absence_of_consensus_was_recorded_before_the_matter_came_back(
    referred: Register, decide: Callable[[Register], Decide], language: str
) -> None:
    decide(referred)("refer back", "2031/wick", "2031/glass", words="not at hand", guidance="not at hand")
    told = text_of(referred, "note", "2031", language)
    assert [one in told for one in AGAIN[language]] == [True, False]


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_note_tells_that_the_absence_of_consensus_was_recorded_before_the_debate_was_reopened(
    lanterns: Register, language: str
) -> None:
    assert [one in text_of(lanterns, "note", "2031", language) for one in AGAIN[language]] == [False, False]
    lanterns.act("record no consensus", "2031/wick", tried="not at hand", words="not at hand", **AT_FIRST)
    lanterns.act("reopen debate", "2031/wick", by="Made-up Chair", on="2031-09-30", evidence={"meeting": "2"})
    told = text_of(lanterns, "note", "2031", language)
    assert [one in told for one in AGAIN[language]] == [False, True]
