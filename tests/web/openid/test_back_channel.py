"""A session that ends at the provider ends here, without any browser."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from httpx2 import Client, Response
from joserfc import jwt
from joserfc.jwk import RSAKey

from escalade.web.auth.openid import EVENT
from tests.programs import OPENID_PROVIDER, need
from tests.web.browser import Browser, hidden
from tests.web.chromium.server import free_port, serving
from tests.web.openid.conftest import OpenPages, begins, written
from tests.web.openid.issuers import CLIENT, CertifiedIssuer, running
from tests.web.openid.untrue import UntrueIssuer, listening

END = "/sign-out/through/staff"
LEFT_OUT = None
"""What leaves a claim out."""


@pytest.fixture
def untrue() -> Iterator[UntrueIssuer]:
    """A provider that says what a test wants."""
    with listening() as found:
        found.claims["sid"] = "first"
        yield found


def word(issuer: UntrueIssuer, *, header: dict[str, Any] | None = None, **claims: Any) -> str:
    """What a provider says of a session that ended there."""
    now = int(time.time())
    said = {"iss": issuer.address, "aud": CLIENT, "iat": now, "exp": now + 120, "jti": "made-up"}
    said |= {"events": {EVENT: {}}, "sub": "ada", "sid": "first", **claims}
    head = {"alg": "RS256", "kid": issuer.key.kid, "typ": "logout+jwt", **(header or {})}
    said = {name: value for name, value in said.items() if value is not LEFT_OUT}
    return jwt.encode({name: value for name, value in head.items() if value}, said, issuer.key)


def comes(browser: Browser, signed: str) -> Response:
    """Let a word of the provider come."""
    return browser.post(END, data={"logout_token": signed})


def is_in(browser: Browser) -> bool:
    """Whether somebody is signed in in a browser."""
    return browser.get("/inbox", follow_redirects=False).status_code == 200


def signs_in(browser: Browser, issuer: UntrueIssuer, **claims: Any) -> None:
    """Sign in there and here."""
    issuer.claims.update(claims)
    assert browser.get(issuer.signs_in(begins(browser), "ada")).status_code == 200
    assert is_in(browser)


@pytest.mark.parametrize("kind", ["logout+jwt", "JWT", None])
def test_a_session_that_ended_there_ends_here(kind: str | None, untrue: UntrueIssuer, pages: OpenPages) -> None:
    open_browser = pages(staff=untrue.address)
    browser, provider = open_browser(), open_browser()
    signs_in(browser, untrue)
    answer = comes(provider, word(untrue, header={"typ": kind}))
    assert (answer.status_code, answer.headers["cache-control"], answer.content) == (200, "no-store", b"")
    assert not is_in(browser)
    assert comes(provider, word(untrue)).status_code == 200, "what has ended may be said to have ended again"


NAMED: dict[str, tuple[dict[str, Any], tuple[bool, bool, bool, bool]]] = {
    "one session": ({"sub": LEFT_OUT}, (False, True, True, True)),
    "one session of somebody": ({}, (False, True, False, True)),
    "all of somebody": ({"sid": LEFT_OUT}, (False, False, False, True)),
    "another's session": ({"sub": "bo"}, (True, True, True, True)),
    "a session of which nobody heard": ({"sub": LEFT_OUT, "sid": "none"}, (True, True, True, True)),
}
"""What is said to have ended; which of the sessions below go on."""


@pytest.mark.parametrize("named", NAMED)
def test_what_is_named_ends_and_nothing_else(named: str, untrue: UntrueIssuer, pages: OpenPages) -> None:
    claims, expected = NAMED[named]
    open_browser = pages(staff=untrue.address)
    first, second, unnamed, another = (open_browser() for _ in range(4))
    signs_in(first, untrue)
    signs_in(second, untrue, sid="second")
    signs_in(unnamed, untrue, sid=LEFT_OUT)  # some providers never say what they call a session
    untrue.known["sub"] = "eve"
    signs_in(another, untrue, sub="eve", sid="third")
    assert comes(open_browser(), word(untrue, **claims)).status_code == 200
    assert tuple(map(is_in, (first, second, unnamed, another))) == expected


def test_an_old_word_ends_no_session_that_was_begun_later(untrue: UntrueIssuer, pages: OpenPages) -> None:
    browser = pages(staff=untrue.address)()
    signs_in(browser, untrue)
    old = word(untrue, iat=int(time.time()) - 30)
    assert comes(browser, old).status_code == 200
    assert is_in(browser)


def signed_by_another(issuer: UntrueIssuer) -> str:
    """The same under a key that the provider never published."""
    issuer.key = RSAKey.generate_key(2048, {"kid": "made-up"})
    return word(issuer)


WRONG: dict[str, Callable[[UntrueIssuer], str]] = {
    "nothing": lambda _: "",
    "no statement": lambda _: "a.b.c",
    "another issuer": lambda one: word(one, iss="https://another.example"),
    "another client": lambda one: word(one, aud="another"),
    "no client": lambda one: word(one, aud=LEFT_OUT),
    "no moment": lambda one: word(one, iat=LEFT_OUT),
    "a moment to come": lambda one: word(one, iat=int(time.time()) + 120),
    "one that expired before the clocks differ": lambda one: word(one, exp=int(time.time()) - 120),
    "no end": lambda one: word(one, exp=LEFT_OUT),
    "no identifier": lambda one: word(one, jti=LEFT_OUT),
    "no event": lambda one: word(one, events=LEFT_OUT),
    "another event": lambda one: word(one, events={"https://made-up.example/event": {}}),
    "an event that is none": lambda one: word(one, events={EVENT: True}),
    "events that are none": lambda one: word(one, events=[EVENT]),
    "a nonce": lambda one: word(one, nonce="made-up"),
    "nobody": lambda one: word(one, sub=LEFT_OUT, sid=LEFT_OUT),
    "a subject that is no text": lambda one: word(one, sub=7),
    "a session that is no text": lambda one: word(one, sid=""),
    "a statement on who somebody is": lambda one: one.sign(),
    "another kind of statement": lambda one: word(one, header={"typ": "at+jwt"}),
    "no signature": lambda one: word(one).rpartition(".")[0] + ".",
    "a key that is not published": signed_by_another,
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_not_to_be_believed_ends_nothing(what: str, untrue: UntrueIssuer, pages: OpenPages) -> None:
    browser = pages(staff=untrue.address)()
    signs_in(browser, untrue)
    answer = comes(browser, WRONG[what](untrue))
    assert (answer.status_code, answer.json()) == (400, {"error": "invalid_request"})
    assert answer.headers["cache-control"] == "no-store"
    assert is_in(browser)


def test_nobody_makes_the_server_ask_the_provider_again_and_again(
    untrue: UntrueIssuer, pages: OpenPages, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = pages(staff=untrue.address)()
    forged = signed_by_another(untrue)
    for _ in range(5):
        assert comes(browser, forged).status_code == 400
    assert untrue.fetched.count("/keys") == 1
    assert "proved nobody’s identity" in capsys.readouterr().err


def test_a_word_under_a_key_that_was_exchanged_is_believed(untrue: UntrueIssuer, pages: OpenPages) -> None:
    browser = pages(staff=untrue.address)()
    signs_in(browser, untrue)
    client = browser.app.state.app_state.clients["staff"]  # type: ignore[attr-defined]  # as the application has it
    client._fetched_keys -= 61  # noqa: SLF001  # a minute passes
    untrue.key = untrue.published = RSAKey.generate_key(2048, {"kid": "new"})
    assert comes(browser, word(untrue)).status_code == 200
    assert not is_in(browser)


def test_a_provider_that_cannot_be_asked_for_its_keys_ends_nothing(pages: OpenPages) -> None:
    with listening() as untrue:
        signed = word(untrue)
        browser = pages(staff=untrue.address)()
    assert comes(browser, signed).status_code == 400
    assert browser.post("/sign-out/through/guests", data={"logout_token": signed}).status_code == 404


@pytest.mark.needs(OPENID_PROVIDER)
def test_whoever_signs_out_at_the_certified_provider_is_out_here(kept: Path, tmp_path: Path) -> None:
    folder, port = need(OPENID_PROVIDER), free_port()
    register = Path(shutil.copy(kept, tmp_path / "register.db"))
    providers = written(tmp_path / "providers.toml", staff=f"http://127.0.0.1:{port}")
    with (
        serving(register, "--providers", str(providers)) as served,
        running(CertifiedIssuer(folder, tmp_path / "log", served.address, port=port)) as issuer,
        Client(base_url=issuer.address) as there,
        Client(base_url=issuer.address) as elsewhere,
        Client(base_url=served.address, follow_redirects=True) as browser,
        Client(base_url=served.address, follow_redirects=True) as phone,
    ):
        issuer.put("ada", {"email": "desk@made-up.example", "email_verified": True})
        for here, away in ((browser, there), (phone, elsewhere)):
            data = {"knock": hidden(here.get("/sign-in").text, "knock"), "next": ""}
            begun = here.post("/sign-in/through/staff", data=data).headers["refresh"].removeprefix("0; url=")
            assert here.get(issuer.signs_in_with(away, begun, "ada")).status_code == 200
            assert here.get("/inbox").url.path == "/inbox"
        issuer.signs_out_with(there)
        assert browser.get("/inbox").url.path == "/sign-in"
        assert phone.get("/inbox").url.path == "/inbox", "the session on another machine goes on"
