# ruff: noqa: RUF001 - Russian and Chinese have letters and signs of their own
"""Which referral a note is about, and what it shows of its moment."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import msgspec
import pytest

from escalade.services.papers.readership import find_left_out
from escalade.templates.checks.checking import findings_of
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.papers.facts.referral import last_escalation
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.templates.values.paper import Paper
from escalade.workflow.motions import RecordStatement, TakePosition
from escalade.workflow.records.record import Record, seal_text
from escalade.workflow.subjects.standing import Standing, subject_for
from tests.templates.render import loosen

from .conftest import Decide, Register

AT_FIRST: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-03-04", "evidence": {"meeting": "1"}}
BY_DESK: dict[str, Any] = {"by": "Made-up Desk", "on": "2031-03-04"}


def keys(register: Register, kind: str, reference: str, **more: Any) -> list[str]:
    """The keys of all sentences of a paper's body."""
    paper = register.paper(kind, reference, **more)
    return [getattr(one, "key", "") for section in paper.sections for one in section.printables()]


def test_before_the_referral_the_note_is_a_draft_and_says_so(unsettled: Register) -> None:
    for form in ("md", "html"):
        assert "DRAFT. This report has not been submitted." in unsettled.text("note", "2031", form=form)
        assert "PROJET. Le présent rapport n’a pas été soumis." in unsettled.text("note", "2031", "fr", form)
    _, *said = (loosen(str(row.value)) for row in unsettled.paper("note", "2031").masthead)
    assert said == ["Session not yet determined", "[symbol of the document]"]


def test_a_draft_may_be_told_where_it_goes(unsettled: Register) -> None:
    rows = unsettled.paper("note", "2031", to_session="Assembly 2032").masthead
    assert [loosen(str(row.value)) for row in rows][1:3] == ["Assembly 2032", "Made-up Hall, 1-4 June 2032"]


def test_a_draft_of_nothing_says_no_more_than_that_it_is_one(lanterns: Register) -> None:
    paper = lanterns.paper("note", "2031")
    assert paper.wordings == ()
    assert len(paper.draft) == 1


def test_the_banner_of_a_report_says_that_the_chair_has_not_endorsed_yet(lanterns: Register) -> None:
    fields: dict[str, Any] = {**BY_DESK, "entered_for": "Made-up Chair", "evidence": {"meeting": "1"}}
    lanterns.act("record no consensus", "2031/glass", "2031/wick", tried="not at hand", **fields)
    text = lanterns.text("note", "2031")
    assert "To be completed by the secretariat: what was tried in order to reach consensus." in text
    assert "refer the matter" not in text
    assert "It does not await the endorsement of the Chairperson." in lanterns.text("report", "1")


def test_topics_on_which_no_consensus_was_reached_apart_are_told_apart(lanterns: Register) -> None:
    for topic in ("2031/glass", "2031/wick"):
        lanterns.act(
            "record no consensus",
            topic,
            tried={"en": f"A round on {topic}."},
            refer=True,
            words="not at hand",
            **AT_FIRST,
        )
    text = lanterns.text("note", "2031")
    glass, wick = (line for line in text.splitlines() if "A round on" in line)
    assert glass.startswith(
        "3.1 A round on 2031/glass. On the topic “Glass of lanterns”, no consensus was reached at the"
    )
    assert ("A round on 2031/glass." in glass, "A round on 2031/wick." in wick) == (True, True)


def test_a_referral_names_its_session_symbol_and_original_language(referred: Register) -> None:
    rows = referred.paper("note", "2031", "fr").masthead
    assert [loosen(str(row.value)) for row in rows] == [
        "Union imaginaire",
        "Assemblée de 2031",
        "Salle imaginaire, 1er-4 juin 2031",
        "Item 7",
        "LA31/9-F",
        "1er avril 2031",
        "français",
    ]
    assert referred.paper("note", "2031").draft == ()


def test_a_symbol_that_is_not_known_stands_nowhere(unsettled: Register) -> None:
    unsettled.act(
        "escalate",
        "2031/glass",
        by="Made-up Desk",
        on="2031-04-01",
        to_session="Assembly 2031",
        leaving=["2031/wick"],
        left="not at hand",
    )
    assert not any(row.key.endswith("symbol") for row in unsettled.paper("note", "2031").masthead)
    assert "The topic referred is “Glass of lanterns” (see the Annex)." in unsettled.text("note", "2031")


