"""Papers: drawn, checked, downloaded, issued, sent to be translated."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Response
from starlette.datastructures import FormData

from escalade.services.papers.draft import Order
from escalade.services.papers.edited import edited_file
from escalade.services.papers.hand_over import STANDINGS, Received, judge_returned, pack_hand_over, record_translations
from escalade.services.papers.issue import UnfitForIssueError
from escalade.templates.checks.reading.package import Hidden
from escalade.templates.languages.pack import AVAILABLE
from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.form import changes, holder_in, officer_in
from escalade.web.forms.form_data import Held, file_in
from escalade.web.forms.paper_draft import FORMS, Draft, NoDraftError, issue, ready
from escalade.web.middleware.errors import ForeignFormError, sentence_for_visitors, status_of
from escalade.web.middleware.headers import kept_nowhere
from escalade.web.middleware.request_context import Here, SignedIn, Visit
from escalade.web.operations.metrics import acting, watch_act
from escalade.web.rendering.refusal_view import describe_causes
from escalade.workflow.perform import Outcome
from escalade.workflow.subjects.meeting import Round
from escalade.workflow.values.errors import EscaladeError, MovedMeanwhileError, PaperError, RefusalError, RequestError

ROUTER = APIRouter()
OFFICE = "secretariat"
PAGE = "paper/paper.html"
ASKED = ("about", "for", "group", "symbol", "mark", "on")
"""What the address of a draft says of it: the last four where it is to bear its symbol."""


@ROUTER.get("/rounds/{name}/papers/{kind}")
def paper(visit: SignedIn, name: str, kind: str) -> Response:
    """A paper as it would be issued now, beside what the check finds."""
    with visit.reading() as sight:
        officer_in(sight)
        asked = visit.request.query_params
        draft = find_draft(sight, kind, asked.get("about") or name, asked.get("for", ""))
        return visit.page(PAGE, sight, preview(visit, draft, sight.find(name, Round).reference))


def find_draft(sight: Sight, kind: str, about: str, readers: str = "") -> Draft:
    """A paper about something on record, for some readers."""
    return Draft(kind, sight.register.resolve(about), sight, readers)


def preview(visit: Visit, draft: Draft, group: str, form: FormData | None = None, **more: Any) -> dict[str, Any]:
    """Gather what a paper's page shows, with what was typed there."""
    wanted = (visit.request.query_params.get("in"), visit.language, *draft.tags)
    language = next(tag for tag in wanted if tag in draft.tags)
    nothing = draft.nothing
    found = [] if nothing else [one for one in draft.findings if one.paper == language]
    typed = FormData({"forms": "docx"}) if form is None else form
    return {
        "draft": draft,
        "group": group,
        "tag": language,
        "nothing": nothing,
        "shown": "" if nothing else draft.show(language),
        **({"readership": None, "left_out_of_paper": ()} if nothing else _readers_of(draft, language)),
        "findings": sorted(found, key=lambda finding: ("error", "warning", "remark").index(finding.severity)),
        "seen": draft.sight.register.newest(),
        "typed": typed,
        "every": wants_all(typed),
        "into": AVAILABLE,
        "standings": STANDINGS,
        "problem": "",
        "came": None,
        **dict.fromkeys(("moved", "hurdles", "unfit", "taken_out"), ()),
        **more,
    }


def _readers_of(draft: Draft, language: str) -> dict[str, Any]:
    """Who may read a paper, and what it leaves out for them."""
    order = draft.drawn(language)
    left_out = dict.fromkeys((*draft.papers[language].untold, *order.left_out))
    return {"readership": order.readership, "left_out_of_paper": tuple(left_out)}


