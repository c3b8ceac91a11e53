from __future__ import annotations

from typing import Any

import msgspec
import pytest

from escalade.workflow.procedure import ROWS, table
from escalade.workflow.values.step import Step
from tests.workflow.rules.soundness import TableError, check_table

STEPS = tuple(step for row in ROWS for step in row)


def test_the_table_holds_together() -> None:
    check_table()


def changed(act: str, /, **fields: Any) -> tuple[Step, ...]:
    """The table with the rows of an act changed."""
    return tuple(msgspec.structs.replace(step, **fields) if step.act == act else step for step in STEPS)


def without(*acts: str) -> tuple[Step, ...]:
    """The table without the rows of some acts."""
    return tuple(step for step in STEPS if step.act not in acts)


TWICE = (*STEPS, table()["topic", "referred", "approve"])
WITHOUT_A_WAY_ON = tuple(
    msgspec.structs.replace(step, origin="approved") if step.to in {"closed", "cancelled"} else step for step in STEPS
)


@pytest.mark.parametrize(
    ("steps", "row", "problem"),
    [
        (TWICE, "“approve” of a topic that is referred", "stands in the table 2 times"),
        (
            changed("open debate", origin="whispered"),
            "“open debate” of a topic that is whispered",
            "starts from “whispered”, which is no state of a topic",
        ),
        (
            changed("escalate", to="lifted"),
            "“escalate” of a topic that is unresolved",
            "leads to “lifted”, which is no state of a topic",
        ),
        (changed("launch", offices=()), "“launch” of a topic that is agreed", "has no office"),
        (
            changed("launch", offices=("herald",)),
            "“launch” of a topic that is agreed",
            "has an office “herald”, which there is not",
        ),
        (
            changed("launch", basis="habit"),
            "“launch” of a topic that is agreed",
            "rests on “habit”, which is no legal basis",
        ),
        (changed("launch", act="lunch"), "“lunch” of a topic that is agreed", "has no motion"),
        (
            changed("launch", rules=("it_is_friday",)),
            "“launch” of a topic that is agreed",
            "names a rule “it_is_friday”, which there is not",
        ),
        (
            changed("launch", rules=("given:weather",)),
            "“launch” of a topic that is agreed",
            "asks for “weather”, which its motion has not",
        ),
        (without("take note"), "“take note”", "has a motion and no row"),
        (changed("lapse", to="declined"), "“lapsed” of a topic", "cannot be reached"),
        (WITHOUT_A_WAY_ON, "“launched” of a topic", "leads to no end"),
    ],
)
def test_each_defect_of_a_table_is_found(steps: tuple[Step, ...], row: str, problem: str) -> None:
    with pytest.raises(TableError) as found:
        check_table([steps])
    assert (found.value.row, found.value.problem) == (row, problem)
    assert str(found.value) == f"The table is at fault: {row} {problem}."
