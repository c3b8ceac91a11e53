"""No form takes an answer and ignores it."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.datastructures import FormData, QueryParams

from escalade.models.backends import Location
from escalade.models.register import open_register
from escalade.services.acts.fields import Field, Kind, evidence_of, own_fields
from escalade.services.acts.parse import merge_input
from escalade.web.forms.form_data import VOTES, Answers, inputs_of
from escalade.workflow.motions import MOTIONS, Propose, TextVersion
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.step import COMPANIONS
from tests.web.browser import DESK, does, said
from tests.web.conftest import Visitors

FOG, LANGUAGES = "/topics/2020/fog", ("en", "fr")


def asked(act: str) -> list[Field]:
    """Every field of an act that its page asks for, but files."""
    return [field for field in (*own_fields(act), *evidence_of(act)) if field.kind is not Kind.FILE]


def answers(*typed: tuple[str, str]) -> Answers:
    """What a form brought."""
    return Answers(FormData(list(typed)), QueryParams(), {})


def value(field: Field) -> str:
    """What a person types into a field, or chooses."""
    plain = {Kind.COUNT: "0", Kind.VOTES: "0", Kind.DATE: "2020-02-10", Kind.ANY: "a=A"}
    pair = f"1={field.choices[0] if field.choices else 0}"
    return plain.get(field.kind, pair if field.kind is Kind.PAIRS else field.choices[0] if field.choices else "1")


@pytest.mark.parametrize("act", sorted(MOTIONS.keys() - COMPANIONS))
def test_every_answer_is_taken_or_refused(act: str) -> None:
    for field in asked(act):
        name = list(inputs_of(field, LANGUAGES))[-1]
        boxes = [(f"{field.parameter}.{part}", "0") for part in VOTES[:-1]] if field.kind is Kind.VOTES else []
        form = answers(*boxes, (name, value(field)))
        form.refuse_others([field], LANGUAGES)
        assert merge_input(act, {field.parameter: form.read_field(field, LANGUAGES)}) != {}, name
        with pytest.raises(RequestError, match="which this act does not take"):
            form.refuse_others([], LANGUAGES)
        twice = answers((name, value(field)), (name, f"{value(field)}1"))
        if field.kind in {Kind.LINES, Kind.PAIRS, Kind.ANY}:
            assert len(twice.read_field(field, LANGUAGES)) == 2, name
            continue
        with pytest.raises(RequestError, match="there is room for one"):
            twice.read_field(field, LANGUAGES)


@pytest.fixture
def foggy(place: Location) -> None:
    """A topic with a text in a language that the body does not have."""
    title, standing = {"en": "Fog", "fr": "Brume"}, {"fr": "unofficial translation"}
    version = TextVersion(title=title, questions=({"en": "Why?", "fr": "Pourquoi ?"},), standing=standing)  # type: ignore[arg-type]  # of the standings that there are
    with open_register(place) as register:
        register.act(Propose(of=("2020/fog",), by=DESK, on="2020-02-10", unattributed=True, version=version))


TYPED = {"field_text.en": "We note.", "field_holders": "Canada", "on": "2020-02-10"}


@pytest.mark.usefixtures("foggy")
@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ({"field_text.xx": "We note."}, "The form gives “field_text.xx”, which this act does not take"),
        ({"field_colour": "red"}, "The form gives “field_colour”, which this act does not take"),
        ({"on": ["2020-02-10", "2020-02-11"]}, "The form gives “on” twice"),
        ({"audience": ["public", "office"]}, "The form gives “audience” twice"),
    ],
)
def test_what_a_form_gives_in_vain_is_said(visitors: Visitors, more: dict[str, Any], problem: str) -> None:
    answer = does(visitors(DESK), f"{FOG}/acts/record-statement", **{**TYPED, **more})
    assert (answer.status_code, problem in said(answer)) == (422, True)


@pytest.mark.usefixtures("foggy")
def test_a_text_is_revised_in_every_language_that_it_has(visitors: Visitors) -> None:
    page = visitors(DESK).get(f"{FOG}/acts/revise").text
    assert ">\nBrume</textarea>" in page
    assert 'value="fr=unofficial translation" selected' in page
