"""A note on what was not agreed says on which other topics of the round the group had agreed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.templates.render import unmark

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
Topics = Callable[..., Teller]
REFERS = (
    f"record-no-consensus fog --tried not-at-hand --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
    f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
)
AGREED = f"record-consensus lamps --meeting 1 --on 2020-03-02 {CHAIR}"
SUMMED_UP = {
    "ar": "واتفق الفريق MWG بتوافق الآراء على الموضوع «Made-up lamps»",
    "en": "MWG agreed by consensus on the topic “Made-up lamps”. As no consensus was reached on the topic “Made-up "
    "fog”, it submits the matter",
    "es": "El MWG acordó por consenso el tema «Made-up lamps». Al no haberse alcanzado un consenso sobre el tema "
    "«Made-up fog», somete la cuestión",
    "fr": "Le MWG a arrêté par consensus le thème « Made-up lamps ». Aucun consensus ne s’étant dégagé sur le thème "
    "« Made-up fog »",
    "ru": "основе консенсуса согласована тема «Made-up lamps». Поскольку консенсус по теме «Made-up fog»",
    "zh": "MWG经协商一致商定了议题“Made-up lamps”。由于未能就议题“Made-up fog”达成协商一致",
}


@pytest.mark.parametrize("language", SUMMED_UP)
def test_the_summary_says_what_was_agreed_and_names_what_was_not(with_topics: Topics, language: str) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(AGREED, *REFERS)
    told = teller.does(f"note 2020 --language {language}")
    assert SUMMED_UP[language] in unmark(told)


def test_the_conclusion_tells_the_consensus_and_the_topics_without_one(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(AGREED, *REFERS)
    told = teller.does("note 2020 --language en")
    assert "At its first meeting, on 2 March 2020, the Group agreed by consensus on the topic “Made-up lamps”." in told
    assert "On the topic “Made-up fog”, no consensus was reached at the first meeting of the Group" in told
    assert "no consensus was reached on the topic of the next" not in told


def test_the_conclusion_says_when_what_was_opened_goes_on(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(AGREED, f"launch lamps --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}", *REFERS)
    assert "from 1 April to 1 June 2020." in teller.does("note 2020 --language en")


def test_a_draft_says_it_too(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(AGREED, REFERS[0])
    assert "MWG agreed by consensus on the topic “Made-up lamps”." in teller.does("note 2020 --language en")


def test_what_was_agreed_after_the_referral_is_not_in_its_note(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(REFERS[0], REFERS[1].replace("--to-session", "--leaving lamps --left not-at-hand --to-session"))
    teller.does(f"record-consensus lamps --meeting 2 --on 2020-09-07 {CHAIR}")
    assert "agreed by consensus" not in teller.does("note 2020 --language en")
