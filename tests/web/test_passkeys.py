"""What a passkey signed for this site, once, opens an account."""

from __future__ import annotations

import html
import json
import re
import time
from pathlib import Path

import pytest
from fido2.utils import websafe_encode
from hypothesis import given
from hypothesis import strategies as st

from escalade.models.backends.location import Location
from escalade.models.server.passkeys import take_signature
from escalade.models.server.store import ServerStore
from escalade.web.auth.accounts import Account, Accounts
from escalade.web.auth.passkeys import SECONDS, PasskeySite
from escalade.web.settings import Settings
from tests.web.authenticator import PRESENT, Authenticator
from tests.web.browser import CHEAP, DESK, PASSWORD, READER, Browser, hidden, said, signs_in
from tests.web.conftest import MakeApp
from tests.web.test_people import sends

SITE = "https://group.example"


@pytest.fixture
def book(tmp_path: Path) -> Accounts:
    """Accounts of the desk and a member, in a file."""
    accounts = Accounts(tmp_path / "accounts.toml", cost=CHEAP)
    for name in (DESK, READER):
        accounts.add(name, PASSWORD)
    return accounts


@pytest.fixture
def browsers(place: Location, book: Accounts, make_app: MakeApp) -> list[Browser]:
    """Browsers at the site, which know nothing of each other."""
    app = make_app(Settings(register=place, accounts=book.path))
    return [Browser(app, base_url=SITE) for _ in range(2)]


def asked_on(page: str) -> str:
    """What a page asks a passkey to sign."""
    found = re.search(r'data-passkey="([^"]*)"', page)
    assert found, "no passkey is asked for"
    return html.unescape(found[1])


def adds(browser: Browser, device: Authenticator, name: str = "Made-up phone", present: str = PASSWORD) -> str:
    """Add a passkey to one's own account."""
    credential = device.make(asked_on(browser.get("/access").text))
    return sends(browser, "/access", change="add passkey", name=name, credential=credential, present=present)


def shows(browser: Browser, credential: str, onward: str = "") -> tuple[int, str]:
    """Send what a passkey signed; the code, and where it led."""
    knock = hidden(browser.get("/sign-in").text, "knock")
    answer = browser.post("/sign-in/passkey", data={"credential": credential, "knock": knock, "next": onward})
    return answer.status_code, answer.url.path


def test_a_passkey_opens_the_account_without_password_or_code(browsers: list[Browser], book: Accounts) -> None:
    desk, other = browsers
    device = Authenticator(SITE)
    signs_in(desk, DESK)
    assert "The passkey is added" in adds(desk, device)
    book.set_second_factor(DESK, "JBSWY3DPEHPK3PXP")
    assert [one.name for one in book.read()[DESK].passkeys] == ["Made-up phone"]
    assert shows(other, device.sign(asked_on(other.get("/sign-in").text)), "/people") == (200, "/people")
    people = said(other.get("/people"))
    assert f"{DESK} added a passkey." in people
    assert "Passkeys: 1" in people


