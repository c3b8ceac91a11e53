# ruff: noqa: RUF001 - Russian and Chinese have letters and signs of their own
"""A made-up group's papers name nothing of anybody else's."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from escalade.templates.formats.layout.layout import lay_out
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.papers.facts.view import NothingToSayError
from tests.templates.render import loosen

from .conftest import Decide, Register

FOREIGN = re.compile(
    r"\bITU\b|\bUIT\b|CWG|GTC|1305|1336|1344|Busan|Plenipotentiary|plénipotentiaires|Council|Conseil\b|Internet|Mazyed|C17"
)
AT_FIRST: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
WICK = {
    "title": {"en": "Wick", "fr": "Mèche"},
    "questions": [{"en": "Which wick?", "fr": "Quelle mèche?"}],
    "source": "LA31/70",
}
DESK = {"by": "Made-up Desk"}


@pytest.fixture
def whole(referred: Register, decide: Callable[[Register], Decide]) -> Register:
    """One topic launched, answered, heard and closed; the other declined."""
    council = decide(referred)
    referred.act(
        "revise", "2031/wick", by="Made-up Assembly Desk", on="2031-05-01",
        version=WICK,
    )  # fmt: skip
    council(
        "approve", "2031/wick", words={"en": "The Assembly approves it.", "fr": "L'Assemblée l'approuve."},
        how="vote", votes={"votes_for": 3, "against": 2, "abstaining": 1},
        conditions=[{"en": "Once only.", "fr": "Une seule fois."}],
    )  # fmt: skip
    council("decline", "2031/glass", words="not at hand", how="consensus")
    referred.act(
        "launch",
        "2031/wick",
        **DESK,
        on="2031-06-10",
        opens="2031-06-10",
        closes="2031-07-10",
        physical="2031-08-10",
        place={"en": "Made-up Hall"},
        answer_to={"en": "Write to the board."},
    )
    referred.act(
        "extend",
        "2031/wick",
        **DESK,
        on="2031-07-01",
        closes="2031-07-20",
        physical="2031-08-20",
        reason={"en": "Rain."},
    )
    return referred


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("form", ["md", "html"])
def test_its_papers_name_nothing_of_another_case(whole: Register, language: str, form: str) -> None:
    for kind, reference in (
        ("note", "2031"),
        ("notice", "2031/wick"),
        ("notice", "2031/glass"),
        ("report", "1"),
    ):
        text = whole.text(kind, reference, language, form)
        assert FOREIGN.findall(text) == []
        assert {"en": "Made-up", "fr": "imaginaire"}[language] in text


def test_its_names_and_titles_are_its_own(referred: Register) -> None:
    english, french = referred.text("note", "2031"), referred.text("note", "2031", "fr")
    assert "# Report by the Chairperson of the Made-up Committee on Lanterns (MCL)" in english
    assert "# Rapport de la Présidente du Comité imaginaire des lanternes (CIL)" in french
    assert "L’Assemblée imaginaire est invitée :" in french
    assert "The referral is made under Made-up Decision 3." in english
    assert "**Chairperson: Made-up Chair**" in english


def test_that_a_text_is_not_translated_is_announced(referred: Register) -> None:
    text = referred.text("note", "2031", "fr")
    assert "### Docht der Laternen" in text
    assert "1. Welcher Docht?" in text
    assert text.startswith("> **VERSION LINGUISTIQUE PROVISOIRE. Certains textes ne sont pas disponibles")
    assert "(allemand)" in text
    assert referred.paper("note", "2031").banner


def test_square_brackets_are_shown_and_explained(referred: Register) -> None:
    assert "[Whose glass?]" in referred.text("note", "2031", form="html")
    assert "Square brackets mark what has not been agreed." in referred.text("note", "2031")


def test_a_report_that_is_not_approved_is_not_spoken_of(referred: Register) -> None:
    text = referred.text("note", "2031")
    assert "see the report" not in text
    assert ("approv" in text, text.count("to take note of this report;")) == (False, 2)
    assert "DRAFT for approval." in referred.text("report", "1")


def test_reports_sent_to_different_readers_are_told_apart(unsettled: Register) -> None:
    unsettled.act("approve report", "meeting/1", **DESK, on="2031-03-20", sent_to=[{"en": "all Made-up Members"}])
    unsettled.act("approve report", "meeting/2", **DESK, on="2031-10-20", sent_to=[{"en": "the Assembly"}])
    text = unsettled.text("note", "2031")
    assert "The report of the first meeting was transmitted to all Made-up Members." in text
    assert "The report of the second meeting was transmitted to the Assembly." in text
    assert "(a) to take note of the reports of the first and second meetings of MCL;" in text


def test_a_vote_and_its_conditions_are_told(whole: Register) -> None:
    text = whole.text("notice", "2031/wick")
    at_first = "At its first sitting, on 2 June 2031, the Made-up Assembly, by 3 votes to 2, with 1 abstention,"
    assert f"{at_first} approved the topic “Wick” (see document LA31/80)." in text
    assert "on the following condition: “Once only.”" in text
    assert "The Assembly approves it." not in text
    assert "decided by consensus not to approve the topic “Glass of lanterns” (see" in whole.text(
        "notice", "2031/glass"
    )


def test_a_call_tells_the_dates_as_last_extended(whole: Register) -> None:
    call = {
        tag: loosen(
            lay_out(build("call", "2031/wick", whole.standing, tongue(tag), day=date(2031, 7, 1)), form="md", seal=None)
        )
        for tag in ("en", "fr")
    }
    assert "The deadline for responses has been extended to 20 July 2031. Write to the board." in call["en"]
    assert "initially scheduled for 10 August 2031, will be held in Made-up Hall on 20 August 2031." in call["en"]
    assert "Le délai de réponse a été prolongé jusqu’au 20 juillet 2031." in call["fr"]
    assert "« Write to the board. »" in call["fr"]


def test_a_consultation_of_this_register_is_told_in_the_next_note(whole: Register) -> None:
    whole.act("record responses", "2031/wick", **DESK, on="2031-07-25", count=4, where={"en": "On the board."})
    whole.act(
        "record hearing", "2031/wick", **DESK, on="2031-08-20", presided_by="Made-up Chair", summary="not at hand"
    )
    whole.act("close", "2031/wick", **DESK, on="2031-08-21")
    whole.act("open round", "2032", **DESK, on="2031-09-01")
    whole.act("propose", "2032/oil", **DESK, on="2031-09-01", unattributed=True, version={"title": {"en": "Oil"}})
    text = whole.text("note", "2032")
    assert "The Group has also carried out an open consultation:" in text
    assert (
        "online consultation from 10 June to 20 July 2031 on the topic “Wick”, "
        "followed by a physical consultation meeting on 20 August 2031." in text
    )
    assert "\n\n2.3 In all, 4 responses were received.\n\n2.4 On the board.\n\n" in text
    assert "where the summary is published" not in text  # it is on record as not at hand


PUBLISHED = {
    "en": (
        "Access to the responses: on the board. Summary of the meeting: they agreed.",
        "where the responses are published.",
    ),
    "fr": (
        "Accès aux réponses : « on the board ». Résumé de la réunion : « they",
        "lieu de publication des réponses.",
    ),
    "es": (
        "Ubicación de las respuestas: «on the board». Resumen de la reunión: «they",
        "lugar de publicación de las respuestas.",
    ),
    "ru": (
        "Место размещения ответов: «on the board». Краткий отчет о собрании: «they",
        "указать, где опубликованы ответы.",
    ),
    "ar": ("مكان نشر الردود: «", "بيان مكان نشر الردود."),
    "zh": ("答复载于：“on the board”。摘要：“they agreed”", "请秘书处注明答复的公布处。"),
}
"""By language, where responses and summary are, and how a draft asks for the former."""


@pytest.mark.parametrize("language", PUBLISHED)
def test_what_is_typed_of_responses_and_summary_is_announced(lanterns: Register, language: str) -> None:
    held = {"online_from": "2031-01-10", "online_to": "2031-02-05", "physical": "2031-02-20"}
    told: dict[str, Any] = {"responses": {"en": "on the board"}, "summary": {"en": "they agreed"}}
    lanterns.act("record consultation", **DESK, on="2031-02-21", title={"en": "Oil"}, count=1, **held, **told)
    assert PUBLISHED[language][0] in lanterns.text("note", "2031", language)


@pytest.mark.parametrize("language", PUBLISHED)
def test_a_draft_asks_for_what_is_unsaid_in_a_sentence_of_its_own(whole: Register, language: str) -> None:
    whole.act("close", "2031/wick", **DESK, on="2031-08-21", reason={"en": "None was planned."})
    whole.act("open round", "2032", **DESK, on="2031-09-01")
    whole.act("propose", "2032/oil", **DESK, on="2031-09-01", unattributed=True, version={"title": {"en": "Oil"}})
    asked = [line for line in whole.text("note", "2032", language).splitlines() if PUBLISHED[language][1] in line]
    assert len(asked) == 1


def test_a_cancelled_consultation_has_a_notice_and_no_call(whole: Register) -> None:
    whole.act(
        "cancel",
        "2031/wick",
        **DESK,
        on="2031-07-02",
        authority={"en": "The Assembly so asked."},
        notice={"en": "Called off."},
    )
    text = whole.text("notice", "2031/wick")
    assert "On 2 July 2031, the consultation on the topic “Wick” was cancelled." in text
    assert "The authority for it is the following: “The Assembly so asked.”" in text
    with pytest.raises(NothingToSayError, match="was cancelled"):
        build("call", "2031/wick", whole.standing, tongue("en"))


@pytest.mark.parametrize(
    ("act", "fields", "formula"),
    [
        (
            "defer",
            {"to_meeting": "2"},
            "The Group agreed to defer its consideration of “Glass of lanterns” to the second meeting.",
        ),
        ("set aside", {"words": {"en": "Not now."}}, "The Group decided to set aside “Glass of lanterns”."),
        (
            "merge",
            {"into": "2031/wick", "version": {"title": {"en": "Both"}}},
            "The Group agreed to merge “Glass of lanterns” into “Docht der Laternen”, under the title “Both”.",
        ),
    ],
)
def test_a_report_has_a_formula_for_each_act(
    lanterns: Register, act: str, fields: dict[str, Any], formula: str
) -> None:
    lanterns.act(act, "2031/glass", **AT_FIRST, **fields)
    assert f"\n\n2 {formula}" in lanterns.text("report", "1")
    assert lanterns.text("report", "1", "fr")
    assert lanterns.text("notice", "2031/glass", "fr")


def test_consensus_has_its_formula_and_its_notice(lanterns: Register) -> None:
    version = {
        "title": {"en": "Glass", "fr": "Verre"},
        "questions": [{"en": "Which?", "fr": "Lequel?"}],
        "source": "LA31/4",
    }
    lanterns.act("revise", "2031/glass", **DESK, on="2031-03-04", version=version)
    lanterns.act(
        "record statement",
        "2031/glass",
        **DESK,
        on="2031-03-04",
        holders=("Made-up State One",),
        nature="reservation",
        text={"en": "With regret.", "fr": "À regret."},
        evidence={"meeting": "1"},
    )
    lanterns.act("record consensus", "2031/glass", **AT_FIRST, set_aside=["2031/wick"])
    report = lanterns.text("report", "1")
    assert "The Group agreed by consensus to retain “Glass” as the topic of its next open consultation." in report
    assert (
        "State One (made up) made the following statement on the topic “Glass” (reservation): “With regret.”" in report
    )
    assert "The Group decided to set aside “Docht der Laternen”." in report
    notice = lanterns.text("notice", "2031/glass", "fr")
    assert "À sa première réunion, le 4 mars 2031, le Groupe a arrêté par consensus le thème « Verre »." in notice
    assert "(Premier État (imaginaire) ; réserve) : « À regret. »" in notice


def test_a_debate_that_is_reopened_is_told(unsettled: Register) -> None:
    unsettled.act("reopen debate", "2031/glass", by="Made-up Chair", on="2031-09-30", evidence={"meeting": "2"})
    assert "The Group reopened the debate on “Glass of lanterns”." in unsettled.text("report", "2")
    assert "the Group reopened the debate on the topic “Glass of lanterns”" in unsettled.text("notice", "2031/glass")


@pytest.mark.parametrize(
    ("act", "fields", "told"),
    [
        ("take note", {"words": {"en": "Noted."}}, "took note of the topic “Glass of lanterns”"),
        ("record no decision", {"words": {"en": "None."}}, "took no decision on the topic “Glass of lanterns”"),
        (
            "defer",
            {"to_session": "Assembly 2032"},
            "the Made-up Assembly deferred its consideration of the topic “Glass of lanterns” to Assembly 2032 (see",
        ),
    ],
)
def test_what_the_superior_body_did_is_told(
    referred: Register, decide: Callable[[Register], Decide], act: str, fields: dict[str, Any], told: str
) -> None:
    decide(referred)(act, "2031/glass", **fields)
    assert told in referred.text("notice", "2031/glass")
    assert referred.text("notice", "2031/glass", "fr")


def test_an_outcome_that_is_not_public_has_no_notice(lanterns: Register) -> None:
    lanterns.act("propose", "2031/oil", **DESK, on="2031-02-01", unattributed=True, version=WICK, audience="members")
    lanterns.act("set aside", "2031/oil", **AT_FIRST, words={"en": "Not now."})
    with pytest.raises(NothingToSayError, match="is not for the public"):
        lanterns.text("notice", "2031/oil")


def test_an_amendment_of_the_constitution_is_the_source_of_what_it_changed(referred: Register) -> None:
    referred.act(
        "amend constitution",
        by="Made-up Desk",
        on="2031-05-01",
        authority={"en": "The Assembly."},
        website={"en": "a new board"},
        names={"New": {"en": "New State"}},
    )
    paper = referred.paper("note", "2031")
    assert {
        fact.record for one in paper.printables() if hasattr(one, "facts") for fact in one.facts if fact.value == "MCL"
    } <= {"body#1"}
    referred.act(
        "amend constitution",
        by="Made-up Desk",
        on="2031-05-02",
        authority={"en": "The Assembly."},
        acronym={"en": "NEW", "fr": "NOUV"},
    )
    (about,) = [row.value for row in referred.paper("notice", "2031/glass").masthead if row.key == "session"]
    assert "body#3" in about.records
    assert "NEW" in str(about)
    assert "MCL" in referred.text("note", "2031")


@pytest.mark.parametrize(
    ("language", "membership", "said"),
    [
        ("en", "open to Made-up Members only", "is open to Made-up Members only;"),
        ("en", "Made-up Members", "is open to Made-up Members;"),
        ("fr", "ouverte aux membres imaginaires", "est ouverte aux membres imaginaires"),
        ("fr", "les membres imaginaires", "est ouverte aux membres imaginaires"),
        ("fr", "membres imaginaires et invités", "est ouverte aux membres imaginaires et invités"),
        ("fr", "tous les membres imaginaires", "est ouverte à tous les membres imaginaires"),
        ("es", "abierta a los miembros imaginarios", "está abierta a los miembros imaginarios"),
    ],
)
def test_a_group_is_open_to_its_members_and_not_open_to_open_to(
    lanterns: Register, language: str, membership: str, said: str
) -> None:
    lanterns.act(
        "amend constitution",
        by="Made-up Desk",
        on="2031-03-01",
        authority={"en": "The Assembly."},
        membership={language: membership},
    )
    assert said in lanterns.text("note", "2031", language)


def test_what_a_meeting_considered_is_no_part_of_its_choice_of_a_topic(whole: Register) -> None:
    whole.act("close", "2031/wick", **DESK, on="2031-08-21", reason={"en": "None was planned."})
    whole.act("record consideration", "2031/wick", **DESK, on="2031-09-30", evidence={"meeting": "2"})
    headings = [line for line in whole.text("report", "2").splitlines() if line.startswith("## ")]
    assert headings == ["## Outcome of the open consultation"]
