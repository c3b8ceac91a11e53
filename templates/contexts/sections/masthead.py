"""The masthead of a note: where it goes, what it is, whose report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.contexts.evidence import own_name
from escalade.templates.contexts.group import full_name, group, office
from escalade.templates.contexts.sections.account import dates_of
from escalade.templates.values.fact import SaidSentence, TracedFact
from escalade.templates.values.paper import MastheadRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.templates.contexts.referral import Referral
    from escalade.templates.contexts.view import View
    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.fact import Printable


def author(view: View) -> SaidSentence:
    """Whose report it is: the line that is a note's title."""
    acronym = group(view)
    return view.say(
        "note.author", office=office(view, "chair"), name=full_name(view), acronym=acronym if acronym.noun else None
    )


def rows(view: View, referral: Referral) -> tuple[MastheadRow, ...]:
    """The lines above the author, in the order in which readers expect them."""
    found = [*_session(view, referral)]
    record, motion = referral.record, referral.motion
    if record is None:
        return (*found, MastheadRow("draft-symbol", view.say("note.without_symbol")))
    source = record.reference
    if motion.agenda_item:
        found.append(MastheadRow("agenda-item", view.plain(motion.agenda_item, source), view.say("note.agenda_item")))
    symbol = record.evidence.document
    value: Printable = view.symbol(symbol, source, own=True) if symbol else view.say("note.symbol_unknown")
    found.append(MastheadRow("symbol", value, view.say("note.document") if symbol else None))
    found.append(MastheadRow("date", view.date(record.on, source) or view.say("common.date_unknown")))
    if motion.original:
        name = TracedFact(motion.original, (source,), view.tongue.name_of(motion.original), kind="name")
        found.append(MastheadRow("original", name, view.say("note.original")))
    return tuple(found)


def _session(view: View, referral: Referral) -> Iterable[MastheadRow]:
    """The session with its place and days; unknown for a draft that has none."""
    session = view.meeting(f"session/{referral.to_session}") if referral.to_session else None
    if session is None:
        yield MastheadRow("session", view.say("note.session_unknown"))
        return
    source = session.source
    yield MastheadRow("session", own_name(view, session))
    place = view.say("note.place_and_dates", place=view.text(session.place, source), dates=dates_of(view, session))
    yield MastheadRow("place", place)


def untranslated_note(tongue: Tongue, printed: Iterable[Printable]) -> tuple[SaidSentence, ...]:
    """That some texts are in another language, and the version a draft."""
    languages: dict[str, list[str]] = {}
    for one in printed:
        for other in one.others:
            records = one.records
            languages.setdefault(other, []).extend(records)
    if not languages:
        return ()
    names = [
        TracedFact(other, tuple(dict.fromkeys(records)), tongue.name_of(other)) for other, records in languages.items()
    ]
    return (tongue.say("common.untranslated_texts", languages=names),)
