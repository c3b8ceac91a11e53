"""What the register says of the round that papers are drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.checks.finding import RoundGround
from escalade.templates.contexts.referral import referral_of
from escalade.templates.values.fact import facts_in
from escalade.workflow.values.reference import record_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.templates.values.paper import Paper
    from escalade.workflow.subjects.standing import Standing


def ground_of(
    papers: Iterable[Paper],
    reference: str,
    standing: Standing,
    to_session: str | None = None,
    *,
    due: Iterable[str] = (),
) -> RoundGround:
    """The records of papers that there are, and the topics that a note refers.

    Args:
        papers: the versions of one paper.
        reference: the round, topic or meeting that it is about.
        standing: what the register holds.
        to_session: for a note, the session it goes to.
        due: records that are made together with the paper: those of its issue.

    Raises:
        NothingToSayError: a note is given, and nothing was or can be referred.
    """
    versions = tuple(papers)
    named = {record for paper in versions for fact in facts_in(paper.printables()) for record in fact.records}
    refers = any(paper.kind == "note" for paper in versions)
    topics = referral_of(reference, standing, to_session).topics if refers else ()
    there = {record for record in named if _is_there(record, standing)}
    return RoundGround(frozenset(there.union(due)), tuple(topic.reference for topic in topics))


def _is_there(record: str, standing: Standing) -> bool:
    subject, _ = record_parts(record)
    return standing.subject(subject).record(record) is not None
