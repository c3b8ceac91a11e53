"""What is late, and whose it is: at the head of each officer's first page, and not of the public's."""

from __future__ import annotations

import re

import pytest

from escalade.models.backends import Location
from escalade.web.routes import office
from tests.web.acts import put_forward, record, steps
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER, Browser, does, said, signs_in
from tests.web.conftest import Visitors

HEAD = "What is late, and whose it is"


@pytest.fixture
def overdue(place: Location) -> None:
    """Two topics on which the Group was to agree at a meeting that is long over; one was not even debated."""
    record(place, put_forward(), put_forward("2020/bell", "Bells"), *steps("debated"))


@pytest.mark.usefixtures("overdue")
@pytest.mark.parametrize(("name", "path"), [(DESK, "/inbox"), (CHAIR, "/chair"), (COUNCIL_DESK, "/inbox")])
def test_each_office_reads_first_what_is_late_and_whose_it_is(name: str, path: str, visitors: Visitors) -> None:
    told = said(visitors(name).get(path)).partition(HEAD)[2]
    assert told.startswith(" 3 March 2020 Bells 2020/bell : open debate Chair 3 March 2020 Fog signals 2020/fog")


@pytest.mark.usefixtures("overdue")
def test_what_is_late_of_ones_own_stands_once_in_its_place(visitors: Visitors) -> None:
    own, others = said(visitors(CHAIR).get("/inbox")), said(visitors(DESK).get("/inbox"))
    assert (HEAD in own, own.count("Bells"), others.count("Bells")) == (False, 1, 1)


@pytest.mark.usefixtures("overdue")
def test_more_than_a_few_are_shown_by_pages(visitors: Visitors, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "FEW", 1)
    desk = visitors(DESK)
    first = desk.get("/inbox").text.partition('class="is-late"')[2].partition("</section>")[0]
    assert "Bells" in first
    assert "Fog signals" not in first
    (onward,) = re.findall(r'<a href="(/inbox\?late=[^"]+)">What else is late</a>', first)
    further = desk.get(onward).text.partition('class="is-late"')[2].partition("</section>")[0]
    assert "Fog signals" in further
    assert "Bells" not in further
    assert "?late=" not in further


def test_who_has_no_desk_or_several_sees_what_waits(visitors: Visitors) -> None:
    assert signs_in(visitors(), READER) == "/inbox"
    typed = {"words": CHAIR, "field_office": "secretariat", "on": "2020-02-01"}
    does(visitors(DESK), "/body/acts/appoint", **typed)
    browser: Browser = visitors()
    assert signs_in(browser, CHAIR) == "/inbox"
