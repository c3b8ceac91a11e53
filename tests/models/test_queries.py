"""What single queries read, and in which order."""

from __future__ import annotations

from contextlib import closing

from escalade.models.backends.sqlite import in_memory
from escalade.models.store import statements


def test_who_bears_a_symbol_is_read_from_the_rounds_alone() -> None:
    with closing(in_memory()) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statements.ISSUED_UNDER}", (None,) * 2).fetchall()
    assert [row[3] for row in plan if "SEARCH" in row[3] or "SCAN" in row[3]] == [
        "SEARCH record USING INDEX sqlite_autoindex_record_1 (subject=?)",
        "SEARCH subject USING COVERING INDEX subject_of_round (kind=?)",
    ]


def test_a_list_of_topics_is_read_in_its_order() -> None:
    with closing(in_memory()) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {statements.TOPICS}", (None,) * 4).fetchall()
    assert "SEARCH topic USING INDEX sqlite_autoindex_subject_1 (reference>? AND reference<?)" in [
        row[3] for row in plan
    ]
    assert not any("TEMP B-TREE" in row[3] for row in plan)
