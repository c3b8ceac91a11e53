"""What goes on saying what an act changes: papers that were issued, records of the same act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
CALL = f"issue 2020 --kind call --subject lamps --language en --form md --accept all --on 2020-04-02 {DESK}"


def launched(teller: Teller) -> Teller:
    """A consultation with a hearing."""
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps --opens 2020-04-01 --closes 2020-07-01 --physical 2020-08-01 --answer-to en=Here. "
        f"--on 2020-04-01 {DESK}",
    )
    return teller


def test_what_changed_since_a_corrigendum_goes_out_with_the_next(
    with_topics: Callable[..., Teller], tmp_path: Path
) -> None:
    teller = launched(with_topics("lamps"))
    marked = f"{CALL} --symbol MA20/20 --mark Corr"
    teller.does(
        f"{CALL} --symbol MA20/20",
        f"correct lamps#4 --set closes=2020-06-28 --why en=Slip. --on 2020-04-03 {DESK}",
        marked.replace("2020-04-02", "2020-04-04"),
        f"extend lamps --closes 2020-07-10 --on 2020-04-05 {DESK}",
    )
    again = marked.replace("2020-04-02", "2020-04-06")
    assert "not issued again" not in teller.types(f"{again} --to {tmp_path}/out")[2]
    (file,) = (tmp_path / "out").glob("*.md")
    said = teller.types(f"check {file}")[1]
    assert said.startswith("1 paper checked, against call 2020/lamps on record: ")
    assert "record-is-said" not in said, said
    assert "nothing-is-added" not in said, said
    issued = [one["motion"] for one in teller.history("2020") if one["act"] == "issue"]
    assert [(one.get("mark"), one.get("number", 0)) for one in issued] == [(None, 0), ("Corr", 1), ("Corr", 2)]
    assert "not issued again" in teller.types(again)[2]
