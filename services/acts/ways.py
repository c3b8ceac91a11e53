"""The way to an act, found by trying acts one after another in memory.

What an act needs is made up as it fits, and nothing of that is shown: a line of
the way gives what identifies, and leaves the rest open.
"""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from escalade.services.acts.fitting import BlockedError
from escalade.services.acts.made_up import MadeUp, Trying
from escalade.services.acts.suggestions import FOUND, OTHER, list_mandatory_fields, name_other
from escalade.workflow.perform import perform
from escalade.workflow.procedure import ENDS, SAME, SECRETARIAT, STATES, steps_from, table, way
from escalade.workflow.records.history import list_stretches
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import EscaladeError, RulesBrokenError, StepNotAllowedError
from escalade.workflow.values.message import Message, Messages, Word
from escalade.workflow.values.reference import kind_of
from escalade.workflow.values.step import COMES_LATE, COMPANIONS, OF_RECORDS

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from datetime import date

    from escalade.workflow.motions import Motion
    from escalade.workflow.perform import Outcome
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.subject import Subject
    from escalade.workflow.values.remedy import Cause
    from escalade.workflow.values.step import Step

LONGEST, MOST, TRIALS, DEEPEST = 5, 40, 400, 6
"""At most so many acts of a path through the table, lines, trials, and acts that others need first."""

NAMED = {"topic": "ROUND/TOPIC", "round": "ROUND", "meeting": "meeting/N", "session": '"session/NAME"', "body": "body"}
"""By kind, what is typed to ask about a subject."""


class WayLine(NamedTuple):
    """One act of the way."""

    act: str
    subject: str
    step: Step
    given: Mapping[str, str]


class FoundWay(NamedTuple):
    """The acts that lead to one, which is the last; or why there is no way."""

    lines: tuple[WayLine, ...]
    reason: str = ""


def find_way(subject: Subject, act: str, standing: Standing) -> FoundWay:
    """Find the way to an act from where a subject stands."""
    here = table().get((subject.kind, subject.state, act))
    if here and (act in OF_RECORDS or act in FOUND):
        return FoundWay((WayLine(act, subject.reference, here, {}),))
    if act in COMPANIONS:
        return FoundWay((), Message("It comes with another act, and is none of its own."))
    attempt = WaySearch(standing)
    try:
        attempt.bring(act, subject.reference, {}, 0)
    except BlockedError as error:
        if late := _find_late_way(subject, act, standing):
            return late
        return _find_undoing(subject, act, standing) or FoundWay((), error.args[0] or _say_no_path(subject, act))
    return FoundWay(tuple(_name_openly(line, attempt.chosen) for line in attempt.lines))


def _find_late_way(subject: Subject, act: str, standing: Standing) -> FoundWay | None:
    """Find the state, passed since, in which an act that may come late still takes effect."""
    found = list_stretches(subject.live) if subject.kind == "topic" and act in COMES_LATE else ()
    for later, stretch in pairwise(found):
        step, end = table().get((subject.kind, stretch.move.after, act)), when(later.move.on).first
        if step and (line := _try_on(end or standing.today, step, subject.reference, standing)):
            said = Message(
                "It may still be entered late, with a day (--on) on which {topic} was {state}.",
                topic=subject.reference,
                state=Word(stretch.move.after),
            )
            return FoundWay((line._replace(given={"on": "", **line.given}),), said)
    return None


def _find_undoing(subject: Subject, act: str, standing: Standing) -> FoundWay | None:
    """Find how the act that moved a subject last is annulled, where it was a mistake, and recorded anew."""
    last = subject.last_move
    if last is None or last.act != act:
        return None
    attempt = WaySearch(standing)
    try:
        attempt.bring("annul", subject.reference, {"records": last.reference}, 0)
        attempt.bring(act, subject.reference, {}, 0)
    except BlockedError as error:
        kept = Message("{record} is on record, and cannot be annulled.", record=last.reference)
        return FoundWay((), Messages(kept, error.args[0])) if error.args[0] else None
    said = Message(
        "{record} is on record. Where it is a mistake, the office whose record it is ({office}) annuls it, as long as "
        "nothing rests on it, and the act is recorded anew.",
        record=last.reference, office=Word(last.office or SECRETARIAT),
    )  # fmt: skip
    return FoundWay(tuple(attempt.lines), said)


def _try_on(day: date, step: Step, reference: str, standing: Standing) -> WayLine | None:
    """Try one act alone as it would have been done on a day that is past."""
    attempt = WaySearch(replace(standing, day=day, last_at="", now=""))
    with suppress(BlockedError):
        attempt.do(step, reference, {}, (), 0)
    return attempt.lines[0] if len(attempt.lines) == 1 and attempt.lines[0].step == step else None


def _say_no_path(subject: Subject, act: str) -> str:
    """Say why the table has no path to an act from where a subject stands."""
    if subject.state in ENDS and subject.kind == "topic":
        return Message("“{state}” is an end of the procedure.", state=Word(subject.state))
    if subject.state and way(subject.kind, None, act):
        return Message("It comes earlier in the procedure, which does not go back; what was a mistake is annulled.")
    kind = next((kind for kind in NAMED if way(kind, None, act)), None)
    if kind is None or kind == subject.kind:
        return Message("The procedure has no “{act}” for a {kind}.", act=Word(act), kind=Word(subject.kind))
    named = NAMED[kind].replace("ROUND", subject.reference) if subject.kind == "round" else NAMED[kind]
    return Message(
        "It is an act of another subject, a {kind}: “escalade why {named} {act}” says what to type.",
        kind=Word(kind), named=named, act=act.replace(" ", "-"),
    )  # fmt: skip


