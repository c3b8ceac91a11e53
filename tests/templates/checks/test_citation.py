"""Symbols are found in a text as they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalade.templates.checks.citation import symbols_in
from escalade.workflow.values.symbols import Symbol, SymbolError

NUMBER = st.integers(1, 9999).map(str)
HEAD = st.from_regex(r"[A-Z]{1,4}[0-9]{0,2}(-[A-Z]{1,3}[0-9]?){0,2}", fullmatch=True)
PATH = st.lists(NUMBER | st.from_regex(r"[A-Z]{1,8}(\.[1-9])?", fullmatch=True), max_size=5)
MARKS = st.sampled_from(("", "(Rev.1)", "(Add.1)(Rev.2)", "(Corr.3)"))


@pytest.mark.parametrize("letter", ["", "-F"])
@given(head=HEAD, path=PATH, last=NUMBER, marks=MARKS)
def test_every_symbol_that_can_be_given_is_found_where_it_is_printed(
    head: str, path: list[str], last: str, marks: str, letter: str
) -> None:
    try:
        symbol = Symbol.parse("/".join([head, *path, last]) + marks)
    except SymbolError:
        return
    assert symbols_in(f"Document {symbol}{letter}, and no other.") == (symbol,)
