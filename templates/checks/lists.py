"""Whether the entries of a list follow each other and end."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from escalade.templates.checks.document import list_of
from escalade.templates.checks.finding import CheckRemark
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from escalade.templates.checks.document import Document, DocumentPassage
    from escalade.templates.checks.finding import Case

ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "\u0430\u0431\u0432\u0433\u0434\u0435\u0436\u0437\u0438\u043a\u043b\u043c\u043d\u043e\u043f",
    "\u0623\u0628\u062c\u062f\u0647\u0648\u0632\u062d\u0637\u064a",
)
"""The letters of entries, in the order of their languages."""
LONGEST_ALPHABET = 30
GOES_ON = (";", "\u061b")
"""What an entry ends with that another one follows."""
FEWEST = 2


def entries_are_in_order(case: Case) -> Iterator[CheckRemark]:
    """The entries of a list are lettered or numbered one after the other."""
    for document in case:
        for entries in _lists(document):
            labels = [one.label.strip("().") for one in entries]
            alphabet = _alphabet(labels)
            for (before, here), passage in zip(pairwise(("", *labels)), entries, strict=True):
                due = _next(before, alphabet)
                if alphabet and here not in {due, alphabet[0]}:
                    what = Message("The entry is labelled {label}, and {due} is due.", label=here, due=due)
                    yield CheckRemark.at(document, passage, what)


def _alphabet(labels: Sequence[str]) -> Sequence[str]:
    """The alphabet that labels are of; none where they are Roman numbers, bullets, or mixed."""
    numbers = tuple(map(str, range(1, LONGEST_ALPHABET)))
    known = (alphabet for alphabet in (*map(tuple, ALPHABETS), numbers) if set(labels) <= set(alphabet))
    found = next(known, ())
    return () if labels[0] == "i" else found


def _next(label: str, alphabet: Sequence[str]) -> str:
    """The label that follows another one; the first one after none."""
    at = alphabet.index(label) + 1 if label in alphabet else 0
    return alphabet[at] if at < len(alphabet) else ""


def lists_are_ended(case: Case) -> Iterator[CheckRemark]:
    """The last entry of a list ends it, and each one before it does not."""
    for document in case:
        for entries in _lists(document):
            goes_on = [one.text.endswith(GOES_ON) for one in entries]
            if len(entries) >= FEWEST and any(goes_on) and goes_on[-1]:
                what = Message("The list ends in a semicolon, as if an entry were missing behind it.")
                yield CheckRemark.at(document, entries[-1], what)


def _lists(document: Document) -> Iterator[list[DocumentPassage]]:
    """The entries of each list of a file."""
    found: dict[str, list[DocumentPassage]] = defaultdict(list)
    for passage in (*document.box_passages, *document.body):
        if (place := list_of(passage.place)) and passage.label:
            found[place].append(passage)
    yield from found.values()
    yield from _questions(text.questions for text in document.texts)


def _questions(texts: Iterable[Sequence[DocumentPassage]]) -> Iterator[list[DocumentPassage]]:
    yield from ([one for one in questions if one.label] for questions in texts if any(one.label for one in questions))
