"""The absence of consensus in a note, and the decision to refer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from escalade.templates.papers.facts import evidence
from escalade.templates.papers.facts.group import office, superior
from escalade.templates.papers.facts.snapshot import MeetingFacts
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from escalade.workflow.motions import RecordNoConsensus
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import evidence_of
from escalade.workflow.subjects.topic import Topic


class Unsettled(NamedTuple):
    """An act that recorded that there is no consensus on some topics."""

    topics: tuple[Topic, ...]
    records: tuple[Record, ...]
    motion: RecordNoConsensus

    @property
    def sources(self) -> tuple[str, ...]:
        """Its records, for the facts that it gives."""
        return tuple(one.reference for one in self.records)

    def split(self) -> tuple[Unsettled, ...]:
        """Split it by topic: a report may give each its own paragraph."""
        pairs = zip(self.topics, self.records, strict=True)
        return tuple(Unsettled((topic,), (record,), self.motion) for topic, record in pairs)


def tell_no_consensus(
    view: View, topics: Sequence[Topic], *, draft: bool, named: bool, session: MeetingFacts | None = None
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
    failures = _by_act(topics)
    tell = partial(_tried, view, draft=draft), partial(_decided, view, session, draft=draft)
    alike = _merge(failures, lambda one: (one.motion.refer, *(str(each(one)) for each in tell)))
    found = []
    for one in alike:
        own = [each for each in failures if set(each.sources) <= set(one.sources)]
        tried, decided = (each(one) for each in tell)
        told = (tried, *_where(view, own, named=named or len(alike) > 1), decided)
        found.append(view.say("note.outcome", told=[each for each in told if each]))
    return found


def _by_act(topics: Sequence[Topic]) -> list[Unsettled]:
    """Topics whose *no consensus* was recorded in one act, together, unless one of them was corrected to say more."""
    groups: dict[tuple[str, ...], list[tuple[Topic, Record, RecordNoConsensus]]] = {}
    for topic in topics:
        if topic.no_consensus:
            record, motion = topic.no_consensus
            said = str((motion.tried, motion.refer, motion.words))
            groups.setdefault((*record.touched, said), []).append((topic, record, motion))
    return [
        Unsettled(tuple(topic for topic, _, _ in one), tuple(record for _, record, _ in one), one[0][2])
        for one in groups.values()
    ]


def _merge(failures: Sequence[Unsettled], likeness: Callable[[Unsettled], object]) -> list[Unsettled]:
    """Put acts together that are alike in something."""
    found: dict[object, Unsettled] = {}
    for one in failures:
        key, first = likeness(one), found.get(likeness(one))
        found[key] = Unsettled(first.topics + one.topics, first.records + one.records, first.motion) if first else one
    return list(found.values())


def _where(view: View, failures: Sequence[Unsettled], *, named: bool) -> Iterator[SaidSentence]:
    """At which meetings no consensus was reached, and in which paragraph of their reports that is read."""
    apart = [one for failure in failures for one in failure.split()]
    merged = _merge(apart, lambda one: tuple(map(str, _place(view, one).values())))
    for one in merged:
        titles = _titles(view, one) if named or len(failures) > 1 or len(merged) > 1 else []
        facts = {**_place(view, one), "titles": titles, "topics": view.say("report.topics", titles=titles)}
        yield view.say("note.no_consensus", **facts, proof=view.plain(one.sources[0], *one.sources))


def _place(view: View, failure: Unsettled) -> dict[str, SaidSentence | None]:
    """The meeting, and where to read of it; behind what was tried there, a paragraph of its report names it."""
    first, tried = failure.records[0], failure.motion.tried
    meeting = view.meeting(first.evidence.place)
    is_named = not (tried and evidence_of(first, view.standing).paragraph)
    name = evidence.meeting_name(view, meeting, *failure.sources) if meeting and is_named else None
    return {"meeting": name, "pointer": evidence.pointer(view, first, told=name is not None)}


def _tried(view: View, failure: Unsettled, *, draft: bool) -> SaidSentence | None:
    """What was tried in order to reach consensus."""
    tried = view.text(failure.motion.tried, *failure.sources)
    return view.say("note.tried", tried=tried, **_asked(view, failure)) if tried or draft else None


def _decided(view: View, session: MeetingFacts | None, failure: Unsettled, *, draft: bool) -> SaidSentence | None:
    """That the Group decided to refer the matter, in its words where they are on record."""
    if not failure.motion.refer:
        return None
    words = view.text(failure.motion.words, *failure.sources)
    opens = session.opens.first if session else None
    year = view.number(opens.year, session.source) if session and opens else None
    facts = {"superior": superior(view), "words": words, "year": year, "draft": draft}
    return view.say("note.decided", **facts, **_asked(view, failure))


def _asked(view: View, failure: Unsettled) -> dict[str, Printable]:
    return {"secretariat": office(view, "secretariat"), "proof": view.plain(failure.sources[0], *failure.sources)}


def _titles(view: View, failure: Unsettled) -> list[TracedFact]:
    return [evidence.topic_title(view, topic) for topic in failure.topics]
