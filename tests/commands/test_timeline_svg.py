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


def test_what_was_done_is_told_by_its_own_day_as_far_as_it_is_known(round_of_2017: Shell) -> None:
    round_of_2017.does("plan 2017 --on 2018-02-01 --to plan.svg")
    said = Path("plan.svg").read_text("utf-8")
    for told in ("2017-03-31 done", "2017-05-24 done", "2017-10 done", "2018-01-22 late", "≤ 2017-02-06 done"):
        assert f">{told}<" in said
    assert "2017-10-01" not in said
    assert said.count('height="4"') == 1
    assert (">○ due<" in said, ">◆ done<" in said) == (True, True)


def test_a_plan_that_spans_years_is_ticked_by_half_years(group: Shell) -> None:
    group.does(
        f"convene 4 --opens 2024-03-01 --closes 2024-03-02 --place en=Quay --on 2020-02-03 {DESK}",
        "plan 2020 --on 2024-02-01 --to plan.svg",
        "plan 2020 --on 2020-02-04 --if session=2024-05-01 --to plan.svg",
    )
    assert ">2020-02<" not in Path("plan.svg").read_text("utf-8")
    assert ">2021-04<" not in Path("plan.svg").read_text("utf-8")
    assert ">2021-07<" in Path("plan.svg").read_text("utf-8")


def test_a_plan_of_long_ago_keeps_its_own_scale(round_of_2017: Shell) -> None:
    round_of_2017.does("plan 2017 --on 2026-01-01 --to plan.svg")
    said = Path("plan.svg").read_text("utf-8")
    assert "looked at 2026-01-01" in said
    assert ">2017-07<" in said
    assert ">2019-01<" not in said
