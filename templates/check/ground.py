"""What the register says of the round that papers are drawn from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.check.finding import Ground
from escalade.templates.context.referral import referral_of
from escalade.templates.fact import facts_in
from escalade.workflow.reference import record_parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.templates.paper import Paper
    from escalade.workflow.standing import Standing


def ground_of(papers: Iterable[Paper], reference: str, standing: Standing, to_session: str | None = None) -> Ground:
    """The records of papers that there are, and the topics referred.

    Raises:
        NothingToSayError: nothing was or can be referred.
    """
    named = {record for paper in papers for fact in facts_in(paper.printed()) for record in fact.records}
    topics = tuple(topic.reference for topic in referral_of(reference, standing, to_session).topics)
    return Ground(frozenset(record for record in named if _is_there(record, standing)), topics)


def _is_there(record: str, standing: Standing) -> bool:
    subject, _ = record_parts(record)
    return standing.subject(subject).record(record) is not None
