"""A folder as a bag (BagIt, RFC 8493), as archives take it in."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from escalade.services.views.text import text_in
from escalade.workflow.values.errors import PaperError

if TYPE_CHECKING:
    from pathlib import Path

    from escalade.models.reader import Reader


class BagMissingError(PaperError):
    """The library that makes bags is not installed."""

    def __init__(self) -> None:
        """Name what to install."""
        super().__init__("A bag needs a library that is not installed; install escalade[bag].")


def put_in_bag(folder: Path, group: str, reader: Reader) -> None:
    """Make a bag of a folder; what it held lies in `data/` then.

    Raises:
        BagMissingError: the library is not installed.
    """
    try:
        import bagit
    except ImportError as missing:
        raise BagMissingError from missing
    logging.getLogger("bagit").setLevel(logging.WARNING)
    constitution = reader.standing().body.constitution()
    told = {
        "Source-Organization": text_in(constitution.organisation or constitution.name) if constitution else "",
        "External-Identifier": group,
        "External-Description": f"Round {group}, sealed at {reader.size()} records with root {reader.root()}",
    }
    bagit.make_bag(str(folder), {name: value for name, value in told.items() if value}, checksums=["sha256"])
