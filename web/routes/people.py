"""Who may sign in: the people of a register, and one's own access."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Annotated, Any
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Response
from starlette.datastructures import FormData

from escalade.models.server.sign_in import keep_invitation, note_change, spend_invitation
from escalade.models.server.store import AccessRow, InvitationRow, SessionRow, SignInRow
from escalade.web.auth.accounts import DAYS, MOST_DAYS, SCOPES, Account, Scope
from escalade.web.auth.rate_limit import Attempt
from escalade.web.auth.scoped_reader import Sight
from escalade.web.auth.session import key_of
from escalade.web.forms.act import Doing
from escalade.web.forms.form import answer, holder_in, prepare_form
from escalade.web.forms.form_data import OwnForm, Posted
from escalade.web.middleware.request_context import Here, SignedIn, Visit
from escalade.web.state import State
from escalade.workflow.perform import Outcome
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import RequestError

ROUTER = APIRouter()
OFFICE = "secretariat"
CHANGES = 20
"""How many changes are shown."""


class Person(msgspec.Struct, frozen=True):
    """Somebody who holds an office, or may sign in."""

    name: str
    offices: tuple[tuple[str, str], ...]
    """Each with the day since which it is held."""
    may_sign_in: bool
    tokens: int
    through: list[str]
    """The providers that may vouch for them."""
    seen: str
    """The day on which they signed in last; empty where they never did."""
    invited_until: str


class Wanted(msgspec.Struct, frozen=True):
    """What a token is to be: to act, for a year, unless it is said."""

    scope: Scope = "act"
    days: Annotated[int, msgspec.Meta(ge=1, le=MOST_DAYS)] = DAYS


class Appointment(Doing):
    """An appointment, and an invitation to whoever cannot sign in yet."""

    offices = (OFFICE,)

    def onward(self, visit: Visit, outcome: Outcome) -> str:
        """To the address with which whoever was appointed signs in."""
        name = str(getattr(outcome.records[0].motion, "name", ""))
        return f"/people?invited={'' if name in visit.app_state.accounts.read() else invites(visit, name)}"


def day_of(at: float) -> str:
    """The day of a moment."""
    return datetime.fromtimestamp(at, UTC).date().isoformat() if at else ""


def list_people(visit: Visit, sight: Sight) -> list[Person]:
    """List the officers of today, and everyone else who may sign in."""
    state, today = visit.app_state, sight.standing.today
    accounts, body, now = state.accounts.read(), sight.whole.body, time.time()
    providers = list(state.providers.values())
    nameable = {naming.name for one in providers for naming in one.officers}
    seen = {row.account: row.at for row in state.store.every(SignInRow)}
    until = {row.account: row.ends for row in state.store.every(InvitationRow) if row.ends > now}
    held: dict[str, list[tuple[str, str]]] = {}
    for term in body.terms:
        name, office = term.officer.name, term.officer.office
        if term.may_cover(when(today.isoformat())):
            held.setdefault(name, []).append((office, term.officer.since))
    return [
        Person(
            name=name,
            offices=tuple(held.get(name, ())),
            may_sign_in=name in accounts,
            tokens=len(accounts[name].tokens) if name in accounts else 0,
            through=[one.name for one in providers if one.may_name(name)],
            seen=day_of(seen.get(name, 0)),
            invited_until=day_of(until.get(name, 0)),
        )
        for name in dict.fromkeys((*held, *sorted({*accounts, *nameable})))
    ]


@ROUTER.get("/people")
def people(visit: SignedIn, invited: str = "") -> Response:
    """Who may act and sign in, one's own access, and an invitation just made."""
    return draw(visit, invited)


