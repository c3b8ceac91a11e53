"""What a request may bring, and how long it may take, at a server as it is started."""

from __future__ import annotations

import logging
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from escalade.models.backends.location import Location
from escalade.web import server as web_server
from escalade.web.app import close, create_app
from escalade.web.auth.accounts import Account
from escalade.web.forms import form_data
from escalade.web.middleware import body_limit
from escalade.web.middleware.body_limit import OF_KNOWN, OF_STRANGERS
from escalade.web.server import options
from escalade.web.settings import Settings
from tests.web.browser import DESK, hidden, said
from tests.web.caller import TOKENS, Caller, with_tokens
from tests.web.conftest import MakeApp, Visitors

SECONDS = 0.5
OF_JSON = {"content-type": "application/json"}
FORM = "POST /sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\n"


@pytest.fixture(scope="module")
def server(
    kept: Path, accounts: dict[str, Account], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[uvicorn.Server]:
    """A server as `serve` starts it, which waits for little."""
    folder = tmp_path_factory.mktemp("served")
    place = Location(Path(shutil.copy(kept, folder / "register.db")))
    setting = Settings(register=place, accounts=folder / "accounts.toml")
    app = create_app(setting, with_tokens(accounts))
    with pytest.MonkeyPatch.context() as patched:
        for where, name in (
            (web_server, "HEAD_SECONDS"), (web_server, "READ_SECONDS"), (body_limit, "SECONDS"), (body_limit, "LINGER"),
        ):  # fmt: skip
            patched.setattr(where, name, SECONDS)
        server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, **options(setting)))
        thread = threading.Thread(target=server.run)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield server
        server.should_exit = True
        thread.join()
    close(app)


@pytest.fixture
def port(server: uvicorn.Server) -> int:
    """Where it listens."""
    found: int = server.servers[0].sockets[0].getsockname()[1]
    return found


def connected(port: int) -> closing[socket.socket]:
    """A connection to the server."""
    return closing(socket.create_connection(("127.0.0.1", port), timeout=10))


def told(connection: socket.socket) -> bytes:
    """All that is answered until the server closes the connection."""
    parts = []
    try:
        while part := connection.recv(65536):
            parts.append(part)
    except ConnectionResetError:
        pass
    return b"".join(parts)


def asked(port: int, request: str) -> bytes:
    """What a request is answered with, until the connection ends."""
    with connected(port) as connection:
        connection.sendall(request.encode())
        return told(connection)


def test_a_request_with_two_lengths_is_refused_and_the_connection_ends(port: int) -> None:
    smuggled = "GET /health HTTP/1.1\r\nhost: x\r\n\r\n"
    for lengths in (
        "content-length: 4\r\ntransfer-encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n",
    ):  # fmt: skip
        answer = asked(port, f"{FORM}{lengths}\r\n0\r\n\r\n{smuggled}")
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert b"two lengths" in answer
        assert answer.count(b"HTTP/1.1") == 1


@pytest.mark.parametrize("length", ["content-length: 400000000\r\n", "transfer-encoding: chunked\r\n"])
def test_a_strangers_large_form_is_not_read(length: str, port: int) -> None:
    announced = length.startswith("content-length")
    with connected(port) as connection:
        connection.sendall(f"{FORM}{length}\r\n".encode())
        part = b"x" * 16_000
        sent = 0
        try:
            while sent < 50_000_000:
                connection.sendall(part if announced else f"{len(part):x}\r\n".encode() + part + b"\r\n")
                sent += len(part)
                if announced or sent > OF_STRANGERS * 2:
                    break
        except OSError:
            pass
        answer = told(connection)
    assert answer.startswith(b"HTTP/1.1 413 ")
    assert b"connection: close" in answer
    assert b"larger than 64,000 bytes, which is the most that is taken here." in answer


def test_what_comes_too_slowly_is_ended(port: int) -> None:
    began = time.monotonic()
    assert asked(port, f"{FORM}content-length: 100\r\n\r\nname=").startswith(b"HTTP/1.1 408 ")
    assert asked(port, "GET / HTTP/1.1\r\nhost:").startswith(b"HTTP/1.1 408 ")
    assert asked(port, "").startswith(b"HTTP/1.1 408 ")
    assert time.monotonic() - began < SECONDS * 10


def test_a_head_that_comes_byte_by_byte_is_ended(port: int) -> None:
    with connected(port) as connection:
        began = time.monotonic()
        try:
            for byte in "GET / HTTP/1.1\r\nx: " + "y" * 1000:
                connection.sendall(byte.encode())
                time.sleep(0.02)
        except OSError:
            pass
        assert time.monotonic() - began < SECONDS * 6


