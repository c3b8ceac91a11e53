"""Case files: acts written down in a file, read and written in one format."""

from escalade.models.cases.case_file import (
    CaseAct,
    WorkingCopy,
    export_lines,
    export_toml,
    find_shipped_case,
    parse_case,
    replay,
    schema,
)

__all__ = [
    "CaseAct",
    "WorkingCopy",
    "export_lines",
    "export_toml",
    "find_shipped_case",
    "parse_case",
    "replay",
    "schema",
]
