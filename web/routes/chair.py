"""The chair, and the secretary beside the chair."""

from __future__ import annotations

from collections import Counter
from http import HTTPStatus
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Query, Response
from starlette.datastructures import FormData

from escalade.templates.papers.report import TOLD, act_paragraphs
from escalade.web.forms.act import Doing, languages_for
from escalade.web.forms.form import FormPage, ahead, answer, day_of, facts, holder_in, prepare_form, under_way
from escalade.web.forms.form_data import Posted
from escalade.web.forms.held_files import Held
from escalade.web.forms.sign_in import render_unsent
from escalade.web.i18n.language import spoken
from escalade.web.middleware.request_context import Here
from escalade.web.rendering.address import address, reference_at
from escalade.web.rendering.record_view import of_record
from escalade.web.routes.office import PAGE, late_in
from escalade.workflow.inbox.pages import Inbox, bookmark_in
from escalade.workflow.motions import MOTIONS
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.records.audience import READERS
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.web.auth.scoped_reader import Sight
    from escalade.web.middleware.request_context import Visit
    from escalade.workflow.perform import Outcome
    from escalade.workflow.subjects.topic import Topic

ROUTER = APIRouter()
OFFICES = ("chair", "vice-chair", "secretariat")
BEFORE_THE_GROUP = ("debated", "unresolved", "proposed", "agreed")
"""Where a topic stands that the group may turn to, the most urgent first."""
REFERRAL, SHOWN, OUTCOME = "refer", "show", "record no consensus"
"""What one presses to refer topics at once, or to see first what the report will say, and the act that does it."""
TOO_FEW, TOO_MANY = "none", "several"
"""What is said of the ticks where an act cannot be done on them."""
TRIED = "field_tried."
"""The input of what was tried, before its language."""
REFERRED = {"field_refer": "1", "field_words.lacking": "1"}
"""What a referral from the table says, beside what was tried."""


@ROUTER.get("/chair")
def home(visit: Here, after: str = "", topics: str = "", ticked: str = "") -> Response:
    """Today's topics, and what was entered for the chair."""
    if not visit.officer:
        return visit.redirect("/sign-in?next=/chair")
    return render_table(visit, after, topics, ticked=ticked)


def render_table(visit: Visit, after: str = "", topics: str = "", *, ticked: str = "", tried: str = "") -> Response:
    """The table, with what was typed on it where no topic was ticked."""
    with visit.reading() as sight:
        holder_in(sight, *OFFICES)
        known = {
            **list_cards(sight, topics),
            "meeting": under_way("meeting", sight),
            "scene": visit.app_state.stage.scene(),
            "standing_here": sight.standing,
            "ticked": ticked if ticked in {TOO_FEW, TOO_MANY} else "",
            "tried": tried,
            "tongue": choose_tongue(visit, sight),
            "given": find_defaults(sight),
            **waiting(sight, after),
            **late_in(sight),
            "seen": sight.register.newest(),
        }
        mine = {"chair", "vice-chair"} & set(sight.offices)
        records = [record for record, _ in known["waiting"] if mine or record.entered_for == sight.officer]
        known["together"] = records
        status = HTTPStatus.UNPROCESSABLE_ENTITY if tried else HTTPStatus.OK
        return visit.page("chair/home.html", sight, known, status)


def list_cards(sight: Sight, after: str) -> dict[str, Any]:
    """The topics of the table with their acts, and those that they share."""
    found = list_topics(sight, after)
    public, rows = sight.standing_of(READERS[0]), [(topic, acts_on(topic)) for topic in found[:PAGE]]
    shared = list_common_acts(acts for _, acts in rows)
    return {
        "public": {topic.reference for topic in found if (one := public.topic(topic.reference)) and one.told},
        "topics": [(topic, [act for act in acts if act not in shared]) for topic, acts in rows],
        "shared": shared,
        "leads": any(act.startswith(("record", "open")) for act in shared),
        "further": found[PAGE - 1].reference if len(found) > PAGE else "",
    }


def choose_tongue(visit: Visit, sight: Sight) -> str:
    """The language of the page where the body has it, else its first."""
    tags = languages_for(OUTCOME, sight.whole.body, sight.whole.body)
    return visit.language if visit.language in tags else tags[0]


