"""What a plan says is done was done on the day that it says."""

from __future__ import annotations

import json
from collections.abc import Callable

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
Topics = Callable[..., Teller]
FAILS = f"--tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-02 {CHAIR}"
REFERS = f"--to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}"


def line_of(teller: Teller, what: str, day: str, of: str = "") -> str:
    """The first line of the plan that begins so, and is of some topics."""
    lines = teller.does(f"plan 2020 --on {day}").splitlines()
    return next(line for line in lines if line.startswith(what) and (not of or f"  {of}  " in line))


def due_of(teller: Teller, about: str) -> list[str | None]:
    """The days by which what waits about a subject is due."""
    return [item["due"] for item in json.loads(teller.does("inbox --format json")) if item["subject"] == about]


SITS = f"--session 'Assembly 2020' --sitting 1 --on 2020-06-02 {COUNCIL}"
DECIDES, TRANSLATED = "The superior body decides", "The texts are translated"


def test_what_was_put_off_to_another_session_waits_for_that_one(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(
        f"record-no-consensus fog lamps {FAILS}",
        f"escalate fog lamps {REFERS}",
        "convene --session 'Assembly 2021' --name en='Assembly 2021' --opens 2021-06-01 --closes 2021-06-12 "
        f"--on 2020-04-08 {COUNCIL}",
        f"defer fog --to-session 'Assembly 2021' {SITS}",
        f"refer-back lamps --guidance not-at-hand {SITS}",
    )
    told = line_of(teller, DECIDES, "2020-07-03")
    assert ("2021-06-12" in told, "To be done." in told) == (True, True)
    assert "2021-06-12" in due_of(teller, "2020/fog")
    assert "--session 'Assembly 2021'" in teller.does("inbox").replace('"', "'")


def test_texts_are_translated_on_the_day_of_the_last_translation(with_topics: Topics) -> None:
    teller = with_topics("fog")
    teller.does(
        f"record-no-consensus fog {FAILS}",
        "receive-translation 2020/fog#1 --language de --text version.title=Nebel "
        f"--text version.questions.0=Was? --on 2020-04-02 {DESK}",
        f"receive-translation 2020/fog#1 --language fr --text version.title=Brume --on 2020-04-03 {DESK}",
        f"escalate fog {REFERS}",
    )
    assert "Done on 2020-04-02." in line_of(teller, TRANSLATED, "2020-07-03")
