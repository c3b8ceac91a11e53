"""A register whose people sign in through a provider."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlmodel import col, update

from escalade.models.backends import Location
from escalade.models.server.store import ServerStore, SessionRow
from escalade.web.settings import Settings
from tests.programs import OPENID_PROVIDER, need
from tests.web.browser import CHAIR, DESK, READER, Browser, hidden
from tests.web.conftest import MakeApp
from tests.web.openid.issuers import CLIENT, SECRET, CertifiedIssuer, Issuer, MockIssuer, running

PAGES = "http://testserver"


@pytest.fixture(scope="session")
def certified(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CertifiedIssuer]:
    """The certified provider; what it is missing for is skipped, and says so."""
    folder = need(OPENID_PROVIDER)
    with running(CertifiedIssuer(folder, tmp_path_factory.mktemp("certified") / "log", PAGES)) as issuer:
        yield issuer


@pytest.fixture(scope="session")
def mock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MockIssuer]:
    """A provider that is there wherever the tests are."""
    with running(MockIssuer(tmp_path_factory.mktemp("mock") / "log")) as issuer:
        yield issuer


@pytest.fixture(params=[pytest.param("certified", marks=pytest.mark.needs(OPENID_PROVIDER)), "mock"])
def issuer(request: pytest.FixtureRequest) -> Issuer:
    """Each provider in turn, with the same people."""
    found: Issuer = request.getfixturevalue(request.param)
    found.put("ada", {"email": "desk@made-up.example", "email_verified": True, "groups": ["all", "desk"]})
    found.put("bob", {"email": "chair@made-up.example", "email_verified": False})
    found.put("cleo", {"email": "cleo@made-up.example", "email_verified": True, "groups": ["all", "both"]})
    found.put("dan", {"email": "dan@made-up.example", "email_verified": True, "groups": ["readers"]})
    return found


NAMES = (
    (DESK, "email", "desk@made-up.example"),
    (CHAIR, "email", "chair@made-up.example"),
    (DESK, "groups", "desk"),
    (DESK, "groups", "both"),
    (CHAIR, "groups", "both"),
    (READER, "groups", "readers"),
)


def written(path: Path, *, more: str = "", names: tuple[tuple[str, str, str], ...] = NAMES, **issuers: str) -> Path:
    """Write a file of providers, each by its key; `more` stands in each."""
    path.with_name("secret").write_text(SECRET, "utf-8")
    path.with_name("secret").chmod(0o600)
    parts = []
    for key, address in issuers.items():
        facts = f'issuer = "{address}"\nclient_id = "{CLIENT}"\nsecret_file = "secret"\n'
        facts += f'name = "Made-up {key}"\nscopes = ["openid", "email", "groups"]\n{more}'
        parts.append(f"[provider.{key}]\n{facts}")
        parts += [
            f'[[provider.{key}.officer]]\nname = "{name}"\nclaim = "{claim}"\nvalue = "{value}"\n'
            for name, claim, value in names
        ]
    path.write_text("\n".join(parts), "utf-8")
    return path


OpenPages = Callable[..., Callable[[], Browser]]


@pytest.fixture
def pages(place: Location, tmp_path: Path, make_app: MakeApp) -> Iterator[OpenPages]:
    """Make the pages of a register, and browsers for them."""
    opened: list[Browser] = []

    def make(*, names: tuple[tuple[str, str, str], ...] = NAMES, **issuers: str) -> Callable[[], Browser]:
        providers = written(tmp_path / "providers.toml", names=names, **issuers)
        app = make_app(Settings(register=place, accounts=tmp_path / "accounts.toml", providers=providers))

        def browser() -> Browser:
            opened.append(Browser(app))
            return opened[-1]

        return browser

    yield make
    for browser in opened:
        browser.close()


def begins(browser: Browser, key: str = "staff", onward: str = "", **more: str) -> str:
    """Press the button of a provider; where it leads."""
    page = browser.get("/sign-in", params={"next": onward})
    answer = browser.post(f"/sign-in/through/{key}", data={"knock": hidden(page.text, "knock"), "next": onward, **more})
    assert answer.status_code == 200, answer.text
    return str(answer.headers["refresh"]).removeprefix("0; url=")


def store_of(browser: Browser) -> ServerStore:
    """What the server of a browser keeps."""
    kept: ServerStore = browser.app.state.app_state.store  # type: ignore[attr-defined]  # as the application has it
    return kept


def let_pass(browser: Browser, minutes: float) -> None:
    """Let minutes pass since everybody signed in."""
    with store_of(browser).transaction() as within:
        within.exec(
            update(SessionRow).values(
                holds=col(SessionRow.holds) - minutes * 60, ends=col(SessionRow.ends) - minutes * 60
            )
        )
