"""The entries of a list follow each other, and the last one ends it."""

from __future__ import annotations

import pytest

from escalade.templates.checks.document import Document, DocumentPassage, DocumentSection, item_place
from escalade.templates.checks.finding import Case
from escalade.templates.checks.lists import entries_are_in_order, lists_are_ended


def listed(*entries: tuple[str, str]) -> Case:
    """A list of labels and texts."""
    passages = tuple(
        DocumentPassage(text, item_place("paragraph 1.1", at), label=label)
        for at, (label, text) in enumerate(entries, start=1)
    )
    return Case({"one": Document("one", "en", sections=(DocumentSection("", "1", "", passages),))})


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        (["(a)", "(c)"], ["The entry is labelled c, and b is due."]),
        (["b)", "c)"], ["The entry is labelled b, and a is due."]),
        (["1.", "3."], ["The entry is labelled 3, and 2 is due."]),
        (["\u0430)", "\u0432)"], ["The entry is labelled \u0432, and \u0431 is due."]),
        (["\u0623)", "\u062c)"], ["The entry is labelled \u062c, and \u0628 is due."]),
        (["(a)", "(b)", "(a)", "(b)"], []),
        (["(i)", "(ii)"], []),
        (["•", "•"], []),
        (["(a)"], []),
    ],
)
def test_a_gap_in_the_labels_is_found(labels: list[str], said: list[str]) -> None:
    found = entries_are_in_order(listed(*((label, "text;") for label in labels)))
    assert [one.what for one in found] == said


def test_a_list_whose_last_entry_is_lost_is_found() -> None:
    whole = (("(a)", "to do one thing;"), ("(b)", "to do another;"), ("(c)", "to end."))
    assert list(lists_are_ended(listed(*whole))) == []
    assert [one.what for one in lists_are_ended(listed(*whole[:2]))] == [
        "The list ends in a semicolon, as if an entry were missing behind it."
    ]
