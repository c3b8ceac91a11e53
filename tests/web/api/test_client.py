"""A client that a stranger's generator makes from the description of the API."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from escalade.models.backends.location import Location
from escalade.web.api.app import create_api
from escalade.web.auth.accounts import Accounts
from escalade.web.settings import Settings, accounts_beside
from escalade.web.state import create_state
from tests.web.api.bodies import FOG
from tests.web.browser import CHEAP, DESK, PASSWORD
from tests.web.chromium.server import serving

NAME = "made_up_client"


@pytest.fixture
def client(place: Location, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The name of the package of the client; its generator finds nothing to warn of."""
    described = create_api(create_state(Settings(register=place, accounts=tmp_path / "none.toml"))).openapi()
    (tmp_path / "openapi.json").write_text(json.dumps(described))
    (tmp_path / "settings.yaml").write_text("post_hooks: []\n")
    line = [sys.executable, "-m", "openapi_python_client", "generate", "--fail-on-warning", "--meta", "none"]
    line += ["--path", str(tmp_path / "openapi.json"), "--config", str(tmp_path / "settings.yaml")]
    done = subprocess.run(
        [*line, "--output-path", str(tmp_path / "made" / NAME)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    monkeypatch.syspath_prepend(str(tmp_path / "made"))
    yield NAME
    for module in [name for name in sys.modules if name.startswith(NAME)]:
        del sys.modules[module]


def test_a_generated_client_acts_and_reads(client: str, place: Location) -> None:
    def part(name: str) -> Any:
        return import_module(f"{client}.{name}")

    accounts = Accounts(accounts_beside(place), cost=CHEAP)
    accounts.add(DESK, PASSWORD)
    _, token = accounts.give_token(DESK)
    with (
        serving(place.path) as served,
        part("client").Client(base_url=f"{served.address}/api") as stranger,
        part("client").AuthenticatedClient(base_url=f"{served.address}/api", token=token) as desk,
    ):
        body = part("models.propose_body").ProposeBody.from_dict(FOG)
        propose = part("api.acts.propose").sync_detailed
        first = propose(client=desk, body=body)
        assert (first.status_code, first.parsed.records[0].reference) == (201, "2020/fog#1")
        refused = propose(client=desk, body=body)
        assert (refused.status_code, refused.parsed.causes[0].rule) == (409, "step_is_in_the_table")
        assert part("api.default.problem").sync(refused.parsed.type_.rpartition("/")[2], client=stranger).meaning
        assert propose(client=stranger, body=body).status_code == 401
        shown = part("api.readings.show").sync("2020/fog", client=stranger)
        assert shown.title.to_dict() == {"en": "Fog signals"}
        assert shown.text.to_dict()["questions"] == FOG["version"]["questions"]
        (listed,) = [one for one in part("api.readings.list_").sync(client=stranger) if one.reference == "2020/fog"]
        assert (listed.state, listed.title.to_dict()) == ("proposed", {"en": "Fog signals"})
