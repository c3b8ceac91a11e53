"""What is wrong after a change, and was not before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain, product, takewhile

import msgspec

from escalade.workflow.judge.history import LAST, WITH_A_COURSE, History, Line, Moment, made
from escalade.workflow.judge.problem import Problem, more, problems_of_line, rules_of, try_record
from escalade.workflow.motions import Appoint, Correct
from escalade.workflow.motions.mistake import OnRecord
from escalade.workflow.procedure import Procedure
from escalade.workflow.records.history import is_move
from escalade.workflow.records.record import Record
from escalade.workflow.rules.trial.rule import NOTHING, cite
from escalade.workflow.subjects.topic import WORDING
from escalade.workflow.values.message import Message, Messages
from escalade.workflow.values.reference import round_of
from escalade.workflow.values.remedy import Cause
from escalade.workflow.values.step import OF_RECORDS, Step

ON_ITS_TEXT = "text_holds_moves"
"""What a problem is called where a text is annulled on which something was decided since."""


def find_difference(
    before: History, after: History, records: tuple[Record, ...]
) -> tuple[list[Problem], list[Problem], list[Cause]]:
    """What an act breaks: what rests on it, what stands beside it, itself."""
    names = {record.reference for record in records}
    changed = dict.fromkeys(record.subject for record in records)
    asked = {} if _only_adds(after, records) else find_dependents(before, after, changed, names)
    corrected = {name for record in records if isinstance(record.motion, Correct) for name in record.motion.records}
    found = list(_problems(after, asked, changed, corrected))
    if found:  # what is sound needs no comparing
        names_found = {one.record for one in found}
        asked = {name: dict.fromkeys(names_found.intersection(records)) for name, records in asked.items()}
        found = more(_problems(before, asked, changed, corrected), found)
    if any(record.act == "annul" for record in records):
        found += _text_holds_moves(before, after, changed)
    said = {*names, *corrected}
    own = [_naming(one, said) for one in found if one.cause.severity == "warning" or one.record in names]
    since = _changed_since(before, records)
    falling, standing = list[Problem](), list[Problem]()
    for one in found:
        record = after.find(one.record)
        if one.cause.severity == "error" and record and one.record not in names:
            words = (record, *filter(None, map(after.find, record.corrected_by)))
            (falling if max(map(made, words)) >= since else standing).append(one)
    return falling, standing, own


def _naming(one: Problem, said: Collection[str]) -> Cause:
    if one.record in said or one.record in str(one.cause.sentence):
        return one.cause
    sentence = Messages(Message("{record}:", record=one.record), one.cause.problem, one.cause.remedy.note)
    return msgspec.structs.replace(one.cause, sentence=sentence)


def _problems(
    history: History, asked: Mapping[str, Iterable[str]], changed: Iterable[str], corrected: Collection[str]
) -> Iterator[Problem]:
    for reference in dict.fromkeys((*changed, *asked)):
        line = history.line(reference)
        for place in sorted(line.places[name] for name in asked.get(reference, ()) if name in line.places):
            record = line.told[place]
            if not record.annulled_by:
                yield from try_record(history, line, place, is_own=record.reference in corrected)
        if reference in changed:
            yield from problems_of_line(history, reference)


def _only_adds(after: History, records: Iterable[Record]) -> bool:
    lines = [(record, after.line(record.subject)) for record in records]
    return all(
        record.act not in OF_RECORDS
        and line.told[-1].reference == record.reference
        and (line.subject.kind in WITH_A_COURSE or record.act == "constitute")
        for record, line in lines
    )


def find_dependents(
    before: History, after: History, changed: Iterable[str], names: Collection[str]
) -> dict[str, dict[str, None]]:
    """The records that a change may concern, by subject."""
    found: dict[str, dict[str, None]] = {}
    for record in chain.from_iterable(_concerned(before, after, reference) for reference in changed):
        if record.reference not in names:
            found.setdefault(record.subject, {})[record.reference] = None
    return found


def _concerned(before: History, after: History, reference: str) -> Iterator[Record]:
    """The records that a change of one subject may concern."""
    old, new = before.line(reference), after.line(reference)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old.told, new.told, strict=False)))
    yield from new.told[same:]
    if new.subject.kind in WITH_A_COURSE:
        yield from _looking_at(new, new.times[same] if same < len(new.told) else LAST, after)
    elif new.subject.kind == "body":
        whose = (record.motion.name for record in new.told[same:] if isinstance(record.motion, Appoint))
        yield from _named(map("by:{}".format, dict.fromkeys(whose)), after)
    else:
        yield from _named((reference, f"to:{reference}"), before, after)


def _looking_at(line: Line, since: Moment, history: History) -> Iterator[Record]:
    name = line.subject.reference
    for other in (round_of(name), *history.standing.siblings.get(round_of(name), ())):
        found = history.line(other) if other != name else line
        for place in range(bisect_left(found.times, since), len(found.told) if other != name else 0):
            if line.subject.kind == "round" or reads_round(found.row(place), history.procedure):
                yield found.told[place]


def _named(keys: Iterable[str], *histories: History) -> Iterator[Record]:
    names = [name for key in keys for name in histories[-1].standing.naming.get(key, ())]
    for name, history in product(names, histories):
        record = history.find(name)
        about = record.motion.records if record and isinstance(record.motion, OnRecord) else ()
        yield from filter(None, (record, *map(history.find, about)))


@lru_cache(maxsize=1024)
def reads_round(step: Step | None, procedure: Procedure) -> bool:
    """Whether a rule of a row looks at the other topics of the round."""
    return step is None or any(rule.reads_round for rule in rules_of(step, procedure))


def _changed_since(before: History, records: tuple[Record, ...]) -> Moment:
    """When that was recorded which an act changes.

    What came to rest since rests on it, and refuses the act if it falls. What was on
    record before a fact that is told late is contradicted by it, and both stand.
    """
    if records and isinstance(records[0].motion, OnRecord):
        named = (before.find(name) for record in records for name in record.motion.records)  # type: ignore[attr-defined]  # each names records
        return min(map(made, filter(None, named)), default=LAST)
    subjects = (before.line(record.subject) for record in records)
    known_now = (line for line in subjects if line.subject.kind not in WITH_A_COURSE)
    return min((made(line.told[0]) for line in known_now if line.told), default=LAST)


def _text_holds_moves(before: History, after: History, changed: Iterable[str]) -> Iterator[Problem]:
    """Where a text is annulled, the first act that was decided on it since."""
    for reference in changed:
        old, new = before.line(reference).told, after.line(reference)
        texts = [place for place, one in enumerate(old) if isinstance(one.motion, WORDING) and not one.annulled_by]
        gone = [place for place in texts if new.told[new.places[old[place].reference]].annulled_by]
        later = (new.told[new.places[one.reference]] for one in old[min(gone, default=len(old)) :])
        for one in (one for one in later if is_move(one)):
            said = Message("{record} was decided on that text.", record=cite(one))
            yield Problem(one.reference, Cause(rule=ON_ITS_TEXT, subject=reference, sentence=said, remedy=NOTHING))
            break
