"""What a note to the superior body accounts for: each consultation once, closed or told late."""

from __future__ import annotations

from collections.abc import Callable

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"


def refer(teller: Teller, name: str, meeting: int, day: str, session: str) -> None:
    """Propose a topic of another year, fail to agree on it, and refer it."""
    month = day[:7]
    teller.does(
        f"open-round {day[:4]} --on {month}-01 {DESK}",
        f"propose {day[:4]}/{name} --title en={name} --question en=Which? --by-state 'Made-up Land' --on {month}-01 {DESK}",
        f"open-debate {day[:4]}/{name} --meeting {meeting} --on {month}-10 {CHAIR}",
        f"record-no-consensus {day[:4]}/{name} --refer --tried not-at-hand --words en='To refer it.' --meeting {meeting} --on {month}-10 {CHAIR}",
        f"escalate {day[:4]}/{name} --to-session '{session}' --document MA{day[2:4]}/5 --on {day} {DESK}",
    )


def convene_later(teller: Teller) -> Teller:
    """Convene what comes after the made-up year."""
    for number, year in ((11, 2021), (12, 2022)):
        teller.does(
            f"convene {number} --opens {year}-01-10 --closes {year}-01-10 --place en=There --on {year}-01-01 {DESK}",
            f"convene 'session/Assembly {year}' --opens {year}-06-01 --closes {year}-06-09 --place en=There --on {year}-01-01 {COUNCIL}",
        )
    return teller


LAUNCH = f"launch a --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}"


def test_a_note_counts_a_consultation_that_is_over_and_not_closed(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("a")
    teller.does(f"record-consensus a --meeting 1 --on 2020-03-03 {CHAIR}", LAUNCH)
    refer(convene_later(teller), "fog", 11, "2021-01-20", "Assembly 2021")
    note = teller.does("note 2021 --language en")
    assert "an online consultation from 1 April to 1 June 2020 on the topic “Made-up a”." in note
    teller.does(f"close a --on 2020-06-02 {DESK}")
    refer(teller, "ice", 12, "2022-01-20", "Assembly 2022")
    assert "Made-up a" not in teller.does("note 2022 --language en")
    assert "Made-up a" in teller.does("note 2021 --language en")


def test_a_note_leaves_out_a_consultation_that_goes_on(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("a")
    teller.does(f"record-consensus a --meeting 1 --on 2020-03-03 {CHAIR}", f"{LAUNCH} --physical 2021-02-01")
    refer(convene_later(teller), "fog", 11, "2021-01-20", "Assembly 2021")
    assert "Made-up a" not in teller.does("note 2021 --language en")
    refer(teller, "ice", 12, "2022-01-20", "Assembly 2022")
    note = teller.does("note 2022 --language en")
    assert "an online consultation from 1 April to 1 June 2020 on the topic “Made-up a”." in note
    assert "physical" not in note


def test_a_consultation_of_which_the_last_note_could_not_know_is_told_in_the_next(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("a")
    refer(convene_later(teller), "fog", 11, "2021-01-20", "Assembly 2021")
    assert "Made-up a" not in teller.does("note 2021 --language en")
    teller.does(f"record-consensus a --meeting 1 --on 2020-03-03 {CHAIR}", LAUNCH, f"close a --on 2020-06-02 {DESK}")
    refer(teller, "ice", 12, "2022-01-20", "Assembly 2022")
    note = teller.does("note 2022 --language en")
    assert "- an online consultation from 1 April to 1 June 2020 on the topic “Made-up a”." in note
    assert "Made-up a" not in teller.does("note 2021 --language en")


def test_a_report_made_by_another_paper_is_where_the_next_account_begins(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("a")
    refer(convene_later(teller), "fog", 11, "2021-01-20", "Assembly 2021")
    refer(teller, "ice", 12, "2022-01-20", "Assembly 2022")
    assert "twelfth meeting" in (note := teller.does("note 2022 --language en"))
    assert "Since its last report, the Group" in note
    teller.does(f"correct body#1 --set last_report=2022-01-15 --why en=Omitted --on 2022-01-15 {DESK}")
    assert "meeting in" not in teller.does("note 2022 --language en")
    assert "eleventh meeting" in teller.does("note 2021 --language en")
