"""The chair, and the secretary beside the chair."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from hashlib import sha256
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec
from fastapi import APIRouter, Response
from starlette.datastructures import FormData

from escalade.services.acts.bind import execute_all
from escalade.services.acts.fields import Field, Kind, own_fields
from escalade.templates.papers.agenda import MATTERS, find_matters
from escalade.templates.papers.follow_up import OUTCOMES
from escalade.templates.papers.report import act_paragraphs
from escalade.web.auth.scoped_reader import Sight
from escalade.web.forms.act import Doing, languages_for
from escalade.web.forms.choices import Choice, find_choices
from escalade.web.forms.form import (
    answer,
    attempt,
    changes,
    day_of,
    holder_in,
    open_form,
    prepare_form,
    spoken,
    tell_refusal,
    under_way,
)
from escalade.web.forms.form_data import Answers, Held, Posted, plain
from escalade.web.forms.sign_in import render_unsent
from escalade.web.middleware.errors import ActInThePastError, status_of
from escalade.web.middleware.request_context import Here, SignedIn, Visit
from escalade.web.operations.metrics import watch_act
from escalade.web.rendering.record_view import of_record
from escalade.web.rendering.refusal_view import Hurdle
from escalade.web.routes.office import PAGE, late_in
from escalade.workflow.inbox.pages import Inbox, bookmark_in
from escalade.workflow.motions import MOTIONS
from escalade.workflow.perform import Outcome
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.records.audience import READERS
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.language_versions import IN_ONE_LANGUAGE
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import EscaladeError, RefusalError, RequestError
from escalade.workflow.values.reference import round_of

ROUTER = APIRouter()
OFFICES = ("chair", "vice-chair", "secretariat")
BEFORE_THE_GROUP = ("debated", "unresolved", "proposed", "agreed")
"""Where a topic stands that the group may turn to, the most urgent first."""
OUTCOME = "record no consensus"
"""The act whose circumstances the table asks for: where, when and for whom are the same for all of its acts."""


@ROUTER.get("/chair")
def home(visit: SignedIn) -> Response:
    """The topics before the Group, and what was entered for the chair."""
    with visit.reading() as sight:
        return show_table(Table(visit, sight, None))


@ROUTER.post("/chair")
def submit_table(visit: Here, form: Posted) -> Response:
    """Show what the report will say of all; record what was shown."""
    if not visit.carries(form.get("form")):
        return render_unsent(visit, form)
    try:
        with visit.reading() as sight:
            table = Table(visit, sight, form)
            if not table.decided or form.get("step") != "act" or form.get("shown") != table.mark:
                return show_table(table)
            given = [one.doing.collect_fields() for one in table.decided]
        with ExitStack() as held:
            for one in given:
                held.enter_context(watch_act(visit.app_state, one.act))
            done = execute_all(given, held.enter_context(visit.app_state.writing()))
    except (RequestError, RefusalError) as error:
        with visit.reading() as sight:
            return show_table(Table(visit, sight, form), error)
    return visit.redirect_after((record for one in done for record in one.records), "/chair")


class Table:
    """The table as a request finds it, and what is chosen on it comes to."""

    def __init__(self, visit: Visit, sight: Sight, form: FormData | None) -> None:
        """Lay the topics out as on the agenda, and try what was chosen."""
        if form and sight.past:
            raise ActInThePastError
        holder_in(sight, *OFFICES)
        self.visit, self.sight, self.form, self.meeting = visit, sight, form, under_way("meeting", sight)
        typed, found = form or FormData(), list_topics(sight, visit.request.query_params.get("topics", ""))
        self.further = found[PAGE - 1].reference if len(found) > PAGE else ""
        topics = {one.reference: one for one in sorted(found[:PAGE], key=self._place)}
        chosen = (name.removeprefix("choice.") for name in typed if name.startswith("choice."))
        topics |= {name: one for name in chosen if name not in topics and (one := sight.standing.topic(name))}
        self.rows = [Row(topic, sight, typed) for topic in topics.values()]
        tags, self.mark = languages_for(OUTCOME, sight.whole.body, sight.whole.body), mark_of(typed)
        self.tongue = visit.language if visit.language in tags else tags[0]
        self.decided, self.standing = decide(self.rows, typed, sight, self.tongue)

    def _place(self, topic: Topic) -> int:
        found = find_matters(topic, self.sight.whole, self.meeting) if self.meeting else ()
        return min((MATTERS.index(one.kind) for one in found), default=len(MATTERS))

    @property
    def follow_up(self) -> str:
        """The address of the meeting's follow-up, if it concluded anything."""
        there = self.sight.standing.list_happenings(self.meeting.reference) if self.meeting else ()
        concluded = [one for one in there if one.act in OUTCOMES and not one.annulled_by]
        return address_follow_up(concluded[-1]) if concluded else ""

    @property
    def status(self) -> HTTPStatus:
        """Whether something is chosen, and nothing is in its way."""
        if self.form and not self.decided:
            return HTTPStatus.UNPROCESSABLE_ENTITY
        return HTTPStatus.OK if all(one.outcome for one in self.decided) else HTTPStatus.CONFLICT

    @property
    def circumstances(self) -> Doing | None:
        """When, where and for whom all is done; none where nothing can be."""
        answers = Answers(self.form, self.visit.request.query_params, find_defaults(self.sight))
        first = next((row.topic.reference for row in self.rows if row.ways), "")
        return Doing(OUTCOME, first, answers, self.sight) if first else None

    def report(self) -> dict[str, Any]:
        """What the report will say, once nothing is in the way."""
        language, _ = spoken(self.visit, self.standing, "report")
        told = [one.outcome for one in self.decided if one.outcome] if self.status is HTTPStatus.OK else []
        return {
            "paragraphs": [said for one in told for said in act_paragraphs(one.records, self.standing, language)],
            "records": [(record,) for one in told for record in one.records],
            "warnings": [cause for one in told for cause in one.warnings if cause.rule != IN_ONE_LANGUAGE],
            "tongue": language,
        }


