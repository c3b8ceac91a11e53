"""A register to serve, and browsers that know nothing of each other."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from anyio.from_thread import start_blocking_portal
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from fastapi import FastAPI

from escalade.models.backends import Location, create
from escalade.models.cases import find_shipped_case, parse_case
from escalade.models.register import open_register
from escalade.web.app import close, create_app
from escalade.web.auth.accounts import Account, hash_password
from escalade.web.settings import Settings
from tests.web.acts import put_forward, record, steps
from tests.web.browser import CHEAP, OFFICERS, PASSWORD, Browser, signs_in
from tests.web.caller import with_tokens
from tests.web.operating import Serving

MakeApp = Callable[..., FastAPI]
Visitors = Callable[..., Browser]


@pytest.fixture(scope="session", autouse=True)
def loop() -> Iterator[None]:
    """One event loop for whatever browsers ask, as a server has one."""
    with start_blocking_portal() as portal:
        Browser.portal = portal
        yield
        Browser.portal = None
        portal.call(portal.stop, True)  # noqa: FBT003  # what a test left behind is cancelled


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of the body that does not exist, to be copied."""
    path = tmp_path_factory.mktemp("kept") / "register.db"
    create(Location(path))
    with open_register(Location(path)) as register:
        register.load(act.motion for act in parse_case(find_shipped_case("made_up_body")))
    return path


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for a server of this machine, with its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "made-up")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    path = tmp_path_factory.mktemp("certificate") / "made-up.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(secret + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return path


@pytest.fixture
def place(kept: Path, tmp_path: Path) -> Location:
    """A register with officers, meetings, a session and an open round."""
    return Location(Path(shutil.copy(kept, tmp_path / "register.db")))


@pytest.fixture(scope="session")
def accounts() -> dict[str, Account]:
    """An account for each office, and one for a reader who has none."""
    password = hash_password(PASSWORD, CHEAP)
    return {name: Account(name, password) for name in OFFICERS}


@pytest.fixture
def make_app() -> Iterator[MakeApp]:
    """Make applications; what they opened is closed at the end."""
    with ExitStack() as stack:

        def make(setting: Settings, more: dict[str, Account] | None = None) -> FastAPI:
            app = create_app(setting, more)
            stack.callback(close, app)
            return app

        yield make


@pytest.fixture
def serving(place: Location, accounts: dict[str, Account], tmp_path: Path, make_app: MakeApp) -> Serving:
    """The pages, with settings of their own."""
    known = with_tokens(accounts)
    return lambda **more: make_app(Settings(register=place, accounts=tmp_path / "accounts.toml", **more), known)


@pytest.fixture
def visitors(place: Location, accounts: dict[str, Account], tmp_path: Path, make_app: MakeApp) -> Iterator[Visitors]:
    """New browsers at one server: strangers, or signed in by name."""
    app = make_app(Settings(register=place, accounts=tmp_path / "accounts.toml"), accounts)
    opened: list[Browser] = []

    def visitor(name: str | None = None) -> Browser:
        browser = Browser(app)
        opened.append(browser)
        if name:
            assert signs_in(browser, name) != "/sign-in"
        return browser

    yield visitor
    for browser in opened:
        browser.close()


@pytest.fixture
def app(place: Location, accounts: dict[str, Account], tmp_path: Path, make_app: MakeApp) -> FastAPI:
    """The pages and the API of a register."""
    return make_app(Settings(register=place, accounts=tmp_path / "accounts.toml"), with_tokens(accounts))


@pytest.fixture
def referred_app(place: Location, app: FastAPI) -> FastAPI:
    """The same, of a register whose round was referred."""
    record(place, put_forward(), *steps("debated", "unresolved", "referred"))
    return app
