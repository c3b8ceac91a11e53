"""The escalation note: a report to the superior body on what is unsettled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from escalade.templates.languages.tongue import Tongue
from escalade.templates.papers.facts import account, conclusion, law
from escalade.templates.papers.facts.evidence import own_name
from escalade.templates.papers.facts.group import chair, introduce_reporting
from escalade.templates.papers.facts.referral import Referral, as_of_its_day, referral_of, was_made_by
from escalade.templates.papers.facts.view import Facts, View
from escalade.templates.papers.facts.wording import wording
from escalade.templates.papers.skeleton import lay_out, printables
from escalade.templates.values.fact import TracedFact
from escalade.templates.values.paper import Paper, TopicText
from escalade.workflow.planning.plan import Dues
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.dates import when
from escalade.workflow.values.symbols import bare_symbol


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
    """
    referral, dated = _drawn(reference, standing, to_session, day)
    own = referral.record.evidence.document if referral.record else own
    view = View(referral.standing, tongue, referral.day, own)
    annexes = _annexes(view, referral)
    paper = lay_out("note", view, facts(view, referral, dated, annexes), numbered="sections")
    return replace(paper, wordings=annexes)


def facts(view: View, referral: Referral, dated: tuple[str, str] | None, annexes: Sequence[TopicText]) -> Facts:
    """What a note tells, from where it goes to what is asked."""
    printed = [one for annex in annexes for one in annex.printables()]
    return {
        "is_draft": referral.is_draft,
        "is_late": referral.is_draft and _is_late(referral),
        "round_title": round_title(view, referral.round),
        "session": _session(view, referral),
        "document": _document(view, referral, dated),
        "body": introduce_reporting(view),
        "chair": chair(view),
        **law.facts(view, referral),
        **account.facts(view, referral),
        **conclusion.facts(view, referral, annexes),
        "references": lambda told: law.references(view, [*printables(told), *printed]),
    }


def _is_late(referral: Referral) -> bool:
    return any(line.stands == "late" for line in Dues(referral.standing).of(referral.round, ["escalate"]))


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


def _session(view: View, referral: Referral) -> Facts | None:
    """The session with its place and days; unknown for a draft that has none."""
    session = view.meeting(f"session/{referral.to_session}") if referral.to_session else None
    return {"name": own_name(view, session), "place": account.place_and_dates(view, session)} if session else None


def _document(view: View, referral: Referral, dated: tuple[str, str] | None) -> Facts | None:
    """Under which symbol and of which day a note is that is no draft."""
    record, motion = referral.record, referral.motion
    if record is None or dated is None:
        return None
    source, symbol = record.reference, record.evidence.document
    original = view.tongue.pack.original.format(view.tongue.name_of(motion.original)) if motion.original else ""
    return {
        "agenda_item": view.plain(motion.agenda_item, source) if motion.agenda_item else None,
        "symbol": view.symbol(symbol, source, own=True) if symbol else None,
        "date": view.date(*dated),
        "original": TracedFact(motion.original, (source,), original, kind="name") if original else None,
    }
