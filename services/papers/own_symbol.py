"""The symbol that a draft came to bear."""

from __future__ import annotations

from datetime import date

from escalade.models.reader import Reader
from escalade.templates.papers.facts.referral import find_next_symbol


def find_own_symbol(
    reference: str, reader: Reader, audience: str | None, to_session: str | None, on: date | None
) -> str | None:
    """Find the symbol that a draft of a note came to bear.

    It is known where the draft is drawn as of an earlier day: *on* that day, or from a register as it was.
    """
    if on is None and reader.present is reader:
        return None
    day = on or reader.standing(None, audience).today
    return find_next_symbol(reference, reader.present.standing(None, audience), to_session, day)
