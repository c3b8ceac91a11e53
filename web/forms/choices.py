"""What the register offers for a field, so that nobody recalls a key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from escalade.services.acts.fields import Field
from escalade.web.auth.scoped_reader import Sight
from escalade.web.rendering.record_view import words_of
from escalade.workflow.motions import TakePosition
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.body import Body
from escalade.workflow.subjects.stand import obligations
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import OPEN, Topic, title_of
from escalade.workflow.values.dates import when
from escalade.workflow.values.reference import round_of

OF_A_ROUND = ("topic", "round")
MOST = 300
"""How many things are offered; a field with more is typed."""


class Choice(NamedTuple):
    """One thing that may be chosen: what is recorded, and how people know it."""

    value: str
    words: Any = ""
    """A text in its languages, or a name; the value itself where it is empty."""
    kind: str = ""
    """What it is, in a word of the procedure."""
    on: str = ""
    """Its day, where it has one."""


class Chooser(NamedTuple):
    """What is offered for a field."""

    choices: tuple[Choice, ...]
    how: str
    """`one` of these, `some` of these, or `any`, where something else may be typed."""


def find_choices(field: Field, subject: Subject, sight: Sight) -> Chooser | None:
    """What is offered for a field of an act; None where it is typed.

    Nothing is offered that the visitor may not see.
    """
    mark, is_ahead = field.of.mark, field.key in AHEAD
    found = tuple(OFFERED[mark](subject, sight)) if mark in OFFERED and not field.of.keys else ()
    if is_ahead:
        today = when(sight.standing.today.isoformat())
        found = tuple(one for one in found if not one.on or today.may_precede(when(one.on)))
    how = "any" if is_ahead or mark in AMONG_OTHERS else "some" if field.of.many else "one"
    return Chooser(found, how) if 0 < len(found) <= MOST else None


def body_languages(body: Body) -> tuple[str, ...]:
    """The languages of the body's note, then those of its name."""
    constitution = body.constitution()
    return tuple(dict.fromkeys((*constitution.languages.get("note", ()), *constitution.name))) if constitution else ()


def find_records(act: str, subject: Subject, sight: Sight, named: Iterable[str] = ()) -> list[Choice]:
    """The records of a subject that an act may be about, the newest first.

    Those that the page was asked about may be of other subjects; what was never a paper is not dispatched.
    """
    told = [*_told(subject.reference, sight)]
    if act == "dispatch":
        told = [one for one in told if one.act == "issue"]
    known = {one.reference for one in told}
    for name in dict.fromkeys(named):
        told += [one for one in _told(name.rpartition("#")[0], sight) if one.reference == name not in known]
    own = sorted(told, key=lambda one: (one.subject != subject.reference, -one.ordinal))
    return [Choice(one.reference, kind=one.act, on=one.on) for one in own]


def _told(subject: str, sight: Sight) -> Sequence[Record]:
    shown = sight.standing.subjects.get(subject) if sight.register.has(subject) else None
    return shown.told if shown else ()


def _gatherings(kind: str) -> Callable[[Subject, Sight], Iterator[Choice]]:
    def find(_subject: Subject, sight: Sight) -> Iterator[Choice]:
        """Find the meetings or sessions that can be picked."""
        for name, _, opens in sight.register.gatherings(kind):
            if one := sight.standing.gathering(name):
                words = one.convened.place if kind == "meeting" else one.convened.name
                yield Choice(one.label, words or "", kind, opens)

    return find


def _sittings(_subject: Subject, sight: Sight) -> Iterator[Choice]:
    found = (sight.standing.gathering(name) for name, *_ in sight.register.gatherings("session"))
    for session in filter(None, found):
        for number, day in session.convened.sittings.items():
            yield Choice(str(number), session.label, "sitting", day)


def _sisters(subject: Subject, sight: Sight) -> Iterator[Choice]:
    open_ones = {topic.reference for topic in sight.whole.topics_of(subject.reference) if topic.state in OPEN}
    for topic in _topics(subject, sight.standing):
        if topic.reference != subject.reference and topic.reference in open_ones:
            yield Choice(topic.reference, title_of(topic))


def _round_and_topics(subject: Subject, sight: Sight) -> Iterator[Choice]:
    if subject.kind not in OF_A_ROUND:
        return
    name = round_of(subject.reference)
    opening = sight.standing.round(name).opening
    yield Choice(name, opening.title if opening else "", "round")
    yield from (Choice(topic.reference, title_of(topic)) for topic in _topics(subject, sight.standing))


def _topics(subject: Subject, standing: Standing) -> list[Topic]:
    return [one for one in standing.topics_of(subject.reference) if one.told]


def _objections(subject: Subject, sight: Sight) -> Iterator[Choice]:
    topic = sight.standing.topic(subject.reference)
    for record in topic.told if topic else ():
        if isinstance(record.motion, TakePosition) and record.motion.stance == "object":
            yield Choice(record.reference, ", ".join(record.motion.holders), "object", record.on)


def _conditions(subject: Subject, sight: Sight) -> Iterator[Choice]:
    topic = sight.standing.topic(subject.reference)
    for one in obligations(topic, sight.standing) if topic else ():
        if one.number is not None:
            yield Choice(str(one.number), words_of(one, sight.standing), "condition")


def _symbols(subject: Subject, sight: Sight) -> Iterator[Choice]:
    if subject.kind in OF_A_ROUND:
        held = sight.standing.round(subject.reference)
        received = [motion.symbol for _, motion in held.contributions]
        issued = [motion.symbol for _, motion in held.papers]
        yield from map(Choice, dict.fromkeys(filter(None, [*received, *issued])))


OFFERED: dict[str, Callable[[Subject, Sight], Any]] = {
    "condition": _conditions,
    "language": lambda _, sight: (Choice(tag, kind="language") for tag in body_languages(sight.standing.body)),
    "meeting": _gatherings("meeting"),
    "member": lambda _, sight: map(Choice, getattr(sight.standing.body.constitution(), "names", ())),
    "objection": _objections,
    "officer": lambda _, sight: map(Choice, sight.register.officers()),
    "session": _gatherings("session"),
    "sister": _sisters,
    "sitting": _sittings,
    "symbol": _symbols,
    "topic or round": _round_and_topics,
}
"""By mark of a field, what finds what is offered."""
AHEAD = frozenset({"to_meeting", "to_session", "to_sitting"})
"""The fields that name what is still to be held; what was, or is not convened yet, is typed."""
AMONG_OTHERS = frozenset({"member", "officer", "sitting", "symbol"})
"""The marks of what may also be something that the register does not have."""
