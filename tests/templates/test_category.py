"""Categories of responses are called as the language calls them, or marked."""

from __future__ import annotations

from escalade.templates.languages.pack import AVAILABLE, pack_of


def test_every_language_has_a_word_for_the_same_categories() -> None:
    words = [pack_of(language).words["category"] for language in AVAILABLE]
    assert [one.keys() for one in words] == [words[0].keys()] * len(words)
    assert [len(set(map(str.casefold, one.values()))) for one in words] == [len(words[0])] * len(words)
