"""Try kept acts again, and tell what comes of each in a form that outlives versions.

A line is an act as a case file has it, and what came of it: records, a refusal, or
an error of the request. It stands on the accepted act before it, or on the line that
it names. Of a record is kept what the act itself does not say already.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from escalade.models.cases.case_file import convert_motion
from escalade.models.store.clock import Stamp, now
from escalade.workflow.perform import Outcome, perform
from escalade.workflow.records.record import Record, commitment_in, encode
from escalade.workflow.subjects.standing import Memory
from escalade.workflow.values.errors import RefusalError, RequestError, StepNotAllowedError

FOLDER = Path(__file__).parent / "acts"
Line = dict[str, Any]

CAME = frozenset({"records", "warned", "refused", "malformed"})
"""The fields of a line that tell what came of its act."""
IN_HEADER = ("entered_for", "identity", "on", "at", "audience", "evidence")
"""What every act may say of itself; the version of the table and its digest are of no act."""
AS_TOLD = {"identity": "claimed"}
"""What a record says where its act says nothing."""
DERIVED = frozenset({"act", "of", "records"})
"""What an act says and its record says otherwise, or not at all."""


def read(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def replay(lines: list[Line]) -> Iterator[tuple[int, int, Line, Line]]:
    """Try every act of a file again: its line by number, the number of that on which it stands, and what came of it."""
    course: dict[int, tuple[Record, ...]] = {0: ()}
    memory, last = Memory(), 0
    for number, line in enumerate(lines, 1):
        on = line.get("on", last)
        if on != last:
            memory = Memory()
            deque(map(memory.take, course[on]), 0)
        outcome = attempt(line["tried"], memory, line.get("today"))
        got, made = tell(outcome, line["tried"]), outcome.records if isinstance(outcome, Outcome) else ()
        deque(map(memory.take, made), 0)
        course[number] = (*course[on], *made)
        last = number if "records" in line or made else on
        yield number, on, line, got


def find_differences(lines: list[Line]) -> Iterator[str]:
    """Find the acts of which something else came than was kept; what stands on them is passed over."""
    fell = set[int]()
    for number, on, line, got in replay(lines):
        kept = {name: value for name, value in line.items() if name in CAME}
        if kept != got or on in fell:
            fell.add(number)
        if kept != got and on not in fell:
            told = (json.dumps(part, ensure_ascii=False, sort_keys=True) for part in (line["tried"], kept, got))
            yield "line {}: {}\n  kept: {}\n  now:  {}".format(number, *told)


def attempt(tried: Line, memory: Memory, today: str | None) -> Outcome | RefusalError | RequestError:
    """Perform an act on a day, that of its recording unless told, or say why not."""
    salts = count()
    day = date.fromisoformat(today or tried["at"][:10])
    try:
        stamped = Stamp(now, lambda: f"{next(salts):032x}").on(convert_motion(tried, FOLDER, 0), memory.last_at)
        return perform(stamped, memory.standing(day))
    except (RefusalError, RequestError) as error:
        return error


def tell(outcome: Outcome | RefusalError | RequestError, tried: Line) -> Line:
    """Tell what came of an act: names of rules and values, no sentence."""
    if isinstance(outcome, Outcome):
        names = [record.reference for record in outcome.records]
        warned = sorted(f"{cause.rule} {cause.subject}" for cause in outcome.warnings)
        told = {"records": [normal_form(record, tried, names) for record in outcome.records]}
        return {**told, "warned": warned} if warned else told
    if isinstance(outcome, StepNotAllowedError):
        return {"refused": [f"step_is_in_the_table {outcome.reference}"]}
    if isinstance(outcome, RefusalError):
        return {"refused": sorted(f"{cause.rule} {cause.subject}" for cause in outcome.causes)}
    field = getattr(outcome, "field", "")
    return {"malformed": f"{type(outcome).__name__} {field}".strip()}


def normal_form(record: Record, tried: Line, names: list[str]) -> Line:
    """A record as written, without its version, and without what its act says in the same words.

    Personal texts are told as sealed: a commitment hangs on a salt, and on the shape of its field.
    """
    header = json.loads(encode(record))
    written = header.pop("motion") | {name: header[name] for name in IN_HEADER}
    before, after = header["before"], header["after"]
    written |= {"record": record.reference, "as": header["office"], "by": header["officer"]}
    written |= {"now": after if before == after else f"{before} → {after}"}
    if header["touched"] != names:
        written["touched"] = header["touched"]
    told = {}
    for name, value in written.items():
        if value != tried.get(name, AS_TOLD.get(name)) and (value not in (None, {}) or name in tried):
            told[name] = "sealed" if commitment_in(value) and name not in tried.get("erased", ()) else value
    left_out = sorted(tried.keys() - written.keys() - DERIVED)
    return {**told, "left_out": left_out} if left_out else told
