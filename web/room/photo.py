"""The code on the wall: a checkpoint of the record, for a phone to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import segno

from escalade.models.integrity.receipts import make_checkpoint, sign_checkpoint
from escalade.workflow.values.errors import RequestError

if TYPE_CHECKING:
    from escalade.models.integrity.keys import SigningKey
    from escalade.models.reader import Reader


class Photo(NamedTuple):
    """A checkpoint as text, and as the drawing that a phone reads it from."""

    text: str
    size: int
    is_signed: bool

    @property
    def drawing(self) -> str:
        """The text as a QR code (ISO/IEC 18004), in SVG, black on white."""
        code = segno.make(self.text, error="m", micro=False)
        return code.svg_inline(border=4, dark="#000000", light="#ffffff", omitsize=True)


def take_photo(reader: Reader, key: SigningKey | None) -> Photo | None:
    """Make the checkpoint of the record as it is, signed where that can be.

    A working copy proves nothing, and has none.
    """
    if reader.standing().body.copy_of:
        return None
    point = make_checkpoint(reader)
    if key is not None:
        try:
            return Photo(sign_checkpoint(reader, key), point.size, is_signed=True)
        except RequestError:
            pass  # the key is not published, or was revoked: nobody could trust what it signs
    return Photo(point.text, point.size, is_signed=False)
