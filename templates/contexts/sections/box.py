"""The box on top of a note: summary, action required, references."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.contexts.evidence import topic_title
from escalade.templates.contexts.group import group, superior
from escalade.templates.contexts.law import references
from escalade.templates.contexts.sections.account import dates_of, names_of
from escalade.templates.values.paper import Paragraph, Part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.templates.contexts.referral import Referral
    from escalade.templates.contexts.sections.account import AccountSection
    from escalade.templates.contexts.view import View
    from escalade.templates.values.fact import Printable, SaidSentence


def box(
    view: View, referral: Referral, account: AccountSection, asked: Paragraph, printed: Iterable[Printable]
) -> tuple[Part, ...]:
    """The three parts; what is asked and cited is what the body has."""
    texts = tuple(Paragraph(text) for text in references(view, printed))
    return (
        Part("summary", view.say("note.box_summary"), (Paragraph(_summary(view, referral, account)),)),
        Part("action", view.say("note.box_action"), (asked,)),
        Part("references", view.say("note.box_references"), texts),
    )


def _summary(view: View, referral: Referral, account: AccountSection) -> SaidSentence:
    """What the note reports, and what it refers, in two sentences."""
    meetings = account.meetings
    dates = [view.tongue.on(dates) for meeting in meetings if (dates := dates_of(view, meeting))]
    return view.say(
        "note.summary",
        meetings=names_of(view, meetings) if meetings else None,
        dates=dates if len(dates) == len(meetings) else [],
        one=len(meetings) == 1,
        group=group(view),
        superior=superior(view),
        consultations=bool(account.consultations),
        titles=[topic_title(view, topic) for topic in referral.topics],
        draft=referral.is_draft,
    )
