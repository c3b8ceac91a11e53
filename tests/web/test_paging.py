"""Lists that would grow with the register are shown page by page."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from escalade.models.backends import Location, create
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.services.views.consultations import open_consultations, page_consultations
from escalade.workflow.motions import Annul, Convene, Propose, RecordHearing
from tests.rounds import generate_rounds
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, Browser, said
from tests.web.conftest import Visitors


@pytest.fixture(scope="session")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register of made-up rounds, to be copied."""
    path = tmp_path_factory.mktemp("rounds") / "register.db"
    create(Location(path))
    with open_register(Location(path)) as register:
        register.load(act.motion for act in generate_rounds(24))
    return path


@pytest.fixture
def place(rounds: Path, tmp_path: Path) -> Location:
    """A register of four made-up rounds, each with a meeting and a session."""
    return Location(Path(shutil.copy(rounds, tmp_path / "register.db")))


def walk(browser: Browser, path: str, words: str, wanted: str) -> list[list[str]]:
    """Follow a link from page to page; what each page shows, by a pattern."""
    shown, onward = [], ""
    while True:
        page = browser.get(f"{path}{onward}").text
        shown.append(list(dict.fromkeys(re.findall(wanted, page))))
        found = re.search(rf'<a href="(\?[^"]+)">{words}</a>', page)
        if not found:
            return shown
        onward = found[1]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Show two things on a page."""
    for name in ("public", "office", "chair"):
        monkeypatch.setattr(f"escalade.web.routes.{name}.PAGE", 2)


def test_the_rounds_are_shown_the_last_first(visitors: Visitors) -> None:
    names = ["2024-000003", "2023-000002", "2022-000001", "2021-000004"]
    assert walk(visitors(), "/", "Earlier rounds", 'href="/rounds/([^"]+)"') == [names[:2], names[2:]]


def test_meetings_and_sessions_are_shown_the_last_first(visitors: Visitors) -> None:
    held = r'<li><a href="/meetings/(\d+)">Meeting'
    assert walk(visitors(DESK), "/inbox", "Earlier meetings", held) == [["3", "2"], ["1", "4"]]
    pages = walk(visitors(COUNCIL_DESK), "/inbox", "Earlier sessions", 'href="/sessions/([^"]+)"')
    assert pages == [["Assembly%20000003", "Assembly%20000002"], ["Assembly%20000001", "Assembly%20000004"]]


def test_a_meeting_that_was_annulled_stands_last(place: Location, visitors: Visitors) -> None:
    with open_register(place) as register:
        register.act(
            Convene(
                of=("meeting/9",),
                by=DESK,
                on="2025-01-11",
                opens="2025-03-02",
                closes="2025-03-04",
                place={"en": "Made-up Harbour"},
            )
        )
        register.act(Annul(of=("meeting/9",), records=("meeting/9#1",), by=DESK, why={"en": "Made-up."}))
    with open_reader(place) as reader:
        assert [row[0] for row in reader.gatherings("meeting")] == [f"meeting/{one}" for one in (3, 2, 1, 4, 9)]
    assert "Meeting 3, 2 to 4 March 2024: unless you say otherwise" in said(visitors(CHAIR).get("/chair"))


def test_topics_before_the_group_are_shown_by_pages(place: Location, visitors: Visitors) -> None:
    with open_reader(place) as reader:
        agreed = [row.reference for row in reader.topics(states=("agreed",))]
    with open_register(place) as register:
        first = next(act.motion for act in generate_rounds(24) if isinstance(act.motion, Propose))
        proposed = "2022-000001/new"
        register.act(Propose(of=(proposed,), by=DESK, on="2022-01-20", version=first.version, by_state=("Coast",)))
    pages = walk(visitors(CHAIR), "/chair", "Further topics", '<h3><a href="/topics/([^"]+)"')
    assert [name for page in pages for name in page] == [proposed, *agreed]
    assert {len(page) for page in pages[:-1]} == {2}
    gone = visitors(CHAIR).get("/chair?topics=2022-000001/none").text
    assert re.findall('<h3><a href="/topics/([^"]+)"', gone) == pages[0]


def test_past_consultations_are_shown_by_pages_among_the_decisions(place: Location, visitors: Visitors) -> None:
    with open_reader(place) as reader:
        whole = page_consultations(reader, reader.standing(), past=True)
        assert whole.onward == ""
    over = r'<article class="card">\n<p>.*?</p>\n<h3><a href="/topics/([^"]+)"'
    pages = walk(visitors(), "/decisions", "Further decisions", over)
    assert len(pages) > 1
    assert sorted(name for page in pages for name in page) == sorted(one.reference for one in whole.told if one.state)


def test_what_was_decided_and_what_is_over_begin_with_the_newest(visitors: Visitors) -> None:
    years = re.findall("<h2>(.*?)</h2>", visitors().get("/decisions").text)
    every = [year for page in walk(visitors(), "/decisions", "Further decisions", "<h2>(.*?)</h2>") for year in page]
    assert years[0] == "2024"
    assert every == sorted(every, reverse=True)


def call_pages(browser: Browser, path: str, limit: int) -> list[Any]:
    """Call from page to page; what each answers."""
    told, onward = [], f"{path}{'&' if '?' in path else '?'}limit={limit}"
    while onward:
        answer = browser.get(f"/api/{onward}")
        assert answer.status_code == 200, answer.text
        told.append(answer.json())
        link = answer.links.get("next", {}).get("url", "")
        onward = f"{path.partition('?')[0]}{link}" if link else ""
    return told


def test_lists_are_answered_by_pages(visitors: Visitors) -> None:
    path = "decisions?session=Assembly 000001"
    whole = visitors().get(f"/api/{path}").json()
    assert len(whole) > 2
    pages = call_pages(visitors(), path, 2)
    assert {len(page) for page in pages[:-1]} == {2}
    assert [one for page in pages for one in page] == whole
    assert visitors().get(f"/api/{path}&after=none").json() == whole


@pytest.mark.parametrize("day", ["2022-07-15", "2022-09-01", "2022-09-02", "2023-08-31", "2030-01-01"])
def test_what_is_open_is_found_by_the_day_on_which_it_closes(day: str, place: Location) -> None:
    today = date.fromisoformat(day)
    with open_reader(place) as reader:
        (held,) = [row.reference for row in reader.topics("2022-000001", ("launched",))]
    with open_register(place) as register:
        register.act(
            RecordHearing(of=(held,), by=DESK, on="2022-10-01", presided_by="not at hand", summary={"en": "Made-up."})
        )
    with open_reader(place) as reader:
        standing = reader.standing(today)
        names = [row.reference for row in reader.topics(states=("launched",))]
        last = {name: topic.launched[1].closes for name in names if (topic := standing.topic(name)) and topic.launched}
        found = [topic.reference for topic in open_consultations(standing)]
    assert found == [name for name in names if (last[name] or "") >= day]
