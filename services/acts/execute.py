"""Do an act as it was given: make its motion, try it, and record it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.models.backends import explain_errors
from escalade.services.acts.bind import bind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from escalade.models.register import Register
    from escalade.services.acts.bind import ActInput
    from escalade.workflow.perform import Outcome


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
