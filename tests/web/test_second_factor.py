"""Codes of six digits are those of RFC 6238, and of a moment near now."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from escalade.web.auth.second_factor import STEP_SECONDS, address_of, find_step, new_secret

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # noqa: S105  # that of the RFC's examples


@pytest.mark.parametrize(
    ("now", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_a_code_is_that_of_the_examples_of_the_rfc(now: int, code: str) -> None:
    """RFC 6238, appendix B: the last six of eight digits."""
    step = now // STEP_SECONDS
    assert find_step(SECRET, code, now) == step
    assert find_step(SECRET, f" {code[:3]} {code[3:]} ", now) == step


def test_a_code_is_taken_one_step_early_or_late_and_no_more() -> None:
    taken = [find_step(SECRET, "081804", 1111111109 + late * STEP_SECONDS) for late in (-2, -1, 0, 1, 2)]
    step = 1111111109 // STEP_SECONDS
    assert taken == [None, step, step, step, None]


@pytest.mark.parametrize("code", ["", "28708", "2870820", "28708a", "٢٨٧٠٨٢"])
def test_what_is_no_such_code_is_none(code: str) -> None:
    assert find_step(SECRET, code, 59) is None


def test_a_phone_reads_the_secret_and_whose_it_is() -> None:
    secret = new_secret()
    assert len(secret) == len(SECRET)
    address = urlsplit(address_of(secret, "Made-up Desk", "Made-up Group"))
    assert (address.scheme, address.netloc) == ("otpauth", "totp")
    assert parse_qs(address.query) == {"secret": [secret], "issuer": ["Made-up Group"]}
