"""The command line that performs a motion of a case."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from escalade.workflow.motions import MOTIONS, Motion


def command(motion: Motion, folder: Path) -> list[str]:
    """The words of the command, the fields of the motion in a file."""
    fields = msgspec.to_builtins(motion)
    act, of = fields.pop("act"), fields.pop("of", ())
    words = [reference.removeprefix("meeting/") for reference in of]
    if of and of[0].startswith("session/"):
        words = ["--session", of[0].removeprefix("session/")]
    if MOTIONS[act].argument == "":
        words = []
    if MOTIONS[act].argument == "symbol":
        words = [fields.pop("symbol")]
    file = folder / "act.json"
    file.write_text(json.dumps(fields | ({"records": ()} if "records" in fields else {})), encoding="utf-8")
    return [act.replace(" ", "-"), *words, *fields.get("records", ()), "--from", str(file)]
