"""The references most like one that does not exist."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from escalade.models import statements
from escalade.models.view import of_round
from escalade.workflow.reference import round_of

if TYPE_CHECKING:
    from escalade.models.connection import Connection

MOST = 20_000
"""How many references are compared; of a larger register, all of the round that is named besides."""


def nearest(reference: str, connection: Connection) -> list[str]:
    """What somebody may have meant, the likeliest first."""
    found = connection.execute(statements.SOME_REFERENCES, (MOST,)).fetchall()
    if "/" in reference:
        found += connection.execute(*of_round(round_of(reference))).fetchall()
    names = {name: name for (name,) in found}
    names.update({name.rpartition("/")[2]: name for name in names})
    close = difflib.get_close_matches(reference, names, n=2, cutoff=0.5)
    return list(dict.fromkeys(names[name] for name in close))
