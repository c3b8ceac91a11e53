"""The papers there are, by kind."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from escalade.templates.contexts.papers.agenda import agenda
from escalade.templates.contexts.papers.call import call
from escalade.templates.contexts.papers.circular import circular
from escalade.templates.contexts.papers.exemption import exemption
from escalade.templates.contexts.papers.issued import IssuedPaper, with_symbol
from escalade.templates.contexts.papers.note import note
from escalade.templates.contexts.papers.notice import notice
from escalade.templates.contexts.papers.report import report
from escalade.templates.contexts.papers.state import state
from escalade.templates.contexts.sections.masthead import untranslated_note
from escalade.workflow.values.errors import PaperError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from escalade.templates.languages.tongue import Tongue
    from escalade.templates.values.paper import Paper
    from escalade.workflow.subjects.standing import Standing


class UnknownPaperError(PaperError):
    """There is no paper of that kind."""

    def __init__(self, kind: str) -> None:
        """Name the kind, and those there are."""
        self.kind = kind
        super().__init__(f"There is no paper called “{kind}”; there are {', '.join(KINDS)}.")


def build(
    kind: str,
    reference: str,
    standing: Standing,
    tongue: Tongue,
    *,
    to_session: str | None = None,
    day: date | None = None,
    issued: IssuedPaper | None = None,
) -> Paper:
    """What a paper says, as a tree of facts and sentences.

    Raises:
        UnknownPaperError: there is no paper of that kind.
        NothingToSayError: the record does not hold what the paper is about.
    """
    if day is not None:
        standing = msgspec.structs.replace(standing, today=day)
    builder = KINDS.get(kind)
    if builder is None:
        raise UnknownPaperError(kind)
    paper = note(reference, standing, tongue, to_session) if kind == "note" else builder(reference, standing, tongue)
    paper = with_symbol(paper, issued, standing, tongue) if issued else paper
    return replace(paper, version=untranslated_note(tongue, paper.printables()))


KINDS: dict[str, Callable[[str, Standing, Tongue], Paper]] = {
    "note": note,
    "notice": notice,
    "call": call,
    "report": report,
    "state": state,
    "exemption": exemption,
    "agenda": agenda,
    "circular": circular,
}
"""Every kind of paper."""