def draw(visit: Visit, invited: str = "", status: HTTPStatus = HTTPStatus.OK, **more: Any) -> Response:
    """Draw the page; whoever holds no office sees their own access alone."""
    invitation = visit.sign("invitation", invited) if invited else ""
    with visit.reading() as sight:
        facts = {**own_access(visit), **more}
        if sight.offices:
            changes = visit.app_state.store.every(AccessRow)[: -CHANGES - 1 : -1]
            facts |= {
                "people": list_people(visit, sight),
                "changes": [(day_of(one.at), one) for one in changes],
                "manages": OFFICE in sight.offices,
                "invited": resolve_invitation(visit.app_state, invitation) if invited else "",
                "address": f"{visit.site}{visit.to(f'/welcome/{invitation}')}",
            }
        return visit.page("people/people.html", sight, facts, status)


def own_access(visit: Visit) -> dict[str, Any]:
    """One's own password and tokens, as they are."""
    own = visit.app_state.accounts.read().get(visit.officer)
    provider = visit.app_state.providers.get(visit.session.row.provider) if visit.session else None
    return {
        "account": own or Account(visit.officer, ""),
        "kept": own is not None and visit.app_state.accounts.is_kept(own.name),
        "voucher": provider.name if provider else "",
        "scopes": SCOPES,
        "days": DAYS,
        "most_days": MOST_DAYS,
        **dict.fromkeys(("wrong", "at", "done", "token"), ""),
    }


@ROUTER.post("/people/invite")
def send_invitation(visit: Here, form: OwnForm) -> Response:
    """Make an invitation, and lead to its address."""
    with visit.reading() as sight:
        name = whom(form, sight)
        if name not in {term.officer.name for term in sight.whole.body.terms}:
            sentence = "{name} is no officer of this register; appoint them first."
            raise RequestError("no-officer", sentence, name=name)
    return visit.redirect(f"/people?invited={invites(visit, name)}")


@ROUTER.post("/people/appoint")
def appoint(visit: Here, form: Posted) -> Response:
    """Give an office, or show the form of the act where that is refused."""
    return answer(visit, form, lambda sight: prepare_form(visit, "body", "appoint", sight, form, Appointment))


def invites(visit: Visit, name: str) -> str:
    """Invite somebody; what tells this session alone their address."""
    number = secrets.token_urlsafe(8)
    invite(visit.app_state, name, visit.officer, visit.sign("invitation", number))
    return number


@ROUTER.post("/people/end")
def end_access(visit: Here, form: OwnForm) -> Response:
    """Take an account away; sessions and tokens of theirs end with it.

    For whom a provider alone vouches there is no account, and sessions end.
    """
    with visit.reading() as sight:
        name = whom(form, sight)
    state = visit.app_state
    if name in state.accounts.read() or not any(one.may_name(name) for one in state.providers.values()):
        state.accounts.remove(name)
    state.store.drop(SessionRow, account=name)
    note(state, visit.officer, "ended", name)
    return visit.redirect("/people")


def whom(form: FormData, sight: Sight) -> str:
    """Whom a form of the secretariat is about."""
    holder_in(sight, OFFICE)
    return str(form.get("name", ""))


@ROUTER.get("/welcome/{token}")
def welcome(visit: Here, token: str) -> Response:
    """Ask whoever was invited for a password."""
    return ask_for_password(visit, token)


def ask_for_password(visit: Visit, token: str, wrong: str = "") -> Response:
    """The form of signing in as whoever was invited sees it."""
    facts = {"name": resolve_invitation(visit.app_state, token), "token": token, "wrong": wrong}
    return visit.page("account/sign-in.html", None, facts, HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK)


@ROUTER.post("/welcome/{token}")
def choose_password(visit: Here, token: str, form: Posted) -> Response:
    """Give the account, once."""
    try:
        name = join(visit.app_state, token, take_new_password(form))
    except RequestError as error:
        return ask_for_password(visit, token, str(error))
    return visit.redirect(f"/sign-in?name={quote(name)}")


def take_new_password(form: FormData) -> str:
    """The password that was typed twice."""
    first, second = str(form.get("password", "")), str(form.get("again", ""))
    if first != second:
        raise RequestError("two-passwords", "The two passwords are not alike; type the new one twice.")
    return first


