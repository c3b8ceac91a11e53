"""Every kind of command on a register that lies on a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from escalade.models.backends import exists, locate
from escalade.models.cases import find_shipped_case
from escalade.models.integrity.verify import verify
from escalade.web.app import create_app
from escalade.web.settings import Settings, accounts_beside
from tests.commands.conftest import DESK, Shell
from tests.server import Server
from tests.web.browser import Browser

PASSWORD = "hunter2"  # noqa: S105  # no secret: the server of the tests asks for none


@pytest.fixture
def url(server: Server, shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A database without a register, named with a password, for every command."""
    with server.database("template0") as address:
        found = address.replace("//postgres@", f"//postgres:{PASSWORD}@")
        monkeypatch.setenv("ESCALADE_REGISTER", found)
        assert list(shell.folder.iterdir()) == []
        yield found


def loads(shell: Shell, case: str = "made_up_body") -> None:
    """Load a shipped case."""
    shell.does(f"load {find_shipped_case(case)}")


def test_a_case_is_loaded_read_exported_and_verified(shell: Shell, url: str, tmp_path: Path) -> None:
    loads(shell, "cwg_internet_2017")
    before = shell.does("export")
    for line in (
        "list", "show ott", "history ott", "why ott close", "inbox --all", "search internet", "diff ott",
        'decisions --session "Council 2017"', "verify", "rebuild", "list --as-of 2017-05-24",
        "note 2017 --language en", "list --format json",
    ):  # fmt: skip
        assert PASSWORD not in shell.does(line)
    assert shell.does("export") == before
    file = tmp_path / "copy.db"
    assert PASSWORD not in shell.does(f"backup {file}")
    assert shell.does(f"export --register {file}") == before
    called = shell("doctor")
    assert (called.code, "An act may be lost" in called.out, PASSWORD in called.out) == (4, True, False)
    assert verify(locate(url)).findings == []


def test_acts_are_recorded_and_refusals_never_show_the_password(shell: Shell, url: str) -> None:
    loads(shell)
    shell.does(
        f'propose 2020/fog --title en=Fog --question en="What?" --by-state "Made-up Land" --on 2020-02-10 {DESK}'
    )
    for line in (
        f"--register {url} launch fog --on 2020-07-01 {DESK}",
        f"--register {url} open-debate fog --on 2020-03-02 {DESK}",
        f"--register {url} --format json open-debate fog --on 2020-03-02 {DESK}",
        f"--register {url} show nothing",
        f"--register {url} history fog --nonsense",
        f"use --register {url}",
        f"--register {url.replace('@', '@@')} list",
        f"--register {url}nowhere list",
    ):
        called = shell(line)
        assert called.code in {1, 2, 3}, line
        assert PASSWORD not in called.out + called.err, line


def test_what_was_not_made_leaves_nothing(shell: Shell, url: str) -> None:
    case = shell.folder / "case.jsonl"
    case.write_text('{"act": "nonsense"}\n', "utf-8")
    assert shell("list").code == 1
    assert shell(f"load {case}").code == 2
    assert not exists(locate(url))
    loads(shell)
    assert shell("list").code == 0


def test_a_register_that_is_kept_as_default_says_no_password(shell: Shell, url: str) -> None:
    called = shell(f"use --register {url}")
    assert (called.code, "which is not kept" in called.err) == (2, True)
    plain = url.replace(f":{PASSWORD}", "")
    assert plain in shell.does(f"use --register {plain}")


def test_pages_are_served_from_a_server(shell: Shell, url: str, tmp_path: Path) -> None:
    loads(shell)
    place = locate(url)
    with Browser(create_app(Settings(register=place, accounts=tmp_path / "accounts.toml"), {})) as browser:
        for path in ("/", "/rounds/2020", "/"):
            assert browser.get(path).status_code == 200
    assert accounts_beside(place).parent == tmp_path / "data" / "escalade"
    assert PASSWORD not in str(accounts_beside(place))
