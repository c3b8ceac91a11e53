"""Readings in every form: tables that fit, JSON, CSV, Markdown, and the procedure as it is drawn."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from escalade.services.views.diagram import arrows, draw_diagram, lay_out, states_of
from escalade.workflow.procedure import BACKWARDS, PROCEDURE, SAME, STATES

from .conftest import Shell, Typed

FORMS = ("table", "json", "csv", "markdown")


READING = (
    *("list", "history ott", "history body", "why ott", "why gender close", "inbox", "search fracture", "diff ott"),
    *(f"show {one}" for one in ("2017/ott", "body", "2017", "meeting/9", "'session/Council 2017'", "ott#7", "2017#5")),
    *("consultations", "consultations --past", "decisions --session 'Council 2017'"),
    *("procedure", "procedure ott", "procedure --of topic --rules", "verify", "doctor", "use"),
)
FITTING = (
    *("list", "show ott", "show body", "history ott", "history body", "why gender", "why gender close", "inbox"),
    *("procedure", "procedure --rules", "decisions --session Council_2017", "search fracture", "consultations"),
    *("plan 2017", "plan 2017 --on 2017-04-01 --if document=2017-04-20"),
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("line", READING)
def test_every_reading_has_every_form_and_changes_nothing(round_of_2017: Shell, line: str, form: str) -> None:
    before = round_of_2017.everything()
    called = round_of_2017(f"{line} --format {form}")
    assert called.code == 0, called
    assert round_of_2017.everything() == before
    if form == "json":
        compact = json.dumps(called.data, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        assert f"{compact}\n" == called.out
    if form == "csv" and not line.startswith("why gender"):
        assert len({len(row) for row in csv.reader(io.StringIO(called.out))}) <= 1


COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("line", FITTING)
def test_readings_fit_eighty_columns_and_keep_words_whole(round_of_2017: Shell, typed: Typed, line: str) -> None:
    words = [word.replace("_", " ") for word in line.split()]
    code, screen = typed(words)
    assert code == 0
    lines = COLOUR.sub("", screen).splitlines()
    assert [one for one in lines if len(one) > 80 and not one.startswith("  escalade ")] == []
    for reference in (
        re.findall(r"2017/(?:ott|gender)#\d", round_of_2017("history ott").out) if line == "history ott" else ()
    ):
        assert reference in screen


@pytest.mark.usefixtures("round_of_2017")
def test_what_would_stand_in_columns_too_narrow_to_read_is_listed(typed: Typed) -> None:
    found = typed(["search", "gender"])[1].splitlines()
    assert found[:2] == [
        "2017/gender#1  propose",
        "               by 2017-02-06 · title (en) · Bridging the digital gender divide",
    ]
    assert typed(["list"])[1].splitlines()[1].startswith("-----------  --------")


@pytest.mark.usefixtures("round_of_2017")
def test_a_plan_is_a_table_of_days_with_the_topics_below(typed: Typed) -> None:
    late = typed(["plan", "2017", "--on", "2017-04-01", "--if", "document=2017-04-20"])[1].splitlines()
    assert late[3:9] == [
        "due            what                          how it stands",
        "-------------  ----------------------------  -----------------------------------",
        "2017-02-06 to  The Group meets (meeting 9,   Held until 2017-02-07.",
        "2017-02-07     secretariat)",
        "2017-02-07     The debate is concluded       Done by 2017-02-07.",
        "               (chair)",
    ]
    assert late[9] == "2017-04-17     The note is drafted, and the  Done on 2017-04-20, late by 3 days."
    whole = typed(["plan", "2017", "--on", "2018-06-01"])[1]
    assert "\n\n2017/ott: Public policy considerations for OTTs\n" in whole
    assert "The consultation is launched  Done in 2017-10." in whole


def test_colour_is_for_terminals_that_want_it(
    round_of_2017: Shell, typed: Typed, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["diff", "ott", "--language", "en"]
    assert "\x1b[31m" in typed(words)[1]
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in typed(words)[1]
    assert "\x1b[" not in round_of_2017("diff ott").out


@pytest.mark.usefixtures("round_of_2017")
def test_json_is_indented_for_people(typed: Typed) -> None:
    assert typed(["list", "--format", "json"])[1].startswith("[\n  {\n")


def test_a_symbol_of_several_papers_is_answered_with_them_at_a_terminal(round_of_2017: Shell, typed: Typed) -> None:
    issue = "issue 2017 --kind note --symbol C17/51 --language {} --as Secretariat"
    round_of_2017.does(issue.format("fr"), issue.format("en"))
    words = ["dispatch", "C17/51", "--to", "en=Made-up readers", "--as", "Secretariat"]
    code, screen = typed(words)
    assert (code, "C17/51 may mean 2017#6 (fr, docx) or 2017#7 (en, docx)" in " ".join(screen.split())) == (2, True)
    assert typed([words[0], "C17/51-E", *words[2:]])[0] == 0


MOVES = {
    (step.origin or "new", step.act, step.to)
    for step in PROCEDURE.steps.values()
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