ONLY = {
    "en": ("Annex", "(see the Annex)"), "fr": ("Annexe", "(voir l’Annexe)"), "es": ("Anexo", "(véase el Anexo)"),
    "ru": ("Приложение", "(см. Приложение)"), "zh": ("附件", "（见附件）"), "ar": ("الملحق", "(انظر الملحق)"),
}  # fmt: skip
"""What the only annex of a note is called, and how the note points to it."""


@pytest.mark.parametrize("language", ONLY)
def test_an_only_annex_bears_no_number(unsettled: Register, language: str) -> None:
    name, pointed = ONLY[language]
    one: dict[str, Any] = {"leaving": ["2031/wick"], "left": "not at hand", "to_session": "Assembly 2031"}
    unsettled.act("escalate", "2031/glass", by="Made-up Desk", on="2031-04-01", **one)
    text = unsettled.text("note", "2031", language)
    assert f"\n## {name}\n" in text
    assert text.count(pointed[1:-1]) == 3  # where it is asked for, on top and below, and where the topic is named
    findings = [one for one in findings_of({language: unsettled.paper("note", "2031", language)}) if "nnex" in one.what]
    assert findings == []


def test_after_topics_came_back_the_note_is_the_draft_of_the_next(
    referred: Register, decide: Callable[[Register], Decide]
) -> None:
    decide(referred)("refer back", "2031/glass", guidance={"en": "To think again."})
    text = referred.text("note", "2031")
    assert "DRAFT" in text
    assert "the Made-up Assembly decided to refer the topic “Glass of lanterns” back to the Group" in text
    assert "The guidance given reads: “To think again.”" in text
    assert "Since its last report, the Group has held its second meeting" in text
    assert "Report by the Chairperson" in referred.text("note", "2031", to_session="Assembly 2031")
    assert "LA31/9-E" in referred.text("note", "2031", to_session="Assembly 2031")


def test_a_second_referral_accounts_for_what_happened_since_the_first(
    referred: Register, decide: Callable[[Register], Decide]
) -> None:
    decide(referred)("refer back", "2031/glass", guidance="not at hand")
    again: dict[str, Any] = {"by": "Made-up Chair", "on": "2031-10-01", "evidence": {"meeting": "2"}}
    referred.act(
        "record no consensus", "2031/glass", tried={"en": "A third round."}, refer=True, words="not at hand", **again
    )
    referred.act("escalate", "2031/glass", by="Made-up Desk", on="2032-04-01", to_session="Assembly 2032")
    text = referred.text("note", "2031")
    assert "the second meeting" in text
    assert "the first meeting, in" not in text
    assert "guidance" not in text
    assert "Annex 2" not in text


def test_a_note_of_a_past_referral_keeps_its_text(referred: Register, decide: Callable[[Register], Decide]) -> None:
    before = referred.text("note", "2031")
    referred.act(
        "revise", "2031/wick", by="Made-up Assembly Desk", on="2031-05-01",
        version={"title": {"en": "Another title"}, "questions": [{"en": "Another?"}], "source": "LA31/70"},
    )  # fmt: skip
    decide(referred)("approve", "2031/wick", words="not at hand")
    assert referred.text("note", "2031") == before
    assert "Another title" in referred.text("notice", "2031/wick")


def test_a_record_that_was_corrected_since_says_in_the_note_what_it_should_have_said(referred: Register) -> None:
    fields = {"tried": {"en": "Three informal rounds were held."}}
    referred.act(
        "correct", by="Made-up Chair", on="2031-04-20", records=["2031/glass#3"], why={"en": "A slip."}, fields=fields
    )
    text = referred.text("note", "2031")
    assert "Three informal rounds were held." in text


def test_views_are_told_with_holder_stance_document_and_text(lanterns: Register) -> None:
    take: dict[str, Any] = {**BY_DESK, "by": "Made-up Desk"}
    lanterns.act(
        "take position",
        "2031/glass",
        holders=("Made-up State One",),
        stance="object",
        text={"en": "Too brittle."},
        source="LA31/5",
        **take,
    )
    lanterns.act("lift objection", "2031/glass", holders=("Made-up State One",), how="withdrawn", **take)
    lanterns.act(
        "take position",
        "2031",
        holders=("Hidden State",),
        unattributed=True,
        text={"en": "Neither."},
        source="statement",
        **take,
    )
    lanterns.act("take position", "2031/wick", holders=("Other State",), stance="reserve", source="paragraph", **take)
    text = lanterns.text("note", "2031")
    assert (
        "State One (made up) objected to “Glass of lanterns” (withdrawn since; document LA31/5): “Too brittle.”" in text
    )
    assert "A delegation expressed the following view on the choice as a whole: “Neither.”\n" in text
    assert " entered a reservation on “" in text
    assert "Hidden State" not in text
    assert "document" not in next(str(one.said) for one in lanterns.paper("note", "2031").box[2].paragraphs).lower()
    assert "Document LA31/5" in text


