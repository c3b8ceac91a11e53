"""The body and its evidence: what proves an act, and how far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from escalade.templates.papers.facts.view import NothingToSayError, View, language_of_names
from escalade.templates.papers.facts.wording import title
from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.evidence import evidence_of, paragraph_of
from escalade.workflow.subjects.meeting import Gathering
from escalade.workflow.subjects.topic import Topic
from escalade.workflow.values.errors import Message


def meeting_name(view: View, meeting: Gathering, *records: str, digits: bool = False) -> SaidSentence:
    """A meeting of the group, by its number: ninth meeting, 9th meeting."""
    source = (*records, meeting.source)
    if meeting.number is not None:
        return view.say("common.meeting", ordinal=view.ordinal(meeting.number, *source, digits=digits), name=None)
    return view.say("common.meeting", ordinal=None, name=own_name(view, meeting, *records))


def own_name(view: View, gathering: Gathering, *records: str) -> TracedFact:
    """A meeting or session by the name it was given, else by its label.

    What was typed as the name of a session is its name in the language of unlisted
    names, where it was given none in that.
    """
    source, typed = (*records, gathering.source), language_of_names(view.constitution)
    names = gathering.convened.name
    if names and typed and gathering.kind == "session":
        names = {typed: gathering.label, **names}
    return view.text(names, *source) or view.plain(gathering.label, *source)


def pointer(view: View, record: Record, *, told: bool = False) -> SaidSentence | None:
    """Where to read it: the paragraph of a report, or a document.

    That a meeting has a report says nothing; where the sentence before *told* the meeting, it is "that meeting".
    """
    evidence, at = evidence_of(record, view.standing), view.meeting(record.evidence.place)
    held, paragraph = view.meeting(evidence.place), paragraph_of(record, at, view.standing) if at else None
    is_cited = at and (paragraph or (at.document and not record.evidence.document))
    source = (record.reference, at.approval[0].reference) if is_cited and at and at.approval else (record.reference,)
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


def full_name(view: View) -> TracedFact:
    """The name of the body, in full."""
    return _required(view.charter_text("name"), "name")


def group(view: View) -> TracedFact:
    """The body's acronym, in its one spelling; its name where it has none."""
    acronym, name = view.charter_text("acronym"), full_name(view)
    return replace(acronym, noun=name.text) if acronym else name


def introduce(view: View) -> dict[str, TracedFact | None]:
    """The facts of a sentence that introduces the body: name and acronym."""
    acronym = group(view)
    return {"name": full_name(view), "acronym": acronym if acronym.noun else None}


def superior(view: View) -> TracedFact:
    """The body that the group reports to."""
    return _required(view.charter_text("superior_body"), "superior body")


def office(view: View, name: str) -> Printable:
    """The title of an office, as the constitution gives it."""
    titles = view.constitution.office_titles.get(name)
    found = view.term(f"office_titles.{name}", titles or {}, view.charter("office_titles", name))
    return found or view.tongue.word("office", name)


def unendorsed(view: View, waits: Sequence[str]) -> dict[str, Printable] | None:
    """The facts of a sentence on records that wait for the chair."""
    return {"chair": office(view, "chair"), "proof": view.proof(*waits)} if waits else None


def head(view: View) -> SaidSentence:
    """Above a paper: whose it is."""
    return view.say("notice.body", **introduce(view))


def introduce_reporting(view: View) -> dict[str, Printable | None]:
    """The facts of the body as one that reports, and to whom."""
    charter = {field: view.charter_text(field) for field in ("established_as", "membership", "participants")}
    return {**introduce(view), **charter, "group": group(view), "superior": superior(view)}


def chair(view: View) -> dict[str, Printable | None]:
    """The office of the chair; name and State on the day of the paper."""
    terms = [one for one in view.standing.body.terms if one.officer.office == "chair" and one.may_cover(view.day)]
    held = [(view.name(one.officer.name, one.record), view.text(one.officer.state, one.record)) for one in terms[-1:]]
    name, state = held[0] if held else (None, None)
    return {"office": office(view, "chair"), "name": name, "state": state}


def _required(fact: TracedFact | None, what: str) -> TracedFact:
    if fact is None:
        raise NothingToSayError(
            kind="paper", of=Message("this register"), problem=Message("the constitution gives no {what}.", what=what)
        )
    return fact
