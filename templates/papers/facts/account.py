"""The section on activities: the account that a report gives of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING

from escalade.templates.languages.quotation import is_sentence
from escalade.templates.papers.facts.activity import (
    MANY,
    Consultations,
    Window,
    consultations,
    find_late_endings,
    list_endings,
    meetings,
)
from escalade.templates.papers.facts.evidence import meeting_name, own_name, topic_title
from escalade.templates.papers.facts.group import office
from escalade.templates.papers.facts.position import READERS
from escalade.templates.papers.facts.referral import last_escalation
from escalade.templates.values.paper import Item, Paragraph, Section
from escalade.workflow.subjects.hearing import HYBRID, IN_PERSON, VIRTUAL
from escalade.workflow.subjects.meeting import find_replacements
from escalade.workflow.values.dates import when

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from escalade.templates.papers.facts.activity import Consultation
    from escalade.templates.papers.facts.referral import Referral
    from escalade.templates.papers.facts.snapshot import MeetingFacts
    from escalade.templates.papers.facts.view import View
    from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
    from escalade.workflow.motions import Receive
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.meeting import Round
    from escalade.workflow.values.dates import When


def dates_of(view: View, meeting: MeetingFacts) -> TracedFact | None:
    """The days of a meeting or session."""
    return view.period(meeting.opens, meeting.closes, meeting.source)


def place_and_dates(view: View, meeting: MeetingFacts) -> SaidSentence:
    """Where and when a meeting or session is held, for a masthead."""
    place = view.text(meeting.place, meeting.source)
    return view.say("note.place_and_dates", place=place, **_ways_of(view, (meeting,)), dates=dates_of(view, meeting))


def names_of(view: View, meetings: Sequence[MeetingFacts]) -> SaidSentence:
    """Several meetings by number, many by the first and the last of them."""
    if len(meetings) == 1:
        return meeting_name(view, meetings[0])
    if len(meetings) > MANY:
        return _counted(view, meetings)
    ordinals = [view.ordinal(one.number, one.source) for one in meetings if one.number is not None]
    if len(ordinals) < len(meetings):
        return view.say("common.meetings_by_name", names=[_called(view, one) for one in meetings])
    return view.say("common.meetings", ordinals=ordinals)


def _counted(view: View, meetings: Sequence[MeetingFacts]) -> SaidSentence:
    """Many meetings: 31 meetings (ninth to 39th)."""
    count = view.count(len(meetings), *(one.source for one in _cited(meetings)))
    numbers = [(number, one.source) for one in meetings if (number := one.number) is not None]
    all_numbered = len(numbers) == len(meetings)
    first, last = [view.ordinal(*one) for one in (min(numbers), max(numbers))] if all_numbered else [None, None]
    return view.say("common.meetings_counted", count=count, first=first, last=last)


def _cited(meetings: Sequence[MeetingFacts]) -> Sequence[MeetingFacts]:
    """The meetings whose records prove what is said of them together.

    Of many these are the first and the last, and those of which not everybody may read.
    """
    if len(meetings) <= MANY:
        return meetings
    return (meetings[0], *(one for one in meetings[1:-1] if not one.is_public), meetings[-1])


def days_of(view: View, meetings: Sequence[MeetingFacts]) -> list[TracedFact]:
    """The days of each of several meetings, or of many; none if not known."""
    if len(meetings) > MANY:
        last = max(meetings, key=lambda one: one.closes.last or date.max)
        whole = view.period(meetings[0].opens, last.closes, meetings[0].source, last.source)
        return [view.tongue.on(whole)] if whole and meetings[0].opens.last and last.closes.last else []
    days = [view.tongue.on(dates) for meeting in meetings if (dates := dates_of(view, meeting))]
    return days if len(days) == len(meetings) else []


def _called(view: View, meeting: MeetingFacts) -> Printable:
    """A meeting among others that have names: by its number, or its name."""
    return meeting_name(view, meeting, digits=True) if meeting.number is not None else own_name(view, meeting)


@dataclass(frozen=True)
class AccountSection:
    """The matter of an account: meetings and consultations, in order."""

    meetings: tuple[MeetingFacts, ...]
    consultations: Consultations
    is_first: bool
    """No report went before this one."""

    def sections(self, view: View, referral: Referral) -> Iterator[Section]:
        """The whole section, where there is anything to tell."""
        held = self.consultations
        paragraphs = [*_meetings(view, self.meetings, first=self.is_first), *_reports(view, self.meetings)]
        if held.count:
            paragraphs.append(_consultations(view, held, first=self.is_first))
        paragraphs += _counted_responses(view, held.told, alone=held.count == 1)
        paragraphs += _published(view, held, draft=referral.is_draft)
        paragraphs += contributions(view, view.round(referral.round), "members", told=referral.told)
        if paragraphs:
            yield Section("activities", view.say("note.activities"), tuple(paragraphs))


def account_of(view: View, referral: Referral) -> AccountSection:
    """Gather what happened between the last referral, of any round, and this."""
    record, other = referral.record, view.constitution.last_report
    last = last_escalation(referral.standing, record)
    since = last.on if last else other
    if last and other and _is_between(when(other), when(last.on), referral.day):
        since = other  # it was made by another paper
    window = Window(
        since=when(since) if since else None,
        until=referral.day,
        over=when(last.on).first if last else None,
        told=last.at if last else "",
    )
    ended = list_endings(view, window)
    held = consultations(view, window, ended, find_late_endings(view, last, ended))
    return AccountSection(meetings(view, window), held, since is None)


def _is_between(day: When, first: When, last: When) -> bool:
    """Whether a day certainly comes after one day, and before another."""
    return not day.may_precede(first) and day.may_precede(last, strictly=True)


def _meetings(view: View, meetings: Sequence[MeetingFacts], *, first: bool) -> Iterator[Paragraph]:
    if meetings:
        yield _tell_meetings(view, meetings, first=first)


def _tell_meetings(view: View, meetings: Sequence[MeetingFacts], *, first: bool) -> Paragraph:
    if len(meetings) > MANY:
        dates, place = days_of(view, meetings), _one_place(view, meetings)
        facts = {"place": place, **_ways_of(view, meetings), "dates": next(iter(dates), None)}
        return Paragraph(view.say("note.meetings_counted", meetings=names_of(view, meetings), **facts, first=first))
    if together := _together(view, meetings, first=first):
        return Paragraph(together)
    items = view.list_items(_meeting(view, meeting, last=meeting is meetings[-1]) for meeting in meetings)
    count = view.count(len(meetings), *(meeting.source for meeting in meetings))
    return Paragraph(view.say("note.meetings_held", count=count, one=len(meetings) == 1, first=first), items)


def _meeting(view: View, meeting: MeetingFacts, *, last: bool) -> SaidSentence:
    """One meeting of several, with its place and days."""
    place = view.text(meeting.place, meeting.source)
    facts = {"place": place, **_ways_of(view, (meeting,)), "dates": dates_of(view, meeting)}
    return view.say("note.meeting", meeting=meeting_name(view, meeting), **facts, last=last)


def _together(view: View, meetings: Sequence[MeetingFacts], *, first: bool) -> SaidSentence | None:
    """Numbered meetings in one place and form, or all online, told in one sentence; None where they are not."""
    dates, place, ways = days_of(view, meetings), _one_place(view, meetings), _ways_of(view, meetings)
    is_one = ways["online"] or (place and (ways["hybrid"] or not any(one.form == HYBRID for one in meetings)))
    if not dates or not is_one or any(meeting.number is None for meeting in meetings):
        return None
    return view.say(
        "note.meetings_together",
        meetings=names_of(view, meetings),
        place=place,
        **ways,
        dates=dates,
        one=len(meetings) == 1,
        first=first,
        proof=view.plain(meetings[0].source, *(meeting.source for meeting in meetings)),
    )


def _ways_of(view: View, meetings: Sequence[MeetingFacts]) -> dict[str, bool]:
    """Whether all meetings were convened online, and whether all in person and online."""
    are_online = [_is_online(view, one) for one in meetings]
    return {"online": all(are_online), "hybrid": not any(are_online) and all(one.form == HYBRID for one in meetings)}


def _is_online(view: View, meeting: MeetingFacts) -> bool:
    """Whether a meeting was convened online, or in a place called so."""
    place = view.text(meeting.place, meeting.source)
    called = view.tongue.pack.words["place"]["online"]
    return meeting.form == VIRTUAL or (place is not None and str(place).casefold() == called)


def _one_place(view: View, meetings: Sequence[MeetingFacts]) -> TracedFact | None:
    """The place of all meetings, by its name in any language; as translated for one of them.

    One that was held online was in no place, whichever was given for it.
    """
    if any(_is_online(view, one) for one in meetings):
        return None
    texts = [dict(meeting.place or {}) for meeting in meetings]
    if not set(texts[0].items()).intersection(*(one.items() for one in texts[1:])):
        return None
    places = (place for meeting in meetings if (place := view.text(meeting.place, meeting.source)))
    first = next(places)
    return next((one for one in chain([first], places) if not one.other), first)


def _reports(view: View, meetings: Sequence[MeetingFacts]) -> list[Paragraph]:
    """Which reports were approved, and to whom they were sent."""
    paragraphs = []
    approved = [meeting for meeting in meetings if meeting.approval]
    if approved:
        sources = [meeting.approval for meeting in _cited(approved) if meeting.approval]
        said = view.say(
            "note.reports_approved",
            meetings=names_of(view, approved),
            proof=view.plain(sources[0], *sources),
            one=len(approved) == 1,
        )
        paragraphs.append(Paragraph(said))
        sent = [group for group in _by_addressee(approved) if group[0].sent_to]
        paragraphs += [_sent(view, group, alone=len(group) == len(approved)) for group in sent]
    return paragraphs


def _sent(view: View, group: Sequence[MeetingFacts], *, alone: bool) -> Paragraph:
    """To whom reports were sent."""
    sources = [meeting.approval for meeting in _cited(group) if meeting.approval]
    texts = [text for addressee in group[0].sent_to if (text := view.text(addressee, *sources))]
    names = names_of(view, group)
    so_that, one = view.text(group[0].so_that, *sources), len(group) == 1
    return Paragraph(
        view.say("note.reports_sent", addressees=texts, meetings=names, alone=alone, one=one, so_that=so_that)
    )


def _by_addressee(meetings: Sequence[MeetingFacts]) -> list[list[MeetingFacts]]:
    """Meetings whose reports went to the same addressees, to the same end, together."""
    groups: list[list[MeetingFacts]] = []
    for meeting in meetings:
        sent = (meeting.sent_to, meeting.so_that)
        group = next((group for group in groups if (group[0].sent_to, group[0].so_that) == sent), None)
        if group is None:
            groups.append([meeting])
        else:
            group.append(meeting)
    return groups


def _items(view: View, held: Sequence[Consultation]) -> tuple[Item, ...]:
    """Consultations one by one, with their days."""
    return view.list_items(
        view.say_of_hearing(
            "note.consultation",
            one.form if one.called_off else IN_PERSON,
            title=one.title,
            online=one.online,
            physical=one.physical,
            virtual=one.form == "virtual",
            hybrid=one.form == "hybrid",
            called_off=one.called_off,
            within=one.within,
            last=one is held[-1],
        )
        for one in held
    )


def _consultations(view: View, held: Consultations, *, first: bool) -> Paragraph:
    told = held.ends if held.are_many else held.told
    count = view.count(held.count, *(record for one in told if one.title for record in one.title.records))
    if held.are_many:
        ended = view.period(told[0].ended, told[-1].ended, *count.records)
        dates = ended if told[-1].ended.last else None
        return Paragraph(view.say("note.consultations_counted", count=count, dates=dates, first=first))
    said = view.say(
        "note.consultations_held",
        count=count,
        one=held.count == 1,
        in_person=all(one.physical and one.form == IN_PERSON for one in told),
        first=first,
    )
    return Paragraph(said, _items(view, told))


def _counted_responses(view: View, every: Sequence[Consultation], *, alone: bool) -> list[Paragraph]:
    """How many responses were received, to the only consultation or to each that is named."""
    counts = [
        view.say("note.counted_of", count=one.count, title=None if alone else one.title)
        for one in every
        if one.count and (one.title or alone)
    ]
    return [Paragraph(view.say("note.counted", counts=counts))] if counts else []


def _published(view: View, held: Consultations, *, draft: bool) -> list[Paragraph]:
    """Where responses and summaries are; equal for several, said once.

    What is lacking is left out; a draft asks the secretariat for it, unless it is on record as not at hand.
    """
    every, count = held.told, held.count
    groups: dict[tuple[str, str], list[Consultation]] = {}
    lacking: dict[tuple[bool, bool], list[Consultation]] = {}
    for one in every:
        groups.setdefault(one.places, []).append(one)
    for one in (*every, *(held.ends if held.are_many and held.count > len(held.told) else ())):
        lacking.setdefault(one.lacks, []).append(one)
    told = [
        one for told, group in groups.items() if any(told) for one in _say_published(view, group, len(group) == count)
    ]
    if draft:
        asked = ((group, len(group) == count or any(one in held.ends for one in group)) for group in _asked(lacking))
        told += [_ask_published(view, group, of_every) for group, of_every in asked]
    return told


def _asked(lacking: Mapping[tuple[bool, bool], list[Consultation]]) -> list[list[Consultation]]:
    """The consultations of which something is lacking, those of which the same is together."""
    return [group for asked, group in lacking.items() if any(asked)]


def _say_published(view: View, group: Sequence[Consultation], of_every: bool) -> Iterator[Paragraph]:  # noqa: FBT001  # a fact
    """Where the responses and the summaries of some consultations are, equal ones said once.

    The summary of each further day of the physical meeting has a paragraph of its own.
    """
    first = group[0]
    responses = first.responses if first.places[0] else None
    summaries = [one for one in first.summaries if str(one) != first.places[0]]
    summary = next(iter(summaries), None)
    whole = responses is not None and summary is None and is_sentence(responses)
    facts = {"responses": responses, "summary": summary, "is_sentence": whole}
    yield Paragraph(view.say("note.published", titles=_titles(group), **facts, every=of_every))
    for further in summaries[1:]:
        facts = {"responses": None, "summary": further, "is_sentence": False}
        yield Paragraph(view.say("note.published", titles=_titles(group), **facts, every=of_every))


def _ask_published(view: View, group: Sequence[Consultation], of_every: bool) -> Paragraph:  # noqa: FBT001  # a fact
    """Ask the secretariat where responses or summaries are."""
    responses, summary = group[0].lacks
    facts = {"responses": responses, "summary": summary, "every": of_every, "secretariat": office(view, "secretariat")}
    return Paragraph(view.say("note.publication_lacking", titles=_titles(group), **facts))


def _titles(group: Sequence[Consultation]) -> list[TracedFact]:
    return [one.title for one in group if one.title]


def contributions(view: View, round_: Round, readers: str, told: Container[str]) -> list[Paragraph]:
    """The contributions to a round of which no note of it *told*."""
    received = [one for one in last_versions(round_.contributions, readers) if one[0].reference not in told]
    if not received:
        return []
    last = received[-1][0]
    items = view.list_items(contribution(view, record, motion, last=record is last) for record, motion in received)
    count = view.count(len(received), *(record.reference for record, _ in received))
    return [Paragraph(view.say("note.contributions", count=count, one=len(received) == 1), items)]


def last_versions(received: Iterable[tuple[Record, Receive]], readers: str) -> list[tuple[Record, Receive]]:
    """The contributions that readers may read, each as last revised."""
    read = [(record, motion) for record, motion in received if READERS[record.audience] <= READERS[readers]]
    replaced = find_replacements(read)
    return [(record, motion) for record, motion in read if record.reference not in replaced]


def contribution(view: View, record: Record, motion: Receive, *, last: bool) -> SaidSentence:
    """One contribution."""
    source = record.reference
    topics = (topic for name in motion.concerns if (topic := view.topic(name)) is not None)
    groups = (motion.by_group,) if motion.by_group else ()
    return view.say(
        "note.contribution",
        symbol=view.symbol(motion.symbol, source),
        senders=[view.member(name, source) for name in (*motion.by_state, *groups)],
        title=view.text(motion.title, source),
        about=[topic_title(view, topic) for topic in topics],
        last=last,
    )
