"""The escalation note: a report to the superior body on what is unsettled."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from escalade.templates.papers.facts import conclusion, law
from escalade.templates.papers.facts.account import account_of, days_of, names_of, place_and_dates
from escalade.templates.papers.facts.evidence import own_name, topic_title
from escalade.templates.papers.facts.group import chair, group, introduce, office, superior
from escalade.templates.papers.facts.referral import as_of_its_day, referral_of, was_made_by
from escalade.templates.papers.facts.view import View
from escalade.templates.papers.facts.wording import wording
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import MastheadRow, Paper, Paragraph, Part, Section
from escalade.workflow.values.dates import when
from escalade.workflow.values.step import MANDATE, MODALITIES
from escalade.workflow.values.symbols import bare_symbol

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.papers.facts.account import AccountSection
    from escalade.templates.papers.facts.referral import Referral
    from escalade.templates.values.fact import Printable, SaidSentence
    from escalade.templates.values.paper import TopicText
    from escalade.workflow.subjects.standing import Standing


def _introduction(view: View) -> Section:
    """The section on what the body is and does."""
    purpose = view.quote_foreign(view.charter_text("mandate"))
    modalities = law.cite_text(view, MODALITIES)
    membership, participants = view.charter_text("membership"), view.charter_text("participants")
    why = law.background(view, MANDATE)
    paragraphs = [Paragraph(one) for one in (_established(view), why, purpose) if one]
    paragraphs += _tasks(view)
    paragraphs.append(Paragraph(view.say("note.membership", membership=membership, participants=participants)))
    if why := law.background(view, MODALITIES):
        paragraphs.append(Paragraph(why))
    if modalities:
        paragraphs.append(Paragraph(view.say("note.modalities", text=modalities, participants=participants)))
    return Section("introduction", view.say("note.introduction"), tuple(paragraphs))


def _established(view: View) -> SaidSentence:
    """Introduce the body, and the legal texts it works under."""
    return view.say(
        "note.established",
        **introduce(view),
        established_as=view.charter_text("established_as"),
        mandate=law.cite_text(view, MANDATE),
        others=law.others(view),
    )


def _tasks(view: View) -> tuple[Paragraph, ...]:
    """The tasks of the mandate, as one sentence in several items; an only one is no list."""
    tasks = [task for text in view.constitution.tasks if (task := view.text(text, view.charter("tasks")))]
    if len(tasks) == 1:
        return (Paragraph(view.say("note.only_task", task=tasks[0])),)
    items = view.list_items(view.say("note.task", task=task, last=task is tasks[-1]) for task in tasks)
    return (Paragraph(view.say("note.tasks"), items),) if items else ()


def _box(
    view: View, referral: Referral, account: AccountSection, asked: Paragraph, printed: Iterable[Printable]
) -> tuple[Part, ...]:
    """The box on top: summary, action required, references.

    What is cited in it is what the body cites.
    """
    texts = tuple(Paragraph(text) for text in law.references(view, printed))
    return (
        Part("summary", view.say("note.box_summary"), (Paragraph(_summary(view, referral, account)),)),
        Part("action", view.say("note.box_action"), (asked,)),
        Part("references", view.say("note.box_references"), texts),
    )


def _summary(view: View, referral: Referral, account: AccountSection) -> SaidSentence:
    """Sum up the note in two sentences: what it reports on which basis, and what is referred."""
    meetings = account.meetings
    return view.say(
        "note.summary",
        meetings=names_of(view, meetings) if meetings else None,
        dates=days_of(view, meetings),
        one=len(meetings) == 1,
        group=group(view),
        superior=superior(view),
        consultations=bool(account.consultations.count),
        single=account.consultations.count == 1,
        first=account.is_first,
        basis=law.basis(view),
        **_titles(view, referral),
        draft=referral.is_draft,
    )


def _titles(view: View, referral: Referral) -> dict[str, object]:
    """The topics referred; by their names, where the group agreed on others of the round."""
    titles = [topic_title(view, topic) for topic in referral.topics]
    agreed = [topic_title(view, topic) for topic in referral.agreed]
    return {
        "titles": titles,
        "topics": view.say("report.topics", titles=titles),
        "agreed": agreed,
        "agreed_topics": view.say("report.topics", titles=agreed),
        "named": referral.agreed_on_others,
    }


def note(
    reference: str,
    standing: Standing,
    tongue: Tongue,
    to_session: str | None = None,
    *,
    day: date | None = None,
    own: str | None = None,
) -> Paper:
    """The note on the latest referral of a round, or the draft of the next.

    It is of the day on which it was issued first, or else of the referral's,
    and knows nothing later, unless it is drawn as of another day. A draft cites its *own* symbol as little as
    the note does that it became.

    Raises:
        NothingToSayError: nothing was or can be referred.
    """
    referral, dated = _drawn(reference, standing, to_session, day)
    own = referral.record.evidence.document if referral.record else own
    return _compose(View(referral.standing, tongue, referral.day, own), reference, referral, dated)


def _compose(view: View, reference: str, referral: Referral, dated: tuple[str, str] | None) -> Paper:
    """The note on a referral, or the draft of one."""
    account, annexes = account_of(view, referral), _annexes(view, referral)
    in_box, asked = (
        conclusion.asks(view, account.meetings, annexes, agreed=referral.agreed_on_others, in_box=where)
        for where in (True, False)
    )
    concluded = conclusion.section(view, referral, asked, annexes)
    parts = (_introduction(view), *account.sections(view, referral), concluded)
    sections = tuple(part.with_number(number) for number, part in enumerate(parts, start=1))
    printed = chain(*(part.printables() for part in sections), *(annex.printables() for annex in annexes))
    return Paper(
        kind="note",
        tongue=view.tongue,
        title=_author(view),
        subtitle=round_title(view, reference),
        draft=_draft(view, referral),
        masthead=_masthead_rows(view, referral, dated),
        box=_box(view, referral, account, in_box, printed),
        sections=sections,
        signature=_signature(view),
        wordings=annexes,
    )


def _drawn(
    reference: str, standing: Standing, to_session: str | None, day: date | None
) -> tuple[Referral, tuple[str, str] | None]:
    """The referral that a note is about, as it is known on the day of the note; and that day."""
    referral = referral_of(reference, standing, to_session)
    dated = _dated(referral, standing, day)
    if dated and day is None:
        referral = as_of_its_day(referral, standing, when(dated[0]).last)
    return referral, dated


def _dated(referral: Referral, standing: Standing, day: date | None) -> tuple[str, str] | None:
    """The day of a note that is no draft, and the record that gives it: its first issue, or the referral."""
    record = referral.record
    if record is None:
        return None
    if day is not None:
        return day.isoformat(), record.reference
    own = bare_symbol(record.evidence.document)
    papers = standing.round(referral.round).papers
    issues = (at for at, one in papers if (one.kind, one.subject, one.name) == ("note", None, own))
    issued = next((at for at in issues if was_made_by(referral, standing, when(at.on).last)), record)
    return issued.on, issued.reference


def round_title(view: View, reference: str) -> TracedFact | None:
    """Give the title of a round, where its opening has one."""
    round_ = view.round(reference)
    record = round_.last("open round")
    return view.text(round_.opening.title, record.reference) if round_.opening and record else None


def _annexes(view: View, referral: Referral) -> tuple[TopicText, ...]:
    """One annex for each topic referred, in the order of the act; an only one bears no number."""
    found, is_only = [], len(referral.topics) == 1
    for number, topic in enumerate(referral.topics, start=1):
        record, version = topic.versions[-1]
        numbered = view.say("note.annex", number=view.number(number, record.reference))
        name = view.say("circular.annex") if is_only else numbered
        found.append(wording(view, version, record, name=name))
    return tuple(found)


def _draft(view: View, referral: Referral) -> tuple[SaidSentence, ...]:
    """Why the note is a draft, where it is one."""
    if not referral.is_draft:
        return ()
    return (view.say("note.draft"),)


def _signature(view: View) -> tuple[Printable, ...]:
    """The chair's name and State."""
    found = chair(view)
    if found is None:
        return ()
    name, state = found
    return (view.say("note.signed", office=office(view, "chair"), name=name), *((state,) if state else ()))


