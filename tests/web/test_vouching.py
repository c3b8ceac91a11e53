"""With what a provider is asked again: only the browser's token opens it."""

from __future__ import annotations

from escalade.web.auth.openid import Statement
from escalade.web.auth.vouching import seal, unseal

SAID = Statement("made-up-subject", 7, {"sid": "s"}, {"email": "a@made-up.example"}, "refresh", "signed")


def test_what_is_sealed_comes_back_whole_to_the_token_that_it_was_sealed_with() -> None:
    sealed = seal("token", SAID)
    assert unseal("token", sealed) == SAID
    for part in (b"made-up-subject", b"refresh", b"a@made-up.example"):
        assert part not in sealed


def test_another_token_or_an_altered_box_opens_nothing() -> None:
    sealed = seal("token", SAID)
    assert unseal("other", sealed) is None
    assert unseal("token", sealed[:-4] + b"AAAA") is None
    assert unseal("token", b"") is None


def test_the_same_is_never_sealed_the_same_way() -> None:
    assert seal("token", SAID) != seal("token", SAID)
