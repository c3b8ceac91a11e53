"""Who may sign in is arranged on pages: invitations, passwords, tokens."""

from __future__ import annotations

import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

import pytest
from httpx2 import Response

from escalade.models.backends.location import Location
from escalade.models.reader import open_reader
from escalade.web.auth.accounts import Accounts
from escalade.web.routes import people
from escalade.web.settings import Settings
from escalade.web.state import State
from escalade.workflow.motions.body import Appoint
from tests.web.browser import CHAIR, CHEAP, COUNCIL_DESK, DESK, PASSWORD, READER, Browser, hidden, said, signs_in
from tests.web.conftest import MakeApp

NEW = "another made-up password"


@pytest.fixture
def book(tmp_path: Path) -> Accounts:
    """Accounts of the desk, the Council's desk and a member, in a file."""
    accounts = Accounts(tmp_path / "accounts.toml", cost=CHEAP)
    for name in (DESK, COUNCIL_DESK, READER):
        accounts.add(name, PASSWORD)
    return accounts


@pytest.fixture
def browsers(place: Location, book: Accounts, make_app: MakeApp) -> list[Browser]:
    """Browsers that know nothing of each other."""
    app = make_app(Settings(register=place, accounts=book.path))
    return [Browser(app) for _ in range(3)]


def token_of(page: str) -> str:
    """The address of an invitation, as it is shown."""
    found = re.search(r"/welcome/([\w-]+)</code>", page)
    assert found
    return found[1]


def sends(browser: Browser, path: str, **data: str) -> str:
    """Send a form with the token of the session."""
    form = hidden(browser.get("/people").text, "form")
    return browser.post(path, data={"form": form, **data}).text


def test_an_officer_is_invited_and_chooses_a_password_once(browsers: list[Browser]) -> None:
    desk, chair, third = browsers
    signs_in(desk, DESK)
    assert CHAIR in said(desk.get("/people"))
    page = sends(desk, "/people/invite", name=CHAIR)
    way = f"/welcome/{token_of(page)}"
    assert "It works once" in page
    short = chair.post(way, data={"password": "short", "again": "short"})
    assert (short.status_code, "12 to 1,000" in said(short) or "12 to 1000" in said(short)) == (422, True)
    assert "not alike" in said(chair.post(way, data={"password": NEW, "again": PASSWORD}))
    assert chair.post(way, data={"password": NEW, "again": NEW}).url.path == "/sign-in"
    assert signs_in(chair, CHAIR, NEW) == "/chair"
    spent = third.post(way, data={"password": PASSWORD, "again": PASSWORD})
    assert (spent.status_code, "opens nothing" in said(spent)) == (422, True)
    told = said(chair.get("/people"))
    assert f"{DESK} invited {CHAIR}." in told
    assert f"{CHAIR} chose a first password." in told


