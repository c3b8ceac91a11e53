"""Facts that were recorded late and contradict what is on record: derived, never stored.

Each record is tried on what precedes it in order of happening, with and without
what was recorded after it; what differs is a contradiction. Both stand until one
is annulled or corrected, or what ended the later one is entered.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalade.workflow.records.audience import may_read
from escalade.workflow.records.history import is_move
from escalade.workflow.rules.trial.retrial import Ground, causes_of, has_row
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import StepNotAllowedError
from escalade.workflow.values.message import Message, Messages, Series
from escalade.workflow.values.remedy import Cause, Remedy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject
    from escalade.workflow.subjects.topic import Topic

CONTRADICTS = "fact_contradicts_what_is_on_record"
"""How a contradiction is called among warnings."""
RESTING = frozenset({"endorse", "escalate", "launch"})
"""Acts that carry a decision on, and are warned where what it rests on is contradicted."""
BOTH_STAND = Remedy(
    kind="none",
    note=Message("Both stand until one is annulled or corrected, or what ended the other is entered."),
)


class Contradiction(NamedTuple):
    """A record, and another that was recorded after it and says that it could not be."""

    record: Record
    late: Record
    cause: Cause
    """What would have been in the way of the record."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from others."""
        return self.record.reference, self.late.reference, self.cause.rule

    @property
    def warning(self) -> Cause:
        """It, as whoever enters the later one is warned."""
        facts = {"record": self.record.reference, "late": self.late.reference, "problem": self.cause.problem}
        said = Message("{late} contradicts {record}: {problem}", **facts)
        sentence = Messages(said, BOTH_STAND.note)
        return Cause(
            rule=CONTRADICTS,
            subject=self.record.subject,
            sentence=sentence,
            remedy=BOTH_STAND,
            severity="warning",
        )


def find_contradictions(subject: Subject, standing: Standing) -> list[Contradiction]:
    """Find what was recorded late and contradicts what was on record."""
    return list(_found(subject, standing)) if subject.late_records else []


def show_contradictions(topic: Topic, standing: Standing, reader: str) -> list[Contradiction]:
    """Give the contradictions of which a reader may read both records."""
    found = find_contradictions(topic.show_to(None), standing)
    return [one for one in found if _hidden(one, reader) == ()]


def find_untold(topic: Topic, standing: Standing, reader: str) -> list[Record]:
    """Find what contradicts a record that a reader may read, and may not be read by them.

    Nothing of it is told to them, not even that there is something.
    """
    found = (_hidden(one, reader) for one in find_contradictions(topic.show_to(None), standing))
    return [hidden[0] for hidden in found if len(hidden) == 1]


def _hidden(one: Contradiction, reader: str) -> tuple[Record, ...]:
    """Of two records that contradict each other, those that a reader may not read."""
    return tuple([record for record in (one.record, one.late) if not may_read(reader, record.audience)])


def _found(subject: Subject, standing: Standing) -> Iterator[Contradiction]:
    live = subject.live
    for place, record in enumerate(live):
        earlier = live[:place]
        made_since = [one for one in earlier if one.ordinal > record.ordinal]
        left_by = [one for one in made_since if is_move(one) and not has_row(record, one.after)]
        if left_by and not has_row(record, record.before):
            yield Contradiction(record, left_by[0], _without_row(record, left_by[0]))
            continue
        causes = list(causes_of(record, Ground(earlier, standing))) if made_since else []
        for late in made_since if causes else ():
            rest = tuple(one for one in earlier if one is not late)
            without = list(causes_of(record, Ground(rest, standing)))
            keys = {_key(cause) for cause in without}
            cause = next((cause for cause in causes if _key(cause) not in keys), None)
            if cause is not None and not _ends_something(late, len(causes), len(without)):
                yield Contradiction(record, late, cause)


def _ends_something(late: Record, causes: int, without: int) -> bool:
    """Whether a record ends an objection, for some who hold it, and leaves no more in the way than there was."""
    return late.act == "lift objection" and causes <= without


def _without_row(record: Record, move: Record) -> Cause:
    """That a record has no row in the state to which a move led."""
    sentence = StepNotAllowedError(record.subject, move.after, record.act, (), record.on).stands
    nothing = Remedy(kind="none")
    return Cause(rule="step_is_in_the_table", subject=record.subject, sentence=sentence, remedy=nothing)


def _key(cause: Cause) -> tuple[str, str]:
    return cause.rule, str(cause.problem)


def new_contradictions(before: Subject, after: Subject, standing: Standing) -> Iterator[Cause]:
    """Warn of each contradiction that an act brings about."""
    if not after.late_records:
        return
    known = {one.key for one in find_contradictions(before, standing)}
    yield from (one.warning for one in find_contradictions(after, standing) if one.key not in known)


def warn_of_what_came_later(record: Record, before: Subject, standing: Standing) -> Iterator[Cause]:
    """Warn of an act that rests on what took effect after its day: one of the two days is wrong."""
    later = [one for one in before.live if not when(one.on).may_precede(when(record.on))] if is_move(record) else []
    if not later:
        return
    earlier = tuple(one for one in before.live if one not in later)
    known = {_key(cause) for cause in causes_of(record, Ground(before.live, standing))}
    found = [cause for cause in causes_of(record, Ground(earlier, standing)) if _key(cause) not in known]
    facts = {"record": record.reference, "day": record.on, "later": Series([one.reference for one in later])}
    wrong = Message("If a day is wrong, correct it (correct).")
    for cause in found:
        said = Message(
            "{record} is of {day}, and rests on what took effect later ({later}); on that day: {problem}",
            problem=cause.problem, **facts,
        )  # fmt: skip
        yield Cause(
            rule=CONTRADICTS, subject=record.subject, sentence=Messages(said, wrong),
            remedy=Remedy(kind="none", note=wrong), severity="warning",
        )  # fmt: skip


def contradictions_under(record: Record, before: Subject, standing: Standing) -> Iterator[Cause]:
    """Warn of each contradiction that an act rests on: of its topic, or of the record that it endorses."""
    if record.act not in RESTING:
        return
    endorsed = getattr(record.motion, "records", ())
    for one in find_contradictions(before, standing):
        if record.act != "endorse" or not {one.record.reference, one.late.reference}.isdisjoint(endorsed):
            yield one.warning
