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
    "ar": "بشأن موضوع «Made-up mast»",
    "en": "As no consensus was reached on the topic “Made-up mast”, MWG is to submit the matter",
    "es": "Al no haberse alcanzado un consenso sobre el tema «Made-up mast», el MWG someterá la cuestión",
    "fr": "Aucun consensus ne s’étant dégagé sur le thème « Made-up mast », le MWG se propose de soumettre",
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


ISSUE = f"issue 2020 --kind note --symbol MA20/5 --language en --form md --accept all {DESK}"
LATE = contributes("MWG-1/9", "2020/fog", "2020-02-21")


def first(teller: Teller) -> str:
    """The first note of the round."""
    return unmark(teller.does("note 2020 --to-session 'Assembly 2020'"))


def test_a_contribution_that_was_typed_late_is_told_by_its_day_in_the_first_note_alone(referred: Teller) -> None:
    referred.does(LATE, fails("mast", "2", "2020-09-08"))
    assert ("MWG-1/9" in first(referred), "MWG-1/9" in second(referred)) == (True, False)


def test_one_that_was_typed_when_the_first_note_was_out_is_told_in_the_second(referred: Teller) -> None:
    referred.does(f"{ISSUE} --on 2020-04-07", LATE, fails("mast", "2", "2020-09-08"))
    assert "MWG-1/9" in second(referred)


def test_one_that_a_revision_of_the_first_note_told_is_not(referred: Teller) -> None:
    referred.does(f"{ISSUE} --on 2020-04-07", LATE, f"{ISSUE} --mark Rev --on 2020-04-08")
    referred.does(fails("mast", "2", "2020-09-08"))
    assert ("MWG-1/9" in first(referred), "MWG-1/9" in second(referred)) == (True, False)


def holds(name: str, words: str, on: str) -> str:
    """A view of a member on a topic, or on the choice between them."""
    return f"take-position {name} --holder 'Made-up Isle' --stance support --text en='{words}' --source statement --on {on} {DESK}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_second_note_tells_no_view_on_the_choice_of_which_the_first_told(referred: Teller, language: str) -> None:
    referred.does(holds("2020", "Made-up choice.", "2020-03-03"), fails("mast", "2", "2020-09-08"))
    assert ("Made-up choice" in first(referred), "Made-up choice" in second(referred, language)) == (True, False)
    referred.does(holds("2020", "Made-up change.", "2020-09-07"))
    assert "Made-up change" in second(referred, language)


def test_a_second_note_that_leaves_such_views_out_does_not_say_that_its_views_are_those_on_the_choice(
    referred: Teller,
) -> None:
    referred.does(
        holds("2020", "Made-up choice.", "2020-03-03"),
        fails("mast", "2", "2020-09-08"),
        holds("mast", "Made-up view.", "2020-09-08"),
        f"record-consensus oars --meeting 2 --on 2020-09-08 {CHAIR}",
        f"escalate mast --to-session 'Assembly 2021' --document MA21/5 --on 2020-10-06 {DESK}",
    )
    assert "Made-up choice." in first(referred)
    assert ("Made-up view." in second(referred), "Made-up choice." in second(referred)) == (True, False)


def test_a_topic_that_is_referred_again_comes_with_every_view_in_force(referred: Teller) -> None:
    referred.does(
        holds("2020", "Made-up choice.", "2020-03-03"),
        holds("fog", "Made-up view.", "2020-03-03"),
        "refer-back fog --guidance en=Narrow. --words en=Back. --session 'Assembly 2020' --sitting 1 --on 2020-06-02 "
        "--as 'Made-up Assembly Desk'",
        fails("fog", "2", "2020-09-08"),
    )
    told = second(referred)
    assert ("Made-up choice." in told, "Made-up view." in told) == (True, True)
