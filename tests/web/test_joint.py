"""What several say together, on forms, pages and the API."""

from __future__ import annotations

import re
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.register import open_register
from escalade.workflow.motions import (
    AmendConstitution,
    LiftObjection,
    Propose,
    RecordStatement,
    TakePosition,
    TextVersion,
)
from tests.web.browser import DESK, does, said
from tests.web.conftest import Visitors

FOG, WHOSE = "/topics/2020/fog", ("Canada", "Mexico", "Finland")


@pytest.fixture(autouse=True)
def _fog(place: Location) -> None:
    """A topic, and names of States in French."""
    names = {"Mexico": {"en": "Mexico", "fr": "Mexique"}, "Finland": {"en": "Finland", "fr": "Finlande"}}
    version = TextVersion(title={"en": "Fog"}, questions=({"en": "Why?"},))
    with open_register(place) as register:
        register.act(AmendConstitution(of=("body",), by=DESK, on="2020-01-20", names=names, authority={"en": "Us"}))
        register.act(Propose(of=("2020/fog",), by=DESK, on="2020-02-10", by_state=("Made-up Land",), version=version))


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


def test_rooms_show_all_who_take_a_position(visitors: Visitors, place: Location) -> None:
    with open_register(place) as register:
        for of in ("2020/fog", "2020"):
            motion = TakePosition(of=(of,), by=DESK, on="2020-02-10", holders=WHOSE, stance="support", source="MWG-1/2")
            register.act(
                TakePosition(
                    **{**{name: getattr(motion, name) for name in motion.__struct_fields__}, "text": {"en": "Yes."}}
                )
            )
    desk = visitors(DESK)
    for page in (FOG, "/rounds/2020"):
        assert "Canada, Mexique et Finlande" in said(desk.get(f"/fr{page}"))


def test_a_statement_says_its_kind_where_one_was_given(visitors: Visitors, place: Location) -> None:
    with open_register(place) as register:
        for nature in (None, "explanation"):
            told: dict[str, Any] = {
                "of": ("2020/fog",),
                "by": DESK,
                "on": "2020-02-10",
                "text": {"en": "Well."},
                "nature": nature,
            }
            register.act(RecordStatement(holders=("Canada",), **told))
    page = said(visitors().get(f"/fr{FOG}"))
    assert "Canada : déclaration Well." in page
    assert "Canada : explication Well." in page


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


def test_the_head_of_a_topic_says_for_whom_an_objection_stands(visitors: Visitors, place: Location) -> None:
    taken: dict[str, Any] = {"by": DESK, "source": "MWG-1/2", "text": {"en": "No."}, "audience": "public"}
    with open_register(place) as register:
        register.act(TakePosition(of=("2020/fog",), on="2020-02-10", holders=WHOSE, stance="object", **taken))
        lifting: dict[str, Any] = {"objections": ("2020/fog#2",), "how": "withdrawn", "on": "2020-02-12"}
        register.act(LiftObjection(of=("2020/fog",), by=DESK, holders=("Mexico",), **lifting))
    line = (
        "Objection: Canada, Mexico and Finland, 10 February 2020 ; "
        "withdrawn on 12 February 2020 (Mexico), it stands (Canada and Finland)"
    )
    for page in (FOG, "/search?words=fog"):
        assert line in said(visitors().get(page)), page
    with open_register(place) as register:
        register.act(LiftObjection(of=("2020/fog",), by=DESK, **{**lifting, "how": "resolved"}))
    head = said(visitors().get(FOG)).partition("The text")[0]
    assert "withdrawn on 12 February 2020 (Mexico)" in head
    assert "resolved on 12 February 2020 (Canada and Finland)" in head
    assert "it stands" not in head


def test_pages_show_one_position_of_each(visitors: Visitors, place: Location) -> None:
    taken: dict[str, Any] = {"by": DESK, "source": "MWG-1/2", "text": {"en": "Hm."}, "audience": "public"}
    with open_register(place) as register:
        for of in ("2020/fog", "2020"):
            register.act(TakePosition(of=(of,), on="2020-02-10", holders=WHOSE, stance="reserve", **taken))
            register.act(TakePosition(of=(of,), on="2020-02-11", holders=("Canada",), stance="support", **taken))
    desk = visitors(DESK)
    for page in (FOG, "/rounds/2020", f"{FOG}/acts/record-statement"):
        shown = said(desk.get(page))
        assert "Canada, Mexico" not in shown
        if "acts" not in page:
            assert "Mexico and Finland: reserve" in shown
            assert "Canada: support" in shown
    assert "Replaced by the position in 2020/fog#3 ." in said(desk.get(f"{FOG}/records/2"))
    assert "Remplacée par la position consignée dans 2020/fog#3 ." in said(desk.get(f"/fr{FOG}/records/2"))


def test_pages_show_that_an_objection_ended(visitors: Visitors, place: Location) -> None:
    taken: dict[str, Any] = {"by": DESK, "source": "MWG-1/2", "text": {"en": "No."}, "audience": "public"}
    with open_register(place) as register:
        register.act(TakePosition(of=("2020/fog",), on="2020-02-10", holders=("Canada",), stance="object", **taken))
        objections = ("2020/fog#2",)
        register.act(LiftObjection(of=("2020/fog",), by=DESK, on="2020-02-11", objections=objections, how="withdrawn"))
    desk = visitors(DESK)
    assert "Objection withdrawn: Canada" in said(desk.get(FOG))
    assert "Objection retirée : Canada" in said(desk.get(f"/fr{FOG}"))
    assert "Objection withdrawn: 2020/fog#3" in said(desk.get(f"{FOG}/records/2"))
    assert "Objection retirée : 2020/fog#3" in said(desk.get(f"/fr{FOG}/records/2"))
