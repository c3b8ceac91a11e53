"""A proxy that signs people in, and names them in headers.

It is a provider like the others, but for how it speaks: each claim is a header. Who is no proxy of ours is not
heard, and what a header says is asked again with everything that somebody sends.
"""

from __future__ import annotations

import time
from typing import Any

from starlette.requests import Request
from uvicorn._types import ASGIReceiveCallable, ASGISendCallable, Scope
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from escalade.models.server.store import SessionRow
from escalade.web.auth.openid import SUBJECT
from escalade.web.auth.providers import Provider, Statement, UnknownProviderError, Voucher
from escalade.workflow.values.errors import RequestError

FROM_PROXY = "is_from_proxy"
"""The key of a request's scope that says that the proxy brought it."""


class FromProxy(ProxyHeadersMiddleware):
    """Believes the proxy about who comes, and remembers that it was the proxy."""

    async def __call__(self, scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        """Answer, knowing who brought the request."""
        client: Any = scope.get("client")
        is_proxy = client is not None and client[0] in self.trusted_hosts
        await super().__call__({**scope, FROM_PROXY: is_proxy}, receive, send)  # type: ignore[arg-type]  # a key of ours


def read_headers(provider: Provider, request: Request) -> Voucher:
    """Read whom the proxy names; commas part the groups in a header.

    Raises:
        UnknownProviderError: it is not the proxy, or it names nobody, or two.
    """

    def told(name: str) -> list[str]:
        texts = request.headers.getlist(name)
        return [*texts, *(one.strip() for one in texts[0].split(","))] if len(texts) == 1 else []

    names = told(provider.header)
    if not request.scope.get(FROM_PROXY) or not names or not SUBJECT.fullmatch(names[0]):
        raise UnknownProviderError(provider=provider.key)
    claims = {one.claim: told(one.claim) for one in provider.officers}
    return provider.vouch(Statement(names[0], int(time.time()), claims, "", ""))


def still_names(provider: Provider, request: Request, session: SessionRow) -> bool:
    """Whether the proxy names whose session it is with this request too."""
    try:
        voucher = read_headers(provider, request)
    except RequestError:
        return False
    return (voucher.officer, voucher.facts["subject"]) == (session.account, session.subject)
