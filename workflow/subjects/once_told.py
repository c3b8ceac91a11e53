"""Meetings and consultations of which one record tells all.

An index finds them, and a report on many of them reads no more than this.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from escalade.workflow.motions import ApproveReport, Convene


class OnceConvened(NamedTuple):
    """A meeting of which convening and approval tell all, to everybody."""

    reference: str
    motion: Convene
    approval: ApproveReport | None
    """The approval of its report, which is its second record."""
    document: str | None
    """The document that the approval names."""


class OnceLaunched(NamedTuple):
    """Consultations of which their launches tell all, sorted by a day."""

    over: tuple[tuple[str, str], ...] = ()
    """Those that were over by then: each topic, and the day on which its online phase ended."""
    running: frozenset[str] = frozenset()
    """Those that were not, or were not launched yet."""
