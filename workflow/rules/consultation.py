"""Rules of a consultation; a missed deadline is said, and passes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import takewhile

from escalade.workflow.motions import Launch
from escalade.workflow.planning.basis import Basis, Timing, WhatIf
from escalade.workflow.planning.plan import Phases
from escalade.workflow.planning.referral import Referral
from escalade.workflow.procedure import SECRETARIAT
from escalade.workflow.rules.trial import (
    NOTHING,
    RuleProblem,
    Trial,
    cite,
    date_of,
    do,
    find_over,
    give,
    lies_before,
    not_before,
    on_day,
    pick_only,
    repeated,
    rule,
    rule_of,
)
from escalade.workflow.subjects.stand import conditions_met, obligations
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.subjects.topic import EXTENDED, Topic
from escalade.workflow.values.dates import UNKNOWN, when
from escalade.workflow.values.errors import Message, Messages, Series, correct_line
from escalade.workflow.values.remedy import Held, Remedy


def _launched(trial: Trial) -> Launch:
    return trial.topic.launched[1] if trial.topic.launched else Launch()


def phases(trial: Trial) -> Launch:
    """The dates as they stand once the act is done."""
    if isinstance(trial.motion, Launch):
        return trial.motion
    base, closes, physical = _launched(trial), trial.field("closes"), trial.field("physical")
    return Launch(opens=base.opens, closes=closes or base.closes, physical=physical or base.physical)


@rule
def phases_are_in_order(trial: Trial) -> Iterator[RuleProblem]:
    """A consultation closes after it opens, and its physical meeting follows the opening."""
    dates = phases(trial)
    opens, closes, physical = (when(day or UNKNOWN) for day in (dates.opens, dates.closes, dates.physical))
    yield from not_before(closes, opens, date_of("closes", "Give --closes a later day."))
    if not opens.may_precede(physical):
        facts = {"day": physical.text, "earlier": opens.text}
        said = Message("The physical meeting on {day} lies before {earlier}.", **facts)
        yield RuleProblem(said, date_of("physical", "Give --physical a later day."))


@rule
def extended_phases_are_in_order(trial: Trial) -> Iterator[RuleProblem]:
    """An extension leaves the phases in order, and never ends the online phase earlier."""
    yield from phases_are_in_order(trial)
    ends, closes = trial.topic.online_to, trial.field("closes")
    if closes and ends.last and not ends.may_precede(when(closes)):
        note = Messages(Message("Give --closes a later day."), _correct_the_end(trial))
        yield RuleProblem(lies_before(closes, ends.text), date_of("closes", note))


def _correct_the_end(trial: Trial) -> str:
    given = trial.topic.end_given
    line = correct_line(given.reference, "--set closes=DAY") if given else ""
    return Message("Where the day on record is wrong, correct it: “{line}”.", line=line) if given else ""


@rule
def what_it_announces_is_not_over(trial: Trial) -> Iterator[RuleProblem]:
    """An act that announces a meeting or a phase takes effect before that is over."""
    moved, over = trial.subject.last_move, find_over(trial, trial.day)
    if over:
        name, end = over
        remedy = date_of("on", "Give the day on which it was announced (--on).")
        if trial.subject.kind == "topic" and moved and not when(moved.on).may_precede(end):
            note = Message("That is before {record}; give the day that was announced.", record=cite(moved))
            remedy = date_of(name, note)
        yield RuleProblem(Message("{day} lies after {end}.", day=trial.motion.on, end=end.text), remedy)


@rule_of("own")
def something_is_extended(trial: Trial) -> Iterator[RuleProblem]:
    """An extension gives the online phase another end, or the physical meeting another day, place or form."""
    before = _launched(trial)
    if not any(trial.field(name) and trial.field(name) != getattr(before, name) for name in EXTENDED):
        yield RuleProblem("", give("closes", "Give --closes or --physical another day, or --place or --form another."))


@rule_of(reads_round=True)
def those_before_it_were_launched(trial: Trial) -> Iterator[RuleProblem]:
    """A topic approved in order is launched when those before it have been launched or have ended."""
    for name in takewhile(trial.subject.reference.__ne__, trial.topic.taken_in_order):
        earlier = trial.standing.topic(name)
        if earlier and earlier.state == "approved":
            remedy = do("launch", SECRETARIAT, name, "Launch that one first.")
            yield RuleProblem(Message("{topic} comes before it.", topic=name), remedy)


@rule
def categories_do_not_exceed_the_count(trial: Trial) -> Iterator[RuleProblem]:
    """The responses by category come to no more than all responses."""
    count, total = trial.field("count"), sum(trial.field("by_category").values())
    if isinstance(count, int) and total > count:
        said = Message("They come to {total}, and {count} are counted.", total=total, count=count)
        yield RuleProblem(said, give("count", "Give --count the number of all responses."))


@rule
def online_phase_has_ended(trial: Trial) -> Iterator[RuleProblem]:
    """A consultation is closed when its online phase has ended."""
    closes = trial.topic.online_to
    if not closes.may_precede(trial.day):
        note = Messages(Message("Close it from {day} on.", day=closes.text), _correct_the_end(trial))
        yield RuleProblem(Message("It ends on {day}.", day=closes.text), on_day(trial, closes, note))


@rule
def planned_hearing_was_held_or_called_off(trial: Trial) -> Iterator[RuleProblem]:
    """A consultation is closed after its planned physical meeting was held or called off, or says why not."""
    day = trial.topic.hearing.next_day
    if day and not trial.field("reason"):
        note = (
            "Record it (record hearing) or call it off (call off hearing), or give --reason, "
            "or --reason not-at-hand where the sources lack it."
        )
        said = "It is planned, on a day unknown." if day == UNKNOWN else Message("It is planned for {day}.", day=day)
        yield RuleProblem(said, do("record hearing", SECRETARIAT, trial.subject.reference, note))


@rule
def hearing_is_planned(trial: Trial) -> Iterator[RuleProblem]:
    """A physical meeting is called off that is planned and was not held; once held, a further day that is planned."""
    hearing = trial.topic.hearing
    called_off = hearing.further_called_off[-1][1] if hearing.further_called_off else hearing.called_off
    if hearing.further:
        return
    if called_off and called_off.act == trial.step.act:
        yield RuleProblem(Message("{record} says that it is not held.", record=cite(called_off)))
    elif hearing.sittings:
        last = hearing.sittings[-1]
        facts = {"record": cite(last.record), "day": last.day}
        yield RuleProblem(Message("{record} says that it was held on {day}.", **facts))
    elif not hearing.planned:
        yield RuleProblem("None is planned.")


@rule_of(severity="warning")
def hearing_was_not_called_off(trial: Trial) -> Iterator[RuleProblem]:
    """A physical meeting that was called off is not held, or given a day, without a word."""
    off = trial.topic.hearing.called_off
    if off and (trial.step.act != "extend" or trial.field("physical")):
        yield RuleProblem(Message("{record} says that it was called off; papers tell both.", record=cite(off)))


@rule_of(severity="warning")
def hearing_follows_the_online_phase(trial: Trial) -> Iterator[RuleProblem]:
    """A physical meeting is held once the online phase is over."""
    dates = phases(trial)
    if dates.physical and dates.closes and not when(dates.closes).may_precede(when(dates.physical)):
        facts = {"day": dates.physical, "end": dates.closes}
        yield RuleProblem(
            Message("The physical meeting on {day} lies before the online phase ends, on {end}.", **facts)
        )


@rule_of("line")
def hearing_of_that_day_is_not_on_record(topic: Topic, _standing: Standing) -> Iterator[tuple[str, RuleProblem]]:
    """A physical meeting is recorded once for each day on which it was held."""
    held = repeated(topic, "record hearing", lambda one: getattr(one.motion, "held", None) or one.on)
    for record, first, day in held:
        yield record.reference, RuleProblem(Message("{record} is that of {day}.", record=cite(first), day=day))


@rule_of("line")
def meeting_has_not_considered_it(topic: Topic, _standing: Standing) -> Iterator[tuple[str, RuleProblem]]:
    """An outcome is considered once by each meeting of the Group."""
    for record, first, _ in repeated(topic, "record consideration", lambda one: one.evidence.place):
        yield record.reference, RuleProblem(Message("{record} is that of this meeting.", record=cite(first)))


@rule
def meeting_was_not_over_before_the_outcome(trial: Trial) -> Iterator[RuleProblem]:
    """An outcome is considered by a meeting that was not over before the online phase ended."""
    topic, meeting = trial.standing.topic(trial.subject.reference) or trial.topic, trial.gathering
    closes = meeting.closes if meeting else when(UNKNOWN)
    for day in topic.list_phases_after(closes)[:1]:
        yield RuleProblem(lies_before(closes.text, day.text), give("meeting", "Give --meeting a later one."))


@rule
def considered_phase_has_ended(trial: Trial) -> Iterator[RuleProblem]:
    """A meeting considers an outcome once the online phase has ended."""
    ends, meeting = trial.topic.online_to, trial.gathering
    is_running = not ends.may_precede(trial.today)
    if meeting and not is_running and not ends.may_precede(meeting.closes):
        yield RuleProblem(lies_before(meeting.closes.text, ends.text), give("meeting", "Give --meeting a later one."))
    elif is_running or not ends.may_precede(trial.day):
        note = Message("Give a day from {latest} on.", latest=ends.text)
        yield RuleProblem(Message("It ends on {day}.", day=ends.text), on_day(trial, ends, note))


@rule
def hearing_follows_the_opening(trial: Trial) -> Iterator[RuleProblem]:
    """A physical meeting is held after the consultation was opened."""
    opens, held = trial.topic.online_from, when(trial.field("held") or trial.motion.on)
    yield from not_before(held, opens, date_of("held", "Give --held the day on which it was held."))


@rule_of(reads_round=True)
def condition_waits_to_be_met(trial: Trial) -> Iterator[RuleProblem]:
    """A condition that is met was attached to the decision, and was not met before."""
    number = trial.field("condition")
    found = {one.number: one.record for one in obligations(trial.topic, trial.standing) if one.kind == "condition"}
    if number in found or (number is None and found):
        return
    met = conditions_met(trial.topic)
    waiting = {str(one): record for one, record in found.items() if one not in met}
    said = Message("There is no condition {number}.", number=number) if found else "None was attached to it."
    note = Message("Give --condition {numbers}.", numbers=Series(waiting, " or "))
    remedy = give("condition", note, pick_only(Held(one, record) for one, record in waiting.items()))
    yield RuleProblem(said, remedy if waiting else NOTHING)


@rule_of("line")
def condition_is_met_once(topic: Topic, _standing: Standing) -> Iterator[tuple[str, RuleProblem]]:
    """A condition is met once."""
    for record, first, _ in repeated(topic, "fulfil", lambda one: getattr(one.motion, "condition", None)):
        yield record.reference, RuleProblem(Message("It was met by {record}.", record=first.reference))


def basis_of(trial: Trial) -> Basis:
    """What the act meets on its day; holidays as the body lists them."""
    constitution = trial.standing.body.constitution()
    days = (when(text).day for text in (constitution.holidays if constitution else ()))
    day, supposed = trial.day.last or trial.standing.today, WhatIf(session=trial.field("to_session"))
    return Basis(trial.standing, day, frozenset(filter(None, days)), supposed)


@rule_of(severity="warning")
def referral_keeps_its_deadline(trial: Trial) -> Iterator[RuleProblem]:
    """A matter is referred by the day that a deadline of the body gives."""
    session = trial.standing.gathering(f"session/{trial.field('to_session')}")
    if session is None or not trial.standing.body.deadlines:
        return
    basis = basis_of(trial)
    anchor = Referral(trial.subject.reference, basis, (trial.topic,)).anchor
    yield from _late(trial, basis.timings("note", anchor, trial.day), trial.day.first)


@rule_of(severity="warning")
def launch_keeps_its_deadlines(trial: Trial) -> Iterator[RuleProblem]:
    """A consultation is launched by the day that its decision or a deadline of the body gives."""
    found = Phases(basis_of(trial), trial.topic, phases(trial))
    yield from _late(trial, found.basis.timings("launch", found.anchor, trial.day), trial.day.first)
    by = found.find_decision_time("open_by")[0]
    opens = when(trial.field("opens") or "unknown")
    if by and opens.first and opens.first > by:
        facts = {"by": by, "opens": opens.text}
        said = Message("The decision asks that it be open by {by}, and it opens on {opens}.", **facts)
        yield RuleProblem(said, give("opens", "Give --opens an earlier day."))


@rule_of(severity="warning")
def physical_meeting_keeps_its_deadlines(trial: Trial) -> Iterator[RuleProblem]:
    """The physical meeting falls where the deadlines of the body put it."""
    held = trial.field("held") or trial.motion.on if trial.step.act == "record hearing" else phases(trial).physical
    found = Phases(basis_of(trial), trial.topic, phases(trial))
    remedy = NOTHING if trial.step.act == "record hearing" else date_of("physical", "")
    yield from _late(trial, found.basis.timings("hearing", found.anchor), when(held or UNKNOWN).day, remedy)


def _late(trial: Trial, timings: Iterable[Timing], day: date | None, remedy: Remedy = NOTHING) -> Iterator[RuleProblem]:
    """Which deadlines a day misses, by how many days, and what follows."""
    texts = trial.standing.body.legal_texts(trial.day)
    for timing, by in ((one, by) for one in timings if day and (by := one.days_off(day))):
        rule = timing.deadline.rule
        cited, title, follows = texts.get(rule.basis), _said(rule.title) or rule.name, _said(rule.consequence)
        facts = {"deadline": title, "due": timing.due, "day": day, "distance": _distance(by)}
        said = Message("Under “{deadline}” the day is {due}, and {day} lies {distance} it.", **facts)
        if cited:
            said = Message(
                "Under “{deadline}” ({citation}) the day is {due}, and {day} lies {distance} it.",
                citation=_said(cited.citation), **facts,
            )  # fmt: skip
        yield RuleProblem(Messages(said, Message("What follows: {what}.", what=follows) if follows else ""), remedy)


def _said(text: Mapping[str, str]) -> str:
    return text.get("en") or next(iter(text.values()), "")


def _distance(days: int) -> Message:
    count = abs(days)
    if count == 1:
        return Message("{count} day before", count=count) if days < 0 else Message("{count} day after", count=count)
    return Message("{count} days before", count=count) if days < 0 else Message("{count} days after", count=count)
