"""Each holder has one position on a question: the latest by its day; history keeps all."""

from __future__ import annotations

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
