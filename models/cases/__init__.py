"""Case files: acts written down in a file, read and written in one format."""

from escalade.models.cases.generating import generate_rounds
from escalade.models.cases.line import CaseError
from escalade.models.cases.reading import CaseAct, parse_case, schema, shipped_case
from escalade.models.cases.replaying import replay, replay_acts
from escalade.models.cases.writing import export_lines, export_toml

__all__ = [
    "CaseAct",
    "CaseError",
    "export_lines",
    "export_toml",
    "generate_rounds",
    "parse_case",
    "replay",
    "replay_acts",
    "schema",
    "shipped_case",
]
