"""The body of a call: small, JSON, and of the shape that is declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec
from fastapi import Request

from escalade.services.acts.field_errors import plain
from escalade.web.middleware.errors import BodyError, BodyKindError, BodySizeError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

MOST, MOST_OF_FILES = 1_000_000, 24_000_000
"""The most bytes that a body may have, and one that brings files."""

S = TypeVar("S")


def reader(most: int) -> Callable[[Request], Awaitable[bytes]]:
    """What reads the body of a request, no further than it may be long."""

    async def read(request: Request) -> bytes:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            raise BodyKindError(kind)
        whole = bytearray()
        async for part in request.stream():
            whole += part
            if len(whole) > most:
                raise BodySizeError(most)
        return bytes(whole)

    return read


read_body, read_files = reader(MOST), reader(MOST_OF_FILES)


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file that a body brings: its name, and its bytes in base64."""

    name: str
    data: bytes


def decode_body(body: bytes, shape: type[S]) -> S:
    """A body in its shape.

    Raises:
        BodyError: it is no JSON, or not of that shape.
    """
    try:
        return msgspec.json.decode(body, type=shape)
    except RecursionError:
        problem = "it is nested too deeply"
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        problem = plain(str(error))
    message = f"The body is not of its shape: {problem}."
    raise BodyError(message)
