"""Papers: shown as they would be issued now, checked, downloaded, issued."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Response
from starlette.datastructures import UploadFile

from escalade.services.papers.edited import edited_file
from escalade.services.papers.issue import UnfitForIssueError
from escalade.web.forms.form import changes, holder_in, officer_in
from escalade.web.forms.form_data import Posted
from escalade.web.forms.paper_draft import FORMS, Draft, NoDraftError, issue, ready
from escalade.web.middleware.errors import ForeignFormError, sentence_for_visitors, status_of
from escalade.web.middleware.request_context import Here
from escalade.web.operations.metrics import watch_act
from escalade.web.rendering.refusal_view import describe_causes
from escalade.workflow.subjects.meeting import Round
from escalade.workflow.values.errors import MovedMeanwhileError, PaperError, RefusalError, RequestError

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from escalade.services.papers.draft import Order
    from escalade.templates.checks.reading.hidden import Hidden
    from escalade.web.auth.scoped_reader import Sight
    from escalade.web.middleware.request_context import Visit
    from escalade.workflow.perform import Outcome
    from escalade.workflow.values.errors import EscaladeError

ROUTER = APIRouter()
OFFICE = "secretariat"
PAGE = "paper/paper.html"


class FileOfAllError(RequestError):
    """One edited file was to be issued in every language."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("The file that you edited is in one language: issue each language with a file of its own.")


