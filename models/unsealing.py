"""Check a sealed file before anything else, then load what it holds."""

from __future__ import annotations

from contextlib import suppress
from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from escalade.models.cases.line import LARGEST, LONGEST_ACT, CaseError, lines_of
from escalade.models.cases.reading import motion_in
from escalade.models.sealed import VERSION, Head, Sealed, SealedAct, SealedPaper, is_plain
from escalade.workflow.checkpoint import CheckpointError, PublicKey, opened, origin_of
from escalade.workflow.errors import EscaladeError, LedgerError
from escalade.workflow.ledger import Tree, leaf_hash
from escalade.workflow.motion import HandOver, Motion, PublishKey, RevokeKey
from escalade.workflow.record import encode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from escalade.models.register import Register
    from escalade.workflow.act import Outcome
    from escalade.workflow.checkpoint import Verifier

Line = Head | SealedAct | SealedPaper
SHAPES: tuple[tuple[type[Line], int], ...] = ((SealedAct, LONGEST_ACT), (SealedPaper, LARGEST), (Head, LONGEST_ACT))
"""What a line may be, the most frequent first, and how long it is then."""


class SealedFileError(LedgerError):
    """A sealed file is not what was sealed: says where, and what."""

    def __init__(self, path: Path, line: int | None, problem: str) -> None:
        """Name the file, the line and what is wrong with it."""
        self.path, self.line = path, line
        super().__init__(f"{path}{f', line {line}' if line else ''}: {problem}")


class Contents:
    """What the lines after the first come to, taken one by one."""

    def __init__(self, path: Path, begun: int) -> None:
        """Begin with nothing; keep the root of as many first records."""
        self._path, self._size = path, begun
        self.tree, self.listed, self.papers, self.first = Tree(), dict[str, None](), 0, b""
        self.revoked: dict[str, int] = {}
        """By key, the line that revokes it."""
        self.begun = "" if begun else self.tree.root().hex()

    def take(self, number: int, line: Line) -> None:
        """Take one line.

        Raises:
            SealedFileError: it is not what it says, or stands out of place.
        """
        if isinstance(line, SealedPaper):
            self._take_paper(number, line)
        elif isinstance(line, SealedAct) and not self.papers:
            self._take_act(number, line)
        else:
            raise SealedFileError(self._path, number, "the line stands where none of its kind can.")

    def _take_paper(self, number: int, line: SealedPaper) -> None:
        """A paper is what its hash says, under a name that leads nowhere else."""
        self.papers += 1
        if sha256(line.data).hexdigest() != line.paper:
            raise SealedFileError(self._path, number, f"the paper {line.name} is not the one that was issued.")
        if not is_plain(line.name):
            raise SealedFileError(self._path, number, f"“{line.name}” names no paper: it leads to another folder.")

    def _take_act(self, number: int, line: SealedAct) -> None:
        for leaf in map(bytes.fromhex, line.leaves):
            self.first = self.first or leaf
            self.tree.append(leaf)
            self.begun = self.tree.root().hex() if self.tree.size == self._size else self.begun
        motion = motion_in(line.motion, self._path, number)
        if isinstance(motion, PublishKey | HandOver) and motion.key:
            self.listed[motion.key] = None
        elif isinstance(motion, RevokeKey):
            self.listed.pop(motion.key, None)
            self.revoked[motion.key] = number


def checked(path: Path, keys: tuple[PublicKey, ...], verify: Verifier, begun: int = 0) -> Sealed:
    """What a sealed file holds, after its signature, its root and its papers.

    Nothing of it is tried or kept before all of these hold.

    Args:
        path: the file.
        keys: public keys that are trusted; those in its own record where none is.
        verify: how a signature is verified.
        begun: of how many first records the root is asked for.

    Raises:
        SealedFileError: what does not hold, and where.
    """
    lines = _lines(path)
    head = next(lines, (0, None))[1]
    if not isinstance(head, Head) or head.sealed != VERSION:
        raise SealedFileError(path, 1, "the file does not begin as a sealed file of this version does.")
    held = Contents(path, begun)
    for number, line in lines:
        held.take(number, line)
    try:
        trusted = keys or tuple(PublicKey.read(key) for key in held.listed)
        point, key = opened(head.checkpoint, trusted, verify)
    except CheckpointError as error:
        raise SealedFileError(path, 1, str(error)) from error
    if str(key) in held.revoked:
        problem = f"the key {key.name} that signed the file is revoked in it: it was signed afterwards."
        raise SealedFileError(path, held.revoked[str(key)], problem)
    if (point.size, point.root, point.origin) != (held.tree.size, held.tree.root(), origin_of(held.first)):
        raise SealedFileError(path, None, f"its acts are not the {point.size} records that {key.name} signed for.")
    return Sealed(point, key, not keys, held.papers, held.begun)


def unsealed(register: Register, path: Path, begun: int) -> None:
    """Load what a checked file holds, after as many records as are there.

    Raises:
        SealedFileError: an act comes out otherwise than it was sealed.
        EscaladeError: the procedure refuses an act; names its line.
    """
    replayed = Replay(path, begun)
    papers = ((line.name, line.data) for _, line in _lines(path) if isinstance(line, SealedPaper))
    try:
        register.load(replayed.motions(), replayed.compare, papers, begun=begun)
    except (SealedFileError, CaseError):
        raise
    except EscaladeError as error:
        error.where = f"{path}, line {replayed.number}"
        raise


class Replay:
    """The acts of a file, each held against the hashes it was sealed with."""

    def __init__(self, path: Path, begun: int) -> None:
        """Begin after as many records."""
        self._path, self._begun = path, begun
        self.number, self._leaves = 0, tuple[str, ...]()

    def motions(self) -> Iterator[Motion]:
        """The acts that are not in the register yet."""
        passed = 0
        for number, line in _lines(self._path):
            self.number = number
            if isinstance(line, SealedAct):
                passed += len(line.leaves)
                if passed > self._begun:
                    self._leaves = line.leaves
                    yield motion_in(line.motion, self._path, self.number)

    def compare(self, _motion: Motion, outcome: Outcome) -> None:
        """Hold an act that was tried against what was sealed.

        Raises:
            SealedFileError: it comes out otherwise.
        """
        for record, leaf in zip_longest(outcome.records, self._leaves):
            if record is None or leaf_hash(encode(record)).hex() != leaf:
                what = record.reference if record else "The act"
                raise SealedFileError(self._path, self.number, f"{what} comes out otherwise than it was sealed.")


def _lines(path: Path) -> Iterator[tuple[int, Line]]:
    """Every line of the file, as what it is."""
    for number, text in lines_of(path, LARGEST):
        line = _read(text)
        if line is None:
            raise SealedFileError(path, number, "the line is none of a sealed file.")
        yield number, line


def _read(text: bytes) -> Line | None:
    """What a line is; nothing is made of one that is not of its shape."""
    for shape, longest in SHAPES:
        with suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            if len(text) <= longest:
                return msgspec.json.decode(text, type=shape)
    return None
