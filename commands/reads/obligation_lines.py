"""What a decision obliges to, and which record met it, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.services.views.text import day, text_in
from escalade.workflow.subjects.obligation import obligations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.workflow.subjects.obligation import Obligation
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.subjects.topic import Topic


def obligation_lines(topic: Topic, standing: Standing, language: str | None = None) -> Iterator[str]:
    """Each obligation that the decision states, and whether it was met."""
    for one in obligations(topic, standing):
        if one.kind != "launch" or one.due:
            yield f"{_what(one, topic, language)}: {f'met by {one.met_by}' if one.met_by else 'not met yet'}"


def _what(one: Obligation, topic: Topic, language: str | None) -> str:
    """What is to be done."""
    if one.kind == "condition":
        decided = topic.record(one.record)
        text = decided.motion.conditions[(one.number or 1) - 1] if decided else ""  # type: ignore[attr-defined]  # only decisions attach conditions
        return f"condition {one.number}, “{text_in(text, language)}”"
    return {
        "launch": f"open by {day(one.due)}",
        "language": f"a call in {one.language}",
        "report": f"before the Group by {day(one.due)}",
    }[one.kind]
