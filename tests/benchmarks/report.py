"""The table of what was measured: as text and as JSON."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import Row

HEADINGS = ("work", "reference", "ours", "theirs", "ratio", "target", "met")


def cells(row: Row) -> tuple[str, ...]:
    """A row as the table prints it."""
    met = {True: "yes", False: "no", None: "not measured"}[row.met]
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    return (
        row.work,
        row.against,
        amount(row.ours, row.unit),
        amount(row.reference, row.unit),
        ratio,
        str(row.target),
        met,
    )


def amount(value: float | None, unit: str) -> str:
    """A measure with its unit, in as many digits as mean something."""
    if value is None:
        return ""
    return f"{value:,.0f}{unit}" if unit == "/s" else f"{value:,.{1 if value >= 1 else 3}f} {unit}"


def table(rows: Sequence[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [HEADINGS, ("---",) * len(HEADINGS), *(cells(row) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def summary(rows: Sequence[Row]) -> str:
    """How many rows hold, and why each of the others does not, as far as that is known."""
    held, missed = sum(row.met is True for row in rows), [row for row in rows if row.met is not True]
    lines = [f"{held} of {len(rows)} rows hold.{_busy()}"]
    lines += [f"- {row.work}, against {row.against}: {reason(row)}" for row in missed]
    return "\n".join(lines)


def reason(row: Row) -> str:
    """What a row misses, and why, where that is known."""
    missed = "not measured" if row.ratio is None else f"{row.ratio:.2f}, where {row.target} is to be reached"
    return f"{missed}. {row.remark}" if row.remark else f"{missed}."


def _busy() -> str:
    """That the machine did other work too, where it did: every row is slower then, and few are by the same."""
    load, cores = os.getloadavg()[0], os.cpu_count() or 1
    return f" The machine did other work: a load of {load:.1f} on {cores} cores." if load > cores else ""


def machine() -> dict[str, Any]:
    """What it was measured on."""
    return {
        "cores": os.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.system(),
    }


def data(rows: Sequence[Row], *, quick: bool) -> str:
    """Everything as JSON."""
    told = [
        {
            "work": row.work, "reference": row.against, "ours": row.ours, "theirs": row.reference, "unit": row.unit,
            "ratio": row.ratio, "target": str(row.target), "met": row.met, "remark": row.remark,
        }
        for row in rows
    ]  # fmt: skip
    return json.dumps({"machine": machine(), "quick": quick, "rows": told}, indent=2, ensure_ascii=False) + "\n"


def write(rows: Sequence[Row], folder: Path, *, quick: bool) -> None:
    """Write table and JSON into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "table.md").write_text(table(rows) + "\n", "utf-8")
    (folder / "measured.json").write_text(data(rows, quick=quick), "utf-8")
