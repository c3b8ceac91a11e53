"""What several say together, on forms, pages and the API."""

from __future__ import annotations

import re
from typing import Any

import pytest

from escalade.models.backends import Location
from tests.web.acts import on, put_forward, record
from tests.web.browser import DESK, does, said
from tests.web.conftest import Visitors

FOG, WHOSE = "/topics/2020/fog", ("Canada", "Mexico", "Finland")


@pytest.fixture(autouse=True)
def _fog(place: Location) -> None:
    """A topic, and names of States in French."""
    names = {"Mexico": {"en": "Mexico", "fr": "Mexique"}, "Finland": {"en": "Finland", "fr": "Finlande"}}
    named = on("amend constitution", "body", by=DESK, on="2020-01-20", names=names, authority={"en": "Us"})
    record(place, named, put_forward(title="Fog"))


def test_a_form_takes_one_holder_in_each_row(visitors: Visitors) -> None:
    desk = visitors(DESK)
    typed: dict[str, Any] = {
        "field_holders": ["Canada", "Mexico\r\nFinland", ""],
        "field_text.en": "Together.",
        "on": "2020-02-10",
    }
    shown = does(desk, f"{FOG}/acts/record-statement", step="preview", **typed)
    assert "Holder Canada, Mexico and Finland" in said(shown)
    assert re.findall(r'name="field_holders" value="([^"]*)"', shown.text) == ["Canada", "Mexico", "Finland", ""]
    assert does(desk, f"{FOG}/acts/record-statement", **typed).status_code == 200
    assert "Canada, Mexico and Finland: joint statement Together." in said(visitors().get(FOG))
    assert "Canada, Mexique et Finlande : déclaration commune Together." in said(visitors().get(f"/fr{FOG}"))
    record = said(visitors().get(f"/fr{FOG}/records/2"))
    assert "Canada, Mexique et Finlande" in record


def test_a_form_says_that_a_holder_stands_there_twice(visitors: Visitors) -> None:
    typed = {"field_holders": "Canada\r\nCanada", "field_text.en": "Together.", "on": "2020-02-10"}
    answer = does(visitors(DESK), f"/fr{FOG}/acts/record-statement", **typed)
    assert answer.status_code == 422
    assert "nomme Canada deux fois" in said(answer)
    answer = does(visitors(DESK), f"{FOG}/acts/record-statement", **{**typed, "field_holders": "Finlnad"})
    assert 'id="field_holders-wrong">No State is known here as “Finlnad”' in answer.text


def test_a_page_lists_apart_those_whose_objection_ended(visitors: Visitors) -> None:
    desk = visitors(DESK)
    taken = {"field_holders": "Canada\r\nMexico\r\nFinland", "field_stance": "object", "field_text.en": "No."}
    sent = {**taken, "field_source": "MWG-1/2", "on": "2020-02-10", "audience": "public"}
    assert does(desk, f"{FOG}/acts/take-position", **sent).status_code == 200
    lifting = {
        "field_objections": "2020/fog#2",
        "field_holders": "Mexico",
        "field_how": "withdrawn",
        "on": "2020-02-10",
    }
    assert does(desk, f"{FOG}/acts/lift-objection", **lifting).status_code == 200
    for page, held, ended in (
        (FOG, "Canada and Finland: object", "Objection withdrawn: Mexico (10 February 2020; 2020/fog#3"),
        (f"/fr{FOG}", "Canada et Finlande : s’oppose", "Objection retirée : Mexique (10 février 2020"),
    ):
        shown = said(desk.get(page))
        assert held in shown
        assert ended in shown