class FileMissingError(RequestError):
    """A paper was edited, and the file did not come again."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__(
            "The file that you edited did not come again: choose it once more. "
            "To issue the paper as it stands, open this page anew."
        )


@ROUTER.get("/rounds/{name}/papers/{kind}")
def paper(visit: Here, name: str, kind: str) -> Response:
    """A paper as it would be issued now, beside what the check finds."""
    if not visit.officer:
        return visit.redirect(f"/sign-in?next={quote(visit.path)}")
    with visit.reading() as sight:
        officer_in(sight)
        asked = visit.request.query_params
        draft = find_draft(sight, kind, asked.get("about") or name, asked.get("for", ""))
        return visit.page(PAGE, sight, preview(visit, draft, sight.find(name, Round).reference))


def find_draft(sight: Sight, kind: str, about: str, readers: str = "") -> Draft:
    """A paper about something on record, for some readers.

    Raises:
        UnknownReferenceError: nothing is so called.
    """
    return Draft(kind, sight.register.resolve(about), sight, readers)


def preview(visit: Visit, draft: Draft, group: str, **more: Any) -> dict[str, Any]:
    """Gather what the page of a paper shows."""
    wanted = (visit.request.query_params.get("in"), visit.language, *draft.tags)
    language = next(tag for tag in wanted if tag in draft.tags)
    nothing = draft.nothing
    found = [] if nothing else [one for one in draft.findings if one.paper == language]
    return {
        "draft": draft,
        "group": group,
        "tag": language,
        "nothing": nothing,
        "shown": "" if nothing else draft.show(language),
        **_readers_of(draft, language),
        "findings": sorted(found, key=lambda finding: ("error", "warning", "remark").index(finding.severity)),
        "seen": draft.sight.register.newest(),
        "typed": {"symbol": draft.symbol},
        "forms": ("docx",),
        "problem": "",
        "edited": "",
        **dict.fromkeys(("accepted", "moved", "hurdles", "unfit", "taken_out"), ()),
        "every": False,
        **more,
    }


def _readers_of(draft: Draft, language: str) -> dict[str, Any]:
    """Who may read a paper, and what it leaves out for them; neither where there is nothing to write."""
    if draft.nothing:
        return {"readership": None, "left_out_of_paper": ()}
    return {"readership": draft.readership(language), "left_out_of_paper": draft.left_out(language)}


@ROUTER.post("/rounds/{name}/papers/{kind}")
def issuing(visit: Here, name: str, kind: str, form: Posted) -> Response:
    """Issue a paper: as it was drawn, or as people edited it in Word."""
    if not visit.carries(form.get("form")):
        raise ForeignFormError
    about, readers = str(form.get("about") or name), str(form.get("readers") or "")
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
            more = {"taken_out": taken_out, "made": outcome.records[0].reference}
            return visit.page(PAGE, sight, preview(visit, draft, sight.find(name, Round).reference, **more))
    return visit.redirect_after(outcome.records[0].reference, f"/rounds/{quote(name)}")


def submit_issue(visit: Visit, name: str, form: FormData, kind: str, about: str) -> tuple[Outcome, tuple[Hidden, ...]]:
    """Draw and check what is ordered; close the register; record it.

    With it comes what was hidden in the file that people edited, and taken out.

    Raises:
        UnfitForIssueError: the check found what nobody accepted.
        EscaladeError: the request is malformed, or the procedure refuses it.
    """
    accepted = tuple(str(one) for one in form.getlist("accept"))
    with watch_act(visit.app_state, "issue"):
        with visit.reading() as sight:
            draft = find_draft(sight, kind, about, str(form.get("readers") or ""))
            order = form_order(form, draft, sight.find(name, Round).reference)
            seen = (str(form.get("seen") or sight.register.newest()),)
            found = ready(order, seen, accepted)
        taken_out = order.edited.taken_out if order.edited else ()
        return issue(found, visit.app_state, seen)[0], taken_out


def form_order(form: FormData, draft: Draft, group: str) -> Order:
    """The order as it was typed: of one language, or of every one.

    Raises:
        NoDraftError: the paper is not written in that language.
        FileMissingError: it was edited, and the file did not come again.
        FileOfAllError: one file was to be issued in every language.
        HiddenError: the file hides something, and that is not to be taken out.
    """
    language = str(form.get("language"))
    if language not in draft.tags:
        raise NoDraftError(draft.kind, language, "docx")
    files = sent_files(form)
    if not set(str(form.get("edited") or "").split()) <= files.keys():
        raise FileMissingError
    edited = edited_file(files.get("file"), files.get("pdf"), clean=bool(form.get("clean")))
    mark, symbol, on = (str(form.get(one) or "").strip() for one in ("mark", "symbol", "on"))
    forms = tuple(str(one) for one in form.getlist("forms"))
    if not wants_all(form):
        return draft.order(group, (language,), symbol, mark or None, edited, on, forms)
    if edited:
        raise FileOfAllError
    return draft.order_rest(group, symbol, mark or None, on, forms)


def sent_files(form: FormData) -> dict[str, tuple[str, bytes]]:
    """The name and bytes of the edited Word file and its PDF, as they came."""
    sent = ((field, form.get(field)) for field in ("file", "pdf"))
    came = ((field, one) for field, one in sent if isinstance(one, UploadFile) and one.filename)
    return {field: (one.filename or "", one.file.read()) for field, one in came}


def wants_all(form: FormData) -> bool:
    """Whether it is for all languages, by this press or the one before."""
    return str(form.get("languages") or form.get("before") or "") == "all"


def render_refusal(visit: Visit, draft: Draft, group: str, form: FormData, error: EscaladeError) -> Response:
    """The paper once more, with what is in the way of its issue."""
    more: dict[str, Any] = {"typed": {name: str(form.get(name) or "") for name in ("symbol", "mark", "on", "clean")}}
    more["forms"] = tuple(str(one) for one in form.getlist("forms"))
    more["accepted"] = tuple(str(one) for one in form.getlist("accept"))
    more["every"] = wants_all(form)
    more["edited"] = str(form.get("edited") or " ".join(sent_files(form)))
    status = HTTPStatus.CONFLICT if isinstance(error, UnfitForIssueError) else status_of(error)
    if isinstance(error, UnfitForIssueError):
        more |= {"findings": error.findings, "unfit": error.findings}
    elif isinstance(error, MovedMeanwhileError):
        more["moved"] = changes(str(form.get("seen")), draft.sight)
    elif isinstance(error, RefusalError) and error.causes:
        more["hurdles"] = describe_causes(error.causes, ())
    else:
        more["problem"] = sentence_for_visitors(error)
    return visit.page(PAGE, draft.sight, preview(visit, draft, group, **more), status)


@ROUTER.get("/drafts/{kind}/{language}.{form}")
def download(
    visit: Here, kind: str, language: str, form: str, about: str = "", readers: Annotated[str, Query(alias="for")] = ""
) -> Response:
    """A draft as a file, for officers."""
    if not visit.officer:
        return visit.redirect(f"/sign-in?next={quote(visit.path)}")
    with visit.reading() as sight:
        officer_in(sight)
        draft = find_draft(sight, kind, about, readers)
        data = draft.file(language, form)
        name = (
            f"{kind}-{about.replace('/', '-')}.{language}.{form}".encode("ascii", "replace").decode().replace('"', "")
        )
        headers = {"content-disposition": f'attachment; filename="{name}"', "cache-control": "private, no-store"}
        return Response(data, media_type=FORMS[form], headers=headers)
