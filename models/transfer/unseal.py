"""Load what a sealed file holds, once it was checked."""

from __future__ import annotations

from hashlib import sha256
from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from escalade.models.cases.parser import CaseError, decode_motion
from escalade.models.transfer.sealed import SealedAct, SealedFileError, SealedPaper, read_sealed_lines
from escalade.models.views.personal_texts import find_erasures
from escalade.workflow.ledger.tree import leaf_hash
from escalade.workflow.motions import Motion, Redact
from escalade.workflow.records.record import commitment_in, encode
from escalade.workflow.values.errors import EscaladeError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from escalade.models.register import Register
    from escalade.models.transfer.sealed import Line
    from escalade.models.transfer.sealed_check import SealedFile
    from escalade.workflow.perform import Outcome
    from escalade.workflow.records.record import Record
    from escalade.workflow.subjects.subject import Subject


def load_acts(register: Register, path: Path, begun: int, found: SealedFile) -> None:
    """Load what a checked file holds, after as many records as are there.

    Raises:
        SealedFileError: an act comes out otherwise than it was sealed, or a text is missing.
        EscaladeError: the procedure refuses an act; names its line.
    """
    replayed = Replay(path, begun, found)
    papers = ((line.name, line.data) for _, line in replayed.lines() if isinstance(line, SealedPaper))
    try:
        register.load(replayed.motions(), replayed.compare, papers, begun=begun, warned=False)
    except (SealedFileError, CaseError):
        raise
    except EscaladeError as error:
        error.where = f"{path}, line {replayed.number}"
        raise


class Replay:
    """The acts of a file, each held against the hashes it was sealed with."""

    def __init__(self, path: Path, begun: int, found: SealedFile) -> None:
        """Begin after as many records."""
        self._path, self._begun, self._found = path, begun, found
        self.number, self._leaves = 0, tuple[str, ...]()
        self._missing: dict[str, str] = {}
        self._erased: set[str] = set()

    def lines(self) -> Iterator[tuple[int, Line]]:
        """The lines of the file, as long as it is the one that was checked.

        Raises:
            SealedFileError: it was exchanged meanwhile.
        """
        digest = sha256()
        for number, text, line in read_sealed_lines(self._path):
            digest.update(text)
            yield number, line
        if digest.hexdigest() != self._found.digest:
            raise SealedFileError(self._path, None, Message("the file was changed while it was being loaded."))

    def motions(self) -> Iterator[Motion]:
        """The acts that are not in the register yet.

        Raises:
            SealedFileError: a text is missing that no act of them erased.
        """
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
                raise SealedFileError(
                    self._path,
                    None,
                    Message("{record} lacks its text, and no act says that it was erased.", record=name),
                )

    def compare(self, _motion: Motion, outcome: Outcome) -> None:
        """Hold an act that was tried against what was sealed.

        Raises:
            SealedFileError: it comes out otherwise.
        """
        for record, leaf in zip_longest(outcome.records, self._leaves):
            if record is None or leaf_hash(encode(record)).hex() != leaf:
                what = record.reference if record else "The act"
                raise SealedFileError(
                    self._path, self.number, Message("{record} comes out otherwise than it was sealed.", record=what)
                )
        for record, subject in zip(outcome.records, outcome.subjects, strict=True):
            self._look_for_texts(record, subject)

    def _look_for_texts(self, record: Record, subject: Subject) -> None:
        """Take down which texts are missing, and which were erased."""
        for field in record.motion.erased:
            commitment = commitment_in(msgspec.to_builtins(getattr(record.motion, field)))
            self._missing.setdefault(commitment or "", record.reference)
        if isinstance(record.motion, Redact):
            self._erased.update(find_erasures(record, subject))
