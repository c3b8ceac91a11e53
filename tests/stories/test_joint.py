"""What several say together is of all of them, wherever it is printed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from .conftest import Teller

WithTopics = Callable[..., Teller]

NINE = (
    "Bulgaria", "Czech Republic", "Netherlands", "Sweden", "United Kingdom",
    "United States", "Finland", "Canada", "Mexico",
)  # fmt: skip
"""The States whose joint statement stands in the minutes of January 2013."""
IN_FRENCH = (
    "Bulgarie", "République tchèque", "Pays-Bas", "Suède", "Royaume-Uni",
    "États-Unis", "Finlande", "Canada", "Mexique",
)  # fmt: skip
TOGETHER = " ".join(f"--holder '{name}'" for name in NINE)
ENGLISH, FRENCH = f"{', '.join(NINE[:-1])} and Mexico", f"{', '.join(IN_FRENCH[:-1])} et Mexique"
DESK, AT_MEETING = "--as 'Made-up Desk'", "--meeting 1 --on 2020-03-03"


@pytest.fixture
def agreed(with_topics: WithTopics, tmp_path: Path) -> Teller:
    """A consensus with a statement of nine States on record."""
    names = tmp_path / "names.json"
    names.write_text(json.dumps({name: {"en": name, "fr": said} for name, said in zip(NINE, IN_FRENCH, strict=True)}))
    teller = with_topics("ipv4", "spam")
    teller.does(
        f"amend-constitution --names-file {names} --authority en=Decision --on 2020-03-02 {DESK}",
        f"record-consensus ipv4 --set-aside-others {AT_MEETING} --as 'Made-up Chair'",
        f"record-statement ipv4 {TOGETHER} --text en='We let it go ahead.' {AT_MEETING} {DESK}",
    )
    return teller


def test_a_joint_statement_is_of_all_nine_on_record(agreed: Teller) -> None:
    motion = agreed.history("2020/ipv4")[-1]["motion"]
    assert motion["holders"] == list(NINE)
    assert f"{ENGLISH}: joint statement (2020/ipv4#4)" in agreed.does("show ipv4")
    assert [
        line.removeprefix("holders").strip() for line in agreed.does("show ipv4#4").splitlines() if "- " in line
    ] == [f"- {name}" for name in NINE]
    found = json.loads(agreed.does("search 'Czech Republic' --format json"))
    assert "2020/ipv4#4" in [row["record"] for row in found]
    assert agreed.holds()


def test_a_joint_statement_goes_with_the_register(agreed: Teller, tmp_path: Path) -> None:
    for form in ("toml", "jsonl"):
        case, other = tmp_path / f"case.{form}", Teller(tmp_path / f"{form}.db", agreed.capture)
        agreed.does(f"export --to {case}")
        other.does(f"load {case}")
        assert other.export() == agreed.export()


OBJECTS = f"take-position ipv4 --stance object --text en=No. --source MWG-1/2 --on 2020-03-02 {DESK}"
CONSENSUS = f"record-consensus ipv4 {AT_MEETING} --as 'Made-up Chair'"


def test_holders_who_are_not_to_be_named_stay_unnamed(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    lifts = f"lift-objection ipv4 --how withdrawn --on 2020-03-02 {DESK}"
    teller.does(f"{OBJECTS} --holder Canada --holder Mexico --unattributed", f"{lifts} --holder ipv4#3")
    lifted = teller.history("2020/ipv4")[-1]["motion"]
    assert (lifted["objections"], "holders" in lifted) == (["2020/ipv4#3"], False)
    for name in (b"Canada", b"Mexico"):
        assert name not in b"".join(records_in(teller.register))
    assert teller.holds()


def records_in(register: Path) -> list[bytes]:
    """The canonical bytes of every record."""
    with closing(sqlite3.connect(register)) as connection:
        return [bytes(data) for (data,) in connection.execute("SELECT data FROM record")]


def test_erased_holders_are_meant_by_their_record(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    teller.does(
        f"{OBJECTS} --holder Canada --holder Mexico --unattributed",
        f"redact ipv4#3 --why en=Asked. --on 2020-03-02 {DESK}",
        f"lift-objection ipv4 --holder ipv4#3 --how withdrawn --on 2020-03-02 {DESK}",
        CONSENSUS,
    )
    taken, lifted = (teller.history("2020/ipv4")[place]["motion"] for place in (2, 4))
    assert taken["holders"][0].partition(":")[0] == "sealed"
    assert (lifted["objections"], "holders" in lifted) == (["2020/ipv4#3"], False)
    assert teller.holds()
