"""A round typed before its meeting was convened, and what the papers of that meeting then know."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from .conftest import Teller
from .rounds import CHAIR, DESK, begin, convene, paragraphs, propose

BY_THEN = "--set on=..2013-01-31 --why en='Made-up reason'"
OPENING = "## 1 Opening of the meeting and adoption of the agenda"
OPENED = "1 The Group opened the debate on the proposed topic “IPv4 addresses”."
AGREED = (
    "2 The Group agreed by consensus to retain “IPv4 addresses” as the topic of its next open consultation. "
    "To be completed by the Secretariat: the wording of the decision."
)


@pytest.fixture
def typed_late(teller: Teller, tmp_path: Path) -> Teller:
    """A topic agreed on at a meeting that was convened on the register only afterwards."""
    begin(teller, tmp_path)
    teller.does(f"open-round 2013 --on unknown {DESK}")
    propose(teller, "2013", "ipv4", "2013-01-31")
    teller.does(
        f"open-debate ipv4 --on unknown --meeting not-at-hand {CHAIR}",
        f"record-consensus ipv4 --words not-at-hand --on unknown --meeting not-at-hand {CHAIR}",
    )
    convene(teller, 2, "2013-01-30", "2013-01-31")
    return teller


def correct(teller: Teller, *numbers: int, to: int = 2) -> None:
    """Name the meeting of records of the topic."""
    for number in numbers:
        teller.does(f"correct 2013/ipv4#{number} --meeting {to} {BY_THEN} {CHAIR}")


def recorded_at(teller: Teller, meeting: int) -> list[str]:
    """What a meeting's own reading lists as recorded there."""
    return re.findall(r"2013/ipv4#\d+: [a-z ]+", teller.does(f"show meeting/{meeting}"))


def sections(teller: Teller, line: str) -> list[str]:
    """The titles of a paper's sections."""
    return [one for one in paragraphs(teller, line) if one.startswith("## ")]


def test_a_meeting_knows_the_acts_that_were_corrected_to_it(typed_late: Teller) -> None:
    correct(typed_late, 2, 3)
    assert paragraphs(typed_late, "report 2 --language en")[3:5] == [OPENED, AGREED]
    assert recorded_at(typed_late, 2) == ["2013/ipv4#2: open debate", "2013/ipv4#3: record consensus"]


def test_a_meeting_knows_no_more_of_acts_that_were_corrected_away(typed_late: Teller) -> None:
    convene(typed_late, 3, "2013-04-30", "2013-05-01")
    correct(typed_late, 2, 3, to=2)
    typed_late.does(f"correct 2013/ipv4#3 --meeting 3 --set on=..2013-05-01 --why en='Made-up reason' {CHAIR}")
    assert "agreed by consensus" not in typed_late.does("report 2 --language en")
    assert "agreed by consensus" in typed_late.does("report 3 --language en")
    assert recorded_at(typed_late, 2) == ["2013/ipv4#2: open debate"]
    assert recorded_at(typed_late, 3) == ["2013/ipv4#3: record consensus"]


def test_what_is_recorded_at_a_meeting_was_pending_when_it_opened(typed_late: Teller) -> None:
    correct(typed_late, 2, 3)
    assert sections(typed_late, "agenda 2 --language en") == [OPENING, "## 2 New proposal", "## 3 Any other business"]


def test_what_is_recorded_at_a_meeting_by_its_last_day_was_pending_when_it_opened(
    teller: Teller, tmp_path: Path
) -> None:
    convene(begin(teller, tmp_path), 2, "2013-01-30", "2013-01-31")
    teller.does(f"open-round 2013 --on unknown {DESK}")
    propose(teller, "2013", "ipv4", "2013-01-31")
    teller.does(f"open-debate ipv4 --on ..2013-01-31 --meeting 2 {CHAIR}")
    assert sections(teller, "agenda 2 --language en") == [OPENING, "## 2 New proposal", "## 3 Any other business"]


def test_no_outcome_is_on_the_agenda_of_a_meeting_that_was_over_before_the_phase_ended(typed_late: Teller) -> None:
    convene(typed_late, 3, "2013-04-30", "2013-05-01")
    convene(typed_late, 4, "2013-11-11", "2013-11-12")
    typed_late.does(
        f"launch ipv4 --opens unknown --closes 2013-08-01 --on unknown {DESK}",
        f"close ipv4 --on unknown {DESK}",
    )
    correct(typed_late, 2, 3)
    without = [OPENING, "## 2 Report of the second meeting", "## 3 Any other business"]
    assert sections(typed_late, "agenda 2 --language en") == [OPENING, "## 2 New proposal", "## 3 Any other business"]
    assert sections(typed_late, "agenda 3 --language en") == without
    assert "## 3 Outcome of the open consultation" in "\n".join(sections(typed_late, "agenda 4 --language en"))
