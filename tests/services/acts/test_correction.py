"""Values of --set: typed as the act's own option takes them."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.services.acts.correction import SEVERAL, read_anew
from escalade.services.acts.fields import Field, fields_of
from escalade.workflow.values.errors import RequestError


def field_of(act: str, key: str) -> Field:
    """The field of an act that is so called."""
    return next(field for field in fields_of(act) if field.key == key)


@pytest.mark.parametrize(
    ("key", "act", "value", "held", "read"),
    [
        ("stance", "take position", "object", None, "object"),
        ("text", "take position", ("en=Good.",), {"fr": "Bon."}, {"fr": "Bon.", "en": "Good."}),
        ("text", "take position", ("Good.",), {"fr": "Bon."}, ("Good.",)),
        ("votes", "approve", "30,4,2", None, {"votes_for": 30, "against": 4, "abstaining": 2}),
        ("votes", "approve", "not-at-hand", None, "not at hand"),
        ("holders", "take position", ("Mu", "Ys"), ["Lemuria"], ["Mu", "Ys"]),
        ("holders", "take position", "Mu", ["Lemuria"], ["Mu"]),
        ("count", "record responses", "12", 3, "12"),
        ("conditions", "approve", ("en=Anew.",), [{"en": "One."}, {"en": "Two."}], [{"en": "Anew."}]),
        ("conditions", "approve", ("en=Anew.",), [{"fr": "Ancien."}], [{"fr": "Ancien.", "en": "Anew."}]),
        ("by_category", "record responses", ("ports=4",), {"ports": 2, "towns": 1}, {"ports": 4, "towns": 1}),
        ("by_category", "record responses", {"ports": 4}, {"ports": 2, "towns": 1}, {"ports": 4}),
    ],
)
def test_a_value_is_read_as_its_option_takes_it(key: str, act: str, value: Any, held: Any, read: Any) -> None:
    assert read_anew(field_of(act, key), value, held) == read


@pytest.mark.parametrize(
    ("key", "act", "value", "option"),
    [("votes", "approve", "many", "--votes"), ("conditions", "approve", ("not-at-hand",), "--condition")],
)
def test_a_value_that_its_option_does_not_take_is_refused(key: str, act: str, value: Any, option: str) -> None:
    with pytest.raises(RequestError, match=option):
        read_anew(field_of(act, key), value, None)


def test_texts_pairs_and_lists_may_be_given_more_than_once_and_single_values_may_not() -> None:
    fields = [field_of("take position", key) for key in ("text", "stance", "holders", "source")]
    assert [field.kind in SEVERAL for field in (*fields, field_of("record responses", "by_category"))] == [
        True,
        False,
        True,
        False,
        True,
    ]
