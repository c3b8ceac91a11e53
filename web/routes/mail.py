"""Subscriptions by mail: asked for, confirmed, changed and ended on pages."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Depends, Response
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from escalade.models.server.mail import confirm_subscriber, erase_subscriber, find_subscriber_of
from escalade.models.server.store import SubscriberRow
from escalade.web.auth.rate_limit import Attempt
from escalade.web.forms.form_data import Posted
from escalade.web.i18n.language import LANGUAGES
from escalade.web.mail.subscription import KINDS, WAITING, ask_for_mail, join_kinds, mailbox_of, new_subscriber
from escalade.web.middleware.errors import ForeignFormError
from escalade.web.middleware.request_context import Here, Visit
from escalade.workflow.values.errors import RequestError


def require_mail(visit: Here) -> None:
    """Let nobody in where no mail is sent."""
    if not visit.app_state.settings.mail:
        raise HTTPException(HTTPStatus.NOT_FOUND)


ROUTER = APIRouter(dependencies=[Depends(require_mail)])
USUAL = ("decisions", "consultations")
"""What is chosen before anybody chooses."""
ONE_CLICK = "List-Unsubscribe"
"""What a mail program sends to end a subscription for its reader (RFC 8058)."""


def reader_of(visit: Visit) -> str:
    """As whom a visitor is written to; without an account, the public.

    Whether a provider still vouches for somebody is known while they are signed in, and
    not when a letter goes.
    """
    return visit.officer if visit.officer in visit.app_state.accounts.read() else ""


@ROUTER.get("/mail")
@ROUTER.get("/mail/{key}")
def show_subscription(visit: Here, key: str = "") -> Response:
    """The form that asks for mail; behind a key, what was asked for."""
    reader = reader_of(visit)
    if key:
        return draw(visit, subscription_at(visit, key), key)
    return draw(visit, find_subscriber_of(visit.app_state.store, reader) if reader else None)


def draw(
    visit: Visit, known: SubscriberRow | None, key: str = "", status: HTTPStatus = HTTPStatus.OK, **more: Any
) -> Response:
    """Draw the form of a subscription, as it is or as it was typed."""
    reader = known.account if known and key else reader_of(visit)
    facts: dict[str, Any] = {
        "key": key,
        "reader": reader,
        "address": known.address if known else "",
        "chosen": known.kinds.split() if known else USUAL,
        "tongue_chosen": known.language if known else visit.language,
        "kinds": KINDS if reader else [kind for kind in KINDS if kind != WAITING],
        "known": known,
        "done": "",
        "wrong": "",
    }
    return visit.page("mail/subscription.html", None, {**facts, **more}, status)


@ROUTER.post("/mail")
def subscribe(visit: Here, form: Posted) -> Response:
    """Ask for mail; whoever reads the address has to confirm it."""
    if visit.officer and not visit.carries(form.get("form")):
        raise ForeignFormError
    reader, typed = reader_of(visit), {"address": str(form.get("address", "")), **take_choices(form)}
    try:
        kinds = join_kinds(typed["chosen"], officer=bool(reader))
        wanted = new_subscriber(typed["address"], reader, typed["tongue_chosen"], kinds)
    except RequestError as error:
        return draw(visit, None, "", HTTPStatus.UNPROCESSABLE_ENTITY, wrong=error.args[0], **typed)
    if visit.app_state.rate_limit.admit(Attempt(mailbox_of(wanted.address), visit.host, purpose="ask for mail")):
        return draw(visit, None, "", HTTPStatus.TOO_MANY_REQUESTS, wrong="wait", **typed)
    kept = ask_for_mail(visit.app_state.store, wanted, time.time())
    done = "changed" if reader and kept.confirmed else "asked"
    return draw(visit, kept if reader else None, done=done, **{**typed, "address": wanted.address})


def take_choices(form: FormData) -> dict[str, Any]:
    """What was chosen in a form, as far as it can be chosen."""
    language = str(form.get("language", ""))
    return {
        "chosen": [str(one) for one in form.getlist("kind") if one in KINDS],
        "tongue_chosen": language if language in LANGUAGES else next(iter(LANGUAGES)),
    }


def subscription_at(visit: Visit, key: str) -> SubscriberRow:
    """The subscription whose address is known to the visitor."""
    found = visit.app_state.store.get(SubscriberRow, key)
    if found is None:
        raise RequestError(
            "no-subscription",
            "There is no such subscription: it was ended, or not confirmed in time. You may begin a new one.",
        )
    return found


@ROUTER.post("/mail/{key}")
def change_subscription(visit: Here, key: str, form: Posted) -> Response:
    """Confirm a subscription, change what is sent, or end it."""
    change = form.get("change")
    if change == "end" or ONE_CLICK in form:
        erase_subscriber(visit.app_state.store, key)  # twice is no error
        return draw(visit, None, done="ended")
    known = subscription_at(visit, key)
    if change == "confirm":
        with visit.app_state.readers.open() as reader:
            confirm_subscriber(visit.app_state.store, key, time.time(), reader.size())
        return draw(visit, subscription_at(visit, key), key, done="confirmed")
    typed = take_choices(form)
    try:
        kinds = join_kinds(typed["chosen"], officer=bool(known.account))
    except RequestError as error:
        return draw(visit, known, key, HTTPStatus.UNPROCESSABLE_ENTITY, wrong=error.args[0], **typed)
    wanted = {"kinds": kinds, "language": typed["tongue_chosen"]}
    visit.app_state.store.put(changed := known.model_copy(update=wanted))
    return draw(visit, changed, key, done="changed")
