"""The account that a report gives of what the group did."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain

from escalade.templates.languages.grammar import is_sentence
from escalade.templates.papers.facts.activity import (
    MANY,
    Consultation,
    Consultations,
    Window,
    consultations,
    find_late_endings,
    list_endings,
    meetings,
)
from escalade.templates.papers.facts.evidence import meeting_name, office, own_name, topic_title
from escalade.templates.papers.facts.referral import Referral, last_escalation
from escalade.templates.papers.facts.view import Facts, View
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.workflow.motions import ApproveReport, Receive
from escalade.workflow.motions.base import Text
from escalade.workflow.records.audience import READERS, may_read
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.hearing import HYBRID, IN_PERSON, VIRTUAL
from escalade.workflow.subjects.meeting import Gathering, find_replacements
from escalade.workflow.values.dates import when


def dates_of(view: View, meeting: Gathering) -> TracedFact | None:
    """The days of a meeting or session."""
    return view.period(meeting.opens, meeting.closes, meeting.source)


def place_and_dates(view: View, meeting: Gathering) -> SaidSentence:
    """Where and when a meeting or session is held, for a masthead."""
    place = view.text(meeting.convened.place, meeting.source)
    return view.say("note.place_and_dates", place=place, **_ways_of(view, (meeting,)), dates=dates_of(view, meeting))


def names_of(view: View, meetings: Sequence[Gathering]) -> SaidSentence:
    """Several meetings by number, many by the first and the last of them."""
    if len(meetings) == 1:
        return meeting_name(view, meetings[0])
    if len(meetings) > MANY:
        return _counted(view, meetings)
    ordinals = [view.ordinal(one.number, one.source) for one in meetings if one.number is not None]
    if len(ordinals) < len(meetings):
        named = [
            own_name(view, one) if one.number is None else meeting_name(view, one, digits=True) for one in meetings
        ]
        return view.say("common.meetings_by_name", names=named)
    return view.say("common.meetings", ordinals=ordinals)


def _counted(view: View, meetings: Sequence[Gathering]) -> SaidSentence:
    """Many meetings: 31 meetings (ninth to 39th)."""
    count = view.count(len(meetings), *(one.source for one in _cited(meetings)))
    numbers = [(number, one.source) for one in meetings if (number := one.number) is not None]
    all_numbered = len(numbers) == len(meetings)
    first, last = [view.ordinal(*one) for one in (min(numbers), max(numbers))] if all_numbered else [None, None]
    return view.say("common.meetings_counted", count=count, first=first, last=last)


def _cited(meetings: Sequence[Gathering]) -> Sequence[Gathering]:
    """The meetings whose records prove what is said of them together.

    Of many these are the first and the last, and those of which not everybody may read.
    """
    if len(meetings) <= MANY:
        return meetings
    return (meetings[0], *(one for one in meetings[1:-1] if one.audience != READERS[0]), meetings[-1])


def days_of(view: View, meetings: Sequence[Gathering]) -> list[TracedFact]:
    """The days of each of several meetings, or of many; none if not known."""
    if len(meetings) > MANY:
        last = max(meetings, key=lambda one: one.closes.last or date.max)
        whole = view.period(meetings[0].opens, last.closes, meetings[0].source, last.source)
        return [view.tongue.on(whole)] if whole and meetings[0].opens.last and last.closes.last else []
    days = [view.tongue.on(dates) for meeting in meetings if (dates := dates_of(view, meeting))]
    return days if len(days) == len(meetings) else []


@dataclass(frozen=True)
class Account:
    """The matter of an account: meetings and consultations, in order."""

    meetings: tuple[Gathering, ...]
    consultations: Consultations
    is_first: bool
    """No report went before this one."""


def facts(view: View, referral: Referral) -> Facts:
    """What the group did since its last report."""
    account = account_of(view, referral)
    meetings, held = account.meetings, account.consultations
    received = [
        one for one in last_versions(view.round(referral.round).contributions, "members")
        if one[0].reference not in referral.told
    ]  # fmt: skip
    count = view.count(len(received), *(record.reference for record, _ in received)) if received else None
    return {
        "summary": {
            "meetings": names_of(view, meetings) if meetings else None,
            "dates": days_of(view, meetings),
            "one": len(meetings) == 1,
            "consultations": held.count > 0,
            "single": held.count == 1,
            "first": account.is_first,
        },
        "meetings": _meetings(view, meetings, first=account.is_first),
        "reports": _reports(view, meetings),
        "consultations": _consultations(view, held, first=account.is_first),
        "contributions": {
            "counted": {"count": count, "one": len(received) == 1} if received else None,
            "each": [tell_contribution(view, *one) for one in received],
        },
    }


def account_of(view: View, referral: Referral) -> Account:
    """Gather what happened between the last referral, of any round, and this."""
    record, other = referral.record, view.constitution.last_report
    last = last_escalation(referral.standing, record)
    since = last.on if last else other
    if (
        last
        and other
        and not when(other).may_precede(when(last.on))
        and when(other).may_precede(referral.day, strictly=True)
    ):
        since = other  # it was made by another paper
    window = Window(
        since=when(since) if since else None,
        until=referral.day,
        over=when(last.on).first if last else None,
        told=last.at if last else "",
    )
    ended = list_endings(view, window)
    held = consultations(view, window, ended, find_late_endings(view, last, ended))
    return Account(meetings(view, window), held, since is None)


def _meetings(view: View, meetings: Sequence[Gathering], *, first: bool) -> Facts:
    """The meetings held: many by their number, those alike together, others one by one."""
    told: dict[str, object] = {"counted": None, "together": None, "listed": None, "each": ()}
    if len(meetings) > MANY:
        dates, place = next(iter(days_of(view, meetings)), None), _one_place(view, meetings)
        facts = {"place": place, **_ways_of(view, meetings), "dates": dates}
        return {**told, "counted": {"meetings": names_of(view, meetings), **facts, "first": first}}
    if together := _together(view, meetings, first=first):
        return {**told, "together": together}
    count = view.count(len(meetings), *(meeting.source for meeting in meetings)) if meetings else None
    listed = {"count": count, "one": len(meetings) == 1, "first": first} if meetings else None
    each = [
        {
            "meeting": meeting_name(view, one),
            "place": view.text(one.convened.place, one.source),
            "dates": dates_of(view, one),
            **_ways_of(view, (one,)),
        }
        for one in meetings
    ]
    return {**told, "listed": listed, "each": each}


def _together(view: View, meetings: Sequence[Gathering], *, first: bool) -> Facts | None:
    """Numbered meetings in one place and form, or all online; None where they are not."""
    if not meetings or any(meeting.number is None for meeting in meetings):
        return None
    dates, place, ways = days_of(view, meetings), _one_place(view, meetings), _ways_of(view, meetings)
    is_one = ways["online"] or (place and (ways["hybrid"] or not any(one.convened.form == HYBRID for one in meetings)))
    proof = view.proof(*(meeting.source for meeting in meetings))
    told = {"meetings": names_of(view, meetings), "place": place, **ways, "dates": dates, "one": len(meetings) == 1}
    return {**told, "first": first, "proof": proof} if dates and is_one else None


def _ways_of(view: View, meetings: Sequence[Gathering]) -> dict[str, bool]:
    are_online = [_is_online(view, one) for one in meetings]
    return {
        "online": all(are_online),
        "hybrid": not any(are_online) and all(one.convened.form == HYBRID for one in meetings),
    }


def _is_online(view: View, meeting: Gathering) -> bool:
    place = view.text(meeting.convened.place, meeting.source)
    called = view.tongue.pack.words["place"]["online"]
    return meeting.convened.form == VIRTUAL or (place is not None and str(place).casefold() == called)


def _one_place(view: View, meetings: Sequence[Gathering]) -> TracedFact | None:
    """The place of all meetings, by its name in any language; as translated for one of them.

    One that was held online was in no place, whichever was given for it.
    """
    if any(_is_online(view, one) for one in meetings):
        return None
    held = [meeting.convened.place for meeting in meetings]
    texts = [{} if isinstance(place, str) else dict(place or {}) for place in held]
    if not set(texts[0].items()).intersection(*(one.items() for one in texts[1:])):
        return None
    places = (place for meeting in meetings if (place := view.text(meeting.convened.place, meeting.source)))
    first = next(places)
    return next((one for one in chain([first], places) if not one.other), first)


def _reports(view: View, meetings: Sequence[Gathering]) -> Facts:
    """Which reports were approved, and to whom they were sent."""
    approved = [meeting for meeting in meetings if meeting.approval]
    sent = [group for group in _by_addressee(approved) if _sending(group[0])[0]]
    return {
        "approved": {**_named(view, approved), "proof": view.proof(*_approvals(approved))} if approved else None,
        "sent": [_sent(view, group, alone=len(group) == len(approved)) for group in sent],
    }


def _named(view: View, meetings: Sequence[Gathering]) -> dict[str, object]:
    return {"meetings": names_of(view, meetings), "one": len(meetings) == 1}


def _approvals(meetings: Sequence[Gathering]) -> list[str]:
    return [meeting.approval[0].reference for meeting in _cited(meetings) if meeting.approval]


def _sent(view: View, group: Sequence[Gathering], *, alone: bool) -> Facts:
    """To whom reports were sent."""
    sources, (addressees, end) = _approvals(group), _sending(group[0])
    texts = [text for addressee in addressees if (text := view.text(addressee, *sources))]
    return {
        **_named(view, group),
        "addressees": texts,
        "alone": alone,
        "so_that": view.text(end, *sources),
    }


def _by_addressee(meetings: Sequence[Gathering]) -> list[list[Gathering]]:
    """Meetings whose reports went to the same addressees, to the same end, together."""
    groups: list[list[Gathering]] = []
    for meeting in meetings:
        group = next((group for group in groups if _sending(group[0]) == _sending(meeting)), None)
        if group is None:
            groups.append([meeting])
        else:
            group.append(meeting)
    return groups


def _sending(meeting: Gathering) -> tuple[tuple[Text, ...], Text]:
    """To whom its report was sent, and to what end."""
    approval = meeting.approval[1] if meeting.approval else ApproveReport()
    return () if isinstance(approval.sent_to, str) else approval.sent_to, approval.so_that


def _consultations(view: View, held: Consultations, *, first: bool) -> Facts:
    """The consultations held: many by their number, others one by one; their responses and where those are."""
    told, alone = held.ends if held.are_many else held.told, held.count == 1
    count = (
        view.count(held.count, *(record for one in told if one.title for record in one.title.records)) if told else None
    )
    dates = view.period(told[0].ended, told[-1].ended, *count.records) if held.are_many and count else None
    counted = {"count": count, "dates": dates if told and told[-1].ended.last else None, "first": first}
    in_person = all(one.physical and one.form == IN_PERSON for one in told)
    listed = {"count": count, "one": alone, "in_person": in_person, "first": first}
    return {
        "counted": counted if held.are_many else None,
        "listed": listed if told and not held.are_many else None,
        "each": [] if held.are_many else [_of_consultation(view, one) for one in told],
        "counts": [
            view.say("note.counted_of", count=one.count, title=None if alone else one.title)
            for one in held.told
            if one.count and (one.title or alone)
        ],
        "published": list(_published(held)),
        "lacking": list(_lacking(view, held)),
    }


def _of_consultation(view: View, held: Consultation) -> Facts:
    noun = view.nouns_in_form(held.form if held.called_off else IN_PERSON)
    return {**vars(held), "virtual": held.form == VIRTUAL, "hybrid": held.form == HYBRID, "noun": noun}


def _published(held: Consultations) -> Iterator[Facts]:
    """Where the responses and the summaries of consultations are, equal ones said once.

    The summary of each further day of the physical meeting is told by itself.
    """
    groups: dict[tuple[str, str], list[Consultation]] = {}
    for one in held.told:
        groups.setdefault(one.places, []).append(one)
    for (said, _), group in ((places, group) for places, group in groups.items() if any(places)):
        about = {"titles": _titles(group), "every": len(group) == held.count}
        responses = group[0].responses if said else None
        summaries = [one for one in group[0].summaries if str(one) != said]
        first = next(iter(summaries), None)
        whole = responses is not None and first is None and is_sentence(responses)
        yield {**about, "responses": responses, "summary": first, "is_sentence": whole}
        for summary in summaries[1:]:
            yield {**about, "responses": None, "summary": summary, "is_sentence": False}


def _lacking(view: View, held: Consultations) -> Iterator[Facts]:
    """What is not on record of where responses and summaries are, unless it is known not to be at hand."""
    groups: dict[tuple[bool, bool], list[Consultation]] = {}
    for one in (*held.told, *(held.ends if held.count > len(held.told) else ())):
        groups.setdefault(one.lacks, []).append(one)
    for (responses, summary), group in groups.items():
        if responses or summary:
            every = len(group) == held.count or any(one in held.ends for one in group)
            facts = {"responses": responses, "summary": summary, "secretariat": office(view, "secretariat")}
            yield {"titles": _titles(group), "every": every, **facts}


def _titles(group: Sequence[Consultation]) -> list[TracedFact]:
    return [one.title for one in group if one.title]


def last_versions(received: Iterable[tuple[Record, Receive]], readers: str) -> list[tuple[Record, Receive]]:
    """The contributions that readers may read, each as last revised."""
    read = [(record, motion) for record, motion in received if may_read(readers, record.audience)]
    replaced = find_replacements(read)
    return [(record, motion) for record, motion in read if record.reference not in replaced]


def tell_contribution(view: View, record: Record, motion: Receive) -> Facts:
    """One contribution."""
    source = record.reference
    topics = (topic for name in motion.concerns if (topic := view.topic(name)) is not None)
    groups = (motion.by_group,) if motion.by_group else ()
    return {
        "symbol": view.symbol(motion.symbol, source),
        "senders": [view.member(name, source) for name in (*motion.by_state, *groups)],
        "title": view.text(motion.title, source),
        "about": [topic_title(view, topic) for topic in topics],
    }
