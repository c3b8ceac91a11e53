"""What the inbox says of an act fits what it waits for: its day, its meetings, and no act twice."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
Topics = Callable[..., Teller]
UNTIL = "circulate fog --until '2020-03-{}T18:00 Europe/Lisbon' --on 2020-03-06 --as 'Made-up Chair'"


def waiting(teller: Teller, about: str) -> list[dict[str, Any]]:
    """What waits about a subject."""
    found: list[dict[str, Any]] = json.loads(teller.does("inbox --format json"))
    return [item for item in found if item["subject"] == about]


def test_a_topic_referred_back_is_due_at_the_next_meeting_and_not_before_it_came_back(with_topics: Topics) -> None:
    teller = with_topics("fog")
    teller.does(
        f"record-no-consensus fog --tried not-at-hand --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
        f"refer-back fog --guidance not-at-hand --session 'Assembly 2020' --sitting 1 --on 2020-06-02 {COUNCIL}",
    )
    assert [(item["since"], item["due"]) for item in waiting(teller, "2020/fog")][:1] == [("2020-06-02", "2020-09-08")]


def test_a_silence_that_was_kept_waits_once_and_not_before_it_began(with_topics: Topics) -> None:
    teller = with_topics("fog")
    teller.does(UNTIL.format(12))
    (item,) = waiting(teller, "2020/fog")
    assert item["acts"] == ["record consensus"]
    assert item["due"] == "2020-09-08"


def test_a_text_that_was_circulated_is_not_concluded_at_a_meeting_of_before(with_topics: Topics) -> None:
    teller = with_topics("fog")
    assert "Meetings on record: 1, 2, 3." in " ".join(teller.does("why fog 'record no consensus'").split())
    teller.does(
        UNTIL.format(12),
        f"take-position fog --holder 'Made-up Isle' --stance object --text en='No.' --source room --on 2020-03-09 {DESK}",
    )
    for line in (f"inbox {CHAIR}", "why fog 'record no consensus'"):
        assert "Meetings on record: 2, 3." in " ".join(teller.does(line).split())


def test_a_silence_too_short_says_when_it_may_end(with_topics: Topics) -> None:
    teller = with_topics("fog")
    teller.does(f"amend-constitution --silence-hours 72 --authority en=Decision --on 2020-03-01 {DESK}")
    said = teller.types(f"circulate fog --until 2020-03-08T18:00+01:00 --on 2020-03-06T16:30+01:00 {CHAIR}")[2]
    assert "Give --until 2020-03-09T15:30+00:00 or a later time." in said
    teller.does(f"circulate fog --until 2020-03-09T15:30+00:00 --on 2020-03-06T16:30+01:00 {CHAIR}")


def test_a_consultation_closed_without_its_responses_asks_for_them(with_topics: Topics) -> None:
    teller = with_topics("fog")
    teller.does(
        f"record-consensus fog --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch fog --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}",
        f"close fog --on 2020-06-02 {DESK}",
    )
    asked = [(item["acts"], item["due"]) for item in waiting(teller, "2020/fog") if item["office"] == "secretariat"]
    assert asked == [(["record consideration"], "2020-09-08"), (["record responses"], "2020-09-08")]
    teller.does(f"record-responses fog --count 3 --where not-at-hand --on 2020-06-03 {DESK}")
    assert [item["acts"] for item in waiting(teller, "2020/fog") if item["office"] == "secretariat"] == [
        ["record consideration"]
    ]


def test_what_nobody_decided_to_refer_waits_for_the_chair(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(f"record-no-consensus fog --tried en=Much. --meeting 1 --on 2020-03-03 {CHAIR}")
    (item,) = waiting(teller, "2020/fog")
    said = "2020/fog is unresolved since 2020-03-03, and it was not decided to refer it: reopen debate or set aside."
    assert (item["office"], item["sentence"], item["acts"]) == ("chair", said, ["reopen debate", "set aside"])
    teller.does(f"set-aside fog --words en=Enough. --meeting 2 --on 2020-09-08 {CHAIR}")
    assert waiting(teller, "2020/fog") == []


ISSUE = "issue 2020 --subject fog --language en --form md --accept all"


def test_a_call_to_what_was_cancelled_waits_until_a_notice_tells_of_it(with_topics: Topics) -> None:
    teller = with_topics("fog")
    teller.does(
        f"record-consensus fog --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch fog --opens 2020-04-01 --closes 2020-07-01 --answer-to en=Here. --on 2020-04-01 {DESK}",
        f"{ISSUE} --kind call --symbol MA20/20 --on 2020-04-02 {DESK}",
        f"cancel fog --authority en=A. --notice en=B. --on 2020-04-06 {DESK}",
    )
    ((sentence, (line,)),) = [
        (one["sentence"], one["commands"]) for one in waiting(teller, "2020") if one["since"] == "2020-04-06"
    ]
    told = "MA20/20 invites to the consultation on 2020/fog, which is cancelled: let those to whom it was sent know, "
    assert sentence == f"{told}by the notice on it."
    assert "--kind notice --subject 2020/fog" in line
    teller.does(f"{ISSUE} --kind notice --symbol MA20/21 --on 2020-04-07 {DESK}")
    assert [one for one in waiting(teller, "2020") if one["since"] == "2020-04-06"] == []
    assert teller.holds()


def test_a_call_to_what_was_cancelled_is_asked_for_in_no_other_language(with_topics: Topics, tmp_path: Path) -> None:
    teller = with_topics("fog")
    languages = tmp_path / "languages.toml"
    languages.write_text('call = ["en", "de"]\n', encoding="utf-8")
    teller.does(
        f"amend-constitution --languages-file {languages} --authority en=A. --on 2020-03-01 {DESK}",
        f"record-consensus fog --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch fog --opens 2020-04-01 --closes 2020-07-01 --answer-to en=Here. --on 2020-04-01 {DESK}",
        f"{ISSUE} --kind call --symbol MA20/20 --on 2020-04-02 {DESK}",
    )
    coming = "The call MA20/20 is issued in en; de is still to come."
    assert coming in [one["sentence"] for one in waiting(teller, "2020")]
    teller.does(f"cancel fog --authority en=A. --notice en=B. --on 2020-04-06 {DESK}")
    assert coming not in [one["sentence"] for one in waiting(teller, "2020")]
    assert teller.holds()


def test_a_cancellation_that_is_annulled_makes_the_issued_call_true_again(with_topics: Topics) -> None:
    teller = with_topics("fog")
    teller.does(
        f"record-consensus fog --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch fog --opens 2020-04-01 --closes 2020-07-01 --answer-to en=Here. --on 2020-04-01 {DESK}",
        f"{ISSUE} --kind call --symbol MA20/20 --on 2020-04-02 {DESK}",
        f"cancel fog --authority en=A. --notice en=B. --on 2020-04-06 {DESK}",
    )
    code, _, said = teller.types(f"annul fog#5 --why en=Slip. --on 2020-04-07 {DESK}")
    assert (code, "was issued before" in said) == (0, False)


def test_what_a_referral_left_is_not_asked_to_be_referred_until_the_group_decides_anew(with_topics: Topics) -> None:
    teller = with_topics("fog", "lamps")
    fails = f"--tried en=Much. --refer --words not-at-hand {CHAIR}"
    teller.does(
        f"record-no-consensus fog lamps --meeting 1 --on 2020-03-03 {fails}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --leaving lamps --left en=Later. "
        f"--on 2020-04-06 {DESK}",
    )
    (item,) = waiting(teller, "2020/lamps")
    said = "2020/lamps is unresolved since 2020-03-03, and 2020/fog#4 left it: reopen debate or set aside."
    assert (item["office"], item["sentence"], item["acts"]) == ("chair", said, ["reopen debate", "set aside"])
    assert "--meeting 1 " not in " ".join(item["commands"])
    teller.does(
        f"reopen-debate lamps --meeting 2 --on 2020-09-08 {CHAIR}",
        f"record-no-consensus lamps --meeting 2 --on 2020-09-08 {fails}",
    )
    assert [item["acts"] for item in waiting(teller, "2020/lamps")] == [["escalate"]]