def test_views_for_the_office_only_are_withheld_without_a_hint(lanterns: Register) -> None:
    before = lanterns.text("note", "2031")
    lanterns.act(
        "take position",
        "2031/glass",
        holders=("X",),
        stance="object",
        text={"en": "No."},
        source="LA31/5",
        audience="office",
        **BY_DESK,
    )
    assert "Views" not in before
    assert lanterns.text("note", "2031") == before
    (taken,) = [one for one in lanterns.held["2031/glass"].records if one.act == "take position"]
    assert find_left_out(lanterns.paper("note", "2031"), "", partial(seen, lanterns), draw_note) == (taken.reference,)


def seen(register: Register, reader: str | None) -> Standing:
    """What a register holds, as a reader sees it."""
    shown = (subject_for(name, one.records, one.later, reader) for name, one in register.held.items())
    return msgspec.structs.replace(register.standing, subjects={one.reference: one for one in shown})


def draw_note(standing: Standing) -> Paper:
    """The note, from what a standing shows."""
    return build("note", "2031", standing, tongue("en"))


def erased(record: Record) -> Record:
    """A record whose personal text was erased: its commitment stands there."""
    motion = record.motion
    if not isinstance(motion, TakePosition | RecordStatement):
        return record
    without = msgspec.structs.replace(motion, text=seal_text(motion.text, "00" * 16), erased=("text",))
    return msgspec.structs.replace(record, motion=without)


def test_an_erased_text_is_not_spoken_of(lanterns: Register) -> None:
    lanterns.act(
        "take position",
        "2031/glass",
        holders=("X",),
        unattributed=True,
        stance="support",
        text={"en": "Yes."},
        source="LA31/5",
        **BY_DESK,
    )
    lanterns.act("record statement", "2031/glass", holders=("Y",), text={"en": "We note."}, **BY_DESK)
    topic = lanterns.held["2031/glass"]
    records = tuple(erased(record) for record in topic.records)
    lanterns.held["2031/glass"] = msgspec.structs.replace(topic, records=records)
    text = lanterns.text("note", "2031")
    assert "- Y.\n" in text
    assert ("erased" in text, "sealed" in text) == (False, False)


def test_contributions_are_told_with_their_senders(lanterns: Register) -> None:
    lanterns.act(
        "receive",
        "2031",
        symbol="LA31/5",
        by_state=["Made-up State One"],
        concerns=["2031/glass"],
        title={"en": "On glass"},
        **BY_DESK,
    )
    lanterns.act("receive", "2031", symbol="LA31/6", by_group="Made-up Group", concerns=["2031"], **BY_DESK)
    text = lanterns.text("note", "2031")
    assert "Two contributions were received:" in text
    assert "- (a) LA31/5, from State One (made up): “On glass”, on “Glass of lanterns”;" in text
    assert "- (b) LA31/6, from Made-up Group." in text


def test_a_round_without_anything_unsettled_has_no_note(lanterns: Register) -> None:
    for topic in ("2031/glass", "2031/wick"):
        lanterns.act(
            "withdraw", topic, asked_by=["Made-up State One" if "glass" in topic else "chair's compromise"], **BY_DESK
        )
    with pytest.raises(NothingToSayError, match="nothing can be referred"):
        lanterns.text("note", "2031")
    assert "at the request of its sponsor, the Chairperson, as a compromise" in lanterns.text("notice", "2031/wick")


def test_the_last_referral_of_any_round_is_found_without_reading_every_topic(unsettled: Register) -> None:
    def last() -> str:
        found = last_escalation(unsettled.standing)
        return found.reference if found else ""

    assert last() == ""
    unsettled.act("escalate", "2031/glass", "2031/wick", to_session="Assembly 2032", **BY_DESK)
    referred = last()
    assert referred.startswith("2031/")
    unsettled.act("annul", referred.partition("#")[0], records=[referred], why={"en": "Made-up."}, **BY_DESK)
    assert last() != referred


