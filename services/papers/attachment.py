"""Files that an act attaches as evidence, and what they hide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.templates.checks.reading.hidden import Hidden, list_found
from escalade.templates.formats.file import needing
from escalade.workflow.values.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from escalade.workflow.perform import Outcome

_TO_EVERYBODY = (
    "{name} is kept byte for byte as evidence, everybody may read this record, and it holds what its readers do not "
    "see:{found}\nRecord it for fewer (--audience), or accept that (--accept-hidden)."
)


def hidden_in(attached: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, tuple[Hidden, ...]]]:
    """The files that hide something, with what they hide."""
    for name, data in attached:
        if data.startswith(b"PK"):
            with needing("docx"):
                from escalade.templates.checks.reading.opening import find_hidden
            if found := find_hidden(data, name):
                yield name, found


def refuse_to_everybody(tried: Outcome, name: str, found: Iterable[Hidden]) -> None:
    """Refuse to keep what hides something where everybody may read it.

    Raises:
        RequestError: everybody may read a record of the act.
    """
    if any(one.audience == "public" for one in tried.records):
        raise RequestError("hidden-attachment", _TO_EVERYBODY, name=name, found=list_found(found))
