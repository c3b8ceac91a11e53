"""The page of licences: `python -m tests.release.licences` writes it anew."""

from __future__ import annotations

import re
from pathlib import Path

from tests.release.dependencies import walk_dependencies

PAGE = Path(__file__).parents[2] / "docs" / "licences.md"
ROW = re.compile(r"^\| `(?P<name>[^`]+)` \| (?P<licence>[^|]+?) \| (?P<askers>[^|]+?) \|$", re.MULTILINE)
HEAD = """# Licences

escalade is under the MIT licence. What it installs beside itself, with every extra of those who use it, lets anyone
use it too: a test reads the licence that each package says it has, and refuses every other. Packages under the LGPL
(`psycopg`) are used as they come, and can be exchanged. Fonts are under the SIL Open Font License; they may be
embedded in papers. What is installed for work on escalade alone is not listed.

| package | licence (SPDX) | asked for by |
|---|---|---|
"""


def write_page(page: str) -> str:
    """Write the page with what is installed here; what is only installed elsewhere stays."""
    rows = {one["name"]: (one["licence"], one["askers"]) for one in ROW.finditer(page)}
    for one in walk_dependencies():
        rows[one.name] = (one.licence, ", ".join(f"`{name}`" for name in one.asked_by))
    return HEAD + "".join(f"| `{name}` | {licence} | {askers} |\n" for name, (licence, askers) in sorted(rows.items()))


if __name__ == "__main__":
    PAGE.write_text(write_page(PAGE.read_text("utf-8") if PAGE.exists() else ""), "utf-8")
