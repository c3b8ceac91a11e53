"""Where a value departs from its type: the same place as the decoder says."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalade.workflow.motions import MOTIONS, Officer, TextVersion
from escalade.workflow.motions.mismatch import Mismatch, MismatchError, find_mismatch

FILES = Annotated[tuple[bytes, ...], msgspec.Meta(min_length=1, max_length=2)]
COUNT = Annotated[int, msgspec.Meta(ge=0, le=9)]
STANDINGS = ("official", "unofficial translation", "reconstructed")
LINES = Annotated[tuple[str, ...], msgspec.Meta(description="Lines of any number.")]
VALUES = st.recursive(
    st.sampled_from(["x", "not at hand", 3, None, True, 1.5, date(2020, 1, 1)]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["en", "title", "name", "z"]), inner),
    max_leaves=6,
)


@pytest.mark.parametrize(
    ("value", "kind", "found"),
    [
        ("x", str, None),
        (3, Any, None),
        (3, str | None, Mismatch("", "kind", "int", ("str", "null"))),
        (["eA=="], FILES, None),
        (["%"], FILES, None),
        ({"standing": {"en": "it's"}}, TextVersion, Mismatch("standing[...]", "choice", "it's", STANDINGS)),
        ([], FILES, Mismatch("", "length", ">= 1", ("array",))),
        (["", "", ""], FILES, Mismatch("", "length", "<= 2", ("array",))),
        (-1, COUNT, Mismatch("", "bound", ">= 0", ("int",))),
        (10, COUNT | None, Mismatch("", "bound", "<= 9", ("int",))),
        (9, COUNT | None, None),
        ([3], FILES, Mismatch("[0]", "kind", "int", ("str",))),
        (["x"], LINES, None),
        ({"name": "x"}, Officer, Mismatch("", "missing", "office")),
        ({"name": "x", "z": 1}, Officer, Mismatch("", "unknown", "z")),
    ],
)
def test_a_value_is_held_against_its_type(value: Any, kind: Any, found: Mismatch | None) -> None:
    assert find_mismatch(value, kind) == found


@given(act=st.sampled_from(sorted(MOTIONS)), data=st.data())
def test_a_motion_departs_from_its_shape_where_the_decoder_says(act: str, data: st.DataObject) -> None:
    names = st.sampled_from([*MOTIONS[act].__struct_fields__, "z"])
    fields = {"act": act, **data.draw(st.dictionaries(names, VALUES, min_size=1, max_size=3))}
    refused = ""
    try:
        msgspec.convert(fields, MOTIONS[act])
    except msgspec.ValidationError as error:
        refused = str(error)
    found = find_mismatch(fields, MOTIONS[act])
    assert (found is None) is (refused == "")
    if found:
        assert found.found in refused
        assert refused.endswith(f"`$.{found.path}`") is bool(found.path)


def test_an_error_names_the_field_or_what_is_lacking_there() -> None:
    assert MismatchError(Mismatch("on", "kind", "int", ("str",))).field == "on"
    assert "“z”" in str(MismatchError(Mismatch("", "unknown", "z")))
