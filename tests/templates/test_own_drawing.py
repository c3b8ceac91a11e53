"""What our own drawing holds to, in every paper of the shipped case."""

from __future__ import annotations

import re

import pytest

from escalade.templates.checks.citation import dates_in
from escalade.templates.checks.document import document_of, plain
from escalade.templates.checks.parity import is_own_remark
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.values.fact import TracedFact

from .conftest import Register

PAPERS = (
    ("note", "2017"), ("notice", "2017/ott"), ("notice", "2017/gender"), ("call", "2017/ott"), ("circular", "2017"),
    ("report", "meeting/9"), ("agenda", "meeting/9"),
)  # fmt: skip

SHORTEST_STEM = 3
"""What grammar leaves of a number that is a word."""
LONGEST_ENDING = 3


def prints_fact(fact: TracedFact, passage: str) -> bool:
    """Whether a passage says what a fact says, in whatever case."""
    text = plain(fact.text)
    if text in passage or fact.kind not in {"date", "number", "symbol"}:
        return True
    if fact.kind == "date" and dates_in(text):
        return set(dates_in(text)) <= set(dates_in(passage))
    figures = re.findall(r"\d+", text)
    if figures:
        return set(figures) <= set(re.findall(r"\d+", passage))
    return text.casefold()[: max(SHORTEST_STEM, len(text) - LONGEST_ENDING)] in passage.casefold()


@pytest.mark.parametrize(("kind", "reference"), PAPERS)
def test_each_fact_is_printed_and_rests_on_records_the_same_in_every_language(
    round_of_2017: Register, kind: str, reference: str
) -> None:
    standing, named = round_of_2017.standing, {}
    for language in AVAILABLE:
        document = document_of(round_of_2017.paper(kind, reference, language))
        facts = [(fact, one.text) for one in document.passages for fact in one.facts]
        assert [fact.text for fact, text in facts if not prints_fact(fact, text)] == []
        assert [name for fact, _ in facts for name in fact.records if standing.find_record(name) is None] == []
        own = (one for one in document.passages if not is_own_remark(one))
        named[language] = {name for one in own for fact in one.facts if fact.kind != "noun" for name in fact.records}
    assert [language for language in named if named[language] != named["en"]] == []
