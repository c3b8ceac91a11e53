"""Examine everything that a register needs, for `doctor`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.models.backends import Place, engine_of, explain_errors
from escalade.models.backends.schema_check import differences
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.store.schema import HEAD
from escalade.workflow.values.errors import RegisterError

if TYPE_CHECKING:
    from escalade.models.store.finding import IntegrityFinding


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
    checks = [IntegrityCheck(engine.kind, ok=True, sentence=f"The register lies at {location}.")]
    try:
        found = verify(location)
    except RegisterError as error:
        return [*checks, IntegrityCheck("database", ok=False, sentence=str(error))]
    with open_reader(location) as reader:
        sound = [IntegrityCheck(*said) for said in engine.soundness(reader.connection)]
        changed = differences(engine, reader.connection)
    wrong = join_findings([one for one in found.findings if one not in changed])
    held = f"All {found.records} records hold; their root is {found.root}."
    said = held if found.is_readable else "The records were not looked at: the schema is not one of a register."
    return [
        *checks,
        *sound,
        IntegrityCheck("schema", not changed, join_findings(changed) or f"The schema is the newest, {HEAD}."),
        IntegrityCheck("record", found.is_readable and not wrong, wrong or said),
        *(IntegrityCheck("absent", ok=True, sentence=f"{one.where} {one.what}.") for one in found.absent),
    ]


def join_findings(findings: list[IntegrityFinding]) -> str:
    """Findings in one line."""
    return "; ".join(f"{finding.where}: {finding.what}" for finding in findings)