def show_table(table: Table, error: EscaladeError | None = None) -> Response:
    """The table, with the sentences for the report or what is in the way."""
    visit, sight, form = table.visit, table.sight, table.form
    known = {
        "table": table,
        "scene": visit.app_state.stage.scene(),
        "standing_here": sight.standing,
        "seen": sight.register.newest(),
        "moved": changes(str(form.get("seen")), sight) if error and form else [],
        **table.report(),
        **waiting(sight, visit.request.query_params.get("after", "")),
        **late_in(sight),
    }
    return visit.page("chair/home.html", sight, known, status_of(error) if error else table.status)


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


def waiting(sight: Sight, after: str) -> dict[str, Any]:
    """A page of what was entered for the chair and is not endorsed."""
    entries, onward = Inbox(sight.standing, endorsing=True).page(PAGE, bookmark_in(after))
    records = (sight.standing.record(entry.record) for entry in reversed(entries) if entry.record)
    acts = {record.touched: record for record in records}
    shown = [(record, of_record(record, sight.whole)) for record in reversed(acts.values())]
    is_chair = bool({"chair", "vice-chair"} & set(sight.offices))
    mine = [record for record, _ in shown if is_chair or record.entered_for == sight.officer]
    return {"waiting": shown, "onward": str(onward) if onward else "", "together": mine}


@ROUTER.get("/chair/{act}/{place:path}")
def show_act(visit: SignedIn, place: str, act: str) -> Response:
    """An act of the chair, ready to be recorded, and what the report will say."""
    with visit.reading() as sight:
        return open_form(prepare_form(visit, place, act, sight, None, Touch), visit)


