"""What came back from a translator, held against what was sent."""

from __future__ import annotations

from hypothesis import given

from escalade.templates.translation import word
from escalade.templates.translation.judgement import judge
from tests.templates.segments import TEXTS, segment, slip


@given(TEXTS)
def test_what_came_back_as_it_was_sent_is_neither_wrong_nor_new(text: str) -> None:
    sent = segment(text, text)
    sheet = word.parse_word(word.write_word(slip(sent), [sent]), "made-up.docx")
    assert judge(sheet, {sent.key: sent}, "made-up.docx") == ((), ())


def test_a_segment_that_is_asked_for_no_more_is_stale() -> None:
    sent = segment("Light", "Свет")
    sheet = word.parse_word(word.write_word(slip(sent), [sent]), "made-up.docx")
    assert [one.check for one in judge(sheet, {}, "made-up.docx").findings] == ["stale"]
