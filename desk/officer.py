"""The officer meant by a name as it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def officer_named(name: str, officers: Iterable[str]) -> str:
    """The officer meant: exact, in other letters, or by a part of the name.

    A name that fits nobody, or several, is passed on as it is: the procedure
    refuses it.
    """
    known = list(officers)
    if not name or name in known:
        return name
    wanted = name.casefold()
    same = [officer for officer in known if officer.casefold() == wanted]
    alike = same or [officer for officer in known if wanted in officer.casefold()]
    return alike[0] if len(alike) == 1 else name
