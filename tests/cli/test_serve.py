"""Serving the pages, and who may sign in to them."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx2

from escalade.models.cases import read_case, shipped
from escalade.models.engine import Location, create
from escalade.models.register import open_register

PASSWORD = "a made-up password\n"  # noqa: S105  # of the tests alone


def register(folder: Path) -> Path:
    """A register of the body that does not exist."""
    path = folder / "register.db"
    create(Location(path))
    with open_register(Location(path)) as written:
        written.load(act.motion for act in read_case(shipped("made_up_body")))
    return path


def escalade(folder: Path, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    """Call the command, as people do."""
    line = [sys.executable, "-c", "from escalade.cli import main; main()", *words]
    environment = {**os.environ, "ESCALADE_REGISTER": str(folder / "register.db"), "XDG_CONFIG_HOME": str(folder)}
    return subprocess.run(line, input=typed, capture_output=True, text=True, env=environment, check=False)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_accounts_are_given_listed_and_taken_away(tmp_path: Path) -> None:
    register(tmp_path)
    given = escalade(tmp_path, "account", "add", "Made-up Desk", typed=PASSWORD)
    assert (given.returncode, given.stdout) == (0, "")
    assert "Made-up Desk can sign in" in given.stderr
    assert "is no officer of this register" in escalade(tmp_path, "account", "add", "Nobody", typed=PASSWORD).stderr
    assert escalade(tmp_path, "account", "list", "--format", "csv").stdout == "name\nMade-up Desk\nNobody\n"
    assert escalade(tmp_path, "account", "remove", "Nobody").returncode == 0
    assert escalade(tmp_path, "account", "remove", "Nobody").returncode == 2
    assert (tmp_path / "register.accounts.toml").stat().st_mode & 0o777 == 0o600


def test_what_is_wrong_with_an_account_is_said(tmp_path: Path) -> None:
    register(tmp_path)
    short = escalade(tmp_path, "account", "add", "Made-up Desk", typed="short\n")
    assert short.returncode == 2
    assert "A password has 12 to 1000 characters" in short.stderr
    assert "takes the NAME" in escalade(tmp_path, "account", "add").stderr


def test_a_token_is_shown_once_listed_by_name_and_revoked(tmp_path: Path) -> None:
    register(tmp_path)
    assert escalade(tmp_path, "account", "token", "Made-up Desk").returncode == 2
    escalade(tmp_path, "account", "add", "Made-up Desk", typed=PASSWORD)
    made = escalade(tmp_path, "account", "token", "Made-up Desk")
    assert made.returncode == 0
    assert made.stdout.startswith("escalade_")
    assert made.stdout.strip() not in (tmp_path / "register.accounts.toml").read_text()
    name = re.findall("The token ([0-9a-f]+) of Made-up Desk", made.stderr)[0]
    assert f"Made-up Desk,{name}," in escalade(tmp_path, "account", "tokens", "--format", "csv").stdout
    assert escalade(tmp_path, "account", "tokens", "Nobody").returncode == 2
    assert "and the token’s" in escalade(tmp_path, "account", "revoke", "Made-up Desk").stderr
    assert "has no token" in escalade(tmp_path, "account", "revoke", "Made-up Desk", "none").stderr
    assert escalade(tmp_path, "account", "revoke", "Made-up Desk", name).returncode == 0
    assert escalade(tmp_path, "account", "tokens", "--format", "csv").stdout == "name,token,made\n"


def test_the_demo_is_served_to_this_machine_alone(tmp_path: Path) -> None:
    register(tmp_path)
    refused = escalade(tmp_path, "serve", "--demo", "--host", "0.0.0.0")  # noqa: S104  # what is refused
    assert refused.returncode == 2
    assert "--demo prints passwords" in refused.stderr


def test_without_a_register_nothing_is_served(tmp_path: Path) -> None:
    answer = escalade(tmp_path, "serve")
    assert answer.returncode == 1
    assert "There is no register" in answer.stderr


def test_the_pages_are_served_until_interrupted_and_the_ways_in_are_printed(tmp_path: Path) -> None:
    path, port = register(tmp_path), free_port()
    words = ["--register", str(path), "serve", "--demo", "--port", str(port)]
    line = [sys.executable, "-u", "-c", "from escalade.cli import main; main()", *words]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            page = asked(f"http://127.0.0.1:{port}/")
        finally:
            server.send_signal(signal.SIGINT)
        told, wrong = server.communicate(timeout=30)
    assert "Made-up Working Group on Lighthouses" in page
    ways = re.findall(r"^  (\S+) +(Made-up [\w -]+?) +(\S+)$", told, re.MULTILINE)
    assert [office for office, _, _ in ways] == ["chair", "vice-chair", "secretariat", "council-secretariat"]
    assert all(len(password) > 12 for _, _, password in ways)
    assert "Traceback" not in wrong
    assert list(tmp_path.glob("*.toml")) == []


def asked(address: str) -> str:
    """The page at an address, once somebody answers there."""
    for _ in range(200):
        try:
            return httpx2.get(address).text
        except httpx2.ConnectError:
            time.sleep(0.1)
    message = f"nobody answered at {address}"
    raise AssertionError(message)
