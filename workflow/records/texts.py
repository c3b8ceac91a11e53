"""The texts in a motion, found by what their fields are."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from escalade.workflow.motions import TextVersion
from escalade.workflow.motions.shape import TEXTS, Leaf, list_leaves

Worded = Mapping[str, str]
"""A text in its languages."""


class HeldText(msgspec.Struct, frozen=True):
    """A text as a motion holds it."""

    field: str
    """Where it stands; a field within another is written `version.questions.0`."""
    texts: Worded
    version: TextVersion | None
    """The version of a topic that it is part of."""
    is_line: bool
    """Whether it is one line, and no passage."""

    @classmethod
    def of(cls, leaf: Leaf) -> HeldText:
        """A text as the walk over a motion finds it."""
        version = leaf.holder if isinstance(leaf.holder, TextVersion) else None
        return cls(".".join(map(str, leaf.path)), leaf.value, version, leaf.mark == "text")

    def is_own(self, language: str) -> bool:
        """Whether it has a language of its own, and not unofficially."""
        standing = self.version.standing.get(language, "official") if self.version else "official"
        return language in self.texts and standing == "official"


def texts_of(motion: msgspec.Struct) -> dict[str, HeldText]:
    """The texts of a motion by field; what is sealed or not at hand is none."""
    found = map(HeldText.of, list_leaves(motion, TEXTS))
    return {held.field: held for held in found}
