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
    assert motion["holders"] == list(NINE)
    assert f"{ENGLISH}: joint statement (2020/ipv4#4)" in agreed.does("show ipv4")
    assert [
        line.removeprefix("holders").strip() for line in agreed.does("show ipv4#4").splitlines() if "- " in line
    ] == [f"- {name}" for name in NINE]
    found = json.loads(agreed.does("search 'Czech Republic' --format json"))
    assert "2020/ipv4#4" in [row["record"] for row in found]
    assert agreed.holds()


def test_a_joint_statement_is_of_all_nine_in_every_paper(agreed: Teller) -> None:
    papers = {tag: agreed.does(f"notice ipv4 --language {tag}") for tag in AVAILABLE}
    assert f"{ENGLISH} made the following statement: “We let it go ahead.”" in papers["en"]
    assert f"({FRENCH}" in papers["fr"]
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
    holders = " ".join(f"--set holders='{name}'" for name in (*NINE, "Made-up Isle"))
    agreed.does(f"correct ipv4#4 {holders} --why en='One was forgotten.' --on 2020-03-03 {DESK}")
    assert "Mexico and Made-up Isle: joint statement" in agreed.does("show ipv4")
    agreed.does(f"correct ipv4#4 --set holders=Canada --why en='Only one.' --on 2020-03-03 {DESK}")
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
    assert "Canada, Mexico and Finland objected to “Made-up ipv4” (withdrawn since; resolved since; document" in note
    assert "Sweden and Bulgaria objected to “Made-up ipv4” (withdrawn since; document" in note


