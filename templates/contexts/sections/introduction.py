"""The section that introduces the body: mandate, tasks, who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.contexts import law
from escalade.templates.contexts.group import full_name, group
from escalade.templates.values.paper import Item, Paragraph, Section
from escalade.workflow.values.step import MANDATE, MODALITIES

if TYPE_CHECKING:
    from escalade.templates.contexts.view import View
    from escalade.templates.values.fact import SaidSentence


def section(view: View) -> Section:
    """The whole section."""
    tasks, purpose, modalities = _tasks(view), view.chartered("mandate"), law.cite_text(view, MODALITIES)
    membership, participants = view.chartered("membership"), view.chartered("participants")
    paragraphs = [Paragraph(_established(view)), *([Paragraph(purpose)] if purpose else [])]
    if tasks:
        paragraphs.append(Paragraph(view.say("note.tasks"), tasks))
    paragraphs.append(Paragraph(view.say("note.membership", membership=membership, participants=participants)))
    if modalities:
        paragraphs.append(Paragraph(view.say("note.modalities", text=modalities)))
    return Section("introduction", view.say("note.introduction"), tuple(paragraphs))


def _established(view: View) -> SaidSentence:
    """What the body is, and the legal texts it works under."""
    acronym = group(view)
    return view.say(
        "note.established",
        name=full_name(view),
        acronym=acronym if acronym.noun else None,
        mandate=law.cite_text(view, MANDATE),
        others=law.others(view),
    )


def _tasks(view: View) -> tuple[Item, ...]:
    """The tasks of the mandate, as one sentence in several items."""
    tasks = [task for text in view.constitution.tasks if (task := view.text(text, view.charter("tasks")))]
    said = (view.say("note.task", task=task, last=task is tasks[-1]) for task in tasks)
    return tuple(Item(one, view.letter(place)) for place, one in enumerate(said))
