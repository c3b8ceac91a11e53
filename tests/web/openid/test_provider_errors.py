"""A refusal of this server is told from one of whoever signs in; no answer is repeated that is no code."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from escalade.web.auth.providers import MISMATCHES, MismatchedClientError, ProviderRefusedError, tell_refusal


class Named(msgspec.Struct):
    """As much of a provider as its errors say."""

    key: str = "staff"
    name: str = "Made-up Sign-in"
    issuer: str = "https://made-up.example"


PROVIDER: Any = Named()


@pytest.mark.parametrize("answer", sorted(MISMATCHES))
def test_what_is_wrong_with_this_server_is_for_its_operator(answer: str) -> None:
    told = tell_refusal(PROVIDER, answer)
    assert isinstance(told, MismatchedClientError)
    assert (answer in str(told), MISMATCHES[answer] in told.why) == (False, True)


@pytest.mark.parametrize(
    ("answer", "said"),
    [("access_denied", "access_denied"), ("<b>no</b>", "?"), ("нет", "?"), ("", "?")],
)
def test_whoever_is_refused_is_told_the_answer_where_it_is_a_code(answer: str, said: str) -> None:
    told = tell_refusal(PROVIDER, answer)
    assert isinstance(told, ProviderRefusedError)
    assert f"its answer was “{said}”" in str(told)
