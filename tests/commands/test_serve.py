"""Serving the pages, and who may sign in to them."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from io import StringIO
from typing import Any

import httpx2
import pytest

from escalade.models.server.sign_in import keep_session
from escalade.models.server.store import ServerStore, SessionRow

from .conftest import Shell

Typing = Callable[[str], None]
PASSWORD = "a made-up password\n"  # noqa: S105  # of the tests alone


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """A way to pipe a line into the next commands."""
    return lambda line: monkeypatch.setattr("sys.stdin", StringIO(line))


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def test_accounts_are_given_listed_and_taken_away(group: Shell, typing: Typing) -> None:
    line = [sys.executable, "-c", "from escalade.cli import main; main()", "account", "add", "Made-up Desk"]
    given = subprocess.run(line, input=PASSWORD, capture_output=True, text=True, check=True)
    assert given.stdout == ""
    assert "Made-up Desk can sign in" in given.stderr
    typing(PASSWORD)
    assert "is no officer of this register" in group("account add Nobody").err
    assert group.does("account list --format csv") == "name\nMade-up Desk\nNobody\n"
    group.does("account remove Nobody")
    assert group("account remove Nobody").code == 2
    assert (group.folder / "register.accounts.toml").stat().st_mode & 0o777 == 0o600


def test_what_is_wrong_with_an_account_is_said(group: Shell, typing: Typing) -> None:
    typing("short\n")
    short = group("account add 'Made-up Desk'")
    assert short.code == 2
    assert "A password has 12 to 1000 characters" in short.err
    assert "takes the NAME" in group("account add").err


def test_a_token_is_shown_once_listed_by_name_and_revoked(group: Shell, typing: Typing) -> None:
    assert group("account token 'Made-up Desk'").code == 2
    typing(PASSWORD)
    group.does("account add 'Made-up Desk'")
    made = group("account token 'Made-up Desk'")
    assert made.code == 0
    assert made.out.startswith("escalade_")
    assert made.out.strip() not in (group.folder / "register.accounts.toml").read_text()
    name = re.findall("The token ([0-9a-f]+) of Made-up Desk", made.err)[0]
    assert f"Made-up Desk,{name}," in group.does("account tokens --format csv")
    assert group("account tokens Nobody").code == 2
    assert "and the token’s" in group("account revoke 'Made-up Desk'").err
    assert "has no token" in group("account revoke 'Made-up Desk' none").err
    group.does(f"account revoke 'Made-up Desk' {name}")
    assert group.does("account tokens --format csv") == "name,token,scope,made,ends\n"


def test_an_account_is_given_without_what_serves_the_pages(group: Shell) -> None:
    code = "import sys; from escalade.cli import run; run(sys.argv[1:]); print(*sys.modules)"
    line = [sys.executable, "-c", code, "--quiet", "account", "add", "Made-up Desk"]
    loaded = subprocess.run(line, input=PASSWORD, capture_output=True, text=True, check=True).stdout.split()
    assert "escalade.web.auth.accounts" in loaded
    assert {"fastapi", "jinja2", "uvicorn"}.isdisjoint(loaded)
    assert group.does("account list --format csv") == "name\nMade-up Desk\n"


def test_the_demo_is_served_to_this_machine_alone(group: Shell) -> None:
    refused = group("serve --demo --host 0.0.0.0")
    assert refused.code == 2
    assert "--demo prints passwords" in refused.err


def test_without_a_register_nothing_is_served(shell: Shell) -> None:
    answer = shell("serve")
    assert answer.code == 1
    assert "There is no register" in answer.err


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("--register postgresql://ada:secret@127.0.0.1:9/away", "The register cannot be used for now."),
        ("--register postgresql://ada:se@cret@127.0.0.1:9/away", "The URL of the register is not clear about"),
        ("--sessions mysql://ada:secret@127.0.0.1:9/away", "“mysql://…” is no place for sessions"),
    ],
)
def test_why_nothing_is_served_is_a_line_that_names_no_database(group: Shell, place: str, said: str) -> None:
    answer = group(f"serve --log {place}")
    (line,) = map(json.loads, answer.err.splitlines())
    assert (answer.code != 0, line["event"], said in line["why"]) == (True, "not serving", True)
    for hidden in ("ada", "cret", "127.0.0.1", "away", "refused"):
        assert hidden not in answer.err


def test_a_port_that_is_taken_is_said_before_any_address(group: Shell) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = group(f"serve --port {port}")
    assert answer.code == 2
    assert f"Nobody can be answered on port {port} of 127.0.0.1: Address already in use." in answer.err
    assert answer.out == ""


def test_a_wrong_file_of_providers_is_named_before_anything_is_served(group: Shell) -> None:
    (group.folder / "providers.toml").write_text('[provider.staff]\nname = "Made-up"\n', "utf-8")
    answer = group("serve --providers providers.toml")
    assert answer.code == 1
    assert "The file of providers providers.toml is not of its shape" in answer.err
    assert "The pages are at" not in answer.out


def vouched(place: str, name: str) -> None:
    """Keep the session of somebody who signed in through a provider."""
    store = ServerStore(place)
    times: dict[str, Any] = {"begun": 1580461200, "ends": 1580464800, "holds": 1580464800, "vouched": 1580461200}
    facts: dict[str, Any] = {
        "provider": "staff",
        "issuer": "https://login.example",
        "subject": "ada",
        "claim": "groups=desk",
    }
    keep_session(store, SessionRow(key=name, account=name, password="", **times, **facts), 20)
    store.close()


def test_another_password_and_no_account_end_every_session_of_somebody(group: Shell, typing: Typing) -> None:
    typing(PASSWORD)
    for line in ("account add 'Made-up Desk'", "account remove 'Made-up Desk'"):
        vouched("kept.db", "Made-up Desk")
        vouched("kept.db", "Made-up Chair")
        group.does(f"{line} --sessions kept.db")
        store = ServerStore("kept.db")
        assert [row.account for row in store.every(SessionRow)] == ["Made-up Chair"]
        store.drop(SessionRow)
        store.close()


def test_who_signed_in_through_a_provider_is_listed(group: Shell) -> None:
    (group.folder / "register.accounts.toml").touch(0o600)
    assert group.does("account sign-ins --format csv") == "moment,name,issuer,subject,claim\n"
    vouched("elsewhere.db", "Made-up Desk")
    line = "2020-01-31T09:00:00Z,Made-up Desk,https://login.example,ada,groups=desk\n"
    assert line in group.does("account sign-ins --sessions elsewhere.db --format csv")
    assert line not in group.does('account sign-ins "Made-up Chair" --sessions elsewhere.db --format csv')


def test_the_pages_are_served_until_interrupted_and_the_ways_in_are_printed(group: Shell) -> None:
    port = free_port()
    words = ["serve", "--demo", "--port", str(port)]
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
    assert list(group.folder.glob("*.toml")) == []


def asked(address: str) -> str:
    """The page at an address, once somebody answers there."""
    for _ in range(200):
        try:
            return httpx2.get(address).text
        except httpx2.ConnectError:
            time.sleep(0.1)
    message = f"nobody answered at {address}"
    raise AssertionError(message)
