"""Which addresses may be called."""

from __future__ import annotations

import pytest

from escalade.web.webhooks.client import find_addresses, is_public, post


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.9", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%lo", "fd00::1", "ff02::1", "::ffff:10.0.0.1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_an_address_that_is_not_of_the_internet_is_seen(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101"])
def test_an_address_of_the_internet_is_one(address: str) -> None:
    assert is_public(address)


def test_an_address_spelt_otherwise_is_the_one_it_is() -> None:
    for host in ("2130706433", "0x7f.1", "127.1", "[::ffff:7f00:1]", "localhost"):
        answer = post(f"https://{host}:9/", b"", {}, allow_private=False, seconds=5)
        assert answer.outcome == "down"
        assert "which is not of the internet" in answer.said or "is not known" in answer.said, answer


def test_a_host_that_is_not_there_is_said() -> None:
    answer = post("https://nobody.invalid/", b"", {}, allow_private=True, seconds=20)
    assert (answer.outcome, answer.said) == ("down", "the host nobody.invalid is not known")


def test_an_address_is_looked_up_once_for_each_host() -> None:
    assert find_addresses("127.0.0.1", 80, allow_private=True) == ["127.0.0.1"]
