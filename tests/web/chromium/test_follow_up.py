"""From the last press at a meeting to its follow-up in every language, by keys alone."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from time import monotonic
from typing import Any

from escalade.models.backends import Location, create
from escalade.models.cases import find_shipped_case, parse_case
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.web.i18n.language import LANGUAGES
from tests.web.acts import put_forward, record
from tests.web.chromium.conftest import Opened, with_accounts
from tests.web.chromium.person import PersonAtKeys
from tests.web.chromium.server import serving

TOPICS = tuple(f"2020/made-up-{number}" for number in range(1, 13))
"""As many as a follow-up has room for on its page."""
CHAIR, DESK = "Majed M. Al-Mazyed", "Secretariat"
LONGEST = 60
"""Seconds on a machine that is busy with other tests."""


def test_the_follow_up_of_twelve_topics_is_issued_by_keys_while_the_room_waits(tmp_path: Path, opened: Opened) -> None:
    place = Location(tmp_path / "register.db")
    create(place)
    known = takewhile(lambda act: act.motion.of != ("2017",), parse_case(find_shipped_case("cwg_internet_2017")))
    with open_register(place) as register:
        register.load(act.motion for act in known)
    today = datetime.now(UTC).date().isoformat()
    meeting: dict[str, Any] = {
        "of": ["meeting/99"],
        "by": DESK,
        "on": today,
        "opens": today,
        "closes": today,
        "place": "not at hand",
    }
    texts = {"title": dict.fromkeys(LANGUAGES, "Made-up"), "questions": [dict.fromkeys(LANGUAGES, "Made-up?")]}
    topics = [put_forward(name, version=texts, by=DESK, on=today) for name in TOPICS]
    group = ("open round", {"of": ["2020"], "by": DESK, "on": today, "title": dict.fromkeys(LANGUAGES, "Made-up")})
    held: dict[str, Any] = {
        "of": [*TOPICS],
        "by": DESK,
        "entered_for": CHAIR,
        "evidence": {"meeting": "99"},
        "on": today,
    }
    record(place, ("convene", meeting), group, *topics, ("open debate", held), ("record consensus", held))
    (tmp_path / "served").mkdir()
    with serving(with_accounts(place.path, tmp_path / "served", (CHAIR, DESK))) as served:
        chair, desk = PersonAtKeys(opened(served)), PersonAtKeys(opened(served))
        chair.signs_in(CHAIR)
        desk.signs_in(DESK)
        chair.page.goto("/chair")
        begun = monotonic()
        chair.clicks(chair.page.get_by_role("button", name="Endorse all, and draw up the follow-up"))
        chair.page.wait_for_url("**/papers/follow-up?about=**")
        desk.page.goto("/chair")
        desk.clicks(desk.page.locator('main a[href*="/papers/follow-up"]'))
        desk.clicks(desk.page.locator("#issue ~ form details > summary").last)
        desk.ticks(desk.page.locator("#form-docx"), wanted=False)
        desk.ticks(desk.page.locator("#form-pdf"), wanted=True)
        desk.fills(desk.page.locator("#symbol"), "CWG-INTERNET-99/1")
        desk.clicks(desk.page.get_by_role("button", name="Issue in every language that is still to come"))
        desk.page.wait_for_selector("text=Recorded")
        assert monotonic() - begun < LONGEST
    with open_reader(Location(served.register.path)) as reader:
        made = [motion for _, motion in reader.standing().round("2020").papers]
        assert {(one.language, one.form) for one in made} == {(tag, "pdf") for tag in LANGUAGES}
