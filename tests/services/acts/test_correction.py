"""Values of --set: typed as the act's own option takes them."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.services.acts.correction import parse_set_value, takes_several
from escalade.workflow.values.errors import RequestError


@pytest.mark.parametrize(
    ("path", "act", "value", "held", "read"),
    [
        ("stance", "take position", "object", None, "object"),
        ("text", "take position", ("en=Good.",), {"fr": "Bon."}, {"fr": "Bon.", "en": "Good."}),
        ("text", "take position", ("Good.",), {"fr": "Bon."}, ("Good.",)),
        ("votes", "approve", ("1,1,1", "30,4,2"), None, {"votes_for": 30, "against": 4, "abstaining": 2}),
        ("votes", "approve", ("not-at-hand",), None, "not at hand"),
        ("holders", "take position", ("Mu", "Ys"), ["Lemuria"], ("Mu", "Ys")),
        ("count", "record responses", "12", 3, "12"),
        ("conditions", "approve", ("en=Anew.",), {"en": "Once."}, [{"en": "Anew."}]),
        ("by_category", "record responses", ("ports=4",), {"ports": 2, "towns": 1}, {"ports": 4, "towns": 1}),
        ("on", "take position", "2031-01-06", None, "2031-01-06"),
        ("no such field", "take position", "anything", None, "anything"),
    ],
)
def test_a_value_is_read_as_its_option_takes_it(path: str, act: str, value: Any, held: Any, read: Any) -> None:
    assert parse_set_value(path, act, value, held) == read


@pytest.mark.parametrize(
    ("path", "act", "value", "option"),
    [("votes", "approve", "many", "--votes"), ("conditions", "approve", ("not-at-hand",), "--condition")],
)
def test_a_value_that_its_option_does_not_take_is_refused(path: str, act: str, value: Any, option: str) -> None:
    with pytest.raises(RequestError, match=option):
        parse_set_value(path, act, value, None)


def test_texts_pairs_and_lists_may_be_given_more_than_once_and_single_values_may_not() -> None:
    assert [takes_several(path, "take position") for path in ("text", "stance", "holders", "source")] == [
        True,
        False,
        True,
        False,
    ]
    assert takes_several("by_category", "record responses")
    assert not takes_several("no such field", "take position")