def test_an_invitation_ends_and_the_newest_alone_holds(
    browsers: list[Browser], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, chair, _ = browsers
    signs_in(desk, DESK)
    first, second = (token_of(sends(desk, "/people/invite", name=CHAIR)) for _ in range(2))
    assert chair.get(f"/welcome/{first}").status_code == 422
    assert chair.get(f"/welcome/{second}").status_code == 200
    later = time.time() + people.WEEK_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert chair.get(f"/welcome/{second}").status_code == 422


def test_an_invitation_is_spent_once_by_whoever_of_two_comes_first(
    browsers: list[Browser], book: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, *pair = browsers
    signs_in(desk, DESK)
    way = f"/welcome/{token_of(sends(desk, '/people/invite', name=CHAIR))}"
    both_ask, spend = threading.Barrier(2), people.join

    def both_join(app_state: State, token: str, password: str) -> str:
        both_ask.wait(10)
        return spend(app_state, token, password)

    monkeypatch.setattr(people, "join", both_join)
    passwords = [NEW, f"{NEW} too"]
    with ThreadPoolExecutor(2) as pool:
        chosen = (
            pool.submit(one.post, way, data={"password": word, "again": word}, follow_redirects=False)
            for one, word in zip(pair, passwords, strict=True)
        )
        answers = [one.result() for one in list(chosen)]
    assert sorted(one.status_code for one in answers) == [303, 422]
    won = [one.status_code for one in answers].index(303)
    assert [book.verify(CHAIR, word) is not None for word in passwords] == [won == 0, won == 1]


def test_no_address_on_the_way_to_an_invitation_opens_it(browsers: list[Browser]) -> None:
    desk, other, stranger = browsers
    signs_in(desk, DESK)
    form = hidden(desk.get("/people").text, "form")
    answer = desk.post("/people/invite", data={"form": form, "name": CHAIR})
    token, place = token_of(answer.text), str(answer.url)
    assert token not in place
    assert stranger.get(f"/welcome/{place.partition('invited=')[2]}").status_code == 422
    signs_in(other, DESK)
    assert token not in other.get(place).text, "in another session, even of the same officer"
    assert token_of(desk.get(place).text) == token, "a reload says the same"


def test_the_secretariat_alone_invites_officers_without_access(browsers: list[Browser]) -> None:
    desk, council, member = browsers
    signs_in(desk, DESK)
    assert "can sign in already" in sends(desk, "/people/invite", name=COUNCIL_DESK)
    assert "appoint them first" in sends(desk, "/people/invite", name="Made-up Stranger")
    signs_in(council, COUNCIL_DESK)
    assert "This is for" in sends(council, "/people/invite", name=CHAIR)
    assert "Invite" not in said(council.get("/people"))
    signs_in(member, READER)
    assert "Who holds an office" not in said(member.get("/people"))
    assert desk.post("/people/invite", data={"name": CHAIR, "form": "guessed"}).status_code == 403


def test_access_that_is_ended_ends_at_once(browsers: list[Browser], book: Accounts) -> None:
    desk, council, _ = browsers
    signs_in(desk, DESK)
    signs_in(council, COUNCIL_DESK)
    _, token = book.give_token(COUNCIL_DESK)
    sends(desk, "/people/end", name=COUNCIL_DESK)
    assert 'name="form"' not in council.get("/").text
    assert council.get("/api/inbox", headers={"authorization": f"Bearer {token}"}).status_code == 401
    assert f"{DESK} ended the access of {COUNCIL_DESK}." in said(desk.get("/people"))


def test_tokens_and_the_password_are_ones_own_to_change(browsers: list[Browser], book: Accounts) -> None:
    desk, other, _ = browsers
    signs_in(desk, DESK)
    signs_in(other, DESK)
    page = sends(desk, "/people", change="token", present=PASSWORD, scope="read", days="30")
    shown = re.search(r"(escalade_[\w-]+)</code>", page)
    assert shown
    bearer = {"authorization": f"Bearer {shown[1]}"}
    assert desk.get("/api/inbox", headers=bearer).status_code == 200
    (token,) = book.read()[DESK].tokens
    made, ends = (datetime.fromisoformat(one) for one in (token.made, token.ends))
    assert (token.scope, (ends - made).days) == ("read", 30)
    assert "opens nothing any more" in sends(desk, "/people", change="revoke", token=token.name, present=PASSWORD)
    assert desk.get("/api/inbox", headers=bearer).status_code == 401
    assert "not alike" in sends(desk, "/people", change="password", present=PASSWORD, password=NEW, again="x" * 20)
    sends(desk, "/people", change="password", present=PASSWORD, password=NEW, again=NEW)
    assert 'name="form"' not in other.get("/").text
    assert signs_in(other, DESK, NEW) == "/inbox"


@pytest.mark.parametrize("asked", [{"days": "0"}, {"days": "9" * 40}, {"days": "ten"}, {"scope": "all"}])
def test_a_token_for_nothing_or_without_end_is_not_made(
    asked: dict[str, str], browsers: list[Browser], book: Accounts
) -> None:
    signs_in(browsers[0], DESK)
    assert "lasts 1 to 3650 days" in sends(browsers[0], "/people", change="token", present=PASSWORD, **asked)
    assert book.read()[DESK].tokens == ()


def test_the_present_password_is_not_guessed_without_end(browsers: list[Browser]) -> None:
    desk, _, _ = browsers
    signs_in(desk, DESK)
    answers = [sends(desk, "/people", change="token", present="guessed") for _ in range(12)]
    assert "present password is not right" in answers[0]
    assert "Too many attempts failed" in answers[-1]


def test_what_is_wrong_with_a_change_stands_where_it_was_typed(browsers: list[Browser]) -> None:
    desk, _, _ = browsers
    signs_in(desk, DESK)
    page = sends(desk, "/people", change="password", present="guessed", password=NEW, again=NEW)
    fold, _, rest = page.partition("<details open>")[2].partition("</details>")
    assert 'name="change" value="password"' in fold
    asked = re.search(r'<input id="present-password"[^>]*>', fold)
    assert asked
    assert asked[0].endswith(' aria-describedby="problem" aria-invalid="true" autofocus>')
    assert '<p class="problem" role="alert" id="problem">The present password is not right' in fold
    assert "<details open>" not in rest
    assert page.count("autofocus") == 1
    alike = sends(desk, "/people", change="password", present=PASSWORD, password=NEW, again="x" * 20)
    assert re.search(r'<input id="password"[^>]* aria-invalid="true" autofocus>', alike)


def appoints(desk: Browser, **typed: str) -> Response:
    """Fill in the form of an appointment, and press what invites too."""
    page = desk.get("/body/acts/appoint").text
    assert 'formaction="/people/appoint"' in page
    data = {"form": hidden(page, "form"), "seen": hidden(page, "seen"), "step": "act", **typed}
    return desk.post("/people/appoint", data=data)


def test_an_office_and_an_invitation_are_given_by_one_form(browsers: list[Browser], place: Location) -> None:
    desk, new, _ = browsers
    signs_in(desk, DESK)
    page = appoints(desk, words="Made-up Newcomer", field_office="secretariat")
    assert "Give this address to Made-up Newcomer." in said(page)
    assert "Recorded: Officer appointed, body#" in said(page)
    again = desk.get(str(page.url))
    assert said(again) == said(page), "a reload says the same, and records nothing more"
    with open_reader(place) as reader:
        record = reader.history("body")[-1]
    assert (record.act, record.officer, record.identity) == ("appoint", DESK, "signed in")
    assert isinstance(record.motion, Appoint)
    assert (record.motion.name, record.motion.office) == ("Made-up Newcomer", "secretariat")
    new.post(f"/welcome/{token_of(page.text)}", data={"password": NEW, "again": NEW})
    assert signs_in(new, "Made-up Newcomer", NEW) == "/inbox"


def test_who_signs_in_already_is_given_an_office_and_no_invitation(browsers: list[Browser]) -> None:
    desk = browsers[0]
    signs_in(desk, DESK)
    page = appoints(desk, words=READER, field_office="vice-chair")
    assert page.url.path == "/people"
    assert "Recorded: Officer appointed, body#" in said(page)
    assert "Give this address" not in said(page)


def test_an_appointment_that_is_refused_is_shown_whole_and_invites_nobody(browsers: list[Browser]) -> None:
    desk, chair, _ = browsers
    signs_in(desk, DESK)
    page = appoints(desk, words="Made-up Newcomer", field_office="")
    assert page.status_code == 409
    assert "Not recorded yet: something is to be mended" in said(page)
    assert 'value="Made-up Newcomer"' in page.text
    assert "invited" not in said(desk.get("/people")).partition("What was changed")[2]
    signs_in(chair, COUNCIL_DESK)
    form = hidden(chair.get("/people").text, "form")
    refused = chair.post("/people/appoint", data={"form": form, "words": "Made-up Newcomer", "field_office": "chair"})
    assert refused.status_code == 403
    foreign = desk.post("/people/appoint", data={"form": "of another", "words": "X", "field_office": "chair"})
    assert foreign.status_code == 403
    assert "Made-up Newcomer" not in said(desk.get("/people"))
