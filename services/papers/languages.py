"""The languages in which a body's papers are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.languages.pack import AVAILABLE

if TYPE_CHECKING:
    from escalade.workflow.subjects.body import Body


def languages_for(kind: str, body: Body) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The languages of a paper that can be written, and those that come later.

    They are those that the body has, or requires for such a paper; all that
    papers are written in, where it has none of them.
    """
    constitution = body.constitution()
    own = tuple(constitution.name) if constitution else ()
    required = tuple(constitution.languages.get(kind, ())) if constitution else ()
    possible = tuple(tag for tag in AVAILABLE if tag in {*own, *required}) or AVAILABLE
    return possible, tuple(tag for tag in required if tag not in possible)
