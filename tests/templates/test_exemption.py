# ruff: noqa: RUF001 - Russian and Chinese have letters and signs of their own
"""The request for an exemption from the deadline of a note."""

from __future__ import annotations

import re
from dataclasses import replace as change
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pypdf import PdfReader

from escalade.templates.checks.checking import findings_of
from escalade.templates.contexts.insert import insert_text
from escalade.templates.contexts.papers.build import IssuedPaper, build
from escalade.templates.contexts.view import NothingToSayError
from escalade.templates.formats.file import file_of
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.fact import SaidSentence
from escalade.templates.values.paper import SECRETARIAT, Paper, Paragraph
from escalade.workflow.values.dates import when
from tests.templates.render import loosen

from .conftest import Register
from .test_every_paper import bare

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
DEADLINE: dict[str, Any] = {
    "by": "Made-up Desk", "on": "2031-03-05", "stage": "note", "span": 12, "unit": "weeks", "direction": "before",
    "anchor": "session opening", "since": "2030-01-01",
}  # fmt: skip


def said(paper: Paper) -> list[str]:
    """The paragraphs of a paper, with what they list."""
    paragraphs = [one for section in paper.sections for one in section.paragraphs]
    return [loosen(line) for one in paragraphs for line in (str(one.said), *(f"- {item.said}" for item in one.items))]


def test_before_it_is_late_the_request_is_drafted_for_a_note_that_is_not_submitted(round_of_2017: Register) -> None:
    day = date(2017, 3, 20)
    paper = build("exemption", "2017", replace(round_of_2017.standing, day=day), tongue("en"))
    assert said(paper) == [
        "Opening of the session (Council 2017): 15 May 2017.",
        "Deadline for “a preparatory document” (Rule 20 of the Rules of Procedure of the Council): 17 April 2017.",
        (
            "Consequence of missing the deadline: “the document goes to the next session, "
            "unless the Council decides otherwise”."
        ),
        "Other deadlines, where they apply:",
        "- a paper of the Group in one language, without translation (Decision 556 of the Council): 3 May 2017;",
        (
            "- a report on an event that took place less than 21 days before the opening of the session (Decision 556 "
            "of the Council): 17 May 2017 (calculated back from the plenary meeting of 19 May 2017)."
        ),
        (
            "The document has not been submitted yet. The deadline has not passed; "
            "this request applies only if it is missed."
        ),
        "It concerns the following topics:",
        "- “Bridging the digital gender divide”;",
        "- “Public policy considerations for OTTs”.",
        "[In case of delay, it is for the Secretariat to state the reasons here.]",
        (
            "Should the deadline be missed, the Council is requested to consider the document nevertheless at that "
            "session (Council 2017)."
        ),
    ]


BEFORE = {
    "ar": (
        " (تاريخ محسوب رجوعاً من الجلسة العامة في 19 مايو 2017).",
        "[في حال التأخر، يُرجى من الأمانة بيان أسبابه هنا.]",
        (
            "في حال عدم التقيد بالموعد النهائي، يُطلب إلى المجلس الموافقة على الإعفاء منه "
            "والنظر في الوثيقة خلال هذه الدورة (المجلس 2017)."
        ),
    ),
    "en": (
        " (calculated back from the plenary meeting of 19 May 2017).",
        "[In case of delay, it is for the Secretariat to state the reasons here.]",
        (
            "Should the deadline be missed, the Council is requested to consider the document nevertheless at that "
            "session (Council 2017)."
        ),
    ),
    "es": (
        " (fecha calculada hacia atrás desde la sesión plenaria del 19 de mayo de 2017).",
        "[En caso de retraso, corresponderá a la Secretaría exponer aquí los motivos.]",
        (
            "En caso de incumplimiento del plazo, se solicita al Consejo que, no obstante, examine el documento en "
            "dicha reunión (Consejo 2017)."
        ),
    ),
    "fr": (
        " (date calculée à rebours à partir de la séance plénière du 19 mai 2017).",
        "[En cas de retard, il appartient au Secrétariat d’en exposer ici les motifs.]",
        (
            "En cas de non-respect du délai, il est demandé au Conseil d’examiner néanmoins le document à la session "
            "susmentionnée (Conseil 2017)."
        ),
    ),
    "ru": (
        " (отсчитывается назад от пленарного заседания 19 мая 2017 года).",
        "[В случае задержки Секретариату надлежит указать здесь ее причины.]",
        (
            "В случае несоблюдения срока Совету предлагается в порядке исключения рассмотреть указанный документ на "
            "данной сессии (Совет 2017 года)."
        ),
    ),
    "zh": (
        "（自2017年5月19日举行的一次全体会议倒推）。",
        "[如逾期提交，请秘书处在此说明原因。]",
        "如文件逾期提交，谨请理事会准予豁免适用上述期限，并在本届会议（理事会2017年会议）上审议该文件。",
    ),
}


