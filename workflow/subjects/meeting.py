"""Meetings, sessions and rounds, and the days they open and close."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, cast

from escalade.workflow.motions import COMMON, Annul, ApproveReport, Convene, Issue, OpenRound, Receive
from escalade.workflow.motions.base import Lacking, Text
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.position import Question
from escalade.workflow.subjects.subject import EVER, Happening, Subject, each, latest, motion_of
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import UNKNOWN, When, when

if TYPE_CHECKING:
    from escalade.workflow.subjects.standing import Standing


TELLING_ITS_DAYS = frozenset({"convene", "annul", "correct"})
MOST_NAMED = 6
"""So many meetings are named to choose from."""


class Gathering(Subject, frozen=True):
    """A meeting of the group or a session of the superior body."""

    approval = latest(ApproveReport)
    """The approval of its report."""

    @property
    def happenings(self) -> tuple[Happening, ...]:
        """Its days; where it was told anew, they may be any.

        For somebody it is, or was, on record with others.
        """
        stands = self.state in {"convened", "reported"}
        opens, closes = (self.opens.first, self.closes.last) if stands else (None, None)
        told = [record.act for record in self.records if record.act in TELLING_ITS_DAYS]
        last = closes.isoformat() if closes and told == ["convene"] else EVER
        return (Happening(self.kind, opens.isoformat() if opens else "", last, self.reference), *super().happenings)

    @property
    def label(self) -> str:
        """Its number or name, as in `meeting/9` or `session/NAME`."""
        return self.reference.partition("/")[2]

    @property
    def number(self) -> int | None:
        """Its number; None where it has a name."""
        return int(self.label) if self.label.isdecimal() else None

    @property
    def source(self) -> str:
        """The record that convened it; empty where none did."""
        return next((one.reference for one in self.every("convene")), "")

    @property
    def document(self) -> str | None:
        """The symbol of its report, where the approval gives it."""
        return self.approval[0].evidence.document if self.approval else None

    @cached_property
    def convened(self) -> Convene:
        """The convening as its records add up; begun anew after a calling off."""
        current = Convene()
        for record in self.every("convene"):
            before = Convene() if record.before == "annulled" else current
            current = _joined(before, cast("Convene", record.motion))
        return current

    def join_with(self, motion: Convene) -> Convene:
        """Join a further convening with the earlier ones."""
        before = Convene() if self.state == "annulled" else self.convened
        return _joined(before, motion)

    @cached_property
    def called_off(self) -> Record | None:
        """The annulment by which it was called off, unless convened again."""
        found = (one for one in reversed(self.told) if one.moved and isinstance(one.motion, Annul))
        return next(found, None) if self.state == "annulled" else None

    @cached_property
    def planned(self) -> Convene:
        """The convening as it stands, or stood until it was called off."""
        return self.until(self.called_off).convened if self.called_off else self.convened

    @property
    def opens(self) -> When:
        """Its first day."""
        return when(self.convened.opens or "unknown")

    @property
    def closes(self) -> When:
        """Its last day."""
        return when(self.convened.closes or "unknown")

    def presider_at(self, sitting: int | None) -> str | None:
        """Find who presides at a sitting, or on the whole, if that is on record."""
        return self.convened.sittings_presided_by.get(str(sitting), self.convened.presided_by)

    def sitting(self, number: int) -> When | None:
        """The day of a sitting, where the sitting is on record."""
        day = self.convened.sittings.get(str(number))
        return when(day) if day else None

    def paragraph_of(self, record: str) -> str | None:
        """The paragraph that the approved report gives to a record."""
        return self.approval[1].paragraphs.get(record) if self.approval else None


def _joined(old: Convene, new: Convene) -> Convene:
    kept = {name: getattr(new, name) or getattr(old, name) for name in Convene.__struct_fields__ if name not in COMMON}
    sitting = {name: {**getattr(old, name), **getattr(new, name)} for name in ("sittings", "sittings_presided_by")}
    texts = {name: join_texts(getattr(old, name), getattr(new, name)) for name in ("name", "place")}
    return Convene(**{**kept, **sitting, **texts})


def join_texts(old: Text | Lacking, new: Text | Lacking) -> Text | Lacking:
    """Join a text with what is given anew; what is known stays known."""
    if isinstance(old, str) or isinstance(new, str):
        return old if isinstance(new, str) and old else new or old
    return {**old, **new}


class Round(Question, frozen=True):
    """One round of choosing a topic."""

    contributions, papers = each(Receive), each(Issue)

    @cached_property
    def opening(self) -> OpenRound | None:
        """The record that opened the round."""
        return motion_of(self.last("open round"), OpenRound)

    @cached_property
    def replacements(self) -> dict[str, Receive]:
        """By record, the contributions that a revision by their senders replaced."""
        return find_replacements(self.contributions)


def find_replacements(contributions: Iterable[tuple[Record, Receive]]) -> dict[str, Receive]:
    """Find what a later revision replaced among contributions, by record."""
    from escalade.workflow.values.symbols import Symbol, SymbolError  # noqa: PLC0415  # only where there are any

    versions: dict[object, list[tuple[int, str, Receive]]] = {}
    for record, motion in contributions:
        try:
            symbol = Symbol.parse(motion.symbol)
        except SymbolError:
            continue
        revisions = [number for kind, number in symbol.marks if kind == "Rev"]
        if len(revisions) == len(symbol.marks) <= 1:  # an addendum or corrigendum replaces nothing
            key = symbol.series, symbol.path, frozenset(motion.by_state), motion.by_group
            versions.setdefault(key, []).append((sum(revisions), record.reference, motion))
    last = {key: max(found, key=itemgetter(0)) for key, found in versions.items()}
    return {name: last[key][2] for key, found in versions.items() for _, name, _ in found if name != last[key][1]}


def opening_from(kind: str, day: date, standing: Standing) -> list[Gathering]:
    """List those that open on a day or later, the first to open first."""
    found = [one for one in _held(kind, day, standing) if one.opens.first and one.opens.first >= day]
    return sorted(found, key=lambda one: (one.opens.first or date.min, one.reference))


def closing_from(kind: str, day: date | None, standing: Standing) -> list[Gathering]:
    """List those that may close on a day or later, the first to close first."""
    found = [one for one in _held(kind, day, standing) if not (day and one.closes.last and one.closes.last < day)]
    return sorted(found, key=lambda one: (one.closes.last or date.max, one.reference))


def _held(kind: str, day: date | None, standing: Standing) -> Iterator[Gathering]:
    """Those that stand, and may close on a day or later."""
    found = standing.find_happenings(kind, day.isoformat() if day else "")
    return filter(None, (standing.gathering(one.subject) for one in found))


def meetings_since(subject: Subject, standing: Standing) -> Iterator[Gathering]:
    """Find the meetings begun by today that what a subject waits for precedes.

    Where none has come since a closing, those that may have considered the outcome before are.
    """
    found = None
    for found in _begun_since(subject.last_turn, subject, standing):
        yield found
    if found is None and isinstance(subject, Topic) and subject.state == "closed":
        past = {record.evidence.place for record in subject.every("record consideration")}
        before = _begun_since(subject.last("launch"), subject, standing)
        yield from (meeting for meeting in before if meeting.reference not in past)


def _begun_since(last: Record | None, subject: Subject, standing: Standing) -> Iterator[Gathering]:
    today, moved = when(standing.today.isoformat()), when(last.on if last else UNKNOWN)
    for meeting in closing_from("meeting", moved.first, standing):
        follows = moved.may_precede(meeting.closes) and not is_over_before_the_outcome(meeting, subject)
        if meeting.opens.may_precede(today) and follows:
            yield meeting


def is_over_before_the_outcome(meeting: Gathering, subject: Subject) -> bool:
    """Whether a meeting was over before an online phase ended."""
    if not isinstance(subject, Topic) or subject.state not in {"launched", "closed"}:
        return False
    return bool(subject.list_phases_after(meeting.closes))


def meetings_to_choose_from(subject: Subject, standing: Standing) -> str:
    """Name the meetings at which something can be, if several and few."""
    found = [meeting.label for meeting in islice(meetings_since(subject, standing), MOST_NAMED + 1)]
    return ", ".join(found) if 1 < len(found) <= MOST_NAMED else ""
