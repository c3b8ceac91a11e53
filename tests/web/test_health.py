"""What whoever operates a server is told: whether it is ready, what happened, and how much."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from math import inf
from pathlib import Path
from time import time
from typing import Any

import pytest
from fastapi import FastAPI

from escalade.models.backends import Location, create, locate
from escalade.models.cases import find_shipped_case, parse_case
from escalade.models.reader_pool import ExchangedRegisterError
from escalade.models.register import open_register
from escalade.web.auth.accounts import Accounts
from escalade.web.operations.logs import line
from escalade.web.operations.metrics import BOUNDS, Metrics
from escalade.web.settings import Settings, accounts_beside
from tests.web.browser import CHAIR, CHEAP, DESK, PASSWORD, Browser, does, hidden, signs_in
from tests.web.caller import Caller
from tests.web.conftest import MakeApp
from tests.web.operating import FIELDS, PROPOSE, TYPED, Serving, asks


def test_the_server_is_alive_and_ready_while_the_register_opens(serving: Serving, place: Location) -> None:
    app = serving()
    assert [asks(app, path) for path in ("/health", "/ready")] == [(200, "alive\n"), (200, "ready\n")]
    with closing(sqlite3.connect(place.path, isolation_level=None)) as connection:
        connection.execute("UPDATE made_with SET digest = 'another'")
    assert [asks(app, path) for path in ("/health", "/ready")] == [(200, "alive\n"), (503, "not ready\n")]
    place.path.unlink()
    assert [asks(app, path) for path in ("/health", "/ready")] == [(200, "alive\n"), (503, "not ready\n")]


@pytest.mark.parametrize("harm", ["the accounts", "the sessions"])
def test_the_server_is_not_ready_while_nobody_can_sign_in(harm: str, make_app: MakeApp, place: Location) -> None:
    path = accounts_beside(place)
    Accounts(path, cost=CHEAP).add(DESK, PASSWORD)
    setting = Settings(register=place, accounts=path)
    app, spoilt = make_app(setting), path if harm == "the accounts" else Path(setting.place_of_sessions)
    assert asks(app, "/ready") == (200, "ready\n")
    spoilt.chmod(0o644)
    app = make_app(setting)
    assert [asks(app, one) for one in ("/health", "/ready")] == [(200, "alive\n"), (503, "not ready\n")]


@pytest.mark.parametrize("other", ["another register", "an older copy"])
def test_a_register_that_was_exchanged_is_neither_shown_nor_written(
    other: str, serving: Serving, place: Location, tmp_path: Path
) -> None:
    app, older, first = serving(), tmp_path / "older.db", tmp_path / "first.db"
    shutil.copy(place.path, older)
    if other == "another register":
        older.unlink()
        create(Location(older))
        with open_register(Location(older)) as register:
            register.load(one.motion for one in parse_case(find_shipped_case("cwg_internet_2017")))
    desk = Caller(app, DESK)
    with Browser(app) as browser:
        signs_in(browser, DESK)
        tokens = {"form": hidden(browser.get("/inbox").text, "form"), "step": "act"}
        assert desk.act("propose", **FIELDS).status_code == 201
        moved(place.path, first)
        shutil.copy(older, place.path)
        before = place.path.read_bytes()
        answers = [browser.get(one) for one in ("/", "/topics/2020/mist", "/?as_of=2020-02-11", "/ready")]
        answers += [browser.post(PROPOSE, data={**TYPED, **tokens}), desk.act("propose", **FIELDS)]
        answers += [desk.get("topics"), desk.get("topics", as_of="2020-02-11")]
        assert {one.status_code for one in answers} == {503}
        assert [one.text for one in answers if "The register was exchanged while this server ran" not in one.text] == []
        assert place.path.read_bytes() == before
        moved(place.path, tmp_path / "other.db")
        moved(first, place.path)
        assert browser.get("/ready").status_code == 200
        assert "Mist" in browser.get("/topics/2020/mist").text


def moved(path: Path, to: Path) -> None:
    """Put a register elsewhere, with its journal."""
    for one in path.parent.glob(f"{path.name}*"):
        one.rename(to.with_name(one.name.replace(path.name, to.name)))


def test_an_act_that_is_under_way_while_the_register_is_exchanged_is_not_written(
    serving: Serving, place: Location, tmp_path: Path
) -> None:
    app_state = serving().state.app_state
    with app_state.readers.open():
        pass
    place.path.rename(tmp_path / "first.db")
    create(place)
    with pytest.raises(ExchangedRegisterError), app_state.writing():
        pytest.fail("it was opened to be written")


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
    for word in ("127.0.0.1", "somebody", "away", "refused", "connection", "psycopg"):
        assert word not in text
    assert not wanted or [json.loads(line) for line in text.splitlines()]


def test_no_line_is_longer_than_somebody_can_read() -> None:
    assert len(line("server", {"why": "x" * 100_000})) < 1000


def test_without_the_options_nothing_is_told(serving: Serving, capsys: pytest.CaptureFixture[str]) -> None:
    asks(serving(), "/body")
    assert capsys.readouterr().err == ""


def test_what_is_counted_is_told_to_whoever_shows_a_token_where_it_is_asked_for(serving: Serving) -> None:
    assert [asks(serving(), "/metrics", name)[0] for name in (None, DESK)] == [404, 404]
    app = serving(metrics=True)
    assert asks(app, "/metrics") == (401, "Show a token for metrics.\n")
    assert asks(app, "/metrics", DESK)[0] == 200


def counted(app: FastAPI) -> dict[str, float]:
    """Every sample of the metrics, in the format that Prometheus reads."""
    status, text = asks(app, "/metrics", DESK)
    assert status == 200
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r'[a-z_]+(\{([a-z]+="([^"\\]|\\.)*",?)*\})? ([0-9.e+-]+|\+Inf)', line) for line in lines), (
        text
    )
    return {line.rpartition(" ")[0]: float(line.rpartition(" ")[2]) for line in lines}


def test_acts_are_counted_by_name_and_outcome_on_pages_and_by_the_api(serving: Serving) -> None:
    app = serving(metrics=True)
    with Browser(app) as browser:
        signs_in(browser, DESK)
        does(browser, PROPOSE, **TYPED)
        does(browser, PROPOSE, **TYPED)
    desk, chair = Caller(app, DESK), Caller(app, CHAIR)
    assert desk.act("propose", dry_run=True, **FIELDS).status_code == 200
    assert desk.act("propose", **FIELDS).status_code == 201
    said: dict[str, Any] = {"seen": "2020/mist#1", "of": ["2020/mist"], "holders": ("Isle",), "text": {"en": "A."}}
    assert desk.act("record-statement", **said).status_code == 201
    assert desk.act("record-statement", dry_run=True, **said).status_code == 409
    assert chair.act("propose", **{**FIELDS, "of": ["2020/rain"]}).status_code == 403
    assert desk.act("propose", colour="red").status_code == 422
    acts = {name: count for name, count in counted(app).items() if name.startswith("escalade_acts")}
    assert acts == {
        'escalade_acts_total{act="propose",outcome="dry run"}': 1,
        'escalade_acts_total{act="propose",outcome="malformed"}': 1,
        'escalade_acts_total{act="propose",outcome="recorded"}': 2,
        'escalade_acts_total{act="propose",outcome="refused"}': 2,
        'escalade_acts_total{act="record statement",outcome="recorded"}': 1,
        'escalade_acts_total{act="record statement",outcome="moved meanwhile"}': 1,
    }


def test_requests_are_counted_by_route_and_status_and_never_by_path(serving: Serving) -> None:
    app = serving(metrics=True)
    paths = ["/topics/2020/Somebody", "/topics/2020/Else", "/fr/body", "/api/subjects/2020", "/Somebody/x/y"]
    paths += ["/body", "/body", "/static/style.css", "/api/Somebody"]
    with Browser(app) as browser:
        for path in paths:
            browser.get(path)
        browser.request("SOMEBODY", "/body")
    found = counted(app)
    assert "Somebody" not in "".join(found)
    requests = {name: count for name, count in found.items() if name.startswith("escalade_requests")}
    assert sum(requests.values()) == 10
    assert requests['escalade_requests_total{method="GET",route="/topics/{round_}/{name}",status="404"}'] == 2
    assert requests['escalade_requests_total{method="GET",route="/body",status="200"}'] == 3
    assert requests['escalade_requests_total{method="GET",route="/static",status="200"}'] == 1
    assert requests['escalade_requests_total{method="GET",route="/api",status="404"}'] == 1
    assert requests['escalade_requests_total{method="other",route="/body",status="405"}'] == 1


def test_how_long_a_request_takes_is_told_as_a_histogram() -> None:
    meter = Metrics()
    for seconds in (0.001, 0.005, 0.3, 60.0):
        meter.request("GET", "/body", 200, seconds)
    lines = dict(line.rsplit(" ", 1) for line in meter.text().splitlines() if "_seconds" in line and line[0] != "#")
    buckets = [float(lines[f'escalade_request_seconds_bucket{{le="{bound}",route="/body"}}']) for bound in BOUNDS]
    assert buckets == [2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3]
    assert lines['escalade_request_seconds_bucket{le="+Inf",route="/body"}'] == "4.0"
    assert lines['escalade_request_seconds_count{route="/body"}'] == "4.0"
    assert lines['escalade_request_seconds_sum{route="/body"}'] == "60.306"


def test_how_much_there_is_and_how_old_the_newest_copy_is_are_told(serving: Serving, tmp_path: Path) -> None:
    app = serving(metrics=True, backups=tmp_path)
    before = counted(app)
    assert (before["escalade_backup_age_seconds"], before["escalade_mail_waiting"]) == (inf, 0)
    copy = tmp_path / "register-20200302T023000Z.db"
    copy.touch()
    os.utime(copy, (time() - 3600,) * 2)
    Caller(app, DESK).act("propose", **FIELDS)
    after = counted(app)
    assert 3600 <= after["escalade_backup_age_seconds"] < 3700
    assert after["escalade_records"] == before["escalade_records"] + 1
