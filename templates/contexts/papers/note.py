"""The escalation note: a report to the superior body on what is unsettled."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from escalade.templates.contexts.evidence import topic_title
from escalade.templates.contexts.group import chair, office
from escalade.templates.contexts.referral import referral_of
from escalade.templates.contexts.sections import conclusion, introduction, masthead
from escalade.templates.contexts.sections.account import account_of
from escalade.templates.contexts.sections.box import box
from escalade.templates.contexts.view import View
from escalade.templates.contexts.wording import wording
from escalade.templates.values.paper import Paper

if TYPE_CHECKING:
    from escalade.templates.contexts.referral import Referral
    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import Printable, SaidSentence, TracedFact
    from escalade.templates.values.paper import TopicText
    from escalade.workflow.subjects.standing import Standing


def note(reference: str, standing: Standing, tongue: Tongue, to_session: str | None = None) -> Paper:
    """The note on the latest referral of a round, or the draft of the next.

    Raises:
        NothingToSayError: nothing was or can be referred.
    """
    referral = referral_of(reference, standing, to_session)
    view = View(referral.standing, tongue, referral.day)
    account, annexes = account_of(view, referral), _annexes(view, referral)
    asked = conclusion.asks(view, account.meetings, annexes)
    parts = (
        introduction.section(view),
        account.section(view, referral),
        conclusion.section(view, referral, asked, annexes),
    )
    sections = tuple(part.numbered(number) for number, part in enumerate(parts, start=1))
    printed = chain(*(part.printed() for part in sections), *(annex.printed() for annex in annexes))
    return Paper(
        kind="note",
        tongue=tongue,
        title=masthead.author(view),
        subtitle=round_title(view, reference),
        draft=_draft(view, referral),
        masthead=masthead.rows(view, referral),
        box=box(view, referral, account, asked, printed),
        sections=sections,
        signature=_signature(view),
        wordings=annexes,
    )


def round_title(view: View, reference: str) -> TracedFact | None:
    """What a round is about, where its opening says so."""
    round_ = view.standing.round(reference)
    record = round_.last("open round")
    return view.text(round_.opening.title, record.reference) if round_.opening and record else None


def _annexes(view: View, referral: Referral) -> tuple[TopicText, ...]:
    """One annex for each topic referred, in the order of the act."""
    own = referral.record.evidence.document if referral.record else None
    found = []
    for number, topic in enumerate(referral.topics, start=1):
        record, version = topic.versions[-1]
        name = view.say("note.annex", number=view.number(number, record.reference))
        found.append(wording(view, version, record, name=name, own=own))
    return tuple(found)


def _draft(view: View, referral: Referral) -> tuple[SaidSentence, ...]:
    """Why the note is a draft, where it is one."""
    if not referral.is_draft:
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
