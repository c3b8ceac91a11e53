"""Facts of a body, worded."""

from __future__ import annotations

from escalade.templates.values.fact import TracedFact


def fact(text: str, *, noun: str = "", other: str | None = None, value: object = None) -> TracedFact:
    """A fact of the body, worded."""
    return TracedFact(text if value is None else value, ("body#1",), text, noun=noun, other=other)
