"""Case files: acts written down in a file, read and written in one format."""

from escalade.models.cases.reading import CaseAct, CaseError, read_case, replay, schema, shipped
from escalade.models.cases.writing import export_lines, export_toml

__all__ = ["CaseAct", "CaseError", "export_lines", "export_toml", "read_case", "replay", "schema", "shipped"]