def _name_openly(line: WayLine, chosen: Container[str]) -> WayLine:
    """Call a topic that was made up, or chosen among several, by a word in capitals."""
    other = name_other(line.subject)
    made, shown = line.subject if line.subject in chosen else other, other.replace(OTHER.lower(), OTHER)
    given = {name: value.replace(made, shown) for name, value in line.given.items()}
    return line._replace(subject=line.subject.replace(made, shown), given=given)


def paths(kind: str, state: str | None, act: str) -> Iterator[tuple[Step, ...]]:
    """Find the paths through the table to an act, the shortest first."""
    queue: deque[tuple[Step, ...]] = deque([()])
    while queue:
        path = queue.popleft()
        seen = {state, *(step.to for step in path)}
        for step in steps_from(kind, path[-1].to if path else state):
            if step.act == act:
                yield (*path, step)
            elif len(path) < LONGEST - 1 and step.to in STATES[kind] and step.to not in seen and step.stands_alone:
                queue.append((*path, step))


class WaySearch(Trying):
    """Acts tried on a standing that is thrown away."""

    def __init__(self, standing: Standing) -> None:
        """Begin with a register as it stands, or as it was: what was recorded since counts for nothing there."""
        is_past = standing.last_at[:10] > standing.today.isoformat()
        super().__init__(replace(standing, last_at="", now="") if is_past else standing)
        self.lines, self.trials = list[WayLine](), 0

    @property
    def is_under_way(self) -> bool:
        """Whether a line of the way moved or convened something already."""
        return any(line.step.to != SAME or line.act == "convene" for line in self.lines)

    def leaves_open(self, kind: str) -> bool:
        """Whether a line of the way leaves its meeting or session open."""
        asked = ((line, name) for line in self.lines for name in list_mandatory_fields(line.step))
        return any(name in {kind, f"to_{kind}"} and not line.given.get(name) for line, name in asked)

    def bring(self, act: str, reference: str, given: Mapping[str, str], depth: int = 1) -> None:
        """Bring an act about, on one of the paths that lead to it.

        Raises:
            BlockedError: none does; says what is in the way on the shortest.
        """
        found: list[BlockedError] = []
        before = self.standing, len(self.lines)
        state = self.standing.subject(reference).state
        ways: Iterable[tuple[Step, ...]] = paths(kind_of(reference), state, act)
        for path in ways if state else sorted(ways, key=lambda path: path[0].act == "introduce"):  # proposed, if it can
            try:
                for place, step in enumerate(path):
                    later = tuple(one.act for one in path[place + 1 :])
                    self.do(step, reference, {} if later else given, later, depth)
            except BlockedError as error:
                self.standing = before[0]
                del self.lines[before[1] :]
                found.append(error)
            else:
                return
        raise found[0] if found else BlockedError("")

    def do(self, step: Step, reference: str, given: Mapping[str, str], later: tuple[str, ...], depth: int) -> None:
        """Do one act, after what its refusals say is to be done first.

        Raises:
            BlockedError: a refusal has no remedy, or the bounds are reached.
        """
        MadeUp(self, step, reference, later).prepare()
        fields: dict[str, Any] = {}
        shown = dict(given)
        while True:
            made = MadeUp(self, step, reference, later)
            try:
                if self._bring_first(made, fields, shown, depth):
                    continue
                motion = made.motion(fields, shown)
                self._keep(self._try(motion, depth), motion)
            except RulesBrokenError as refusal:
                cause = next(one for one in refusal.causes if one.severity == "error")
                if not self._clear(cause, fields, shown, made, depth):
                    raise BlockedError(cause.sentence) from refusal
            except StepNotAllowedError:
                return self.bring(step.act, reference, given, depth + 1)
            else:
                return self.lines.append(WayLine(step.act, reference, step, made.describe(shown)))

    def _try(self, motion: Motion, depth: int) -> Outcome:
        """Try a motion, within the bounds of the search."""
        self.trials += 1
        if self.trials > TRIALS or len(self.lines) >= MOST or depth > DEEPEST:
            raise BlockedError(Message("No way of at most {most} acts was found.", most=MOST))
        try:
            return perform(motion, self.standing)
        except (RulesBrokenError, StepNotAllowedError):
            raise
        except EscaladeError as error:
            raise BlockedError(str(error)) from error

    def _bring_first(self, made: MadeUp, fields: dict[str, Any], shown: dict[str, str], depth: int) -> bool:
        """Bring about what comes before an act; say whether anything did."""
        try:
            self._try(made.motion(fields, shown, placed=False), depth)
        except RulesBrokenError as refusal:
            first = next((one for one in refusal.causes if one.remedy.kind == "act" and one.severity == "error"), None)
            return first is not None and self._clear(first, fields, shown, made, depth)
        return False

    def _clear(self, cause: Cause, fields: dict[str, Any], shown: dict[str, str], made: MadeUp, depth: int) -> bool:
        """Do what clears a cause; say whether there was anything to do."""
        remedy = cause.remedy
        if remedy.kind == "act" and remedy.act:
            self.bring(remedy.act, remedy.subject or cause.subject, remedy.given, depth + 1)
        elif remedy.kind == "wait":
            self.wait(when(remedy.awaits).first)
        elif remedy.kind in {"input", "date"} and remedy.given:
            return made.fill(remedy, fields, shown)
        else:
            return False
        return True
