"""The procedure as a diagram: Mermaid, or SVG of our own drawing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from escalade.services.views.confidentiality import mark_of
from escalade.services.views.sentences import OFFICE_WORDS
from escalade.templates.languages.spoken import isolate
from escalade.workflow.machine import moves
from escalade.workflow.procedure import ANNULLED, ENDS, PROCEDURE, STATES
from escalade.workflow.records.audience import READERS

NEW = "new"


class Arrow(NamedTuple):
    """The acts that lead from one state to another, and who does them."""

    source: str
    target: str
    acts: tuple[str, ...]
    office: str


def arrows(kind: str) -> list[Arrow]:
    """Every way from state to state, but annulments and what follows one."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for move in (one for one in moves(kind) if one.source != ANNULLED):
        offices = PROCEDURE.steps[kind, move.source, move.act].offices
        found.setdefault((move.source or NEW, move.target, next(iter(offices), "")), []).append(move.act)
    return [Arrow(source, target, tuple(acts), office) for (source, target, office), acts in found.items()]


def states_of(kind: str) -> list[str]:
    """The states of a kind in their order, the ends last."""
    reached = {arrow.target for arrow in arrows(kind)}
    states = [state for state in STATES[kind] if state in reached]
    ends = [state for state in states if is_end(kind, state)]
    return [NEW, *(state for state in states if state not in ends), *ends]


def is_end(kind: str, state: str) -> bool:
    """Whether nothing follows a state."""
    return kind == "topic" and state in ENDS


def draw_diagram(form: str, kind: str, state: str | None, audience: str = "public") -> str:
    """The diagram of one kind of subject, its present state marked.

    A drawing says for whom it is, where the state is not for everybody.
    """
    if form == "svg":
        return svg(kind, state, audience=audience)
    return "\n".join(mermaid(kind, state))


def mermaid(kind: str, state: str | None) -> Iterator[str]:
    """The lines of a Mermaid state diagram."""
    names = {name: name.replace(" ", "_") for name in states_of(kind)} | {NEW: "[*]"}
    yield "stateDiagram-v2"
    yield from (f'    state "{name}" as {tag}' for name, tag in names.items() if name.replace(" ", "_") != name)
    for arrow in arrows(kind):
        yield f"    {names[arrow.source]} --> {names[arrow.target]}: {', '.join(arrow.acts)}"
    yield from (f"    {names[name]} --> [*]" for name in names if is_end(kind, name))
    if state in names:
        yield "    classDef present fill:#f6c244,stroke:#7a5800,stroke-width:3px,color:#000"
        yield f"    class {names[state]} present"


COLOURS = {"chair": "#1b6ca8", "secretariat": "#2e7d32", "council-secretariat": "#b3541e", "": "#555555"}
# Each way leaves its state at a height of its own, follows a lane of its own, and enters its target at a height of
# its own: lines cross and never run over each other, so that each can be followed. Colours tell the offices apart.
BOX, LABELS, LANE, PORT, PAD, GAP, MARGIN, TOP = 160, 250, 13, 19, 9, 16, 24, 62
"""Widths of boxes, labels and lanes; heights of ports, pads and gaps; margins."""


DARK = {
    "#ffffff": "#1b1e24", "#f3f4f6": "#23272e", "#f6c244": "#5c4400", "#7a5800": "#f0c674", "#333333": "#a5adba",
    "#555555": "#a5adba", "#666666": "#a5adba", "#777777": "#a5adba", "#999999": "#8b93a1", "#e3e5e8": "#2f343d",
    "#1b6ca8": "#8ebaf4", "#2e7d32": "#8fdba4", "#b3541e": "#f0b27a", "#b00020": "#ffab97",
}  # fmt: skip
"""By each colour of a drawing, the one that it has where the page around it is dark."""


LEFT_OUT = "Acts that keep the state, and annulments, are left out."
LIFE, LIFE_NOW = "The life of a %(kind)s", "The life of a %(kind)s, which is now %(state)s"
_X, _MARKUP = re.compile(r' x="([^"]*)"'), re.compile("(<[^>]*>|&[a-z]+;)")
"""Where words stand, and what is none of them."""
Say = Callable[[str], str]
"""Says a word of the procedure, or a sentence of the drawing, in some language."""


