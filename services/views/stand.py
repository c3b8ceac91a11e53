"""How a topic stands, in words, for whatever tells it."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.services.views.text import day, text_in
from escalade.workflow.subjects.stand import Decision, Stand
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import titles_of
from escalade.workflow.values.dates import UNKNOWN
from escalade.workflow.values.errors import Day, Message, Messages, Name

SAID = {
    "proposed": Message("It has been put forward, and the Group has not debated it yet."),
    "debated": Message("The Group is debating it."),
    "agreed": Message("The Group agreed on it; it can be launched."),
    "unresolved": Message("The Group did not agree on it."),
    "referred": Message("The Group did not agree on it; the Council decides on it."),
    "taken up": Message("The Council took it up, and decides on it."),
    "approved": Message("The Council approved it; it can be launched."),
    "to open": Message("It was launched, and one can answer once it is open."),
    "open": Message("It was launched: one can answer."),
    "closed": Message("It is over: one can no longer answer."),
    "cancelled": Message("It was called off after it had been launched."),
    "withdrawn": Message("Those who put it forward withdrew it."),
    "merged": Message("It was merged into another topic."),
    "set aside": Message("It was set aside."),
    "declined": Message("The Council declined it."),
    "lapsed": Message("The Council chose otherwise and said nothing of it."),
    "annulled": Message("It was recorded by mistake, and the record says so."),
}
"""How a topic stands, where no further fact is told with it."""
ENTERED = Message("The Group’s agreement is entered for the chair; it can be launched once it is endorsed.")
OVER_OBJECTION, WAITS = Message("It was decided over objection."), Message("It waits to be endorsed.")
LAUNCHED = frozenset({"to open", "open", "over", "closed"})
"""Where the decision of the superior body is told before what became of it."""


def say_stand(stand: Stand, standing: Standing) -> Messages:
    """Say how a topic stands, in a sentence or several."""
    return Messages(*_say_decided(stand), _say_kind(stand, standing), *_qualify(stand))


def say_decision(decision: Decision) -> Messages:
    """Say what holds of a decision beside what it was."""
    against = (OVER_OBJECTION,) if decision.over_objection else ()
    return Messages(*against, *((WAITS,) if decision.waits else ()))


def _say_decided(stand: Stand) -> Iterator[Message]:
    """Say when the superior body decided, where more came of it since."""
    decided = stand.decision
    if decided and decided.record.act == "approve" and stand.kind in LAUNCHED:
        on = Day(day(decided.record.on), decided.record.on)
        amended = "The Council decided it on {day}, with an amended text."
        yield Message(amended if decided.amended else "The Council decided it on {day}.", day=on)


def _say_kind(stand: Stand, standing: Standing) -> Message:
    """Say where it stands, by the facts that this leaves open."""
    if stand.kind == "agreed" and stand.waits:
        return ENTERED
    if stand.kind == "put off":
        return _say_put_off(stand, standing)
    if stand.kind == "merged" and (into := standing.topic(stand.into)):
        titles = titles_of(into)
        return Message("It was merged into “{title}”.", title=Name(text_in(titles) or stand.into, titles, stand.into))
    return _say_days(stand) or SAID[stand.kind]


def _say_days(stand: Stand) -> Message | None:
    """Say until when one can answer, where that is known."""
    opens, closes = (Day(day(on), on) for on in (stand.opens, stand.closes))
    over = Message("Answers closed: {closes}.", closes=closes)
    said = {
        "to open": Message("Answers open: {opens}, until {closes}.", opens=opens, closes=closes),
        "open": Message("Answers are open until {closes}.", closes=closes),
        "over": over,
        "closed": over,
    }
    return said.get(stand.kind) if stand.closes != UNKNOWN else None


def _say_put_off(stand: Stand, standing: Standing) -> Message:
    """Say to which meeting, session or sitting it is put off."""
    if stand.sitting is not None:
        return Message("It was put off to another sitting of the same session: {number}.", number=stand.sitting)
    kind, _, label = stand.place.partition("/")
    if not label:
        is_referred = stand.state == "referred"
        return Message("It was put off to a later session." if is_referred else "It was put off to a later meeting.")
    held = standing.gathering(stand.place)
    there = Name(text_in(held.convened.name) or label, held.convened.name, stand.place) if held else label
    if kind == "meeting":
        return Message("It was put off to another meeting: {meeting}.", meeting=there)
    return Message("It was put off to another session: {session}.", session=there)


def _qualify(stand: Stand) -> Iterator[Message]:
    """Say in spite of what it was decided, whether its day has passed, and what waits."""
    if stand.overruled:
        yield OVER_OBJECTION
    if stand.kind == "put off" and stand.late:
        yield Message("That is over, and nothing more of it is on record.")
    if stand.waits and stand.kind != "agreed":
        yield WAITS


def remark_on(stand: Stand) -> Iterator[str]:
    """Remark what its state leaves out, for a row of the list."""
    if stand.kind == "put off":
        kind, _, label = stand.place.partition("/")
        there = f"sitting {stand.sitting}" if stand.sitting else f"meeting {label}" if kind == "meeting" else label
        later = "a later meeting" if stand.state == "debated" else "a later session"
        yield f"deferred to {there or later}{', which is over' if stand.late else ''}"
    if stand.objecting:
        yield f"{'decided over objection' if stand.overruled else 'objecting'}: {stand.objecting}"
