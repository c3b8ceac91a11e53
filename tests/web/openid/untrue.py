"""A provider that says what a test wants it to say, true or not."""

from __future__ import annotations

import hmac
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

from tests.web.openid.issuers import CLIENT


def coded(data: bytes) -> str:
    """Bytes as they stand in a signed statement (RFC 7515)."""
    return urlsafe_b64encode(data).decode().rstrip("=")


class UntrueIssuer:
    """A provider whose answers can be changed one by one."""

    def __init__(self, address: str) -> None:
        """Answer as a provider does, until a test says otherwise."""
        self.address = address
        self.key = self.published = RSAKey.generate_key(2048, auto_kid=True)
        self.claims: dict[str, Any] = {}
        """What it says otherwise in the signed statement; None leaves a claim out."""
        self.known: dict[str, Any] = {"sub": "ada", "email": "desk@made-up.example", "email_verified": True}
        self.described: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.answers: dict[str, tuple[int, bytes]] = {}
        """What is answered at a path instead."""
        self.asked: list[dict[str, str]] = []
        """What it was asked for tokens."""
        """What else it gives for a code."""
        self.hangs = Event()
        """While it is set, nothing is answered."""
        self.fetched: list[str] = []
        """Each path at which it was asked."""
        self.nonce = ""

    def signs_in(self, place: str, subject: str) -> str:  # noqa: ARG002  # it says who they are otherwise
        """Send whoever comes back at once."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(place).query).items()}
        self.nonce = asked["nonce"]
        return f"{asked['redirect_uri']}?{urlencode({'code': 'made-up', 'state': asked['state']})}"

    def answer(self, path: str, body: dict[str, str]) -> tuple[int, bytes]:
        """What is answered at a path."""
        self.fetched.append(path)
        while self.hangs.is_set():
            time.sleep(0.02)
        if path in self.answers:
            return self.answers[path]
        facts: dict[str, Any] = {}
        if path == "/.well-known/openid-configuration":
            ends = ("authorization", "token", "userinfo")
            facts = {f"{name}_endpoint": f"{self.address}/{name}" for name in ends}
            facts |= {"issuer": self.address, "jwks_uri": f"{self.address}/keys", **self.described}
        elif path == "/keys":
            facts = {"keys": [self.published.as_dict(private=False)]}
        elif path == "/userinfo":
            facts = self.known
        elif path == "/token":
            self.asked.append(body)
            facts = {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": self.sign()}
        return 200, json.dumps(facts).encode()

    def sign(self) -> str:
        """The signed statement."""
        now = int(time.time())
        claims = {"iss": self.address, "sub": "ada", "aud": CLIENT, "iat": now, "exp": now + 60, "nonce": self.nonce}
        claims = {name: value for name, value in {**claims, **self.claims}.items() if value is not None}
        header = {"alg": "RS256", "kid": self.key.kid, **self.header}
        if header["alg"] == "RS256":
            return jwt.encode(header, claims, self.key)
        signed = ".".join(coded(json.dumps(part).encode()) for part in (header, claims))
        if header["alg"] == "none":
            return f"{signed}."
        public = self.key.as_pem(private=False)  # as if what is public were a secret that both have
        return f"{signed}.{coded(hmac.digest(public, signed.encode(), 'sha256'))}"


@contextmanager
def listening() -> Iterator[UntrueIssuer]:
    """Such a provider, until the test ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # as the library has it
            self.reply({})

        def do_POST(self) -> None:  # likewise
            text = self.rfile.read(int(self.headers["content-length"])).decode()
            self.reply({name: values[0] for name, values in parse_qs(text).items()})

        def reply(self, body: dict[str, str]) -> None:
            status, data = issuer.answer(urlsplit(self.path).path, body)
            self.send_response(status)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = UntrueIssuer(f"http://127.0.0.1:{server.server_port}")
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield issuer
    finally:
        issuer.hangs.clear()
        server.shutdown()
        server.server_close()
        thread.join()