@ROUTER.post("/chair/{act}/{place:path}")
def submit_act(visit: Here, place: str, act: str, form: Held) -> Response:
    """Record it, or show the paragraph with the words as they now are."""
    return answer(visit, form, lambda sight: prepare_form(visit, place, act, sight, form, Touch))


def address_follow_up(record: Record) -> str:
    """The address of the follow-up of the meeting of a record."""
    meeting = f"meeting/{record.evidence.meeting}"
    return f"/rounds/{quote(round_of(record.subject))}/papers/follow-up?about={quote(meeting)}"


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


class Touch(Doing):
    """An act of the chair, on a page with the paragraph that it makes."""

    offices = OFFICES
    page = "chair/act.html"

    @property
    def known(self) -> dict[str, str]:
        """What the register knows, and the meeting under way."""
        return super().known | find_defaults(self.sight)

    def show_more(self, visit: Visit, outcome: Outcome | None) -> dict[str, Any]:
        """The paragraph for the report, and whether the room sees it."""
        standing = self.sight.whole
        for subject in outcome.subjects if outcome else ():
            standing = standing.after(subject)
        language, tags = spoken(visit, standing, "report")
        return {
            "projected": is_projected(visit),
            "paragraphs": act_paragraphs(outcome.records, standing, language) if outcome else (),
            "shown": self.sight.standing.subject(self.reference),
            "standing": self.sight.standing,
            "tongue": language,
            "tags": tags,
        }

    def onward(self, visit: Visit, outcome: Outcome) -> str:
        """Back to the table, to the follow-up, or to what the room may see."""
        if visit.request.query_params.get("issue"):  # it is recorded by now: whatever the address says refuses nothing
            named = getattr(outcome.records[0].motion, "records", ())
            endorsed = self.sight.standing.find_record(named[0]) if named else None
            if endorsed and endorsed.evidence.meeting:
                return address_follow_up(endorsed)
        return "/room" if is_projected(visit) else "/chair"


def is_projected(visit: Visit) -> bool:
    """Whether the whole room sees the page, and not the laptop alone."""
    return bool(visit.request.query_params.get("projected"))


class Way(NamedTuple):
    """What a choice does, and which fields of the act it asks for."""

    act: str
    asks: tuple[str, ...] = ()
    refers: bool = False


WAYS = {
    "open": Way("open debate"),
    "agree": Way("record consensus"),
    "no": Way("record no consensus", ("tried",)),
    "refer": Way("record no consensus", ("tried", "words"), refers=True),
    "defer": Way("defer", ("to_meeting",)),
}
"""By choice, what it does; a topic that is left is left as it is."""
CIRCUMSTANCES = ("on", "field_evidence", "entered_for", "seen")
"""How the inputs begin that hold for every row."""
UNTYPED = frozenset({"form", "step", "seen", "shown"})
"""What the table says of itself, and nobody typed."""


def acts_on(topic: Topic) -> list[str]:
    """List the acts of the chair on a topic, outcomes of a debate first."""
    steps = (step for step in PROCEDURE.steps_from("topic", topic.state) if step.stands_alone)
    mine = [step.act for step in steps if "chair" in step.offices and step.act in MOTIONS]
    return sorted(mine, key=lambda act: not act.startswith("record"))


