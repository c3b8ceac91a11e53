"""The conclusion of a note: what was not agreed, said, and asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import NamedTuple

from escalade.templates.papers.facts import decision, evidence, position
from escalade.templates.papers.facts.activity import is_over_by, phases, tell_online
from escalade.templates.papers.facts.evidence import office, superior
from escalade.templates.papers.facts.referral import Referral, find_ending
from escalade.templates.papers.facts.view import Facts, View
from escalade.templates.values.fact import Printable, SaidSentence
from escalade.templates.values.paper import Item, Paragraph, TopicText
from escalade.workflow.motions import RecordNoConsensus
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import evidence_of
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.dates import when

READERS = "members"
"""For whom a note is, unless it is drawn for others."""


def facts(view: View, referral: Referral, annexes: Sequence[TopicText]) -> Facts:
    """What came of the topics, which are referred, and what was said."""
    topics, readers = (*referral.topics, *referral.still_open), view.round(referral.round).reader or READERS
    is_again = any(topic.escalations for topic in topics)  # then so is the choice that the views are on
    told = frozenset() if is_again else referral.told
    source = referral.record.reference if referral.record else ""
    session = view.meeting(f"session/{referral.to_session}") if referral.to_session else None
    told_as = {"draft": referral.is_draft, "named": referral.agreed_on_others}
    return {
        "happened": _happened(view, referral),
        "outcomes": tell_no_consensus(view, referral.topics, **told_as, session=session),
        "referred": _referred(view, referral),
        "annexed": _annexed(view, annexes) if annexes else None,
        "left": _left(view, referral, source) if referral.left and source else None,
        "views": position.views(view, view.round(referral.round), topics, readers, told),
        "statements": list(position.statements(view, topics, readers, named=len(topics) > 1)),
        "thanks": view.words(referral.motion.thanks, source) if source else None,
    }


def _referred(view: View, referral: Referral) -> Facts:
    """The topics referred; by their names, where the group agreed on others of the round."""
    titles, agreed = ([evidence.topic_title(view, one) for one in some] for some in (referral.topics, referral.agreed))
    return {
        "titles": titles,
        "topics": view.say("report.topics", titles=titles),
        "agreed": agreed,
        "agreed_topics": view.say("report.topics", titles=agreed),
        "named": referral.agreed_on_others,
    }


def _annexed(view: View, annexes: Sequence[TopicText]) -> Facts:
    """The topics with their annexes: those by their numbers, or the only one."""
    one = len(annexes) == 1
    numbers = [view.number(place, *annex.title.records) for place, annex in enumerate(annexes, start=1)]
    said = view.say("note.only_annex") if one else view.say("note.annexes", numbers=numbers)
    return {
        "titles": [annex.title for annex in annexes],
        "annexes": said,
        "topics": [
            view.say("note.topic_in_annex", title=annex.title, annex=said if one else annex.name) for annex in annexes
        ],
        "count": view.count(len(annexes), *(record for annex in annexes for record in annex.title.records)),
        "one": one,
    }


def _left(view: View, referral: Referral, source: str) -> Facts:
    titles = [evidence.topic_title(view, topic) for topic in referral.left]
    count, words = view.count(len(titles), source), view.text(referral.motion.left, source)
    return {"topics": titles, "one": len(titles) == 1, "count": count, "words": words}


class Happened(NamedTuple):
    """An act that a note tells with what followed; or a paragraph instead."""

    record: Record
    behind: tuple[SaidSentence, ...] = ()
    alone: bool = True
    is_cited: bool = False
    instead: Paragraph | None = None

    @property
    def moment(self) -> tuple[str | None, ...]:
        """Where and when it happened; nowhere else where a paragraph tells it."""
        return (self.record.reference,) if self.instead else (self.record.evidence.place, self.record.on)

    def told(self, view: View, *, again: bool) -> tuple[SaidSentence, ...]:
        """Its sentences; *again* where the one before said where and when."""
        if self.is_cited:
            return (decision.tell_with_proof(view, self.record), *self.behind)
        told = partial(decision.tell_act, view, self.record, alone=self.alone)
        return (told(when=decision.UNSAID) if again else told(), *self.behind)


def _happened(view: View, referral: Referral) -> list[SaidSentence | Paragraph]:
    """Tell what came of topics of the round before what is referred now, in the order of the days.

    What happened at one meeting, on one day, is told in one paragraph, which says so once.
    """
    every = (
        *_came_back(view, (*referral.topics, *referral.still_open)),
        *(Happened(record) for topic in referral.ended if (record := find_ending(topic))),
        *_agreed(view, referral),
        *_opened(view, referral.opened),
        *_reopened(referral.topics),
    )
    by_moment = sorted(every, key=lambda one: one.record.at)
    by_day = sorted(by_moment, key=lambda one: when(one.record.on).last or date.max)
    found: list[SaidSentence | Paragraph] = []
    for _, together in groupby(by_day, key=lambda one: one.moment):
        first, *others = together
        if first.instead:
            found.append(first.instead)
            continue
        told = [*first.told(view, again=False), *(said for one in others for said in one.told(view, again=True))]
        found.append(view.say("note.outcome", told=told))
    return found


def _came_back(view: View, topics: Sequence[Topic]) -> Iterator[Happened]:
    """Tell what the superior body had referred back, and with what guidance."""
    for topic in topics:
        record = topic.last("refer back")
        if record:
            guidance = decision.quote_decision(view, record, "guidance")
            yield Happened(record, (guidance,) if guidance else (), alone=False)


def _agreed(view: View, referral: Referral) -> Iterator[Happened]:
    """Tell on which topics of the round the group had agreed, and when what was opened on them goes on."""
    for topic in referral.agreed:
        record = topic.last("record consensus")
        online = phases(view, topic)[0] if topic.state == "launched" else None
        if record:
            yield Happened(record, (tell_online(view, topic, online),) if online else ())


def _opened(view: View, topics: Sequence[Topic]) -> Iterator[Happened]:
    """Tell what was opened on topics of which an earlier note told, unless it is over: that is in the account."""
    for topic in topics:
        record, online = topic.last("launch"), phases(view, topic)[0]
        if record and online and not is_over_by(topic, view.day):
            titles = [evidence.topic_title(view, topic)]
            named = view.say("report.topics", titles=titles)
            about = view.say("common.regards", titles=titles, topics=named, one=True)
            yield Happened(record, instead=Paragraph(about, (Item(tell_online(view, topic, online)),)))


def _reopened(topics: Sequence[Topic]) -> Iterator[Happened]:
    """Tell of topics on which the group agreed, and reopened the debate.

    What came before their last referral was told with that.
    """
    for topic in topics:
        agreed, reopened = topic.last("record consensus"), topic.last("reopen debate")
        referred = topic.last("escalate", "take up")
        is_told = agreed and referred and topic.is_before(agreed, referred)
        if agreed and reopened and topic.is_before(agreed, reopened) and not is_told:
            yield from (Happened(agreed, is_cited=True), Happened(reopened))


class Unsettled(NamedTuple):
    """Topics on which there is no consensus, and the records that say so."""

    topics: tuple[Topic, ...]
    records: tuple[Record, ...]
    motion: RecordNoConsensus

    @property
    def sources(self) -> tuple[str, ...]:
        """Its records, for the facts that it gives."""
        return tuple(one.reference for one in self.records)


def tell_no_consensus(
    view: View, topics: Sequence[Topic], *, draft: bool, named: bool, session: Gathering | None = None
) -> list[SaidSentence]:
    """Tell what was tried, each outcome, and the referral, in one paragraph.

    What is the same for all topics is told once. What is lacking is left out; a draft asks the secretariat for it.

    Args:
        view: of the note.
        topics: those referred.
        draft: whether nothing was referred yet.
        named: whether the topics are named even where the same holds for all.
        session: to which they are referred, where that is known.
    """
    each = [Unsettled((topic,), (said[0],), said[1]) for topic in topics if (said := topic.no_consensus)]
    tell = partial(_tried, view, draft=draft), partial(_decided, view, session, draft=draft)
    alike = _merge(each, lambda one: (one.motion.refer, *(str(say(one)) for say in tell)))
    found = []
    for one in alike:
        tried, decided = (say(one) for say in tell)
        apart = [own for own in each if own.topics[0] in one.topics]
        at = _merge(apart, lambda own: tuple(map(str, _place(view, own).values())))
        told = (tried, *(_where(view, own, named=named or len(alike) > 1 or len(at) > 1) for own in at), decided)
        found.append(view.say("note.outcome", told=[part for part in told if part]))
    return found


def _merge(failures: Sequence[Unsettled], likeness: Callable[[Unsettled], object]) -> list[Unsettled]:
    """Put those together that are alike in something."""
    found: dict[object, Unsettled] = {}
    for one in failures:
        key, first = likeness(one), found.get(likeness(one))
        found[key] = Unsettled(first.topics + one.topics, first.records + one.records, first.motion) if first else one
    return list(found.values())


def _where(view: View, failure: Unsettled, *, named: bool) -> SaidSentence:
    titles = [evidence.topic_title(view, topic) for topic in failure.topics] if named else []
    facts = {**_place(view, failure), "titles": titles, "topics": view.say("report.topics", titles=titles)}
    return view.say("note.no_consensus", **facts, proof=view.proof(*failure.sources))


def _place(view: View, failure: Unsettled) -> dict[str, SaidSentence | None]:
    """The meeting, and where to read of it; behind what was tried there, a paragraph of its report names it."""
    first, tried = failure.records[0], failure.motion.tried
    meeting = view.meeting(first.evidence.place)
    is_named = not (tried and evidence_of(first, view.standing).paragraph)
    name = evidence.meeting_name(view, meeting, *failure.sources) if meeting and is_named else None
    return {"meeting": name, "pointer": evidence.pointer(view, first, told=name is not None)}


def _tried(view: View, failure: Unsettled, *, draft: bool) -> SaidSentence | None:
    tried = view.text(failure.motion.tried, *failure.sources)
    return view.say("note.tried", tried=tried, **_asked(view, failure)) if tried or draft else None


def _decided(view: View, session: Gathering | None, failure: Unsettled, *, draft: bool) -> SaidSentence | None:
    """That the Group decided to refer the matter, in its words where they are on record."""
    if not failure.motion.refer:
        return None
    words = view.text(failure.motion.words, *failure.sources)
    opens = session.opens.first if session else None
    year = view.number(opens.year, session.source) if session and opens else None
    facts = {"superior": superior(view), "words": words, "year": year, "draft": draft}
    return view.say("note.decided", **facts, **_asked(view, failure))


def _asked(view: View, failure: Unsettled) -> dict[str, Printable]:
    return {"secretariat": office(view, "secretariat"), "proof": view.proof(*failure.sources)}
