"""What is shown around the words that were found."""

from __future__ import annotations

from escalade.services.views.search import excerpt
from escalade.workflow.values.words import find_places

TEXT = (
    "internationally coordinated decommissioning of signals and of all beacons, "
    "of fog and of each and every other thing that keepers everywhere maintain"
)
HAN = "灯" * 100 + "雾" + "塔" * 100


def shown(text: str, word: str) -> str:
    """What is shown of a text in which a word is sought."""
    return excerpt(text, list(find_places(text, [word])))


def test_what_is_shown_begins_and_ends_with_whole_words() -> None:
    said = shown(TEXT, "fog")
    assert (said[0], said[-1]) == ("…", "…")
    assert set(said.strip("…").split()) <= set(TEXT.split())


def test_what_is_short_is_shown_whole() -> None:
    assert shown("Fog and horns", "fog") == "Fog and horns"


def test_writing_without_spaces_is_cut_where_it_must_be() -> None:
    said = excerpt(HAN, [(100, 101)])
    assert (said[0], said[-1], len(said)) == ("…", "…", 60 + 1 + 60 + 2)
