"""Proxies that the tests start, each with the file that the guide gives to it."""

from __future__ import annotations

import os
import re
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from tests.web.chromium.server import free_port

DEPLOY = Path(__file__).parents[3] / "deploy"
PATIENCE_SECONDS = 30
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Proxy:
    """A proxy that stands before a server."""

    port: int
    plain_port: int
    authority: Path
    """The certificate by which its own is known."""

    @property
    def address(self) -> str:
        """Where browsers reach the pages."""
        return f"https://{HOST}:{self.port}"

    def visitor(self, address: str) -> httpx2.Client:
        """A browser on a machine that has an address."""
        known = ssl.create_default_context(cafile=str(self.authority))
        transport = httpx2.HTTPTransport(verify=known, local_address=address)
        return httpx2.Client(base_url=self.address, transport=transport, follow_redirects=True)


@contextmanager
def caddy(program: str, folder: Path, port: int) -> Iterator[Proxy]:
    """Caddy, with the file of the composition, before a server on a port."""
    authority = folder / "caddy/pki/authorities/local/root.crt"
    proxy = Proxy(free_port(), free_port(), authority)
    alone = f"admin off\nlocal_certs\nskip_install_trust\nhttp_port {proxy.plain_port}\nhttps_port {proxy.port}"
    (folder / "Caddyfile").write_text(f"{{\n{alone}\n}}\nimport {DEPLOY}/Caddyfile\n", "utf-8")
    told = {"ESCALADE_SITE": f"{HOST}:{proxy.port}", "ESCALADE_UPSTREAM": f"{HOST}:{port}"}
    told |= {"XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    with running(proxy, folder, told, program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"):
        yield proxy


@contextmanager
def nginx(program: str, folder: Path, port: int, certificate: Path) -> Iterator[Proxy]:
    """Nginx, with the file of the guide, before a server on a port."""
    proxy = Proxy(free_port(), free_port(), certificate)
    server = (DEPLOY / "nginx.conf").read_text("utf-8")
    for found, here in (
        (r"/etc/ssl/\S*\.pem", str(certificate)),
        (r"decisions\.example\.int", HOST),
        (r"listen 443", f"listen {HOST}:{proxy.port}"),
        (r"listen 80", f"listen {HOST}:{proxy.plain_port}"),
        (r"127\.0\.0\.1:8000", f"{HOST}:{port}"),
    ):
        server, count = re.subn(found, here, server)
        assert count, found
    user = "" if os.geteuid() else "user root;"  # who may read the folder of a test
    folders = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    alone = f"{user}daemon off; pid {folder}/pid; error_log stderr; events {{}}"
    (folder / "nginx.conf").write_text(f"{alone} http {{ access_log off; {folders}\n{server}}}", "utf-8")
    with running(proxy, folder, {}, program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", "stderr"):
        yield proxy


@contextmanager
def running(proxy: Proxy, folder: Path, told: dict[str, str], *line: str) -> Iterator[None]:
    """Run a proxy until it is not needed any more."""
    log = folder / "proxy.log"
    with log.open("ab") as written:
        process = subprocess.Popen(line, stdout=written, stderr=written, env={**os.environ, **told})
    try:
        until = time.monotonic() + PATIENCE_SECONDS
        while not answers(proxy):
            assert process.poll() is None, log.read_text("utf-8")
            assert time.monotonic() < until, log.read_text("utf-8")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def answers(proxy: Proxy) -> bool:
    """Whether a proxy listens, and its certificate is known."""
    try:
        with socket.create_connection((HOST, proxy.port)), proxy.visitor(HOST) as browser:
            return browser.get("/static/style.css").is_success
    except (OSError, httpx2.TransportError):
        return False
