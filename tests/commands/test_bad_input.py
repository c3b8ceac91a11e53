"""What bad input gets: a sentence, the right exit code, nothing changed."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from .conftest import ASSEMBLY, AT_MEETING, AT_SITTING, CHAIR, DESK, TOPIC, Shell

PROPOSE = f"propose 2020/fog --unattributed --on 2020-02-10 {DESK}"


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("history 2020/lamp", 2, "Did you mean 2020/lamps or 2020?"),
        ("list 2021", 2, "There is no topic, round or meeting “2021” in this register."),
        (f"record-consensus lapms {AT_MEETING}", 2, "Did you mean 2020/lamps?"),
        (f"merge lamps --into hrons --title en=Both {AT_MEETING}", 2, "Did you mean 2020/horns?"),
        (f"endorse lamps {CHAIR}", 2, "“lamps” names no record."),
        ("decisions --session 'Assembly 2019'", 2, "or session/Assembly 2020?"),
        (f"record-consensus lamps --meeting 1 --on 2019-03-02 {CHAIR}", 3, "Made-up Chair holds no office on that day"),
        (f"record-consensus lamps --meeting 1 --on 2020-03-09 {CHAIR}", 3, "2020-03-09 lies outside"),
        (f"record-consensus lamps --meeting 1 --on 2999-01-01 {CHAIR}", 3, "2999-01-01 lies after today"),
        (f"record-consensus lamps --meeting 1 --on yesterday {CHAIR}", 2, "“yesterday” is not a date."),
        (f"record-consensus lamps horns lamps {AT_MEETING}", 2, "The act names the same subject twice"),
        (f"open-round session {DESK}", 2, "no round may be named body, meeting or session"),
        (f"propose 2020/fog 2020/mist {TOPIC.format('fog')}", 2, "takes one REF, not 2"),
        (f"propose {TOPIC.format('fog')}", 2, "“propose” is to be told what it is about: “escalade propose REF”."),
        (f"correct --why en=x {CHAIR}", 2, "escalade correct RECORD"),
        (
            f"correct lamps#1 lamps#2 --why en=x {CHAIR}",
            2,
            "“correct” takes one RECORD, not 2: lamps#1, lamps#2. Type it once for each.",
        ),
        (
            f"correct lamps#1 --why en=x --set colour=red {DESK}",
            2,
            "2020/lamps#1 (propose) has no “colour”. Its fields are: on, version",
        ),
        (f"correct lamps#1 --why en=x --tried en=y {DESK}", 2, "2020/lamps#1 (propose) has no “tried”."),
        (f"correct lamps#1 --why en=x --set on {DESK}", 2, "--set takes FIELD=VALUE, not “on”."),
        ("export meeting/1", 2, "meeting/1 is no round, and one is to be named."),
        ("list --state flying", 2, "No topic can be “flying”. It can be proposed, debated, agreed,"),
        ("show '#1'", 2, "“#1” names no record."),
        (
            f"correct lamps#1 --why en=x --set version=3 {DESK}",
            3,
            "propose: the field “version” is not of its shape.",
        ),
        ("list --colour", 2, "No such option"),
        ("diff lamps --between referred,decided", 2, "2020/lamps has no text “referred”. It has: proposed."),
        ("diff lamps --between referred", 2, "--between referred,decided"),
        ("diff 2020", 2, "“2020” is no topic; only a topic has texts."),
        ("procedure --of planet", 2, "--of takes body"),
        (
            f"record-consensus lamps --format json --meeting x/1 --on 2020-03-02 {CHAIR}",
            2,
            "“meeting/x/1” is not a reference.",
        ),
    ],
)
def test_a_request_that_cannot_be_met_says_why(debated: Shell, line: str, code: int, sentence: str) -> None:
    assert sentence in " ".join(debated.refuses(line, code).err.split())


def test_what_is_called_so_is_found_or_all_that_may_be_meant_are_named(debated: Shell) -> None:
    assert debated("show 'Assembly 2020'").out == debated("show 'session/Assembly 2020'").out
    called = debated.refuses("record-consensus lamps --meeting 1 --on 2020-03-02 --as Made-up", 2)
    assert "“Made-up” may mean Made-up " in called.err


def test_errors_of_a_request_end_with_two(debated: Shell) -> None:
    Path("there.db").write_bytes(b"x")
    for line in (
        "note 2020 --language de",
        "verify-receipt there.db --key junk",
        "backup there.db",
        f"amend-constitution --authority en=x --holiday-calendar XX-99 --on 2020-03-02 {DESK}",
    ):
        debated.refuses(line, 2)
    assert debated.refuses("list --as-of unknown", 2).err == "“unknown” is not one day. Write it as 2017-05-24.\n"


def test_an_apostrophe_is_found_curly_or_straight(round_of_2017: Shell) -> None:
    assert round_of_2017("search l’Internet").out == round_of_2017('search "l\'Internet"').out != ""


def test_an_ambiguous_short_reference_names_all_it_may_mean(debated: Shell) -> None:
    debated.does(
        f"open-round 2021 --on 2020-02-10 {DESK}",
        f"propose 2021/lamps {TOPIC.format('lamps')}",
    )
    called = debated.refuses("show lamps", 2)
    assert called.err == "“lamps” may mean 2020/lamps or 2021/lamps; write the reference in full.\n"


HOSTILE = (
    *("{{ 7*7 }}", "{% include 'x' %}", "<script>alert(1)</script>", "**bold** [a](b) `c` | d"),
    *("=HYPERLINK(1)", "@SUM(1)", "-1+1", "+49"),
)


@pytest.mark.parametrize("title", HOSTILE)
def test_a_text_that_looks_like_something_else_stays_text(group: Shell, title: str) -> None:
    assert group(PROPOSE, "--title", f"en={title}").code == 0
    assert group("list --format json").data[0]["title"] == {"en": title}
    assert title in group("list").out
    cell = group("list --format csv").out.splitlines()[1].split(",")[3]
    assert cell.strip('"').replace('""', '"') == (f"'{title}" if title[0] in "=+-@" else title)
    drawn = group("list --format markdown").out.splitlines()[2]
    assert drawn.replace("\\", "").count("|") - 6 == title.count("|") * 1
    assert "<script>" not in drawn


def test_a_launch_that_differs_or_closes_before_it_opens_is_refused(debated: Shell) -> None:
    debated.does(f"record-consensus lamps --set-aside-others {AT_MEETING}")
    Path("text.toml").write_text('title.en = "Lit"\nquestions = [{ en = "A?" }]', encoding="utf-8")
    launch = f"launch lamps --on 2020-05-01 {DESK} --opens 2020-05-02"
    assert "lies before 2020-05-02" in debated.refuses(f"{launch} --closes 2020-05-01", 3).err
    assert "The text given differs" in debated.refuses(f"{launch} --closes 2020-06-01 --text-file text.toml", 3).err
    debated.does(
        "set-deadline hearing --stage hearing --span 30 --tolerance 7 --direction after --anchor online-end "
        f"--basis modalities --since 2020-01-01 --on 2020-02-10 {DESK}"
    )
    early = debated(f"{launch} --closes 2020-06-01 --physical 2020-05-10 --dry-run")
    assert (early.code, "the day is 2020-07-01, and 2020-05-10 lies 52 days before it" in early.err) == (0, True)


def test_whoever_escalated_does_not_log_the_decision(referred: Shell) -> None:
    referred.does(f"appoint 'Made-up Desk' --office council-secretariat --on 2020-05-04 {ASSEMBLY}")
    line = f"approve lamps --words en=Yes {AT_SITTING}".replace(ASSEMBLY, f"{DESK} --format json")
    refusal = referred.refuses(line, 3).refusal
    assert [cause["rule"] for cause in refusal["causes"]] == ["officer_did_not_escalate"]
    remedy = refusal["causes"][0]["remedy"]
    assert (remedy["kind"], remedy["note"]) == ("officer", "Another officer logs it: Made-up Assembly Desk.")
    assert "given" not in remedy


READING = (
    *("list", "show body", "history body", "why body", "inbox", "search a", "decisions --session A", "diff a"),
    *("export", "verify", "note 2020"),
)


WRITING = [PROPOSE + " --title en=Fog", "rebuild", "backup copy.db"]


@pytest.mark.parametrize("line", [*READING, *WRITING])
def test_without_a_register_the_commands_that_make_one_are_named(shell: Shell, line: str) -> None:
    called = shell.refuses(line, 1)
    assert (
        "“escalade init” begins one; “escalade load FILE” and “escalade demo” make one with what is in it."
        in called.err
    )
    assert shell.everything() == {}


def of_another_schema(path: Path) -> None:
    """Write down that another version made a register."""
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE made_with SET digest = 'another'")
    connection.close()


@pytest.mark.parametrize("line", ["list", "verify", PROPOSE + " --title en=Fog"])
def test_what_is_no_register_of_this_schema_is_said(group: Shell, line: str) -> None:
    of_another_schema(group.register)
    assert "was made by another version of escalade" in group.refuses(line, 1).err
    group.register.write_bytes(b"not a database at all" * 100)
    assert "is not a database" in group.refuses(line, 1).err
    group.register.unlink()
    sqlite3.connect(group.register).execute("CREATE TABLE a (b)").connection.close()
    assert "is a database, but not a register" in group.refuses(line, 1).err


def test_a_register_that_another_program_holds_is_said_to_be_locked(
    group: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("escalade.models.backends.sqlite.BUSY_SECONDS", 0.05)
    holder = sqlite3.connect(group.register, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    called = group(PROPOSE + " --title en=Fog")
    holder.close()
    assert (called.code, "is locked by another program" in called.err) == (1, True)


@pytest.mark.parametrize("line", ["list --register absent/x.db", "load case.toml --register absent/x.db"])
def test_a_folder_that_does_not_exist_is_said(shell: Shell, line: str) -> None:
    Path("case.toml").write_text("", encoding="utf-8")
    called = shell.refuses(line, 1)
    assert "absent" in called.err
    assert "does not exist" in called.err


def test_a_database_on_which_no_register_lies_is_said(shell: Shell) -> None:
    assert "No register lies on mysql" in shell.refuses("list --register mysql://host/name", 1).err


def test_a_language_or_a_form_that_there_is_not_is_refused(round_of_2017: Shell) -> None:
    for options in ("--language xx", "--to note.odt"):
        assert round_of_2017.refuses(f"note 2017 {options}", 2).err != ""
    assert "has no ending" in round_of_2017.refuses("note 2017 --to note", 2).err
    assert "has no ending" in round_of_2017.refuses("note 2017 --language all --to nowhere/note", 2).err


def test_an_act_of_two_offices_is_to_be_entered_apart_and_no_command_is_offered_in_vain(referred: Shell) -> None:
    referred.does(f"propose 2020/bells {TOPIC.format('Bells')}")
    referred.does(f"open-debate bells --meeting 1 --on 2020-03-02 {CHAIR}")
    refused = referred.refuses(f"defer horns bells --to-meeting 3 --meeting 2 --on 2020-05-04 {CHAIR}", 3).err
    assert "Enter it as two acts, one of each." in refused
    assert "To type:" not in refused


def test_a_document_that_is_not_at_hand_is_left_out(debated: Shell) -> None:
    before = debated.everything()
    called = debated(f"record-consensus 2020/horns {AT_MEETING} --document not-at-hand")
    assert called.code == 2
    assert "--document takes a symbol. Where the document is not at hand, leave it out" in called.err
    assert debated.everything() == before
