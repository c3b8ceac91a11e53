"""Do an act as it was given: make its motion, try it, and record it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.backends import explain_errors
from escalade.services.acts.bind import bind, make_motion
from escalade.workflow.perform import Outcome
from escalade.workflow.values.errors import RefusalError, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.models.register import Register
    from escalade.services.acts.bind import ActInput
    from escalade.workflow.records.record import Record

OF_EACH = frozenset({"of", "at", "salts", "identity", "sequence", "records"})
"""The fields in which the record of a motion may differ from the motion."""


def execute(
    given: ActInput, register: Register, *, dry_run: bool = False, papers: Iterable[tuple[str, bytes]] = ()
) -> Outcome:
    """Do an act on a register, opened once; one sent again is given back.

    Args:
        given: the act, as it was given.
        register: what it is recorded in, and what references are looked up in.
        dry_run: show the records and make none.
        papers: names and bytes of files that are kept as evidence.

    Raises:
        RequestError: a field is malformed, or a reference unknown.
        RefusalError: the procedure refuses it, or it moved meanwhile.
        RegisterError: the register cannot be written.
    """
    try:
        with explain_errors(register.location), register.connection.snapshot():
            motion, seen = bind(given, register.reader)
        return register.act(motion, seen=seen, dry_run=dry_run, papers=papers)
    except RefusalError:
        if dry_run or not (made := find_repeat(given, register)):
            raise
        return Outcome((), made, ())


def find_repeat(given: ActInput, register: Register) -> tuple[Record, ...]:
    """Find the records of the same act, made since what was seen.

    A second press, the Back key, and a call whose answer was lost send an act again:
    whoever does is given what was recorded, and nothing is recorded twice.
    """
    if not given.seen:
        return ()
    reader = register.reader
    try:
        with explain_errors(register.location), register.connection.snapshot():
            motion = make_motion(given.act, given.words, given.fields, reader)
            since = list(reader.since(*given.seen))
    except (RequestError, RefusalError):
        return ()
    filled_in = {name for name in ("audience", "on") if not getattr(motion, name)}
    names = [name for name in motion.__struct_fields__ if name not in OF_EACH | filled_in]
    for record in since:
        theirs = record.motion
        same = record.act == given.act and record.officer == motion.by and type(theirs) is type(motion)
        if same and all(getattr(theirs, name) == getattr(motion, name) for name in names):
            return tuple(one for one in since if one.reference in record.touched)
    return ()
