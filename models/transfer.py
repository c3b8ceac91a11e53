"""The register on its way: sealed files checked and loaded, and backups."""

from __future__ import annotations

import re
import sqlite3
from base64 import b64encode
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from hashlib import sha256
from itertools import zip_longest
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING, Annotated, NamedTuple

import msgspec

from escalade.models.backends import Database, Location, Place, UnusableRegisterError, engine_of, explain_errors
from escalade.models.backends.schema_check import refuse_changes
from escalade.models.cases.case_file import LARGEST, LONGEST_ACT, decode_motion, read_lines
from escalade.models.files import file_exists, place, write_atomically
from escalade.models.integrity.completeness import derive_anew
from escalade.models.integrity.receipts import sign_checkpoint
from escalade.models.reader import Reader, open_reader
from escalade.models.register import Register
from escalade.models.store import statements
from escalade.models.store.clock import now
from escalade.models.store.projections import list_files
from escalade.models.views.personal_texts import find_erasures
from escalade.workflow.ledger.checkpoints import (
    MARK,
    Checkpoint,
    CheckpointError,
    PublicKey,
    Verifier,
    decode_base64,
    open_note,
    origin_of,
)
from escalade.workflow.ledger.tree import Tree, leaf_hash
from escalade.workflow.motions import HandOver, Motion, PublishKey, Redact, RevokeKey
from escalade.workflow.perform import Outcome
from escalade.workflow.records.record import acts, canonical, commitment_in, encode, motion_of_act
from escalade.workflow.values.errors import EscaladeError, LedgerError, Message

if TYPE_CHECKING:
    from escalade.models.integrity.keys import SigningKey


VERSION = 1
"""The version of the format."""


class SealedHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line: the version."""

    sealed: int


class SealedFoot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last line: the checkpoint, signed with the hash of all before it."""

    seal: str


Leaf = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
"""The hash of a record, in hexadecimal."""


