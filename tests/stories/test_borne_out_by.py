"""Papers name the paragraph that was said of a record, in the document that says it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"


def test_paragraphs_of_two_topics_are_not_given_to_the_third(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("a", "b", "c")
    teller.does(
        f"record-consensus a b c --meeting 1 --on 2020-03-03 {CHAIR}",
        "approve-report 1 --sent-to en=all --paragraph a#3=4.1 --paragraph b#3=4.2 --document MWG-1/9 "
        f"--on 2020-03-20 {DESK}",
    )
    assert "see § 4.1 of the report of that meeting, document MWG-1/9" in teller.does("notice a")
    assert "see § 4.2 of the report of that meeting, document MWG-1/9" in teller.does("notice b")
    assert "(see document MWG-1/9)" in teller.does("notice c")
    assert "§ 4." not in teller.does("notice c")
    assert "§ 4." not in teller.does("show c")


def test_one_paragraph_bears_out_every_topic_of_the_act(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("a", "b")
    teller.does(
        f"record-consensus a b --meeting 1 --on 2020-03-03 {CHAIR}",
        f"approve-report 1 --sent-to en=all --paragraph a#3=4.1 --on 2020-03-20 {DESK}",
    )
    assert "see § 4.1 of the report of that meeting" in teller.does("notice b")
    assert "“Made-up a” and “Made-up b”" in teller.does("report 1")


@pytest.mark.parametrize(
    ("given", "merged", "received"),
    [
        ("b#3=3.2", "3.2", "3.2"),
        ("a#3=3.2", "3.2", "3.2"),
        ("a#3=3.2 --paragraph b#3=3.3", "3.2", "3.3"),
    ],
)
def test_one_paragraph_bears_out_both_sides_of_a_merger(
    with_topics: Callable[..., Teller], given: str, merged: str, received: str
) -> None:
    teller = with_topics("a", "b")
    teller.does(
        f"merge a --into b --title en=Signals --question en='What of signals?' --meeting 1 --on 2020-03-03 {CHAIR}",
        f"approve-report 1 --sent-to en=all --paragraph a#2=3.1 --paragraph {given} --on 2020-03-20 {DESK}",
    )
    assert (f"§ {merged}" in teller.does("history a"), f"§ {received}" in teller.does("history b")) == (True, True)


def test_the_paragraph_of_the_approved_report_is_cited_in_that_report(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("a")
    teller.does(
        f"record-consensus a --meeting 1 --on 2020-03-03 --document MWG-1/9 --paragraph 3.2 --provisional {CHAIR}",
        f"approve-report 1 --sent-to en=all --paragraph a#3=3.3 --document 'MWG-1/9(Rev.1)' --on 2020-03-20 {DESK}",
    )
    for told in (teller.does("notice a"), teller.does("notice a --language fr")):
        assert "MWG-1/9(R" in told
        assert "3.3" in told
        assert ("3.2" in told, "rovisional" in told, "rovisoire :" in told) == (False, False, False)
    shown = " ".join(teller.does("show a#3").split())
    assert "MWG-1/9(Rev.1), § 3.3; recorded on MWG-1/9, § 3.2, provisional" in shown


def test_a_paragraph_is_not_said_of_a_later_document_that_was_confirmed_without_it(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("a")
    teller.does(
        f"record-consensus a --meeting 1 --on 2020-03-03 --document MWG-1/9 --paragraph 3.2 {CHAIR}",
        f"confirm a#3 --document 'MWG-1/9(Rev.1)' --on 2020-03-08 {CHAIR}",
    )
    told = teller.does("notice a")
    assert ("MWG-1/9(Rev.1)" in told, "3.2" in told) == (True, False)
    teller.does(f"confirm a#3 --document 'MWG-1/9(Rev.2)' --paragraph 3.4 --on 2020-03-09 {CHAIR}")
    assert "§ 3.4 of the report of that meeting, document MWG-1/9(Rev.2)" in teller.does("notice a")


@pytest.mark.parametrize("language", ["E", "F"])
def test_a_paragraph_stays_with_its_document_in_another_language(
    with_topics: Callable[..., Teller], language: str
) -> None:
    teller = with_topics("a")
    teller.does(
        f"record-consensus a --meeting 1 --on 2020-03-03 --document MWG-1/9 --paragraph 3.2 --provisional {CHAIR}",
        f"confirm a#3 --document 'MWG-1/9-{language}' --on 2020-03-08 {CHAIR}",
    )
    assert "§ 3.2" in teller.does("notice a")


def test_what_was_confirmed_after_the_report_was_approved_counts(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("a")
    teller.does(
        f"record-consensus a --meeting 1 --on 2020-03-03 {CHAIR}",
        f"approve-report 1 --sent-to en=all --paragraph a#3=3.3 --document MWG-1/9 --on 2020-03-20 {DESK}",
        f"confirm a#3 --document 'MWG-1/9(Rev.1)' --paragraph 3.4 --on 2020-03-25 {CHAIR}",
    )
    assert "§ 3.4 of the report of that meeting, document MWG-1/9(Rev.1)" in teller.does("notice a")
    assert "3.3" not in teller.does("notice a")