def _author(view: View) -> SaidSentence:
    """Whose report it is: the line that is a note's title."""
    return view.say("note.author", office=office(view, "chair"), **introduce(view))


def _masthead_rows(view: View, referral: Referral, dated: tuple[str, str] | None) -> tuple[MastheadRow, ...]:
    """The lines above the author, in the order in which readers expect them."""
    found = [*_session(view, referral)]
    record, motion = referral.record, referral.motion
    if record is None or dated is None:
        return (*found, MastheadRow("draft-symbol", view.blank("note.without_symbol")))
    source = record.reference
    if motion.agenda_item:
        found.append(MastheadRow("agenda-item", view.plain(motion.agenda_item, source), view.say("note.agenda_item")))
    symbol = record.evidence.document
    if symbol:
        found.append(MastheadRow("symbol", view.symbol(symbol, source, own=True), view.say("note.document")))
    if day := view.date(*dated):
        found.append(MastheadRow("date", day))
    if motion.original:
        told = view.tongue.pack.original.format(view.tongue.name_of(motion.original))
        name = TracedFact(motion.original, (source,), told, kind="name")
        found.append(MastheadRow("original", name, view.say("note.original")))
    return tuple(found)


def _session(view: View, referral: Referral) -> Iterable[MastheadRow]:
    """The session with its place and days; unknown for a draft that has none."""
    session = view.meeting(f"session/{referral.to_session}") if referral.to_session else None
    if session is None:
        yield MastheadRow("session", view.say("note.session_unknown"))
        return
    yield MastheadRow("session", own_name(view, session))
    yield MastheadRow("place", place_and_dates(view, session))
