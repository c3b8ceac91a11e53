"""Earlier reports: what they say, beside the acts that they tell."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from hashlib import sha256
from http import HTTPStatus

import msgspec
from fastapi import APIRouter, Response
from starlette.datastructures import FormData

from escalade.services.reading.case import ReadCase, case_lines, largest, read_documents
from escalade.services.reading.proposal import Ground, Proposal, remember, try_in_order
from escalade.templates.checks.document import Document
from escalade.templates.checks.reading.file import READERS, document_in
from escalade.web.forms.form import holder_in
from escalade.web.forms.form_data import Held, files_in, plain
from escalade.web.forms.sign_in import render_unsent
from escalade.web.middleware.errors import LargeBodyError, sentence_for_visitors, status_of
from escalade.web.middleware.headers import kept_nowhere
from escalade.web.middleware.request_context import Here, SignedIn, Visit
from escalade.workflow.subjects.standing import Memory
from escalade.workflow.values.errors import EscaladeError, RequestError

ROUTER = APIRouter()
OFFICE, PAGE = "secretariat", "reading/reading.html"
MOST_TEXT = 500_000
"""How many characters are read at a time, as reading takes its time: more than a hundred pages."""
_TOO_LONG = "These reports hold {count} characters; {most} are read at a time. Choose fewer, or use “escalade read”."


class LookedOver(msgspec.Struct):
    """A proposed act as somebody looked it over."""

    key: str
    """What tells its fields in the form from those of others, whichever reports were chosen."""
    before: Proposal
    """As it was read."""
    now: Proposal
    """As it was mended."""
    lines: str
    """As they were typed."""
    is_accepted: bool
    problem: str = ""
    """What is wrong with its lines."""

    @property
    def must_be_seen(self) -> bool:
        """Whether it cannot be taken as it stands, and nobody was told so."""
        is_news = self.lines != self.before.lines or not self.before.refused
        return self.is_accepted and bool(self.problem or (self.now.refused and is_news))


@ROUTER.get("/read")
def choose(visit: SignedIn) -> Response:
    """The form that takes reports."""
    with visit.reading() as sight:
        holder_in(sight, OFFICE)
    return show(visit, FormData())


@ROUTER.post("/read")
def read(visit: Here, form: Held) -> Response:
    """Reports beside the acts that they tell, or the case file of these."""
    if not visit.carries(form.get("form")):
        return render_unsent(visit, form)
    memory = known_records(visit)
    try:
        case = read_documents(documents_in(visit, form), memory)
    except EscaladeError as error:
        return show(visit, form, problem=error)
    acts = [look_over(one, form) for one in case.proposals]
    if any(one.lines != one.before.lines or not one.is_accepted for one in acts):
        case.proposals = try_in_order([one.now for one in acts if one.is_accepted], known_records(visit))
    if form.get("step") != "take" or any(one.must_be_seen for one in acts):
        return show(visit, form, case, acts)
    return kept_nowhere("case.toml", "".join(case_lines(case)).encode(), "application/toml")


def known_records(visit: Visit) -> Memory:
    """The records that there are, for whoever may add to them."""
    with visit.reading() as sight:
        holder_in(sight, OFFICE)
        return remember(sight.register)


def documents_in(visit: Visit, form: FormData) -> list[Document]:
    """The documents that were sent, now or before.

    Raises:
        RequestError: there is none, or they hold more than is read at a time.
    """
    files = files_in(visit, form, "file")
    if not files:
        raise RequestError("no-file-came", "Choose a file first.")
    for name, data in files:
        if len(data) > largest(name):
            raise LargeBodyError(largest(name), is_known=True)
    documents = [document_in(data, name) for name, data in files]
    count = sum(len(block) for one in documents for block in one.blocks)
    if count > MOST_TEXT:
        raise RequestError("much-text", _TOO_LONG, count=f"{count:,}", most=f"{MOST_TEXT:,}")
    return documents


def look_over(one: Proposal, form: FormData) -> LookedOver:
    """A proposed act as it was typed and ticked; one that is new is accepted."""
    key = sha256(one.lines.encode()).hexdigest()[:16]
    typed = form.get(f"lines.{key}")
    lines = one.lines if typed is None else plain(str(typed))
    act = LookedOver(key, one, msgspec.structs.replace(one), lines, typed is None or key in form.getlist("accept"))
    if lines != one.lines:
        try:
            act.now = one.mended(lines)
        except RequestError as error:
            act.problem = sentence_for_visitors(error)
    return act


def show(
    visit: Visit,
    form: FormData,
    case: ReadCase | None = None,
    acts: Sequence[LookedOver] = (),
    problem: EscaladeError | None = None,
) -> Response:
    """The page with what was read and typed; what is wrong has the focus."""
    seen = [one for one in acts if one.must_be_seen] if form.get("step") == "take" else []
    wrong = HTTPStatus.UNPROCESSABLE_ENTITY if any(one.problem for one in seen) else HTTPStatus.CONFLICT
    telling, places = trace(case, acts) if case else ({}, {})
    known = {
        "typed": form,
        "endings": ",".join(READERS),
        "problem": sentence_for_visitors(problem) if problem else "",
        "case": case,
        "counts": Counter(one.status for account in case.accounts for one in account.paragraphs) if case else {},
        "telling": telling,
        "places": places,
        "acts": acts,
        "focus": seen[0].key if seen else "",
    }
    with visit.reading() as sight:
        return visit.page(PAGE, sight, known, status_of(problem) if problem else wrong if seen else HTTPStatus.OK)


def trace(case: ReadCase, acts: Sequence[LookedOver]) -> tuple[Mapping[str, list[int]], Mapping[Ground, str]]:
    """The acts that each paragraph tells, and where each ground stands."""
    places = {
        Ground(account.document.name, str(told.place), told.sentence): f"p{one}-{place}"
        for one, account in enumerate(case.accounts, start=1)
        for place, paragraph in enumerate(account.paragraphs, start=1)
        for told in paragraph.acts
    }
    telling = defaultdict[str, list[int]](list)
    for number, act in enumerate(acts, start=1):
        for place in dict.fromkeys(places[ground] for ground in act.before.grounds if ground in places):
            telling[place].append(number)
    return telling, places
