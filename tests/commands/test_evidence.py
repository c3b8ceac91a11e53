"""The evidence of a record beside that on which it was made."""

from __future__ import annotations

from .conftest import ASSEMBLY, AT_SITTING, Shell


def test_what_was_recorded_on_a_provisional_document_still_says_so(round_of_2017: Shell) -> None:
    proof = "C17/130(Rev.1); recorded on C17/DL/7, provisional"
    for line in ("show ott", "show ott#7", "history ott", "decisions --session 'Council 2017'"):
        assert proof in round_of_2017(line).out
    record = round_of_2017("show ott#7 --format json").data
    assert record["evidence"]["document"] == "C17/130(Rev.1)"
    assert record["evidence_as_recorded"] == {
        "document": "C17/DL/7",
        "provisional": True,
        "session": "Council 2017",
        "sitting": 8,
    }


def test_what_was_recorded_before_there_was_a_document_says_so(referred: Shell) -> None:
    referred.does(f"approve lamps --words en=Yes {AT_SITTING}")
    assert "Assembly 2020, sitting 1  provisional" in referred("history lamps").out
    referred.does(f"confirm lamps#5 --document MA20/9 --paragraph 4 --on 2020-07-01 {ASSEMBLY}")
    assert "Assembly 2020, sitting 1, MA20/9, § 4; recorded before there was a document" in referred("show lamps#5").out
    assert "  MA20/9, § 4; recorded before" in referred("decisions --session 'Assembly 2020'").out
