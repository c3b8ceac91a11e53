"""What a body of another kind calls its things, for terminals and pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from escalade.services.views.text import text_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from escalade.workflow.motions import Constitute
    from escalade.workflow.planning import PlanLine
    from escalade.workflow.subjects.standing import Standing

STAGES = {
    "session": ("session", "opening"),
    "launch": ("consultation", "opening"),
    "online end": ("online", "end"),
    "hearing": ("hearing", ""),
    "summary": ("consultation", "closing"),
}
"""What is to be done at the stages of a plan: of what, and the rest in a word."""


class OwnStage(NamedTuple):
    """A stage of a plan, in the nouns of the body."""

    noun: Mapping[str, str]
    rest: str


def own_noun(constitution: Constitute | None, kind: str, *, many: bool = False) -> dict[str, str]:
    """What the body calls a thing, by language; empty for one of ours."""
    given = constitution.nouns.given if constitution and constitution.nouns else {}
    return {tag: (noun.many if many else "") or noun.one for tag, noun in given.get(kind, {}).items()}


def noun_or(standing: Standing, kind: str, usual: str, language: str | None = None, *, many: bool = False) -> str:
    """What the body calls a thing, in one of its languages; else our word."""
    return text_in(own_noun(standing.body.constitution(), kind, many=many), language) or usual


def own_stage(constitution: Constitute | None, stage: str) -> OwnStage | None:
    """A stage of a plan in the nouns of the body, where it has one for it."""
    kind, rest = STAGES.get(stage, ("", ""))
    noun = own_noun(constitution, kind)
    return OwnStage(noun, rest) if noun else None


def with_nouns(line: PlanLine, constitution: Constitute | None) -> PlanLine:
    """A line of a plan as the body would call it."""
    own = own_stage(constitution, line.stage)
    if own is None:
        return line
    noun = text_in(own.noun)
    return msgspec.structs.replace(line, what=": ".join(filter(None, (noun[:1].upper() + noun[1:], own.rest))))
