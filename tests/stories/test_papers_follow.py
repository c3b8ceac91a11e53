"""Papers follow the facts in number, tense and place."""

from __future__ import annotations

from collections.abc import Callable

from .conftest import Teller

CHAIR, DESK, COUNCIL = "--as 'Made-up Chair'", "--as 'Made-up Desk'", "--as 'Made-up Assembly Desk'"
AGREED = f"--words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}"
PHASES = "--opens 2020-04-01 --closes 2020-07-01"
OBJECTION = "take-position lamps --holder 'Made-up Land' --stance object --text en=No. --audience public --meeting 1"


def test_what_is_not_for_the_public_is_in_no_notice(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"{OBJECTION} --on 2020-03-02 {DESK}".replace("audience public", "audience members"),
        f"record-no-consensus lamps --tried en=Much. --refer {AGREED}",
    )
    assert "objected" not in teller.does("notice lamps")


def test_what_is_typed_without_a_full_stop_ends_as_a_sentence(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        f"record-consensus lamps {AGREED}",
        f"launch lamps {PHASES} --answer-to 'en=by letter' --on 2020-04-01 {DESK}",
    )
    assert "How and where to respond: by letter.\n" in teller.does("call lamps --as-of 2020-04-02")
    assert "：“by letter”。" in teller.does("call lamps --as-of 2020-04-02 --language zh")  # noqa: RUF001  # the marks of the paper


def test_a_letter_written_after_the_period_announces_no_beginning_and_its_one_annex_bears_no_number(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        f"record-consensus lamps horns {AGREED}",
        f"launch lamps {PHASES} --on 2020-04-01 {DESK}",
        f"launch horns {PHASES} --on 2020-04-01 {DESK}",
    )
    late, both = teller.does("circular lamps"), teller.does("circular 2020")
    assert "has the honour to refer to the open consultation on the topic “Made-up lamps”, the text of which" in late
    assert ("has been launched" in late, "## Annex\n" in late, "Annex 1" in late) == (False, True, False)
    assert "has the honour to refer to the open consultations on the following topics" in both
    assert ("## Annex 1\n" in both, "## Annex 2\n" in both) == (True, True)


def test_the_place_of_a_hearing_and_its_day_are_told_once_when_it_was_moved_or_its_day_has_passed(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps {AGREED}",
        f"launch lamps {PHASES} --physical 2020-08-01 --place en=Port --on 2020-04-01 {DESK}",
    )
    for paper in ("call", "circular"):
        assert "was to be held on 1 August 2020 (Port)." in teller.does(f"{paper} lamps")
    teller.does(f"extend lamps --physical 2099-08-09 --on 2020-04-02 {DESK}")
    told = teller.does("call lamps")
    assert "was moved from 1 August 2020 to 9 August 2099 (Port)." in told
    assert told.count("9 August 2099") == 1


def test_an_agenda_names_one_topic_as_one_and_tells_topics_of_one_title_apart(group: Teller) -> None:
    propose = "propose {}/lamps --title en=Lamps --question en=What? --unattributed --on 2020-02-10 --as 'Made-up Desk'"
    group.does(f"open-round 2019 --on 2020-02-01 {DESK}", propose.format("2020"))
    assert "## 2 New proposal\n\n2.1 “Lamps”." in group.does("agenda 1")
    group.does(propose.format("2019"))
    agenda = group.does("agenda 1")
    assert "## 2 New proposals\n\n2.1 “Lamps”, round 2019.\n\n2.2 “Lamps”, round 2020." in agenda
    assert "« Lamps » (cycle 2019)" in group.does("agenda 1 --language fr")
