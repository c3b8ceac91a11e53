"""Pages behind each proxy that the guide names."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from escalade.cli import run
from escalade.models.backends.location import Location
from escalade.models.server.store import ServerStore
from escalade.web.room.stage import RoomStage, Scene
from escalade.web.settings import accounts_beside, sessions_beside
from tests.programs import CADDY, NGINX, need
from tests.web.browser import CHAIR, DESK, OFFICERS
from tests.web.chromium.conftest import with_accounts
from tests.web.chromium.server import Served, serving
from tests.web.proxy.proxies import Proxy, caddy, nginx

DEBATED = (
    f"propose 2020/fog --title en=Fog --question en='What?' --by-state Isle --on 2020-02-10 --as '{DESK}'",
    f"open-debate fog --meeting 1 --on 2020-03-02 --as '{CHAIR}'",
)
"""A topic for the room to look at."""


@pytest.fixture(scope="module")
def behind(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server that expects a proxy on its machine."""
    register = with_accounts(kept, tmp_path_factory.mktemp("behind"), OFFICERS)
    for line in DEBATED:
        assert run(["--register", str(register), "--quiet", *shlex.split(line)]) == 0
    stage = RoomStage(ServerStore(sessions_beside(accounts_beside(Location(register)))))
    stage.show(Scene(("2020/fog",), (), {"2020/fog": "2020/fog#2"}))
    with serving(register, "--tls") as served:
        yield served


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("caddy", marks=pytest.mark.needs(CADDY)),
        pytest.param("nginx", marks=pytest.mark.needs(NGINX)),
    ],
)
def proxy(
    request: pytest.FixtureRequest, behind: Served, certificate: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Proxy]:
    """Each proxy in turn, before the same server."""
    folder = tmp_path_factory.mktemp(request.param)
    if request.param == "caddy":
        with caddy(need(CADDY), folder, behind.port) as found:
            yield found
    else:
        with nginx(need(NGINX), folder, behind.port, certificate) as found:
            yield found
