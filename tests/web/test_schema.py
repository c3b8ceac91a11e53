"""Every call, tried with what nobody thought of: Schemathesis over the schema.

`ESCALADE_EXAMPLES=200 python -m pytest tests/web/test_schema.py` tries more.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, strategies
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import ignored_auth, negative_data_rejection, positive_data_acceptance

from escalade.models.backends import Location, create
from escalade.models.cases import find_shipped_case, parse_case
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.web.auth.accounts import Accounts
from escalade.web.settings import Settings
from tests.web.browser import CHEAP
from tests.web.conftest import MakeApp

EXAMPLES = int(os.environ.get("ESCALADE_EXAMPLES", "2"))
"""How many requests are made of each kind, for each call."""
NOT_ASKED = [positive_data_acceptance, ignored_auth]
"""What fits the schema may still name what is not there; tokens are tried in `test_api_matrix.py`."""
WAYS = [
    ("a stranger", GenerationMode.POSITIVE, "near what there is"),
    ("the secretariat", GenerationMode.POSITIVE, "near what there is"),
    ("the secretariat", GenerationMode.POSITIVE, "at random"),
    ("the secretariat", GenerationMode.NEGATIVE, "at random"),
]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The register of the demo."""
    path = tmp_path_factory.mktemp("played") / "register.db"
    create(Location(path))
    with open_register(Location(path)) as register:
        register.load(act.motion for act in parse_case(find_shipped_case("cwg_internet_2017")))
    return path


@pytest.fixture
def served(played: Path, tmp_path: Path, make_app: MakeApp) -> tuple[FastAPI, str]:
    """The API over a copy of it, and a token of the secretariat."""
    place = Location(Path(shutil.copy(played, tmp_path / "register.db")))
    book = Accounts(tmp_path / "accounts.toml", cost=CHEAP)
    book.add("Secretariat", "a made-up password")
    _, token = book.give_token("Secretariat")
    return make_app(Settings(register=place, accounts=book.path)), token


def names_in(app: FastAPI) -> list[str]:
    """What is on record: subjects, and some of their records."""
    with open_reader(app.state.app_state.settings.register) as register:
        return [*register.references(), "2017/ott#1", "2017/ott#9", "body#1", "ott", "2017/none"]


def near(case: Any, names: list[str], draw: Any) -> Any:
    """A request that names what there is, so that it gets further."""
    if "reference" in (case.path_parameters or {}):
        case.path_parameters["reference"] = draw.draw(strategies.sampled_from(names))
    if isinstance(case.body, dict):
        name = draw.draw(strategies.sampled_from(names))
        case.body["of"] = name if "kind" in case.body else [name]
    return case


CANNOT_BE_WRONG = ("/checkpoint", "/proof/{record}")
"""Calls that take nothing, or any name of a record: nothing given can be of a wrong shape."""


@pytest.mark.parametrize(("caller", "mode", "where"), WAYS, ids=str)
def test_no_call_fails_or_answers_outside_the_schema(
    caller: str, mode: GenerationMode, where: str, served: tuple[FastAPI, str]
) -> None:
    app, token = served
    headers = {"authorization": f"Bearer {token}"} if caller != "a stranger" else {}
    tried, left = 0, []
    result: Any
    for result in schemathesis.openapi.from_asgi("/api/openapi.json", app).get_all_operations():
        if mode is GenerationMode.NEGATIVE and result.ok().path in CANNOT_BE_WRONG:
            left.append(result.ok().path)
            continue
        tried += 1
        asked(result.ok(), mode, headers, [] if where == "at random" else names_in(app))
    assert tried > 15
    assert left == ([*CANNOT_BE_WRONG] if mode is GenerationMode.NEGATIVE else [])


def asked(operation: Any, mode: GenerationMode, headers: dict[str, str], names: list[str]) -> None:
    """Make some requests of one call, and hold each answer to the schema."""

    @hypothesis.settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=EXAMPLES <= 10,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @hypothesis.given(operation.as_strategy(generation_mode=mode), strategies.data())
    def request(case: Any, draw: Any) -> None:
        sent = near(case, names, draw) if names else case
        answer = sent.call(headers=headers)
        assert answer.status_code < 500, answer.text
        sent.validate_response(answer, excluded_checks=[*NOT_ASKED, *([negative_data_rejection] if names else [])])

    request()
