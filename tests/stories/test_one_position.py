"""Each holder has one position on a question: the latest by its day; history keeps all."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from .conftest import Teller

WithTopics = Callable[..., Teller]

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
TAKES = f"take-position lamps --source MWG-1/2 --audience public {DESK}"


@pytest.fixture
def debated(with_topics: WithTopics) -> Teller:
    """A topic on which three reserve together, and two say otherwise later."""
    teller = with_topics("lamps")
    teller.does(
        f"{TAKES} --holder Canada --holder Mexico --holder Sweden --stance reserve --text en='Not yet.' --on 2020-03-02",
        f"{TAKES} --holder Canada --stance support --text en='Now we can.' --on 2020-03-03",
    )
    return teller


def positions_in(shown: str) -> str:
    """The lines of `show` on positions, as one."""
    return " ".join(shown.split()).partition("positions ")[2].partition(" newest record")[0]


def test_a_later_position_takes_the_place_of_an_earlier(debated: Teller) -> None:
    told = "Mexico and Sweden: reserve (2020/lamps#3) Canada: support (2020/lamps#4)"
    assert positions_in(debated.does("show lamps")) == told
    assert debated.acts("2020/lamps")[2:] == ["take position", "take position"]
    first, second = debated.history("2020/lamps")[2:]
    assert (first["replaced_by"], second["replaced_by"]) == ([second["reference"]], [])
    assert "replaced by 2020/lamps#4" in " ".join(debated.does("history lamps").split())
    assert "replaced by 2020/lamps#4" in debated.does("show lamps#3")
    debated.does(f"annul lamps#4 --why en=Wrong. --on 2020-03-03 {DESK}")
    assert [row["replaced_by"] for row in debated.history("2020/lamps")[2:4]] == [[], []]
    assert positions_in(debated.does("show lamps")) == "Canada, Mexico and Sweden: reserve (2020/lamps#3)"


def test_a_position_told_late_takes_its_place_by_its_day(debated: Teller) -> None:
    debated.does(f"{TAKES} --holder Canada --stance reserve --text en=Hm. --on 2020-02-20")
    assert "Canada: support" in debated.does("show lamps")
    assert "Canada: reserve" not in debated.does("show lamps")
    early = debated.does("show lamps --as-of 2020-03-01")
    assert positions_in(early).startswith("Canada: reserve (2020/lamps#5)")
    debated.does(f"{TAKES} --holder Mexico --holder Sweden --stance support --text en=Too. --on 2020-03-04")
    assert positions_in(debated.does("show lamps")) == (
        "Canada: support (2020/lamps#4) Mexico and Sweden: support (2020/lamps#6)"
    )


def test_an_objection_that_ended_gives_way_to_what_its_holder_says_next(debated: Teller) -> None:
    objects = f"{TAKES} --holder Mexico --holder Finland --stance object --text en=No. --on 2020-03-03"
    ends = f"lift-objection lamps --holder Mexico --holder Finland --how withdrawn --on 2020-03-03 {DESK}"
    debated.does(objects, ends)
    shown = positions_in(debated.does("show lamps"))
    assert "Sweden: reserve (2020/lamps#3)" in shown
    assert "Mexico and Finland: object (2020/lamps#5); withdrawn: Mexico and Finland (2020/lamps#6" in shown
    debated.does(f"{TAKES} --holder Mexico --stance support --text en=Yes. --on 2020-03-04")
    shown = positions_in(debated.does("show lamps"))
    assert "Finland: object (2020/lamps#5); withdrawn: Finland (2020/lamps#6" in shown
    assert "Mexico: support" in shown


def test_papers_tell_one_position_of_each(debated: Teller) -> None:
    debated.does(
        f"record-no-consensus lamps --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate lamps --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    note = debated.does("note 2020 --language en")
    assert "Mexico and Sweden entered a reservation on “Made-up lamps”" in note
    assert "Canada supported “Made-up lamps”" in note
    assert "Canada, Mexico" not in note


def test_a_view_on_the_choice_gives_way_to_one_of_the_same_holder(debated: Teller) -> None:
    about = f"take-position 2020 --source MWG-1/2 --audience public {DESK}"
    debated.does(
        f"{about} --holder Canada --text en='One topic.' --on 2020-03-02",
        f"{about} --holder Canada --stance reserve --text en='Not this year.' --on 2020-03-02",
        f"{about} --holder Canada --stance support --text en='This year.' --on 2020-03-03",
    )
    assert "views on the choice Canada (2020#2) Canada (2020#4)" in " ".join(debated.does("show 2020").split())


def test_whoever_is_not_named_is_told_apart_from_who_is(with_topics: WithTopics) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"{TAKES} --holder Canada --unattributed --stance reserve --text en=Hm. --on 2020-03-02",
        f"{TAKES} --holder Canada --stance support --text en=Yes. --on 2020-03-03",
    )
    assert positions_in(teller.does("show lamps")).count("Canada") == 2
    teller.does(f"{TAKES} --holder Canada --unattributed --stance support --text en=Good. --on 2020-03-03")
    assert positions_in(teller.does("show lamps")) == "Canada: support (2020/lamps#4) Canada: support (2020/lamps#5)"
    assert teller.holds()


@pytest.mark.parametrize("erased", [(3,), (4,), (3, 4), (4, 3)])
def test_a_position_that_gave_way_stays_so_when_names_are_erased(
    with_topics: WithTopics, erased: tuple[int, ...]
) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"{TAKES} --holder 'Made-up Land' --unattributed --stance reserve --text en=Hm. --on 2020-03-02",
        f"{TAKES} --holder 'Made-up Land' --unattributed --stance support --text en=Yes. --on 2020-03-03",
        f"{TAKES} --holder 'Made-up Isle' --unattributed --stance reserve --text en=No. --on 2020-03-03",
    )
    for number in erased:
        teller.does(f"redact lamps#{number} --why en=Asked. --on 2020-03-04 {DESK}")
        shown = positions_in(teller.does("show lamps"))
        assert ("2020/lamps#3" in shown, "2020/lamps#4" in shown, "2020/lamps#5" in shown) == (False, True, True)
    assert [row["motion"].get("replaced") for row in teller.history("2020/lamps")[5:6]] == [["2020/lamps#3"]]
    assert teller.holds()


def test_a_list_counts_those_who_object(with_topics: Callable[..., Teller]) -> None:
    group, desk = with_topics("lamps"), "--as 'Made-up Desk'"

    def listed() -> tuple[int, str]:
        row = json.loads(group.does("list 2020 --format json"))[0]
        return row["objections"], told("list 2020 --format csv")

    def told(line: str) -> str:
        return group.does(line).rstrip().rpartition(", ")[2].strip('"')

    assert listed()[0] == 0
    objects = "take-position lamps --stance object --text en=No. --source MWG-1/9"
    group.does(f"{objects} --holder 'Made-up Land' --on 2020-03-02 {desk}")
    assert listed() == (1, "objecting: 1")
    group.does(f"{objects} --holder 'Made-up Isle' --holder 'Made-up Cape' --on 2020-03-02 {desk}")
    assert listed() == (3, "objecting: 3")
    group.does(f"lift-objection lamps --holder 'Made-up Land' --how withdrawn --on 2020-03-02 {desk}")
    group.does(f"lift-objection lamps --holder 'Made-up Cape' --how withdrawn --on 2020-03-02 {desk}")
    assert listed() == (1, "objecting: 1")
    assert told("list 2020 --as-of 2020-03-02 --format csv") == "objecting: 1"
    group.does(f"lift-objection lamps --holder 'Made-up Isle' --how withdrawn --on 2020-03-02 {desk}")
    assert listed()[0] == 0
    assert group.holds()
