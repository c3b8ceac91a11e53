"""How a topic stands: decided here once, as a value that others word."""

from __future__ import annotations

from typing import Literal, cast

import msgspec

from escalade.workflow.motions import Defer, Merge
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import grounds_of, waits_still
from escalade.workflow.subjects.obligation import open_obligations
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import Topic, annulment_of
from escalade.workflow.values.dates import UNKNOWN, When, when

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
    merger, launch = motion_of(topic.last("merge"), Merge), topic.launched
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
        opens=(launch and launch[1].opens) or UNKNOWN,
        closes=(launch and launch[1].closes) or UNKNOWN,
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
        return "over" if topic.is_online_over(today) else "open" if topic.is_online_begun(today) else "to open", moved
    return state, moved


def _destination(record: Record, motion: Defer, standing: Standing) -> tuple[str, int | None, When | None]:
    """The meeting or session that it is put off to, which sitting of it, and the last day of that."""
    number, place = motion.to_sitting, next(iter(motion.leads_to), "")
    if number is not None:
        session = standing.gathering(record.evidence.place)
        return record.evidence.place or "", number, session.sitting(number) if session else None
    held = standing.gathering(place)
    return place, None, held.closes if held else None
