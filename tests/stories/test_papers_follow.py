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


def test_how_to_answer_goes_on_the_sentence_or_stands_as_one(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        f"record-consensus lamps horns {AGREED}",
        f"launch lamps {PHASES} --answer-to 'en=By letter.' --on 2020-04-01 {DESK}",
        f"launch horns {PHASES} --answer-to 'en=Write to the desk' --on 2020-04-01 {DESK}",
    )
    lamps, horns = (teller.does(f"call {topic} --as-of 2020-04-02") for topic in ("lamps", "horns"))
    assert "Responses should be sent by letter by 1 July 2020.\n" in lamps
    assert "Responses should be submitted by 1 July 2020. Write to the desk.\n" in horns
    assert "。“By letter.”" in teller.does("call lamps --as-of 2020-04-02 --language zh")


def test_nobody_is_invited_to_what_is_over(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(f"record-consensus lamps horns {AGREED}", f"launch lamps horns {PHASES} --on 2020-04-01 {DESK}")
    over = "its consultation is over, and there is nothing left to invite to"
    assert all(over in teller.types(f"{paper} lamps")[2] for paper in ("call", "call --letter"))
    assert "no consultation on a topic of it is open" in teller.types("call 2020 --letter")[2]
    both = teller.does("call 2020 --letter --as-of 2020-04-02")
    assert ("## Annex 1\n" in both, "## Annex 2\n" in both) == (True, True)


def test_the_place_of_a_hearing_and_its_day_are_told_once_when_it_was_moved(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps {AGREED}",
        f"launch lamps {PHASES} --physical 2020-08-01 --place en=Port --on 2020-04-01 {DESK}",
        f"extend lamps --physical 2099-08-09 --on 2020-04-02 {DESK}",
    )
    told = teller.does("call lamps")
    assert "initially scheduled for 1 August 2020, will be held in Port on 9 August 2099." in told
    assert (told.count("9 August 2099"), told.count("Port")) == (1, 1)


def test_an_agenda_names_one_topic_as_one_and_tells_topics_of_one_title_apart(group: Teller) -> None:
    propose = "propose {}/lamps --title en=Lamps --question en=What? --unattributed --on 2020-02-10 --as 'Made-up Desk'"
    group.does(f"open-round 2019 --on 2020-02-01 {DESK}", propose.format("2020"))
    assert "## 2 New proposal\n\n2.1 “Lamps”." in group.does("agenda 1")
    group.does(propose.format("2019"))
    agenda = group.does("agenda 1")
    assert "## 2 New proposals\n\n2.1 “Lamps”, round 2019.\n\n2.2 “Lamps”, round 2020." in agenda
    assert "« Lamps » (cycle 2019)" in group.does("agenda 1 --language fr")
