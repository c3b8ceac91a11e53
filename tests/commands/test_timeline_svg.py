"""A plan, drawn."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from .conftest import DESK, Shell


@pytest.mark.parametrize("day", ["2017-04-01", "2017-04-20", "2018-03-01"])
def test_the_drawing_is_well_formed_and_names_its_zone_and_every_line(round_of_2017: Shell, day: str) -> None:
    round_of_2017.does(f"plan 2017 --on {day} --to plan.svg")
    drawn = ET.parse("plan.svg").getroot()  # noqa: S314  # a drawing that the program just made
    said = " ".join(drawn.itertext())
    assert "Geneva (Europe/Zurich)" in said
    assert "The note is drafted" in said
    assert f"looked at {day}" in said


def test_a_plan_that_spans_years_is_ticked_by_quarters(group: Shell) -> None:
    group.does(
        f"convene 4 --opens 2024-03-01 --closes 2024-03-02 --place en=Quay --on 2020-02-03 {DESK}",
        "plan 2020 --on 2024-02-01 --to plan.svg",
        "plan 2020 --on 2020-02-04 --if session=2024-05-01 --to plan.svg",
    )
    assert ">2020-02<" not in Path("plan.svg").read_text("utf-8")
    assert ">2021-04<" in Path("plan.svg").read_text("utf-8")
