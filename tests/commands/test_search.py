"""What is read of a register: lists, consultations, what waits, what is found, and for whom."""

from __future__ import annotations

import json

import pytest

from .conftest import AT_MEETING, DESK, TOPIC, Shell


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


def test_a_session_without_decisions_says_so(debated: Shell) -> None:
    assert debated("decisions --session 'Assembly 2020'").err == "No decision of Assembly 2020 is on record.\n"


def test_a_search_finds_references_officers_and_items_of_agendas(round_of_2017: Shell) -> None:
    def found(words: str) -> list[tuple[str, str]]:
        return [(row["record"], row["found in"]) for row in round_of_2017(f"search {words} --format json").data]

    assert found("2017/ott") == [("2017/ott#1", "reference")]
    assert found("ott 2017") == found("2017/ott")
    assert found("meeting/9") == [("meeting/9#1", "reference")]
    assert ("session/Council 2017#1", "reference") in found("'council 2017'")
    assert found("'PL 1.3'") == [("2017/gender#4", "agenda item"), ("2017/ott#4", "agenda item")]
    assert ("2017/ott#4", "document") in found("C17/51")
    assert [one for one in found("al-mazyed") if one[0].startswith("2017/ott")] == [
        ("2017/ott#2", "officer"), ("2017/ott#3", "officer"),
    ]  # fmt: skip


def test_a_search_without_words_is_told_so(round_of_2017: Shell) -> None:
    assert "is to be told which words to find" in round_of_2017.refuses("search ' '", 2).err


def test_a_list_is_read_page_by_page(shell: Shell) -> None:
    shell.makes_up(30)
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


ACCESS = "Creating an enabling environment for access to the Internet"
HELD = (
    "record-hearing ott --held 2017-09-18 --presided-by not-at-hand --summary not-at-hand --on 2017-09-18",
    "record-responses ott --count 83 --where not-at-hand --on 2017-09-19",
    "close ott --on 2017-09-20",
)


def lines(shell: Shell, line: str) -> list[str]:
    """The rows that a command prints, their columns one blank apart."""
    return [" ".join(row.split()) for row in shell.does(line).splitlines()[1:]]


@pytest.fixture
def held(round_of_2017: Shell) -> Shell:
    """The real round, one consultation held to its end; the count is made up."""
    desk = round_of_2017("show ott#8 --format json").data["officer"]
    for line in HELD:
        round_of_2017.does(f"{line} --as '{desk}'")
    return round_of_2017


def test_past_consultations_are_listed_the_latest_first(held: Shell) -> None:
    assert lines(held, "consultations --past") == [
        "2017/gender launched 2017-10 2017-12-23 planned 2018-01-22 Bridging the digital gender divide over",
        "2017/ott closed 2017-05-26 2017-08-20 held 2017-09-18 83 Public policy considerations for OTTs over",
        "body#3 2016-10 2017-01 held 2017-02-03 Developmental aspects of the Internet over, of no topic here",
        f"body#2 2016-02 2016-09 held 2016-10-11 {ACCESS} over, of no topic here",
    ]
    french = held.does("consultations --past --language fr")
    assert "Réduire la fracture numérique" in french


def test_what_is_open_on_a_day_comes_first(held: Shell) -> None:
    first, *past = lines(held, "consultations --as-of 2017-06-01")
    assert first == (
        "2017/ott launched 2017-05-26 2017-08-20 planned 2017-09-18 Public policy considerations for OTTs provisional"
    )
    assert past == lines(held, "consultations --past --as-of 2017-06-01")
    assert [row.split()[0] for row in past] == ["body#3", "body#2"]


def test_one_without_a_topic_is_over_once_its_days_have_passed(round_of_2017: Shell) -> None:
    desk = round_of_2017("show ott#8 --format json").data["officer"]
    days = "--online-from 2017-09-01 --online-to 2099-12-01 --physical 2099-12-02"
    told = "--title en=Buoys --responses not-at-hand --summary not-at-hand --on 2017-10-02"
    round_of_2017.does(f"record-consultation {days} {told} --as '{desk}'")
    newest = lines(round_of_2017, "consultations")[-3]
    assert newest == "body#10 2017-09-01 2099-12-01 planned 2099-12-02 Buoys of no topic here"


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


def test_the_inbox_is_read_page_by_page_and_says_that_there_is_more(shell: Shell) -> None:
    shell.makes_up(40)
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
    shell.makes_up(300)
    rows = len(shell("inbox --all --format json").data)
    assert rows > 100
    table = shell("inbox --all")
    assert len(table.out.splitlines()) == 101
    assert "This is not all" in table.err
    for form in ("csv", "markdown"):
        called = shell(f"inbox --all --format {form}")
        assert (len(called.out.splitlines()), called.err) == (rows + (1 if form == "csv" else 2), "")


def test_a_page_of_the_inbox_after_the_last_says_that_nothing_more_waits(shell: Shell) -> None:
    shell.makes_up(5)
    assert shell("inbox --after undated:9999-12-31:1:z").err == "Nothing more waits for anyone.\n"
    assert "“tomorrow” is no place in the inbox." in shell.refuses("inbox --after tomorrow", 2).err


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
