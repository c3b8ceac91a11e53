"""What a refusal prints is typed as printed, and ends in what was wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
AT_MEETING = f"--tried en=Much. --meeting 1 --on 2020-03-03 {CHAIR}"
REFERS = f"--to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}"


def refusal(teller: Teller, line: str, filled: Mapping[str, str]) -> list[str]:
    """The lines that a refusal prints, with what stands for the words in capitals."""
    code, _, said = teller.types(line)
    assert code == 3, said
    printed = said.partition("To type:\n")[2].splitlines()
    lines = [one.strip().removeprefix("escalade ") for one in printed if one.startswith("  escalade")]
    lines = [one.removeprefix(f"--register {teller.register} ") for one in lines]
    for word, meant in filled.items():
        lines = [one.replace(word, meant) for one in lines]
    return lines


@pytest.fixture
def three(with_topics: Callable[..., Teller]) -> Teller:
    """Three topics: one to be referred, one without consensus and without that decision, one still debated."""
    teller = with_topics("fog", "lamps", "old")
    teller.does(
        f"record-no-consensus fog --refer --words not-at-hand {AT_MEETING}", f"record-no-consensus lamps {AT_MEETING}"
    )
    return teller


@pytest.mark.parametrize("named", ["2020", "fog lamps", "lamps fog"])
def test_what_was_not_to_be_referred_is_left_by_name(three: Teller, named: str) -> None:
    (line,) = refusal(three, f"escalate {named} {REFERS}", {"…": "They wait."})
    three.does(line)
    assert three.states() == {"fog": "referred", "lamps": "unresolved", "old": "debated"}


def test_a_topic_alone_is_debated_again_and_the_next_act_is_printed_each_time(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("lamps")
    teller.does(f"record-no-consensus lamps {AT_MEETING}")
    lines = refusal(teller, f"escalate lamps {REFERS}", {})
    assert [line.split()[0] for line in lines] == ["reopen-debate"]
    teller.does(
        f"convene 7 --opens 2020-04-04 --closes 2020-04-05 --place en=Porto --on 2020-03-20 {DESK}",
        lines[0].replace("--meeting N", "--meeting 7").replace("DAY", "2020-04-04"),
    )
    assert "record-no-consensus 2020/lamps" in teller.does("why lamps escalate")
    assert '--refer --words en="…"' in teller.does("why lamps escalate")


def test_a_value_that_does_not_hold_is_not_offered_again_with_words_in_capitals(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("fog")
    teller.does(
        f"record-consensus fog --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch fog --opens 2020-04-01 --closes 2020-07-01 --on 2020-04-01 {DESK}",
    )
    correct = f"correct fog#4 --set closes=2020-03-20 --why en=Slip. --on 2020-04-02 {DESK}"
    assert refusal(teller, correct, {}) == []


def test_the_meeting_at_which_a_topic_was_concluded_is_not_offered_to_open_its_debate_again(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("fog", "lamps")
    teller.does(f"convene 9 --opens 2022-03-02 --closes 2022-03-03 --place en=Porto --on 2022-01-03 {DESK}")
    teller.does(
        f"record-no-consensus fog {AT_MEETING}",
        f"reopen-debate fog --meeting 9 --on 2022-03-02 {CHAIR}",
        f"record-no-consensus fog --tried en=Much. --meeting 9 --on 2022-03-03 {CHAIR}",
    )
    (line,) = [one for one in refusal(teller, f"merge lamps --into fog {CHAIR}", {}) if one.startswith("reopen-debate")]
    assert "--meeting N" in line


def test_the_way_to_a_referral_is_told_of_the_topic_that_moved_first(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("fog", "lamps")
    failed = f"--refer --words not-at-hand {AT_MEETING}"
    teller.does(
        f"record-no-consensus fog {failed.replace('03-03', '03-02')}",
        f"record-no-consensus lamps {failed}",
    )
    for first, other in (("fog", "lamps"), ("lamps", "fog")):
        said = teller.does(f"why {first} escalate")
        assert "There is no way to it now" not in said
        line = f'escalate 2020/{first} 2020/{other} --as "Made-up Desk" --to-session NAME --on DAY'
        assert line in said
        line = line.replace("NAME", "'Assembly 2020'").replace("DAY", "2020-04-06")
        teller.does(f"{line} --dry-run")
