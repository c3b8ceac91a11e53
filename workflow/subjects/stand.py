"""How a topic stands, and what its decision obliges to."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Literal, cast

import msgspec

from escalade.workflow.motions import Approve, CouncilDecision, Defer, Fulfil, Merge, RecordConsensus
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import grounds_of, waits_still
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import Topic, annulment_of
from escalade.workflow.values.dates import UNKNOWN, When, when

DECIDED = ("approve", "record consensus")
"""The acts whose decision obliges to something."""
FOLLOWED = frozenset({"agreed", "approved", "launched", "closed"})


class Obligation(msgspec.Struct, frozen=True):
    """One thing that a decision obliges to."""

    subject: str
    kind: Literal["launch", "language", "condition", "report"]
    act: str
    """The act whose record meets it."""
    record: str
    """The record of the decision."""
    due: str | None = None
    language: str | None = None
    number: int | None = None
    """The number of a condition, from 1 on."""
    met_by: str | None = None
    met_on: str | None = None
    """The day that counts, where one is due."""

    @property
    def is_late(self) -> bool:
        """Whether it was met, after the day on which it was due."""
        return bool(self.due and self.met_on) and not when(self.met_on).may_precede(when(self.due))


def obligations(topic: Topic, standing: Standing) -> tuple[Obligation, ...]:
    """List the obligations of the decision on a topic, met or not, in order."""
    record = topic.last(*DECIDED) if topic.state in FOLLOWED else None
    return tuple(_all(topic, record, standing)) if record else ()


def open_obligations(topic: Topic, standing: Standing) -> tuple[Obligation, ...]:
    """List the obligations still to be met; after a closing, no call."""
    found = (one for one in obligations(topic, standing) if one.met_by is None)
    return tuple(one for one in found if topic.state != "closed" or one.kind in {"condition", "report"})


def conditions_met(topic: Topic) -> dict[int | None, str]:
    """The conditions that were met, each with the record that met it."""
    return {one.motion.condition: one.reference for one in topic.live if isinstance(one.motion, Fulfil)}


def is_to_consider(topic: Topic, meeting: Gathering) -> bool:
    """Whether the outcome of a topic is on the agenda of a meeting.

    It is on that of each that may end once it was closed and over, until one has considered it.
    """
    closed, considered = topic.last("close"), topic.considered
    if topic.state != "closed" or closed is None:
        return False
    is_ahead = all(day.may_precede(meeting.closes) for day in (when(closed.on), topic.online_to))
    return is_ahead and (considered is None or considered.evidence.place == meeting.reference)


def _all(topic: Topic, record: Record, standing: Standing) -> Iterator[Obligation]:
    motion, owes = record.motion, partial(Obligation, subject=topic.reference, record=record.reference)
    given = motion if isinstance(motion, Approve | RecordConsensus) else RecordConsensus()
    launch, considered, met = topic.last("launch"), topic.considered, conditions_met(topic)
    opens = topic.launched[1].opens if topic.launched else None
    yield owes(
        kind="launch", act="launch", due=given.open_by, met_by=launch.reference if launch else None, met_on=opens
    )
    calls = {
        paper.language: issued.reference
        for issued, paper in standing.round(topic.reference).papers
        if (paper.kind, paper.subject) == ("call", topic.reference)
    }
    for language in given.in_languages:
        yield owes(kind="language", act="issue", language=language, met_by=calls.get(language))
    conditions = motion.conditions if isinstance(motion, CouncilDecision) else ()
    for number in range(1, len(conditions) + 1):
        yield owes(kind="condition", act="fulfil", number=number, met_by=met.get(number))
    if given.report_by:
        by, on = (considered.reference, considered.on) if considered else (None, None)
        yield owes(kind="report", act="record consideration", due=given.report_by, met_by=by, met_on=on)


Kind = Literal[
    "proposed", "debated", "put off", "agreed", "unresolved", "referred", "taken up", "approved", "to open", "open",
    "over", "closed", "cancelled", "withdrawn", "merged", "set aside", "declined", "lapsed", "annulled",
]  # fmt: skip
"""How a topic may stand: its state, and what the state leaves open."""
DECIDING = ("approve", "decline", "lapse", "refer back", "record consensus")
"""The acts by which a topic is settled, or sent back."""
OVERRULING = frozenset({"approve", "decline"})
"""The acts that settle a topic whoever objects."""
SUPERIOR = "council-secretariat"
"""The office that enters what the superior body does."""


class Decision(msgspec.Struct, frozen=True):
    """What an act decided on a topic: whose it is, and what stood against it."""

    record: Record
    by: Literal["group", "superior body"] | None
    """Who decided; nobody where no consensus was reached, nor as long as that is not endorsed."""
    waits: bool
    """Whether it waits for whom it was entered for, and no report bears it out."""
    over_objection: bool
    amended: bool = False


class Stand(msgspec.Struct, frozen=True, kw_only=True):
    """How a topic stands on a day, and by which record."""

    kind: Kind
    state: str
    by: Record | None
    decision: Decision | None
    """What was decided on it last."""
    waits: Record | None = None
    """A record by which it stands so, and that waits for whom it was entered for."""
    place: str = ""
    """The meeting or session that it is put off to, where one is named."""
    sitting: int | None = None
    into: str = ""
    """The topic that it was merged into."""
    opens: str = UNKNOWN
    closes: str = UNKNOWN
    objecting: int = 0
    """How many object, or objected still when it was decided."""
    overruled: bool = False
    """Whether it was decided over their objection."""
    late: bool = False
    """Whether the day has passed of what it waits for."""


def decision_on(topic: Topic) -> Record | None:
    """Find what was decided last on a topic."""
    return topic.last(*DECIDING)


def tell_decision(record: Record, topic: Topic, standing: Standing) -> Decision:
    """Say what an act decided on a topic."""
    waits, amended = waits_still(record, standing), topic.reference in getattr(record.motion, "amended", ())
    by: Literal["group", "superior body"] = "superior body" if record.office == SUPERIOR else "group"
    is_none = waits or record.act == "record no consensus"
    is_over = bool(topic.overruled) and record.act in OVERRULING
    return Decision(record, None if is_none else by, waits, is_over, amended)


def stand_of(topic: Topic, standing: Standing) -> Stand:
    """Say how a topic stands."""
    today, decided = when(standing.today.isoformat()), decision_on(topic)
    kind, by = _kind_of(topic, today)
    waiting = [one for one in (by, *grounds_of(topic)) if one and waits_still(one, standing)]
    merger = motion_of(topic.last("merge"), Merge)
    place, sitting, day = _destination(*topic.deferral, standing) if topic.deferral else ("", None, None)
    due = [day] if day else [when(one.due) for one in open_obligations(topic, standing) if one.due]
    return Stand(
        kind=kind,
        state=topic.state or "",
        by=by,
        decision=tell_decision(decided, topic, standing) if decided else None,
        waits=waiting[0] if waiting else None,
        place=place,
        sitting=sitting,
        into=merger.into if merger and kind == "merged" else "",
        opens=topic.online_from.text,
        closes=topic.online_to.text,
        objecting=topic.objections_told,
        overruled=bool(topic.overruled),
        late=kind == "over" or any(one.last and one.last < standing.today for one in due),
    )


def _kind_of(topic: Topic, today: When) -> tuple[Kind, Record | None]:
    """How it stands, and the record by which it does."""
    state, moved = cast("Kind", topic.state), topic.last_move or annulment_of(topic)
    if topic.deferral:
        return "put off", topic.deferral[0]
    if state == "referred" and moved and moved.act in {"take up", "introduce"}:
        return "taken up", moved
    if topic.state == "launched":
        begun: Kind = "open" if topic.online_from.may_precede(today) else "to open"
        return "over" if topic.is_online_over(today) else begun, moved
    return state, moved


def _destination(record: Record, motion: Defer, standing: Standing) -> tuple[str, int | None, When | None]:
    """The meeting or session that it is put off to, which sitting of it, and the last day of that."""
    number, place = motion.to_sitting, next(iter(motion.leads_to), "")
    if number is not None:
        session = standing.gathering(record.evidence.place)
        return record.evidence.place or "", number, session.sitting(number) if session else None
    held = standing.gathering(place)
    return place, None, held.closes if held else None
