"""Some topics of a round are referred, and others are left before the group."""

from __future__ import annotations

import json
from collections.abc import Callable

from .conftest import Teller

WithTopics = Callable[..., Teller]
DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly desk'"
AT_MEETING = f"--meeting 1 --on 2020-03-03 {CHAIR}"
FAILS = f"--tried en=Much. --refer --words not-at-hand {AT_MEETING}"
REFERS = f"--to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}"
LEFT = "--left en='The Group takes it up at its next meeting.'"


def test_the_inbox_prints_a_referral_that_leaves_topics_as_why_does(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "stray", "lamps")
    teller.does(f"record-no-consensus fog {FAILS}")
    waiting = json.loads(teller.does("inbox --all --format json"))
    ((typed,),) = (one["commands"] for one in waiting if one["acts"] == ["escalate"])
    assert '--leaving 2020/lamps --leaving 2020/stray --left en="…"' in typed
    (again,) = json.loads(teller.does("why fog escalate --format json"))["commands"]
    assert sorted(again.split(" --")) == sorted(typed.split(" --"))
    assert "--to-session NAME" in typed
    teller.does(f"escalate fog {REFERS} --leaving stray --leaving lamps {LEFT}")


def test_what_was_left_and_referred_later_is_not_told_as_left_once_it_came_back(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "stray")
    teller.does(
        f"record-no-consensus fog stray {FAILS}",
        f"escalate fog {REFERS} --leaving stray {LEFT}",
        f"escalate stray --to-session 'Assembly 2021' --document MA21/5 --on 2020-10-01 {DESK}",
        f"refer-back stray --guidance en=Narrow. --words en=Back. --session 'Assembly 2021' --sitting 1 "
        f"--on 2021-06-02 {COUNCIL}",
    )
    assert teller.states() == {"fog": "referred", "stray": "debated"}
    assert "not referred with others" not in " ".join(teller.does("show stray").split())
    lines = {
        line["stage"]: line for line in json.loads(teller.does("plan 2020 --on 2021-06-03 --format json"))["lines"]
    }
    assert lines["debate"]["done"] is None


def test_what_the_group_decided_to_refer_together_is_offered_so(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "lamps", "stray", "piers")
    teller.does(f"record-no-consensus fog lamps stray {FAILS}")
    waiting = json.loads(teller.does("inbox --all --format json"))
    typed = [one["commands"] for one in waiting if one["acts"] == ["escalate"]]
    assert len(typed) == 3
    assert all(" escalate 2020/" in one for (one,) in typed)
    (line,) = next(one for one in typed if "escalate 2020/fog " in one[0])
    assert "escalate 2020/fog 2020/lamps 2020/stray " in line
    assert '--leaving 2020/piers --left en="…"' in line
    assert "--leaving 2020/lamps" not in line
    (again,) = json.loads(teller.does("why fog escalate --format json"))["commands"]
    assert sorted(again.split(" --")) == sorted(line.split(" --"))
    code, _, refused = teller.types(f"escalate fog {REFERS}")
    again = next(one for one in refused.splitlines() if " escalate fog " in one)
    assert (code, *(f" {word}" in again for word in ("2020/lamps", "2020/stray", "--leaving 2020/piers"))) == (
        3,
        1,
        1,
        1,
    )
    assert "--leaving 2020/lamps" not in again
    teller.does(f"set-aside piers --meeting 1 --words en=Not-now. --on 2020-03-03 {CHAIR}")
    waiting = json.loads(teller.does("inbox --all --format json"))
    (line, *_) = next(one["commands"] for one in waiting if one["acts"] == ["escalate"])
    assert "--leaving" not in line
    assert "--left" not in line
