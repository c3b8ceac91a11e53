"""Which referral a note is about: the latest, or the draft of the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from escalade.templates.papers.facts.moment import before
from escalade.templates.papers.facts.view import NothingToSayError
from escalade.workflow.motions import Escalate
from escalade.workflow.planning.basis import newest
from escalade.workflow.records.audience import may_read
from escalade.workflow.records.record import Record
from escalade.workflow.records.validation import unknown
from escalade.workflow.subjects.as_of import REWORDED, had_effect, standing_as_of
from escalade.workflow.subjects.issued_paper import first_of
from escalade.workflow.subjects.stand import DECIDED
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import OPEN, Topic
from escalade.workflow.values.dates import When, when
from escalade.workflow.values.errors import Message
from escalade.workflow.values.reference import record_parts
from escalade.workflow.values.symbols import bare_symbol

RETAINED = frozenset({"agreed", "launched", "closed"})
"""States of a topic that was agreed by consensus, or approved."""
ENDED = {"merged": "merge", "set aside": "set aside", "withdrawn": "withdraw"}
"""By state of a topic that is no longer before the group, the act by which it came there."""


@dataclass(frozen=True)
class Referral:
    """An act of escalation with the standing it met, or what is next."""

    round: str
    standing: Standing
    topics: tuple[Topic, ...]
    day: When
    records: tuple[Record, ...] = ()
    """The records of the act; none for a draft."""
    to_session: str | None = None
    still_open: tuple[Topic, ...] = ()
    left: tuple[Topic, ...] = ()
    """Topics of the round that the act left before the group."""
    agreed: tuple[Topic, ...] = ()
    """Topics of the round that the group had agreed by consensus since its last referral."""
    agreed_on_others: bool = False
    """Whether it ever had on any, so that the topics referred are named apart from them."""
    opened: tuple[Topic, ...] = ()
    """Other topics of the round on which something was opened since its last referral, and goes on."""
    ended: tuple[Topic, ...] = ()
    """Topics of the round that were merged, set aside or withdrawn since its last referral."""
    told: frozenset[str] = frozenset()
    """The records of the round of which the note on its last referral told, or could."""

    @property
    def record(self) -> Record | None:
        """The record of the act; of the latest day, where its records differ."""
        return newest(self.records)

    @property
    def is_draft(self) -> bool:
        """Whether nothing was referred yet."""
        return not self.records

    @property
    def motion(self) -> Escalate:
        """The motion to escalate; an empty one for a draft."""
        return motion_of(self.record, Escalate) or Escalate()


def referral_of(reference: str, standing: Standing, to_session: str | None) -> Referral:
    """The referral that a note of this round is about."""
    escalations = sorted(_escalations(reference, standing), key=_order)
    if to_session:
        escalations = [record for record in escalations if _destination(record) == to_session]
    latest = escalations[-1] if escalations else None
    if latest and (to_session or not _is_overtaken(latest, reference, standing)):
        return _past(reference, latest, standing)
    if to_session and standing.gathering(session := f"session/{to_session}") is None:
        raise unknown(session, "session", standing)
    return _draft(reference, standing, to_session)


def find_next_symbol(reference: str, standing: Standing, to_session: str | None, day: date) -> str | None:
    """Find the symbol of a round's first note after a day.

    It is what a draft of that day became.
    """
    zone = standing.body.time_zone
    made = (one for one in _escalations(reference, standing) if to_session in {None, _destination(one)})
    later = [one for one in made if not had_effect(one, day, zone)]
    first = min(later, key=lambda one: (when(one.on).last or date.max, *_order(one)), default=None)
    return first.evidence.document if first else None


def as_of_its_day(referral: Referral, standing: Standing, day: date | None) -> Referral:
    """A referral that happened, as it was known on a day of its own."""
    if referral.record is None or day is None or day >= standing.today:
        return referral
    seen = standing_as_of(standing, day, REWORDED)
    return _past(referral.round, seen.record(referral.record.reference), seen)


def was_made_by(referral: Referral, standing: Standing, day: date | None) -> bool:
    """Whether a referral had been made by the end of a day.

    One that was annulled and made again was not, on the day of the first.
    """
    if day is None or day >= standing.today:
        return True
    seen = standing_as_of(standing, day, REWORDED)
    return all(seen.subject(one.subject).record(one.reference) for one in referral.records)


def last_escalation(standing: Standing, before: Record | None = None) -> Record | None:
    """The last escalation of any round, as far as it holds.

    Args:
        standing: what is looked at.
        before: the act that it met, where it is of one.
    """
    own = [record_parts(name)[0] for name in before.touched] if before else []
    made = [record for name in own for record in _escalations_of(name, standing)]
    rows = (one for one in standing.find_happenings("referral") if before is None or one.first <= before.at)
    for row in sorted(rows, key=attrgetter("last"), reverse=True):
        if any(row.last < record.at for record in made):
            break  # none of what was referred last by then is the last
        made += _escalations_of(row.subject, standing)
    return max(made, key=_order, default=None)


def _escalations_of(name: str, standing: Standing) -> list[Record]:
    topic = standing.topic(name)
    return [record for record, _ in topic.escalations] if topic else []


def _order(record: Record) -> tuple[str, int]:
    return record.at, record.touched.index(record.reference)


def _escalations(reference: str, standing: Standing) -> Iterator[Record]:
    for topic in standing.topics_of(reference):
        yield from (record for record, _ in topic.escalations)


def _destination(record: Record) -> str | None:
    motion = motion_of(record, Escalate)
    return motion.to_session if motion else None


def _is_overtaken(latest: Record, reference: str, standing: Standing) -> bool:
    """Whether a topic of that act stands before the Group again, or no consensus was reached since on one it left."""
    motion, topics = motion_of(latest, Escalate), list(standing.topics_of(reference))
    own = {name.rpartition("#")[0] for name in latest.touched}
    left = [topic for topic in topics if motion and topic.reference in motion.leaving and topic.state == "unresolved"]
    failed = any(topic.no_consensus[0].at > latest.at for topic in left if topic.no_consensus)
    return failed or any(topic.state in OPEN for topic in topics if topic.reference in own)


def _past(reference: str, latest: Record, standing: Standing) -> Referral:
    """A referral that happened, with the standing it met."""
    records = standing.find_act(latest)
    met = before(latest, standing)
    topics = tuple(topic for record in records if (topic := met.topic(record.subject)) is not None)
    motion = motion_of(records[0], Escalate) or Escalate()
    named = (met.topic(name) for name in motion.leaving)
    left = tuple(topic for topic in named if topic is not None and topic.state in OPEN)  # not merged by then, told late
    among = [topic for one in standing.topics_of(reference) if (topic := met.topic(one.reference)) is not None]
    day = when((newest(records) or latest).on)  # where the days of one act differ, the note is of the latest
    return Referral(
        reference, met, topics, day, records, motion.to_session, left=left, **_since_the_last(reference, among, met)
    )


def _since_the_last(reference: str, topics: Sequence[Topic], met: Standing) -> dict[str, Any]:
    """What came of the topics of a round since its last referral, whose note told what was before."""
    last = max((record for topic in topics for record, _ in topic.escalations), key=_order, default=None)
    at = last.at if last else ""
    agreed = _agreed(topics)
    anew = tuple(topic for topic in agreed if (record := topic.last(*DECIDED)) and record.at > at)
    launched = [(topic, topic.last("launch")) for topic in topics if topic.state == "launched" and topic not in anew]
    opened = tuple(
        topic for topic, record in launched if at and record and record.at > at and _may_be_told(topic, record)
    )
    ended = tuple(topic for topic in topics if (record := find_ending(topic)) and record.at > at)
    since = {"agreed": anew, "opened": opened, "ended": ended}
    return {"told": _find_told(reference, last, met), "agreed_on_others": bool(agreed), **since}


def _find_told(reference: str, last: Record | None, met: Standing) -> frozenset[str]:
    """Find the records of a round of which the note on a referral told.

    What was recorded late belongs into it by its day, unless its papers went out without it.
    """
    if last is None:
        return frozenset()
    own = bare_symbol(last.evidence.document)
    copies = met.round(reference).papers
    notes = (copy for copy in copies if (copy[1].kind, copy[1].subject, copy[1].symbol) == ("note", None, own))
    papers = [first_of(copy, met)[0] for copy in notes]
    latest = max((last.at, *(one.at for one in papers))) if papers else None
    known = before(last, met).round(reference).told
    return frozenset(one.reference for one in known if latest is None or one.at <= latest)


def _agreed(topics: Iterable[Topic]) -> tuple[Topic, ...]:
    """The topics that the group had agreed by consensus, as far as readers of a note may know."""
    decided = ((topic, topic.last(*DECIDED)) for topic in topics if topic.state in RETAINED)
    return tuple(
        topic
        for topic, record in decided
        if record and record.act == "record consensus" and _may_be_told(topic, record)
    )


def find_ending(topic: Topic) -> Record | None:
    """Find by what act a topic was merged, set aside or withdrawn.

    None where readers of a note may not know it.
    """
    record = topic.last(ENDED[topic.state]) if topic.state in ENDED else None
    return record if record and _may_be_told(topic, record) else None


def _may_be_told(topic: Topic, record: Record) -> bool:
    return may_read(topic.reader or "members", record.audience)


def _draft(reference: str, standing: Standing, to_session: str | None) -> Referral:
    """The referral that would be next."""
    topics = tuple(standing.topics_of(reference))
    unresolved = tuple(topic for topic in topics if topic.state == "unresolved")
    still_open = tuple(topic for topic in topics if topic.state in {"proposed", "debated"})
    if not unresolved and not still_open:
        raise NothingToSayError(
            kind="note",
            of=reference,
            problem=Message("none of its topics is proposed, debated or unresolved, so that nothing can be referred."),
        )
    today = When(standing.today.isoformat(), standing.today, standing.today)
    return Referral(
        reference,
        standing,
        unresolved,
        today,
        to_session=to_session,
        still_open=still_open,
        **_since_the_last(reference, topics, standing),
    )
