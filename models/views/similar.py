"""What a reference that is written short stands for, or comes near to."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from escalade.models.store import statements
from escalade.models.store.naming import of_round
from escalade.workflow.values.errors import AmbiguousReferenceError, UnknownReferenceError
from escalade.workflow.values.reference import round_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.reader import Reader

MOST = 20_000
"""How many references are compared; of a larger register, all of the round that is named besides."""


def resolve_reference(reference: str, reader: Reader) -> str:
    """The topic that a short reference stands for.

    Raises:
        AmbiguousReferenceError: it fits topics of several rounds.
        UnknownReferenceError: nothing is so called; names the nearest.
    """
    pattern = "%/" + reference.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    ending = reader.connection.execute(statements.ENDING_IN, (pattern,)).fetchall()
    found = [str(name) for (name,) in ending if reader.has(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousReferenceError(reference, found)
    raise UnknownReferenceError(reference, kind="topic, round or meeting", nearest=reader.nearest(reference))


def nearest(reference: str, reader: Reader) -> list[str]:
    """Find what somebody may have meant, the likeliest first."""
    return list(dict.fromkeys(islice(_close(reference, reader), 2)))


def _close(reference: str, reader: Reader) -> Iterator[str]:
    """What is alike, in full or by its last part, the likeliest first."""
    import difflib  # only where nothing is so called

    found = reader.connection.execute(statements.SOME_REFERENCES, (MOST,)).fetchall()
    if "/" in reference:
        found += reader.connection.execute(*of_round(round_of(reference))).fetchall()
    names = {name: [name] for (name,) in found}
    for name in list(names):
        short = name.rpartition("/")[2]
        if short != name:
            names[short] = [*names.get(short, ()), name]
    for close in difflib.get_close_matches(reference, names, n=len(names) or 1, cutoff=0.5):
        yield from islice((name for name in reversed(names[close]) if reader.has(name)), 1)
