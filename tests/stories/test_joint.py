"""What several say together is of all of them, wherever it is printed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from escalade.templates.languages.pack import AVAILABLE

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
    assert (motion["holders"], "holder" in motion) == (list(NINE), False)
    assert f"{ENGLISH}: statement (2020/ipv4#4)" in agreed.does("show ipv4")
    assert [
        line.removeprefix("holders").strip() for line in agreed.does("show ipv4#4").splitlines() if "- " in line
    ] == [f"- {name}" for name in NINE]
    found = json.loads(agreed.does("search 'Czech Republic' --format json"))
    assert "2020/ipv4#4" in [row["record"] for row in found]
    assert agreed.holds()


def test_a_joint_statement_is_of_all_nine_in_every_paper(agreed: Teller) -> None:
    papers = {tag: agreed.does(f"notice ipv4 --language {tag}") for tag in AVAILABLE}
    assert f"{ENGLISH} (statement): “We let it go ahead.”" in papers["en"]
    assert f"{FRENCH} (déclaration)" in papers["fr"]
    last = {"ar": " و", "es": " y ", "ru": " и ", "zh": "和"}
    for tag, between in last.items():
        assert "Canada" + between in papers[tag].replace("\u2068", "").replace("\u2069", "")
        assert [name for name in NINE if name not in papers[tag]] == []
        assert "explanation" not in papers[tag]


def test_a_joint_statement_goes_with_the_register(agreed: Teller, tmp_path: Path) -> None:
    for form in ("toml", "jsonl"):
        case, other = tmp_path / f"case.{form}", Teller(tmp_path / f"{form}.db", agreed.capture)
        agreed.does(f"export --to {case}")
        other.does(f"load {case}")
        assert other.export() == agreed.export()


def test_a_joint_statement_is_corrected_by_one_more_holder(agreed: Teller) -> None:
    holders = " ".join(f"--set holder='{name}'" for name in (*NINE, "Made-up Isle"))
    agreed.does(f"correct ipv4#4 {holders} --why en='One was forgotten.' --on 2020-03-03 {DESK}")
    assert "Mexico and Made-up Isle: statement" in agreed.does("show ipv4")
    agreed.does(f"correct ipv4#4 --set holder=Canada --why en='Only one.' --on 2020-03-03 {DESK}")
    assert "Canada: statement" in agreed.does("show ipv4")


OBJECTS = f"take-position ipv4 --stance object --text en=No. --source MWG-1/2 --on 2020-03-02 {DESK}"
CONSENSUS = f"record-consensus ipv4 {AT_MEETING} --as 'Made-up Chair'"


def test_a_joint_objection_ends_holder_by_holder(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    teller.does(f"{OBJECTS} --holder Canada --holder Mexico --holder Finland")
    teller.does(f"lift-objection ipv4 --holder Canada --how withdrawn --on 2020-03-02 {DESK}")
    assert "Mexico and Finland (2020/ipv4#3)" in teller.does("show ipv4")
    teller.is_refused(CONSENSUS, "no_objection_stands_in_time")
    why = teller.does("why ipv4 'record consensus'")
    assert "Mexico, Finland object (2020/ipv4#3)." in why
    assert "--holder 2020/ipv4#3" in why
    teller.does(f"lift-objection ipv4 --holder ipv4#3 --how not-maintained --on 2020-03-03 {DESK}")
    assert teller.history("2020/ipv4")[-1]["motion"]["holders"] == ["Mexico", "Finland"]
    teller.does(CONSENSUS)
    assert teller.holds()


def test_how_a_joint_objection_ended_is_told_for_each(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    teller.does(
        f"{OBJECTS} --holder Canada --holder Mexico --holder Finland --audience public",
        f"{OBJECTS} --holder Sweden --holder Bulgaria --audience public",
        f"lift-objection ipv4 --holder Canada --how withdrawn --on 2020-03-02 {DESK}",
        f"lift-objection ipv4 --holder Mexico --holder Finland --how resolved --on 2020-03-02 {DESK}",
        f"lift-objection ipv4 --holder ipv4#4 --how withdrawn --on 2020-03-02 {DESK}",
        f"record-no-consensus ipv4 --tried en=Much. --refer --words not-at-hand {AT_MEETING} --as 'Made-up Chair'",
        f"escalate ipv4 --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    note = teller.does("note 2020 --language en")
    assert "objection (Canada: withdrawn since; Mexico and Finland: resolved since)" in note
    assert "Sweden and Bulgaria, on the topic “Made-up ipv4”: objection (withdrawn since)" in note


@pytest.mark.parametrize(
    ("holders", "rules"),
    [
        ("--holder Sweden --holder Canada --stance support", ["holder_has_no_objection_standing"]),
        ("--stance support", ["given:holder"]),
    ],
)
def test_each_holder_is_asked_for(with_topics: WithTopics, holders: str, rules: list[str]) -> None:
    teller = with_topics("ipv4")
    teller.does(f"{OBJECTS} --holder Canada --holder Mexico")
    teller.is_refused(f"take-position ipv4 {holders} --source MWG-1/3 --on 2020-03-02 {DESK}", *rules)


def test_an_objection_is_lifted_by_those_who_hold_one(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    teller.does(f"{OBJECTS} --holder Canada --holder Mexico")
    lifts = f"lift-objection ipv4 --how withdrawn --on 2020-03-02 {DESK}"
    teller.is_refused(f"{lifts} --holder Canada --holder Sweden", "that_objection_stands")


def test_nobody_is_a_holder_twice(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    code, _, said = teller.types(f"{OBJECTS} --holder Canada --holder Canada")
    assert (code, said) == (2, "--holder names Canada twice; name each once.\n")


def test_holders_who_are_not_to_be_named_stay_unnamed(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    lifts = f"lift-objection ipv4 --how withdrawn --on 2020-03-02 {DESK}"
    teller.does(f"{OBJECTS} --holder Canada --holder Mexico --unattributed", f"{lifts} --holder ipv4#3")
    lifted = teller.history("2020/ipv4")[-1]["motion"]
    assert (lifted["holders"], lifted["unattributed"]) == (["Canada", "Mexico"], True)
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
    holders = [
        motion["holder"] if "holder" in motion else motion["holders"][0]
        for motion in (teller.history("2020/ipv4")[place]["motion"] for place in (2, 4))
    ]
    assert [name.partition(":")[0] for name in holders] == ["sealed", "sealed"]
    assert teller.holds()


def test_a_file_that_names_holders_in_both_places_is_malformed(with_topics: WithTopics, tmp_path: Path) -> None:
    teller, file = with_topics("ipv4"), tmp_path / "fields.json"
    file.write_text(json.dumps({"holder": "Canada", "holders": ["Mexico", "Sweden"]}))
    code, _, said = teller.types(f"{OBJECTS} --from {file}")
    assert (code, said) == (2, "--holder stands beside “holder”; give one or the other.\n")
    teller.does(f"{OBJECTS} --from {file} --holder Finland")
    assert teller.history("2020/ipv4")[-1]["motion"]["holder"] == "Finland"
