"""The absence of consensus in a note, and the decision to refer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from escalade.templates.papers.facts import evidence
from escalade.templates.papers.facts.group import office, superior
from escalade.templates.papers.facts.snapshot import MeetingFacts
from escalade.templates.papers.facts.view import View
from escalade.templates.values.fact import Printable, SaidSentence
from escalade.workflow.motions import RecordNoConsensus
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import evidence_of
from escalade.workflow.subjects.topic import Topic


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
    return view.say("note.no_consensus", **facts, proof=view.plain(failure.sources[0], *failure.sources))


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