@ROUTER.post("/rounds/{name}/papers/{kind}")
def issuing(visit: Here, name: str, kind: str, form: Held) -> Response:
    """Issue a paper as drawn or as edited; or give the file to edit."""
    if not visit.carries(form.get("form")):
        raise ForeignFormError
    about, readers = str(form.get("about") or name), str(form.get("readers") or "")
    if file := form.get("draft"):
        borne = (str(form.get(one) or "").strip() for one in ("symbol", "mark", "on"))
        asked = urlencode(dict(zip(ASKED, (about, readers, name, *borne), strict=True)))
        return visit.redirect(f"/drafts/{quote(kind)}/{quote(str(form.get('language')))}.{quote(str(file))}?{asked}")
    with visit.reading() as sight:
        holder_in(sight, OFFICE)
        find_draft(sight, kind, about)
    try:
        outcome, taken_out = submit_issue(visit, name, form, kind, about)
    except (RequestError, RefusalError, PaperError, UnfitForIssueError) as error:
        with visit.reading() as sight:
            return render_refusal(visit, find_draft(sight, kind, about, readers), name, form, error)
    if taken_out:
        with visit.reading() as sight:
            draft = find_draft(sight, kind, about, readers)
            more: dict[str, Any] = {"taken_out": taken_out, "made": outcome.records[0].reference}
            return visit.page(PAGE, sight, preview(visit, draft, sight.find(name, Round).reference, **more))
    return visit.redirect_after(outcome.records, f"/rounds/{quote(name)}")


def submit_issue(visit: Visit, name: str, form: FormData, kind: str, about: str) -> tuple[Outcome, tuple[Hidden, ...]]:
    """Draw and check what is ordered; close the register; record it.

    With it comes what was hidden in the file that people edited, and taken out.
    """
    accepted = texts_in(form, "accept")
    with watch_act(visit.app_state, "issue"):
        with visit.reading() as sight:
            draft = find_draft(sight, kind, about, str(form.get("readers") or ""))
            order = form_order(visit, form, draft, sight.find(name, Round).reference)
            seen = (str(form.get("seen") or sight.register.newest()),)
            found = ready(order, seen, accepted)
        taken_out = order.edited.taken_out if order.edited else ()
        return issue(found, visit.app_state, seen)[0], taken_out


def form_order(visit: Visit, form: FormData, draft: Draft, group: str) -> Order:
    """The order as it was typed: of one language, or of every one."""
    language = str(form.get("language"))
    if language not in draft.tags:
        raise NoDraftError(draft.kind, language, "docx")
    edited = edited_file(*(file_in(visit, form, one) for one in ("file", "pdf")), clean=bool(form.get("clean")))
    said: dict[str, Any] = {one: str(form.get(one) or "").strip() for one in ("symbol", "mark", "on")}
    said |= {"mark": said["mark"] or None, "forms": texts_in(form, "forms")}
    if not wants_all(form):
        return draft.order(group, (language,), edited=edited, **said)
    if edited:
        raise RequestError("file-for-all", _ONE_LANGUAGE)
    return draft.order_rest(group, **said)


_ONE_LANGUAGE = "The file that you edited is in one language: issue each language with a file of its own."
_NO_TEXTS = "There is nothing to send: choose a language in which texts are missing, or send what is translated too."
_OTHER_ROUND = "{name} was sent from round {round}: take it back there."


def texts_in(form: FormData, name: str) -> tuple[str, ...]:
    """What was typed or ticked under one name."""
    return tuple(str(one) for one in form.getlist(name) if one)


def wants_all(form: FormData) -> bool:
    """Whether it is for all languages, by this press or the one before."""
    return str(form.get("languages") or form.get("before") or "") == "all"


def render_refusal(
    visit: Visit, draft: Draft, group: str, form: FormData, error: EscaladeError, **more: Any
) -> Response:
    """The paper once more, with what is in the way."""
    status = HTTPStatus.CONFLICT if isinstance(error, UnfitForIssueError) else status_of(error)
    if isinstance(error, UnfitForIssueError):
        more |= {"findings": error.findings, "unfit": error.findings}
    elif isinstance(error, MovedMeanwhileError):
        more["moved"] = changes(str(form.get("seen")), draft.sight)
    elif isinstance(error, RefusalError) and error.causes:
        more["hurdles"] = describe_causes(error.causes, ())
    else:
        more["problem"] = sentence_for_visitors(error)
    return visit.page(PAGE, draft.sight, preview(visit, draft, group, form, **more), status)


