"""What is shown of a subject or a record, with the records it rests on."""

from __future__ import annotations

from .conftest import DESK, Shell


def test_what_waits_to_be_endorsed_is_shown(debated: Shell) -> None:
    debated.does(f"record-consensus lamps --meeting 1 --on 2020-03-02 --entered-for 'Made-up Chair' {DESK}")
    assert "2020/lamps#3 (record consensus) waits for Made-up Chair" in debated("show lamps").out
    waiting = debated("inbox --as 'Made-up Chair' --format json").data
    assert [entry["commands"] for entry in waiting if entry["record"]] == [
        ['escalade endorse 2020/lamps#3 --as "Made-up Chair" --on DAY']
    ]
    assert "2020/lamps#3" in debated("inbox --as nobody --all").out


def test_a_vote_is_told_in_words_and_a_field_is_corrected_by_its_option(referred: Shell) -> None:
    at = "--session 'Assembly 2020' --sitting 1 --on 2020-06-02 --as 'Made-up Assembly Desk'"
    referred.does(f"approve lamps --how vote --votes 30,4,2 --words not-at-hand {at}")
    newest = referred("show lamps --format json").data["newest"]
    said = referred(f"show {newest}").out
    assert "30 for, 4 against, 2 abstaining" in said
    assert "_" not in said
    desk = "--why en='A slip.' --as 'Made-up Assembly Desk'"
    called = referred.refuses(f"correct {newest} --set colour=red {desk}", 2)
    assert "Its fields are: on, words, how, votes, conditions, announced, sequence, amended, open-by" in called.err
    referred.does(f"correct {newest} --set open-by=2021-01-31 {desk}")
    assert "open by   2021-01-31" in referred(f"show {newest}").out or "2021-01-31" in referred("history lamps").out
