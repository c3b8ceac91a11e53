"""Examine everything that a register needs, for `doctor`."""

from __future__ import annotations

from itertools import starmap

import msgspec

from escalade.models.backends import Engine, Place, engine_of, explain_errors
from escalade.models.backends.schema_check import IntegrityFinding, differences
from escalade.models.integrity.verify import Verification, verify
from escalade.models.reader import open_reader
from escalade.workflow.rules.days import say_before_the_body
from escalade.workflow.values.errors import RegisterError
from escalade.workflow.values.reference import kind_of

LOG: dict[bool, str] = {
    True: "The log beside the register was emptied: no text that was erased stands in it.",
    False: "The log beside the register could not be emptied, so texts that were erased of late may still stand in it. "
    "Try again once no other program reads or writes there.",
}
"""What is said of a log, by whether it could be emptied."""


class IntegrityCheck(msgspec.Struct, frozen=True):
    """One thing that was examined."""

    name: str
    ok: bool
    sentence: str


def examine(location: Place) -> list[IntegrityCheck]:
    """Look at everything that a register needs, from the file to the records."""
    engine = engine_of(location)
    try:
        with explain_errors(location):
            engine.ensure()
    except RegisterError as error:
        return [IntegrityCheck(engine.kind, ok=False, sentence=str(error))]
    checks = [IntegrityCheck(engine.kind, ok=True, sentence=f"The register lies at {location}."), *_empty_log(engine)]
    try:
        found = verify(location)
    except RegisterError as error:
        return [*checks, IntegrityCheck("database", ok=False, sentence=str(error))]
    changed, sound = _look_at_schema(location, engine, found)
    wrong = join_findings([one for one in found.findings if one not in changed])
    held = f"All {found.records} records hold; their root is {found.root}."
    said = held if found.is_readable else "The records were not looked at: the schema is not one of a register."
    return [
        *checks,
        *sound,
        *_tell_early_round(location, found),
        IntegrityCheck("schema", not changed, join_findings(changed) or "The schema is as it was made."),
        IntegrityCheck("record", found.is_readable and not wrong, wrong or said),
        *(IntegrityCheck("absent", ok=True, sentence=f"{one.where} {one.what}.") for one in found.absent),
    ]


def _look_at_schema(
    location: Place, engine: Engine, found: Verification
) -> tuple[list[IntegrityFinding], list[IntegrityCheck]]:
    """What is otherwise than it was made; where nothing is, what the database says of itself."""
    if not found.is_readable:
        return found.findings, []
    with open_reader(location) as reader:
        changed = differences(engine, reader.connection)
        return changed, [] if changed else list(starmap(IntegrityCheck, engine.soundness(reader.connection)))


def _empty_log(engine: Engine) -> tuple[IntegrityCheck, ...]:
    is_empty = engine.empty_log()
    return () if is_empty is None else (IntegrityCheck("log", ok=True, sentence=LOG[is_empty]),)


def _tell_early_round(location: Place, found: Verification) -> tuple[IntegrityCheck, ...]:
    """Tell of the first round of days before the body was constituted, in a register that holds."""
    if not found.is_readable or found.findings:
        return ()
    with open_reader(location) as reader:
        standing = reader.standing()
        rounds = sorted(name for name in standing.subjects if kind_of(name) == "round")
        subjects = (one for name in rounds for one in (standing.subject(name), *standing.topics_of(name)))
        said = (say_before_the_body(record, standing.body) for one in subjects for record in one.live[:1])
        first = next(filter(None, said), None)
    return (IntegrityCheck("constitution", ok=True, sentence=str(first)),) if first else ()


def join_findings(findings: list[IntegrityFinding]) -> str:
    """Findings in one line."""
    return "; ".join(f"{finding.where}: {finding.what}" for finding in findings)
