"""Shapes of answers, and shapes made of other shapes."""

from __future__ import annotations

import msgspec
import pytest

from escalade.services.views.shape import Shape, extend_shape, fields_in, make_shape, schema_name


class Place(msgspec.Struct):
    """A value of another module, with a default."""

    name: str
    digest: str = ""


def test_a_shape_takes_its_fields_by_name_and_no_others() -> None:
    made = make_shape("Made", [("name", str), ("count", int, 0)])
    assert msgspec.to_builtins(made(name="Porto")) == {"name": "Porto", "count": 0}
    assert issubclass(made, Shape)
    with pytest.raises(msgspec.ValidationError, match="unknown field"):
        msgspec.convert({"name": "Porto", "seat": "x"}, made)
    with pytest.raises(TypeError):
        made("Porto")


def test_an_extended_shape_requires_every_field_and_says_digest_by_a_fuller_name() -> None:
    made = extend_shape("Longer", Place, ("size", int), digest=int)
    with pytest.raises(msgspec.ValidationError, match="procedure_digest"):
        msgspec.convert({"name": "Porto", "size": 2}, made)
    assert msgspec.to_builtins(made(name="Porto", digest=1, size=2)) == {
        "name": "Porto",
        "procedure_digest": 1,
        "size": 2,
    }
    assert [one.type for one in msgspec.structs.fields(made)] == [str, int, int]


def test_the_fields_of_a_shape_are_taken_from_a_value_as_far_as_it_has_them() -> None:
    made = make_shape("Made", [("name", str), ("size", int, 0)])
    assert fields_in(made, Place("Porto", "ab")) == {"name": "Porto"}


def test_the_schema_calls_a_shape_by_the_name_it_is_given() -> None:
    assert schema_name("Other")(make_shape("Made", [])).__name__ == "Other"
