"""The facts of a subject or a record, as lines under headings."""

from __future__ import annotations

from .conftest import DESK, Shell


def test_what_is_shown_of_a_topic_names_the_records_it_rests_on(debated: Shell) -> None:
    debated.does(
        f"take-position lamps --holder Isle --stance object --text en=No. --source X --on 2020-03-02 {DESK}",
        f"record-statement lamps --holder Land --text en=Yes. --meeting 1 --on 2020-03-02 {DESK}",
        f"revise lamps --title en=L --title de=L --question en=Q --source X --on 2020-03-02 {DESK}",
    )
    out = debated("show lamps").out
    for line in (
        "objections standing  Isle (2020/lamps#3)",
        "statements           Land: statement (2020/lamps#4)",
        "title                de: L",
        "sponsors             Made-up Land",
    ):
        assert line in out


def test_the_questions_of_a_record_have_their_numbers_or_bullets(round_of_2017: Shell) -> None:
    amended = round_of_2017("show ott#7").out
    assert "2017/ott, 1. en: What are the prospects" in amended
    assert "2017/ott, 5. fr: Comment les acteurs" in amended
    proposed = round_of_2017("show ott#1 --language fr").out
    assert proposed.count("• fr: ") == 5
    assert "en: What" not in proposed
    assert "officers - name: Majed M. Al-Mazyed; office: chair" in " ".join(round_of_2017("show body#1").out.split())
