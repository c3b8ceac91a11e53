"""Pages, texts and translations made to take long: refused, or read in little time."""

from __future__ import annotations

import re
from time import process_time

import pytest

from escalade.models.files import LARGEST_PAGE
from escalade.templates.checks.reading.file import MOST_BLOCKS, MOST_TEXT, document_in, without_remarks
from escalade.templates.translation.segment import NoTranslationError
from escalade.templates.translation.xliff import MOST_MARKUP, parse_xliff
from escalade.workflow.values.errors import RequestError

SECONDS = 5.0
OPEN = ("<!", "<a ", "</", "<!--", "<!-- >", "<?", '<p x="', '<p x=">', "<![CDATA[", "<![if >")


@pytest.mark.parametrize("sign", OPEN)
def test_markup_without_end_is_not_looked_through_again_and_again(sign: str) -> None:
    begun = process_time()
    with pytest.raises(RequestError, match="its markup has no end"):
        document_in(sign.encode() * (LARGEST_PAGE // len(sign)), "a.html")
    assert process_time() - begun < SECONDS


@pytest.mark.parametrize("text", ["a\n" * (MOST_BLOCKS + 1), "a" * (MOST_TEXT + 1)], ids=["paragraphs", "characters"])
def test_more_text_than_any_paper_has_is_not_checked(text: str) -> None:
    with pytest.raises(RequestError, match="more text than any paper"):
        document_in(text.encode(), "a.md")


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a<!-- b -->c",
        "<!--<!-- b -->c-->d",
        "a<!-- b",
        "a<!--b<!--c-->d<!--e",
        "<!---->",
        "<!--\n-->x<!--y-->",
        "-->",
    ],
)
def test_remarks_are_left_out_as_they_always_were(text: str) -> None:
    assert without_remarks(text) == re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)


def test_remarks_without_end_are_looked_through_once() -> None:
    begun = process_time()
    assert without_remarks("<!--" * 500_000) == "<!--" * 500_000
    assert process_time() - begun < SECONDS


def test_a_translation_of_many_tags_is_refused_before_it_takes_room() -> None:
    with pytest.raises(NoTranslationError, match="more tags and attributes than any translation"):
        parse_xliff(b"<x>" + b"<a/>" * MOST_MARKUP + b"</x>", "a.xlf")
