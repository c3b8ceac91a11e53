"""Consultations: those that one can answer, and those that are over."""

from __future__ import annotations

from datetime import date
from itertools import chain, islice
from typing import NamedTuple

from escalade.models.reader import Reader, TopicRow
from escalade.services.views.shape import Shape
from escalade.workflow.motions import Lacking, RecordConsultation, RecordResponses
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import stands_on_provisional
from escalade.workflow.subjects.hearing import IN_PERSON
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import motion_of
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.reference import round_of


class ConsultationData(Shape):
    """A consultation: how it stands, when it was held, and how many answered."""

    reference: str
    """Its topic, or the record that tells of one held before the register."""
    state: str | None
    over: bool
    title: dict[str, str]
    opens: str | None
    closes: str | None
    hearing: str
    hearing_days: list[str]
    hearing_form: str | None
    """How people take part in it: in person, virtual or hybrid."""
    hearing_place: dict[str, str]
    responses: int | Lacking | None
    provisional: bool
    audience: str


def open_consultations(standing: Standing) -> list[Topic]:
    """The topics on which everyone may answer now, or soon."""
    found = standing.find_happenings("consultation", standing.today.isoformat())
    topics = map(standing.topic, sorted(one.subject for one in found))
    return [topic for topic in topics if topic is not None and topic.launched and _is_open(topic, standing)]


def page_topics(reader: Reader, after: str, most: int, states: tuple[str, ...] = ()) -> list[TopicRow]:
    """A page of topics, the last round first, and one more if there is any."""
    last = round_of(after) if after else ""
    names = chain([last] if last else [], reader.rounds(last))
    limit = most + 1
    rows = (row for name in names for row in reader.topics(name, states, after=after * (name == last), limit=limit))
    return list(islice(rows, limit))


class PageOfConsultations(NamedTuple):
    """Some of the consultations, and the key behind which they go on."""

    told: list[ConsultationData]
    onward: str = ""


ALL = 1_000_000_000
"""More consultations than there are."""
OPEN, EARLIER = "open:", "earlier:"
"""What the key of a page begins with that ends among the open ones, or among those from before the register."""


def page_consultations(
    reader: Reader, standing: Standing, *, past: bool, after: str = "", most: int = ALL
) -> PageOfConsultations:
    """Cut a page: the open ones, those over, those before the register.

    Those that are open are left out where only the past is asked for. It begins behind the
    key that the page before named; fewer are on it where some of its topics are not over.
    """
    told: list[ConsultationData] = []
    if after.startswith(OPEN) or not (past or after):
        behind = after.removeprefix(OPEN)
        found = [one for one in open_consultations(standing) if one.reference > behind]
        told = [_describe_launched(one, standing) for one in found[:most]]
        if len(found) >= most:
            return PageOfConsultations(told, f"{OPEN}{found[most - 1].reference}")
        after = ""
    if not after.startswith(EARLIER):
        room = most - len(told)
        rows = page_topics(reader, after, room, ("launched", "closed", "cancelled"))
        told += [_describe_launched(one, standing) for one in _latest_over(rows[:room], standing)]
        if len(rows) > room:
            return PageOfConsultations(told, rows[room - 1].reference)
    return _page_earlier(told, after, standing, most)


def _latest_over(rows: list[TopicRow], standing: Standing) -> list[Topic]:
    """Those of some topics whose consultation nobody can answer any longer, the latest first."""
    found = (topic for row in rows if (topic := standing.topic(row.reference)) and is_over(topic, standing))
    return sorted(found, key=lambda topic: _phase(topic)[0] or "", reverse=True)


def _page_earlier(told: list[ConsultationData], after: str, standing: Standing, most: int) -> PageOfConsultations:
    """Those from before the register, behind what a page has already."""
    found = [_describe_earlier(*one, standing.today) for one in reversed(standing.body.consultations)]
    names, room = [one.reference for one in found], most - len(told)
    behind = after.removeprefix(EARLIER)
    start = names.index(behind) + 1 if behind in names else 0
    here = found[start : start + room]
    last = here[-1].reference if here else ""
    return PageOfConsultations([*told, *here], f"{EARLIER}{last}" if start + room < len(found) else "")


def _phase(topic: Topic) -> tuple[str | None, str | None]:
    """The first and the last day of the online phase, as last extended."""
    return (topic.launched[1].opens, topic.launched[1].closes) if topic.launched else (None, None)


def is_over(topic: Topic, standing: Standing) -> bool:
    """Whether a topic's consultation can no longer be answered."""
    return bool(topic.launched) and not _is_open(topic, standing)


def _is_open(topic: Topic, standing: Standing) -> bool:
    return topic.state == "launched" and not topic.is_online_over(when(standing.today.isoformat()))


def _describe_earlier(record: Record, motion: RecordConsultation, today: date) -> ConsultationData:
    """A consultation from before the register, of which a record of the body tells, as it stands on a day."""
    ended, met = when(motion.online_to or UNKNOWN).last, when(motion.physical or UNKNOWN).first
    held = "planned" if met and met > today else "held"
    return ConsultationData(
        reference=record.reference,
        state=None,
        over=ended is None or ended < today,
        title=dict(motion.title),
        opens=motion.online_from,
        closes=motion.online_to,
        hearing=held if motion.physical else "not on record",
        hearing_days=[motion.physical] if motion.physical else [],
        hearing_form=("virtual" if motion.virtual else IN_PERSON) if motion.physical else None,
        hearing_place={},
        responses=motion.count,
        provisional=False,
        audience=record.audience,
    )


def _describe_launched(topic: Topic, standing: Standing) -> ConsultationData:
    """A consultation that was launched here."""
    hearing, gathered = topic.hearing, motion_of(topic.last("record responses"), RecordResponses)
    planned, last = [hearing.planned] if hearing.planned else [], (hearing.sittings or (hearing,))[-1]
    return ConsultationData(
        reference=topic.reference,
        state=topic.state,
        over=is_over(topic, standing),
        title=dict(topic.version.title),
        opens=_phase(topic)[0],
        closes=_phase(topic)[1],
        hearing=hearing.state,
        hearing_days=[one.day for one in hearing.sittings] or planned,
        hearing_form=last.form if hearing.state != "not on record" else None,
        hearing_place=dict(last.place.text) if last.place else {},
        responses=gathered.count if gathered else None,
        provisional=stands_on_provisional(topic, standing),
        audience=topic.told[0].audience,
    )
