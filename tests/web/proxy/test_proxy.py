"""What holds behind a proxy, whichever it is, and what nobody can make the server believe."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from http import HTTPStatus
from itertools import count
from pathlib import Path

import httpx2
import pytest

from escalade.cli import run
from escalade.commands.admin.serve import OWN_PROXY, check_proxy
from escalade.models.backends.location import Location
from escalade.web.auth.rate_limit import PER_NAME_AND_ADDRESS
from escalade.web.settings import Settings
from escalade.workflow.values.errors import RequestError
from tests.web.browser import CHAIR, DESK, OFFICERS, PASSWORD, hidden, said
from tests.web.chromium.conftest import with_accounts
from tests.web.chromium.server import Served, serving
from tests.web.proxy.proxies import HOST, Proxy

FORGED = {"x-forwarded-proto": "http", "x-forwarded-host": "forged.example", "forwarded": "for=192.0.2.9;proto=http"}
ADDRESSES = (f"127.0.{one // 250}.{one % 250 + 2}" for one in count())
"""Addresses of this machine, each of one visitor of one test."""
SOON_SECONDS = 5.0
"""Within how many seconds what the room shows comes through: sooner than a pulse would push it on."""


def tries(browser: httpx2.Client, name: str, password: str, **headers: str) -> httpx2.Response:
    """Try to sign in."""
    page = browser.get("/sign-in", headers=headers)
    for cookie in browser.cookies.jar:
        cookie.secure = False  # so that it is carried to a server without its proxy, too
    data = {"name": name, "password": password, "knock": hidden(page.text, "knock"), "next": ""}
    return browser.post("/sign-in", data=data, headers=headers)


def uses_up(browser: httpx2.Client) -> list[int]:
    """Try wrong passwords of the chair once more than one may, each time as if from elsewhere."""
    return [
        tries(browser, CHAIR, "a wrong password", **{"x-forwarded-for": f"198.51.100.{number}"}).status_code
        for number in range(PER_NAME_AND_ADDRESS + 1)
    ]


REFUSED = [HTTPStatus.UNAUTHORIZED] * PER_NAME_AND_ADDRESS + [HTTPStatus.TOO_MANY_REQUESTS]
"""What comes of that where the true address counts."""


def test_browsers_come_by_tls_and_are_told_to_stay_with_it(proxy: Proxy) -> None:
    sent_on = httpx2.get(f"http://{HOST}:{proxy.plain_port}/decisions")
    assert sent_on.is_redirect
    assert sent_on.headers["location"].startswith(f"https://{HOST}")
    assert sent_on.headers["location"].endswith("/decisions")
    with proxy.visitor(HOST) as browser:
        assert browser.get("/decisions").headers["strict-transport-security"] == "max-age=31536000"


def test_cookies_are_for_tls_alone_whatever_a_visitor_says(proxy: Proxy) -> None:
    with proxy.visitor(next(ADDRESSES)) as browser:
        answer = tries(browser, DESK, PASSWORD, **FORGED)
        assert answer.url.path == "/inbox"
        baked = [line for one in (*answer.history, answer) for line in one.headers.get_list("set-cookie")]
    baked = [line for line in baked if "Max-Age=0" not in line]  # what is taken back is nowhere any more
    assert {line.partition("escalade_")[0] for line in baked} == {"__Host-"}
    for line in baked:
        assert {"secure", "httponly", "samesite=lax"} <= {part.strip().lower() for part in line.split(";")}, line


def test_pages_name_the_address_at_which_they_are_reached(proxy: Proxy) -> None:
    with proxy.visitor(next(ADDRESSES)) as browser:
        for headers in ({}, FORGED):
            assert f"<loc>{proxy.address}/" in browser.get("/sitemap.xml", headers=headers).text


def test_attempts_count_for_the_true_address_whatever_a_visitor_says(proxy: Proxy) -> None:
    with proxy.visitor(next(ADDRESSES)) as thief, proxy.visitor(next(ADDRESSES)) as chair:
        assert uses_up(thief) == REFUSED
        assert tries(chair, CHAIR, PASSWORD).url.path == "/chair"


def test_what_an_officer_sends_passes_as_large_as_the_server_takes_it(proxy: Proxy) -> None:
    with proxy.visitor(next(ADDRESSES)) as browser:
        papers = {"file": ("paper.pdf", b"%PDF-" + b"0" * (5 << 20), "application/pdf")}
        answer = browser.post("/verify", files=papers)
        assert (answer.status_code, "No paper was issued that is this file" in said(answer)) == (HTTPStatus.OK, True)


def shows(parts: Iterator[bytes], wanted: str) -> bool:
    """Whether something comes through soon, to the end of its event."""
    shown = b""
    try:
        for part in parts:
            shown += part
            if wanted.encode() in shown and shown.endswith(b"\n\n"):
                return True
    except httpx2.ReadTimeout:
        pass
    return False


def test_the_room_is_shown_as_it_changes(proxy: Proxy, behind: Served) -> None:
    register, word = str(behind.register.path), f"Seen{proxy.port}"
    with (
        proxy.visitor(HOST) as browser,
        browser.stream("GET", "/en/room/stream", timeout=SOON_SECONDS) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        parts = answer.iter_bytes()
        assert shows(parts, "data:")
        line = f"revise fog --title en=Fog --question en={word} --meeting 1 --on 2020-03-02 --as '{DESK}'"
        assert run(["--register", register, "--quiet", *shlex.split(line)]) == 0
        assert shows(parts, word)


@pytest.fixture
def before(kept: Path, tmp_path: Path) -> Iterator[Served]:
    """A server whose proxy is at one address of this machine, and nowhere else."""
    with serving(with_accounts(kept, tmp_path, OFFICERS), "--tls", "--proxy", f"{PROXY}/32") as served:
        yield served


PROXY = "127.0.9.1"


def test_nobody_but_the_proxy_is_believed(before: Served) -> None:
    told = {"x-forwarded-proto": "https"}
    stranger, proxy = (
        httpx2.Client(base_url=before.address, transport=httpx2.HTTPTransport(local_address=one), follow_redirects=True)
        for one in (HOST, PROXY)
    )
    with stranger, proxy:
        assert "<loc>https:" in proxy.get("/sitemap.xml", headers=told).text
        assert "<loc>http:" in stranger.get("/sitemap.xml", headers=told).text
        assert uses_up(stranger) == REFUSED
        assert uses_up(proxy) == [HTTPStatus.UNAUTHORIZED] * (PER_NAME_AND_ADDRESS + 1)


@pytest.mark.parametrize("proxy", ["*", "proxy", "0.0.0.0/0", "::/0", "127.0.0.1,", "192.0.2.7/24"])
def test_a_proxy_is_named_by_addresses_and_is_never_everybody(proxy: str) -> None:
    with pytest.raises(RequestError, match="never everybody"):
        check_proxy(proxy)


def test_a_proxy_is_on_this_machine_unless_told() -> None:
    check_proxy(OWN_PROXY)
    check_proxy("192.0.2.7, 2001:db8::/64")
    assert Settings(register=Location(Path("register.db")), accounts=Path("accounts.toml")).proxy == OWN_PROXY
