"""Headers of answers: what a browser must refuse, entity tags, and HEAD."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from hashlib import sha256
from http import HTTPStatus

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from escalade.services.views.diagram import in_the_dark


def tag_of(audience: str, *shown: str | bytes) -> str:
    """Make the tag of an answer from its audience and its content."""
    parts = (part if isinstance(part, bytes) else part.encode() for part in (audience, *shown))
    return f'"{sha256(b"|".join(parts)).hexdigest()[:32]}"'


def validate_answer(answer: Response, tag: str, headers: Mapping[str, str], asked: Mapping[str, str]) -> Response:
    """Put an answer under its tag, or say that whoever asks has it already."""
    headers = {"etag": tag, **headers}
    if is_known(tag, asked.get("if-none-match", "")):
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    answer.headers.update(headers)
    return answer


def saved_as(name: str) -> dict[str, str]:
    """The header under which a browser saves an answer as a file."""
    plain = name.encode("ascii", "replace").decode().replace('"', "")
    return {"content-disposition": f'attachment; filename="{plain}"'}


def kept_nowhere(name: str, data: bytes, media: str) -> Response:
    """A file for whoever asks, and no store on the way."""
    return Response(data, media_type=media, headers=saved_as(name) | {"cache-control": "private, no-store"})


def is_known(tag: str, if_none_match: str) -> bool:
    """Say whether whoever asks has what bears a tag.

    >>> is_known('"a"', 'W/"a", "b"'), is_known('"a"', '"aa"')
    (True, False)
    """
    return tag in if_none_match


DARK_DRAWINGS = b64encode(sha256(in_the_dark().encode()).digest()).decode()
"""The hash of the one style that stands in a file itself: in drawings, which are opened by themselves too."""
POLICY = (
    f"default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{DARK_DRAWINGS}'; img-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
ONLY_TLS = {"strict-transport-security": "max-age=31536000"}
ONLY_HOST = b"__Host-"
"""How the cookies begin that browsers take from this host alone, and over TLS (RFC 6265bis, 4.1.3.2)."""


def keep_own_cookies(name: bytes, value: bytes) -> bytes:
    """A header of a request, without cookies that others may have set.

    >>> keep_own_cookies(b"cookie", b"__Host-a=1; a=2; b=3")
    b'a=1'
    """
    if name != b"cookie":
        return value
    cookies = (one.strip() for one in value.split(b";"))
    return b"; ".join(one.removeprefix(ONLY_HOST) for one in cookies if one.startswith(ONLY_HOST))


def set_headers(app: ASGIApp, *, secure: bool) -> ASGIApp:
    """Set them on every answer, before all others, errors included."""
    ours = [(name.encode(), value.encode()) for name, value in (HEADERS | (ONLY_TLS if secure else {})).items()]

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = message.get("headers", ())
                if secure:
                    told = [(key, ONLY_HOST + one + b"; Secure" if key == b"set-cookie" else one) for key, one in told]
                message = {**message, "headers": [*ours, *told]}
            await send(message)

        if secure and scope["type"] == "http":
            scope = {**scope, "headers": [(key, keep_own_cookies(key, one)) for key, one in scope["headers"]]}
        await app(scope, receive, send_with_headers)

    return answer


def answer_head(app: ASGIApp) -> ASGIApp:
    """Ask on as GET where the head is asked for, and leave the body out."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def send_head(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        if scope["type"] == "http" and scope["method"] == "HEAD":
            await app({**scope, "method": "GET"}, receive, send_head)
        else:
            await app(scope, receive, send)

    return answer
