"""The body of a call: small, JSON, and of the shape that is declared."""

from __future__ import annotations

from typing import TypeVar

import msgspec
from fastapi import Request

from escalade.desk.malformed import plain
from escalade.web.api.problem import BodyError, BodyKindError, BodySizeError

MOST = 1_000_000
"""The most bytes that a body may have."""

S = TypeVar("S")


async def read(request: Request) -> bytes:
    """The body of a request, read no further than it may be long.

    Raises:
        BodyKindError: it is no JSON.
        BodySizeError: it is too large.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise BodyKindError(kind)
    whole = bytearray()
    async for part in request.stream():
        whole += part
        if len(whole) > MOST:
            raise BodySizeError(MOST)
    return bytes(whole)


def shaped(body: bytes, shape: type[S]) -> S:
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
