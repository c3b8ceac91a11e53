"""Acts that set the body's deadlines: dated rules, data of the case."""

from __future__ import annotations

from typing import Annotated, Literal

from escalade.workflow.motions.base import Day, Passage, Span, Text, about
from escalade.workflow.motions.body import BodyMotion

Anchor = Literal[
    "session opening", "sitting", "meeting opening", "meeting end", "decision", "online end", "hearing"
]  # fmt: skip
Stage = Literal[
    "debate", "note", "note in one language", "translation", "posting", "event report",
    "launch", "hearing", "summary", "consideration",
]  # fmt: skip
Unit = Literal["calendar days", "working days", "weeks"]


class SetDeadline(BodyMotion, frozen=True, tag="set deadline"):
    """Set a deadline, or replace the one of that name from a day on."""

    name: Annotated[str, about("The name of the deadline, such as posting.")] = ""
    title: Annotated[Text, about("What is to be done by then.")] = {}
    stage: Annotated[Stage | None, about("What it is a deadline of: a note, its posting, a hearing and the like.")] = (
        None
    )
    span: Annotated[Span | None, about("How many days or weeks lie between the two days.")] = None
    unit: Annotated[Unit, about("What is counted: calendar days, working days or weeks.")] = "calendar days"
    direction: Annotated[Literal["before", "after"] | None, about("Whether it is counted back or forward.")] = None
    anchor: Annotated[Anchor | None, about("The day that it is counted from.")] = None
    tolerance: Annotated[
        Span | None, about("For a target, how many days it may be missed by; without it, a latest day.")
    ] = None
    basis: Annotated[str, about("The key of the legal text that sets it, or: not at hand.")] = ""
    consequence: Annotated[Passage, about("What follows where it is missed.")] = {}
    exemptions: Annotated[
        tuple[str, ...], about("A deadline that holds in its place where it applies; repeat it.", option="exemption")
    ] = ()
    severity: Annotated[Literal["error", "warning"], about("What a missed deadline is.")] = "error"
    since: Annotated[Day | None, about("The day from which it is in force; the day of the act unless given.")] = None
    until: Annotated[Day | None, about("The last day on which it is in force.")] = None
    argument = "name"
