"""Several topics launched in one act, as other acts take several."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Teller

DESK, CHAIR, ASSEMBLY = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
LAUNCH = f"--opens 2020-07-01 --closes 2020-09-01 --answer-to en=Here. --on 2020-07-01 {DESK}"


def touched(teller: Teller, name: str) -> list[str]:
    """The records of the act that moved a topic last."""
    found: list[str] = teller.history(name)[-1]["touched"]
    return found


@pytest.mark.parametrize("typed", ["fog lamps oil", "2020"])
def test_topics_approved_in_order_are_launched_in_that_order(with_topics: Callable[..., Teller], typed: str) -> None:
    teller = with_topics("fog", "lamps", "oil")
    teller.does(
        f"record-no-consensus 2020 --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate 2020 --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-08 {DESK}",
        f"convene --session 'Assembly 2020' --opens 2020-06-01 --closes 2020-06-12 --sitting 1=2020-06-01 "
        f"--on 2020-04-08 {ASSEMBLY}",
        f"approve oil fog lamps --in-order --words not-at-hand --session 'Assembly 2020' --sitting 1 --document MA20/9 "
        f"--on 2020-06-01 {ASSEMBLY}",
    )
    teller.does(f"launch {typed} {LAUNCH}")
    names = [name.partition("#")[0] for name in touched(teller, "2020/fog")]
    assert names == ["2020/oil", "2020/fog", "2020/lamps"]


def test_a_launched_text_is_that_of_one_topic(with_topics: Callable[..., Teller], tmp_path: Path) -> None:
    teller = with_topics("horns", "lamps")
    teller.does(f"record-consensus lamps horns --meeting 1 --on 2020-03-03 {CHAIR}")
    text = tmp_path / "lamps.toml"
    text.write_text('title.en = "Made-up lamps"\nquestions = [{en = "What of lamps, then?"}]\n', encoding="utf-8")
    given = f"--text-file {text} --reason not-at-hand"
    code, _, said = teller.types(f"launch lamps horns {given} {LAUNCH}")
    assert (code, "A launched text is that of one topic." in " ".join(said.split())) == (2, True)
    teller.does(f"launch lamps {given} {LAUNCH}", f"launch 2020 {LAUNCH}")
    assert teller.states() == {"horns": "launched", "lamps": "launched"}


def test_a_file_that_names_several_records_is_told_so_too(with_topics: Callable[..., Teller], tmp_path: Path) -> None:
    teller = with_topics("horns", "lamps")
    given = tmp_path / "correct.toml"
    given.write_text('records = ["lamps#1", "horns#1"]\nfields = {on = "2020-02-09"}\n', encoding="utf-8")
    code, _, said = teller.types(f"correct --from {given} --why en=Slip. {DESK}")
    assert (code, "A correction changes one record" in said) == (2, True)
