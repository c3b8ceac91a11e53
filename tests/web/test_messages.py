"""Refusals in the language of the page: what the law says of them, with their facts."""

from __future__ import annotations

import re

import pytest

from escalade.web.rendering.messages import messages_in
from escalade.workflow.motions import MOTIONS
from escalade.workflow.rules.always import titles
from escalade.workflow.values.errors import EscaladeError, StepNotAllowedError
from escalade.workflow.values.message import Message, Messages, Option, Series, Word
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, does, said
from tests.web.conftest import Visitors

FOG = "/topics/2020/fog"
_IN_ENGLISH = re.compile(r'^<(?:li|p class="problem").*<span lang="en">.*$', re.MULTILINE)
LATE = Message("{day} lies after today, {today}.", day="2999-01-01", today="2020-01-06")
DOES = "No officer is named; {does} does this."
SAID = [
    (Messages("No meeting is named.", "Give --meeting N."), "Aucune réunion n’est nommée. Donnez"),
    (LATE, "2999-01-01 est postérieur à aujourd’hui, 2020-01-06."),
    (
        StepNotAllowedError("2020/fog", "proposed", "launch", ()),
        "n’est pas une étape pour 2020/fog, qui est à l’état\u00a0: proposé. Rien ne suit à partir d’ici.",
    ),
    (Message(DOES, does=titles(["chair"])), "Personne n’est nommé\u00a0; cet acte revient à\u00a0: le président."),
    (Message(DOES, does=titles(["chair", "vice-chair"], " or ")), "à\u00a0: le président ou un vice-président."),
    (Message("Act as {holders}.", holders=Series(["A", "B", "C"])), "A, B, C"),
    (Message("Give {option}.", option=Option("--by-state")), "Donnez «\u00a0Par un État\u00a0»."),
    (Series([Word("agreed"), "2020/fog"], " and "), "convenu et 2020/fog"),
]


@pytest.mark.parametrize(("told", "french"), SAID)
def test_a_message_is_said_with_its_facts(told: str | EscaladeError, french: str) -> None:
    assert french in messages_in("fr")(str(told))


def test_what_has_no_translation_is_marked_and_what_is_data_stays_data() -> None:
    french, objects = messages_in("fr"), "{holder} objects ({record})."
    assert french("Nobody ever wrote this.") == '<span lang="en">Nobody ever wrote this.</span>'
    assert "&lt;b&gt; fait objection" in french(Message(objects, holder="<b>", record="2020/fog#2"))
    assert "%s {record} --by fait objection" in french(Message(objects, holder="%s {record} --by", record="2020/fog#2"))
    assert "agreed fait objection" in french(Message(objects, holder="agreed", record="2020/fog#2"))
    assert messages_in("en")("<b> & c") == "&lt;b&gt; &amp; c"


@pytest.mark.parametrize("name", [CHAIR, DESK, COUNCIL_DESK])
def test_no_form_tells_a_french_reader_in_english_what_is_in_the_way(name: str, visitors: Visitors) -> None:
    asked = {"field_version__title.en": "Fog", "field_version__questions.en.0": "What?", "field_by_state": "Isle"}
    does(visitors(DESK), "/rounds/2020/acts/propose", words="fog", **asked, on="2020-02-10")
    browser, tried, english = visitors(name), 0, list[str]()
    for act in MOTIONS.keys() - {"issue"}:  # which is done on the page of the paper
        for place in (FOG, "/rounds/2020", "/body", "/meetings/1"):
            page = browser.get(f"/fr{place}/acts/{act.replace(' ', '-')}")
            if page.status_code == 200:
                tried += 1
                english += _IN_ENGLISH.findall(page.text)
    assert english == []
    assert tried > 40


def test_what_is_typed_at_a_command_line_stays_as_it_is_typed() -> None:
    said = messages_in("fr")("This is not the word that “escalade serve --constitute” printed when it started.")
    assert "«\u00a0escalade serve --constitute\u00a0»" in said


def test_a_refusal_names_fields_as_the_page_does(visitors: Visitors) -> None:
    answer = does(visitors(DESK), "/fr/rounds/2020/acts/propose", words="fog", on="2020-02-10")
    assert answer.status_code == 409
    assert "--" not in said(answer)
    assert "Un texte a un titre, dans une langue au moins." in said(answer)
