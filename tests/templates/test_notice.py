# ruff: noqa: RUF001 - Russian, Chinese and French have letters and signs of their own
"""Notice, call, report and state of the shipped round."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from escalade.templates.contexts.papers.build import IssuedPaper, build
from escalade.templates.contexts.view import NothingToSayError
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.values.paper import MastheadRow, Paper
from tests.templates.paragraphs import paragraphs
from tests.templates.render import loosen

from .conftest import Acts, Decide, Register


def test_a_notice_tells_who_decided_when_where_in_which_order_and_on_what(round_of_2017: Register) -> None:
    assert paragraphs(round_of_2017, "notice", "2017/ott") == [
        (
            "At the eighth plenary meeting of Council 2017, on 24 May 2017, the Council approved the topic "
            "“Public policy considerations for OTTs”, as amended. The topics approved "
            "were put to consultation successively, in the following order: “Public policy considerations for OTTs” "
            "and “Bridging the digital gender divide”."
        ),
        "The online phase ran from 26 May to 20 August 2017 and is now over.",
        "The physical meeting was to be held on 18 September 2017; its holding is not on record.",
        (
            "This outcome is on record (see document C17/130(Rev.1)). "
            "The evidence for it was confirmed on 8 August 2017."
        ),
        (
            "At its ninth meeting, held on 6 and 7 February 2017, the Group did not reach consensus on the topic "
            "“Public policy considerations for OTTs”."
        ),
        (
            "On 31 March 2017, the topic “Public policy considerations for OTTs” was referred to the Council (Council "
            "2017)."
        ),
        (
            "At the fifth plenary meeting of Council 2017, on 19 May 2017, the Council deferred its consideration of "
            "the topic “Public policy considerations for OTTs” to the eighth plenary meeting."
        ),
        (
            "It is now for the Secretariat to gather the responses, to place the physical meeting on record and to "
            "close the consultation."
        ),
    ]


def test_a_notice_proves_by_the_latest_revision_and_names_what_proved_it_before(acts_of_2017: Acts) -> None:
    register = Register()
    register.play(acts_of_2017)
    by: dict[str, Any] = {"by": "Council secretariat", "records": ["2017/ott#7"]}
    register.act("confirm", on="2017-09-01", evidence={"document": "C17/130(Rev.2)"}, **by)
    told = paragraphs(register, "notice", "2017/ott")
    assert any(
        one.startswith(
            "This outcome is on record (see document C17/130(Rev.2)). The evidence for it was confirmed on 1 S"
        )
        for one in told
    )
    assert "Earlier, the evidence for it was confirmed on 8 August 2017 by document C17/130(Rev.1)." in told
    for language in ("ar", "es", "fr", "ru", "zh"):
        assert any("C17/130" in one and "2017" in one for one in paragraphs(register, "notice", "2017/ott", language))


def test_a_notice_shows_the_text_on_which_the_decision_was_taken(round_of_2017: Register) -> None:
    (text,) = round_of_2017.paper("notice", "2017/ott").wordings
    assert [str(remark) for remark in text.remarks] == [
        "English text: unofficial text, reconstructed.",
    ]
    assert str(text.questions[1]) == "What are the policy and regulatory issues associated with OTT services?"
    assert text.numbered


NATURE = {
    "ar": "النص العربي: نص غير رسمي أُعيد بناؤه.", "en": "English text: unofficial text, reconstructed.",
    "es": "Versión en español: texto no oficial, reconstruido.",
    "fr": "Version française : texte non officiel, reconstitué.",
    "ru": "Версия на русском языке: неофициальный восстановленный текст.", "zh": "中文文本：非正式文本，系复原而成。",
}  # fmt: skip


@pytest.mark.parametrize("language", NATURE)
def test_a_reconstructed_text_is_said_to_be_unofficial(round_of_2017: Register, language: str) -> None:
    (text,) = round_of_2017.paper("notice", "2017/ott", language).wordings
    assert [loosen(str(remark)) for remark in text.remarks] == [NATURE[language]]


def test_a_session_that_bears_the_name_of_its_body_needs_no_bracket_in_french(
    round_of_2017: Register, referred: Register, decide: Callable[[Register], Decide]
) -> None:
    decide(referred)("decline", "2031/glass", words="not at hand")
    own, other = round_of_2017.text("notice", "2017/ott", "fr"), referred.text("notice", "2031/glass", "fr")
    assert "À la huitième séance plénière du Conseil 2017, le 24 mai 2017, le Conseil a approuvé" in own
    assert "À la première séance (Assemblée de 2031), le 2 juin 2031, l’Assemblée imaginaire a décidé" in other


def test_a_topic_is_referred_to_the_session_that_bears_the_name_of_its_body(acts_of_2017: Acts) -> None:
    register = Register()
    register.play(acts_of_2017, until="receive")
    told = register.text("notice", "2017/ott", "fr")
    assert re.search("a été soumis au Conseil 2017[.]", told)


def test_provisional_evidence_is_said_to_be_so(acts_of_2017: Acts) -> None:
    register = Register()
    register.play(acts_of_2017, until="launch")
    text = register.text("notice", "2017/ott", "fr")
    # the mark says what is provisional where it is told, and again beside the evidence
    assert text.count("*Élément provisoire : le document C17/DL/7 n’est pas encore définitif.*") == 1
    assert text.count("Le document C17/DL/7 n’est pas encore définitif.") == 1


def test_a_document_is_cited_as_each_language_writes_it(round_of_2017: Register) -> None:
    assert "C17/130(Rév.1)" in round_of_2017.text("notice", "2017/ott", "fr")
    assert "C17/130(Rev.1)" in round_of_2017.text("notice", "2017/ott", "en")


@pytest.mark.parametrize(
    ("kind", "reference", "sentence"),
    [
        ("note", "1999", "There is no note to write for 1999: none of its topics is proposed, debated or unresolved"),
        ("notice", "2017", "There is no notice to write for 2017: it is not a topic of this register"),
        ("notice", "2017/none", "There is no notice to write for 2017/none: it is not a topic of this register"),
        ("call", "2017/none", "There is no call to write for 2017/none: it is not a topic of this register"),
        ("report", "meeting/77", "There is no report to write for meeting/77: no meeting of that number was convened."),
        ("report", "session/Council 2017", "There is no report to write for session/Council 2017: no meeting"),
        ("report", "meeting/8", "There is no report to write for meeting/8: no act on a topic is recorded"),
    ],
)
def test_a_paper_with_nothing_to_say_says_why(
    round_of_2017: Register, kind: str, reference: str, sentence: str
) -> None:
    with pytest.raises(NothingToSayError, match=re.escape(sentence)):
        round_of_2017.text(kind, reference)


@pytest.mark.parametrize(("kind", "problem"), [("notice", "nothing was decided"), ("call", "was not launched")])
def test_what_has_not_happened_yet_is_not_told(acts_of_2017: Acts, kind: str, problem: str) -> None:
    register = Register()
    register.play(acts_of_2017, until="record no consensus")
    with pytest.raises(NothingToSayError, match=problem):
        register.text(kind, "2017/ott")


def test_an_empty_register_has_no_papers() -> None:
    with pytest.raises(NothingToSayError, match="none of its topics"):
        Register().text("note", "2017")


DESK: dict[str, Any] = {"by": "Made-up Desk"}
CLOSED = {
    "ar": "اختُتمت المشاورة في 2 أغسطس 2031.", "en": "The consultation was closed on 2 August 2031.",
    "es": "La consulta se declaró concluida el 2 de agosto de 2031.",
    "fr": "La consultation a été close le 2 août 2031.", "ru": "Консультация завершена 2 августа 2031 года.",
    "zh": "磋商已于2031年8月2日结束。",
}  # fmt: skip
AT_FIRST: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}


@pytest.mark.parametrize("language", CLOSED)
def test_a_notice_tells_that_a_consultation_was_closed(lanterns: Register, language: str) -> None:
    lanterns.act("record consensus", "2031/wick", words="not at hand", **AT_FIRST)
    lanterns.act("launch", "2031/wick", on="2031-06-10", opens="2031-06-10", closes="2031-08-01", **DESK)
    before = paragraphs(lanterns, "notice", "2031/wick", language)
    lanterns.act("close", "2031/wick", on="2031-08-02", reason={"en": "None was foreseen."}, **DESK)
    after = paragraphs(lanterns, "notice", "2031/wick", language)
    told = [[loosen(one) for one in lines].count(CLOSED[language]) for lines in (before, after)]
    assert told == [0, 1]


BARE = {
    "ar": "هذه النتيجة مدوَّنة في السجل دون إحالة إلى أي وثيقة.",
    "en": "This outcome is on record without reference to a document.",
    "es": "Este resultado consta en el registro, sin referencia a ningún documento.",
    "fr": "Ce résultat est consigné au registre, sans référence à un document.",
    "ru": "Этот итог внесен в реестр без ссылки на документ.",
    "zh": "该结果已记录在案，未援引任何文件。",
}


@pytest.mark.parametrize("language", BARE)
def test_a_notice_says_that_no_document_is_referred_to(unsettled: Register, language: str) -> None:
    unsettled.act("escalate", "2031/glass", "2031/wick", on="2031-04-01", to_session="Assembly 2031", **DESK)
    assert BARE[language] in paragraphs(unsettled, "notice", "2031/glass", language)


WITHDRAWN = {
    "ar": "سحب", "en": "was withdrawn", "es": "retiró su objeción", "fr": "a été retirée",
    "ru": "было отозвано", "zh": "撤回了",
}  # fmt: skip


@pytest.mark.parametrize("language", WITHDRAWN)
def test_what_was_heard_since_an_outcome_is_told_with_it(lanterns: Register, language: str) -> None:
    heard: dict[str, Any] = {"holders": ("Made-up State One",), **DESK}
    object_: dict[str, Any] = {"stance": "object", "text": {"en": "No."}, "source": "LA31/7", "audience": "public"}
    lanterns.act("take position", "2031/glass", on="2031-03-03", evidence={"meeting": "1"}, **object_, **heard)
    refer: dict[str, Any] = {"tried": "not at hand", "words": "not at hand", "refer": True}
    lanterns.act("record no consensus", "2031/glass", "2031/wick", **refer, **AT_FIRST)
    lanterns.act("escalate", "2031/glass", "2031/wick", on="2031-04-01", to_session="Assembly 2031", **DESK)
    lanterns.act("lift objection", "2031/glass", on="2031-04-03", how="withdrawn", **heard)
    paper = lanterns.paper("notice", "2031/glass", language)
    told = {
        section.key: [loosen(str(one.said)) for one in section.paragraphs if WITHDRAWN[language] in str(one.said)]
        for section in paper.sections
    }
    assert {key: any("3" in one for one in lines) for key, lines in told.items() if lines} == {"decision": True}
    assert len(told["background"]) == 0


@pytest.mark.parametrize("language", WITHDRAWN)
def test_an_outcome_that_was_considered_is_no_next_step(
    referred: Register, decide: Callable[[Register], Decide], language: str
) -> None:
    decide(referred)("approve", "2031/wick", words={"en": "Yes."}, conditions=[{"en": "A report is made."}])
    phases: dict[str, Any] = {"on": "2031-06-10", "opens": "2031-06-10", "closes": "2031-08-01"}
    referred.act("launch", "2031/wick", **phases, **DESK)
    referred.act("close", "2031/wick", on="2031-08-21", reason={"en": "None was planned."}, **DESK)
    considered: dict[str, Any] = {"on": "2031-09-30", "evidence": {"meeting": "2"}}
    referred.act("record consideration", "2031/wick", **considered, **DESK)
    sections = {one.key: one.paragraphs for one in referred.paper("notice", "2031/wick", language).sections}
    told = {key: [getattr(one.said, "key", "") for one in paragraphs] for key, paragraphs in sections.items()}
    assert told["decision"][-2:] == ["notice.closed", "follow.considered"]
    assert told["follows"] == ["follow.owed_condition"]


def row_of_day(paper: Paper) -> MastheadRow:
    """The line of a masthead that bears a day."""
    (found,) = [one for one in paper.masthead if one.key == "date"]
    return found


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_notice_bears_the_day_as_at_which_it_tells_what_follows(round_of_2017: Register, language: str) -> None:
    speaking, standing = tongue(language), round_of_2017.standing
    dated = row_of_day(build("notice", "2017/ott", standing, speaking))
    assert str(dated.label) == str(speaking.say("notice.as_at"))
    issued = build("notice", "2017/ott", standing, speaking, issued=IssuedPaper("CL-1", "2017#1", "2017-06-01"))
    assert row_of_day(issued).label is None


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_mark_says_what_is_provisional_in_a_notice(acts_of_2017: Acts, language: str) -> None:
    register = Register()
    register.play(acts_of_2017, until="launch")
    paper = register.paper("notice", "2017/ott", language)
    marks = [str(remark) for part in paper.sections for one in part.paragraphs for remark in one.remarks]
    assert marks
    assert all("C17/DL/7" in one for one in marks)
