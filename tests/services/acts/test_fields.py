"""One tree of fields: options, inputs of pages, bodies of calls."""

from __future__ import annotations

import re

import pytest

from escalade.services.acts.fields import GIVEN, Field, evidence_of, fields_of, own_fields
from escalade.web.forms.act import Doing
from escalade.workflow.motions import COMMON, MOTIONS, TextVersion


@pytest.mark.parametrize("act", sorted(MOTIONS))
def test_what_a_call_takes_is_what_options_and_inputs_ask_for(act: str) -> None:
    body = set(MOTIONS[act].__struct_fields__) - {*GIVEN}
    typed = {field.path[0] for field in own_fields(act)} - {"texts"}  # a correction takes those of any act
    typed |= {MOTIONS[act].argument, "texts", "time"} & body  # a time is typed behind its day
    common = set(COMMON) - {*GIVEN, "act"}
    assert body == typed | common


def test_a_text_is_whole_in_a_body_and_taken_apart_elsewhere() -> None:
    inside = {field.path[1] for field in own_fields("propose") if field.path[0] == "version"}
    assert inside == set(TextVersion.__struct_fields__)


def test_a_page_asks_for_the_very_fields_that_are_options() -> None:
    doing = Doing.__init__.__code__.co_names
    assert {"own_fields", "evidence_of"} <= set(doing)
    assert all(isinstance(field, Field) for field in evidence_of("propose"))


def test_a_field_is_called_by_its_option() -> None:
    by_option = {field.option: field for field in (*own_fields("propose"), *evidence_of("propose"))}
    assert by_option["by-state"].label == "By state"
    assert by_option["by-state"].key == "by_state"
    assert by_option["by-state"].parameter == "field_by_state"


def test_a_form_does_not_speak_as_the_command_line_does() -> None:
    shown = {field.hint for act in MOTIONS for field in fields_of(act)}
    assert "A State that sponsors it." in shown
    assert "A sponsor who asks for it. All sponsors must." in shown
    assert "The paragraph that bears a record out." in shown
    assert "To whom the report was communicated." in shown
    assert [said for said in shown if re.search(r"repeat it|\b[A-Z]+=[A-Z]+|  |;\.", said)] == []
    kept = {field.key for act in MOTIONS for field in fields_of(act) if "or: not at hand" in field.hint}
    assert kept == {"basis", "presided_by"}  # which forms ask for in one line, and nothing beside it
