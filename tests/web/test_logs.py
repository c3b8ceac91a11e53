"""What a server tells its operator, as lines of JSON."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from escalade.models.backends import Location
from tests.web.browser import DESK, PASSWORD, Browser, does, signs_in
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


def test_without_the_options_nothing_is_told(serving: Serving, capsys: pytest.CaptureFixture[str]) -> None:
    asks(serving(), "/body")
    assert capsys.readouterr().err == ""