class SealedAct(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An act, and the hashes of the records that it made."""

    leaves: tuple[Leaf, ...]
    motion: msgspec.Raw


class SealedPaper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An issued paper: its hash, its name, and its bytes in base64."""

    paper: str
    name: str
    data: bytes


Line = SealedHead | SealedAct | SealedPaper | SealedFoot
SHAPES: tuple[tuple[type[Line], int], ...] = (
    (SealedAct, LONGEST_ACT),
    (SealedPaper, LARGEST),
    (SealedHead, LONGEST_ACT),
    (SealedFoot, LONGEST_ACT),
)
"""What a line may be, the most frequent first, and how long it is then."""


def unsound(path: Path, line: int | None, sentence: str, /, **facts: object) -> LedgerError:
    """Say where a sealed file is not what was sealed, and what is wrong."""
    return LedgerError("sealed-file", sentence, **facts).within(path, line)


def is_plain(name: str) -> bool:
    """Whether a name is that of a file, on any system."""
    named = {PurePosixPath(name).name, PureWindowsPath(name).name} == {name} and name not in {"", ".."}
    return named and min(name) >= " "


def seal_ledger(reader: Reader, key: SigningKey) -> Iterator[bytes]:
    """The whole register as a sealed file, line by line."""
    sign_checkpoint(reader, key)  # refused before the first line is written
    digest = sha256()
    for line in _contents(reader):
        digest.update(line)
        yield line
    yield encode_line({"seal": sign_checkpoint(reader, key, make_extension(digest.hexdigest()))})


def _contents(reader: Reader) -> Iterator[bytes]:
    yield encode_line({"sealed": VERSION})
    for records in acts(record for _, record in reader.records()):
        leaves = [leaf_hash(encode(record)).hex() for record in records]
        yield encode_line({"leaves": leaves, "motion": msgspec.to_builtins(motion_of_act(records), order="sorted")})
    for digest, name, data in reader.connection.execute(statements.EVERY_PAPER):
        yield encode_line({"paper": digest, "name": name, "data": b64encode(bytes(data)).decode()})


def encode_line(value: object) -> bytes:
    """Encode a line as it is written."""
    return canonical(value) + b"\n"


def make_extension(digest: str) -> str:
    """Make the extension of a checkpoint: the hash of all before it."""
    return f"sealed {digest}\n"


def read_sealed_lines(path: Path) -> Iterator[tuple[int, bytes, Line]]:
    """Read the lines of a sealed file: number, bytes, and what each is."""
    for number, text in read_lines(path, LARGEST, empty=True):
        line = _read(text)
        if line is None:
            raise unsound(path, number, "the line is none of a sealed file.")
        yield number, text, line


def _read(text: bytes) -> Line | None:
    """Decode a line; None where it is not of its shape."""
    for shape, longest in SHAPES:
        with suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            if len(text) <= longest:
                return msgspec.json.decode(text, type=shape)
    return None


ORDER = (SealedHead, SealedAct, SealedPaper, SealedFoot)
"""In which order the kinds of lines stand; there is one of the first, and one of the last."""
NO_BEGINNING = "the file does not begin as a sealed file does."


class SealedFile(NamedTuple):
    """A sealed file that was checked, and what it holds."""

    checkpoint: Checkpoint
    key: PublicKey
    listed: bool
    """Whether the key was taken from the file's own record, for want of another."""
    papers: int
    absent: int
    """How many files its records name that are not in it."""
    begun: str
    """The root of as many first records as were asked for; empty where it has fewer."""
    digest: str
    """The hash of the whole file."""


class SealedContents:
    """The contents of a sealed file, taken line by line.

    The root of its `begun` first records is kept.
    """

    def __init__(self, path: Path, begun: int) -> None:
        self._path, self._size, self._digest, self._kind = path, begun, sha256(), -1
        self.tree, self.listed, self.first = Tree(), dict[str, None](), b""
        self.revoked: dict[str, int] = {}
        """By key, the line that revokes it."""
        self.named: dict[str, set[str | None]] = {}
        """By hash, what the records call the files that they name."""
        self.papers: set[str] = set()
        self.begun = "" if begun else self.tree.root().hex()
        self.note, self.noted_at, self.before, self.last = "", 0, "", b""
        """The signed checkpoint and its line; the hash of all before that, and its bytes."""

    @property
    def digest(self) -> str:
        """The hash of all that was taken."""
        return self._digest.hexdigest()

    def take(self, number: int, text: bytes, line: Line) -> None:
        """Take one line."""
        kind = ORDER.index(type(line))
        if self._kind < 0 and line != SealedHead(VERSION):
            raise unsound(self._path, number, NO_BEGINNING)
        if self.note or (self._kind >= 0 and kind < max(self._kind, 1)):
            raise unsound(self._path, number, "the line stands where none of its kind can.")
        if isinstance(line, SealedAct):
            self._take_act(number, line)
        elif isinstance(line, SealedPaper):
            self._take_paper(number, line)
        elif isinstance(line, SealedFoot):
            self.note, self.noted_at, self.before, self.last = line.seal, number, self.digest, text
        self._kind = kind
        self._digest.update(text)

    def _take_paper(self, number: int, line: SealedPaper) -> None:
        """A paper is one that a record names, once, under its name."""
        named = self.named.get(line.paper)
        if sha256(line.data).hexdigest() != line.paper:
            problem = "the paper {name} is not the one that was issued."
        elif not is_plain(line.name):
            problem = "“{name}” names no paper: it leads to another folder."
        elif named is None:
            problem = "the paper {name} was never issued: no record names it."
        elif None not in named and line.name not in named:
            problem = "the paper {name} has another name in the record."
        elif line.paper in self.papers:
            problem = "the paper {name} stands here twice."
        else:
            self.papers.add(line.paper)
            return
        raise unsound(self._path, number, problem, name=line.name)

    def _take_act(self, number: int, line: SealedAct) -> None:
        """Grow the tree, and keep in step which files and keys the record lists."""
        for leaf in map(bytes.fromhex, line.leaves):
            self.first = self.first or leaf
            self.tree.append(leaf)
            self.begun = self.tree.root().hex() if self.tree.size == self._size else self.begun
        motion = decode_motion(line.motion, self._path, number)
        for digest, name in list_files(motion.evidence, motion):
            self.named.setdefault(digest, set()).add(name)
        if isinstance(motion, PublishKey | HandOver) and motion.key:
            self.listed[motion.key] = None
        elif isinstance(motion, RevokeKey):
            self.listed.pop(motion.key, None)
            self.revoked[motion.key] = number

    def bears_seal(self, point: Checkpoint, key: PublicKey) -> bool:
        """Whether every byte is one that was sealed, the signature's own too."""
        coded = b64encode(decode_base64(self.note.rpartition(" ")[2].rstrip("\n"))).decode()
        note = f"{point.text}{make_extension(self.before)}\n{MARK}{key.name} {coded}\n"
        return self.last == encode_line({"seal": note})


def verify_seal(path: Path, keys: tuple[PublicKey, ...], verify: Verifier, begun: int = 0) -> SealedFile:
    """Check a sealed file, and tell what it holds.

    Nothing of it is tried or kept before all of that holds.

    Args:
        path: the file.
        keys: public keys that are trusted; those in its own record where none is.
        verify: how a signature is verified.
        begun: of how many first records the root is asked for.
    """
    held = SealedContents(path, begun)
    number = 0
    for number, text, line in read_sealed_lines(path):
        held.take(number, text, line)
    if not number:
        raise unsound(path, 1, NO_BEGINNING)
    if not held.note:
        raise unsound(path, None, "its last line, which is signed, is missing: the file was cut.")
    try:
        trusted = keys or tuple(PublicKey.parse(key) for key in held.listed)
        point, key = open_note(held.note, trusted, verify)
    except CheckpointError as error:
        error.within(path, held.noted_at)
        raise
    facts = {"key": key.name, "size": point.size}
    if str(key) in held.revoked:
        revoked = "the key {key} that signed the file is revoked in it: it was signed afterwards."
        raise unsound(path, held.revoked[str(key)], revoked, **facts)
    if (point.size, point.root, point.origin) != (held.tree.size, held.tree.root(), origin_of(held.first)):
        raise unsound(path, None, "its acts are not the {size} records that {key} signed for.", **facts)
    if not held.bears_seal(point, key):
        raise unsound(path, None, "it is not, to the last byte, the file that {key} sealed.", **facts)
    absent = len(held.named.keys() - held.papers)
    return SealedFile(point, key, not keys, len(held.papers), absent, held.begun, held.digest)


def load_acts(register: Register, path: Path, begun: int, found: SealedFile) -> None:
    """Load what a checked file holds, after as many records as are there."""
    replayed = Replay(path, begun, found)
    papers = ((line.name, line.data) for _, line in replayed.lines() if isinstance(line, SealedPaper))
    try:
        register.load(replayed.motions(), replayed.compare, papers, begun=begun, warned=False)
    except EscaladeError as error:
        error.within(path, replayed.number)
        raise


class Replay:
    """The acts of a file, each held against the hashes it was sealed with.

    The `begun` first records are in the register already.
    """

    def __init__(self, path: Path, begun: int, found: SealedFile) -> None:
        self._path, self._begun, self._found = path, begun, found
        self.number, self._leaves = 0, tuple[str, ...]()
        self._missing: dict[str, str] = {}
        self._erased: set[str] = set()

    def lines(self) -> Iterator[tuple[int, Line]]:
        """The lines of the file, as long as it is the one that was checked."""
        digest = sha256()
        for number, text, line in read_sealed_lines(self._path):
            digest.update(text)
            yield number, line
        if digest.hexdigest() != self._found.digest:
            raise unsound(self._path, None, "the file was changed while it was being loaded.")

    def motions(self) -> Iterator[Motion]:
        """The acts that are not in the register yet."""
        passed = 0
        for number, line in self.lines():
            self.number = number
            if isinstance(line, SealedAct):
                passed += len(line.leaves)
                if passed > self._begun:
                    self._leaves = line.leaves
                    yield decode_motion(line.motion, self._path, self.number)
        for commitment, name in self._missing.items():
            if commitment not in self._erased:
                lacks = "{record} lacks its text, and no act says that it was erased."
                raise unsound(self._path, None, lacks, record=name)

    def compare(self, _motion: Motion, outcome: Outcome) -> None:
        """Hold an act that was tried, and its texts, against what was sealed."""
        for record, leaf in zip_longest(outcome.records, self._leaves):
            if record is None or leaf_hash(encode(record)).hex() != leaf:
                what = record.reference if record else "The act"
                raise unsound(self._path, self.number, "{record} comes out otherwise than it was sealed.", record=what)
        for record, subject in zip(outcome.records, outcome.subjects, strict=True):
            for field in record.motion.erased:
                commitment = commitment_in(msgspec.to_builtins(getattr(record.motion, field)))
                self._missing.setdefault(commitment or "", record.reference)
            if isinstance(record.motion, Redact):
                self._erased.update(find_erasures(record, subject))


WRITTEN = {
    "record": statements.ADD_RECORD,
    "opened": statements.ADD_OPENED,
    "paper": statements.ADD_PAPER,
    "absent_paper": statements.ADD_ABSENT,
}
"""What writes a row of the tables that are written down; what is in the others is derived from them."""

_COPY = re.compile(r"-[0-9]{8}T[0-9]{6}Z\.db")
"""How the name of a copy ends that was made into a folder."""


@contextmanager
def explain_writing(path: Path) -> Iterator[None]:
    """Say of a copy why it cannot be written."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        problem = (getattr(error, "strerror", None) or str(error)).lower()
        raise UnusableRegisterError(
            Location(path), Message("cannot be written: {problem}.", problem=problem)
        ) from error


def backup(location: Place, path: Path) -> None:
    """Copy a register to a new file, whole, also while others write."""
    if path.exists():
        raise file_exists(path)
    if not path.absolute().parent.is_dir():
        raise UnusableRegisterError(Location(path), Message("cannot be written: its folder does not exist."))
    with (
        open_reader(location) as reader,
        explain_writing(path),
        write_atomically(path) as draft,
        explain_errors(Location(path)),
    ):
        draft.touch(exist_ok=False)
        engine_of(location).copy(reader.connection, draft)
        place(draft, path, lambda: file_exists(path))


def restore(kept: Reader, register: Register) -> None:
    """Copy a backup whole into a new register, and no record more."""
    refuse_changes(engine_of(kept.location), kept.connection, kept.location)
    made = register.connection
    with explain_errors(register.location), made.transaction():
        for table, add in WRITTEN.items():
            made.executemany(add, kept.connection.execute(f"SELECT * FROM {table}"))  # noqa: S608  # the names are ours
        derive_anew(made, Reader(made, register.location, kept.watch))


def backup_into(location: Place, folder: Path, keep: int | None = None) -> tuple[Path, list[Path]]:
    """Copy a register into a folder, under the moment of the copy.

    The folder is made where there is none. So many copies are kept, the newest; given are
    the copy, and those that were removed.
    """
    name = location.name if isinstance(location, Database) else location.path.stem
    with explain_writing(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / f"{name}-{now():%Y%m%dT%H%M%SZ}.db"
    backup(location, path)
    copies = sorted(one for one in folder.iterdir() if _COPY.fullmatch(one.name.removeprefix(name)))
    gone = copies[: max(len(copies) - keep, 0)] if keep else []
    for one in gone:
        one.unlink()
    return path, gone


def copy_beside(files: Iterable[Path], folder: Path) -> list[Path]:
    """Copy what a server keeps beside a register, over its last copies.

    A database (its name ends with .db) is copied as of one moment, also while
    others write; what is not there is left out. Only the owner may read the copies.
    """
    made = []
    for file in files:
        path = folder / file.name
        with explain_writing(path):
            if not file.exists():
                continue
            with write_atomically(path) as draft:
                draft.touch(mode=0o600)
                if file.suffix == ".db":
                    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(draft)) as copy:
                        source.backup(copy)
                else:
                    draft.write_bytes(file.read_bytes())
                draft.replace(path)
        made.append(path)
    return made
