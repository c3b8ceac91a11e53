"""Read a case file: TOML for people, JSON Lines for machines."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from escalade.models.files.input_file import open_file
from escalade.models.files.toml import OversizeTomlError, TomlError, from_toml, parse_toml
from escalade.workflow.motions import MOTIONS, Motion, any_motion
from escalade.workflow.motions.mismatch import Mismatch, find_mismatch
from escalade.workflow.records.record import commitment_in, personal_fields
from escalade.workflow.values.constraints import is_digest
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator


LARGEST = 64 * 2**20
"""The longest line of any file, in bytes: a paper may be that long."""
LONGEST_ACT = 16 * 2**20
"""The longest line that is read as an act: what is made of it may take thirty times its room."""
LARGEST_TOML = 8 * 2**20
"""The largest case file that is read as TOML; what is made of it may take sixty times its room."""


def place_problem(path: Path, line: int | None, problem: str) -> Message:
    """Say what is wrong in a file, and in which line where that is known."""
    facts = {"path": path, "line": line, "problem": problem}
    return Message("{path}, line {line}: {problem}", **facts) if line else Message("{path}: {problem}", **facts)


class CaseError(RequestError):
    """A case file cannot be read: its syntax, or a field of an act."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        """Name the file, the line where the act begins, and the problem."""
        self.path, self.line = path, line
        super().__init__(place_problem(path, line, problem))


def read_lines(path: Path, longest: int, *, empty: bool = False) -> Iterator[tuple[int, bytes]]:
    """Read the lines of a file that are not empty, with their numbers.

    Args:
        path: the file.
        longest: how many bytes a line may have.
        empty: whether those that are empty are asked for, too.

    Raises:
        CaseError: the file cannot be read, or a line is longer than any may be.
    """
    try:
        with open_file(path) as file:
            for number, line in enumerate(iter(lambda: file.readline(longest + 1), b""), 1):
                if len(line) > longest:
                    raise CaseError(path, number, Message("the line is longer than {most} bytes.", most=f"{longest:,}"))
                if empty or line.strip():
                    yield number, line
    except OSError as error:
        raise CaseError(
            path, None, Message("the file cannot be read: {reason}.", reason=(error.strerror or str(error)).lower())
        ) from error


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
    """Find the file of a case that comes with escalade.

    Raises:
        CaseError: no such case is shipped.
    """
    path = Path(str(files("escalade.models.cases").joinpath(f"{name}.toml")))
    if not path.is_file():
        raise CaseError(path, None, Message("no case “{name}” is shipped with escalade.", name=name))
    return path


def parse_case(path: Path) -> Iterator[CaseAct]:
    """Every act of a case file, in order.

    Raises:
        CaseError: the file cannot be read, or an act is malformed.
    """
    try:
        if path.suffix in {".jsonl", ".json"}:
            yield from _read_lines(path)
        else:
            yield from _read_toml(path)
    except OSError as error:
        raise CaseError(
            path, None, Message("the file cannot be read: {reason}.", reason=(error.strerror or str(error)).lower())
        ) from error
    except UnicodeDecodeError as error:
        raise CaseError(path, None, Message("the file is not written in UTF-8.")) from error


def _read_lines(path: Path) -> Iterator[CaseAct]:
    for number, line in read_lines(path, LONGEST_ACT):
        yield CaseAct(number, decode_motion(line, path, number))


def decode_motion(data: bytes | msgspec.Raw, path: Path, line: int) -> Motion:
    """Decode a motion from JSON.

    Raises:
        CaseError: it is not JSON, or the act is malformed.
    """
    try:
        return convert_motion(msgspec.json.decode(data), path, line)
    except RecursionError as error:
        raise CaseError(path, line, Message("the line is nested too deeply to be an act.")) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise CaseError(path, line, Message("the line is not JSON: {problem}.", problem=error)) from error


def _read_toml(path: Path) -> Iterator[CaseAct]:
    with open_file(path) as file:
        data = file.read(LARGEST_TOML + 1)
    if len(data) > LARGEST_TOML:
        raise _oversize(path)
    text = data.decode()
    try:
        document = parse_toml(text)
        acts = from_toml(document.pop("act", []))
    except RecursionError as error:
        raise CaseError(path, None, Message("the file is nested too deeply to be acts.")) from error
    except OversizeTomlError as error:
        raise _oversize(path) from error
    except TomlError as error:
        raise CaseError(path, None, Message("the syntax is wrong: {problem}.", problem=error)) from error
    if document or not isinstance(acts, list):
        raise CaseError(
            path,
            None,
            Message("a case has nothing but [[act]] tables; it also has “{field}”.", field=next(iter(document), "act")),
        )
    lines = find_act_lines(text)
    for number, fields in enumerate(acts):
        line = lines[number] if len(lines) == len(acts) else 1
        yield CaseAct(line, convert_motion(fields, path, line))


def _oversize(path: Path) -> CaseError:
    return CaseError(path, None, Message("the file is too large for TOML; write the case as JSON Lines."))


def find_act_lines(text: str) -> list[int]:
    """Find the lines on which the acts of a TOML case begin."""
    found, inside = [], False
    for number, line in enumerate(text.splitlines(), 1):
        if not inside and line.strip().partition("#")[0].replace(" ", "") == "[[act]]":
            found.append(number)
        inside ^= (line.count('"""') + line.count("'''")) % 2 == 1
    return found


def convert_motion(fields: Any, path: Path, line: int) -> Motion:
    """Convert the fields of an act to its motion.

    Raises:
        CaseError: there is no such act, or a field is unknown or malformed.
    """
    act = fields.get("act") if isinstance(fields, dict) else None
    if not isinstance(act, str) or act not in MOTIONS:
        raise CaseError(
            path,
            line,
            Message("the act says “{act}”, which is no act of the procedure.", act=act)
            if act and isinstance(act, str)
            else Message('an act says what it is, as in act = "propose".'),
        )
    try:
        return _as_exported(msgspec.convert(fields, MOTIONS[act]))
    except msgspec.ValidationError as error:
        raise CaseError(path, line, f"“{act}”: {describe_mismatch(find_mismatch(fields, MOTIONS[act]))}") from error


def _as_exported(motion: Motion) -> Motion:
    """An act with its erased texts named, which earlier exports do not.

    An export has a time, and a salt for each text that was not erased.
    """
    if not (motion.personal and motion.at) or motion.erased:
        return motion
    bare = (name for name in personal_fields(motion) if name not in motion.salts)
    erased = tuple(name for name in bare if is_digest(commitment_in(getattr(motion, name)) or ""))
    return msgspec.structs.replace(motion, erased=erased)


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


def schema() -> bytes:
    """The JSON Schema of one act, for both forms of a case file."""
    described = msgspec.json.schema(any_motion())
    described = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "An act of an escalade case",
        **described,
    }
    return msgspec.json.format(msgspec.json.encode(described, order="sorted"), indent=2)
