"""A second note of a round tells what came since the first, in the order of the days."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.templates.render import unmark

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
Topics = Callable[..., Teller]


def fails(name: str, meeting: str, on: str) -> str:
    """No consensus on a topic, which the group decides to refer."""
    return (
        f"record-no-consensus {name} --tried not-at-hand --refer --words not-at-hand --meeting {meeting} --on {on} "
        f"{CHAIR}"
    )


def contributes(symbol: str, name: str, on: str) -> str:
    """A contribution on a topic."""
    return f"receive {symbol} --by-state 'Made-up Isle' --concerns {name} --title en='On {name}' --on {on} {DESK}"


@pytest.fixture
def referred(with_topics: Topics) -> Teller:
    """A round of which one topic was referred, one was agreed on, and two were left."""
    teller = with_topics("fog", "lamps", "mast", "oars")
    teller.does(
        contributes("MWG-1/8", "2020/fog", "2020-02-20"),
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        fails("fog", "1", "2020-03-03"),
        "escalate fog --to-session 'Assembly 2020' --document MA20/5 --leaving mast --leaving oars --left not-at-hand "
        f"--on 2020-04-06 {DESK}",
    )
    return teller


def second(teller: Teller, language: str = "en") -> str:
    """The draft of the second note, without marks of direction."""
    return unmark(teller.does(f"note 2020 --to-session 'Assembly 2021' --language {language}"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_note_lists_the_contributions_received_since_the_first(referred: Teller, language: str) -> None:
    referred.does(fails("mast", "2", "2020-09-08"))
    assert "MWG-1/8" not in second(referred, language)
    referred.does(contributes("MWG-2/8", "2020/mast", "2020-09-01"))
    told = second(referred, language)
    assert ("MWG-1/8" in told, "MWG-2/8" in told) == (False, True)
    assert "MWG-1/8" in referred.does(f"note 2020 --to-session 'Assembly 2020' --language {language}")


def test_a_contribution_that_replaces_one_of_before_is_listed(referred: Teller) -> None:
    referred.does(fails("mast", "2", "2020-09-08"))
    again = contributes("MWG-1/8(Rev.1)", "2020/fog", "2020-09-01")
    referred.does(again)
    assert "One contribution was received:\n\n- MWG-1/8(Rev.1)" in second(referred)


SUMMED_UP = {
    "ar": "بشأن الموضوع «Made-up mast»",
    "en": "As no consensus was reached on the topic “Made-up mast”, MWG would submit the matter",
    "es": "Al no haberse alcanzado un consenso sobre el tema «Made-up mast», el MWG sometería la cuestión",
    "fr": "Aucun consensus ne s’étant dégagé sur le thème « Made-up mast », le MWG soumettrait",
    "ru": "Поскольку консенсус по теме «Made-up mast» достигнут не был",
    "zh": "由于未能就议题“Made-up mast”达成协商一致，MWG拟",  # noqa: RUF001  # the words of the paper
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_note_does_not_tell_again_what_was_agreed_before_the_first(referred: Teller, language: str) -> None:
    referred.does(fails("mast", "2", "2020-09-08"))
    told = second(referred, language)
    assert (SUMMED_UP[language] in told, "Made-up lamps" in told) == (True, False), told


def test_a_second_note_tells_what_was_agreed_and_ended_since_by_day(referred: Teller) -> None:
    referred.does(
        f"propose 2020/nets --title en='Made-up nets' --question en=Which? --unattributed --on 2020-04-20 {DESK}",
        f"open-debate nets --meeting 2 --on 2020-09-07 {CHAIR}",
        f"withdraw mast --asked-by 'Made-up Land' --on 2020-09-09 {DESK}",
        f"record-consensus oars --meeting 2 --on 2020-09-08 {CHAIR}",
        fails("nets", "2", "2020-09-08"),
    )
    told = second(referred).partition("Conclusion")[2]
    agreed, withdrawn = "At its second meeting, on 8 September 2020, the Group agreed", "On 9 September 2020, the topic"
    assert 0 < told.find(agreed) < told.find(withdrawn), told


def test_what_the_superior_body_sent_back_is_told_in_the_order_of_the_days_too(referred: Teller) -> None:
    referred.does(
        "refer-back fog --guidance en=Narrow. --words en=Back. --session 'Assembly 2020' --sitting 1 --on 2020-06-02 "
        "--as 'Made-up Assembly Desk'",
        f"withdraw mast --asked-by 'Made-up Land' --on 2020-05-05 {DESK}",
        f"record-consensus oars --meeting 2 --on 2020-09-07 {CHAIR}",
        fails("fog", "2", "2020-09-08"),
    )
    told = second(referred).partition("Conclusion")[2]
    places = [told.find(said) for said in ("Made-up mast” was withdrawn", "Narrow.", "Made-up oars”")]
    assert -1 < places[0] < places[1] < places[2], told


def test_what_was_opened_since_the_first_note_on_a_topic_of_which_it_told_is_told(referred: Teller) -> None:
    referred.does(fails("mast", "2", "2020-09-08"))
    goes_on = "As regards the topic “Made-up lamps”:\n\n- The online phase runs from 1 September to 1 December 2020."
    launch = f"launch lamps --opens 2020-09-01 --closes 2020-12-01 --on 2020-09-01 {DESK}"
    note = "note 2020 --to-session 'Assembly 2021' --on"
    assert "Made-up lamps" not in referred.does(f"{note} 2020-09-09")
    referred.does(launch)
    assert goes_on in unmark(referred.does(f"{note} 2020-09-09"))
    over = unmark(referred.does(f"{note} 2020-12-02"))
    assert ("As regards" in over, "on the topic “Made-up lamps”" in over) == (False, True)