CONCLUDED = {
    "en": ("the Group set the topic “", "was withdrawn at the request of its sponsor", "(document LA31/5)"),
    "fr": ("le Groupe a écarté le thème «", "a été retiré à la demande de son auteur", "document LA31/5)"),
    "es": ("el Grupo descartó el tema «", "fue retirado a petición de su proponente", "documento LA31/5)"),
    "ru": ("Группа сняла тему «", "была отозвана по просьбе ее автора", "документ LA31/5)"),
    "ar": ("موضوع «", "بناءً على طلب", "LA31/5"),
    "zh": ("本组决定搁置议题“", "的请求予以撤回", "（LA31/5号文件）"),
}
"""By language, what a note says of topics that are no longer before the group, and of where a view is read."""


@pytest.fixture
def concluded(lanterns: Register) -> Register:
    """One topic goes on; of two others one is set aside and one withdrawn."""
    version = {"title": {"en": "Oil"}, "questions": [{"en": "Which?"}]}
    lanterns.act("propose", "2031/oil", **BY_DESK, by_state=["Made-up State One"], version=version)
    lanterns.act("withdraw", "2031/oil", **BY_DESK, asked_by=["Made-up State One"])
    lanterns.act("set aside", "2031/wick", **AT_FIRST, words={"en": "Not now."})
    held: dict[str, Any] = {
        "holders": ("Made-up State One",),
        "stance": "support",
        "text": {"en": "Yes."},
        "source": "LA31/5",
    }
    lanterns.act("take position", "2031/glass", **BY_DESK, **held)
    return lanterns


@pytest.mark.parametrize("language", CONCLUDED)
def test_a_note_tells_of_the_topics_that_are_no_longer_before_the_group(concluded: Register, language: str) -> None:
    text = concluded.text("note", "2031", language)
    for said in CONCLUDED[language]:
        assert said in text


def test_what_an_earlier_note_of_the_round_told_is_not_told_again(concluded: Register) -> None:
    failed: dict[str, Any] = {"tried": "not at hand", "words": "not at hand", "refer": True}
    concluded.act("record no consensus", "2031/glass", **AT_FIRST, **failed)
    referral: dict[str, Any] = {"to_session": "Assembly 2031", "evidence": {"document": "LA31/9"}}
    concluded.act("escalate", "2031/glass", by="Made-up Desk", on="2031-04-01", **referral)
    back: dict[str, Any] = {"evidence": {"session": "Assembly 2031", "sitting": 1, "document": "LA31/20"}}
    concluded.act(
        "refer back", "2031/glass", by="Made-up Assembly Desk", on="2031-06-02", guidance="not at hand", **back
    )
    assert "set the topic" not in concluded.text("note", "2031")
    assert "set the topic" in concluded.text("note", "2031", to_session="Assembly 2031")


INVITED = {
    "en": "The Made-up Assembly is invited to take note of this report.",
    "fr": "L’Assemblée imaginaire est invitée à prendre note du présent rapport.",
    "es": "a tomar nota del presente informe.",
    "ru": "предлагается принять к сведению настоящий отчет.",
    "zh": "注意到本报告。",
    "ar": "الإحاطة علماً بهذا التقرير.",
}
"""What a note asks that asks for one thing only, as one sentence."""


@pytest.mark.parametrize("language", INVITED)
def test_one_thing_that_is_asked_for_makes_no_list(lanterns: Register, language: str) -> None:
    paper = lanterns.paper("note", "2031", language)
    (asked,) = next(part.paragraphs for part in paper.box if part.key == "action")
    assert loosen(str(asked.said)).replace("\u2069", "").endswith(INVITED[language])
    assert asked.items == ()


def test_documents_stand_in_the_order_of_their_numbers(unsettled: Register) -> None:
    version = {"title": {"en": "Wick"}, "questions": [{"en": "Which wick?"}], "source": "MCL-2/10"}
    unsettled.act(
        "approve report",
        "meeting/1",
        by="Made-up Desk",
        on="2031-03-10",
        sent_to="not at hand",
        evidence={"document": "MCL-10/2"},
    )
    unsettled.act("revise", "2031/wick", version=version, by="Made-up Desk", on="2031-03-11")
    unsettled.act(
        "receive",
        "2031",
        symbol="MCL-2/9",
        concerns=["2031/wick"],
        by_state=["Made-up Land"],
        by="Made-up Desk",
        on="2031-03-12",
    )
    (references,) = (part for part in unsettled.paper("note", "2031").box if part.key == "references")
    assert loosen(str(references.paragraphs[-1].said)) == "Documents LA31/2, MCL-2/9, MCL-2/10 and MCL-10/2"