@pytest.mark.parametrize("language", BEFORE)
def test_no_delay_is_told_before_the_deadline_has_passed_and_a_day_is_counted_back_from_its_sitting(
    round_of_2017: Register, language: str
) -> None:
    counted, asked, request = BEFORE[language]
    standing = replace(round_of_2017.standing, day=date(2017, 3, 20))
    drawn = said(build("exemption", "2017", standing, tongue(language)))
    told = [re.sub("[\u2066-\u2069]", "", line).replace("\u00a0", " ") for line in drawn]
    assert any(line.endswith(counted) for line in told)
    assert asked in told
    assert told[-1] == request


LATE = {
    "ar": ("يُطلب إلى ", "ابتداءً من"), "en": (" is nevertheless requested ", "(calculated from the "),
    "es": ("Se solicita ", "(fecha calculada a partir de"), "fr": ("Il est demandé ", "(date calculée à partir "),
    "ru": ("К ", "(исчисляется от "), "zh": ("谨请", "起算）"),
}  # fmt: skip


@pytest.mark.parametrize("language", LATE)
def test_a_request_after_the_deadline_is_made_outright_and_a_day_may_be_counted_forward(
    referred: Register, language: str
) -> None:
    forward = DEADLINE | {"stage": "event report", "anchor": "sitting", "direction": "after", "span": 1}
    referred.act("set deadline", name="report", basis="referral", **forward)
    referred.act("set deadline", name="paper", basis="referral", exemptions=["report"], **DEADLINE)
    told = said(referred.paper("exemption", "2031", language))
    request, counted = LATE[language]
    assert request in told[-1]
    assert any(counted in line for line in told)


def test_an_arabic_request_after_the_deadline_asks_for_the_exemption_itself(referred: Register) -> None:
    referred.act("set deadline", name="paper", basis="referral", **DEADLINE)
    told = said(referred.paper("exemption", "2031", "ar"))
    assert "الموافقة على الإعفاء من الموعد النهائي المذكور والنظر في الوثيقة خلال هذه الدورة" in told[-1]


def test_an_issued_request_bears_the_day_of_its_issue_and_no_draft_says_otherwise(round_of_2017: Register) -> None:
    standing = replace(round_of_2017.standing, day=date(2017, 3, 20))
    issued = IssuedPaper("C17/60", "2017#2", "2017-03-18")
    paper = build("exemption", "2017", standing, tongue("en"), issued=issued)
    rows = [(row.key, str(row.label or ""), str(row.value)) for row in paper.masthead[2:]]
    assert rows == [("symbol", "Document", "C17/60-E"), ("date", "", "18\u00a0March 2017")]


def test_what_asks_the_secretariat_for_reasons_stands_in_no_issued_request(round_of_2017: Register) -> None:
    standing = replace(round_of_2017.standing, day=date(2017, 3, 20))
    issued = IssuedPaper("C17/60", "2017#2", "2017-03-18")
    papers = {tag: build("exemption", "2017", standing, tongue(tag), issued=issued) for tag in LANGUAGES}
    draft = build("exemption", "2017", standing, tongue("en"))
    asked = "[In case of delay, it is for the Secretariat to state the reasons here.]"
    assert (asked in said(draft), asked in said(papers["en"])) == (True, False)
    assert {len(said(paper)) for paper in papers.values()} == {len(said(draft)) - 1}
    assert [one.check for one in findings_of(papers) if one.check == "reasons-are-stated"] == ["reasons-are-stated"] * 6
    reasons = (Paragraph(SaidSentence(SECRETARIAT, "The session was brought forward.")),)
    full = insert_text(draft, "document", reasons)
    assert asked not in said(full)
    assert "The session was brought forward." in said(full)
    assert [one for one in findings_of({"en": full}) if one.check == "reasons-are-stated"] == []


