"""The list of topics: where each stands, and what is open about it."""

from __future__ import annotations

import json

from .conftest import DESK, Shell


def test_a_list_says_where_topics_stand_and_what_is_open_about_them(debated: Shell) -> None:
    debated.does(f"record-consensus lamps --meeting 1 --on 2020-03-02 --entered-for 'Made-up Chair' {DESK}")
    assert debated("list").out.splitlines() == [
        "TOPIC       STATE    SINCE       TITLE          REMARKS",
        "2020/horns  debated  2020-03-02  Made-up horns  provisional",
        "2020/lamps  agreed   2020-03-02  Made-up lamps  provisional, waits to be endorsed",
    ]
    assert [row["reference"] for row in debated("list 2020 --state debated --format json").data] == ["2020/horns"]


def test_titles_are_shown_in_the_language_asked_for(round_of_2017: Shell) -> None:
    assert "Considérations relatives" in round_of_2017("list --language fr").out
    assert "Public policy considerations" in round_of_2017("list --language xx").out


def test_an_empty_list_says_how_a_topic_comes_in(group: Shell) -> None:
    assert group("list") == (0, "", "No topic stands there. “escalade propose ROUND/TOPIC” puts one forward.\n")


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
