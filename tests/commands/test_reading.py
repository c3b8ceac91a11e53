"""What the reading commands show, in every form."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
from itertools import product
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from .conftest import ASSEMBLY, AT_MEETING, AT_SITTING, CHAIR, DESK, TOPIC, Shell

FORMS = ("table", "json", "csv", "markdown")
READING = (
    "list",
    "show 2017/ott",
    "show body",
    "show 2017",
    "show meeting/9",
    "show 'session/Council 2017'",
    "show ott#7",
    "show 2017#5",
    "history ott",
    "history body",
    "why ott",
    "why gender close",
    "inbox",
    "search fracture",
    "consultations",
    "consultations --past",
    "decisions --session 'Council 2017'",
    "procedure",
    "procedure ott",
    "procedure --of topic --rules",
    "diff ott",
    "verify",
    "doctor",
    "use",
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("line", READING)
def test_every_reading_has_every_form_and_changes_nothing(round_of_2017: Shell, line: str, form: str) -> None:
    before = round_of_2017.everything()
    called = round_of_2017(f"{line} --format {form}")
    assert called.code == 0, called
    assert round_of_2017.everything() == before
    if form == "json":
        compact = json.dumps(called.data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert f"{compact}\n" == called.out
    if form == "csv" and not line.startswith("why gender"):
        assert len({len(row) for row in csv.reader(io.StringIO(called.out))}) <= 1


def test_a_list_says_where_topics_stand_and_what_is_open_about_them(debated: Shell) -> None:
    debated.does(f"record-consensus lamps --meeting 1 --on 2020-03-02 --entered-for 'Made-up Chair' {DESK}")
    assert debated("list").out.splitlines() == [
        "TOPIC       STATE    SINCE       TITLE          REMARKS",
        "2020/horns  debated  2020-03-02  Made-up horns  provisional",
        "2020/lamps  agreed   2020-03-02  Made-up lamps  provisional, waits to be endorsed",
    ]
    assert [row["reference"] for row in debated("list 2020 --state debated --format json").data] == ["2020/horns"]


def test_what_is_not_for_everybody_is_marked(debated: Shell) -> None:
    debated.does(
        f"propose 2020/reef {TOPIC.format('reef')} --audience office",
        f"take-position lamps --holder Isle --stance reserve --source statement --on 2020-03-02 {DESK}",
    )
    assert debated("list").out.splitlines()[-1].endswith("Made-up reef   office only")
    assert "Isle: reserve (2020/lamps#3, members only)" in debated("show lamps").out
    assert [row.rpartition(",")[2] for row in debated("history lamps --format csv").out.splitlines()][-1:] == [
        "members only"
    ]
    assert "members only" not in debated("history 2020 --format csv").out


def test_how_an_objection_for_members_ended_is_marked_and_not_found_by_the_public(debated: Shell) -> None:
    debated.does(
        f"take-position lamps --holder Isle --stance object --text en=No --source statement --on 2020-03-02 {DESK}",
        f"lift-objection lamps --holder Isle --how withdrawn --on 2020-03-02 {DESK}",
    )
    row = debated("history lamps --format csv").out.splitlines()[-1]
    assert ("lift objection" in row, row.rpartition(",")[2]) == (True, "members only")
    reference = row.partition(",")[0]
    assert ["readers", "members"] in [line.split() for line in debated(f"show {reference}").out.splitlines()]
    assert reference in debated("search Isle").out
    assert reference not in debated("search Isle --public").out


def test_a_paper_is_drawn_for_those_who_are_named(debated: Shell) -> None:
    debated.does(
        f"propose 2020/reef {TOPIC.format('reef')} --audience members",
        "issue 2020 --kind state --symbol MA20/9 --language en --form md --to . --audience public --on 2020-03-02 "
        + DESK,
    )
    assert ["Made-up reef" in debated(f"state 2020{more}").out for more in ("", " --audience public")] == [True, False]
    assert "Made-up reef" not in (debated.folder / "MA20-9.en.md").read_text()
    issue = f"issue 2020 --kind state --symbol MA20/10 --language en --form md --on 2020-03-02 --dry-run {DESK}"
    assert "It is for members only: the public may not read 2020/reef#1." in debated(issue).err
    assert "It is for the public." in debated(f"{issue} --audience public").err


def test_titles_are_shown_in_the_language_asked_for(round_of_2017: Shell) -> None:
    assert "Considérations relatives" in round_of_2017("list --language fr").out
    assert "Public policy considerations" in round_of_2017("list --language xx").out


def test_an_empty_list_says_how_a_topic_comes_in(group: Shell) -> None:
    assert group("list") == (0, "", "No topic stands there. “escalade propose ROUND/TOPIC” puts one forward.\n")


def test_a_history_tells_what_later_records_say(debated: Shell) -> None:
    debated.does(
        f"record-consensus lamps {AT_MEETING}",
        f"annul lamps#3 --why en=Slip --on 2020-03-03 {CHAIR}",
        f"correct lamps#2 --why en=Slip --paragraph 2 --on 2020-03-03 {CHAIR}",
    )
    lines = debated("history lamps").out.splitlines()
    assert "corrected by 2020/lamps#5; provisional" in lines[2]
    assert "annulled by 2020/lamps#4" in lines[3]
    assert "provisional" not in lines[3]


def test_what_is_shown_of_a_topic_names_the_records_it_rests_on(debated: Shell) -> None:
    debated.does(
        f"take-position lamps --holder Isle --stance object --text en=No. --source X --on 2020-03-02 {DESK}",
        f"record-statement lamps --holder Land --text en=Yes. --meeting 1 --on 2020-03-02 {DESK}",
        f"revise lamps --title en=L --title de=L --question en=Q --source X --on 2020-03-02 {DESK}",
    )
    out = debated("show lamps").out
    for line in (
        "objections standing  Isle (2020/lamps#3)",
        "statements           Land: statement (2020/lamps#4)",
        "title                de: L",
        "sponsors             Made-up Land",
    ):
        assert line in out


def test_what_waits_to_be_endorsed_is_shown(debated: Shell) -> None:
    debated.does(f"record-consensus lamps --meeting 1 --on 2020-03-02 --entered-for 'Made-up Chair' {DESK}")
    assert "2020/lamps#3 (record consensus) waits for Made-up Chair" in debated("show lamps").out
    waiting = debated("inbox --as 'Made-up Chair' --format json").data
    assert [entry["commands"] for entry in waiting if entry["record"]] == [
        ['escalade endorse 2020/lamps#3 --as "Made-up Chair" --on DAY']
    ]
    assert "2020/lamps#3" in debated("inbox --as nobody --all").out


def test_why_says_what_is_in_the_way_and_what_to_type(debated: Shell) -> None:
    assert debated("why lamps launch").out.splitlines() == [
        (
            "2020/lamps is debated, and “launch” does not start from there. "
            "The way: record consensus (chair), launch (secretariat)."
        ),
        "To type:",
        '  escalade record-consensus 2020/lamps --as "Made-up Chair" --meeting N --on DAY',
        '  escalade launch 2020/lamps --as "Made-up Desk" --opens DATE --closes DATE --on DAY',
    ]
    assert "no way through the procedure leads from there to “propose”" in debated("why lamps propose").out
    assert debated("why 2020/fog propose").out.startswith(
        "2020/fog does not exist yet, and “propose” starts from there."
    )
    assert debated("why lamps record-consensus").out.startswith("2020/lamps is debated, and “record consensus” starts")


def test_why_leads_to_an_act_of_what_is_not_on_record_yet(debated: Shell) -> None:
    lines = debated("why 2020/fog launch").out.splitlines()
    assert lines[0].startswith("2020/fog does not exist yet, and “launch” does not start from there. The way: propose")
    assert [line.split()[1] for line in lines[2:]] == [
        "propose", "convene", "open-debate", "record-consensus", "launch",
    ]  # fmt: skip
    called = debated("why 2020/lampes launch")
    assert (called.code, "Did you mean 2020/lamps" in called.err) == (2, True)
    assert "“escalade why 2020/TOPIC propose” says what to type." in debated("why 2020 propose").out
    assert "“escalade why ROUND open-round” says what to type." in debated("why body open-round").out
    assert "The procedure has no “issue” for a topic." not in debated("why lamps issue").out


def test_the_way_of_the_secretariat_waits_for_the_chair(debated: Shell) -> None:
    lines = debated("why lamps launch --as 'Made-up Desk'").out.splitlines()[2:]
    assert [line.split()[1] for line in lines] == ["record-consensus", "endorse", "launch"]
    assert lines[1].strip() == 'escalade endorse RECORD --as "Made-up Chair" --on DAY'


def test_a_refused_line_names_who_holds_the_office(debated: Shell) -> None:
    said = debated("open-round 2021 --on 2020-03-02").err
    assert '  escalade open-round 2021 --on 2020-03-02 --as "Made-up Desk"' in said
    said = debated("open-round 2021 --on 2020-03-02 --as 'Made-up Chair'").err
    assert "Ask Made-up Desk." in said
    assert "To type" not in said


def test_why_alone_shows_every_step_from_here(debated: Shell) -> None:
    called = debated("why lamps --format json")
    steps = {step["act"]: step for step in called.data["steps"]}
    assert steps["record no consensus"]["open"]
    assert steps["record no consensus"]["command"] == (
        'escalade record-no-consensus 2020/lamps --as "Made-up Chair" --meeting N --tried en="…" --on DAY'
    )
    shown = debated("why lamps")
    assert "to give: meeting, tried" in shown.out
    assert "“escalade why 2020/lamps ACT” says what to type" in shown.err


def test_an_end_has_nothing_that_follows_but_statements(debated: Shell) -> None:
    debated.does(f"set-aside lamps --words en=No. {AT_MEETING}")
    assert [step["act"] for step in debated("why lamps --format json").data["steps"]] == ["record statement"]


def test_words_are_found_without_regard_to_accents_and_case(round_of_2017: Shell) -> None:
    found = {row["record"] for row in round_of_2017("search REDUIRE fracture --format json").data}
    assert found == {"2017/gender#1"}
    assert round_of_2017("search zebra") == (0, "", "Nothing on record has these words.\n")
    assert "C17/88" in round_of_2017("search c17/88").out


def test_a_search_of_public_records_leaves_the_others_out(debated: Shell) -> None:
    debated.does(
        f"take-position lamps --holder Isle --stance support --text en='Zebra.' --source X --on 2020-03-02 {DESK}"
    )
    assert "2020/lamps#3" in debated("search zebra").out
    assert debated("search zebra --public").out == ""


def test_the_decisions_of_a_session_are_listed_in_order(round_of_2017: Shell) -> None:
    rows = list(csv.DictReader(io.StringIO(round_of_2017("decisions --session 'Council 2017' --format csv").out)))
    assert [(row["record"], row["decision"], row["day"], row["evidence"]) for row in rows] == [
        ("2017/gender#6", "defer", "2017-05-19", "C17/122"),
        ("2017/ott#6", "defer", "2017-05-19", "C17/122"),
        ("2017/ott#7", "approve: approved", "2017-05-24", "C17/130(Rev.1); recorded on C17/DL/7, provisional"),
        ("2017/gender#7", "approve: approved", "2017-05-24", "C17/130(Rev.1); recorded on C17/DL/7, provisional"),
    ]


def test_a_session_without_decisions_says_so(debated: Shell) -> None:
    assert debated("decisions --session 'Assembly 2020'").err == "No decision of Assembly 2020 is on record.\n"


def test_a_difference_shows_words_that_went_and_came(round_of_2017: Shell) -> None:
    out = round_of_2017("diff ott --between referred,decided --language en").out
    assert "[- in general, and with personal authentication in particular" in out
    assert "(fr)" not in out
    assert "The two texts say the same." in round_of_2017("diff gender --between referred,launched").out


def test_the_changes_of_a_text_are_data_too(round_of_2017: Shell) -> None:
    data = round_of_2017("diff ott --format json").data
    assert (data["from"], data["to"]) == ("2017/ott#1", "2017/ott#7")
    assert {(change["part"], change["language"]) for change in data["changes"]} == {
        ("numbering", "all"),
        *product(("question 2", "question 4", "standing"), ("ar", "en", "es", "fr", "ru", "zh")),
    }


def test_checks_of_a_sound_register_end_well(round_of_2017: Shell) -> None:
    verified = round_of_2017("verify")
    assert verified.out.startswith("37 records checked, nothing is wrong.\nroot ")
    assert "subjects were derived anew" in round_of_2017("rebuild").out
    assert "nothing was changed" in round_of_2017("upgrade").out
    for line in ("rebuild", "upgrade", "backup copy.db"):
        assert round_of_2017(f"{line} --format json").code == 0


def test_a_check_that_finds_something_ends_with_four(round_of_2017: Shell) -> None:
    with sqlite3.connect(round_of_2017.register) as connection:
        connection.execute("UPDATE subject SET state = 'closed' WHERE reference = '2017/ott'")
    connection.close()
    verified = round_of_2017("verify")
    assert (verified.code, "one thing is wrong:" in verified.out) == (4, True)
    assert round_of_2017("verify --format json").data["findings"] != []
    assert round_of_2017("doctor").code == 4
    round_of_2017.does("rebuild", "verify", "doctor")


def test_a_backup_is_never_written_over_a_file(round_of_2017: Shell) -> None:
    assert "was copied to copy.db" in round_of_2017("backup copy.db").out
    assert "There is a file at copy.db already" in round_of_2017.refuses("backup copy.db", 2).err
    assert round_of_2017("list --register copy.db").out == round_of_2017("list").out


def test_what_was_recorded_on_a_provisional_document_still_says_so(round_of_2017: Shell) -> None:
    proof = "C17/130(Rev.1); recorded on C17/DL/7, provisional"
    for line in ("show ott", "show ott#7", "history ott", "decisions --session 'Council 2017'"):
        assert proof in round_of_2017(line).out
    record = round_of_2017("show ott#7 --format json").data
    assert record["evidence"]["document"] == "C17/130(Rev.1)"
    assert record["evidence_as_recorded"] == {
        "document": "C17/DL/7",
        "provisional": True,
        "session": "Council 2017",
        "sitting": 8,
    }


def test_what_was_recorded_before_there_was_a_document_says_so(referred: Shell) -> None:
    referred.does(f"approve lamps --words en=Yes {AT_SITTING}")
    assert "Assembly 2020, sitting 1  provisional" in referred("history lamps").out
    referred.does(f"confirm lamps#5 --document MA20/9 --paragraph 4 --on 2020-07-01 {ASSEMBLY}")
    assert "Assembly 2020, sitting 1, MA20/9, § 4; recorded before there was a document" in referred("show lamps#5").out
    assert "  MA20/9, § 4; recorded before" in referred("decisions --session 'Assembly 2020'").out


def test_the_questions_of_a_record_have_their_numbers_or_bullets(round_of_2017: Shell) -> None:
    amended = round_of_2017("show ott#7").out
    assert "2017/ott, 1. en: What are the prospects" in amended
    assert "2017/ott, 5. fr: Comment les acteurs" in amended
    proposed = round_of_2017("show ott#1 --language fr").out
    assert proposed.count("• fr: ") == 5
    assert "en: What" not in proposed
    assert "officers - name: Majed M. Al-Mazyed; office: chair" in " ".join(round_of_2017("show body#1").out.split())


def test_a_search_finds_words_and_symbols_but_no_references(round_of_2017: Shell) -> None:
    assert round_of_2017("search 2017/ott").out == ""
    assert round_of_2017("search official").out == ""
    found = round_of_2017("search c17/88 --format json").data
    assert {(row["record"], row["found in"]) for row in found} == {
        ("2017#2", "symbol"),
        ("2017/ott#5", "source"),
        ("2017/ott#5", "document"),
        *(("2017/ott#5", f"text ({language})") for language in ("ar", "en", "es", "fr", "ru", "zh")),
    }
    found = round_of_2017("search India --format json").data
    assert [row["found in"] for row in found] == [
        *("names, India (en)", "names, India (es)", "by state 1", "holder"),
        *("text (en)", "text (es)"),
    ]


def test_a_search_shows_every_word_where_it_stands(round_of_2017: Shell) -> None:
    row = round_of_2017("search regulatory unauthenticated --format json").data[0]
    assert row["found in"] == "question 4 (en)"
    assert "regulatory approaches" in row["text"]
    assert "unauthenticated use" in row["text"]


def test_a_correction_is_found_by_what_it_says(debated: Shell) -> None:
    debated.does(f"correct lamps#1 --why en=Typo --set version.title.en=Zebra --on 2020-03-03 {DESK}")
    assert [row["found in"] for row in debated("search zebra --format json").data] == ["fields, title, en"]


def test_a_search_without_words_is_told_so(round_of_2017: Shell) -> None:
    assert "is to be told which words to find" in round_of_2017.refuses("search ' '", 2).err


def test_an_officer_whom_nobody_knows_is_said(round_of_2017: Shell) -> None:
    called = round_of_2017("list --as Secretary")
    assert (called.code, called.out) == (0, round_of_2017("list").out)
    assert (
        called.err
        == "Warning: No officer on record is called “Secretary”. Did you mean Secretariat or Council secretariat?\n"
    )
    assert "“escalade show body” names them." in round_of_2017.refuses("inbox --as Nobody", 2).err
    ambiguous = round_of_2017.refuses("inbox --as sec", 2).err
    assert ambiguous == "“sec” may mean Secretariat or Council secretariat; write the name in full.\n"
    assert round_of_2017("inbox --as mazyed").err.startswith("Nothing waits for Majed M. Al-Mazyed.\n")


def test_a_list_is_read_page_by_page(shell: Shell) -> None:
    shell.does("load --generate 30")
    whole = [row["reference"] for row in json.loads(shell.does("list --format json"))]
    pages: list[list[str]] = [[]]
    while not pages[1:] or len(pages[-1]) == 12:
        after = f"--after {pages[-1][-1]}" if pages[-1] else ""
        called = shell(f"list {after} --limit 12 --format json")
        pages.append([row["reference"] for row in called.data])
        full = len(pages[-1]) == 12
        assert (f"--after {pages[-1][-1]} --limit 12" in called.err) is full
    assert [len(page) for page in pages] == [0, 12, 12, 6]
    assert [name for page in pages for name in page] == whole
    assert shell(f"list --after {whole[-1]}") == (0, "", "")


def test_the_inbox_is_read_page_by_page_and_says_that_there_is_more(shell: Shell) -> None:
    shell.does("load --generate 40")
    whole = shell("inbox --all --format json")
    assert whole.err == ""
    pages, after = list[list[dict[str, object]]](), ""
    while True:
        called = shell(f"inbox --all {after} --limit 7 --format json")
        pages.append(called.data)
        if "This is not all, at least one more waits." not in called.err:
            break
        after = called.err.split("after this one: ")[1].split(" --limit")[0].replace("\n", " ")
    assert [entry for page in pages for entry in page] == whole.data
    assert {len(page) for page in pages[:-1]} == {7}


def test_a_table_of_the_inbox_shows_a_page_and_other_forms_everything(shell: Shell) -> None:
    shell.does("load --generate 300")
    rows = len(shell("inbox --all --format json").data)
    assert rows > 100
    table = shell("inbox --all")
    assert len(table.out.splitlines()) == 101
    assert "This is not all" in table.err
    for form in ("csv", "markdown"):
        called = shell(f"inbox --all --format {form}")
        assert (len(called.out.splitlines()), called.err) == (rows + (1 if form == "csv" else 2), "")


def test_a_page_of_the_inbox_after_the_last_says_that_nothing_more_waits(shell: Shell) -> None:
    shell.does("load --generate 5")
    assert shell("inbox --after undated:9999-12-31:1:z").err == "Nothing more waits for anyone.\n"
    assert "“tomorrow” is no place in the inbox." in shell.refuses("inbox --after tomorrow", 2).err


def test_a_vote_is_told_in_words_and_a_field_is_corrected_by_its_option(referred: Shell) -> None:
    at = "--session 'Assembly 2020' --sitting 1 --on 2020-06-02 --as 'Made-up Assembly Desk'"
    referred.does(f"approve lamps --how vote --votes 30,4,2 --words not-at-hand {at}")
    newest = referred("show lamps --format json").data["newest"]
    said = referred(f"show {newest}").out
    assert "30 for, 4 against, 2 abstaining" in said
    assert "_" not in said
    desk = "--why en='A slip.' --as 'Made-up Assembly Desk'"
    called = referred.refuses(f"correct {newest} --set colour=red {desk}", 2)
    assert "Its fields are: on, words, how, votes, conditions, announced, sequence, amended, open-by" in called.err
    referred.does(f"correct {newest} --set open-by=2021-01-31 {desk}")
    assert "open by   2021-01-31" in referred(f"show {newest}").out or "2021-01-31" in referred("history lamps").out


@pytest.mark.parametrize("name", ["messages", "procedure"])
def test_no_sentence_holds_the_raw_name_of_a_field_or_a_class(name: str) -> None:
    kept = Path(__file__).parents[2] / "web" / "locale" / "en" / "LC_MESSAGES" / f"{name}.po"
    with kept.open("rb") as file:
        said = [str(one.id) for one in read_po(file) if one.id]
    plain = [re.sub(r"\{\w+\}|%\(\w+\)s", "", one) for one in said]
    assert [one for one in plain if re.search(r"[a-z]_[a-z]|\bgathering\b", one) and "as_of" not in one] == []


def test_why_finds_a_session_by_its_name_and_leads_to_topics(debated: Shell) -> None:
    assert debated("why 'Assembly 2020'").out.startswith("session/Assembly 2020 is convened.")
    assert '“escalade why "session/Assembly 2020" ACT”' in debated("why 'Assembly 2020'").err
    assert "--place" in debated("why 'session/Assembly 2020' convene").out
    called = debated("why 'Assembly 2099'")
    assert (called.code, "Did you mean session/Assembly" in called.err) == (2, True)
    assert "“escalade why 2020/" in debated("why 2020").err


def test_an_empty_inbox_says_where_more_waits(debated: Shell) -> None:
    assert "“escalade inbox --all” says what waits" in debated("inbox --as 'Made-up Assembly Desk'").err


def test_what_comes_first_is_told_before_what_waits(group: Shell) -> None:
    group.does(
        "propose 2020/fog --title en=Fog --by-state 'Made-up Land' --on 2020-02-10 --as 'Made-up Desk'",
        f"open-debate fog {AT_MEETING}",
        f"record-no-consensus fog --tried en='A vote.' --refer --words not-at-hand {AT_MEETING}",
    )
    (waits,) = [one for one in group("inbox --as 'Made-up Desk' --format json").data if one["subject"] == "2020/fog"]
    assert [line.split()[1] for line in waits["commands"]] == ["revise", "escalate"]
    assert waits["sentence"].endswith("revise, then escalate.")
