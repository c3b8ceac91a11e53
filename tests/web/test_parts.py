"""The parts of a long form: only those are asked that are to be filled in."""

from __future__ import annotations

from starlette.datastructures import FormData, QueryParams

from escalade.services.acts.fields import own_fields
from escalade.web.forms.form_data import Answers, inputs_of
from escalade.web.forms.parts import PARTS, choose_parts, fields_in

LONG, SHORT = "amend constitution", "take position"
FIRST, SECOND = [*PARTS[LONG]][:2]


def chosen(*typed: tuple[str, str], act: str = LONG) -> tuple[str, ...]:
    """The parts that a form with these answers shows."""
    return choose_parts(act, Answers(FormData(list(typed)), QueryParams(), {}), own_fields(act), ("en", "fr"))


def test_a_part_is_filled_in_where_it_is_ticked_or_one_of_its_fields_has_an_answer() -> None:
    acronym = next(one for one in own_fields(LONG) if one.key == "acronym")
    [name, *_] = inputs_of(acronym, ("en", "fr"))
    assert "acronym" in PARTS[LONG][FIRST]
    assert chosen() == chosen((name, "  ")) == chosen(("part", "no such part")) == ()
    assert chosen((name, "MPH")) == chosen(("part", FIRST)) == (FIRST,)
    assert chosen(("part", SECOND), (name, "MPH")) == (FIRST, SECOND)
    assert chosen(("part", FIRST), act=SHORT) == ()


def test_the_fields_of_a_long_form_are_those_of_its_open_parts_and_none_before_one_is_open() -> None:
    fields = own_fields(LONG)
    assert fields_in(LONG, (), fields) == ()
    divided = {key for keys in PARTS[LONG].values() for key in keys}
    shown = {one.key for one in fields_in(LONG, (FIRST,), fields)}
    assert shown & divided == set(PARTS[LONG][FIRST])
    assert shown - divided == {one.key for one in fields} - divided
    assert fields_in(SHORT, (), own_fields(SHORT)) == tuple(own_fields(SHORT))


def test_every_part_has_fields_of_the_act_and_no_field_stands_in_two() -> None:
    for act, parts in PARTS.items():
        keys = [key for keys in parts.values() for key in keys]
        assert len(keys) == len(set(keys))
        assert set(keys) <= {one.key for one in own_fields(act)}
