"""What is late, and whose it is: at the head of each officer's first page, and not of the public's."""

from __future__ import annotations

import re

import pytest

from escalade.models.backends import Location
from escalade.web.routes import office
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, READER, Browser, does, said, signs_in
from tests.web.conftest import Visitors

HEAD = "What is late, and whose it is"


@pytest.fixture
def overdue(place: Location, visitors: Visitors) -> Location:
    """Two topics on which the Group was to agree at a meeting that is long over; one was not even debated."""
    for name, title in (("fog", "Fog signals"), ("bell", "Bells")):
        text = {"field_version__title.en": title, "field_version__questions.en.0": "What is a good one?"}
        typed = {"words": name, "field_by_state": "Made-up Land", "on": "2020-02-10", **text}
        does(visitors(DESK), "/rounds/2020/acts/propose", **typed)
    does(visitors(CHAIR), "/topics/2020/fog/acts/open-debate", field_evidence__meeting="1", on="2020-03-02")
    return place


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
def test_the_public_does_not_read_it(visitors: Visitors) -> None:
    assert HEAD not in said(visitors().get("/"))
    assert HEAD not in said(visitors(READER).get("/inbox"))


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


def test_where_nothing_is_late_nothing_is_said_of_it(visitors: Visitors) -> None:
    for page in (visitors(DESK).get("/inbox"), visitors(CHAIR).get("/chair")):
        assert HEAD not in said(page)


@pytest.mark.parametrize(("name", "path"), [(DESK, "/inbox"), (CHAIR, "/chair"), (COUNCIL_DESK, "/inbox")])
def test_who_signs_in_sits_down_at_the_desk_of_the_office(name: str, path: str, visitors: Visitors) -> None:
    assert signs_in(visitors(), name) == path


def test_who_has_no_desk_or_several_sees_what_waits(visitors: Visitors) -> None:
    assert signs_in(visitors(), READER) == "/inbox"
    typed = {"words": CHAIR, "field_office": "secretariat", "on": "2020-02-01"}
    does(visitors(DESK), "/body/acts/appoint", **typed)
    browser: Browser = visitors()
    assert signs_in(browser, CHAIR) == "/inbox"