AHEAD = {
    "ar": "ولم ينقضِ الموعد النهائي بعد",
    "en": "The deadline has not passed",
    "es": "El plazo aún no ha vencido",
    "fr": "Le délai n’est pas expiré",
    "ru": "Срок еще не истек",
    "zh": "期限尚未届满",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_drafted_before_the_deadline_says_that_it_has_not_passed(
    round_of_2017: Register, language: str
) -> None:
    standing = replace(round_of_2017.standing, day=date(2017, 3, 20))
    assert AHEAD[language] in "\n".join(said(build("exemption", "2017", standing, tongue(language))))


def test_a_note_that_was_in_time_needs_no_exemption(round_of_2017: Register) -> None:
    with pytest.raises(NothingToSayError, match="its note was in time"):
        round_of_2017.paper("exemption", "2017")


def test_without_a_deadline_there_is_nothing_to_be_exempted_from(referred: Register) -> None:
    with pytest.raises(NothingToSayError, match="no deadline of its note is known"):
        referred.paper("exemption", "2031")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_late_note_is_dated_in_every_language_and_the_delay_is_counted(referred: Register, language: str) -> None:
    referred.act("set deadline", name="paper", basis="not at hand", **DEADLINE)
    paper = referred.paper("exemption", "2031", language)
    text = "\n".join(said(paper))
    opens = referred.standing.gathering("session/Assembly 2031")
    assert opens
    assert opens.opens.day
    assert str((date(2031, 4, 1) - opens.opens.day).days + 84) in text
    assert "paper" in text
    documents = {
        record.evidence.document for topic in referred.standing.topics_of("2031") for record, _ in topic.escalations
    }
    (document,) = documents
    assert document
    assert document in text
    assert [section.key for section in paper.sections] == ["deadline", "document", "request"]
    assert all(fact.records for one in paper.printables() for fact in getattr(one, "facts", ()))


def test_a_deadline_without_a_title_or_a_consequence_says_no_more_than_it_has(referred: Register) -> None:
    referred.act("set deadline", name="paper", basis="referral", **DEADLINE)
    lines = said(referred.paper("exemption", "2031"))
    assert lines[1].startswith("Deadline for “paper” (")
    assert not any(line.startswith(("Consequence", "Other deadlines")) for line in lines)
    assert lines[-2].startswith("[No reasons for the delay are on record; it is for ")


QUOTED = {
    "ar": ("«", "»."), "en": ("“", ".”"), "es": ("«", "»."), "fr": ("« ", ". »"), "ru": ("«", "»."), "zh": ("“", ".”"),
}  # fmt: skip
DRAFT = {
    "ar": "مشروع. لم يُقدَّم هذا الطلب.", "en": "DRAFT. This request has not been submitted.",
    "es": "PROYECTO. La presente solicitud no ha sido presentada.",
    "fr": "PROJET. La présente demande n’a pas été présentée.", "ru": "ПРОЕКТ. Настоящая просьба не представлена.",
    "zh": "草案。本请求尚未提交。",
}  # fmt: skip
ONLY = {
    "ar": "وتتعلق الوثيقة بالموضوع «", "en": "It concerns the topic “Glass", "es": "se refiere al tema «",
    "fr": "Il porte sur le thème « Verre", "ru": "Документ касается темы «", "zh": "文件涉及议题“",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_consequence_typed_as_a_sentence_ends_with_one_full_stop(referred: Register, language: str) -> None:
    typed = {tag: f"It waits ({tag})." for tag in LANGUAGES}
    referred.act("set deadline", name="paper", basis="referral", consequence=typed, **DEADLINE)
    (told,) = (line for line in said(referred.paper("exemption", "2031", language)) if "It waits" in line)
    opening, closing = QUOTED[language]
    assert told.translate(dict.fromkeys(map(ord, "\u2066\u2069"))).endswith(f"{opening}It waits ({language}){closing}")


def test_the_request_is_a_draft_until_it_is_issued(round_of_2017: Register) -> None:
    standing = replace(round_of_2017.standing, day=date(2017, 3, 20))
    for language in LANGUAGES:
        draft = build("exemption", "2017", standing, tongue(language))
        assert DRAFT[language] in [str(one) for one in draft.banner]
        issued = IssuedPaper("C17/60", "2017#2", "2017-03-18")
        assert build("exemption", "2017", standing, tongue(language), issued=issued).draft == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_only_topic_stands_in_a_sentence_and_several_in_a_list(referred: Register, language: str) -> None:
    referred.act("set deadline", name="paper", basis="referral", **DEADLINE)
    several = referred.paper("exemption", "2031", language)
    (items,) = ([str(one.said) for one in told.items] for told in several.sections[1].paragraphs if told.items)
    assert len(items) == 2
    referred.act("annul", "2031/wick", records=["2031/wick#4"], why={"en": "Slip."}, on="2031-04-01", by="Made-up Desk")
    one: dict[str, Any] = {"leaving": ["2031/wick"], "left": "not at hand", "to_session": "Assembly 2031"}
    referred.act("escalate", "2031/glass", by="Made-up Desk", on="2031-04-01", **one)
    (alone,) = (told for told in referred.paper("exemption", "2031", language).sections[1:2])
    assert [told.items for told in alone.paragraphs if told.items] == []
    assert any(ONLY[language] in loosen(str(told.said)) for told in alone.paragraphs)


@pytest.mark.parametrize("language", ["en", "es", "fr", "ru"])
def test_the_day_of_a_draft_stands_on_one_line(round_of_2017: Register, language: str) -> None:
    standing = replace(round_of_2017.standing, day=date(2017, 3, 20))
    paper = build("exemption", "2017", standing, tongue(language))
    day = SaidSentence("date", str(tongue(language).date(when("2017-09-27"))))
    rows = tuple(change(row, value=day) if row.key == "date" else row for row in paper.masthead)
    data = file_of(change(paper, masthead=rows), "pdf")
    (label,) = (str(row.label) for row in rows if row.key == "date")
    shown = PdfReader(BytesIO(data)).pages[0].extract_text()
    assert any(bare(f"{label}{day}") in bare(line) for line in shown.splitlines())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_request_that_speaks_of_the_group_says_in_its_head_who_that_is(
    round_of_2017: Register, language: str
) -> None:
    standing = replace(round_of_2017.standing, day=date(2017, 3, 20))
    paper = build("exemption", "2017", standing, tongue(language))
    heads = [str(one.value) for one in paper.masthead if one.key == "session"]
    called = {"ar": "«الفريق»", "en": "“the Group”", "es": "«el Grupo»", "ru": "«Группа»", "zh": "“本组”"}
    assert called.get(language, "« le Groupe »") in loosen(heads[0])


def test_topics_stand_in_the_order_of_the_note_that_refers_them(unsettled: Register) -> None:
    unsettled.act("set deadline", name="paper", basis="referral", **DEADLINE)
    referral: dict[str, Any] = {"to_session": "Assembly 2031", "original": "fr", "evidence": {"document": "LA31/9"}}
    unsettled.act("escalate", "2031/wick", "2031/glass", by="Made-up Desk", on="2031-04-01", **referral)
    annexes = [str(one.title) for one in unsettled.paper("note", "2031").wordings]
    listed = [line for line in said(unsettled.paper("exemption", "2031")) if line.startswith("- “")]
    assert [loosen(one) for one in annexes] == [line.strip("- “”;.") for line in listed]
    assert annexes[0] == "Docht der Laternen"


@pytest.mark.parametrize(("language", "cited"), [("es", "(artículo 20"), ("fr", "(article 20"), ("en", "(Rule 20")])
def test_a_citation_in_a_sentence_begins_as_its_name_does(round_of_2017: Register, language: str, cited: str) -> None:
    standing = replace(round_of_2017.standing, day=date(2017, 3, 20))
    assert any(cited in line for line in said(build("exemption", "2017", standing, tongue(language))))
