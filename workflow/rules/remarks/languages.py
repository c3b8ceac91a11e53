"""Remarks on a text that is changed in some of its languages only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from escalade.workflow.motions import Correct, Launch, Motion, Revise
from escalade.workflow.records.record import Record
from escalade.workflow.records.texts import HeldText, texts_of
from escalade.workflow.rules.trial.rule import Change, RuleProblem, cite, remark
from escalade.workflow.subjects.amendment import NAMES, amendment
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.subject import Subject
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.message import Message, Series


def _by_part(texts: Mapping[str, HeldText]) -> dict[str, set[str]]:
    """The languages of each part of a text, all questions together."""
    found: dict[str, set[str]] = {}
    for path, held in texts.items():
        found.setdefault(path.rstrip("0123456789"), set()).update(held.texts)
    return found


def _names(tags: Iterable[str]) -> Series:
    """Languages as sentences name them."""
    return Series(NAMES.get(tag, tag) for tag in sorted(tags))


@remark("change")
def amended_in_every_language(change: Change) -> Iterator[RuleProblem]:
    """Say that a text was amended in some of its languages only."""
    found = amendment(change.record, change.after) if isinstance(change.after, Topic) else None
    if found and found.is_partial:
        yield RuleProblem(found.sentence)


@remark("change")
def text_follows_in_every_language(change: Change) -> Iterator[RuleProblem]:
    """Say that a text is not changed in all its languages, is gone in one, or was decided and is corrected."""
    record, before, after = change.record, change.before, change.after
    pair = _texts_of_both(record, before, after)
    if pair is None or pair[0] == pair[1]:
        return
    old, new = map(texts_of, pair)
    changed, same = set[str](), set[str]()
    for path in old.keys() & new.keys():
        was, now = old[path].texts, new[path].texts
        other = {tag for tag in was if tag in now and was[tag] != now[tag]}
        changed |= other
        same |= {tag for tag in was if other and was[tag] == now.get(tag)}
    had, has = _by_part(old), _by_part(new)
    if changed and same - changed:
        facts = {"changed": _names(changed), "left": _names(same - changed)}
        yield RuleProblem(Message("It is changed in {changed} only; the text in {left} stands as it was.", **facts))
    if lost := {tag for part in had.keys() & has.keys() for tag in had[part] - has[part]}:
        said = Message(
            "What stood there in {lost} is not carried over: give it anew, or translate it.", lost=_names(lost)
        )
        yield RuleProblem(said)
    if isinstance(record.motion, Correct) and isinstance(before, Topic) and isinstance(after, Topic):
        taken = before.last("launch", "approve", "record consensus")
        if taken and before.version != after.version:
            yield RuleProblem(Message("The text of {record} is corrected with it.", record=cite(taken)))


def _texts_of_both(record: Record, before: Subject, after: Subject) -> tuple[Motion, Motion] | None:
    """What was said before an act that words something, and after it."""
    if isinstance(record.motion, Correct):
        name = record.motion.records[0]
        return cast("Record", before.record(name)).motion, cast("Record", after.record(name)).motion
    if isinstance(record.motion, Revise | Launch):
        versions = [cast("Topic", topic).own_version for topic in (before, after)]
        return Revise(version=versions[0]), Revise(version=versions[1])
    if isinstance(before, Gathering) and isinstance(after, Gathering) and before.records:
        return before.convened, after.convened
    return None
