"""The steps of the table as arrows from one place to another.

A place is a state of a kind of subject, under the name that the machine and
the diagram give it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.procedure import ANNULLED, BACKWARDS, SAME, VERSION, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.values.step import Step

NOT_YET = "not yet"


def place(kind: str, state: str | None) -> str:
    """The machine's name for a state of a kind of subject."""
    return f"{kind}: {state or NOT_YET}"


def arrows(version: int = VERSION) -> Iterator[tuple[str, str, str]]:
    """Source, act and destination of every step; annulments read it backwards."""
    for step in table(version).values():
        source = place(step.of, step.origin)
        if step.to == BACKWARDS:
            yield from ((source, step.act, dest) for dest in _backwards(step, version))
        else:
            yield source, step.act, source if step.to == SAME else place(step.of, step.to)


def _backwards(annul: Step, version: int) -> dict[str, None]:
    """Where an annulment may lead from a state: the origins of what led there."""
    led_here = (step for step in table(version).values() if step.of == annul.of and step.to == annul.origin)
    origins = (step.origin or ANNULLED for step in led_here if step.act != "constitute")
    return {place(annul.of, origin): None for origin in (*origins, annul.origin)}
