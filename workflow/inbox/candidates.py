"""Candidates for the inbox: what one subject's own records may wait for.

The law of this module: it may name too much, and never too little. Whether
something is awaited indeed hangs on other subjects and on the day; that is
asked of the few that a page shows. Here stands what can be kept in order: for
whom, in which lot, since when, and under which subject.

A *lot* is what is due on the same day: its name begins with the act by whose day it
is due, and holds all that the day hangs on, besides the body, its meetings, and the
round that it may name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from escalade.workflow.motions import Approve, Circulate, CouncilDecision, RecordConsensus
from escalade.workflow.planning.referral import AT_THE_GROUP
from escalade.workflow.procedure import CHAIR, PROCEDURE, SAME, SECRETARIAT
from escalade.workflow.subjects.evidence import list_unproven
from escalade.workflow.subjects.language_versions import revisions, versions
from escalade.workflow.subjects.meeting import Gathering, Round, days_of
from escalade.workflow.subjects.obligation import FOLLOWED, conditions_met
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.reference import round_of
from escalade.workflow.values.step import Step

BEFORE_A_DECISION = {
    "proposed": "open debate", "debated": "record no consensus", "unresolved": "escalate", "referred": "approve",
}  # fmt: skip
"""By the state of a topic, the act whose day is that of its round."""


class Awaited(NamedTuple):
    """Something that may wait."""

    whose: str
    """The office, `for NAME` for whom an act was entered; a meeting's or session's kind for its own days."""
    lot: str
    since: str
    """A day that sorts as text."""
    subject: str


def find_candidates(subject: Subject) -> tuple[Awaited, ...]:
    """List what may be awaited of a subject that has records, each once."""
    found = [*_steps(subject)]
    for record in subject.told:
        if record.waits and not record.annulled_by:
            found += [(who, "endorse", record.on, subject.reference) for who in (CHAIR, f"for {record.entered_for}")]
    if isinstance(subject, Topic):
        found += _of_topic(subject)
    elif isinstance(subject, Round):
        for one in (*versions(subject, {}), *revisions(subject, {})):
            lot = paper_lot(one.kind, one.issued, subject.reference)
            found.append((SECRETARIAT, lot, one.since, subject.reference))
    elif isinstance(subject, Gathering) and subject.state in {"convened", "reported"}:
        found += [(subject.kind, by, day, subject.reference) for by, day in days_of(subject).items()]
    return tuple(dict.fromkeys(Awaited(whose, lot, sortable(on), name) for whose, lot, on, name in found))


def sortable(day: str) -> str:
    """The last day that a date may be, as text that sorts."""
    return (when(day).last or date.min).isoformat()


@lru_cache(maxsize=64)
def candidate_steps(kind: str, state: str | None) -> tuple[Step, ...]:
    """The steps that an office's inbox asks for, from a state."""
    return tuple(step for step in PROCEDURE.steps_from(kind, state) if step.awaited)


def is_awaited(step: Step, subject: Subject) -> bool:
    """Whether an act is asked for: a hearing while planned, others once.

    A consideration is asked for anew where something came since.
    """
    if not step.awaited or not isinstance(subject, Topic) or step.act not in {"record hearing", "record consideration"}:
        return step.awaited and not (step.to == SAME and subject.last(step.act))
    return subject.considered is None if step.act == "record consideration" else subject.hearing.next_day is not None


def lot_of(subject: Subject, office: str) -> str:
    """The lot of the steps that an office is to take with a subject."""
    state = subject.state or ""
    if not isinstance(subject, Topic):
        return "approve report"
    if state in {"referred", "unresolved"} and office == CHAIR:  # who opens the debate again, whenever that may be
        return f"reopen debate: {round_of(subject.reference)}"
    if state in BEFORE_A_DECISION:
        return f"{BEFORE_A_DECISION[state]}: {_way(subject)}"
    act = {"closed": "record consideration", "launched": "close"}.get(state, "launch")
    if act == "close" and subject.hearing.next_day:
        act = "record hearing"
    return f"{act}: {_days(subject)}"


