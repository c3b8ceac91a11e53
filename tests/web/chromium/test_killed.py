"""A server that is killed under load: no act that was answered is lost."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event
from urllib.parse import parse_qs, urlsplit

import httpx2

from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from tests.web.browser import DESK, hidden
from tests.web.chromium.conftest import with_accounts
from tests.web.chromium.crawl import visitor
from tests.web.chromium.server import Served, serving

CLIENTS, ENOUGH, MOST = 4, 25, 200
ACT = "/rounds/2020/acts/receive"


def sends(served: Served, client: int, answered: list[str], enough: Event) -> None:
    """Send acts one after the other until the server is gone."""
    with closing(visitor(served, DESK)) as browser:
        for number in range(MOST):
            try:
                page = browser.get(ACT).text
                named = {"words": f"MWG-{client}/{number + 1}", "field_by_state": "Made-up Land"}
                typed = {**named, "field_concerns": "2020", "on": "2020-02-12"}
                token = {name: hidden(page, name) for name in ("form", "seen")}
                answer = browser.post(ACT, data={**typed, **token, "step": "act"}, follow_redirects=False)
            except httpx2.TransportError:
                return
            if answer.status_code == 303:
                answered.append(parse_qs(urlsplit(answer.headers["location"]).query)["made"][0])
            else:
                assert "Moved meanwhile" in answer.text
            if len(answered) >= ENOUGH:
                enough.set()


def test_every_act_that_was_answered_is_on_record_after_a_killing(kept: Path, tmp_path: Path) -> None:
    with serving(with_accounts(kept, tmp_path, (DESK,))) as served:
        answered: list[str] = []
        enough = Event()
        with ThreadPoolExecutor(CLIENTS) as pool:
            sent = [pool.submit(sends, served, client, answered, enough) for client in range(1, CLIENTS + 1)]
            assert enough.wait(120)
            served.killed()
            for one in sent:
                one.result()
        served.again()
        with open_reader(served.register) as reader:
            held = {record.reference for _, record in reader.records()}
        assert len(set(answered)) == len(answered) >= ENOUGH
        assert set(answered) <= held
        assert verify(served.register).findings == []
        with closing(visitor(served, DESK)) as browser:
            assert all(browser.get(f"/rounds/2020/records/{one.partition('#')[2]}").is_success for one in answered)
