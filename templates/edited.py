"""A Word file that people edited, held against the paper it came from.

What the record supports must be there, unchanged; a paragraph that no record
supports is admitted as text of the secretariat.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from lxml import etree

from escalade.templates.check.document import plain
from escalade.templates.check.finding import Finding, Severity
from escalade.templates.fact import Fact
from escalade.templates.formats.word.draw import zipped
from escalade.templates.formats.word.property import CUSTOM, with_properties, with_seal
from escalade.templates.formats.word.source import MAIN, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.templates.fact import Printable
    from escalade.templates.paper import Paper, Seal

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COVERED = 0.5
"""The part of a paragraph that the paper must account for."""

ALIKE = 0.6
"""From which likeness on a paragraph is taken for another one's new wording."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One place where a file and its paper differ."""

    kind: str
    """fact (changed or missing), wording, missing, or added."""
    drawn: str
    found: str
    records: tuple[str, ...] = ()


def paragraphs_in(data: bytes, name: str) -> list[str]:
    """The text of each paragraph of a Word file, as a reader sees it.

    Raises:
        NoWordFileError: it is no Word document.
    """
    body = etree.fromstring(parts_of(data, name)[MAIN])
    texts = ("".join(node.text or "" for node in one.iter(f"{_W}t")) for one in body.iter(f"{_W}p"))
    return [text for text in (plain(one) for one in texts) if text]


def edits(paper: Paper, data: bytes, name: str) -> tuple[Edit, ...]:
    """Where a Word file differs from the paper that the record gives.

    Raises:
        NoWordFileError: it is no Word document.
    """
    left = paragraphs_in(data, name)
    unmatched: list[Printable] = []
    for printed in paper.printed():
        held = next((one for one in left if plain(printed.text) in one), None)
        if held is None:
            unmatched.append(printed)
    said = [text for text in (plain(printed.text) for printed in paper.printed()) if text]
    added = [one for one in left if not _accounted_for(one, said)]
    return tuple(_paired(unmatched, added))


def _accounted_for(paragraph: str, said: list[str]) -> bool:
    """Whether what a paragraph says is, for its larger part, what the paper says.

    A line of the masthead or of the signature may hold several texts.
    """
    rest = paragraph
    for text in sorted((one for one in said if one in paragraph), key=len, reverse=True):
        rest = rest.replace(text, "", 1)
    return len(rest) <= len(paragraph) * (1 - COVERED)


def _paired(unmatched: list[Printable], added: list[str]) -> Iterator[Edit]:
    """Each text that is not there, with the paragraph that took its place."""
    for printed in unmatched:
        text = plain(printed.text)
        nearest = max(added, key=lambda one: _likeness(text, one), default="")
        if not nearest or _likeness(text, nearest) < ALIKE:
            yield Edit("missing", printed.text, "", printed.records)
            continue
        added.remove(nearest)
        facts = (printed,) if isinstance(printed, Fact) else printed.facts
        lost = tuple(fact for fact in facts if plain(fact.text) not in nearest)
        records = tuple(record for fact in lost for record in fact.records)
        yield Edit("fact" if lost else "wording", printed.text, nearest, records or printed.records)
    for one in added:
        yield Edit("added", "", one)


def _likeness(first: str, second: str) -> float:
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


SENTENCES = {
    "fact": "A fact of the record was changed: “{drawn}” now reads “{found}”. Correct the record, or the file.",
    "missing": "“{drawn}” is no longer in the file.",
    "wording": "“{drawn}” was worded anew: “{found}”.",
    "added": "No record supports “{found}”; it is text of the secretariat.",
}


def findings_on(paper: Paper, data: bytes, name: str) -> tuple[Finding, ...]:
    """What was edited, as findings: facts are errors, wording is a warning.

    Raises:
        NoWordFileError: it is no Word document.
    """
    return tuple(
        Finding(
            severity=Severity.ERROR if edit.kind in {"fact", "missing"} else Severity.WARNING,
            check=f"edited {edit.kind}",
            paper=name,
            place="edited file",
            what=SENTENCES[edit.kind].format(drawn=edit.drawn, found=edit.found),
            record=edit.records[0] if edit.records else "",
        )
        for edit in edits(paper, data, name)
    )


def sealed(data: bytes, seal: Seal, name: str) -> bytes:
    """The same Word file with the seal of the record it was drawn from.

    Raises:
        NoWordFileError: it is no Word document.
    """
    parts = with_properties(parts_of(data, name))
    return zipped({**parts, CUSTOM: with_seal(parts[CUSTOM], seal)})
