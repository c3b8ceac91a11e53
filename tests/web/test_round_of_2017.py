"""Four persons play the real round through the pages, from the first record on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from escalade.models.backends import Location, create
from escalade.models.cases import find_shipped_case, parse_case
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.web.auth.accounts import Account, hash_password
from escalade.web.settings import Settings
from tests.web.browser import CHEAP, PASSWORD, Browser, does, said, shown, signs_in
from tests.web.conftest import MakeApp
from tests.web.typed import files, page_of, told, typed

CASE = [act.motion for act in parse_case(find_shipped_case("cwg_internet_2017"))]


@pytest.fixture
def ends(tmp_path: Path, make_app: MakeApp) -> Iterator[tuple[Location, Location, dict[str, Browser]]]:
    """A register that the case was loaded into, one that only begins, and officers at its pages."""
    loaded, played = Location(tmp_path / "loaded.db"), Location(tmp_path / "played.db")
    for place, motions in ((loaded, CASE), (played, CASE[:1])):
        create(place)
        with open_register(place) as register:
            register.load(motions)
    officers = {motion.by for motion in CASE if motion.by}
    password = hash_password(PASSWORD, CHEAP)
    setting = Settings(register=played, accounts=tmp_path / "accounts.toml")
    app = make_app(setting, {name: Account(name, password) for name in officers})
    browsers = {name: Browser(app) for name in officers}
    for name, browser in browsers.items():
        assert signs_in(browser, name) != "/sign-in"
    yield loaded, played, browsers
    for browser in browsers.values():
        browser.close()


def test_the_pages_record_what_the_case_does_but_for_how_identity_was_established(
    ends: tuple[Location, Location, dict[str, Browser]],
) -> None:
    loaded, played, browsers = ends
    for motion in CASE[1:]:
        given = {"files": files(motion), **typed(motion)}
        answer = does(browsers[motion.by], page_of(motion), **given)
        if seen_first := shown(answer):  # an amendment is shown before it is recorded
            answer = does(browsers[motion.by], page_of(motion), **given, **seen_first)
        assert answer.status_code == 200, (motion.act_name(), said(answer)[:900])
    with open_reader(loaded) as one, open_reader(played) as other:
        records, here = [list(reader.records()) for reader in (one, other)]
    for (_, ours), (_, theirs) in zip(here, records, strict=True):
        assert told(ours) == told(theirs)
    assert {record.identity for _, record in here[1:]} == {"signed in"}
