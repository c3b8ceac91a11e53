"""What a provider says is believed where all of it fits, and nothing else of it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
from httpx2 import Response
from joserfc.jwk import RSAKey

from escalade.web.auth import openid
from tests.web.browser import Browser, hidden, said
from tests.web.openid.conftest import OpenPages, begins
from tests.web.openid.issuers import CLIENT, SECRET
from tests.web.openid.untrue import UntrueIssuer, coded, listening


@pytest.fixture
def untrue() -> Iterator[UntrueIssuer]:
    """A provider that says what a test wants it to say."""
    with listening() as issuer:
        yield issuer


def signed_in(browser: Browser, issuer: UntrueIssuer) -> tuple[int, str]:
    """Sign in at it; the status, and what the page says."""
    answer = browser.get(issuer.signs_in(begins(browser), "ada"))
    assert ("escalade_session" in browser.cookies) == (answer.status_code == 200)
    return answer.status_code, said(answer)


def test_what_fits_is_believed(untrue: UntrueIssuer, pages: OpenPages) -> None:
    assert signed_in(pages(staff=untrue.address)(), untrue)[0] == 200


def test_the_code_is_asked_for_with_the_proof_of_whoever_began(untrue: UntrueIssuer, pages: OpenPages) -> None:
    browser = pages(staff=untrue.address)()
    place = begins(browser)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(place).query).items()}
    assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", CLIENT, "S256")
    assert asked["redirect_uri"] == "http://testserver/sign-in/return/staff"
    browser.get(untrue.signs_in(place, "ada"))
    shown = untrue.asked[0]["code_verifier"]
    assert coded(sha256(shown.encode()).digest()) == asked["code_challenge"]
    assert SECRET not in untrue.asked[0].values()  # it is shown in the head, where the provider says nothing else


Change = Callable[[UntrueIssuer], None]
WRONG: dict[str, Change] = {
    "a nonce of another sign-in": lambda one: one.claims.update(nonce="another"),
    "no nonce": lambda one: one.claims.update(nonce=None),
    "a token that expired before the clocks differ": lambda one: one.claims.update(exp=int(time.time()) - 120),
    "no end": lambda one: one.claims.update(exp=None),
    "a moment to come": lambda one: one.claims.update(iat=int(time.time()) + 120),
    "another client": lambda one: one.claims.update(aud="another"),
    "several clients, and said to none": lambda one: one.claims.update(aud=[CLIENT, "another"]),
    "another issuer": lambda one: one.claims.update(iss="https://another.example"),
    "another access": lambda one: one.claims.update(at_hash="made up"),
    "a subject that is no text": lambda one: one.claims.update(sub=7),
    "another subject unsigned": lambda one: one.known.update(sub="eve"),
    "another key under the same name": lambda one: setattr(one, "key", key_called(str(one.key.kid))),
    "a key that is not published": lambda one: setattr(one, "key", key_called("made-up")),
    "no signature": lambda one: one.header.update(alg="none"),
    "a secret that is no secret": lambda one: one.header.update(alg="HS256"),
    "keys that are none": lambda one: one.answers.update({"/keys": (200, b'{"keys": 7}')}),
    "no statement": lambda one: one.answers.update({"/token": (200, b'{"access_token": "a", "token_type": "Bearer"}')}),
    "tokens that are none": lambda one: one.answers.update({"/token": (200, b"made up")}),
    "a statement that is none": lambda one: one.answers.update({"/token": (200, b'{"id_token": "a.b"}')}),
    "a key that it brings itself": lambda one: brings_key(one, jwk=True),
    "an address of keys that it brings itself": lambda one: brings_key(one, jwk=False),
    "a body that is not encoded": lambda one: one.header.update(b64=False, crit=["b64"]),
    "another kind of statement": lambda one: one.header.update(typ="logout+jwt"),
    "an end in words": lambda one: one.claims.update(exp=str(int(time.time()) + 60)),
    "an end without end": lambda one: one.claims.update(exp=float("inf")),
    "an end that is no number": lambda one: one.claims.update(exp=float("nan")),
    "an end that is true": lambda one: one.claims.update(exp=True),
    "a beginning to come": lambda one: one.claims.update(nbf=int(time.time()) + 3600),
    "said in 1970": lambda one: one.claims.update(iat=0),
    "said in words": lambda one: one.claims.update(iat="today"),
    "given to another client": lambda one: one.claims.update(azp="another"),
    "clients that are an object": lambda one: one.claims.update(aud={CLIENT: CLIENT}),
    "no client": lambda one: one.claims.update(aud=[]),
    "an issuer with a stroke behind": lambda one: one.claims.update(iss=f"{one.address}/"),
    "issuers": lambda one: one.claims.update(iss=[one.address]),
    "an empty subject": lambda one: both(one, ""),
    "a blank subject": lambda one: both(one, " "),
    "a subject longer than any": lambda one: both(one, "a" * 256),
    "a subject with a sign of control": lambda one: both(one, "ada\0"),
    "a statement of 5 MB": lambda one: one.claims.update(more="a" * 5_000_000),
    "a person of a hundred thousand layers": lambda one: one.answers.update(
        {"/userinfo": (200, b'{"sub": "ada", "a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}")}
    ),
    "a person who is a list": lambda one: one.answers.update({"/userinfo": (200, b'["ada"]')}),
}


def key_called(name: str) -> RSAKey:
    """A key that the provider never published."""
    return RSAKey.generate_key(2048, {"kid": name})


def brings_key(one: UntrueIssuer, *, jwk: bool) -> None:
    """Sign with a key of one's own, and bring it, or say where it is."""
    one.key = key_called(str(one.key.kid))
    one.header.update({"jwk": one.key.as_dict(private=False)} if jwk else {"jku": f"{one.address}/keys"})


