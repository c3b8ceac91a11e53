"""The slip of a file that is handed over."""

from __future__ import annotations

import pytest

from escalade.templates.translation.segment import NoTranslationError, slip_in


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", "null", '{"register":1,"round":"a","language":"b","sent":{}}', "[" * 100_000]
)
def test_a_slip_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(NoTranslationError):
        slip_in(text, "made-up.docx")
