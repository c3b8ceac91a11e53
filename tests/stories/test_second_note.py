"""A second note of a round tells what came since the first, in the order of the days."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.templates.render import unmark

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
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


def first(teller: Teller) -> str:
    """The first note of the round."""
    return unmark(teller.does("note 2020 --to-session 'Assembly 2020'"))