class Row:
    """A topic on the table, with what was chosen for it."""

    def __init__(self, topic: Topic, sight: Sight, form: FormData) -> None:
        """Read what was typed into its row."""
        self.topic, self._sight, self._form = topic, sight, form
        self.acts = acts_on(topic)
        self.ways = {name: way for name, way in WAYS.items() if way.act in self.acts}
        self.hurdles: list[Hurdle] = []

    @property
    def choice(self) -> str:
        """What was chosen; empty where the topic is left."""
        chosen = self.typed("choice")
        return chosen if chosen in WAYS else ""

    @property
    def is_public(self) -> bool:
        """Whether the public may read something of it."""
        shown = self._sight.standing_of(READERS[0]).topic(self.topic.reference)
        return bool(shown and shown.told)

    @property
    def fields(self) -> dict[str, Field]:
        """The fields that its choices ask for, by their keys."""
        return {one.key: one for way in self.ways.values() for one in own_fields(way.act) if one.key in way.asks}

    def typed(self, key: str) -> str:
        """What was typed into a field of the row."""
        return plain(str(self._form.get(f"{key}.{self.topic.reference}") or "")).strip()

    def meetings(self) -> list[Choice]:
        """The meetings to come, to which it may be deferred."""
        found = find_choices(self.fields["to_meeting"], self.topic, self._sight)
        return list(found.choices) if found else []

    def find_open(self) -> list[Hurdle]:
        """Find what is in the way of an agreement on it, beside what is typed."""
        if "agree" not in self.ways:
            return []
        answers = Answers(held=find_defaults(self._sight))
        hurdles = Doing(WAYS["agree"].act, self.topic.reference, answers, self._sight).hurdles()
        return [one for one in hurdles if not one.keys]

    def papers(self) -> list[str]:
        """The documents in which it was taken up."""
        received = self._sight.standing.round(self.topic.reference).contributions
        mine = [motion.symbol for _, motion in received if self.topic.reference in motion.concerns]
        return list(dict.fromkeys(filter(None, [self.topic.version.source, *mine])))


class Decided(NamedTuple):
    """One act that rows come to, and what came of trying it."""

    doing: Doing
    rows: list[Row]
    outcome: Outcome | None


def decide(rows: Iterable[Row], form: FormData, sight: Sight, tongue: str) -> tuple[list[Decided], Standing]:
    """Try all that is chosen, each act on what those before it leave.

    What is in the way of one is said at its row. And: what all of them leave.
    """
    standing, found = sight.whole, list[Decided]()
    for way, together in _join(rows):
        doing = Doing(way.act, together[0].topic.reference, _read(way, together, form, tongue), sight)
        outcome = None
        try:
            outcome = attempt(doing, standing)
        except (RequestError, RefusalError) as error:
            for hurdle in tell_refusal(error, doing):
                at = (row for row in together if row.topic.reference == hurdle.subject)
                next(at, together[0]).hurdles.append(hurdle)
        for subject in outcome.subjects if outcome else ():
            standing = standing.after(subject)
        found.append(Decided(doing, together, outcome))
    return found, standing


def _join(rows: Iterable[Row]) -> list[tuple[Way, list[Row]]]:
    """Put rows together that are decided in one act.

    Where nothing is typed of what was tried, that is the act of the row above.
    """
    found: list[tuple[Way, list[Row]]] = []
    for row in rows:
        if row.choice:
            way = WAYS[row.choice]
            above = next((one for before, one in reversed(found) if before is way), None)
            if above and "tried" in way.asks and not any(map(row.typed, way.asks)):
                above.append(row)
            else:
                found.append((way, [row]))
    return found


def _read(way: Way, rows: list[Row], form: FormData, tongue: str) -> Answers:
    """What was typed for an act, as its own form would bring it."""
    typed: list[tuple[str, Any]] = [one for one in form.multi_items() if one[0].startswith(CIRCUMSTANCES)]
    typed += [("of", row.topic.reference) for row in rows]
    for field in own_fields(way.act):
        if field.key in way.asks and (text := rows[0].typed(field.key)):
            typed.append((f"{field.parameter}.{tongue}" if field.kind is Kind.TEXT else field.parameter, text))
        elif field.key == "words" and way.refers:
            typed.append((f"{field.parameter}.lacking", "1"))
        elif field.key == "refer" and way.refers:
            typed.append((field.parameter, "1"))
    return Answers(FormData(typed))


def mark_of(form: FormData) -> str:
    """Mark what is typed, so that it is known whether it was shown."""
    typed = [
        (name, text) for name, text in form.multi_items() if text and isinstance(text, str) and name not in UNTYPED
    ]
    return sha256(msgspec.json.encode(sorted(typed))).hexdigest()
