"""Canonical bytes: one way to write a value, and no other."""

from __future__ import annotations

import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalade.workflow.records.record import (
    addition_of,
    canonical,
    list_additions,
    motion_reader,
)


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ({"b": 1, "a": True, "c": None}, '{"a":true,"b":1,"c":null}'),
        ({"z": 'é\n\t"\\/\x7f', "10": 0, "9": []}, '{"10":0,"9":[],"z":"é\\n\\t\\"\\\\/\x7f"}'),
        ({"\uffff": 1, "𠮷": [{"𠮷": 3, "\ue000": 2}]}, '{"𠮷":[{"𠮷":3,"\ue000":2}],"\uffff":1}'),
    ],
)
def test_canonical_bytes_are_a_subset_of_rfc_8785(value: object, data: str) -> None:
    assert canonical(value).decode() == data


@given(
    st.recursive(
        st.text() | st.integers(0, 2**53 - 1) | st.booleans() | st.none(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=20,
    )
)
def test_canonical_bytes_have_their_keys_in_the_order_of_utf_16(value: object) -> None:
    def ordered(one: object) -> object:
        if isinstance(one, dict):
            return {key: ordered(one[key]) for key in sorted(one, key=lambda key: key.encode("utf-16-be"))}
        return [ordered(inner) for inner in one] if isinstance(one, list) else one

    assert canonical(value) == json.dumps(ordered(value), ensure_ascii=False, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    ("act", "given", "written"),
    [
        ("receive translation", {"standing": "unofficial translation"}, {"standing": "unofficial translation"}),
        ("receive translation", {}, {}),
        ("set deadline", {"unit": "calendar days", "severity": "error"}, {}),
        ("propose", {"version": {"numbering": "numbered"}}, {"version": {}}),
    ],
)
def test_a_field_that_was_given_as_it_is_by_default_is_written_as_ever(
    act: str, given: dict[str, object], written: dict[str, object]
) -> None:
    motion = motion_reader(act).decode(json.dumps({"act": act, **given}))
    assert json.loads(msgspec.json.encode(addition_of(act)(*list_additions(motion)))) == written
