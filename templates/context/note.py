"""The escalation note: a report to the superior body on what is unsettled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.context import account, activity, conclusion, law, masthead
from escalade.templates.context.evidence import topic_title
from escalade.templates.context.group import chair, full_name, group, office, superior
from escalade.templates.context.referral import escalations_before, referral_of
from escalade.templates.context.view import View
from escalade.templates.context.wording import wording
from escalade.templates.fact import Said
from escalade.templates.paper import Item, Paper, Paragraph, Part, Section, printed_in
from escalade.workflow.procedure import MANDATE
from escalade.workflow.when import when

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escalade.templates.context.activity import Consultation
    from escalade.templates.context.referral import Referral
    from escalade.templates.fact import Fact, Printable
    from escalade.templates.language.tongue import Tongue
    from escalade.templates.paper import Wording
    from escalade.workflow.gathering import Gathering
    from escalade.workflow.standing import Standing


def note(reference: str, standing: Standing, tongue: Tongue, to_session: str | None = None) -> Paper:
    """The note on the latest referral of a round, or the draft of the next.

    Raises:
        NothingToSayError: nothing was or can be referred.
    """
    referral = referral_of(reference, standing, to_session)
    view = View(referral.standing, tongue, referral.day)
    last = escalations_before(referral)
    window = activity.Window(when(last.on) if last else None, referral.day)
    meetings, held = activity.meetings(view, window), activity.consultations(view, window)
    annexes = _annexes(view, referral)
    asked = conclusion.asks(view, meetings, annexes)
    parts = (
        _introduction(view),
        account.section(view, meetings, held, referral, first=last is None),
        conclusion.section(view, referral, annexes, asked),
    )
    sections = tuple(part.numbered(number) for number, part in enumerate(parts, start=1))
    return Paper(
        kind="note",
        language=Said("language", tongue.language),
        direction=Said("direction", tongue.pack.direction),
        title=masthead.author(view),
        subtitle=round_title(view, reference),
        draft=_draft(view, referral),
        masthead=masthead.rows(view, referral),
        box=_box(view, referral, meetings, held, asked, _printed(sections, annexes)),
        sections=sections,
        signature=_signature(view),
        wordings=annexes,
    )


def _printed(sections: Sequence[Section], annexes: Sequence[Wording]) -> Iterator[Printable]:
    """All that the body and the annexes print."""
    for section in sections:
        yield from printed_in(section.paragraphs)
    for annex in annexes:
        yield from annex.printed()


def round_title(view: View, reference: str) -> Fact | None:
    """What a round is about, where its opening says so."""
    round_ = view.standing.round(reference)
    record = round_.last("open round")
    return view.text(round_.opening.title, record.reference) if round_.opening and record else None


def _annexes(view: View, referral: Referral) -> tuple[Wording, ...]:
    """One annex for each topic referred, in the order of the act."""
    own = referral.record.evidence.document if referral.record else None
    found = []
    for number, topic in enumerate(referral.topics, start=1):
        record, version = topic.versions[-1]
        name = view.say("note.annex", number=view.number(number, record.reference))
        found.append(wording(view, version, record, name=name, own=own))
    return tuple(found)


def _introduction(view: View) -> Section:
    """What the body is, what it is for, and who takes part."""
    acronym = group(view)
    mandate, others = law.cited(view, MANDATE), law.others(view)
    established = view.say(
        "note.established",
        name=full_name(view),
        acronym=acronym if acronym.noun else None,
        mandate=mandate,
        others=others,
    )
    items = _tasks(view)
    paragraphs = [Paragraph(established)]
    purpose = view.chartered("mandate")
    if purpose:
        paragraphs.append(Paragraph(purpose))
    if items:
        paragraphs.append(Paragraph(view.say("note.tasks"), items))
    participation = view.say(
        "note.membership", membership=view.chartered("membership"), participants=view.chartered("participants")
    )
    paragraphs.append(Paragraph(participation))
    modalities = law.cited(view, "modalities")
    if modalities:
        paragraphs.append(Paragraph(view.say("note.modalities", text=modalities)))
    return Section("introduction", view.say("note.introduction"), tuple(paragraphs))


def _tasks(view: View) -> tuple[Item, ...]:
    """The tasks of the mandate, as one sentence in several items."""
    tasks = [task for text in view.constitution.tasks if (task := view.text(text, view.charter("tasks")))]
    said = (view.say("note.task", task=task, last=task is tasks[-1]) for task in tasks)
    return tuple(Item(one, view.letter(place)) for place, one in enumerate(said))


def _box(
    view: View,
    referral: Referral,
    meetings: Sequence[Gathering],
    held: Sequence[Consultation],
    asked: tuple[Item, ...],
    cited: Iterable[Printable],
) -> tuple[Part, ...]:
    """Summary, action required, references."""
    dates = [view.tongue.on(dates) for meeting in meetings if (dates := account.dates_of(view, meeting))]
    summary = view.say(
        "note.summary",
        meetings=account.names_of(view, meetings) if meetings else None,
        dates=dates if len(dates) == len(meetings) else [],
        one=len(meetings) == 1,
        group=group(view),
        superior=superior(view),
        consultations=bool(held),
        titles=[topic_title(view, topic) for topic in referral.topics],
        draft=not referral.records,
    )
    references = tuple(Paragraph(text) for text in law.references(view, cited))
    return (
        Part("summary", view.say("note.box_summary"), (Paragraph(summary),)),
        Part(
            "action",
            view.say("note.box_action"),
            (Paragraph(view.say("note.invited", superior=superior(view)), asked),),
        ),
        Part("references", view.say("note.box_references"), references),
    )


def _draft(view: View, referral: Referral) -> tuple[Said, ...]:
    """Why the note is a draft, where it is one."""
    if referral.records:
        return ()
    topics = [topic_title(view, topic) for topic in referral.still_open]
    return (view.say("note.draft"), *((view.say("note.draft_open", topics=topics),) if topics else ()))


def _signature(view: View) -> tuple[Printable, ...]:
    """The chair's name and State."""
    found = chair(view)
    if found is None:
        return (view.say("note.no_chair"),)
    name, state = found
    return (view.say("note.signed", office=office(view, "chair"), name=name), *((state,) if state else ()))
