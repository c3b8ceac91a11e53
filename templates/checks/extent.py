"""What a check could not look at for want of something to compare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.checks.finding import CheckRemark
from escalade.templates.checks.outcome import places_of
from escalade.workflow.values.message import Message, Option, Series, Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.checks.document import Document
    from escalade.templates.checks.finding import Case

MOST = 5
"""As many places are named; of more, some."""


def everything_is_compared(case: Case) -> Iterator[CheckRemark]:
    """A file is held against the record, or else against another version."""
    alone = [one for one in case if not one.is_ours and one.name not in case.differences]
    if alone and len(case.documents) == 1:
        what = Message(
            "Neither a record nor another version was at hand: names, outcomes, figures and days were not looked at, "
            "nor whether a passage is lost, added or out of place, but where the file contradicts itself. Name what "
            "it is about ({option}), or give its other versions.",
            option=Option("--against REF"),
        )
        yield CheckRemark(alone[0], Word("whole"), what)
    elif alone:
        what = Message(
            "No record was at hand: versions were compared in figures, days, symbols, States, persons, outcomes, and "
            "in the number of passages. Their order and other words were not looked at, nor whether what all versions "
            "say is so."
        )
        yield CheckRemark(alone[0], Word("whole"), what)
        yield from _in_one_version(case, alone)


def _in_one_version(case: Case, documents: list[Document]) -> Iterator[CheckRemark]:
    """Where a version says something that no other has a passage for."""
    compared = {(name, one.place) for versions in places_of(case) for name, one in versions.items()}
    for document in documents:
        single = [
            one.place for one in (*document.box_passages, *document.body) if (document.name, one.place) not in compared
        ]
        places = list(dict.fromkeys(single))
        if places:
            yield CheckRemark(document, Word("whole"), _single(places))


def _single(places: list[str]) -> Message:
    if len(places) == 1:
        return Message("The outcome of one place was not looked at: {place}.", place=places[0])
    facts = {"count": len(places), "places": Series(places[:MOST])}
    return Message("The outcome of {count} places was not looked at, such as: {places}.", **facts)