class Placed(NamedTuple):
    """A state with the top and bottom of its box."""

    name: str
    top: float
    bottom: float


class DiagramLine(NamedTuple):
    """A way with the heights at which it leaves and arrives, and its lane."""

    arrow: Arrow
    leaves: float
    arrives: float
    lane: int


def svg(
    kind: str,
    state: str | None,
    say: Say = str,
    say_state: Say = str,
    audience: str = READERS[0],
    *,
    comma: str = ", ",
    direction: str = "ltr",
) -> str:
    """The whole drawing.

    Args:
        kind: the kind of subject whose life is drawn.
        state: where one of them stands, if that is to be shown.
        say: says each word in the language of the drawing.
        say_state: says a state, where an act may be called the same.
        audience: for whom it is where that one stands.
        comma: what stands between acts in that language.
        direction: which way that language is written.
    """
    places, lines = lay_out(states_of(kind), ways := arrows(kind))
    width = MARGIN * 2 + BOX + LABELS + max((line.lane + 1 for line in lines), default=1) * LANE + 10
    height = places[-1].bottom + MARGIN + 16
    heading = escape(f"{_title(kind, state, say, say_state)}{mark_of(audience, say)}")
    parts = [
        tag("title", heading),
        tag("rect", width=width, height=height, fill="#ffffff"),
        *markers(),
        tag("text", heading, x=MARGIN, y=24, font_size=15, font_weight=600),
        legend(ways, say),
        *(part for line in lines for part in way(line, say, say_state, comma)),
        *(part for place in places for part in box(place, say_state(place.name), kind, state)),
        tag("text", escape(say(LEFT_OUT)), x=MARGIN, y=height - 12, fill="#666666"),
    ]
    return draw_parts(parts, width, height, direction)


def _title(kind: str, state: str | None, say: Say, say_state: Say) -> str:
    return say(LIFE_NOW if state else LIFE) % {"kind": say(kind), "state": say_state(state or "")}


def draw_parts(parts: list[str], width: float, height: float, direction: str) -> str:
    """A drawing of its parts, turned round where one reads from the right."""
    size: dict[str, Any] = {"viewBox": f"0 0 {width:g} {height:g}", "width": width, "height": height}
    font: dict[str, Any] = {"font_family": "system-ui, sans-serif", "font_size": 12}
    if direction == "rtl":
        parts, font["direction"] = [mirror(part, width) for part in parts], "rtl"
    return tag(
        "svg",
        "\n".join([tag("style", in_the_dark()), *parts]),
        xmlns="http://www.w3.org/2000/svg",
        role="img",
        **size,
        **font,
    )


def in_the_dark() -> str:
    """What changes the colours where the page around a drawing is dark."""
    told = (f'[fill="{light}"]{{fill:{dark}}}[stroke="{light}"]{{stroke:{dark}}}' for light, dark in DARK.items())
    ground = f":root{{background:{DARK['#ffffff']}}}"
    return f"@media (prefers-color-scheme: dark){{{ground}text{{fill:#eaebee}}{''.join(told)}}}"


def tag(name: str, content: str = "", **attributes: str | float) -> str:
    """An element with its attributes."""
    said = "".join(
        f' {key.replace("_", "-")}="{value:g}"'
        if isinstance(value, float | int)
        else f' {key.replace("_", "-")}="{value}"'
        for key, value in attributes.items()
    )
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def mirror(part: str, width: float) -> str:
    """A part of a drawing turned round: its words stay words."""
    if part.startswith("<text"):
        turned = _X.sub(lambda found: f' x="{width - float(found[1]):g}"', part, count=1).replace("→", "←")
        return "".join(one if one[:1] in {"<", "&"} else isolate(one) for one in _MARKUP.split(turned))
    if part.endswith("/>"):
        return f'{part.removesuffix("/>")} transform="matrix(-1 0 0 1 {width:g} 0)"/>'
    return part


