"""The draft agenda of a meeting: what the group has to take up, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from escalade.templates.languages.tongue import Tongue
from escalade.templates.papers.facts import decision, evidence
from escalade.templates.papers.facts.account import last_versions, place_and_dates, tell_contribution
from escalade.templates.papers.facts.activity import Window, meetings, tell_consultation, tell_where
from escalade.templates.papers.facts.evidence import group, head, superior
from escalade.templates.papers.facts.moment import on_the_eve
from escalade.templates.papers.facts.view import Facts, View, meeting_of, view_of
from escalade.templates.papers.skeleton import lay_out
from escalade.templates.values.fact import TracedFact
from escalade.templates.values.paper import Paper
from escalade.workflow.motions import Defer, RecordNoConsensus
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.stand import is_to_consider
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import OPEN, UNATTRIBUTED, Topic, find_leaving_referral
from escalade.workflow.values.dates import when
from escalade.workflow.values.reference import kind_of

MATTERS = ("outcomes", "referred_back", "unopposed", "deferred", "debated", "unresolved", "proposed")
"""The kinds of matters that a group takes up."""
AUDIENCE = "members"
"""Who reads an agenda."""
_HOW = {"refer back": "referred_back", "defer": "deferred"}


@dataclass(frozen=True, slots=True)
class Matter:
    """A topic before the group, with the record that brought it there."""

    kind: str
    topic: Topic
    record: Record | None = None


def matters(standing: Standing, meeting: Gathering) -> tuple[Matter, ...]:
    """Every topic that the group has to take up at a meeting."""
    rounds = sorted(name for name in standing.subjects if kind_of(name) == "round")
    topics = (topic for name in rounds for topic in standing.topics_of(name))
    return tuple(found for topic in topics for found in find_matters(topic, standing, meeting))


def find_matters(topic: Topic, standing: Standing, meeting: Gathering) -> Iterator[Matter]:
    """Make the item of one topic, if there is anything to take up."""
    if topic.state == "proposed":
        yield Matter("proposed", topic)
    if is_to_consider(topic, meeting) or _comes_due(topic, meeting):
        yield Matter("outcomes", topic)
    if topic.state == "unresolved":
        motion = motion_of(record := topic.last("record no consensus"), RecordNoConsensus)
        left = find_leaving_referral(topic, standing.topics_of(topic.reference))
        if motion is None or not motion.refer or left:
            yield Matter("unresolved", topic, record)
    if topic.state == "referred" and topic.show_to(topic.reader or AUDIENCE).last_lifting:
        yield Matter("unopposed", topic)
    if topic.state == "debated":
        record = topic.last("refer back", "defer", "open debate", "reopen debate")
        if record is None or not _is_left_to_later(record, standing, meeting):
            how = _HOW.get(record.act, "debated") if record else "debated"
            yield Matter(how, topic, record if how != "debated" else None)


def _comes_due(topic: Topic, meeting: Gathering) -> bool:
    """Whether a consultation that goes on will be over by a meeting."""
    if topic.state != "launched" or topic.launched is None or topic.considered:
        return False
    ends = [when(day) for day in (topic.launched[1].closes, topic.hearing.next_day) if day]
    return bool(ends) and all(end.last is not None and end.may_precede(meeting.opens) for end in ends)


def _is_left_to_later(record: Record, standing: Standing, meeting: Gathering) -> bool:
    """Whether a topic was deferred to a meeting after this one."""
    motion = motion_of(record, Defer)
    place = next(iter(motion.leads_to), "") if motion else ""
    other = standing.gathering(place)
    return not other.opens.may_precede(meeting.opens) if other else standing.is_ahead(place)


def agenda(reference: str, standing: Standing, tongue: Tongue) -> Paper:
    """The draft agenda of a meeting, from what stood when it opened.

    Raises:
        NothingToSayError: the meeting was not convened, or called off.
    """
    meeting = meeting_of("agenda", reference, standing)
    view = view_of(on_the_eve(meeting, standing), tongue)
    return lay_out("agenda", view, facts(view, meeting), numbered="sections")


def facts(view: View, meeting: Gathering) -> Facts:
    """What an agenda tells: which meeting it is, and what is before it."""
    found = matters(view.standing, meeting)
    return {
        "meeting": evidence.meeting_name(view, meeting),
        "group": group(view),
        "superior": superior(view),
        "session": head(view),
        "place": place_and_dates(view, meeting),
        "reports": _reports(view, meeting),
        "matters": {kind: [_topic(view, one, found) for one in found if one.kind == kind] for kind in MATTERS},
        "contributions": _contributions(view),
    }


def _reports(view: View, meeting: Gathering) -> list[Facts]:
    """The reports of earlier meetings whose approval is not on record."""
    earlier = meetings(view, Window(None, meeting.opens))
    pending = [one for one in earlier if one.approval is None and one.reference != meeting.reference]
    return [
        {
            "one": len(pending) == 1,
            "meeting": evidence.meeting_name(view, one),
            "document": view.symbol(one.document, one.source) if one.document else None,
        }
        for one in pending
    ]


def _round_of(view: View, topic: Topic, among: Iterable[Matter]) -> TracedFact | None:
    title = str(evidence.topic_title(view, topic))
    alike = [one for one in among if str(evidence.topic_title(view, one.topic)) == title]
    return view.plain(topic.reference.partition("/")[0], topic.told[0].reference) if len(alike) > 1 else None


def _topic(view: View, matter: Matter, among: Iterable[Matter]) -> Facts:
    """One topic, with what was decided on it, and what was received."""
    topic = matter.topic
    birth, record, is_held = topic.last("propose", "introduce"), matter.record, matter.kind == "outcomes"
    source = birth.reference if birth else topic.told[0].reference
    referred, considered = topic.last("escalate"), topic.last("record consideration")
    document = referred.evidence.document if referred and not is_held else None
    is_considered = is_held and not topic.considered
    return {
        "title": evidence.topic_title(view, topic),
        "round": _round_of(view, topic, among),
        "sponsors": [decision.sponsor(view, name, source) for name in topic.sponsors if name != UNATTRIBUTED],
        "consultation": (*tell_consultation(view, topic), *tell_where(view, topic)) if is_held else (),
        "considered": decision.tell_when(view, considered) if considered and is_considered else None,
        "decided": decision.tell_with_proof(view, record) if record and record.evidence.document else None,
        "guidance": decision.quote_decision(view, record, "guidance") if record else None,
        "document": view.symbol(document, referred.reference) if referred and document else None,
        "received": _received(view, topic),
    }


DISPOSES = ("record consensus", "record no consensus", "refer back", "launch")
"""The acts that end what was said before them; a deferral does not."""


def _received(view: View, topic: Topic) -> list[Facts]:
    """The contributions on a topic that no decision on it disposed of."""
    since, received = topic.last(*DISPOSES), view.round(topic.reference).contributions
    mine = [
        one for one in received if topic.reference in one[1].concerns and (not since or _comes_after(one[0], since))
    ]
    return [tell_contribution(view, *one) for one in last_versions(mine, AUDIENCE)]


def _contributions(view: View) -> list[Facts]:
    """The contributions on a choice as a whole that is still to be made: a topic is open, or none is there."""
    rounds = [view.round(name) for name in sorted(view.standing.subjects) if kind_of(name) == "round"]
    topics = {one.reference: [*view.standing.topics_of(one.reference)] for one in rounds}
    still = {name for name, every in topics.items() if not every or any(one.state in OPEN for one in every)}
    every = [one for round_ in rounds if round_.reference in still for one in round_.contributions]
    whole = [one for one in every if not any(map(view.topic, one[1].concerns))]
    return [tell_contribution(view, *one) for one in last_versions(whole, AUDIENCE)]


def _comes_after(record: Record, since: Record) -> bool:
    return record.at > since.at if record.on == since.on else when(since.on).may_precede(when(record.on))