@ROUTER.post("/people")
def change_access(visit: Here, form: OwnForm) -> Response:
    """Change one thing of one's own access; the present password is asked for."""
    change = str(form.get("change", ""))
    if not visit.app_state.accounts.is_kept(visit.officer) or change not in CHANGES_OF_ONE:
        return visit.redirect("/people")
    if wrong := refuse_present(visit, str(form.get("present", ""))):
        return refuse_change(visit, form, wrong)
    return CHANGES_OF_ONE[change](visit, form)


def refuse_present(visit: Visit, password: str) -> str:
    """Say why the present password is not taken; empty where it is."""
    attempt = Attempt(visit.officer, visit.host, purpose="change access")
    if visit.app_state.rate_limit.admit(attempt):
        return "wait"
    if visit.app_state.accounts.verify(visit.officer, password) is None:
        return "present"
    visit.app_state.rate_limit.forgive(attempt)
    return ""


def refuse_change(visit: Visit, form: FormData, wrong: str) -> Response:
    """Show the form once more, with what is wrong where it was typed."""
    at = str(form.get("token") or form.get("change", ""))
    return draw(visit, status=HTTPStatus.UNPROCESSABLE_ENTITY, wrong=wrong, at=at)


def change_password(visit: Visit, form: FormData) -> Response:
    """Take another password; every session of theirs ends with the old one."""
    try:
        visit.app_state.accounts.add(visit.officer, take_new_password(form))
    except RequestError as error:
        return refuse_change(visit, form, str(error))
    visit.app_state.store.drop(SessionRow, account=visit.officer)
    note(visit.app_state, visit.officer, "password", visit.officer)
    return visit.redirect("/sign-in")


def make_token(visit: Visit, form: FormData) -> Response:
    """Make a token for one purpose and so many days, and show it this once."""
    try:
        wanted = msgspec.convert({**form}, Wanted, strict=False)
    except msgspec.ValidationError:
        sentence = "A token is to read, to act or for metrics, and lasts 1 to {most} days."
        return refuse_change(visit, form, str(RequestError("token", sentence, most=MOST_DAYS)))
    _, shown = visit.app_state.accounts.give_token(visit.officer, wanted.scope, wanted.days)
    return draw(visit, token=shown)


def revoke_token(visit: Visit, form: FormData) -> Response:
    """Let a token open nothing any more."""
    visit.app_state.accounts.revoke_token(visit.officer, str(form.get("token", "")))
    return draw(visit, done=True)


CHANGES_OF_ONE = {
    "password": change_password,
    "token": make_token,
    "revoke": revoke_token,
}
"""What one may change of one's own access."""


WEEK_SECONDS = 7 * 24 * 3600
"""How long an invitation lasts."""
SPENT = "This invitation opens nothing: it was used, or replaced, or a week has passed. Ask for another."


def invite(app_state: State, name: str, by: str, token: str) -> None:
    """Invite an officer by the address that ends with a token.

    Raises:
        RequestError: they have an account.
    """
    if name in app_state.accounts.read():
        sentence = "{name} can sign in already. Only after their access was ended are they invited anew."
        raise RequestError("has-access", sentence, name=name)
    now = time.time()
    keep_invitation(app_state.store, InvitationRow(key=key_of(token), account=name, ends=now + WEEK_SECONDS), now)
    note(app_state, by, "invited", name)


def resolve_invitation(app_state: State, token: str) -> str:
    """The name of whoever an invitation is for."""
    found = app_state.store.get(InvitationRow, key_of(token), time.time())
    if found is None or found.account in app_state.accounts.read():
        raise RequestError("spent", SPENT)
    return found.account


def join(app_state: State, token: str, password: str) -> str:
    """Give whoever was invited an account, once; their name."""
    with spend_invitation(app_state.store, key_of(token), time.time()) as name:
        if not name or name in app_state.accounts.read():
            raise RequestError("spent", SPENT)
        app_state.accounts.add(name, password)
    note(app_state, name, "joined", name)
    return name


def note(app_state: State, who: str, what: str, whom: str) -> None:
    """Write down a change of who may sign in."""
    note_change(app_state.store, AccessRow(at=time.time(), who=who, what=what, whom=whom))