def list_topics(sight: Sight, after: str) -> list[Topic]:
    """List topics that the group may turn to, those under debate first.

    They begin behind one, and are one more than a page shows.
    """
    last = sight.standing.topic(after) if after else None
    place = BEFORE_THE_GROUP.index(last.state) if last and last.state in BEFORE_THE_GROUP else 0
    found: list[Topic] = []
    for state in BEFORE_THE_GROUP[place:]:
        behind = after if last and state == last.state else ""
        rows = sight.register.topics(states=(state,), after=behind, limit=PAGE + 1 - len(found))
        found += [topic for row in rows if (topic := sight.standing.topic(row.reference))]
        if len(found) > PAGE:
            break
    return found


def acts_on(topic: Topic) -> list[str]:
    """List the acts of the chair on a topic, the outcomes of a debate first."""
    steps = (step for step in PROCEDURE.steps_from("topic", topic.state) if step.stands_alone)
    mine = [step.act for step in steps if "chair" in step.offices and step.act in MOTIONS]
    return sorted(mine, key=lambda act: not act.startswith("record"))


def list_common_acts(found: Iterable[list[str]]) -> list[str]:
    """List the acts that topics share, those done on several at once first."""
    counted = Counter(act for acts in found for act in acts)
    several = [act for act, number in counted.items() if number > 1]
    return sorted(several, key=lambda act: MOTIONS[act].argument != "topics")


@ROUTER.get("/chair/together")
def choose_together(visit: Here, act: str = "", of: Annotated[list[str] | None, Query()] = None) -> Response:
    """Lead to one form for all topics that were ticked."""
    return lead_together(visit, act, of or ())


def lead_together(visit: Visit, act: str, of: Iterable[str]) -> Response:
    """Lead to one form for all topics ticked; else back to the table."""
    chosen = list(dict.fromkeys(of))
    refers = act in {REFERRAL, SHOWN}
    name = OUTCOME if refers else act
    is_alone = name in MOTIONS and MOTIONS[name].argument != "topics"
    if not chosen or (is_alone and len(chosen) > 1):
        return visit.redirect(f"/chair?ticked={TOO_MANY if chosen else TOO_FEW}#topics")
    asked = [*(("of", one) for one in chosen if not is_alone), *([(REFERRAL, "1")] if refers else [])]
    return visit.redirect(f"/chair/{name.replace(' ', '-')}{address(chosen[0])}?{urlencode(asked)}")


@ROUTER.post("/chair/together")
def submit_together(visit: Here, form: Posted) -> Response:
    """Refer what is ticked by the sentence typed; else lead to a form."""
    if not visit.carries(form.get("form")):
        return render_unsent(visit, form)
    act, chosen = str(form.get("act") or ""), [str(one) for one in form.getlist("of")]
    tried = next((text for name, text in form.items() if name.startswith(TRIED) and str(text).strip()), "")
    if not tried or act not in {REFERRAL, SHOWN, OUTCOME}:
        return lead_together(visit, act, chosen)
    if not chosen:
        return render_table(visit, ticked=TOO_FEW, tried=str(tried))
    sent, place = complete_referral(form, act), f"topics/{chosen[0]}"
    return answer(
        visit,
        sent,
        lambda sight: prepare_form(visit, place, OUTCOME, sight, sent, Doing, offices=OFFICES),
        Touch(visit),
    )


def complete_referral(form: FormData, act: str) -> FormData:
    """What was typed on the table, as the form of the act has it."""
    said = {"step": str(form.get("step") or ("act" if act == REFERRAL else "preview"))}
    said |= {} if act == OUTCOME else REFERRED
    return FormData([*((name, text) for name, text in form.multi_items() if name not in said), *said.items()])


def waiting(sight: Sight, after: str) -> dict[str, Any]:
    """A page of what was entered for the chair and is not endorsed.

    Raises:
        MalformedBookmarkError: the text names no place.
    """
    entries, onward = Inbox(sight.standing, endorsing=True).page(PAGE, bookmark_in(after))
    records = (sight.standing.record(entry.record) for entry in reversed(entries) if entry.record)
    acts = {record.touched: record for record in records}
    shown = [(record, of_record(record, sight.whole)) for record in reversed(acts.values())]
    return {"waiting": shown, "onward": str(onward) if onward else ""}


