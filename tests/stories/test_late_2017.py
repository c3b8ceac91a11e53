"""The real round of 2017 once more, its facts in the wrong order.

All that moved the topic on over-the-top services is entered first, to its
closing; then what else happened, the latest first. Made up are the closing,
the reservation, the second revision of the document, and all of the hearing but its day.
"""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from escalade.models.cases import find_shipped_case, parse_case
from tests.stories.command import command

from .conftest import Teller

DESK, COUNCIL = "--as Secretariat", "--as 'Council secretariat'"
LATE = {"defer", "confirm"}
NOTE = f"issue 2017 --kind note --symbol C17/51 --form md --accept all {DESK}"
SECOND = f"confirm ott#RECORD --document 'C17/130(Rev.2)' --on 2017-09-01 {COUNCIL}"
FIRST = SECOND.replace("Rev.2", "Rev.1").replace("2017-09-01", "2017-08-08")
DEFERRAL = (
    f"defer ott gender --to-sitting 8 --session 'Council 2017' --sitting 5 --document C17/122 --on 2017-05-19 {COUNCIL}"
)
RESERVATION = (
    "take-position ott --holder 'Made-up State' --stance reserve --text en='Made up: it reserves its position.' "
    f"--source 'MADE-UP/1' --audience public --on ..2017-02-07 {DESK}"
)
HEARING = "record-hearing ott --held 2017-09-18 --presided-by not-at-hand --summary not-at-hand --on 2017-09-18 " + DESK


@pytest.fixture
def closed(teller: Teller, tmp_path: Path) -> Teller:
    """A teller on the round whose moves alone are on record, with its note issued."""
    for act in parse_case(find_shipped_case("cwg_internet_2017")):
        if act.motion.act_name() not in LATE:
            teller.does(shlex.join(command(act.motion, tmp_path)))
        if act.motion.act_name() == "escalate":
            teller.does(f"{NOTE} --language en --on 2017-03-31 --to {tmp_path}")
    teller.does(f"close ott --reason en='Made up: nothing is at hand of it.' --on 2017-09-20 {DESK}")
    return teller


def approval(teller: Teller) -> str:
    """The number of the record of the approval."""
    return str(next(row["ordinal"] for row in teller.history("2017/ott") if row["act"] == "approve"))


@pytest.fixture
def told(closed: Teller) -> Teller:
    """The same, with what else happened told late, the latest first."""
    number = str(next(row["ordinal"] for row in closed.history("2017/ott") if row["act"] == "approve"))
    closed.does(SECOND.replace("RECORD", number), FIRST.replace("RECORD", number), DEFERRAL, RESERVATION, HEARING)
    return closed


def test_what_happened_beside_the_moves_is_told_late_and_takes_its_place(told: Teller) -> None:
    assert "physical meeting held 2017-09-18" in told.does("show ott")
    assert "(see document C17/130(Rev.2))." in told.does("notice ott")
    assert told.acts("2017/ott") == [
        "propose", "open debate", "record no consensus", "take position", "escalate", "take position", "defer",
        "approve", "launch", "record hearing", "close", "confirm", "confirm",
    ]  # fmt: skip
    assert "physical meeting held 2017-09-18" in told.does("show ott")
    assert told.holds()


def test_each_day_between_says_what_stood_on_it(told: Teller) -> None:
    rows = json.loads(told.does("history ott --as-of 2017-05-20 --format json"))
    then = {row["act"] for row in rows}
    assert ("defer" in then, "approve" in then) == (True, False)
    for day, state, said in (
        ("2017-05-20", "referred since 2017-03-31", "India: support"),
        ("2017-05-25", "approved since 2017-05-24", "C17/DL/7"),
        ("2017-08-10", "launched since 2017-05-26", "C17/130(Rev.1); recorded on C17/DL/7, provisional"),
        ("2017-08-31", "launched since 2017-05-26", "physical meeting planned for 2017-09-18"),
        ("2017-09-19", "launched since 2017-05-26", "C17/130(Rev.2)"),
        ("2017-09-20", "closed since 2017-09-20", "physical meeting held 2017-09-18"),
    ):
        shown = told.does(f"show ott --as-of {day}")
        assert (state in shown, said in shown) == (True, True), f"{day}: {shown}"
    assert "provisional" in told.does("list 2017 --as-of 2017-08-07")


def test_a_note_that_gains_a_late_reservation_is_a_corrigendum(told: Teller, tmp_path: Path) -> None:
    told.does(
        f"{NOTE} --language fr --on 2017-10-01 --to {tmp_path}",
        f"{NOTE} --language en --mark Corr --on 2017-10-01 --to {tmp_path}",
    )
    said = [(tmp_path / f"S17-CL-C-0051!{name}.md").read_text(encoding="utf-8") for name in ("!MD-F", "C1!MD-E")]
    assert ["Made up: it reserves its position." in one for one in said] == [False, True]


def test_a_hearing_told_late_is_done_in_the_plan_of_any_later_day(told: Teller) -> None:
    lines = json.loads(told.does("plan 2017 --on 2017-09-25 --format json"))["lines"]
    found = [line for line in lines if (line["stage"], line["subject"]) == ("hearing", "2017/ott")]
    assert [(line["stands"], line["done"]) for line in found] == [("done", "2017-09-18")]
    lines = json.loads(told.does("plan 2017 --on 2017-09-17 --format json"))["lines"]
    found = [line for line in lines if (line["stage"], line["subject"]) == ("hearing", "2017/ott")]
    assert [(line["stands"], line["done"]) for line in found] == [("due", None)]
