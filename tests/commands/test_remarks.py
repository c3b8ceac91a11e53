"""Remarks on a record: for whom it is, and what later ones say of it."""

from __future__ import annotations

from .conftest import DESK, TOPIC, Shell


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
