"""What really happened can be told late: the round of 2013, its facts in the wrong order.

That of IPv4 was decided at the second meeting, 30 and 31 January 2013, with a
statement of nine States; the consultation was online until 1 August, and no
physical meeting was held. The body is made up, and so are Canada's objection
and its end, the launch's day and the number of responses.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import BODY, Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
NINE = (
    "Bulgaria", "Czech Republic", "Netherlands", "Sweden", "United Kingdom", "United States", "Finland", "Canada",
    "Mexico",
)  # fmt: skip
STATES = " ".join(f"--holder '{name}'" for name in NINE)


@pytest.fixture
def closed(teller: Teller, tmp_path: Path) -> Teller:
    """A teller on a topic whose moves alone are on record, to its closing."""
    acts = BODY.read_text(encoding="utf-8").split("[[act]]\n")
    body = tmp_path / "body.toml"
    body.write_text("[[act]]\n" + acts[1].replace("2020-01-06", "2012-11-01"), encoding="utf-8")
    teller.does(
        f"load {body}",
        f"convene 2 --opens 2013-01-30 --closes 2013-01-31 --place en=Geneva --on 2012-12-03 {DESK}",
        f"convene 3 --opens 2013-11-11 --closes 2013-11-12 --place en=Geneva --on 2013-08-05 {DESK}",
        f"open-round 2013 --on 2012-12-03 {DESK}",
        f"propose 2013/ipv4 --title en='IPv4 addresses' --question en='Made up: what of them?' --unattributed "
        f"--on 2013-01-30 {DESK}",
        f"open-debate ipv4 --meeting 2 --on 2013-01-30 {CHAIR}",
        f"record-consensus ipv4 --meeting 2 --on 2013-01-31 {CHAIR}",
        f"launch ipv4 --opens 2013-02-15 --closes 2013-08-01 --on 2013-02-15 {DESK}",
        f"close ipv4 --reason en='None was planned.' --on 2013-08-02 {DESK}",
    )
    return teller


RESPONSES = f"record-responses ipv4 --count 12 --where en='Made-up page' --on 2013-08-02 {DESK}"
STATEMENT = (
    f"record-statement ipv4 {STATES} --text en='Made up: we let it go ahead.' --meeting 2 --on 2013-01-31 {DESK}"
)
OBJECTION = (
    f"take-position ipv4 --holder Canada --stance object --text en='Made up: no.' --meeting 2 --on 2013-01-30 {DESK}"
)
LIFTING = f"lift-objection ipv4 --holder Canada --how withdrawn --meeting 2 --on 2013-01-31 {DESK}"
CONSIDERATION = f"record-consideration ipv4 --meeting 3 --on 2013-11-11 {DESK}"


def test_the_round_of_2013_is_told_late_and_in_the_wrong_order(closed: Teller) -> None:
    for line in (RESPONSES, STATEMENT, OBJECTION, LIFTING, CONSIDERATION):
        closed.does(line)
    told = [(one["reference"].partition("#")[2], one["act"], one["after"]) for one in closed.history("2013/ipv4")]
    assert told == [
        ("1", "propose", "proposed"),
        ("2", "open debate", "debated"),
        ("8", "take position", "debated"),
        ("9", "lift objection", "debated"),
        ("3", "record consensus", "agreed"),
        ("7", "record statement", "agreed"),
        ("4", "launch", "launched"),
        ("5", "close", "closed"),
        ("6", "record responses", "closed"),
        ("10", "record consideration", "closed"),
    ]
    assert closed.holds()