def test_whoever_reads_no_answer_is_cut_off(server: uvicorn.Server, port: int) -> None:
    many = 4000
    with closing(socket.socket()) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.connect(("127.0.0.1", port))
        connection.sendall(b"GET /static/style.css HTTP/1.1\r\nhost: x\r\n\r\n" * many)
        assert until(lambda: bool(server.server_state.connections))
        assert until(lambda: not server.server_state.connections)
        assert 0 < told(connection).count(b"HTTP/1.1 200 OK") < many


def until(holds: Callable[[], bool]) -> bool:
    """Wait until something holds, for as long as it may take on a busy machine."""
    ends = time.monotonic() + 10
    while not holds() and time.monotonic() < ends:
        time.sleep(0.02)
    return holds()


def test_an_upload_that_breaks_off_leaves_no_trace(port: int, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("uvicorn").addHandler(caplog.handler)  # which tells nobody above it
    with connected(port) as connection:
        head = "POST /sign-in HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=x\r\n"
        part = '--x\r\ncontent-disposition: form-data; name="file"; filename="a"\r\n\r\nabc'
        connection.sendall(f"{head}content-length: 9000\r\n\r\n{part}".encode())
        time.sleep(0.1)
    time.sleep(0.2)
    assert asked(port, "GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").endswith(b"alive\n")
    logging.getLogger("uvicorn").removeHandler(caplog.handler)
    assert caplog.records == []


UNREAD, FOREIGN = (400, "could not be read"), (403, "This form was not made for your present session")
BROKEN: list[tuple[str, bytes, tuple[int, str]]] = [
    ("multipart/form-data", b"--x", UNREAD),
    ("multipart/form-data; boundary=x", b"--y\r\n\r\n", UNREAD),
    ("multipart/form-data; boundary=x", b'--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nabc', FOREIGN),
    ("multipart/form-data; boundary=x", b"--x\r\n\r\nabc\r\n--x--\r\n", UNREAD),
    (
        "multipart/form-data; boundary=x; charset=nonsense",
        b"--x\r\ncontent-disposition: form-data\r\n\r\n\xff\r\n--x--",
        UNREAD,
    ),
    ("multipart/form-data; boundary=" + "y" * 3000, b"--x", UNREAD),
    ("application/x-www-form-urlencoded", b"%zz=%&&&;=\xff\x00", FOREIGN),
    ("application/x-www-form-urlencoded", b"a=1&" * (form_data.MOST_FIELDS + 1), UNREAD),
    ("text/plain", b"abc", FOREIGN),
    ("", b"abc", FOREIGN),
]


@pytest.mark.parametrize(("kind", "data", "refusal"), BROKEN)
def test_a_form_that_is_damaged_is_refused_with_a_sentence(
    kind: str, data: bytes, refusal: tuple[int, str], visitors: Visitors
) -> None:
    browser = visitors()
    hidden(browser.get("/sign-in").text, "knock")
    answer = browser.post("/sign-in", content=data, headers={"content-type": kind} if kind else {})
    assert answer.status_code == refusal[0]
    assert refusal[1] in said(answer)


def test_parts_and_files_are_as_many_as_a_form_has(visitors: Visitors) -> None:
    browser = visitors()
    files = {f"file{number}": ("a.txt", b"") for number in range(form_data.MOST_FILES + 1)}
    assert browser.post("/sign-in", files=files).status_code == 400
    many: dict[str, Any] = {f"field{number}": (None, b"") for number in range(form_data.MOST_FIELDS + 1)}
    assert visitors(DESK).post("/rounds/2020/acts/propose", files=many).status_code == 400


def test_whoever_is_signed_in_may_send_more(visitors: Visitors, make_app: MakeApp, accounts: dict[str, Account],
                                            place: Location, tmp_path: Path) -> None:  # fmt: skip
    stranger, desk = visitors(), visitors(DESK)
    more = {"words": "x" * OF_STRANGERS, "form": "guessed"}
    path = "/rounds/2020/acts/propose"
    assert [one.post(path, data=more).status_code for one in (stranger, desk)] == [413, 403]
    app = make_app(Settings(register=place, accounts=tmp_path / "accounts.toml"), with_tokens(accounts))
    for name, status in ((None, 401), (DESK, 422)):
        answer = Caller(app, name).client.post("/api/acts", json={"checkpoint": "x" * OF_STRANGERS, "y": 1})
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
    header = {"authorization": f"Bearer {TOKENS[DESK]}", "content-length": str(OF_KNOWN + 1), **OF_JSON}
    whole = Caller(app).client.post("/api/acts", content=b"{}", headers=header)
    assert "1,000,000" in whole.json()["detail"]
