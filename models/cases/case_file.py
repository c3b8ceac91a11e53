"""Read and write a case file: TOML for people, JSON Lines for machines.

What is wrong is said with the file, and with the line on which the act begins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import tomli_w

from escalade.models.files import (
    OversizeTomlError,
    TomlError,
    from_toml,
    open_file,
    parse_toml,
    reason_of,
    to_toml,
)
from escalade.models.reader import Reader
from escalade.models.register import Register
from escalade.workflow.motions import MOTIONS, Correct, Motion, any_motion
from escalade.workflow.motions.mismatch import Mismatch, find_mismatch
from escalade.workflow.perform import Outcome
from escalade.workflow.records.record import Record, acts, canonical, motion_of_act
from escalade.workflow.values.errors import EscaladeError, RequestError
from escalade.workflow.values.identity import mark_copy
from escalade.workflow.values.reference import kind_of, round_of

LARGEST = 64 * 2**20
"""The longest line of any file, in bytes: a paper may be that long."""
LONGEST_ACT = 16 * 2**20
"""The longest line that is read as an act: what is made of it may take thirty times its room."""
LARGEST_TOML = 8 * 2**20
"""The largest case file that is read as TOML; what is made of it may take sixty times its room."""


def malformed(path: Path, line: int | None, sentence: str, /, **facts: object) -> RequestError:
    """Say what is wrong in a case file, and on which line, where one is."""
    return RequestError("case-file", sentence, **facts).within(path, line)


@contextmanager
def explain_reading(path: Path) -> Iterator[None]:
    """Say of a case file why it cannot be read."""
    try:
        yield
    except OSError as error:
        raise malformed(path, None, "the file cannot be read: {reason}.", reason=reason_of(error)) from error
    except UnicodeDecodeError as error:
        raise malformed(path, None, "the file is not written in UTF-8.") from error


def read_lines(path: Path, longest: int, *, empty: bool = False) -> Iterator[tuple[int, bytes]]:
    """Read the lines of a file with their numbers, empty ones where asked."""
    with explain_reading(path), open_file(path) as file:
        for number, line in enumerate(iter(lambda: file.readline(longest + 1), b""), 1):
            if len(line) > longest:
                raise malformed(path, number, "the line is longer than {most} bytes.", most=f"{longest:,}")
            if empty or line.strip():
                yield number, line


KINDS = {
    "object": "a table",
    "array": "a list",
    "str": "a text",
    "int": "a whole number",
    "float": "a number with a point",
    "bool": "true or false",
    "null": "nothing",
    "datetime": "a time without quotes",
    "time": "a time without quotes",
}
"""The kinds of values, as people call them."""


class CaseAct(msgspec.Struct, frozen=True):
    """An act as a case file has it."""

    line: int
    motion: Motion


def find_shipped_case(name: str) -> Path:
    """Find the file of a case that comes with escalade."""
    path = Path(str(files("escalade.models.cases").joinpath(f"{name}.toml")))
    if not path.is_file():
        raise malformed(path, None, "no case “{name}” is shipped with escalade.", name=name)
    return path


def parse_case(path: Path) -> Iterator[CaseAct]:
    """Every act of a case file, in order."""
    if path.suffix not in {".jsonl", ".json"}:
        yield from _read_toml(path)
    else:
        for number, line in read_lines(path, LONGEST_ACT):
            yield CaseAct(number, decode_motion(line, path, number))


def decode_motion(data: bytes | msgspec.Raw, path: Path, line: int) -> Motion:
    """Decode a motion from JSON."""
    try:
        return convert_motion(msgspec.json.decode(data), path, line)
    except RecursionError as error:
        raise malformed(path, line, "the line is nested too deeply to be an act.") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise malformed(path, line, "the line is not JSON: {problem}.", problem=error) from error


def _read_toml(path: Path) -> Iterator[CaseAct]:
    large = malformed(path, None, "the file is too large for TOML; write the case as JSON Lines.")
    with explain_reading(path), open_file(path) as file:
        data = file.read(LARGEST_TOML + 1)
        if len(data) > LARGEST_TOML:
            raise large
        text = data.decode()
    try:
        document = parse_toml(text)
        given = from_toml(document.pop("act", []))
    except RecursionError as error:
        raise malformed(path, None, "the file is nested too deeply to be acts.") from error
    except OversizeTomlError as error:
        raise large from error
    except TomlError as error:
        raise malformed(path, None, "the syntax is wrong: {problem}.", problem=error) from error
    if document or not isinstance(given, list):
        field = next(iter(document), "act")
        raise malformed(path, None, "a case has nothing but [[act]] tables; it also has “{field}”.", field=field)
    lines = find_act_lines(text)
    for number, fields in enumerate(given):
        line = lines[number] if len(lines) == len(given) else 1
        yield CaseAct(line, convert_motion(fields, path, line))


def find_act_lines(text: str) -> list[int]:
    """Find the lines on which the acts of a TOML case begin."""
    found, inside = [], False
    for number, line in enumerate(text.splitlines(), 1):
        if not inside and line.strip().partition("#")[0].replace(" ", "") == "[[act]]":
            found.append(number)
        inside ^= (line.count('"""') + line.count("'''")) % 2 == 1
    return found