def test_no_signature_is_taken_twice_late_or_before_another(
    browsers: list[Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, other = browsers
    device = Authenticator(SITE)
    signs_in(desk, DESK)
    adds(desk, device)
    early = asked_on(other.get("/sign-in").text)
    signed = device.sign(asked_on(other.get("/sign-in").text))
    assert shows(other, signed)[0] == 200
    other.cookies.clear()
    assert shows(other, signed) == (401, "/sign-in/passkey")
    assert shows(other, device.sign(early))[0] == 401
    device.count = 0
    assert shows(other, device.sign(asked_on(other.get("/sign-in").text)))[0] == 401, "a copy counts less"
    device.count = 9
    waiting, now = asked_on(other.get("/sign-in").text), time.time()
    monkeypatch.setattr(time, "time", lambda: now + SECONDS + 5)
    assert shows(other, device.sign(waiting))[0] == 401
    assert shows(other, device.sign(asked_on(other.get("/sign-in").text)))[0] == 200


def test_what_was_not_signed_here_by_the_right_device_opens_nothing(browsers: list[Browser]) -> None:
    desk, other = browsers
    device, strange = Authenticator(SITE), Authenticator(SITE)
    signs_in(desk, DESK)
    adds(desk, device)

    def asked() -> str:
        return asked_on(other.get("/sign-in").text)

    assert shows(other, strange.sign(asked()))[0] == 401, "another key under the same identifier"
    invented = json.loads(asked()) | {"challenge": websafe_encode(b"\0" * 40)}
    assert shows(other, device.sign(json.dumps(invented)))[0] == 401, "a challenge that nobody gave"
    made_for_adding = json.loads(asked()) | {"challenge": json.loads(asked_on(desk.get("/access").text))["challenge"]}
    assert shows(other, device.sign(json.dumps(made_for_adding)))[0] == 401, "a challenge for something else"
    device.origin = "https://group.example.net"
    assert shows(other, device.sign(asked()))[0] == 401, "an imitation of the site"
    device.origin = SITE
    device.flags = PRESENT
    assert shows(other, device.sign(asked()))[0] == 401, "a device that nobody unlocked"
    answer = json.loads(Authenticator.sign(device, asked()))
    answer["response"]["userHandle"] = websafe_encode(b"another person")
    assert shows(other, json.dumps(answer))[0] == 401, "somebody else's"
    page = other.post(
        "/sign-in/passkey", data={"credential": "{}", "knock": hidden(other.get("/sign-in").text, "knock")}
    )
    assert "The passkey opens no account here" in said(page)
    assert other.post("/sign-in/passkey", data={"credential": "{}", "knock": "guessed"}).status_code == 403


def test_a_passkey_is_added_with_the_password_once_and_under_a_name(browsers: list[Browser], book: Accounts) -> None:
    desk, other = browsers
    device = Authenticator(SITE)
    signs_in(desk, DESK)
    assert "present password is not right" in adds(desk, device, present="another made-up password")
    assert "1 to 60 characters; this one has 0" in adds(desk, device, " ")
    assert "1 to 60 characters; this one has 61" in adds(desk, device, "n" * 61)
    strange = device.make(asked_on(desk.get("/access").text).replace(DESK, READER))
    signs_in(other, READER)
    refused = sends(other, "/access", change="add passkey", name="n", credential=strange, present=PASSWORD)
    assert "The passkey was not added" in refused, "it was asked of another person"
    device.origin = "https://elsewhere.example"
    assert "The passkey was not added" in adds(desk, device)
    device.origin = SITE
    assert "The passkey is added" in adds(desk, device)
    assert "is in use already" in adds(desk, device)
    assert websafe_encode(device.identifier) in asked_on(desk.get("/access").text), "the device says it has one"
    assert len(book.read()[DESK].passkeys) == 1


def test_a_passkey_ends_when_it_is_removed_and_with_the_password(browsers: list[Browser], book: Accounts) -> None:
    desk, other = browsers
    device = Authenticator(SITE)
    signs_in(desk, DESK)
    adds(desk, device)
    one = book.read()[DESK].passkeys[0]
    assert "present password" in sends(desk, "/access", change="remove passkey", passkey=one.id, present="wrong one!!!")
    assert "opens nothing any more" in sends(desk, "/access", change="remove passkey", passkey=one.id, present=PASSWORD)
    assert shows(other, device.sign(asked_on(other.get("/sign-in").text)))[0] == 401
    assert f"{DESK} removed a passkey." in said(desk.get("/people"))
    adds(desk, device)
    book.leave_password_alone(DESK)
    assert not book.read()[DESK].passkeys
    adds(desk, device)
    book.add(DESK, "another made-up password")
    assert not book.read()[DESK].passkeys


def test_where_browsers_take_none_none_is_offered(place: Location, book: Accounts, make_app: MakeApp) -> None:
    plain = Browser(make_app(Settings(register=place, accounts=book.path)))
    assert "data-passkey" not in plain.get("/sign-in").text
    knock = hidden(plain.get("/sign-in").text, "knock")
    assert plain.post("/sign-in/passkey", data={"credential": "{}", "knock": knock}).status_code == 401
    signs_in(plain, DESK)
    assert "Passkeys" not in said(plain.get("/access"))
    refused = sends(plain, "/access", change="add passkey", name="n", credential="{}", present=PASSWORD)
    assert "The passkey was not added" in refused


def test_a_device_that_keeps_no_count_signs_more_than_once(tmp_path: Path) -> None:
    store = ServerStore(str(tmp_path / "sessions.db"))
    assert take_signature(store, "made-up", 1, 0)
    assert take_signature(store, "made-up", 2, 0)
    assert not take_signature(store, "made-up", 2, 0)


SHAPES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "rawId", "type", "response"]), inner)
    ),
    max_leaves=6,
)


@given(SHAPES, st.binary(max_size=40), st.binary(max_size=60))
def test_whatever_is_sent_is_refused_and_nothing_breaks(
    tmp_path_factory: pytest.TempPathFactory, shape: object, first: bytes, second: bytes
) -> None:
    folder = tmp_path_factory.mktemp("any")
    site = PasskeySite(ServerStore(str(folder / "s.db")), SITE, "made-up", 1000.0)
    accounts = Accounts(folder / "accounts.toml", cost=CHEAP)
    parts = {"clientDataJSON": first, "authenticatorData": second, "attestationObject": second, "signature": first}
    response = {name: websafe_encode(part) for name, part in parts.items()}
    whole = {"id": "AA", "rawId": "AA", "type": "public-key", "response": response}
    for text in (json.dumps(shape), json.dumps(whole), first.decode("latin-1")):
        assert site.find_signer(accounts, text) is None
        assert site.read_new(Account("Made-up Desk", ""), "n", text) is None
