"""A paper in its languages, with what the check finds in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.checks.checking import findings_of
from escalade.templates.checks.ground import ground_of
from escalade.templates.contexts.papers.build import build
from escalade.templates.languages.tongue import tongue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.templates.checks.finding import PaperFinding
    from escalade.templates.values.paper import Paper
    from escalade.workflow.subjects.standing import Standing


def check_notes(
    group: str, standing: Standing, tags: Iterable[str], to_session: str | None = None
) -> tuple[list[str], list[PaperFinding]]:
    """The notes of a round: what each is called, and what is wrong.

    Raises:
        PaperError: there is nothing to write, or a language is missing.
    """
    from dataclasses import replace

    titles = {tag: f"note {group}, {tag}" for tag in tags}
    _, found = check_paper("note", group, standing, titles, to_session)
    return list(titles.values()), [replace(finding, paper=titles[finding.paper]) for finding in found]


def check_paper(
    kind: str, about: str, standing: Standing, tags: Iterable[str], to_session: str | None = None
) -> tuple[dict[str, Paper], list[PaperFinding]]:
    """The paper as the record gives it now, and what is wrong with it.

    Args:
        kind: note, notice, call and so on.
        about: the round, topic or meeting.
        standing: what it is drawn from.
        tags: the languages, which are compared with each other.
        to_session: of a note, the session it goes to.

    Raises:
        PaperError: there is nothing to write, or a language is missing.
    """
    papers = {tag: build(kind, about, standing, tongue(tag), to_session=to_session) for tag in tags}
    return papers, list(findings_of(papers, ground_of(papers.values(), about, standing, to_session)))
