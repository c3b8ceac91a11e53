"""The language in which a page shows a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.services.papers.languages import languages_for
from escalade.templates.languages.tongue import Tongue, tongue

if TYPE_CHECKING:
    from escalade.web.middleware.request_context import Visit
    from escalade.workflow.subjects.standing import Standing


def spoken(visit: Visit, standing: Standing, kind: str) -> tuple[Tongue, tuple[str, ...]]:
    """The language asked for (`?in=fr`), else the page's, else the first.

    And every language that may be asked for.
    """
    tags, _ = languages_for(kind, standing.body)
    wanted = (visit.request.query_params.get("in"), visit.language, *tags)
    return tongue(next(tag for tag in wanted if tag in tags)), tags
