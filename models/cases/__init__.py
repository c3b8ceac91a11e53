"""Case files: acts written down in a file, read and written in one format."""

from escalade.models.cases.generating import made_up
from escalade.models.cases.line import CaseError
from escalade.models.cases.reading import CaseAct, read_case, schema, shipped
from escalade.models.cases.replaying import replay, replay_acts
from escalade.models.cases.writing import export_lines, export_toml

__all__ = [
    "CaseAct",
    "CaseError",
    "export_lines",
    "export_toml",
    "made_up",
    "read_case",
    "replay",
    "replay_acts",
    "schema",
    "shipped",
]
