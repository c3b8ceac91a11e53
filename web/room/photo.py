"""The code on the wall: a checkpoint of the record, for a phone to read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from escalade.models.integrity.receipts import make_checkpoint, sign_checkpoint
from escalade.web.rendering.qr_code import draw_qr_code
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
        """The text as a code that a phone reads."""
        return draw_qr_code(self.text)


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
