"""Late facts that contradict what is on record: derived, never stored.

Each is a problem of a record on what precedes it, explained by something before it that
was recorded after it. Both stand until one is annulled or corrected, or what ended the
later one is entered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from escalade.workflow.judge.history import History, leave_out
from escalade.workflow.judge.judge import Problem, problems_of, try_record
from escalade.workflow.procedure import PROCEDURE
from escalade.workflow.records.audience import may_read
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.message import Message, Messages
from escalade.workflow.values.remedy import Cause, Remedy
from escalade.workflow.values.step import OF_RECORDS

CONTRADICTS = "fact_contradicts_what_is_on_record"
"""How a contradiction is called among warnings."""
RESTING = frozenset({"endorse", "escalate", "launch"})
"""Acts that carry a decision on, and are warned where what it rests on is contradicted."""
BOTH_STAND = Remedy(
    kind="none",
    note=Message("Both stand until one is annulled or corrected, or what ended the other is entered."),
)


class Contradiction(NamedTuple):
    """A record, and one recorded after it which says that it could not be."""

    record: Record
    late: Record
    cause: Cause
    """What would have been in the way of the record."""

    @property
    def warning(self) -> Cause:
        """It, as whoever enters the later one is warned."""
        facts = {"record": self.record.reference, "late": self.late.reference, "problem": self.cause.problem}
        said = Message("{late} contradicts {record}: {problem}", **facts)
        return Cause(
            rule=CONTRADICTS,
            subject=self.record.subject,
            sentence=Messages(said, BOTH_STAND.note),
            remedy=BOTH_STAND,
            severity="warning",
        )


def find_contradictions(subject: Subject, standing: Standing) -> list[Contradiction]:
    """Find what was recorded late and contradicts what was on record."""
    if not subject.late_records:
        return []
    history = History(standing.after(subject), PROCEDURE)
    found = (one for one in problems_of(history, subject.reference) if one.cause.severity == "error")
    return [*explain(found, history)]


def explain(found: Iterable[Problem], history: History, late: Record | None = None) -> Iterator[Contradiction]:
    """Each problem with the first late record without which it would not be.

    Where none explains it, it is the act at hand, if one is given.
    """
    for problem in found:
        record = history.found(problem.record)
        line = history.line(record.subject)
        earlier = line.told[: line.places[record.reference]]
        since = [
            one for one in earlier if one.ordinal > record.ordinal and one.act not in OF_RECORDS and not one.annulled_by
        ]
        clearing = (one for one in since if problem not in _without(one, record, history, line.subject))
        chosen = next(clearing, None) or next(iter(since), late)
        if chosen is not None:
            yield Contradiction(record, chosen, problem.cause)


def _without(late: Record, record: Record, history: History, subject: Subject) -> list[Problem]:
    without = history.after(leave_out(subject, {late.reference}))
    line = without.line(subject.reference)
    return list(try_record(without, line, line.places[record.reference]))


def show_contradictions(topic: Topic, standing: Standing, reader: str) -> list[Contradiction]:
    """Give the contradictions of which a reader may read both records."""
    found = find_contradictions(topic.show_to(None), standing)
    return [one for one in found if _hidden(one, reader) == ()]


def find_untold(topic: Topic, standing: Standing, reader: str) -> list[Record]:
    """Find what contradicts a record that a reader sees, and they may not see.

    Nothing of it is told to them, not even that there is something.
    """
    found = (_hidden(one, reader) for one in find_contradictions(topic.show_to(None), standing))
    return [hidden[0] for hidden in found if len(hidden) == 1]


def _hidden(one: Contradiction, reader: str) -> tuple[Record, ...]:
    return tuple([record for record in (one.record, one.late) if not may_read(reader, record.audience)])
