"""Evidence: what proves an act, and how far it can be relied on."""

from __future__ import annotations

from escalade.templates.papers.facts.view import MeetingFacts, View, language_of_names
from escalade.templates.papers.facts.wording import title
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import evidence_of, paragraph_of
from escalade.workflow.subjects.topic import Topic


def meeting_name(view: View, meeting: MeetingFacts, *records: str, digits: bool = False) -> SaidSentence:
    """A meeting of the group, by its number: ninth meeting, 9th meeting."""
    source = (*records, meeting.source)
    if meeting.number is not None:
        return view.say("common.meeting", ordinal=view.ordinal(meeting.number, *source, digits=digits), name=None)
    return view.say("common.meeting", ordinal=None, name=own_name(view, meeting, *records))


def own_name(view: View, gathering: MeetingFacts, *records: str) -> TracedFact:
    """A meeting or session by the name it was given, else by its label.

    What was typed as the name of a session is its name in the language of unlisted
    names, where it was given none in that.
    """
    source, typed = (*records, gathering.source), language_of_names(view.constitution)
    names = gathering.name
    if names and typed and gathering.kind == "session":
        names = {typed: gathering.label, **names}
    return view.text(names, *source) or view.plain(gathering.label, *source)


def pointer(view: View, record: Record, *, told: bool = False) -> SaidSentence | None:
    """Where to read it: the paragraph of a report, or a document.

    That a meeting has a report says nothing; where the sentence before *told* the meeting, it is "that meeting".
    """
    evidence, at = evidence_of(record, view.standing), view.meeting(record.evidence.place)
    found, held = view.standing.gathering(record.evidence.place), view.meeting(evidence.place)
    paragraph = paragraph_of(record, found, view.standing) if found else None
    is_cited = at and (paragraph or (at.document and not record.evidence.document))
    source = (record.reference, at.approval) if is_cited and at and at.approval else (record.reference,)
    meeting, document = held if evidence.meeting else None, evidence.document or (held.document if held else None)
    if document is None and not (meeting and evidence.paragraph):
        return None
    return view.say(
        "common.pointer",
        paragraph=view.plain(evidence.paragraph, *source) if evidence.paragraph else None,
        document=view.symbol(document, *source) if document else None,
        meeting=meeting_name(view, meeting, *source) if meeting else None,
        told=told,
    )


def topic_title(view: View, topic: Topic) -> TracedFact:
    """The title of a topic as last worded; one that was merged keeps its own."""
    versions = [(record, version) for record, version in topic.versions if record.act != "merge"]
    if not versions:
        return view.plain(topic.reference, topic.told[0].reference)
    record, version = versions[-1]
    return title(view, version, record)