def convert_motion(fields: Any, path: Path, line: int) -> Motion:
    """Convert the fields of an act to its motion."""
    act = fields.get("act") if isinstance(fields, dict) else None
    if not act or not isinstance(act, str):
        raise malformed(path, line, 'an act says what it is, as in act = "propose".')
    if act not in MOTIONS:
        raise malformed(path, line, "the act says “{act}”, which is no act of the procedure.", act=act)
    try:
        return msgspec.convert(fields, MOTIONS[act])
    except msgspec.ValidationError as error:
        problem = describe_mismatch(find_mismatch(fields, MOTIONS[act]))
        raise malformed(path, line, "“{act}”: {problem}", act=act, problem=problem) from error


def describe_mismatch(found: Mismatch | None) -> str:
    """Describe what is wrong with a field, as a sentence."""
    if found is None:
        return "it is not of its shape."
    expected, kind = (" or ".join(KINDS.get(one, one) for one in kinds) for kinds in (found.expected, (found.found,)))
    problem = {
        "kind": f"expected {expected}, got {kind}",
        "choice": f"invalid enum value {found.found!r}",
        "unknown": f"there is no field `{found.found}`",
        "missing": f"it lacks the field `{found.found}`",
        "length": f"expected {expected} of length {found.found}",
        "bound": f"expected {expected} {found.found}",
    }[found.problem]
    return f"{problem}{f' in “{found.path}”' if found.path else ''}."


def replay(register: Register, path: Path, done: Callable[[CaseAct, Outcome], None], loader: str = "") -> int:
    """Load a case: every act through the procedure, all or none.

    Args:
        register: where to.
        path: the file.
        done: told of each act and what it came to.
        loader: who loads it, which is recorded where it comes behind other records.
    """
    current: list[CaseAct] = []

    def motions() -> Iterator[Motion]:
        """Give each motion, and know at which act it is."""
        for act in parse_case(path):
            current[:] = [act]
            yield act.motion

    try:
        count = register.load(motions(), lambda _, outcome: done(current[0], outcome), loader=loader)
    except EscaladeError as error:
        if current:
            error.within(f"{path}, line {current[0].line}, act “{current[0].motion.act_name()}”")
        raise
    if not count:
        raise malformed(path, None, "the file holds no act.")
    return count


def schema() -> bytes:
    """The JSON Schema of one act, for both forms of a case file."""
    described = msgspec.json.schema(any_motion())
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An act of an escalade case",
        **described,
    }
    return msgspec.json.format(msgspec.json.encode(described, order="sorted"), indent=2)


NAMING_OTHERS = frozenset({"paragraphs", "set_aside"})
"""Fields of an act that may name topics or records of several rounds."""


class WorkingCopy:
    """A round with the body and gatherings that it stands on, to be worked on.

    Its ledger is another one, so it proves nothing of the register that it is from.
    """

    def __init__(self, round_: str) -> None:
        self.round = round_
        self.records = self.left = self.not_public = 0

    def take(self, records: tuple[Record, ...]) -> Motion | None:
        """The part of an act that concerns the round; None where none does."""
        kept = tuple(record for record in records if self._concerns(record.subject))
        self.records += len(kept)
        self.left += len(records) - len(kept)
        self.not_public += sum(record.audience != "public" for record in kept)
        if not kept:
            return None
        motion = motion_of_act(kept)
        changes = self._narrowed(motion.having(*NAMING_OTHERS))
        if isinstance(motion, Correct):
            changes = {"fields": {**motion.fields, **self._narrowed(motion.fields)}}
        return msgspec.structs.replace(motion, identity=mark_copy(motion.identity, self.round), **changes)

    def _narrowed(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Fields without the topics and records of other rounds."""
        changes: dict[str, Any] = {}
        for name in NAMING_OTHERS & given.keys():
            held = given[name]
            kept = [one for one in held if self._concerns(one.partition("#")[0])]
            changes[name] = {one: held[one] for one in kept} if isinstance(held, Mapping) else tuple(kept)
        return changes

    def _concerns(self, reference: str) -> bool:
        return kind_of(reference) not in {"round", "topic"} or round_of(reference) == self.round


def export_acts(reader: Reader, copy: WorkingCopy | None = None) -> Iterator[dict[str, object]]:
    """The fields of each act, or of those of a copy, in order."""
    for records in acts(record for _, record in reader.records()):
        motion = copy.take(records) if copy else motion_of_act(records)
        if motion is not None:
            yield msgspec.to_builtins(motion, order="sorted")


def export_lines(reader: Reader, copy: WorkingCopy | None = None) -> Iterator[bytes]:
    """A case as JSON Lines: one act a line, canonical."""
    for fields in export_acts(reader, copy):
        yield canonical(fields) + b"\n"


def export_toml(reader: Reader, copy: WorkingCopy | None = None) -> Iterator[str]:
    """A case as TOML, for people."""
    for fields in export_acts(reader, copy):
        yield tomli_w.dumps({"act": [to_toml(fields)]}, multiline_strings=False) + "\n"
