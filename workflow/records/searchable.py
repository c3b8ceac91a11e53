"""The texts of a record in which words are searched for."""

from __future__ import annotations

import re
from functools import lru_cache

from escalade.workflow.motions import COMMON, NOT_AT_HAND
from escalade.workflow.motions.shape import TEXTS, Path, list_leaves
from escalade.workflow.records.record import Record
from escalade.workflow.values.words import split_words

WRITTEN = TEXTS | {"any", "item", "member", "name", "officer", "symbol"}
"""The marks of what somebody wrote; the rest are choices, dates and references."""


def list_texts(record: Record) -> list[tuple[str, str]]:
    """List the texts of a record, each with where it stands.

    Texts in their languages, the names of Members, the symbols of documents
    and items of agendas, and the officers; the first record of a subject has
    its reference too. No date or choice, which nobody wrote.
    """
    found: list[tuple[str, str]] = []
    for leaf in list_leaves(record.motion, WRITTEN):
        if leaf.mark in TEXTS:
            found += [(f"{_said(leaf.path)} ({language})", text) for language, text in leaf.value.items()]
        elif isinstance(leaf.value, str) and leaf.value and leaf.path[0] not in COMMON:
            found.append((_said(leaf.path), leaf.value))
    if record.ordinal == 1:
        found.append(("reference", record.subject))
    named = (("document", record.evidence.document), ("officer", record.officer), ("entered for", record.entered_for))
    found += [(said, name) for said, name in named if name and name != NOT_AT_HAND]
    return found


@lru_cache(maxsize=1024)
def _said(path: Path) -> str:
    steps = (str(step + 1) if isinstance(step, int) else step.replace("_", " ") for step in path if step != "version")
    return re.sub(r"(s?), (?=\d+(?:,|$))", " ", ", ".join(steps))


def join_words(record: Record) -> str:
    """Join the words of a record, folded; empty where it has none.

    They come in the order of the names of their fields: that of languages is not kept.
    """
    return " ".join(split_words("\n".join([text for _, text in sorted(list_texts(record))])))
