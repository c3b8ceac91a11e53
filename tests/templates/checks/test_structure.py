"""A paper has its parts, and every topic its annex."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from escalade.templates.checks.checking import findings_in, findings_of, ground_of
from escalade.templates.checks.reading.file import document_in
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.build import build
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import Paper
from tests.templates.render import render_file

from .conftest import Register, Told, told, with_paragraph

Spoilt = Callable[..., Told]


def test_a_draft_is_an_error(unsettled: Register) -> None:
    found = findings_of({"en": unsettled.paper("note", "2031")})
    assert [one[:2] for one in told(found)] == [("nothing-is-a-draft", "draft")]


@pytest.mark.parametrize("form", ["md", "html", "docx"])
def test_a_draft_is_an_error_in_a_file_too(unsettled: Register, form: str) -> None:
    content = render_file("note", "2031", unsettled.standing, language="en", form=form)
    found = told(findings_in([document_in(content, f"note.{form}")]))
    assert [one[:2] for one in found] == [("nothing-is-a-draft", "draft")]


def test_a_paper_of_another_kind_needs_no_box(round_of_2017: Register) -> None:
    for kind, reference in (("notice", "2017/ott"), ("report", "meeting/9")):
        found = findings_of({tag: round_of_2017.paper(kind, reference, tag) for tag in AVAILABLE})
        assert (kind, told(found)) == (kind, [])
    call = build("call", "2017/ott", round_of_2017.standing, tongue("en"), day=date(2017, 6, 1))
    silent = {check for check, _, _ in told(findings_of({"en": call}))}
    assert silent == {
        "invitations-can-be-answered",
        "nothing-is-a-draft",
    }  # the sources do not say how to answer one that is open


def test_an_annex_that_is_gone_is_found(spoilt: Spoilt) -> None:
    found = spoilt(lambda paper: replace(paper, wordings=paper.wordings[:1]))
    assert ("topics-have-annexes", "annexes", "The topic 2017/ott is referred and has no annex.") in found
    assert ("annexes-are-there", "paragraph 3.2", "“Annexe 2” is referred to, and there is no such annex.") in found
    assert ("counts-agree", "annexes", "There are 1 annexes here, and 2 in “en”.") in found


def test_a_topic_that_the_whole_paper_forgets_is_found(spoilt: Spoilt) -> None:
    def forget(paper: Paper) -> Paper:
        bare = with_paragraph(
            paper, "3.2", lambda one: replace(one, said=SaidSentence("note.topics_referred", "Aucun."))
        )
        return replace(bare, wordings=())

    found = spoilt(forget, every=True)
    assert ("topics-have-annexes", "annexes", "The topic 2017/gender is referred and has no annex.") in found


def test_a_topic_that_the_conclusion_does_not_name_is_found(spoilt: Spoilt) -> None:
    found = spoilt(
        lambda paper: with_paragraph(
            paper, "3.2", lambda one: replace(one, said=SaidSentence("note.topics_referred", "Aucun."))
        ),
        every=True,
    )
    assert (
        "topics-have-annexes",
        "conclusion",
        "The topic 2017/ott is referred, and the conclusion does not name it.",
    ) in found


def test_without_a_register_an_annex_without_a_topic_is_found(notes: dict[str, Paper]) -> None:
    bare = with_paragraph(
        notes["fr"], "3.2", lambda one: replace(one, said=SaidSentence("note.topics_referred", "Aucun."))
    )
    title = notes["fr"].wordings[0].title.text
    assert ("topics-have-annexes", "annexes", f"“{title}” is annexed, and the conclusion does not refer it.") in told(
        findings_of({"fr": bare})
    )


def test_an_annex_of_another_title_is_found(spoilt: Spoilt) -> None:
    def retitle(paper: Paper) -> Paper:
        first, second = paper.wordings
        assert isinstance(first.title, TracedFact)
        return replace(paper, wordings=(replace(first, title=first.title.reword("La brume")), second))

    title = "Réduire la fracture numérique entre les hommes et les femmes"
    what = f"The annex is titled “La brume”, and the conclusion calls the topic “{title}”."
    assert spoilt(retitle) == [("topics-have-annexes", "annexes", what)]


def test_the_parts_that_a_note_lacks_are_named(notes: dict[str, Paper]) -> None:
    bare = replace(notes["en"], masthead=(), box=notes["en"].box[1:], sections=notes["en"].sections[:2], signature=())
    missing = [place for check, place, _ in told(findings_of({"en": bare})) if check == "parts-are-there"]
    assert missing == ["box", "body", "signature"]


IN_TIME = date(2031, 6, 20)
"""A day on which one can answer."""


def test_an_invitation_says_to_whom_and_how_to_answer(unsettled: Register, decide: Callable[..., Any]) -> None:
    agree = decide(unsettled)
    unsettled.act("escalate", "2031/glass", "2031/wick", by="Made-up Desk", on="2031-04-01", to_session="Assembly 2031")
    agree("approve", "2031/wick", words={"en": "Yes."})
    phases = {"on": "2031-06-10", "opens": "2031-06-10", "closes": "2031-08-01"}
    unsettled.act("launch", "2031/wick", by="Made-up Desk", **phases)

    def drawn(kind: str, language: str, day: date) -> Paper:
        return build(kind, "2031/wick", unsettled.standing, tongue(language), day=day)

    def lacking(kind: str) -> list[tuple[str, str]]:
        found = findings_of({language: drawn(kind, language, IN_TIME) for language in AVAILABLE})
        return [(one.paper, one.what) for one in found if one.check == "invitations-can-be-answered"]

    how = "How and where to answer is not said: the launch gives no such words."
    assert lacking("call") == [(language, how) for language in AVAILABLE]
    call = drawn("call", "en", IN_TIME)
    ground = ground_of([call], "2031/wick", unsettled.standing)
    remedy = "“correct 2031/wick#6 --answer-to LANGUAGE=TEXT” gives them."
    assert f"{how} {remedy}" in [one.what for one in findings_of({"en": call}, ground)]
    assert ground_of([call], "2031", unsettled.standing).unanswerable == ("2031/wick#6",)
    assert how in [one.what for one in findings_of({"en": drawn("circular", "en", IN_TIME)})]
    amend = "“amend-constitution --addressee LANGUAGE=TEXT --authority LANGUAGE=TEXT” names them."
    nobody = f"The letter is addressed to nobody: the constitution names no addressees. {amend}"
    assert lacking("circular") == [(language, told) for language in AVAILABLE for told in (nobody, how)]
