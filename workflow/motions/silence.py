"""The silence procedure: a text is agreed on where nobody objects in time."""

from __future__ import annotations

from typing import Annotated

import msgspec

from escalade.workflow.motions.base import Motion, Passage, about

Instant = Annotated[str, msgspec.Meta(extra={"is": "instant"})]
"""An exact time with its zone (see `instant`)."""


class Circulate(Motion, frozen=True, tag="circulate"):
    """Circulate a topic's text; it is agreed on if nobody objects in time."""

    until: Annotated[
        Instant | None, about("The end of the silence, with its zone, such as 2017-05-24T18:00 Europe/Zurich.")
    ] = None
    words: Annotated[Passage, about("What was written to the members.")] = {}
    argument = "topic"
