"""A day on which something is to have happened after the act that tells of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.models.backends import Location
from escalade.models.register import open_register
from escalade.workflow.motions import RecordHearing

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
HEARING = f"record-hearing lamps --presided-by not-at-hand --summary not-at-hand {DESK}"
LATER = "gives {day}, and the act that tells of it is of {on}. Give the day on which it happened, and an act (--on) of"


@pytest.fixture
def launched(with_topics: Callable[..., Teller]) -> Teller:
    """A consultation whose hearing is to come."""
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps --opens 2020-04-01 --closes 2020-07-01 --physical 2020-08-01 --on 2020-04-01 {DESK}",
    )
    return teller


@pytest.mark.parametrize(
    ("held", "on", "taken"),
    [
        ("2020-08-02", "2020-08-01", False),
        ("2020-08", "2020-07-31", False),
        ("2020-08", "2020-08-01", True),
        ("2020-08-01", "2020-08", True),
        ("2020-08-01", "unknown", True),
        ("2020-08-01", "2020-08-02", True),
    ],
)
def test_a_hearing_is_held_by_the_day_of_the_act_that_tells_of_it(
    launched: Teller, held: str, on: str, *, taken: bool
) -> None:
    code, _, said = launched.types(f"{HEARING} --held {held} --on {on}")
    assert code == (0 if taken else 2), said
    assert (LATER.format(day=held, on=on) in " ".join(said.split())) is not taken
    assert ("--held" in said) is not taken
    assert launched.holds()


def test_a_record_that_was_made_before_bad_days_were_refused_still_verifies(launched: Teller) -> None:
    with open_register(Location(launched.register)) as register:
        held = RecordHearing(
            of=("2020/lamps",), by="Made-up Desk", on="2020-08-01", held="2020-08-02",
            presided_by="not at hand", summary="not at hand",
        )  # fmt: skip
        register.act(held)
    assert launched.history("2020/lamps")[-1]["motion"]["held"] == "2020-08-02"
    assert launched.holds()
