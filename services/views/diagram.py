"""The procedure as a diagram: Mermaid, DOT, or SVG of our own drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalade.workflow.machine import moves
from escalade.workflow.procedure import ENDS, STATES, table

if TYPE_CHECKING:
    from collections.abc import Iterator

NEW = "new"


class Arrow(NamedTuple):
    """The acts that lead from one state to another, and who does them."""

    source: str
    target: str
    acts: tuple[str, ...]
    office: str


def arrows(kind: str) -> list[Arrow]:
    """Every way from state to state, but annulments."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for move in moves(kind):
        offices = table()[kind, move.source, move.act].offices
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
        from escalade.services.views.diagram_svg import svg

        return svg(kind, state, audience=audience)
    return "\n".join(mermaid(kind, state) if form == "mermaid" else dot(kind, state))


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


def dot(kind: str, state: str | None) -> Iterator[str]:
    """The lines of a graph for Graphviz."""
    yield "digraph procedure {"
    yield '    rankdir=LR; node [shape=box, style="rounded,filled", fillcolor="#ffffff", fontname="sans-serif"];'
    yield '    edge [fontname="sans-serif", fontsize=10];'
    for name in states_of(kind):
        marks = ["shape=point"] if name == NEW else []
        marks += ["peripheries=2"] if is_end(kind, name) else []
        marks += ['fillcolor="#f6c244"', "penwidth=3"] if name == state else []
        shown = f" [{', '.join(marks)}]" if marks else ""
        yield f'    "{name}"{shown};'
    for arrow in arrows(kind):
        yield f'    "{arrow.source}" -> "{arrow.target}" [label="{", ".join(arrow.acts)}"];'
    yield "}"
