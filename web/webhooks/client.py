"""Send something to an endpoint, at addresses that were looked at.

The name of a host is looked up once, each of its addresses is looked at, and
it is one of those that is called: no second answer of the name's server leads
elsewhere. No redirect is followed, no proxy of the environment asked, and an
answer takes no longer than a few seconds, however slowly it comes.
"""

from __future__ import annotations

import socket
import ssl
import time
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, Any, NamedTuple

from httpcore2 import (
    ConnectError,
    ConnectionPool,
    NetworkBackend,
    NetworkError,
    NetworkStream,
    ProtocolError,
    ReadTimeout,
    SyncBackend,
    TimeoutException,
    WriteTimeout,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

PATIENCE_SECONDS = 15.0
"""How long an endpoint may take for all of its answer."""
DONE, GONE = range(200, 300), 410


class EndpointAnswer(NamedTuple):
    """What an endpoint said."""

    outcome: str
    """sent, put off, refused (never again), or down (it did not answer)."""
    said: str
    wait: float = 0.0
    """How many seconds it asked to be left alone."""


class PrivateAddressError(ConnectError):
    """A host lies in a network that is not the internet."""


def find_addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Look up the addresses of a host.

    Raises:
        PrivateAddressError: one of them is not of the internet, and that is not allowed.
        ConnectError: the host has none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        message = f"the host {host} is not known"
        raise ConnectError(message) from error
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    private = [one for one in addresses if not is_public(one)]
    if private and not allow_private:
        message = f"{host} lies at {private[0]}, which is not of the internet; allow_private = true allows it"
        raise PrivateAddressError(message)
    return addresses


def is_public(address: str) -> bool:
    """Whether an address is one of the internet, also behind one of IPv6.

    >>> [is_public(one) for one in ("93.184.215.14", "10.0.0.1", "::ffff:127.0.0.1", "64:ff9b::a00:1")]
    [True, False, False, False]
    """
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour
        nat64 = found.packed[:12] == bytes.fromhex("0064ff9b") + bytes(8)
        if inner or nat64:
            return is_public(str(inner or ip_address(found.packed[12:])))
    return found.is_global and not found.is_multicast


class GuardedBackend(NetworkBackend):
    """A network in which only addresses that were looked at are called."""

    def __init__(self, *, allow_private: bool, ends: float) -> None:
        """Call private addresses or not, and end at a moment of the monotonic clock."""
        self._allow_private, self._ends, self._network = allow_private, ends, SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002  # all that is left of the time
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> NetworkStream:
        """Call the first of the host's addresses that answers.

        Raises:
            ConnectError: none does, or none may be called.
        """
        problem: Exception = ConnectError(f"the host {host} has no address")
        for address in find_addresses(host, port, allow_private=self._allow_private):
            left = max(self._ends - time.monotonic(), 0.001)
            try:
                stream = self._network.connect_tcp(address, port, left, local_address, socket_options)
            except (ConnectError, TimeoutException) as error:
                problem = error
            else:
                return TimedStream(stream, self._ends)
        raise problem


class TimedStream(NetworkStream):
    """A connection that ends at a moment, whatever comes meanwhile."""

    def __init__(self, stream: NetworkStream, ends: float) -> None:
        """End another connection at a moment of the monotonic clock."""
        self._stream, self._ends = stream, ends

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002  # all that is left
        """Read, as long as there is time.

        Raises:
            ReadTimeout: there is none left.
        """
        left = self._ends - time.monotonic()
        if left <= 0:
            raise ReadTimeout
        return self._stream.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002  # all that is left
        """Write, as long as there is time.

        Raises:
            WriteTimeout: there is none left.
        """
        left = self._ends - time.monotonic()
        if left <= 0:
            raise WriteTimeout
        self._stream.write(buffer, left)

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002  # all that is left of the time
    ) -> NetworkStream:
        """Speak TLS from here on, with the host of that name."""
        left = max(self._ends - time.monotonic(), 0.001)
        return TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._ends)

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection."""
        return self._stream.get_extra_info(info)


def post(
    url: str, body: bytes, headers: dict[str, str], *, allow_private: bool, seconds: float = PATIENCE_SECONDS
) -> EndpointAnswer:
    """Send something to an address, once."""
    backend = GuardedBackend(allow_private=allow_private, ends=time.monotonic() + seconds)
    try:
        with (
            ConnectionPool(ssl.create_default_context(), network_backend=backend) as pool,
            pool.stream("POST", url, headers=list(headers.items()), content=body) as response,
        ):
            return _answer(response.status, dict(response.headers))
    except TimeoutException:
        return EndpointAnswer("down", f"no answer within {seconds:g} seconds")
    except (NetworkError, ProtocolError, OSError) as error:
        return EndpointAnswer("down", " ".join(str(error).split()) or "the connection was closed")


def _answer(status: int, headers: dict[bytes, bytes]) -> EndpointAnswer:
    """What an endpoint said, by its status."""
    if status in DONE:
        return EndpointAnswer("sent", str(status))
    if status == GONE:
        return EndpointAnswer("refused", f"{status}: it wants no more")
    wait = next((value for name, value in headers.items() if name.lower() == b"retry-after"), b"")
    return EndpointAnswer("put off", str(status), float(wait) if wait.isdigit() else 0.0)
