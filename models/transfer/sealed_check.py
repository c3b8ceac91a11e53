"""Check a sealed file: its signature, and all that stands under it."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from escalade.models.cases.parser import decode_motion
from escalade.models.store.derived import list_files
from escalade.models.transfer.sealed import (
    VERSION,
    SealedAct,
    SealedFileError,
    SealedFoot,
    SealedHead,
    SealedPaper,
    encode_line,
    is_plain,
    make_extension,
    read_sealed_lines,
)
from escalade.workflow.ledger.checkpoints import MARK, CheckpointError, PublicKey, decode_base64, open_note, origin_of
from escalade.workflow.ledger.tree import Tree
from escalade.workflow.motions import HandOver, PublishKey, RevokeKey
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from pathlib import Path

    from escalade.models.transfer.sealed import Line
    from escalade.workflow.ledger.checkpoints import Checkpoint, Verifier
    from escalade.workflow.motions import Motion

OUT_OF_PLACE = "the line stands where none of its kind can."


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
    """The contents of a sealed file, taken line by line."""

    def __init__(self, path: Path, begun: int) -> None:
        """Begin with nothing; keep the root of as many first records."""
        self._path, self._size, self._digest = path, begun, sha256()
        self.tree, self.listed, self.first = Tree(), dict[str, None](), b""
        self.revoked: dict[str, int] = {}
        """By key, the line that revokes it."""
        self.named: dict[str, set[str | None]] = {}
        """By hash, what the records call the files that they name."""
        self.papers: set[str] = set()
        self.begun = "" if begun else self.tree.root().hex()
        self.has_begun, self.note, self.noted_at = False, "", 0
        self.before, self.last = "", b""
        """The hash of all before the last line, and that line."""

    @property
    def digest(self) -> str:
        """The hash of all that was taken."""
        return self._digest.hexdigest()

    def take(self, number: int, text: bytes, line: Line) -> None:
        """Take one line.

        Raises:
            SealedFileError: it is not what it says, or stands out of place.
        """
        if not self.has_begun:
            self._begin(line)
        elif isinstance(line, SealedPaper) and not self.last:
            self._take_paper(number, line)
        elif isinstance(line, SealedAct) and not self.papers and not self.last:
            self._take_act(number, line)
        elif isinstance(line, SealedFoot) and not self.note:
            self.note, self.noted_at, self.before, self.last = line.seal, number, self.digest, text
        else:
            raise SealedFileError(self._path, number, OUT_OF_PLACE)
        self._digest.update(text)

    def _begin(self, line: Line) -> None:
        """The first line gives the version."""
        if not isinstance(line, SealedHead) or line.sealed != VERSION:
            raise SealedFileError(self._path, 1, Message("the file does not begin as a sealed file does."))
        self.has_begun = True

    def _take_paper(self, number: int, line: SealedPaper) -> None:
        """A paper is one that a record names, once, under its name."""
        named = self.named.get(line.paper)
        if sha256(line.data).hexdigest() != line.paper:
            problem = Message("the paper {name} is not the one that was issued.", name=line.name)
        elif not is_plain(line.name):
            problem = Message("“{name}” names no paper: it leads to another folder.", name=line.name)
        elif named is None:
            problem = Message("the paper {name} was never issued: no record names it.", name=line.name)
        elif None not in named and line.name not in named:
            problem = Message("the paper {name} has another name in the record.", name=line.name)
        elif line.paper in self.papers:
            problem = Message("the paper {name} stands here twice.", name=line.name)
        else:
            self.papers.add(line.paper)
            return
        raise SealedFileError(self._path, number, problem)

    def _take_act(self, number: int, line: SealedAct) -> None:
        for leaf in map(bytes.fromhex, line.leaves):
            self.first = self.first or leaf
            self.tree.append(leaf)
            self.begun = self.tree.root().hex() if self.tree.size == self._size else self.begun
        motion = decode_motion(line.motion, self._path, number)
        for digest, name in list_files(motion.evidence, motion):
            self.named.setdefault(digest, set()).add(name)
        self._take_key(number, motion)

    def _take_key(self, number: int, motion: Motion) -> None:
        """Keep in step which keys the record lists."""
        if isinstance(motion, PublishKey | HandOver) and motion.key:
            self.listed[motion.key] = None
        elif isinstance(motion, RevokeKey):
            self.listed.pop(motion.key, None)
            self.revoked[motion.key] = number


def verify_seal(path: Path, keys: tuple[PublicKey, ...], verify: Verifier, begun: int = 0) -> SealedFile:
    """Check a sealed file, and tell what it holds.

    Nothing of it is tried or kept before all of that holds.

    Args:
        path: the file.
        keys: public keys that are trusted; those in its own record where none is.
        verify: how a signature is verified.
        begun: of how many first records the root is asked for.

    Raises:
        SealedFileError: what does not hold, and where.
    """
    held = SealedContents(path, begun)
    for number, text, line in read_sealed_lines(path):
        held.take(number, text, line)
    if not held.has_begun:
        raise SealedFileError(path, 1, Message("the file does not begin as a sealed file does."))
    if not held.note:
        raise SealedFileError(path, None, Message("its last line, which is signed, is missing: the file was cut."))
    try:
        trusted = keys or tuple(PublicKey.parse(key) for key in held.listed)
        point, key = open_note(held.note, trusted, verify)
    except CheckpointError as error:
        raise SealedFileError(path, held.noted_at, str(error)) from error
    facts = {"key": key.name, "size": point.size}
    if str(key) in held.revoked:
        problem = Message("the key {key} that signed the file is revoked in it: it was signed afterwards.", **facts)
        raise SealedFileError(path, held.revoked[str(key)], problem)
    if (point.size, point.root, point.origin) != (held.tree.size, held.tree.root(), origin_of(held.first)):
        raise SealedFileError(
            path, None, Message("its acts are not the {size} records that {key} signed for.", **facts)
        )
    if not bears_seal(held, point, key):
        raise SealedFileError(path, None, Message("it is not, to the last byte, the file that {key} sealed.", **facts))
    absent = len(held.named.keys() - held.papers)
    return SealedFile(point, key, not keys, len(held.papers), absent, held.begun, held.digest)


def bears_seal(held: SealedContents, point: Checkpoint, key: PublicKey) -> bool:
    """Whether every byte is one that was sealed, the signature's own too."""
    text = point.text + make_extension(held.before)
    coded = b64encode(decode_base64(held.note.rpartition(" ")[2].rstrip("\n"))).decode()
    note = f"{text}\n{MARK}{key.name} {coded}\n"
    return held.last == encode_line({"seal": note})
