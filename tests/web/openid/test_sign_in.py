"""Signing in through a provider of the organisation, at a certified one and at another."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from httpx2 import Client, Response
from sqlmodel import col, update

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.server.store import SessionRow, VouchedRow
from tests.web.browser import CHAIR, DESK, PASSWORD, READER, Browser, does, hidden, said, signs_in
from tests.web.openid.conftest import OpenPages, begins, let_pass, store_of
from tests.web.openid.issuers import CertifiedIssuer, Issuer, MockIssuer, running

PROPOSE = "/rounds/2020/acts/propose"
TITLE = "field_version__title__dot__en"
TYPED = {
    "words": "fog",
    TITLE: "Fog signals",
    "field_version__questions__dot__en__dot__0": "What is a good signal?",
    "field_by_state": "Made-up Land",
    "on": "2020-02-10",
}


def signed_in(browser: Browser, issuer: Issuer, subject: str = "ada") -> Response:
    """Sign in at a provider; the page to which that leads."""
    return browser.get(issuer.signs_in(begins(browser), subject))


def test_whom_a_claim_names_is_signed_in_and_goes_where_they_were_going(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    back = issuer.signs_in(begins(browser, onward="/rounds/2020"), "ada")
    answer = browser.get(back)
    assert (answer.status_code, answer.url.path) == (200, "/rounds/2020")
    assert DESK in said(browser.get("/people"))
    assert not [name for name in browser.cookies if name.startswith("escalade_through_")]


def test_a_record_says_who_vouched_and_when_and_the_server_for_whom(
    issuer: Issuer, pages: OpenPages, place: Location
) -> None:
    browser = pages(staff=issuer.address)()
    before = int(time.time())
    signed_in(browser, issuer)
    assert "Recorded: Fog signals ." in said(does(browser, PROPOSE, **TYPED))
    with open_reader(place) as reader:
        record = reader.standing().record("2020/fog#1")
    (vouched,) = store_of(browser).every(VouchedRow, officer=DESK)
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(vouched.vouched))
    assert (record.officer, record.identity) == (DESK, f"vouched for by {issuer.address} at {moment}")
    assert before - 1 <= vouched.vouched <= time.time() + 1
    assert (vouched.issuer, vouched.subject, vouched.claim) == (issuer.address, "ada", "email=desk@made-up.example")
    shown = said(browser.get("/topics/2020/fog/records/1"))
    assert f"vouched for by {issuer.address} on " in shown
    assert f"at {moment[11:19]} UTC" in shown


def test_a_claim_that_names_nobody_signs_nobody_in(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    answer = signed_in(browser, issuer, "bob")  # the address is the chair’s, and was never verified
    assert (answer.status_code, "nothing that it says of you names" in said(answer)) == (403, True)
    assert "escalade_session" not in browser.cookies


def test_whoever_gives_up_at_the_provider_is_told_so(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    there = issuer.refuses(begins(browser))
    if "state" not in there:  # the mock leaves it out, which no provider may
        return
    answer = browser.get(there)
    assert (answer.status_code, "access_denied" in said(answer)) == (403, True)


def test_an_answer_is_taken_once_and_in_the_browser_that_asked(issuer: Issuer, pages: OpenPages) -> None:
    open_browser = pages(staff=issuer.address)
    browser, thief = open_browser(), open_browser()
    back = issuer.signs_in(begins(browser), "ada")
    for another in (thief.get(back), browser.get(back.replace("state=", "state=x"))):
        assert (another.status_code, "belongs to no signing in" in said(another)) == (403, True)
    assert browser.get(back).status_code == 200
    assert browser.get(back).status_code == 403
    assert "escalade_session" not in thief.cookies


def test_a_code_of_another_sign_in_opens_nothing(issuer: Issuer, pages: OpenPages) -> None:
    """Whoever gets hold of a code cannot put it into a sign-in of theirs."""
    open_browser = pages(staff=issuer.address)
    victim, thief = open_browser(), open_browser()
    stolen = parse_qs(urlsplit(issuer.signs_in(begins(victim), "ada")).query)["code"][0]
    state = parse_qs(urlsplit(begins(thief)).query)["state"][0]
    answer = thief.get("/sign-in/return/staff", params={"code": stolen, "state": state})
    assert answer.status_code in {403, 502}
    assert "escalade_session" not in thief.cookies


def test_nobody_signs_in_through_what_is_not_there(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    knock = hidden(browser.get("/sign-in").text, "knock")
    assert browser.post("/sign-in/through/guests", data={"knock": knock}).status_code == 404
    assert browser.post("/sign-in/through/staff", data={"knock": "guessed"}).status_code == 403
    assert browser.get("/sign-in/return/guests").status_code == 404


def lapses(browser: Browser, minutes: float = 60) -> None:
    """Let what the provider said grow old, and the session go on."""
    with store_of(browser).transaction() as within:
        within.exec(update(SessionRow).values(holds=col(SessionRow.holds) - minutes * 60))


def asks(browser: Browser, path: str = "/inbox") -> str:
    """Ask for a page; the address to which that leads first, or nothing."""
    return str(browser.get(path, follow_redirects=False).headers.get("location", ""))


def test_after_an_hour_a_page_is_shown_once_the_provider_was_asked_and_nobody_notices(
    issuer: Issuer, pages: OpenPages
) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    form, token = hidden(browser.get("/inbox").text, "form"), browser.cookies["escalade_session"]
    lapses(browser, 59)
    assert asks(browser) == ""
    lapses(browser, 1)
    for path in ("/fr/rounds/2020/acts/propose?on=2020-02-10", "/rounds/2020", "/inbox"):
        there = asks(browser, path)
        asked = {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}
        assert there.startswith(issuer.address)
        assert (asked["prompt"], asked["id_token_hint"].count(".")) == ("none", 2)
        back = browser.get(unasked(issuer, there), follow_redirects=False)
        while "/return/" in back.headers["location"]:
            back = browser.get(back.headers["location"], follow_redirects=False)
        assert back.headers["location"] == path
        assert browser.get(path).status_code == 200
        lapses(browser)
    browser.get(unasked(issuer, asks(browser)))
    assert (browser.cookies["escalade_session"], hidden(browser.get("/inbox").text, "form")) == (token, form)
    assert len(store_of(browser).every(VouchedRow)) == 5


def unasked(issuer: Issuer, there: str) -> str:
    """Come back from a provider that still knows whoever is sent there, and asks nothing."""
    return issuer.signs_in(there.replace("prompt=none&", "").replace("&prompt=none", ""), "ada")


def test_the_certified_provider_is_asked_nothing_while_one_is_signed_in_there(
    certified: CertifiedIssuer, pages: OpenPages
) -> None:
    certified.put("ada", {"email": "desk@made-up.example", "email_verified": True})
    browser = pages(staff=certified.address)()
    with Client(base_url=certified.address) as there:
        browser.get(certified.signs_in_with(there, begins(browser), "ada"))
        lapses(browser)
        silent = there.get(asks(browser, "/rounds/2020"))
        assert browser.get(silent.headers["location"]).url.path == "/rounds/2020"
        assert asks(browser) == ""
        certified.signs_out_with(there)
        lapses(browser)
        silent = there.get(asks(browser))
        assert "error=login_required" in silent.headers["location"]
        assert browser.get(silent.headers["location"]).url.path == "/sign-in"


def test_what_is_no_page_leads_nowhere_when_the_hour_is_over(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    lapses(browser)
    for path, kind in (("/rounds/2020/plan.svg", "image"), ("/inbox", "empty")):
        answer = browser.get(path, headers={"sec-fetch-dest": kind}, follow_redirects=False)
        assert issuer.address not in answer.headers.get("location", "")
    assert browser.get("/nothing", follow_redirects=False).status_code == 404


def test_what_was_typed_when_the_hour_ended_is_there_once_the_provider_was_asked(
    issuer: Issuer, pages: OpenPages
) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    form = hidden(browser.get(PROPOSE).text, "form")
    lapses(browser)
    answer = browser.post(PROPOSE, data={"form": form, "step": "act", "words": "fog"})
    there = str(answer.headers["refresh"]).removeprefix("0; url=")
    assert "prompt=none" in there
    back = browser.get(unasked(issuer, there))
    assert 'name="words" value="fog"' in back.text
    assert (hidden(back.text, "form"), f'action="{PROPOSE}"' in back.text) == (form, True)


NOT_RENEWED: dict[str, Callable[[Browser, Issuer, str], str]] = {
    "signed out there": lambda _, __, there: refused(there, "login_required"),
    "consent is wanted": lambda _, __, there: refused(there, "consent_required"),
    "out of the group": lambda _, issuer, there: left(issuer, there),
    "in another group": lambda _, issuer, there: left(issuer, there, email="chair@made-up.example"),
    "somebody else there": lambda _, issuer, there: issuer.signs_in(there.replace("prompt=none", ""), "dan"),
    "nothing that it signed": lambda _, __, there: refused(there, "").replace("error=", "code=made-up"),
}


def refused(there: str, error: str) -> str:
    """Come back from a provider that does not vouch unasked."""
    asked = {name: values[0] for name, values in parse_qs(urlsplit(there).query).items()}
    return f"{asked['redirect_uri']}?{urlencode({'error': error, 'state': asked['state']})}"


def left(issuer: Issuer, there: str, **claims: str) -> str:
    """Come back when the provider says otherwise of whoever it is."""
    issuer.put("ada", {"email_verified": True, **claims})
    return unasked(issuer, there)


@pytest.mark.parametrize("why", NOT_RENEWED)
def test_for_whom_the_provider_does_not_vouch_again_is_out_within_the_hour(
    why: str, issuer: Issuer, pages: OpenPages
) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    form = hidden(browser.get(PROPOSE).text, "form")
    lapses(browser)
    there = asks(browser, "/rounds/2020")
    assert browser.get(NOT_RENEWED[why](browser, issuer, there)).url.path == "/rounds/2020"
    assert "escalade_session" not in browser.cookies
    assert (asks(browser), store_of(browser).every(SessionRow)) == ("/sign-in?next=/inbox", [])
    answer = browser.post(PROPOSE, data={"form": form, "step": "act", "words": "fog"})
    assert (answer.status_code, "Nothing that you typed is lost" in said(answer)) == (403, True)


def test_what_was_typed_waits_for_signing_in_where_the_provider_does_not_vouch_again(
    issuer: Issuer, pages: OpenPages
) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    form = hidden(browser.get(PROPOSE).text, "form")
    lapses(browser)
    answer = browser.post(PROPOSE, data={"form": form, "step": "act", "words": "fog"})
    page = browser.get(refused(str(answer.headers["refresh"]), "login_required"))
    assert "Nothing that you typed is lost" in said(page)
    assert ("fog" in page.text, f'name="next" value="{PROPOSE}"' in page.text) == (True, True)


def test_access_that_is_ended_while_a_provider_is_asked_stays_so(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    lapses(browser)
    back = unasked(issuer, asks(browser))
    store_of(browser).drop(SessionRow, account=DESK)
    assert browser.get(back).url.path == "/sign-in"


def test_another_password_ends_the_session_at_a_provider_too(mock: MockIssuer, pages: OpenPages) -> None:
    mock.put("ada", {"email": "desk@made-up.example", "email_verified": True})
    open_browser = pages(staff=mock.address)
    by_provider, by_password = open_browser(), open_browser()
    by_provider.app.state.app_state.accounts.add(DESK, PASSWORD)  # type: ignore[attr-defined]  # as the application has it
    signed_in(by_provider, mock)
    signs_in(by_password, DESK)
    changed = {"change": "password", "present": PASSWORD, "password": f"{PASSWORD} too", "again": f"{PASSWORD} too"}
    by_password.post("/people", data={"form": hidden(by_password.get("/people").text, "form"), **changed})
    assert (asks(by_provider), asks(by_password)) == ("/sign-in?next=/inbox", "/sign-in?next=/inbox")


def test_whoever_signs_out_after_the_hour_is_out(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    form = hidden(browser.get("/inbox").text, "form")
    lapses(browser)
    assert browser.post("/sign-out", data={"form": "guessed"}).status_code == 403
    assert issuer.address in browser.post("/sign-out", data={"form": form}).headers["refresh"]
    assert (asks(browser), store_of(browser).every(SessionRow)) == ("/sign-in?next=/inbox", [])


def test_where_the_provider_is_down_when_the_hour_ends_one_reads_what_is_public(
    tmp_path: Path, pages: OpenPages
) -> None:
    with running(MockIssuer(tmp_path / "log")) as issuer:
        issuer.put("ada", {"email": "desk@made-up.example", "email_verified": True})
        browser = pages(staff=issuer.address)()
        signed_in(browser, issuer)
    lapses(browser)
    browser.app.state.app_state.clients["staff"]._fetched = float("-inf")  # type: ignore[attr-defined]  # noqa: SLF001  # an hour passes
    assert (asks(browser, "/rounds/2020"), browser.get("/rounds/2020").status_code) == ("/rounds/2020", 200)


def test_a_session_ends_after_ten_hours_and_is_begun_anew(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    let_pass(browser, 600)
    assert asks(browser) == "/sign-in?next=/inbox"
    issuer.put("ada", {"email": "chair@made-up.example", "email_verified": True})
    signed_in(browser, issuer)
    assert CHAIR in said(browser.get("/people"))


def test_signing_out_here_leads_to_signing_out_there(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    answer = browser.post("/sign-out", data={"form": hidden(browser.get("/").text, "form")})
    there = urlsplit(str(answer.headers["refresh"]).removeprefix("0; url="))
    asked = {name: values[0] for name, values in parse_qs(there.query).items()}
    assert f"{there.scheme}://{there.netloc}" == issuer.address
    assert (asked["post_logout_redirect_uri"], asked["client_id"]) == ("http://testserver/", "made-up-client")
    assert asked["id_token_hint"].count(".") == 2
    assert browser.get("/inbox", follow_redirects=False).status_code == 303


def test_whoever_signs_out_while_the_provider_is_down_is_out(tmp_path: Path, pages: OpenPages) -> None:
    with running(MockIssuer(tmp_path / "log")) as issuer:
        issuer.put("ada", {"email": "desk@made-up.example", "email_verified": True})
        browser = pages(staff=issuer.address)()
        place = begins(browser)
        back = issuer.signs_in(place, "ada")
        browser.get(back)
    browser.app.state.app_state.clients["staff"]._fetched = float("-inf")  # type: ignore[attr-defined]  # noqa: SLF001  # an hour passes
    answer = browser.post("/sign-out", data={"form": hidden(browser.get("/").text, "form")}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.get("/inbox", follow_redirects=False).status_code == 303


def test_access_that_is_ended_here_ends_a_session_at_once(issuer: Issuer, pages: OpenPages) -> None:
    open_browser = pages(staff=issuer.address)
    desk, reader = open_browser(), open_browser()
    signed_in(desk, issuer)
    signed_in(reader, issuer, "dan")
    assert reader.get("/inbox", follow_redirects=False).status_code == 200
    shown = desk.get("/people").text
    assert READER in re.findall('action="/people/end">.*?name="name" value="([^"]*)"', shown)
    assert desk.post("/people/end", data={"form": hidden(shown, "form"), "name": READER}).status_code == 200
    assert reader.get("/inbox", follow_redirects=False).status_code == 303


def test_a_name_that_the_operator_takes_away_opens_nothing_after_the_next_start(
    issuer: Issuer, pages: OpenPages
) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    token = browser.cookies["escalade_session"]
    again = pages(staff=issuer.address, names=((CHAIR, "email", "chair@made-up.example"),))()
    again.cookies.set("escalade_session", token)
    assert again.get("/inbox", follow_redirects=False).status_code == 303
    other = pages(guests=issuer.address)()
    other.cookies.set("escalade_session", token)
    assert other.get("/inbox", follow_redirects=False).status_code == 303


def test_two_providers_stand_side_by_side_and_neither_answers_for_the_other(
    certified: CertifiedIssuer, mock: MockIssuer, pages: OpenPages
) -> None:
    for one in (certified, mock):
        one.put("ada", {"email": "desk@made-up.example", "email_verified": True})
    open_browser = pages(staff=certified.address, guests=mock.address)
    browser, guest = open_browser(), open_browser()
    assert re.findall("Sign in through Made-up [a-z]+", said(browser.get("/sign-in"))) == [
        "Sign in through Made-up staff",
        "Sign in through Made-up guests",
    ]
    there = mock.signs_in(begins(guest, "guests"), "ada").replace("/return/guests", "/return/staff")
    assert guest.get(there).status_code == 403
    there = certified.signs_in(begins(browser), "ada")
    assert browser.get(there.replace("iss=http", "iss=https")).status_code == 403
    assert browser.get(there).status_code == 200
    assert guest.get(mock.signs_in(begins(guest, "guests"), "ada")).status_code == 200


def test_the_page_of_people_says_who_signs_in_through_whom(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    shown = said(browser.get("/people"))
    for name in (CHAIR, DESK, READER):
        assert re.search(f"{name} [^M]*(?:Made-up [^M]*)?through Made-up staff", shown), shown
    whom = re.findall('action="/people/invite">.*?name="name" value="([^"]*)"', browser.get("/people").text)
    assert (CHAIR in whom, READER in whom) == (True, False)  # who holds no office is not invited


def test_whoever_is_vouched_for_changes_their_password_there(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    page = browser.get("/people")
    assert "Made-up staff vouches for you" in said(page)
    assert "Choose another password" not in said(page)
    assert "under which identifier of yours there" in said(browser.get("/help/privacy"))
