"""What waits for an officer, page by page, and what comes first."""

from __future__ import annotations

from .conftest import AT_MEETING, Shell


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
