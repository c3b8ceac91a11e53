"""The paragraphs of a paper, as texts."""

from __future__ import annotations

from tests.templates.render import loosen

from .conftest import Register


def paragraphs(register: Register, kind: str, reference: str, language: str = "en") -> list[str]:
    """The texts of a paper's paragraphs and items, in order."""
    sections = register.paper(kind, reference, language).sections
    found = []
    for one in (one for section in sections for one in section.paragraphs):
        label = f"{one.label} " if one.label else ""
        found += [f"{label}{one.said}", *(str(item.said) for item in one.items)]
    return [loosen(text) for text in found]