@ROUTER.get("/chair/paragraph/{place:path}/records/{ordinal}")
def paragraph(visit: Here, place: str, ordinal: int) -> Response:
    """The paragraph for the report on what was recorded, to be projected."""
    if not visit.officer:
        return visit.redirect(f"/sign-in?next={quote(visit.path)}")
    with visit.reading() as sight:
        holder_in(sight, *OFFICES)
        record = sight.standing.record(f"{reference_at(place)}#{ordinal}")
        records = [sight.whole.record(name) for name in record.touched]
        language, tags = spoken(visit, sight.whole, "report")
        known = {
            "record": record,
            "paragraphs": act_paragraphs(records, sight.whole, language),
            "tongue": language,
            "tags": tags,
            "words": any(one.kind in {"text", "texts"} for one in of_record(record, sight.standing)),
            "projected": bool(visit.request.query_params.get("projected")),
        }
        return visit.page("chair/paragraph.html", sight, known)


@ROUTER.get("/chair/{act}/{place:path}")
def show_act(visit: Here, place: str, act: str) -> Response:
    """An act of the chair, ready to be recorded, and what the report will say."""
    if not visit.officer:
        return visit.redirect(f"/sign-in?next={quote(visit.path)}")
    with visit.reading() as sight:
        doing = prepare_form(visit, place, act, sight, None, Doing, given=find_defaults(sight), offices=OFFICES)
        hurdles, outcome = ahead(doing)
        page = Touch(visit)
        return visit.page(page.name, sight, {**facts(doing), "hurdles": hurdles, **page.more(doing, outcome)})


@ROUTER.post("/chair/{act}/{place:path}")
def submit_act(visit: Here, place: str, act: str, form: Held) -> Response:
    """Record it, or show the paragraph with the words as they now are."""
    return answer(
        visit, form, lambda sight: prepare_form(visit, place, act, sight, form, Doing, offices=OFFICES), Touch(visit)
    )


def find_defaults(sight: Sight) -> dict[str, str]:
    """The meeting under way, its day, and for whom the secretariat enters."""
    meeting, given = under_way("meeting", sight), {}
    on = day_of(meeting, sight.whole.today) if meeting else sight.whole.today.isoformat()
    if meeting:
        given = {"field_evidence__meeting": meeting.label, "on": on}
    if not {"chair", "vice-chair"} & set(sight.offices):
        presiding = (meeting.convened.presided_by if meeting else None) or ""
        chairs = [term.name for term in sight.whole.body.holders("chair", when(on))]
        given["entered_for"] = presiding or next(iter(chairs), "")
    return given


class Touch(FormPage):
    """The page of an act of the chair, with the paragraph that it makes."""

    name = "chair/act.html"

    def __init__(self, visit: Visit) -> None:
        """Show it on the laptop, or to the whole room."""
        self._visit = visit
        self._projected = bool(visit.request.query_params.get("projected"))

    def more(self, doing: Doing, outcome: Outcome | None) -> dict[str, Any]:
        """The paragraph for the report, and whether the room sees it."""
        standing = doing.sight.whole
        for subject in outcome.subjects if outcome else ():
            standing = standing.after(subject)
        language, tags = spoken(self._visit, standing, "report")
        paragraphs = act_paragraphs(outcome.records, standing, language) if outcome else ()
        shown = doing.sight.standing.subject(doing.reference)
        known = {
            "projected": self._projected,
            "paragraphs": paragraphs,
            "shown": shown,
            "standing": doing.sight.standing,
        }
        return {**known, "tongue": language, "tags": tags}

    def onward(self, outcome: Outcome) -> str:
        """To the paragraph, as it is now on record."""
        record = outcome.records[0]
        told_ = f"/chair/paragraph{address(record.reference)}" if record.act in TOLD else "/chair"
        return f"{told_}?projected=1" if self._projected and record.act in TOLD else told_
