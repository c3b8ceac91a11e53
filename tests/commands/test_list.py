"""The list of topics: where each stands, and what is open about it."""

from __future__ import annotations

import json

from .conftest import Shell


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
