"""Do an act as it was given: make its motion, try it, and record it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.backends import explain_errors
from escalade.services.acts.bind import bind, make_motion
from escalade.workflow.values.errors import RefusalError, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.models.reader import Reader
    from escalade.models.register import Register
    from escalade.services.acts.bind import ActInput
    from escalade.workflow.perform import Outcome
    from escalade.workflow.records.record import Record

OF_EACH = frozenset({"of", "at", "salts", "identity", "sequence", "records"})
"""The fields in which the record of a motion may differ from the motion."""


def execute(
    given: ActInput, register: Register, *, dry_run: bool = False, papers: Iterable[tuple[str, bytes]] = ()
) -> Outcome:
    """Do an act on a register, which is opened once for all of it.

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
    reader = register.reader
    with explain_errors(register.location), register.connection.snapshot():
        motion, seen = bind(given, reader)
    return register.act(motion, seen=seen, dry_run=dry_run, papers=papers)


def find_repeat(given: ActInput, reader: Reader, officer: str) -> Record | None:
    """Find the record of the same act, made since what was seen.

    A second press and the Back key send a form again: whoever does is shown
    what was recorded, and nothing is recorded twice.
    """
    if not given.seen:
        return None
    try:
        motion = make_motion(given.act, given.words, given.fields, reader)
        since = list(reader.since(*given.seen))
    except (RequestError, RefusalError):
        return None
    usual = OF_EACH if motion.audience else OF_EACH | {"audience"}
    names = [name for name in motion.__struct_fields__ if name not in usual]
    for record in since:
        theirs = record.motion
        same = record.act == given.act and record.officer == officer and type(theirs) is type(motion)
        if same and all(getattr(theirs, name) == getattr(motion, name) for name in names):
            return record
    return None
