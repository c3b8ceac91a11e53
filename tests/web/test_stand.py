"""Every page and feed tells how a topic stands by one value: what waits, what was put off, what stood against it."""

from __future__ import annotations

from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.register import open_register
from escalade.workflow.motions import (
    Approve,
    Defer,
    Endorse,
    Escalate,
    Evidence,
    OpenDebate,
    Propose,
    RecordConsensus,
    RecordNoConsensus,
    TakePosition,
    TextVersion,
)
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, said
from tests.web.conftest import Visitors

AT_MEETING = Evidence(meeting="1")
FOG: dict[str, Any] = {"of": ("2020/fog",)}
PAGES = ("/", "/rounds/2020", "/topics/2020/fog")


@pytest.fixture(autouse=True)
def _debated(place: Location) -> None:
    """A topic that is debated."""
    with open_register(place) as register:
        version = TextVersion(title={"en": "Fog"}, questions=({"en": "Why?"},))
        register.act(Propose(by=DESK, on="2020-02-10", by_state=("Made-up Land",), version=version, **FOG))
        register.act(OpenDebate(by=CHAIR, on="2020-03-02", evidence=AT_MEETING, **FOG))


def shown_on(visitors: Visitors, page: str) -> str:
    """What strangers read on a page, or in a feed."""
    answer = visitors().get(page)
    return answer.text if page.startswith("/feeds") else said(answer)


def acts(place: Location, *motions: Any) -> None:
    """Record acts."""
    with open_register(place) as register:
        for motion in motions:
            register.act(motion)


@pytest.mark.parametrize("page", [*PAGES, "/decisions", "/feeds/decisions.atom"])
def test_consensus_that_is_not_endorsed_is_published_as_nobodys_decision(
    visitors: Visitors, place: Location, page: str
) -> None:
    entered = RecordConsensus(by=DESK, entered_for=CHAIR, on="2020-03-03", evidence=AT_MEETING, **FOG)
    acts(place, entered)
    shown = shown_on(visitors, page)
    assert "endorsed" in shown
    assert "Decided by the Group" not in shown
    assert "; it can be launched." not in shown
    acts(place, Endorse(by=CHAIR, on="2020-03-04", records=("2020/fog#3",)))
    shown = shown_on(visitors, page)
    assert "endorsed" not in shown.replace("Endorsed", "")
    if page in PAGES:
        assert "The Group agreed on it; it can be launched. Since 3 March 2020." in shown


def test_what_is_not_endorsed_has_a_badge_and_a_step_of_its_own(visitors: Visitors, place: Location) -> None:
    acts(place, RecordConsensus(by=DESK, entered_for=CHAIR, on="2020-03-03", evidence=AT_MEETING, **FOG))
    shown = visitors().get("/topics/2020/fog").text
    assert '<span class="state state-agreed">To be endorsed</span>' in shown
    assert "Agreed" in said(visitors().get("/topics/2020/fog"))


@pytest.mark.parametrize("page", PAGES)
def test_a_deferred_topic_is_not_in_debate(visitors: Visitors, place: Location, page: str) -> None:
    assert "The Group is debating it." in shown_on(visitors, page)
    acts(place, Defer(by=CHAIR, on="2020-03-03", to_meeting="9", evidence=AT_MEETING, **FOG))
    shown = shown_on(visitors, page)
    assert "The Group is debating it." not in shown
    assert "It was put off to another meeting: 9. Since 3 March 2020." in shown
    assert "Put off" in shown


@pytest.mark.parametrize("page", [*PAGES, "/decisions", "/feeds/decisions.atom"])
def test_a_decision_over_objection_is_told_with_it(visitors: Visitors, place: Location, page: str) -> None:
    failed: dict[str, Any] = {"tried": {"en": "Much."}, "refer": True, "words": "not at hand"}
    objects: dict[str, Any] = {"holders": ("Isle",), "stance": "object", "text": "not at hand", "audience": "public"}
    at_session = Evidence(session="Assembly 2020", sitting=1)
    acts(
        place,
        TakePosition(by=DESK, on="2020-03-02", evidence=AT_MEETING, **objects, **FOG),
        RecordNoConsensus(by=CHAIR, on="2020-03-03", evidence=AT_MEETING, **failed, **FOG),
        Escalate(by=DESK, on="2020-04-06", to_session="Assembly 2020", **FOG),
        Approve(by=COUNCIL_DESK, on="2020-06-02", words={"en": "Yes."}, evidence=at_session, **FOG),
    )
    assert "It was decided over objection." in shown_on(visitors, page)
