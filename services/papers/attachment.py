"""Files that an act attaches as evidence, and what they hide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from escalade.models.register import Register
from escalade.models.transfer.unseal import is_plain
from escalade.services.acts.bind import ActInput, execute
from escalade.templates.checks.reading.package import Hidden, list_found
from escalade.templates.values.extra import needing
from escalade.workflow.perform import Outcome
from escalade.workflow.values.errors import RequestError

Named = tuple[str, bytes]
"""A file: its name, and its bytes."""
_TO_EVERYBODY = (
    "{name} is kept byte for byte as evidence, everybody may read this record, and it holds what its readers do not "
    "see:{found}\nRecord it for fewer (--audience), or accept that (--accept-hidden)."
)
_NO_NAME = "“{name}” is no name under which a file can be kept on every system."


def do_attaching(
    given: ActInput, register: Register, attached: Sequence[Named], *, dry_run: bool, accept_hidden: bool
) -> Outcome:
    """Do an act with files as its evidence; or show what would be recorded."""
    for name, _ in attached:
        refuse_odd_name(name)
    for name, hidden in () if accept_hidden else hidden_in(attached):
        tried = execute(given, register, dry_run=True, papers=attached)
        if any(one.audience == "public" for one in tried.records):
            raise RequestError("hidden-attachment", _TO_EVERYBODY, name=name, found=list_found(hidden))
    return execute(given, register, dry_run=dry_run, papers=attached)


def name_attached(attached: Iterable[Named]) -> dict[str, list[str]]:
    """The fields of an act's evidence that name files."""
    files = list(attached)
    return {
        "attachments": [sha256(data).hexdigest() for _, data in files],
        "attachment_names": [name for name, _ in files],
    }


def refuse_odd_name(name: str) -> None:
    """Refuse a name that leads elsewhere on another system."""
    if not is_plain(name):
        raise RequestError("file-name", _NO_NAME, name=name)


def hidden_in(attached: Iterable[Named]) -> Iterator[tuple[str, tuple[Hidden, ...]]]:
    """The files that hide something, with what they hide."""
    for name, data in attached:
        if data.startswith(b"PK"):
            with needing("docx"):
                from escalade.templates.checks.reading.opening import find_hidden
            if found := find_hidden(data, name):
                yield name, found
