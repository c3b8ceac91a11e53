"""Remarks on an older revision that takes the place of a newer one."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.workflow.motions import Confirm
from escalade.workflow.rules.trial.rule import Change, RuleProblem, cite, remark
from escalade.workflow.subjects.evidence import confirmations_of
from escalade.workflow.values.message import Message
from escalade.workflow.values.symbols import Symbol, SymbolError


@remark("change")
def newer_revision_proves_it(change: Change) -> Iterator[RuleProblem]:
    """Say that a confirmation is by a revision older than what it replaces."""
    record, motion = change.record, change.record.motion
    named = [change.before.record(name) for name in motion.records] if isinstance(motion, Confirm) else []
    for confirmed in filter(None, named):
        earlier = [confirmed, *confirmations_of(confirmed, change.before)]
        old = next((one.evidence.document for one in reversed(earlier) if one.evidence.document), None)
        new = record.evidence.document
        counts = confirmations_of(confirmed, change.after)[-1].reference == record.reference
        if counts and old and new and is_older_revision(new, old):
            said = Message(
                "{new} is older than {old}, which proved {record} so far, and now takes its place: where that is not "
                "meant, annul this confirmation (annul).",
                new=new, old=old, record=cite(confirmed),
            )  # fmt: skip
            yield RuleProblem(said)


def is_older_revision(one: str, other: str) -> bool:
    """Whether a document is an earlier revision of another.

    >>> is_older_revision("FO22/7(Rev.1)", "FO22/7(Rev.2)"), is_older_revision("FO22/7", "FO22/8")
    (True, False)
    """
    try:
        first, second = Symbol.parse(one), Symbol.parse(other)
    except SymbolError:
        return False
    return _of(first) == _of(second) and _revision(first) < _revision(second)


def _of(symbol: Symbol) -> tuple[object, ...]:
    """The document of which a symbol is a revision."""
    return symbol.series, symbol.path, tuple(mark for mark in symbol.marks if mark[0] != "Rev")


def _revision(symbol: Symbol) -> int:
    """The number of the revision; 0 for the first issue."""
    return max((number for kind, number in symbol.marks if kind == "Rev"), default=0)
