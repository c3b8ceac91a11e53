"""Signing in through a provider of the organisation, at a certified one and at another."""

from __future__ import annotations

import re
import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import msgspec
from httpx2 import Response

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.server.tables import VouchedRow
from tests.web.browser import CHAIR, DESK, READER, Browser, does, hidden, said
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
    assert "Recorded: 2020/fog#1." in said(does(browser, PROPOSE, **TYPED))
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


def test_claims_that_name_two_officers_sign_nobody_in(issuer: Issuer, pages: OpenPages) -> None:
    answer = signed_in(pages(staff=issuer.address)(), issuer, "cleo")
    assert (answer.status_code, "more than one officer" in said(answer)) == (403, True)


def test_a_name_without_an_office_reads_as_a_member(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    assert "you hold no office today" in said(signed_in(browser, issuer, "dan"))
    assert READER in said(browser.get("/people"))


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


def test_several_windows_sign_in_at_once(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    first, second = begins(browser, onward="/rounds/2020"), begins(browser, onward="/decisions")
    assert browser.get(issuer.signs_in(second, "ada")).url.path == "/decisions"
    assert browser.get(issuer.signs_in(first, "ada")).url.path == "/rounds/2020"


def test_nobody_signs_in_through_what_is_not_there(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    knock = hidden(browser.get("/sign-in").text, "knock")
    assert browser.post("/sign-in/through/guests", data={"knock": knock}).status_code == 404
    assert browser.post("/sign-in/through/staff", data={"knock": "guessed"}).status_code == 403
    assert browser.get("/sign-in/return/guests").status_code == 404


def test_a_session_lasts_an_hour_and_then_is_begun_anew(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    let_pass(browser, 59)
    assert browser.get("/inbox", follow_redirects=False).status_code == 200
    let_pass(browser, 1)
    assert browser.get("/inbox", follow_redirects=False).headers["location"] == "/sign-in?next=/inbox"
    issuer.put("ada", {"email": "chair@made-up.example", "email_verified": True})
    signed_in(browser, issuer)
    assert CHAIR in said(browser.get("/people"))


def test_what_was_typed_when_a_session_ends_is_there_after_signing_in_again(issuer: Issuer, pages: OpenPages) -> None:
    browser = pages(staff=issuer.address)()
    signed_in(browser, issuer)
    form = hidden(browser.get(PROPOSE).text, "form")
    let_pass(browser, 60)
    typed = {"form": form, "step": "act", "words": "fog"}
    answer = browser.post(PROPOSE, data=typed)
    assert (answer.status_code, "nothing was recorded" in said(answer)) == (403, True)
    facts = {name: hidden(answer.text, name) for name in ("knock", "next")}
    facts["kept"] = msgspec.json.encode([("words", "fog")]).decode()
    onward = browser.post("/sign-in/through/staff", data=facts)
    back = browser.get(issuer.signs_in(str(onward.headers["refresh"]).removeprefix("0; url="), "ada"))
    assert ('name="words" value="fog"' in back.text, PROPOSE in back.text) == (True, True)


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
    browser.app.state.app_state.vouching.client("staff")._fetched = float("-inf")  # type: ignore[attr-defined]  # noqa: SLF001  # an hour passes
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


def test_a_key_that_the_certified_provider_exchanged_is_fetched(certified: CertifiedIssuer, pages: OpenPages) -> None:
    certified.put("ada", {"email": "desk@made-up.example", "email_verified": True})
    open_browser = pages(staff=certified.address)
    assert signed_in(open_browser(), certified).status_code == 200
    certified.rotate()
    assert signed_in(open_browser(), certified).status_code == 200


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
