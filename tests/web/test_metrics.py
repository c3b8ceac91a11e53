"""What is counted while the pages are served."""

from __future__ import annotations

import os
import re
from math import inf
from pathlib import Path
from time import time
from typing import Any

from fastapi import FastAPI

from escalade.web.operations.metrics import BOUNDS, Metrics
from tests.web.browser import CHAIR, DESK, Browser, does, signs_in
from tests.web.caller import Caller
from tests.web.operating import FIELDS, PROPOSE, TYPED, Serving, asks


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
