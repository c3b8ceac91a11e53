"""What we write ourselves is read back, and every sentence of ours says whether it tells an act."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from escalade.templates.languages.pack import AVAILABLE, read_file
from escalade.templates.reading.inversion import inverses
from escalade.workflow.motions import MOTIONS
from tests.reading.measure import figures, measure

LEAST = 0.96
"""Of the acts that our papers tell, so many are read at least."""


@pytest.fixture(scope="module")
def table() -> dict[str, dict[str, list[str]]]:
    """Which act each sentence tells."""
    return tomllib.loads(read_file("reading/acts.toml"))


def test_every_sentence_of_ours_tells_one_act_or_none(table: dict[str, dict[str, list[str]]]) -> None:
    sorted_once = Counter(key for name in ("tells", "others") for keys in table[name].values() for key in keys)
    assert [key for key, count in sorted_once.items() if count > 1] == []
    parts = set(table["others"]["parts"])
    for language in AVAILABLE:
        assert {one.key for one in inverses(language)} == {*sorted_once} - parts


def test_what_sentences_tell_are_acts(table: dict[str, dict[str, list[str]]]) -> None:
    assert {*table["tells"]} - {"ask"} <= {*MOTIONS}


def test_our_own_papers_are_read_back_and_nothing_is_invented() -> None:
    read = list(measure(("consensus", "merged")))
    for language, counts in figures(read).items():
        assert counts["wrong"] == 0, language
        assert counts["right"] >= LEAST * (counts["right"] + counts["missed"]), (language, counts)
