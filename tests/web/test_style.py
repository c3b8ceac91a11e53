"""The style sheet: every pair of colours can be read, and nothing is said in left and right."""

from __future__ import annotations

import re
from itertools import product

import pytest

from escalade.services.views.diagram import DARK
from escalade.services.views.timeline_svg import COLOURS
from escalade.web.rendering.page import FOLDER
from tests.web.browser import DESK, does
from tests.web.conftest import Visitors

SHEET = (FOLDER / "static" / "style.css").read_text("utf-8")
TOKENS = dict(re.findall(r"--([a-z-]+): light-dark\((#[0-9a-f]{6}, #[0-9a-f]{6})\)", SHEET))
SCHEMES = ("light", "dark")
GROUNDS = ("ground", "surface", "sunk")
WORDS = ("ink", "muted", "accent", "debate", "council", "open", "ended", "late")
PAIRS = [
    *product(WORDS, GROUNDS),
    *((name, f"{name}-ground") for name in WORDS if f"{name}-ground" in TOKENS),
    ("on-accent", "accent"),
    *(("ink", f"{name}-ground") for name in WORDS if f"{name}-ground" in TOKENS),
]
FOG = {"field_version__title__dot__en": "Fog signals", "field_by_state": "Made-up Land", "on": "2020-02-10"}
LEAST = 4.5
"""The contrast of text that WCAG asks for."""
LEAST_OF_EDGES = 3
"""That of the edges of fields."""


def shade(name: str, scheme: str) -> tuple[float, ...]:
    """A colour of the sheet: red, green and blue, from 0 to 1."""
    return rgb(TOKENS[name].split(", ")[SCHEMES.index(scheme)])


def rgb(code: str) -> tuple[float, ...]:
    """A colour by its code: red, green and blue, from 0 to 1."""
    return tuple(int(code[place : place + 2], 16) / 255 for place in (1, 3, 5))


def luminance(colour: tuple[float, ...]) -> float:
    """How light a colour is (WCAG 2, relative luminance)."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str, scheme: str) -> float:
    """How far two colours of the sheet stand apart."""
    return apart(shade(one, scheme), shade(other, scheme))


def apart(*colours: tuple[float, ...]) -> float:
    """The contrast of two colours."""
    dark, light = sorted(map(luminance, colours))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_of_text_and_ground_can_be_read(scheme: str) -> None:
    weak = {pair: round(found, 2) for pair in PAIRS if (found := contrast(*pair, scheme)) < LEAST}
    assert weak == {}
    assert [ground for ground in GROUNDS if contrast("edge", ground, scheme) < LEAST_OF_EDGES] == []


def test_no_colour_stands_outside_the_tokens() -> None:
    rules = SHEET.partition("@media print")[0].partition("* { box-sizing")[2]
    assert re.findall(r"#[0-9a-f]{3,8}\b(?! main)", rules) == []


def test_whatever_has_a_direction_follows_that_of_the_language() -> None:
    physical = r"\b(?:left|right|(?:margin|padding|border)-(?:left|right|top|bottom)|text-align: (?:left|right))\b"
    assert re.findall(physical, re.sub(r"/\*.*?\*/", "", SHEET, flags=re.DOTALL)) == []


@pytest.mark.parametrize("drawing", ["/rounds/2020/plan.svg", "/topics/2020/fog/way.svg"])
def test_a_drawing_has_a_colour_for_the_dark_in_place_of_each(drawing: str, visitors: Visitors) -> None:
    does(visitors(DESK), "/rounds/2020/acts/propose", words="fog", **FOG)
    told = visitors().get(drawing).text
    assert "@media (prefers-color-scheme: dark)" in told
    used = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]{6})"', told))
    assert used
    assert used <= DARK.keys()
    ground = luminance(rgb(DARK["#ffffff"]))
    words = {DARK[colour] for colour in re.findall(r'<text[^>]* fill="(#[0-9a-f]{6})"', told)}
    assert [one for one in words if (luminance(rgb(one)) + 0.05) / (ground + 0.05) < LEAST] == []


@pytest.mark.parametrize("stands", COLOURS)
def test_how_a_line_of_the_plan_stands_can_be_read_in_its_drawing(stands: str) -> None:
    assert apart(rgb(COLOURS[stands]), rgb("#ffffff")) >= LEAST
    assert apart(rgb(DARK[COLOURS[stands]]), rgb(DARK["#ffffff"])) >= LEAST