@ROUTER.get("/rounds/{name}/papers/{kind}/translation")
def send(visit: SignedIn, name: str, kind: str) -> Response:
    """The texts of a round as files to be translated in."""
    asked = visit.request.query_params
    with visit.reading() as sight:
        holder_in(sight, OFFICE)
        group, form = sight.find(name, Round).reference, "xlf" if asked.get("as") == "xlf" else "docx"
        file = pack_hand_over(group, asked.getlist("to"), form, sight.register, everything=bool(asked.get("all")))
        if file is None:
            draft, problem = find_draft(sight, kind, asked.get("about") or name), RequestError("no-texts", _NO_TEXTS)
            return render_refusal(visit, draft, group, FormData([*asked.multi_items()]), problem)
        return kept_nowhere(*file, "application/octet-stream")


@ROUTER.post("/rounds/{name}/papers/{kind}/translation")
def take_back(visit: Here, name: str, kind: str, form: Held) -> Response:
    """Show what came back from translation; once it was looked at, record it."""
    if not visit.carries(form.get("form")):
        raise ForeignFormError
    about, step = str(form.get("about") or name), form.get("step")
    came = None
    try:
        with visit.reading() as sight:
            holder_in(sight, OFFICE)
            came = judge_sent(visit, form, sight, sight.find(name, Round).reference)
            motions = list(came.motions({**fields_of_file(form), "by": sight.officer, "identity": sight.identity}))
        if motions and (step == "sound" or (step == "record" and not came.findings)):
            with acting(visit.app_state, "receive translation", dry_run=False) as register:
                made = record_translations(motions, register)
            return visit.redirect_after(made[:1], f"/rounds/{quote(name)}")
    except (RequestError, RefusalError) as error:
        with visit.reading() as sight:
            return render_refusal(visit, find_draft(sight, kind, about), name, form, error, came=came)
    with visit.reading() as sight:
        status = HTTPStatus.CONFLICT if step == "record" else HTTPStatus.OK
        return visit.page(PAGE, sight, preview(visit, find_draft(sight, kind, about), name, form, came=came), status)


def judge_sent(visit: Visit, form: FormData, sight: Sight, group: str) -> Received:
    """Judge the file that came back, of a round."""
    file = file_in(visit, form, "returned")
    if file is None:
        raise RequestError("no-file-came", "Choose the file that came back from translation.")
    came = judge_returned(*file, sight.register, texts_in(form, "same"), clean=bool(form.get("clean")))
    if came.slip.round != group:
        raise RequestError("other-round", _OTHER_ROUND, name=file[0], round=came.slip.round)
    return came


def fields_of_file(form: FormData) -> dict[str, Any]:
    """What is said of a whole file that came back."""
    document, reviser, on = (str(form.get(one) or "").strip() for one in ("document", "revised_by", "day"))
    evidence = {"document": document} if document else {}
    return {"standing": form.get("standing") or STANDINGS[0], "evidence": evidence, "revised_by": reviser, "on": on}


@ROUTER.get("/drafts/{kind}/{language}.{form}")
def download(visit: SignedIn, kind: str, language: str, form: str) -> Response:
    """A draft as a file, under the symbol that it is to have."""
    with visit.reading() as sight:
        officer_in(sight)
        about, readers, *borne = (visit.request.query_params.get(one, "") for one in ASKED)
        data = find_draft(sight, kind, about, readers).file(language, form, *borne)
        return kept_nowhere(f"{kind}-{about.replace('/', '-')}.{language}.{form}", data, FORMS[form])