def _way(topic: Topic) -> str:
    put_off = topic.deferral[1].to_meeting if topic.deferral and topic.state in AT_THE_GROUP else None
    awaited = topic.awaited_session if topic.state == "referred" else put_off
    return f"{awaited or ''}|{round_of(topic.reference)}"


WHILE_LAUNCHED = ("close: ", "record hearing: ")
"""How the lots of topics that are launched begin."""


def phases_in(lot: str) -> tuple[str, str]:
    """The end of the online phase and the hearing day in a lot; may be empty."""
    *_, closes, hearing = lot.split("|")
    return closes, hearing


def _days(topic: Topic) -> str:
    decided, launched = topic.last("approve", "record consensus"), topic.launched
    given = decided.motion if decided else None
    wanted = [given.open_by, given.report_by] if isinstance(given, Approve | RecordConsensus) else [None, None]
    phases = [launched[1].closes, launched[1].physical] if launched else [None, None]
    closing = topic.last("close") if topic.state == "closed" else None  # no outcome waits for a meeting before that
    held = topic.hearing.next_day or next((one.day for one in reversed(topic.hearing.sittings)), None)
    came = [closing.on if closing else None, held]
    return "|".join(day or "" for day in (decided.on if decided else "", *wanted, *came, *phases))


def _steps(subject: Subject) -> Iterator[tuple[str, str, str, str]]:
    """The steps that the table awaits; a referral only if it was decided, and else that the chair takes it up."""
    if isinstance(subject, Topic) and subject.state == "unresolved" and (latest := subject.no_consensus):
        # the chair takes it up, too, where the referral of others left it
        yield CHAIR, lot_of(subject, CHAIR), latest[0].on, subject.reference
        if not latest[1].refer:
            return
    since = subject.last_move.on if subject.last_move else UNKNOWN
    for step in candidate_steps(subject.kind, subject.state):
        if is_awaited(step, subject):
            yield from ((office, lot_of(subject, office), since, subject.reference) for office in step.offices)


def _of_topic(topic: Topic) -> Iterator[tuple[str, str, str, str]]:
    """What a topic waits for besides its next step: papers, conditions, a silence, what contradicts it."""
    name, of, move = topic.reference, round_of(topic.reference), topic.last_move
    for record in list_unproven(topic):
        yield record.office or "", "confirm", record.on, record.evidence.place or ""
    for late in topic.late_records:
        yield from ((whose, "contradiction", late.on, name) for whose in (CHAIR, SECRETARIAT))
    if move and topic.state in {"referred", "cancelled"}:  # its note; and an issued call still invites to it
        yield SECRETARIAT, f"issue: {of}", move.on, of
    circulated = topic.last("circulate") if topic.state == "debated" else None
    if circulated and isinstance(circulated.motion, Circulate) and circulated.motion.until:
        yield from ((CHAIR, lot, circulated.on, name) for lot in (silence_lot(topic), "circulate"))
    decided = topic.last("approve", "record consensus") if topic.state in FOLLOWED else None
    if decided:
        conditions = decided.motion.conditions if isinstance(decided.motion, CouncilDecision) else ()
        if not conditions_met(topic).keys() >= set(range(1, len(conditions) + 1)):
            yield SECRETARIAT, "fulfil", decided.on, name
        if topic.state == "launched" and getattr(decided.motion, "in_languages", None):
            yield SECRETARIAT, f"issue: {of}", decided.on, of


def silence_lot(topic: Topic) -> str:
    """The lot of a silence that is to be concluded."""
    return f"record consensus: {_way(topic)}"


def paper_lot(kind: str, issued: Iterable[str], group: str) -> str:
    """The lot of a paper that may lack languages."""
    return f"issue: {kind}|{','.join(sorted(issued))}|{group}"