def both(one: UntrueIssuer, subject: str) -> None:
    """Name somebody in the statement and where more is told."""
    one.claims.update(sub=subject)
    one.known.update(sub=subject)


@pytest.mark.parametrize("what", WRONG)
def test_what_does_not_fit_signs_nobody_in(
    what: str, untrue: UntrueIssuer, pages: OpenPages, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = pages(staff=untrue.address)()
    place = untrue.signs_in(begins(browser), "ada")
    WRONG[what](untrue)
    answer = browser.get(place)
    assert (answer.status_code, "does not prove who you are" in said(answer)) == (502, True)
    assert "escalade_session" not in browser.cookies
    assert "proved nobody’s identity" in capsys.readouterr().err


DESCRIBED: dict[str, Change] = {
    "of another issuer": lambda one: one.described.update(issuer="https://another.example"),
    "without a place to go to": lambda one: one.described.update(authorization_endpoint=None),
    "no description": lambda one: one.answers.update({"/.well-known/openid-configuration": (200, b"made up")}),
}


@pytest.mark.parametrize("what", DESCRIBED)
def test_a_provider_that_describes_itself_wrongly_is_not_gone_to(
    what: str, untrue: UntrueIssuer, pages: OpenPages
) -> None:
    browser = pages(staff=untrue.address)()
    DESCRIBED[what](untrue)
    answer = presses(browser)
    assert (answer.status_code, "refresh" in answer.headers) == (502, False)


def presses(browser: Browser) -> Response:
    """Press the button of the provider."""
    knock = hidden(browser.get("/sign-in").text, "knock")
    return browser.post("/sign-in/through/staff", data={"knock": knock})


CLOCKS: dict[str, Change] = {
    "behind ours": lambda one: one.claims.update(exp=int(time.time()) - 30, iat=int(time.time()) - 90),
    "ahead of ours": lambda one: one.claims.update(iat=int(time.time()) + 30),
}


@pytest.mark.parametrize("clock", CLOCKS)
def test_clocks_may_differ_a_little(clock: str, untrue: UntrueIssuer, pages: OpenPages) -> None:
    CLOCKS[clock](untrue)
    assert signed_in(pages(staff=untrue.address)(), untrue)[0] == 200


@pytest.mark.parametrize("path", ["/token", "/userinfo", "/keys"])
@pytest.mark.parametrize("status", [302, 500, 503])
def test_a_provider_that_fails_half_way_is_said_to_be_away(
    path: str, status: int, untrue: UntrueIssuer, pages: OpenPages
) -> None:
    browser = pages(staff=untrue.address)()
    place = untrue.signs_in(begins(browser), "ada")
    untrue.answers[path] = (status, b"made up")
    answer = browser.get(place)
    assert (answer.status_code, "Made-up staff cannot be reached" in said(answer)) == (503, True)


@pytest.mark.parametrize("answer", ["invalid_client", "unauthorized_client", "invalid_scope", "invalid_request"])
def test_what_is_wrong_with_this_server_is_told_to_its_operator(
    answer: str, untrue: UntrueIssuer, pages: OpenPages, capsys: pytest.CaptureFixture[str]
) -> None:
    browser = pages(staff=untrue.address)()
    place = untrue.signs_in(begins(browser), "ada")
    untrue.answers["/token"] = (401, json.dumps({"error": answer}).encode())
    told = browser.get(place)
    assert (told.status_code, "Made-up staff and this server do not agree" in said(told)) == (502, True)
    assert answer not in said(told)
    assert f"The provider “staff” ({untrue.address}) answered “{answer}”: " in capsys.readouterr().err


def test_an_answer_about_this_server_that_a_browser_brings_is_one_too(untrue: UntrueIssuer, pages: OpenPages) -> None:
    browser = pages(staff=untrue.address)()
    state = parse_qs(urlsplit(begins(browser)).query)["state"][0]
    told = browser.get("/sign-in/return/staff", params={"state": state, "error": "invalid_scope"})
    assert (told.status_code, "tell whoever runs this server" in said(told).lower()) == (502, True)


def test_a_provider_that_is_away_is_said_to_be_away(pages: OpenPages) -> None:
    browser = pages(staff="http://127.0.0.1:9")()
    answer = presses(browser)
    assert (answer.status_code, "Made-up staff cannot be reached" in said(answer)) == (503, True)
    assert "Password" in said(browser.get("/sign-in"))


def test_a_provider_that_hangs_keeps_nobody_waiting_for_those_before_them(
    untrue: UntrueIssuer, pages: OpenPages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openid, "PATIENCE_SECONDS", 1.0)
    open_browser = pages(staff=untrue.address)
    browsers = [open_browser() for _ in range(8)]
    knocks = [hidden(one.get("/sign-in").text, "knock") for one in browsers]
    untrue.hangs.set()
    begun = time.monotonic()
    with ThreadPoolExecutor(len(browsers)) as pool:
        send = [
            partial(one.post, "/sign-in/through/staff", data={"knock": knock, "next": ""})
            for one, knock in zip(browsers, knocks, strict=True)
        ]
        answers = list(pool.map(lambda one: one(), send))
    took = time.monotonic() - begun
    assert [one.status_code for one in answers] == [503] * len(browsers)
    assert all("Made-up staff cannot be reached" in said(one) for one in answers)
    assert untrue.fetched == ["/.well-known/openid-configuration"] * len(untrue.fetched)
    assert len(untrue.fetched) < len(browsers) / 2
    assert took < len(browsers) / 2, "nobody waits for each of the others"


def test_where_what_it_gave_expires_on_the_way_nobody_is_signed_in(untrue: UntrueIssuer, pages: OpenPages) -> None:
    untrue.answers["/userinfo"] = (401, b'{"error": "invalid_token"}')
    status, text = signed_in(pages(staff=untrue.address)(), untrue)
    assert (status, "Made-up staff cannot be reached" in text) == (503, True)


def test_a_key_that_was_exchanged_is_fetched(untrue: UntrueIssuer, pages: OpenPages) -> None:
    open_browser = pages(staff=untrue.address)
    assert signed_in(open_browser(), untrue)[0] == 200
    untrue.key = untrue.published = key_called("newer")
    assert signed_in(open_browser(), untrue)[0] == 200
    untrue.key = untrue.published = key_called("newer")  # under the same name
    assert signed_in(open_browser(), untrue)[0] == 200


def test_a_code_of_a_provider_that_is_no_code_is_not_repeated(untrue: UntrueIssuer, pages: OpenPages) -> None:
    browser = pages(staff=untrue.address)()
    state = parse_qs(urlsplit(begins(browser)).query)["state"][0]
    answer = browser.get("/sign-in/return/staff", params={"state": state, "error": "<call +00 111>"})
    assert (answer.status_code, "+00 111" in answer.text) == (403, False)


@pytest.mark.parametrize("path", ["/keys", "/.well-known/openid-configuration"])
def test_what_a_provider_said_wrongly_once_is_asked_again(path: str, untrue: UntrueIssuer, pages: OpenPages) -> None:
    open_browser = pages(staff=untrue.address)
    browser = open_browser()
    untrue.answers[path] = (200, b'{"keys": 7}')
    answer = presses(browser)
    if "refresh" in answer.headers:
        answer = browser.get(untrue.signs_in(str(answer.headers["refresh"]).removeprefix("0; url="), "ada"))
    assert answer.status_code == 502
    del untrue.answers[path]
    assert signed_in(open_browser(), untrue)[0] == 200
