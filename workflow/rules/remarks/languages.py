"""Remarks on a text that is changed in some of its languages only."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from escalade.workflow.motions import Correct, Launch, Revise
from escalade.workflow.records.texts import texts_of
from escalade.workflow.rules.trial.rule import NOTHING, Change, RuleProblem, cite, remark
from escalade.workflow.subjects.amendment import NAMES, amendment
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.message import Message, Series

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from escalade.workflow.motions import Motion
    from escalade.workflow.records.record import Record
    from escalade.workflow.records.texts import HeldText
    from escalade.workflow.subjects.subject import Subject


class LeftBehind(NamedTuple):
    """In which languages a text says something else, stands as it was, and is gone."""

    changed: tuple[str, ...]
    left: tuple[str, ...]
    lost: tuple[str, ...]


def find_left_behind(old: Motion, new: Motion) -> LeftBehind:
    """Compare the texts of a motion as they were with what they are, language by language."""
    before, after = texts_of(old), texts_of(new)
    changed: dict[str, None] = {}
    same: dict[str, None] = {}
    for path in before.keys() & after.keys():
        was, now = before[path].texts, after[path].texts
        other = [tag for tag in was if tag in now and was[tag] != now[tag]]
        changed.update(dict.fromkeys(other))
        same.update(dict.fromkeys(tag for tag in was if other and was[tag] == now.get(tag)))
    had, has = _languages_by_part(before), _languages_by_part(after)
    lost = {tag: None for part, tags in had.items() for tag in tags if part in has and tag not in has[part]}
    return LeftBehind(*(tuple(sorted(tags)) for tags in (changed, same.keys() - changed.keys(), lost)))


def _languages_by_part(texts: Mapping[str, HeldText]) -> dict[str, set[str]]:
    """The languages of each part of a text, all questions together."""
    found: dict[str, set[str]] = {}
    for path, held in texts.items():
        found.setdefault(path.rstrip("0123456789"), set()).update(held.texts)
    return found


def _names(tags: tuple[str, ...]) -> Series:
    """Languages as sentences name them."""
    return Series(NAMES.get(tag, tag) for tag in tags)


@remark("change")
def amended_in_every_language(change: Change) -> Iterator[RuleProblem]:
    """Say that a text was amended in some of its languages only."""
    found = amendment(change.record, change.after) if isinstance(change.after, Topic) else None
    if found and found.is_partial:
        yield RuleProblem(found.sentence, NOTHING)


@remark("change")
def text_follows_in_every_language(change: Change) -> Iterator[RuleProblem]:
    """Say that a text is not changed in all its languages, is gone in one, or was decided and is corrected."""
    record, before, after = change.record, change.before, change.after
    pair = _texts_of_both(record, before, after)
    if pair is None or pair[0] == pair[1]:
        return
    left = find_left_behind(*pair)
    if left.changed and left.left:
        said = Message(
            "It is changed in {changed} only; the text in {left} stands as it was.",
            changed=_names(left.changed),
            left=_names(left.left),
        )
        yield RuleProblem(said, NOTHING)
    if left.lost:
        said = Message(
            "What stood there in {lost} is not carried over: give it anew, or translate it.", lost=_names(left.lost)
        )
        yield RuleProblem(said, NOTHING)
    if isinstance(record.motion, Correct) and isinstance(before, Topic) and isinstance(after, Topic):
        taken = before.last("launch", "approve", "record consensus")
        if taken and before.version != after.version:
            yield RuleProblem(Message("The text of {record} is corrected with it.", record=cite(taken)), NOTHING)


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