def lay_out(names: list[str], ways: list[Arrow]) -> tuple[list[Placed], list[DiagramLine]]:
    """Place each state, and each way between two."""
    order = {name: place for place, name in enumerate(names)}
    ports: dict[str, list[tuple[int, str, Arrow]]] = {name: [] for name in names}
    for arrow in ways:
        ports[arrow.source].append((order[arrow.target], "leaves", arrow))
        ports[arrow.target].append((order[arrow.source], "arrives", arrow))
    places, heights, y = [], {}, float(TOP)
    for name in names:
        top = y
        for number, (_, what, arrow) in enumerate(sorted(ports[name], key=lambda port: (port[1], port[0]))):
            heights[arrow, what] = top + PAD + PORT * (number + 0.5)
        y = top + 2 * PAD + PORT * max(len(ports[name]), 1)
        places.append(Placed(name, top, y))
        y += GAP
    ends = [(arrow, heights[arrow, "leaves"], heights[arrow, "arrives"]) for arrow in ways]
    return places, list(in_lanes(ends))


def in_lanes(ends: list[tuple[Arrow, float, float]]) -> Iterator[DiagramLine]:
    """Short ways in the inner lanes; ways that overlap in lanes of their own."""
    taken: list[list[tuple[float, float]]] = []
    for arrow, leaves, arrives in sorted(ends, key=lambda end: abs(end[1] - end[2])):
        low, high = min(leaves, arrives) - 3, max(leaves, arrives) + 3
        free = (lane for lane, spans in enumerate(taken) if all(high < other[0] or low > other[1] for other in spans))
        lane = next(free, len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        yield DiagramLine(arrow, leaves, arrives, lane)


def markers() -> Iterator[str]:
    """The heads of the arrows, one in each colour."""
    for office, colour in COLOURS.items():
        head = tag("path", d="M0 0L8 4L0 8z", fill=colour)
        size: dict[str, Any] = {"viewBox": "0 0 8 8", "refX": 7, "refY": 4, "markerWidth": 7, "markerHeight": 7}
        yield tag("defs", tag("marker", head, id=f"head-{office}", orient="auto", **size))


def legend(ways: list[Arrow], say: Say) -> str:
    """Which colour is which office, in one line that flows."""
    offices = dict.fromkeys(arrow.office for arrow in ways if arrow.office)
    told = (f"{tag('tspan', '━━', fill=COLOURS[office])} {escape(say(OFFICE_WORDS[office]))}" for office in offices)
    return tag("text", "\u2003".join(told), x=MARGIN, y=46)


def way(line: DiagramLine, say: Say, say_state: Say, comma: str) -> Iterator[str]:
    """One way: out of its state, along its lane, into its target."""
    colour = COLOURS.get(line.arrow.office, COLOURS[""])
    left, right = MARGIN + BOX, MARGIN + BOX + LABELS + 10 + line.lane * LANE
    along = f"M{left} {line.leaves:g}H{right}V{line.arrives:g}H{left + 2}"
    head = f"url(#head-{line.arrow.office})"
    yield tag("path", d=along, fill="none", stroke=colour, stroke_width=1.4, marker_end=head)
    acts, target = comma.join(map(say, line.arrow.acts)), say_state(line.arrow.target)
    label = f"{escape(acts)} {tag('tspan', f'→ {escape(target)}', fill='#666666')}"
    halo: dict[str, Any] = {"stroke": "#ffffff", "stroke_width": 3, "paint_order": "stroke"}
    yield tag("text", label, x=left + 12, y=line.leaves - 4, fill=colour, **halo)


def box(place: Placed, words: str, kind: str, state: str | None) -> Iterator[str]:
    """One state; an end has a double frame, the present state is filled."""
    fill, stroke, weight = ("#f6c244", "#7a5800", 3) if place.name == state else ("#f3f4f6", "#333333", 1.2)
    height = place.bottom - place.top
    frame: dict[str, Any] = {"x": MARGIN, "y": place.top, "width": BOX, "height": height, "rx": 7}
    yield tag("rect", fill=fill, stroke=stroke, stroke_width=weight, **frame)
    if is_end(kind, place.name):
        inner: dict[str, Any] = {"x": MARGIN + 4, "y": place.top + 4, "width": BOX - 8, "height": height - 8, "rx": 5}
        yield tag("rect", fill="none", stroke=stroke, **inner)
    middle: dict[str, Any] = {"x": MARGIN + BOX / 2, "y": place.top + height / 2 + 4}
    yield tag("text", escape(words), text_anchor="middle", font_weight=600, **middle)
