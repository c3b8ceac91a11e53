"""What a server tells its operator, as lines of JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from escalade.models.backends import Location, locate
from escalade.web.operations.logs import line
from escalade.web.settings import Settings
from tests.web.browser import DESK, PASSWORD, Browser, does, signs_in
from tests.web.conftest import MakeApp
from tests.web.operating import PROPOSE, TYPED, Serving, asks


def test_what_happens_is_told_as_lines_that_hold_nothing_personal(
    serving: Serving, capsys: pytest.CaptureFixture[str], place: Location
) -> None:
    app = serving(log=True)
    with Browser(app) as browser:
        signs_in(browser, DESK)
        does(browser, PROPOSE, **TYPED)
        browser.get("/topics/2020/Somebody?q=Somebody")
        browser.post("/sign-in", data={"name": "Somebody", "password": PASSWORD, "knock": "x"})
    place.path.unlink()
    asks(app, "/ready")
    text = capsys.readouterr().err
    lines = [json.loads(line) for line in text.splitlines()]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+\+00:00", line.pop("time")) for line in lines)
    assert {"event": "act", "act": "propose", "outcome": "recorded"} in lines
    assert {"event": "not ready", "error": "AbsentRegisterError"} in lines
    requests = [line for line in lines if line["event"] == "request"]
    assert ("GET", "/topics/{round_}/{name}", 404) in {(one["method"], one["route"], one["status"]) for one in requests}
    assert all(set(one) == {"event", "method", "route", "status", "ms"} for one in requests)
    for personal in (DESK, "Somebody", PASSWORD, "Fog", "fog", "testclient", "signal?"):
        assert personal not in text


FAILING = """
import logging.config
from escalade.web.operations.logs import CONFIGURATION
logging.config.dictConfig(CONFIGURATION)
log = logging.getLogger("uvicorn.error")
def fails():
    int("Somebody")
try:
    fails()
except ValueError:
    log.exception("It failed on Somebody")
log.warning("Invalid request by Somebody")
"""


def test_a_defect_is_told_by_its_class_and_its_place() -> None:
    done = subprocess.run([sys.executable, "-c", FAILING], capture_output=True, text=True, check=True)
    defect, warning = map(json.loads, done.stderr.splitlines())
    del defect["time"], warning["time"]
    assert defect == {
        "event": "defect", "level": "error", "logger": "uvicorn.error", "error": "ValueError", "at": "<string>:7 fails",
    }  # fmt: skip
    assert warning == {"event": "server", "level": "warning", "logger": "uvicorn.error"}


@pytest.mark.parametrize("wanted", ["lines", ""])
def test_a_database_that_is_not_there_is_told_without_its_address_and_the_words_of_its_driver(
    wanted: str,
    place: Location,
    make_app: MakeApp,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    away = "postgresql://somebody@127.0.0.1:9/away"
    known: dict[str, Any] = {"accounts": tmp_path / "a.toml", "log": bool(wanted)}
    apps = [
        make_app(Settings(register=locate(away), **known)),
        make_app(Settings(register=place, sessions=away, **known)),
    ]
    for app, path in (*zip(apps, ("/body", "/room"), strict=True),) * 2:
        assert asks(app, path)[0] == 503, path
        assert asks(app, "/ready")[0] == 503
    text = capsys.readouterr().err
    assert text.count("The register cannot be used for now.") == text.count("The sessions cannot be used.") == 1
    for hidden in ("127.0.0.1", "somebody", "away", "refused", "connection", "psycopg"):
        assert hidden not in text
    assert not wanted or [json.loads(line) for line in text.splitlines()]


def test_no_line_is_longer_than_somebody_can_read() -> None:
    assert len(line("server", {"why": "x" * 100_000})) < 1000


def test_without_the_options_nothing_is_told(serving: Serving, capsys: pytest.CaptureFixture[str]) -> None:
    asks(serving(), "/body")
    assert capsys.readouterr().err == ""