@pytest.mark.parametrize(
    ("holders", "rules"),
    [
        ("--holder Sweden --holder Canada --stance support", ["holder_has_no_objection_standing"]),
        ("--stance support", ["given:holders"]),
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
    teller.is_refused(f"{lifts} --holder Canada --holder Sweden", "lifted_objection_stands")


def test_nobody_is_a_holder_twice(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    code, _, said = teller.types(f"{OBJECTS} --holder Canada --holder Canada")
    assert (code, said) == (2, "--holder names Canada twice; name each once.\n")


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


ERASES = f"redact ipv4#3 --why en=Asked. --on 2020-03-02 {DESK}"
LIFTS = f"lift-objection ipv4 --how withdrawn --on 2020-03-02 {DESK}"


@pytest.mark.parametrize(
    ("holders", "lifting"),
    [
        ("--holder Canada", ("--holder Canada",)),
        ("--holder Canada", ("--objection ipv4#3",)),
        ("--holder Canada --holder Mexico", ("--holder Canada", "--holder Mexico")),
        ("--holder Canada --holder Mexico", ("--holder Mexico", "--holder ipv4#3")),
        ("--holder Canada --holder Mexico", ("--holder Canada --holder Mexico",)),
    ],
)
def test_an_unattributed_objection_that_was_lifted_stays_lifted_when_it_is_erased(
    with_topics: WithTopics, holders: str, lifting: tuple[str, ...]
) -> None:
    teller = with_topics("ipv4")
    teller.does(f"{OBJECTS} {holders} --unattributed", *(f"{LIFTS} {whose}" for whose in lifting), ERASES)
    assert "objections standing" not in teller.does("show ipv4")
    assert teller.holds()
    teller.does(CONSENSUS)


def test_a_lifting_that_names_no_record_stays_one_when_a_name_is_erased(
    with_topics: WithTopics, tmp_path: Path
) -> None:
    teller, case = with_topics("ipv4"), tmp_path / "case.jsonl"
    teller.does(f"{OBJECTS} --holder Canada --unattributed")
    lifts = {
        "act": "lift objection",
        "of": ["2020/ipv4"],
        "by": "Made-up Desk",
        "on": "2020-03-02",
        "holders": ["Canada"],
    }
    case.write_text(json.dumps({**lifts, "how": "withdrawn", "unattributed": True}))
    teller.does(f"load {case} --as 'Made-up Desk'", ERASES)
    assert "objections standing" not in teller.does("show ipv4")
    assert teller.holds()


def test_a_lifting_names_the_record_and_some_of_its_holders(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    teller.does(f"{OBJECTS} --holder Canada --holder Mexico", f"{LIFTS} --objection ipv4#3 --holder Mexico")
    motion = teller.history("2020/ipv4")[-1]["motion"]
    assert (motion["objections"], motion["holders"]) == (["2020/ipv4#3"], ["Mexico"])
    shown = " ".join(teller.does("show ipv4").split())
    assert "positions Canada: object (2020/ipv4#3, members only); withdrawn: Mexico (2020/ipv4#4" in shown
    assert "objections standing Canada (2020/ipv4#3)" in shown
    teller.is_refused(f"{LIFTS} --objection ipv4#3 --holder Mexico", "lifted_objection_stands")
    teller.is_refused(f"{LIFTS} --objection ipv4#1", "lifted_objection_stands")
    teller.is_refused(LIFTS, "objection_is_named")
    teller.does(f"{LIFTS} --objection ipv4#3")
    assert teller.history("2020/ipv4")[-1]["motion"]["holders"] == ["Canada"]
    teller.is_refused(f"{LIFTS} --objection ipv4#3", "lifted_objection_stands")


def test_a_name_is_not_taken_for_one_that_was_erased(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    teller.does(f"{OBJECTS} --holder Canada --unattributed", ERASES)
    code, _, said = teller.types(f"{LIFTS} --holder Mexico")
    assert (code, said) == (
        2,
        "No objection of Mexico stands by that name, and the names of others were erased. Name the record: 2020/ipv4#3.\n",
    )


def test_a_lifting_of_several_shows_the_public_what_is_public(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    teller.does(
        f"{OBJECTS} --holder Canada --audience public",
        f"{OBJECTS} --holder Mexico",
        f"{LIFTS} --holder Canada --holder Mexico",
    )
    assert teller.history("2020/ipv4")[-1]["motion"]["holders"] == ["Canada", "Mexico"]
    state = teller.does("show ipv4")
    assert "Canada: object (2020/ipv4#3); withdrawn: Canada" in " ".join(state.split())


OBJECTION_ENDED = {
    "en": "An objection was made by Canada (withdrawn since).",
    "fr": "retirée depuis.",
    "es": "Se formuló una objeción (Canadá); retirada posteriormente.",
    "ru": "Было заявлено возражение (Канада); впоследствии отозвано.",  # the words of the paper
    "ar": "ورد اعتراض من",
    "zh": "加拿大提出异议（其后已撤回）。",  # noqa: RUF001  # the words of the paper
}


def test_an_objection_that_was_withdrawn_is_told_as_ended_everywhere(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    teller.does(
        f"{OBJECTS} --holder Canada --audience public",
        f"record-no-consensus ipv4 --tried en=Much. --refer --words not-at-hand {AT_MEETING} --as 'Made-up Chair'",
    )
    paper = "notice ipv4"
    assert "An objection was made by Canada." in teller.does(f"{paper} --language en")
    teller.does(f"{LIFTS} --holder Canada")
    assert "withdrawn: Canada (2020/ipv4#5, entered late)" in " ".join(teller.does("show ipv4").split())
    assert "withdrawn by 2020/ipv4#5" in teller.does("show ipv4#3")
    assert "withdrawn by 2020/ipv4#5" in teller.does("history ipv4")
    assert [row["ended_by"] for row in teller.history("2020/ipv4") if row["act"] == "take position"] == [
        ["2020/ipv4#5"]
    ]
    paper = "notice ipv4"
    for language, told in OBJECTION_ENDED.items():
        assert told in teller.does(f"{paper} --language {language}")
    assert "Canada objected to “Made-up ipv4” (withdrawn since; document" in teller.does("note 2020 --language en")


def test_an_objection_withdrawn_after_the_referral_ends_it(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    again = "reopen-debate ipv4 --meeting 2 --on 2020-09-07 --as 'Made-up Chair'"
    teller.does(
        f"{OBJECTS} --holder Canada --holder Mexico --audience public",
        f"record-no-consensus ipv4 --tried en=Much. --refer --words not-at-hand {AT_MEETING} --as 'Made-up Chair'",
        f"escalate ipv4 --to-session 'Assembly 2021' --document MA20/5 --on 2020-04-06 {DESK}",
    )
    teller.is_refused(again, "objections_ended_since_the_referral")
    teller.does(f"lift-objection ipv4 --holder Canada --how withdrawn --on 2020-05-01 {DESK}")
    teller.is_refused(again, "objections_ended_since_the_referral")
    assert "nobody objects" not in teller.does("agenda 2").lower()
    teller.does("lift-objection ipv4 --holder Mexico --how withdrawn --on 2020-05-02 --as 'Made-up Assembly Desk'")
    assert "reopen-debate" in teller.does("inbox --as 'Made-up Chair'")
    agenda = teller.does("agenda 2")
    assert "Topic to which there is no longer any objection, referred to the Made-up Assembly" in agenda
    assert "“Made-up ipv4”" in agenda
    lines = json.loads(teller.does("plan 2020 --on 2020-05-03 --format json"))["lines"]
    (line,) = (line for line in lines if line["act"] == "reopen debate")
    assert (line["due"], line["record"], line["stands"]) == ("2020-09-07", "2020/ipv4#7", "due")
    teller.does(again, "record-consensus ipv4 --meeting 2 --on 2020-09-08 --as 'Made-up Chair'")
    assert teller.states()["ipv4"] == "agreed"
    report = teller.does("report 2 --language en")
    assert [report.count(f"made by {who} to “Made-up ipv4” was withdrawn") for who in ("Canada", "Mexico")] == [1, 1]
    note = teller.does("note 2020 --language en")
    assert "Canada and Mexico objected to “Made-up ipv4” (document MWG-1/2): “No.”" in note
    lines = {line["stage"]: line["stands"] for line in json.loads(teller.does("plan 2020 --format json"))["lines"]}
    assert lines["decision"] == "not needed"
    assert teller.holds()


def test_nothing_ends_a_referral_to_which_nobody_objected(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    teller.does(
        f"record-no-consensus ipv4 --tried en=Much. --refer --words not-at-hand {AT_MEETING} --as 'Made-up Chair'",
        f"escalate ipv4 --to-session 'Assembly 2021' --on 2020-04-06 {DESK}",
    )
    again = "reopen-debate ipv4 --meeting 2 --on 2020-09-07 --as 'Made-up Chair'"
    teller.is_refused(again, "objections_ended_since_the_referral")
    assert "refer-back" in teller.types(again)[2]


@pytest.mark.parametrize(
    ("typed", "meant"), [("Bulgria", "Bulgaria"), ("Germny", "Germany"), ("Swedn", "Sweden"), ("Made-up Reich", "")]
)
def test_a_slip_in_a_states_name_is_asked_back(group: Teller, tmp_path: Path, typed: str, meant: str) -> None:
    propose = f"propose 2020/lamps --title en=Lamps --by-state '{typed}' --on 2020-02-10 {DESK}"
    code, _, said = group.types(propose)
    assert (code, f"Did you mean {meant}" in said) == ((2, True) if meant else (0, False))
    if meant:
        names = tmp_path / "names.toml"
        names.write_text(f'"{typed}" = {{ en = "{typed}" }}\n', "utf-8")
        group.does(f"amend-constitution --names-file {names} --authority en=Decision --on 2020-02-02 {DESK}", propose)
    assert group.holds()


def test_a_slip_in_a_name_of_the_bodys_own_list_is_asked_back(group: Teller, tmp_path: Path) -> None:
    names = tmp_path / "names.toml"
    names.write_text('"Made-up Lighthouse Union" = { en = "Made-up Lighthouse Union" }\n', "utf-8")
    group.does(f"amend-constitution --names-file {names} --authority en=Decision --on 2020-02-02 {DESK}")
    propose = f"propose 2020/lamps --title en=Lamps --on 2020-02-10 {DESK} --by-state"
    code, _, said = group.types(f"{propose} 'Made-up Lighthose Union'")
    assert (code, "Did you mean Made-up Lighthouse Union?" in said) == (2, True)
    group.does(f"{propose} 'Made-up Lighthouse Board'")


def test_who_objected_under_a_slip_lifts_under_it(with_topics: WithTopics) -> None:
    group = with_topics("lamps")
    code, _, said = group.types(f"lift-objection lamps --holder Bulgria --how withdrawn --on 2020-03-03 {DESK}")
    assert (code, "Did you mean" in said) == (3, False)


def test_a_list_may_give_the_other_languages_alone(with_topics: Callable[..., Teller], tmp_path: Path) -> None:
    teller = with_topics("fog")
    names = tmp_path / "names.json"
    names.write_text(json.dumps({"Made-up Isle": {"fr": "Île fictive"}}), "utf-8")
    teller.does(
        f"amend-constitution --names-file {names} --authority en=Decision --on 2020-03-02 {DESK}",
        f"record-consensus fog {AT_MEETING} --as 'Made-up Chair'",
        f"take-position fog --holder 'Made-up Isle' --stance reserve --audience public {AT_MEETING} {DESK}",
    )
    assert "Made-up Isle" in teller.does("notice fog --language en")
    assert "Île fictive" in teller.does("notice fog --language fr")


def test_a_position_taken_since_leaves_its_holder_among_those_whose_objection_ended(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    teller.does(
        f"take-position ipv4 --holder Canada --holder Mexico --stance object --text en=No. --source X {AT_MEETING} {DESK}",
        f"lift-objection ipv4 --holder Canada --holder Mexico --how withdrawn {AT_MEETING} {DESK}",
        f"take-position ipv4 --holder Mexico --stance reserve --text en=Hm. --source X {AT_MEETING} {DESK}",
        f"record-consensus ipv4 {AT_MEETING} --as 'Made-up Chair'",
    )
    assert "objection made by Canada and Mexico" in " ".join(teller.does("report 1 --language en").split())
    assert "objection" not in teller.does("notice ipv4 --language en"), (
        "an objection of members, or its end, is not told"
    )


def test_one_line_ends_a_joint_objection_for_all_who_hold_it(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    teller.does(f"{OBJECTS} --holder Canada --holder Mexico")
    why = teller.does("why ipv4 'record consensus'")
    assert (why.count("lift-objection"), "--holder 2020/ipv4#3" in why) == (1, True)


def test_a_report_tells_how_an_objection_ended_that_ended_at_no_meeting_that_was_named(with_topics: WithTopics) -> None:
    teller = with_topics("ipv4")
    teller.does(
        f"{OBJECTS} --meeting 1 --holder Canada --holder Mexico --holder Japan",
        f"lift-objection ipv4 --holder Japan --how withdrawn {AT_MEETING} {DESK}",
        f"lift-objection ipv4 --holder Canada --holder Mexico --how resolved --on 2020-03-03 {DESK}",
        f"record-consensus ipv4 {AT_MEETING} --as 'Made-up Chair'",
    )
    told = " ".join(teller.does("report 1 --language en").split())
    assert "The objection made by Canada and Mexico to “Made-up ipv4” was resolved on 3 March 2020." in told, told
    assert told.count("made by Japan") == 1, "what ended at the meeting has its own paragraph"
    told = " ".join(teller.does("report 1 --language fr").split())
    assert "Canada et Mexique" in told.partition("retenir")[2], told


def test_the_history_tells_for_whom_of_a_joint_objection_it_ended_and_for_whom_it_stands(
    with_topics: Callable[..., Teller],
) -> None:
    teller, desk = with_topics("ipv4"), "--as 'Made-up Desk' --meeting 1"
    four = " ".join(f"--holder {name}" for name in ("Isle", "Cape", "Bay", "Reef"))
    teller.does(f"take-position ipv4 {four} --stance object --text en=No. --on 2020-03-02 {desk}")
    assert "stands for" not in teller.does("history ipv4 --format csv")
    teller.does(
        f"lift-objection ipv4 --objection 2020/ipv4#3 --holder Cape --how withdrawn --on 2020-03-02 {desk}",
        f"lift-objection ipv4 --objection 2020/ipv4#3 --holder Isle --how not-maintained --on 2020-03-03 {desk}",
        f"take-position ipv4 --holder Isle --stance reserve --text en=Hm. --on 2020-03-03 {desk}",
    )
    for read in ("history ipv4 --format csv", "show ipv4#3"):
        told = " ".join(teller.does(read).split())
        assert "withdrawn by 2020/ipv4#4 (Cape)" in told
        assert "not maintained by 2020/ipv4#5 (Isle)" in told
        assert "replaced by 2020/ipv4#6 (Isle)" in told
        assert "stands for Bay, Reef" in told
    teller.does(f"lift-objection ipv4 --objection 2020/ipv4#3 --how resolved --on 2020-03-03 {desk}")
    told = teller.does("history ipv4 --format csv")
    assert "resolved by 2020/ipv4#7 (Bay, Reef)" in told
    assert "stands for" not in told
    teller.does(f"take-position ipv4 {four} --unattributed --stance object --text en=No. --on 2020-03-03 {desk}")
    assert "stands for" not in teller.does("history ipv4 --format csv")  # who is not to be named
