"""The absence of consensus in a note, and the decision to refer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalade.templates.contexts import decision, evidence
from escalade.templates.contexts.group import office, superior
from escalade.templates.values.paper import Item, Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator, Sequence

    from escalade.templates.contexts.view import View
    from escalade.templates.values.fact import SaidSentence, TracedFact
    from escalade.workflow.motions import RecordNoConsensus
    from escalade.workflow.records.record import Record
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
    view: View, topics: Sequence[Topic], pending: Container[str], *, draft: bool, named: bool
) -> Iterator[Paragraph]:
    """Tell once what holds for all topics, and name those of the rest.

    What is lacking is left out; a draft asks the secretariat for it.

    Args:
        view: of the note.
        topics: those referred.
        pending: the meetings of which the note has told that their reports were not approved.
        draft: whether nothing was referred yet.
        named: whether the topics are named even where the same holds for all.
    """
    failures = _by_act(topics)
    yield from _where(view, failures, pending, named=named)
    yield from _search(view, failures, draft=draft)
    yield from _referral(view, failures, draft=draft)


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


def _where(view: View, failures: Sequence[Unsettled], pending: Container[str], *, named: bool) -> Iterator[Paragraph]:
    """At which meetings no consensus was reached, and in which paragraph of their reports that is read."""
    apart = [one for failure in failures for one in failure.split()]
    merged = _merge(apart, lambda one: (*map(str, _place(view, one).values()), *map(str, _remarks(view, one, pending))))
    for one in merged:
        titles = _titles(view, one) if named or len(failures) > 1 or len(merged) > 1 else []
        proof = view.plain(one.sources[0], *one.sources)
        facts = {**_place(view, one), "titles": titles, "topics": view.say("report.topics", titles=titles)}
        yield Paragraph(view.say("note.no_consensus", **facts, proof=proof), remarks=_remarks(view, one, pending))


def _place(view: View, failure: Unsettled) -> dict[str, SaidSentence | None]:
    """The meeting, and where to read of it."""
    first = failure.records[0]
    meeting = view.meeting(first.evidence.place)
    name = evidence.meeting_name(view, meeting, *failure.sources) if meeting else None
    return {"meeting": name, "pointer": evidence.pointer(view, first)}


def _remarks(view: View, failure: Unsettled, pending: Container[str]) -> tuple[SaidSentence, ...]:
    """Who presided, and how far it can be relied on."""
    first = failure.records[0]
    return (*decision.circumstances(view, first), *evidence.remarks(view, first, pending))


def _search(view: View, failures: Sequence[Unsettled], *, draft: bool) -> Iterator[Paragraph]:
    """What was tried in order to reach consensus."""
    merged = _merge(failures, lambda one: str(_tried(view, one) or ""))
    heading: SaidSentence | None = view.say("note.search")
    for one in merged:
        tried = _tried(view, one)
        if not tried and not draft:
            continue
        asked = {"secretariat": office(view, "secretariat"), "proof": view.plain(one.sources[0], *one.sources)}
        said = view.say("note.tried", tried=tried, **asked)
        yield Paragraph(said, heading=heading) if len(merged) == 1 else _regarding(view, one, said, heading)
        heading = None


def _tried(view: View, failure: Unsettled) -> TracedFact | None:
    return view.text(failure.motion.tried, *failure.sources)


def _referral(view: View, failures: Sequence[Unsettled], *, draft: bool) -> Iterator[Paragraph]:
    """Whether the Group decided to refer the matter, and in which words."""
    heading: SaidSentence | None = view.say("note.referral", superior=superior(view))
    merged = _merge(failures, lambda one: (one.motion.refer, str(_words(view, one) or "")))
    decided = _merge(failures, lambda one: one.motion.refer)
    if len(decided) > 1:
        for one in decided:
            yield _regarding(view, one, _decided(view, one), heading)
            heading = None
    elif decided:
        words = _words(view, merged[0]) if len(merged) == 1 else None
        said = _decided(view, decided[0], words, draft=draft and len(merged) == 1)
        yield Paragraph(said, heading=heading)
    for one in merged if len(merged) > 1 else ():
        if one.motion.refer and (_words(view, one) or draft):
            asked = {"secretariat": office(view, "secretariat"), "proof": view.plain(one.sources[0], *one.sources)}
            yield _regarding(view, one, view.say("decision.words", words=_words(view, one), **asked))


def _words(view: View, failure: Unsettled) -> TracedFact | None:
    return view.text(failure.motion.words, *failure.sources)


def _decided(view: View, failure: Unsettled, words: TracedFact | None = None, *, draft: bool = False) -> SaidSentence:
    """That the Group decided to refer the matter, or that it is not on record."""
    key = "note.decided" if failure.motion.refer else "note.not_decided"
    offices = {"superior": superior(view), "secretariat": office(view, "secretariat")}
    return view.say(key, **offices, words=words, draft=draft, proof=view.plain(failure.sources[0], *failure.sources))


def _regarding(view: View, failure: Unsettled, said: SaidSentence, heading: SaidSentence | None = None) -> Paragraph:
    """Something that holds for some topics, under their titles."""
    titles = _titles(view, failure)
    topics = view.say("report.topics", titles=titles)
    about = view.say("common.regards", titles=titles, topics=topics, one=len(titles) == 1)
    return Paragraph(about, (Item(said),), heading=heading)


def _titles(view: View, failure: Unsettled) -> list[TracedFact]:
    return [evidence.topic_title(view, topic) for topic in failure.topics]
