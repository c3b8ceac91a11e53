"""What a plan says is done was done on the day that it says."""

from __future__ import annotations

from collections.abc import Callable

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
Topics = Callable[..., Teller]
FAILS = f"--tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-02 {CHAIR}"
REFERS = f"--to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}"


def line_of(teller: Teller, what: str, day: str) -> str:
    """The line of the plan that begins so."""
    return next(line for line in teller.does(f"plan 2020 --on {day}").splitlines() if line.startswith(what))


def test_the_debate_was_concluded_on_the_latest_day_whatever_was_typed_last(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"record-no-consensus fog {FAILS}",
    )
    assert "Done on 2020-03-03." in line_of(teller, "The debate is concluded", "2020-03-10")


def test_a_session_was_held_until_its_last_day(with_topics: Topics) -> None:
    teller = with_topics("fog")
    teller.does(f"record-no-consensus fog {FAILS}", f"escalate fog {REFERS}")
    assert "Held until 2020-06-12." in line_of(teller, "The session opens", "2020-07-01")


def test_a_note_issued_in_one_language_is_not_said_to_be_on_record_in_none(with_topics: Topics) -> None:
    teller = with_topics("fog")
    teller.does(
        f"record-no-consensus fog {FAILS}",
        f"escalate fog {REFERS}",
        f"issue 2020 --kind note --symbol MA20/5 --language en --form md --accept all --on 2020-04-07 {DESK}",
    )
    plan = teller.does("plan 2020 --on 2020-07-01")
    assert "Done on 2020-04-07." in line_of(teller, "The note is issued (en)", "2020-07-01"), plan
    assert "Not on record" in line_of(teller, "The note is issued (de)", "2020-07-01"), plan
