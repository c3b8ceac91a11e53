"""The procedure drawn: every row is there, and every line can be followed."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from escalade.services.views.diagram import arrows, draw_diagram, lay_out, states_of
from escalade.workflow.procedure import BACKWARDS, SAME, STATES, table

from .conftest import Shell

MOVES = {
    (step.origin or "new", step.act, step.to)
    for step in table().values()
    if step.of == "topic" and step.to not in {SAME, BACKWARDS}
}


def test_a_diagram_has_every_row_that_moves_a_topic() -> None:
    assert {(arrow.source, act, arrow.target) for arrow in arrows("topic") for act in arrow.acts} == MOVES


@pytest.mark.parametrize(("form", "new"), [("mermaid", "[*] --> proposed"), ("svg", ">new<")])
def test_each_form_names_every_state_and_act(form: str, new: str) -> None:
    text = draw_diagram(form, "topic", None)
    assert new in text
    named = {name for move in MOVES for name in move} - {"new"}
    assert {name for name in named if name not in text} == set()


def test_the_drawing_marks_the_present_state_of_what_is_named(round_of_2017: Shell) -> None:
    for form in ("mermaid", "svg"):
        assert "launched" in round_of_2017(f"procedure --diagram {form} ott").out
    root = ET.fromstring(round_of_2017("procedure --diagram svg ott").out)  # noqa: S314  # our own drawing
    filled = [box for box in root.iter("{http://www.w3.org/2000/svg}rect") if box.get("fill") == "#f6c244"]
    assert len(filled) == 1


@pytest.mark.parametrize("kind", STATES)
def test_every_kind_of_subject_is_drawn(kind: str) -> None:
    svg = draw_diagram("svg", kind, None)
    ET.fromstring(svg)  # noqa: S314  # our own drawing
    numbers = [float(number) for number in re.findall(r'[xy]="(-?[\d.]+)"', svg)]
    assert min(numbers) >= 0


def test_no_two_lines_run_over_each_other() -> None:
    places, lines = lay_out(states_of("topic"), arrows("topic"))
    heights = [height for line in lines for height in (line.leaves, line.arrives)]
    assert len(set(heights)) == len(heights)
    spans = [(line.lane, *sorted((line.leaves, line.arrives))) for line in lines]
    clashes = [(a, b) for a in spans for b in spans if a < b and a[0] == b[0] and a[1] <= b[2] and b[1] <= a[2]]
    assert clashes == []
    assert all(first.bottom < second.top for first, second in pairwise(places))
