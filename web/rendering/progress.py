"""How far a topic has come, in steps of plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from escalade.web.i18n.term import AGREED, EITHER_WAY, STEPS, TO_BE_ENDORSED
from escalade.workflow.subjects.stand import Stand, stand_of
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import UNKNOWN

PUT_FORWARD, DEBATED, WITH_THE_COUNCIL, DECIDED, CONSULTATION, CONSIDERED = range(len(STEPS))
ENDED = frozenset({"withdrawn", "merged", "set aside", "declined", "lapsed", "annulled", "cancelled"})
"""The states in which a topic stops on its way."""
PRESENT = {
    "proposed": PUT_FORWARD, "debated": DEBATED, "unresolved": DEBATED, "referred": WITH_THE_COUNCIL,
    "agreed": CONSULTATION, "approved": CONSULTATION, "launched": CONSULTATION, "closed": CONSIDERED,
}  # fmt: skip
"""By state, the step that a topic stands at."""


class ProgressStep(NamedTuple):
    """A step of the way: its name, how it stands, its day or a note."""

    name: str
    how: Literal["done", "now", "to come", "ended"]
    day: str = ""
    note: str = ""
    """A word of the procedure; it may name the day."""


def progress_of(topic: Topic, standing: Standing) -> list[ProgressStep]:
    """List the steps of a topic: all of its way, or as far as it went."""
    days, stand = _days_of(topic), stand_of(topic, standing)
    taken = max((place for place, day in enumerate(days) if day), default=PUT_FORWARD)
    if topic.state in ENDED:
        end = stand.by.on if stand.by else ""
        return [*_steps_done(topic, days[: taken + 1]), ProgressStep(stand.state, "ended", end)]
    present = CONSIDERED if stand.kind == "over" else PRESENT.get(stand.state, PUT_FORWARD)
    if stand.kind == "agreed" and stand.waits:
        present = WITH_THE_COUNCIL
    if present == CONSIDERED and days[CONSIDERED]:
        present += 1
    steps = _steps_done(topic, days[:present])
    if present < len(STEPS):
        steps.append(_present(stand, present, days[present]))
    ahead = [*STEPS[:WITH_THE_COUNCIL], EITHER_WAY, *STEPS[DECIDED:]]
    return [*steps, *(ProgressStep(name, "to come") for name in ahead[present + 1 :])]


def _days_of(topic: Topic) -> list[str]:
    acts = (
        ("propose", "introduce"),
        ("open debate", "refer back", "reopen debate"),
        ("record consensus", "escalate", "take up", "introduce"),
        ("approve", "record consensus"),
        ("launch",),
    )
    first = [topic.every(*acts[place])[:1] for place in (PUT_FORWARD, DEBATED)]
    if topic.state == "annulled":  # that it was put forward is on record, though by mistake
        first[PUT_FORWARD] = tuple([one for one in topic.told if one.act in acts[PUT_FORWARD]])[:1]
    later = [(record,) if (record := topic.last(*names)) else () for names in acts[DEBATED + 1 : CONSIDERED]]
    later.append((topic.considered,) if topic.considered else ())
    return [record[0].on if record else "" for record in (*first, *later)]


def _steps_done(topic: Topic, days: Sequence[str]) -> list[ProgressStep]:
    """List the steps that were taken; what the Council introduced may have had no debate of the Group."""
    introduced = topic.last("introduce") is not None
    return [_done(topic, place, day) for place, day in enumerate(days) if day or not introduced or place != DEBATED]


def _done(topic: Topic, place: int, day: str) -> ProgressStep:
    by_the_group = topic.approval is None and topic.consensus is not None
    name = AGREED if place == WITH_THE_COUNCIL and by_the_group else STEPS[place]
    if place == DECIDED and by_the_group:
        return ProgressStep(name, "done", note="by the Group")
    if place == CONSULTATION and topic.launched and topic.state != "cancelled":
        closes = topic.launched[1].closes or UNKNOWN
        if closes != UNKNOWN:
            return ProgressStep(name, "done", closes, "to %(day)s")
    return ProgressStep(name, "done", day, "" if day else "not on record")


def _present(stand: Stand, place: int, day: str) -> ProgressStep:
    if stand.kind == "agreed" and stand.waits:
        return ProgressStep(AGREED, "now", note=TO_BE_ENDORSED)
    if stand.state == "unresolved":
        return ProgressStep(STEPS[place], "now", stand.by.on if stand.by else "", "no consensus")
    if place == CONSIDERED:
        return ProgressStep(STEPS[place], "now", note="not on record")
    if place == CONSULTATION and stand.state == "launched":
        known, note = (stand.closes, "open to %(day)s") if stand.kind == "open" else (stand.opens, "from %(day)s")
        return ProgressStep(STEPS[place], "now", known, note) if known != UNKNOWN else ProgressStep(STEPS[place], "now")
    if place == CONSULTATION:
        return ProgressStep(STEPS[place], "now", note="to be launched")
    return ProgressStep(STEPS[place], "now", day)
