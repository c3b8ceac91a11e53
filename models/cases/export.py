"""Write a register's acts down as a case file that loads again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from escalade.models.files.toml import to_toml
from escalade.workflow.records.reassembly import acts, motion_of_act
from escalade.workflow.records.record import Record, canonical
from escalade.workflow.values.reference import kind_of, round_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.reader import Reader


def export_acts(reader: Reader, group: str | None = None) -> Iterator[dict[str, object]]:
    """The fields of each act, times and salts included, in order.

    Args:
        reader: the register.
        group: one round only, with the body and the meetings it stands on.
    """
    for records in acts(record for _, record in reader.records()):
        if group is None or _concerns(records, group):
            yield msgspec.to_builtins(motion_of_act(records), order="sorted")


def _concerns(records: tuple[Record, ...], group: str) -> bool:
    """Whether an act belongs to a round, or to what every round stands on."""
    return all(
        kind_of(record.subject) not in {"round", "topic"} or round_of(record.subject) == group for record in records
    )


def export_lines(reader: Reader, group: str | None = None) -> Iterator[bytes]:
    """A case as JSON Lines: one act a line, canonical."""
    for fields in export_acts(reader, group):
        yield canonical(fields) + b"\n"


def export_toml(reader: Reader, group: str | None = None) -> Iterator[str]:
    """A case as TOML, for people."""
    import tomli_w  # only where TOML is asked for

    for fields in export_acts(reader, group):
        yield tomli_w.dumps({"act": [to_toml(fields)]}, multiline_strings=False) + "\n"
