"""Entity tags, which tell one state of an answer from another.

A tag is made from what is shown, so that it tells a visitor nothing else: an
act on what they may not read leaves it as it is (RFC 9110, 8.8.3).
"""

from __future__ import annotations

from hashlib import sha256
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.datastructures import Headers


def tag_of(audience: str, *shown: str | bytes) -> str:
    """Make the tag of an answer from its audience and its content."""
    parts = (part if isinstance(part, bytes) else part.encode() for part in (audience, *shown))
    return f'"{sha256(b"|".join(parts)).hexdigest()[:32]}"'


def validate_answer(answer: Response, tag: str, headers: Mapping[str, str], asked: Headers) -> Response:
    """Put an answer under its tag, or say that whoever asks has it already."""
    headers = {"etag": tag, **headers}
    if is_known(tag, asked.get("if-none-match", "")):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    answer.headers.update(headers)
    return answer


def is_known(tag: str, if_none_match: str) -> bool:
    """Say whether whoever asks has what bears a tag.

    >>> is_known('"a"', 'W/"a", "b"'), is_known('"a"', '"aa"')
    (True, False)
    """
    return tag in if_none_match
