"""A client that a stranger's generator makes from the description of the API."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from escalade.models.backends.location import Location
from escalade.web.api.app import create_api
from escalade.web.auth.accounts import Accounts
from escalade.web.settings import Settings, accounts_beside
from escalade.web.state import create_state
from tests.web.acts import STEPS
from tests.web.api.bodies import FOG, OBJECTION
from tests.web.browser import CHAIR, CHEAP, COUNCIL_DESK, DESK, PASSWORD
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


MOST_FILES = 150
"""How many files a client that is generated may have."""
SAT = {"session": "Assembly 2020", "sitting": 1}
ROUND: list[tuple[str, str, dict[str, Any]]] = [
    (DESK, "propose", FOG),
    (DESK, "take position", OBJECTION),
    (DESK, "lift objection", {"holders": ["Avalon"], "how": "withdrawn", "on": "2020-02-20"}),
    *(
        (fields["by"], act, {name: given for name, given in fields.items() if name != "by"})
        for act, fields in (STEPS[state] for state in ("debated", "unresolved", "referred"))
    ),
    (COUNCIL_DESK, "approve", {"evidence": SAT, "words": {"en": "It is approved."}, "on": "2020-06-02"}),
    (DESK, "launch", {"opens": "2020-07-01", "closes": "2020-09-01", "on": "2020-07-01"}),
    (DESK, "record responses", {"count": 3, "where": "not at hand", "on": "2020-09-02"}),
    (DESK, "close", {"on": "2020-09-02"}),
]
"""The way of a topic: who does which act, and its fields."""
PAPERS = [("note", "2020"), ("notice", "2020/fog"), ("call", "2020/fog"), ("report", "1"), ("agenda", "1")]


def test_a_generated_client_plays_a_round_and_fetches_every_form_of_paper(client: str, place: Location) -> None:
    def part(name: str) -> Any:
        return import_module(f"{client}.{name}")

    assert len([*Path(part("client").__file__).parent.rglob("*.py")]) <= MOST_FILES
    accounts = Accounts(accounts_beside(place), cost=CHEAP)
    for name in (CHAIR, DESK, COUNCIL_DESK):
        accounts.add(name, PASSWORD)
    tokens = {name: accounts.give_token(name)[1] for name in (CHAIR, DESK, COUNCIL_DESK)}
    fetch = part("api.papers.paper").sync
    do_act, topic = part("api.acts.act").sync_detailed, part("api.readings.topic").sync
    with serving(place.path) as served, ExitStack() as stack:
        at = {"base_url": f"{served.address}/api"}
        stranger = stack.enter_context(part("client").Client(**at))
        officers = {
            name: stack.enter_context(part("client").AuthenticatedClient(**at, token=one))
            for name, one in tokens.items()
        }
        for name, act, fields in ROUND:
            body = shape_of(part("models"), act).from_dict({"of": ["2020/fog"], **fields, "act": act})
            done = do_act(client=officers[name], body=body)
            assert done.status_code == 201, done.content
            for form in STARTS if act == "launch" else ():
                for kind, about in PAPERS:
                    paper = fetch(kind, about, form, on=date(2020, 8, 1), client=stranger)
                    assert hasattr(paper, "payload"), (kind, form, paper)
                    assert paper.payload.read().startswith(STARTS[form])
        assert done.parsed.records[0].after == "closed"
        refused = do_act(client=officers[DESK], body=body)
        assert (refused.status_code, refused.parsed.causes[0].rule) == (409, "step_is_in_the_table")
        assert part("api.readings.problem").sync(refused.parsed.type_.rpartition("/")[2], client=stranger).meaning
        assert do_act(client=stranger, body=body).status_code == 401
        shown = topic("2020/fog", client=stranger)
        assert (shown.state, shown.title.to_dict()) == ("closed", {"en": "Fog signals"})
        assert shown.text.to_dict()["questions"] == FOG["version"]["questions"]
        wish = part("models.paper_to_issue").PaperToIssue(of="2020", kind="note", symbol="MA20/9", accept=["all"])
        issued = part("api.papers.issue").sync(client=officers[DESK], body=wish)
        kept = part("api.acts.file").sync(issued.files[0].sha256, client=officers[DESK])
        assert kept.payload.read().startswith(STARTS["docx"])


STARTS = {"md": b"", "html": b"<!", "docx": b"PK", "pdf": b"%PDF", "xml": b"<?xml"}
"""How a file of each form begins."""


def shape_of(models: Any, act: str) -> Any:
    """The class that a generator makes for an act."""
    return getattr(models, act.title().replace(" ", ""))
