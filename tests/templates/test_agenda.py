# ruff: noqa: RUF001 - Russian has letters of its own
"""The draft agenda of a meeting, and the circular on open consultations."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from escalade.templates.checks.checking import findings_of, ground_of
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.templates.values.paper import Item, Paper, Paragraph
from tests.templates.render import loosen

from .conftest import Decide, Register

Items = dict[str, list[str]]
IN_TIME = date(2031, 7, 2)
"""A day on which the consultations are open."""
Fields = dict[str, Any]
CANCELLED: Fields = {"authority": {"en": "The Assembly so asked."}, "notice": {"en": "Called off."}}
LATER: Fields = {"opens": "2032-03-01", "closes": "2032-03-02", "place": {"en": "Made-up Harbour"}}


def items(register: Register, kind: str, reference: str, language: str = "en", day: date | None = None) -> Items:
    """The texts of each section, by its number and title."""
    found: Items = {}
    for section in build(kind, reference, register.standing, tongue(language), day=day).sections:
        texts = found.setdefault(f"{section.label} {section.title}", [])
        for one in section.paragraphs:
            said = [f"{one.label} {one.said}", *(f"{item.label or '-'} {item.said}" for item in one.items)]
            texts += map(loosen, said)
    return found


def receive(register: Register, symbol: str, *concerns: str, on: str = "2031-02-20", **more: Any) -> None:
    """Write a contribution down."""
    fields: Fields = {"by_state": ["Made-up State One"], "concerns": list(concerns), "title": {"en": "Views"}, **more}
    register.act("receive", "2031", by="Made-up Desk", on=on, symbol=symbol, **fields)


def test_an_agenda_has_what_stood_when_its_meeting_opened(lanterns: Register) -> None:
    receive(lanterns, "MCL/1", "2031/glass")
    receive(lanterns, "MCL/2", "2031")
    receive(lanterns, "MCL/3", "2031", audience="office")
    assert items(lanterns, "agenda", "1") == {
        "1 Opening of the meeting and adoption of the agenda": [],
        "2 New proposals": [
            "2.1 “Glass of lanterns” (sponsor: State One (made up)).",
            "- MCL/1, from State One (made up): “Views”, on “Glass of lanterns”.",
            "2.2 “Docht der Laternen” (sponsor: the Chairperson, as a compromise).",
        ],
        "3 Contribution on the choice as a whole": ["3.1 MCL/2, from State One (made up): “Views”."],
        "4 Any other business": [],
    }


def test_an_agenda_has_nothing_of_which_it_does_not_follow_that_it_was_there_by_then(round_of_2017: Register) -> None:
    eighth, ninth = (str(items(round_of_2017, "agenda", f"meeting/{number}")) for number in (8, 9))
    assert ("OTTs" in eighth, "C17/" in eighth) == (False, False)
    assert ("OTTs" in ninth, "C17/" in ninth) == (True, False)
    assert "2017/" not in ninth


def test_an_agenda_begins_with_the_group_the_place_and_the_days(lanterns: Register) -> None:
    paper = lanterns.paper("agenda", "meeting/2")
    assert str(paper.title) == "Draft agenda of the second meeting of MCL"
    assert [loosen(str(row.value)) for row in paper.masthead] == [
        "Made-up Union",
        "Made-up Committee on Lanterns (MCL)",
        "Made-up Harbour, 30 September – 1 October 2031",
        "[symbol of the document]",
    ]


def test_what_was_left_over_comes_before_the_next_meeting(lanterns: Register) -> None:
    at: Fields = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
    lanterns.act("defer", "2031/glass", to_meeting="2", **at)
    lanterns.act("record no consensus", "2031/wick", tried={"en": "Talks."}, **at)
    found = items(lanterns, "agenda", "2")
    assert found == {
        "1 Opening of the meeting and adoption of the agenda": [],
        "2 Report of the first meeting": ["2.1 Approval of the report."],
        "3 Topic deferred from an earlier meeting": [
            "3.1 “Glass of lanterns” (sponsor: State One (made up)).",
            (
                "- At its first meeting, on 4 March 2031, the Group deferred its consideration of the topic “Glass of "
                "lanterns” to the second meeting."
            ),
        ],
        "4 Topic on which no consensus was reached": [
            "4.1 “Docht der Laternen” (sponsor: the Chairperson, as a compromise).",
            (
                "- At its first meeting, on 4 March 2031, the Group did not reach consensus on the topic “Docht der "
                "Laternen”."
            ),
        ],
        "5 Any other business": [],
    }


def test_a_debate_that_was_not_closed_goes_on(lanterns: Register) -> None:
    lanterns.act("approve report", "meeting/1", by="Made-up Desk", on="2031-03-05", sent_to=[{"en": "all"}])
    assert list(items(lanterns, "agenda", "2")) == [
        "1 Opening of the meeting and adoption of the agenda",
        "2 Topics under debate",
        "3 Any other business",
    ]


def test_what_was_deferred_to_a_later_meeting_waits_for_that_one(lanterns: Register) -> None:
    lanterns.act("convene", "meeting/3", by="Made-up Desk", on="2031-01-10", **LATER)
    at: Fields = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
    lanterns.act("defer", "2031/glass", "2031/wick", to_meeting="3", **at)
    assert not any("deferred" in title for title in items(lanterns, "agenda", "2"))
    assert any("deferred" in title for title in items(lanterns, "agenda", "3"))


def test_what_the_superior_body_sent_back_bears_its_guidance(
    referred: Register, decide: Callable[[Register], Decide]
) -> None:
    decide(referred)("refer back", "2031/glass", guidance={"en": "Narrow it."})
    found = items(referred, "agenda", "2")
    assert found["3 Topic referred back by the Made-up Assembly"][1:] == [
        (
            "- At its first sitting, on 2 June 2031, the Made-up Assembly decided to refer the topic "
            "“Glass of lanterns” back to the Group (see document LA31/80)."
        ),
        "- The guidance given reads: “Narrow it.”",
        "- Report by which the matter was referred: document LA31/9.",
    ]


def test_a_contribution_that_a_decision_disposed_of_is_not_received_again(
    referred: Register, decide: Callable[[Register], Decide]
) -> None:
    decide(referred)("refer back", "2031/glass", guidance={"en": "Narrow it."})
    receive(referred, "MCL/1", "2031/glass")  # of February, and entered only now
    receive(referred, "MCL/2", "2031/glass", on="2031-06-03")
    found = items(referred, "agenda", "2")["3 Topic referred back by the Made-up Assembly"]
    assert found[-1] == "- MCL/2, from State One (made up): “Views”, on “Glass of lanterns”."
    assert not any("MCL/1," in line for line in found)


@pytest.fixture
def launched(referred: Register, decide: Callable[[Register], Decide]) -> Register:
    """Both made-up consultations launched."""
    version = {"title": {"en": "Glass"}, "questions": [{"en": "Which glass?"}]}
    decide(referred)("approve", "2031/glass", words={"en": "Yes."}, amended={"2031/glass": version})
    decide(referred)("approve", "2031/wick", words={"en": "Yes."})
    phases: Fields = {"by": "Made-up Desk", "on": "2031-06-10", "opens": "2031-06-10", "closes": "2031-08-01"}
    answer = {"en": "Answers go to the made-up board."}
    referred.act("launch", "2031/glass", physical="2031-09-29", answer_to=answer, **phases)
    referred.act("launch", "2031/wick", answer_to=answer, **phases)
    return referred


@pytest.fixture
def closed(launched: Register) -> Register:
    """One of the made-up consultations held and closed."""
    by: Fields = {"by": "Made-up Desk"}
    launched.act("record responses", "2031/glass", on="2031-08-02", count=12, where={"en": "On the board."}, **by)
    launched.act(
        "record hearing",
        "2031/glass",
        on="2031-09-29",
        held="2031-09-29",
        presided_by="Made-up Chair",
        summary="not at hand",
        **by,
    )
    launched.act("close", "2031/glass", on="2031-09-29", **by)
    return launched


def test_the_outcome_of_a_consultation_is_taken_up_until_it_was_considered(closed: Register) -> None:
    found = items(closed, "agenda", "2")
    assert found["3 Outcome of open consultations"] == [
        "3.1 “Glass” (sponsor: State One (made up)).",
        "- The online phase ran from 10 June to 1 August 2031.",
        "- The physical meeting was held on 29 September 2031, with Made-up Chair presiding.",
        "- In all, 12 responses were received.",
        "- On the board.",
        "3.2 “Docht der Laternen” (sponsor: the Chairperson, as a compromise).",
        "- The online phase ran from 10 June to 1 August 2031 and is now over.",
    ]
    considered: Fields = {
        "by": "Made-up Desk",
        "on": "2031-09-30",
        "evidence": {"meeting": "2"},
        "words": "not at hand",
    }
    closed.act("record consideration", "2031/glass", **considered)
    assert "3 Outcome of open consultations" in items(closed, "agenda", "2")
    closed.act("convene", "meeting/3", by="Made-up Desk", on="2031-12-01", **LATER)
    (left, *_) = items(closed, "agenda", "3")["3 Outcome of the open consultation"]
    assert left.startswith("3.1 “Docht der Laternen”")
    closed.act("cancel", "2031/wick", by="Made-up Desk", on="2031-12-01", **CANCELLED)
    assert not any("Outcome" in title for title in items(closed, "agenda", "3"))
    assert "To be completed by the secretariat: the wording of the decision." in closed.text("report", "2")


def test_a_circular_is_a_letter_that_asks_for_answers_and_says_until_when(launched: Register) -> None:
    addressees = [{"en": "Made-up Members"}, {"en": "made-up observers"}]
    given = {"addressees": addressees, "contact": {"en": "made-up telephone 12"}}
    launched.act("amend constitution", by="Made-up Desk", on="2031-06-01", **given, authority={"en": "Decision 4"})
    letter = letter_on("2031/glass", launched)
    assert [(str(row.label), str(row.value)) for row in letter.letter] == [
        ("To:", "Made-up Members and made-up observers"),
        ("Contact:", "Secretariat of MCL, made-up telephone 12"),
        ("Subject:", "Open consultation of MCL on the topic “Glass”: invitation to respond"),
    ]
    found = body_of(letter)
    assert found[:2] == [
        "Dear Sir/Madam,",
        (
            "1 The secretariat of MCL has the honour to inform you that an open consultation has been launched on "
            "the topic “Glass”, the text of which is attached."
        ),
    ]
    assert found[3:] == [
        "3 The consultation is addressed to all lamplighters.",
        "4 Responses should be submitted by 1\u00a0August 2031. Answers go to the made-up board.",
        "5 A physical consultation meeting will be held on 29\u00a0September 2031.",
        "6 The outcome of consultations is published on the made-up board.",
        "7 The secretariat of MCL remains at your disposal for any further information.",
        "Yours faithfully,",
    ]
    assert [str(one) for one in letter.signature] == ["Secretariat of MCL"]


def letter_on(reference: str, register: Register, language: str = "en") -> Paper:
    """The circular while one may still answer."""
    return build("circular", reference, register.standing, tongue(language), day=IN_TIME)


def body_of(letter: Paper) -> list[str]:
    """The paragraphs of a letter with their numbers, and their items."""
    (text,) = letter.sections
    assert text.title is None
    lines: list[Paragraph | Item] = []
    for paragraph in text.paragraphs:
        lines += [paragraph, *paragraph.items]
    return [f"{one.label} {one.said}" if one.label else str(one.said) for one in lines]


def test_a_circular_on_a_round_is_on_every_open_consultation(launched: Register) -> None:
    letter = letter_on("2031", launched)
    assert [one for one in body_of(letter) if "Annex" in one] == [
        "“Glass” (Annex\u00a01). A physical consultation meeting will be held on 29\u00a0September 2031.",
        "“Docht der Laternen” (Annex\u00a02).",
    ]
    assert sum("by 1\u00a0August 2031" in one for one in body_of(letter)) == 1, "what holds for both is said once"
    assert [str(one.name) for one in letter.wordings] == ["Annex\u00a01", "Annex\u00a02"]
    launched.act("extend", "2031/wick", by="Made-up Desk", on="2031-07-01", closes="2031-08-15")
    assert "deadline for responses has been extended to 15\u00a0August 2031." in "\n".join(
        body_of(letter_on("2031/wick", launched))
    )


def test_a_letter_is_signed_by_the_person_who_holds_the_secretariat(launched: Register) -> None:
    def unsigned() -> list[str]:
        papers = {language: letter_on("2031", launched, language) for language in AVAILABLE}
        return [one.paper for one in findings_of(papers) if one.check == "letters-are-signed"]

    assert unsigned() == list(AVAILABLE)
    launched.act("appoint", by="Made-up Desk", on="2031-06-01", name="Made-up Secretary", office="secretariat")
    signature = [str(one) for one in letter_on("2031", launched).signature]
    assert (signature, unsigned()) == (["Made-up Secretary", "Secretariat of MCL"], [])


def test_who_is_addressed_is_asked_of_the_secretariat_where_it_is_unknown(launched: Register) -> None:
    assert str(letter_on("2031", launched).letter[0].value) == "[To be completed by the secretariat]"


@pytest.mark.parametrize(
    ("kind", "reference", "sentence"),
    [
        ("agenda", "7", "There is no agenda to write for 7: no meeting of that number was convened."),
        ("agenda", "session/Assembly 2031", "There is no agenda to write for session/Assembly 2031: no meeting"),
        ("circular", "2031/glass", "There is no circular to write for 2031/glass: the topic is debated, and its"),
        ("circular", "2031", "There is no circular to write for 2031: no consultation on a topic of it is open."),
    ],
)
def test_there_is_nothing_to_write_without_a_meeting_or_a_consultation(
    lanterns: Register, kind: str, reference: str, sentence: str
) -> None:
    with pytest.raises(NothingToSayError, match=re.escape(sentence)):
        lanterns.text(kind, reference)


@pytest.mark.parametrize(("kind", "reference"), [("agenda", "meeting/2"), ("circular", "2031")])
def test_they_say_the_same_in_every_language(closed: Register, kind: str, reference: str) -> None:
    receive(closed, "MCL/1", "2031/wick")
    day = IN_TIME if kind == "circular" else None
    papers = {one: build(kind, reference, closed.standing, tongue(one), day=day) for one in AVAILABLE}
    found = findings_of(papers, ground_of(papers.values(), reference, closed.standing))
    wrong = [one for one in found if one.severity == "error"]
    unaddressed = len(AVAILABLE) if kind == "circular" else 0  # the made-up constitution names no addressees
    drafts = ["nothing-is-a-draft"] * unaddressed  # a letter is one until it is issued
    assert sorted(one.check for one in wrong) == ["invitations-can-be-answered"] * unaddressed + drafts


def test_a_contribution_that_was_disposed_of_is_on_no_agenda(
    referred: Register, decide: Callable[[Register], Decide]
) -> None:
    desk: Fields = {"by": "Made-up Desk"}
    referred.act(
        "receive", "2031", symbol="LA31/60", by_state=["Made-up State One"], concerns=["2031"], on="2031-03-03", **desk
    )
    referred.act(
        "receive",
        "2031",
        symbol="LA31/61",
        by_state=["Made-up State One"],
        concerns=["2031/wick"],
        on="2031-03-03",
        **desk,
    )
    decide(referred)("approve", "2031/wick", words={"en": "Yes."})
    decide(referred)("refer back", "2031/glass", guidance={"en": "Narrow it."})
    assert "LA31/60" in referred.text("agenda", "2")  # glass is open again
    referred.act("launch", "2031/wick", on="2031-06-10", opens="2031-06-10", closes="2031-08-01", **desk)
    referred.act("withdraw", "2031/glass", on="2031-06-10", asked_by=["Made-up State One"], **desk)
    text = referred.text("agenda", "2")
    assert ("LA31/60" in text, "LA31/61" in text) == (False, False)
    assert "“Docht der Laternen”" in text


APPROVAL = {
    "ar": ("تقرير الاجتماع الأول", "الموافقة على التقرير."),
    "en": ("Report of the first meeting", "Approval of the report."),
    "es": ("Informe de la primera reunión", "Aprobación del informe."),
    "fr": ("Rapport de la première réunion", "Approbation du rapport."),
    "ru": ("Отчет о первом собрании", "Утверждение отчета."),
    "zh": ("第一次会议的报告", "通过报告"),
}


@pytest.mark.parametrize("language", APPROVAL)
def test_an_item_on_one_report_says_of_which_meeting_it_is(lanterns: Register, language: str) -> None:
    at: Fields = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
    lanterns.act("defer", "2031/glass", to_meeting="2", **at)
    (item,) = [one for one in lanterns.paper("agenda", "2", language).sections if one.key == "reports"]
    assert (loosen(str(item.title)), loosen(str(item.paragraphs[0].said))) == APPROVAL[language]
