"""The table in sentences, for the help and for people."""

from __future__ import annotations

from collections.abc import Iterator

from escalade.services.acts.fields import list_mandatory_fields
from escalade.workflow.procedure import ADDRESSEE, BACKWARDS, EITHER, OWN, ROWS, SAME, by_kind
from escalade.workflow.rules import find_rule
from escalade.workflow.rules.trial import PREFIX, describe_field
from escalade.workflow.values.step import FOUND_BY_DAY, UNSAID, Step

OFFICE_WORDS = {
    "chair": "the chair",
    "vice-chair": "a vice-chair",
    "secretariat": "the secretariat",
    "council-secretariat": "the Council secretariat",
    OWN: "the office of the record",
    ADDRESSEE: "whoever it was entered for",
}


def rows_of(act: str) -> Iterator[str]:
    """Each row of an act in words: where it leads, by whom, on what terms."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for line in (part for row in ROWS if row[0].act == act for part in by_kind(row).values()):
        kind, said = f"a {line[0].of}", tuple(conditions(line[0]))
        head = f"{moving(line).removeprefix(kind)}, by {offices(line[0])}{', provided that:' if said else '.'}"
        alike.setdefault((head, *said), []).append(kind)
    for (head, *sentences), kinds in alike.items():
        yield f"{', '.join(kinds[:-1])}{' or ' if kinds[1:] else ''}{kinds[-1]}{head}"
        yield from (f"- {sentence}" for sentence in sentences)


def moving(line: tuple[Step, ...]) -> str:
    """From where to where a row leads."""
    of = line[0].of
    if line[0].act in {"confirm", "endorse", "correct", "receive translation"}:
        return f"a {of} in any state, which stays the same"
    if line[0].to == BACKWARDS:
        return f"a {of} that is none of its ends; the table is read backwards"
    origins = origins_of(line)
    return (
        f"a {of} that is {origins}, which stays the same" if line[0].to == SAME else f"a {of}: {origins} → {line[0].to}"
    )


def origins_of(line: tuple[Step, ...]) -> str:
    """The states from which a row starts."""
    return ", ".join(step.origin or "new" for step in line)


def offices(step: Step) -> str:
    """Name the offices that do it; none in the first row."""
    if step.offices == EITHER:
        return "either secretariat"
    return " or ".join(OFFICE_WORDS[office] for office in step.offices) or "whoever begins the ledger"


def conditions(step: Step) -> Iterator[str]:
    """The conditions of a row as sentences, but those that every row has."""
    asked = list_mandatory_fields(step)
    if asked:
        yield f"{', '.join(describe_field(step.act, name)[0] for name in asked)} must be given."
    yield from (
        find_rule(rule).sentence
        for rule in step.rules
        if rule not in UNSAID and not rule.startswith(PREFIX) and not (rule == FOUND_BY_DAY and step.comes_late)
    )
