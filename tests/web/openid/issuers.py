"""Providers of OpenID Connect that the tests start."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from http import HTTPStatus
from pathlib import Path
from typing import Any, Protocol, TypeVar
from urllib.parse import quote, urljoin

import httpx2
from httpx2 import Client, TransportError

from tests.web.chromium.server import free_port

PATIENCE_SECONDS = 30
CLIENT = "made-up-client"
SECRET = "a made-up secret: +/%"  # noqa: S105  # of the tests alone
HERE = Path(__file__).parent


class Issuer(Protocol):
    """A provider, and what its house and its people do there."""

    address: str

    def put(self, subject: str, claims: Mapping[str, Any]) -> None:
        """Let somebody sign in, of whom it claims this."""

    def signs_in(self, place: str, subject: str) -> str:
        """Sign somebody in where they were sent; where they are sent back."""

    def refuses(self, place: str) -> str:
        """Press the button that gives up; the address to which one is sent back."""

    def stop(self) -> None:
        """Go down."""


class Process:
    """A provider in a process of its own."""

    def __init__(self, address: str, log: Path, *line: str) -> None:
        """Start it, and wait until it answers."""
        self.address, self._log = address, log
        with log.open("ab") as written:
            self._process = subprocess.Popen(line, stdout=written, stderr=written)
        until = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert self._process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < until, log.read_text("utf-8")
            time.sleep(0.05)

    def _answers(self) -> bool:
        try:
            return httpx2.get(f"{self.address}/.well-known/openid-configuration").is_success
        except TransportError:
            return False

    def stop(self) -> None:
        """Go down."""
        self._process.terminate()
        self._process.wait(PATIENCE_SECONDS)


class CertifiedIssuer(Process):
    """oidc-provider, which passed the tests of the OpenID Foundation."""

    def __init__(self, folder: str, log: Path, *pages: str, port: int = 0) -> None:
        """Start it for pages at these addresses."""
        port = port or free_port()
        line = (shutil.which("node") or "node", str(HERE / "provider.mjs"), folder, str(port), *pages)
        super().__init__(f"http://127.0.0.1:{port}", log, *line)

    def put(self, subject: str, claims: Mapping[str, Any]) -> None:
        """Let somebody sign in, of whom it claims this."""
        httpx2.put(f"{self.address}/made-up/{subject}", json=dict(claims)).raise_for_status()

    def rotate(self) -> None:
        """Sign with another key from now on, and forget the one before."""
        httpx2.post(f"{self.address}/made-up/rotate").raise_for_status()

    def signs_in(self, place: str, subject: str) -> str:
        """Fill in its forms: who one is, and that one agrees."""
        with Client(base_url=self.address) as browser:
            return self.signs_in_with(browser, place, subject)

    def signs_in_with(self, browser: Client, place: str, subject: str) -> str:
        """The same in a browser that remembers its session there."""
        forms = {"login": {"login": subject, "password": "any"}, "consent": {}}
        answer = browser.get(place)
        while True:
            while answer.is_redirect:
                place = urljoin(str(answer.url), answer.headers["location"])
                if not place.startswith(self.address):
                    return place
                answer = browser.get(place)
            page = answer.text
            where, prompt = re.search(r'action="([^"]+)"', page), re.search(r'name="prompt" value="(\w+)"', page)
            assert where, page
            assert prompt, page
            answer = browser.post(unescape(where[1]), data={"prompt": prompt[1], **forms[prompt[1]]})

    def signs_out_with(self, browser: Client) -> None:
        """Sign out there, and nowhere else."""
        page = browser.get("/session/end").text
        where, token = re.search(r'action="([^"]+)"', page), re.search(r'name="xsrf" value="(\w+)"', page)
        assert where, page
        assert token, page
        answer = browser.post(unescape(where[1]), data={"xsrf": token[1], "logout": "yes"})
        assert answer.status_code < HTTPStatus.BAD_REQUEST, answer.text

    def refuses(self, place: str) -> str:
        """Press the link that cancels."""
        with Client(base_url=self.address) as browser:
            page = browser.get(place, follow_redirects=True)
            cancels = re.search(r'href="([^"]+/abort)"', page.text)
            assert cancels, page.text
            answer = browser.get(unescape(cancels[1]))
            while answer.headers["location"].startswith(self.address):
                answer = browser.get(answer.headers["location"])
            return answer.headers["location"]


class MockIssuer(Process):
    """oidc-provider-mock, of PyPI."""

    def __init__(self, log: Path, *options: str, port: int = 0) -> None:
        """Start it; it knows any client."""
        port = port or free_port()
        line = (sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *options)
        super().__init__(f"http://127.0.0.1:{port}", log, *line)

    def put(self, subject: str, claims: Mapping[str, Any]) -> None:
        """Let somebody sign in, of whom it claims this."""
        httpx2.put(f"{self.address}/users/{quote(subject)}", json=dict(claims)).raise_for_status()

    def signs_in(self, place: str, subject: str) -> str:
        """Choose who one is."""
        return str(httpx2.post(place, data={"sub": subject}).headers["location"])

    def refuses(self, place: str) -> str:
        """Press the button that denies."""
        return str(httpx2.post(place, data={"action": "deny"}).headers["location"])


Started = TypeVar("Started", bound=Process)


@contextmanager
def running(issuer: Started) -> Iterator[Started]:
    """A provider that stops at the end."""
    try:
        yield issuer
    finally:
        issuer.stop()
