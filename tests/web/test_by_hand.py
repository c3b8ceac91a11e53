"""The five forms by hand: in words of a person, each filled in as one would, without scripts."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.services.acts.fields import own_fields
from escalade.web.forms.form_data import inputs_of
from escalade.web.rendering.address import act_address
from escalade.workflow.motions import MOTIONS
from tests.web.acts import put_forward, record, steps
from tests.web.browser import CHAIR, COUNCIL_DESK, DESK, does, said
from tests.web.conftest import Visitors

FOG, APPROVE = "/topics/2020/fog", "/rounds/2020/acts/approve"
TEXT: dict[str, Any] = {"title": {"en": "Fog"}, "questions": [{"en": "What?"}]}
COMMANDS = re.compile(r"(?<!\w)--\w|\bREF\b|\bRECORD\b|\b[A-Z]{3,}=[A-Z]|\b[A-Z]{3,},[A-Z]|\boptions?\b")
"""How a command line is spoken of."""


ELSEWHERE = {"approve": {"amended", "sequence"}, "convene": {"form", "sittings"}}
"""What is asked beside topics, or of several; of a meeting, or of a session."""


@pytest.fixture
def fog(place: Location) -> None:
    """A topic that was referred to a session."""
    record(place, put_forward(), *steps("debated", "unresolved", "referred"))


def newest(place: Location, subject: str) -> Any:
    """The motion of the newest record of a subject."""
    with open_reader(place) as reader:
        return reader.history(subject)[-1].motion


def labels(page: str) -> list[str]:
    """What a form asks, in its order."""
    form = page.partition('class="act"')[2]
    return [one.strip() for one in re.findall(r"<(?:legend|label[^>]*)>([^<]*)", form)]


def in_order(page: str, *asked: str) -> bool:
    """Whether a form asks these one after the other."""
    found = labels(page)
    places = [found.index(one) for one in asked]
    return places == sorted(places)


def test_a_meeting_that_is_convened_anew_shows_what_is_on_record(visitors: Visitors) -> None:
    page = visitors(DESK).get("/meetings/1/acts/convene").text
    assert 'name="field_opens" value="2020-03-02"' in page
    assert ">\nMade-up Harbour</textarea>" in page
    assert "Its number" not in labels(page)


@pytest.mark.usefixtures("fog")
def test_a_decision_is_logged_with_its_counts_in_three_boxes(visitors: Visitors, place: Location) -> None:
    council = visitors(COUNCIL_DESK)
    page = council.get(APPROVE).text
    assert in_order(page, "On which topics", "Words", "How", "Votes", "Document")
    assert in_order(page, "In favour", "Against", "Abstaining")
    assert "10 June 2020, Assembly 2020, sitting 2" in said(council.get(APPROVE))
    typed = {"of": "2020/fog", "field_how": "vote", "field_words.en": "Approved.", "field_evidence__document": "MA20/8"}
    typed |= {"field_evidence__session": "Assembly 2020", "field_evidence__sitting": "1", "on": "2020-06-02"}
    half = does(council, APPROVE, **typed, **{"field_votes.for": "30"})
    assert half.status_code == 422
    assert "takes three numbers, for, against and abstaining" in said(half)
    assert 'name="field_votes.for" value="30"' in half.text
    counts = {"field_votes.for": "30", "field_votes.against": "4", "field_votes.abstaining": "0"}
    assert does(council, APPROVE, **typed, **counts).url.path == "/sessions/Assembly 2020"
    votes = newest(place, "2020/fog").votes
    assert (votes.votes_for, votes.against, votes.abstaining) == (30, 4, 0)
    path = f"{FOG}/acts/correct"
    with open_reader(place) as reader:
        record = reader.history("2020/fog")[-1].reference
    held = {"field_set__votes.for": "31", "field_set__votes.against": "4", "field_set__votes.abstaining": "0"}
    asked = council.get(path, params={"records": record}).text
    assert 'name="field_set__votes.for" value="30"' in asked
    held |= {"field_set__how": "vote", "field_set__on": "2020-06-02", "field_set__words.en": "Approved."}
    answer = does(
        council, f"{path}?records={record.replace('#', '%23')}", words=record, **held, **{"field_why.en": "Slip."}
    )
    assert answer.status_code == 200, said(answer)
    assert newest(place, "2020/fog").fields == {"votes": {"votes_for": 31, "against": 4, "abstaining": 0}}


@pytest.mark.usefixtures("fog")
def test_a_correction_asks_first_which_record(visitors: Visitors) -> None:
    page = visitors(DESK).get(f"{FOG}/acts/correct").text
    assert 'name="words" value="2020/fog#1"' in page
    assert 'class="act"' not in page
    typed = visitors(DESK).get(f"{FOG}/acts/correct?words=x&records=2020/fog%231").text
    assert in_order(typed, "On which day", "Title", "Questions", "Which States", "Why", "Document")


def test_a_sitting_is_corrected_in_its_two_columns(visitors: Visitors, place: Location) -> None:
    council, path = visitors(COUNCIL_DESK), "/sessions/Assembly 2020/acts/correct?records=session/Assembly 2020%231"
    page = council.get(path).text
    held = dict(re.findall(r'name="(field_set__(?:on|opens|closes))" value="([^"]*)"', page))
    keys, days = (re.findall(rf'name="field_set__sittings.{part}" value="([^"]+)"', page) for part in ("key", "value"))
    places = re.findall(r'name="(field_set__(?:name|place)\.\w+)"[^>]*>\n([^<]*)</textarea>', page)
    held |= {name: html.unescape(text) for name, text in places if text}
    typed: dict[str, Any] = {"field_set__sittings.key": keys, "field_set__sittings.value": [*days[:-1], "2020-06-09"]}
    words = {"words": "session/Assembly 2020#1", "field_why.en": "Slip."}
    answer = does(council, path, **held, **typed, **words)
    assert answer.status_code == 200, said(answer)
    fields = newest(place, "session/Assembly 2020").fields
    assert fields == {"sittings": {**dict(zip(keys, days, strict=True)), keys[-1]: "2020-06-09"}}


@pytest.mark.usefixtures("fog")
def test_no_form_speaks_as_a_command_line_does_and_each_asks_for_all_that_its_act_takes(visitors: Visitors) -> None:
    browsers = [visitors(name) for name in (DESK, CHAIR, COUNCIL_DESK)]
    with_records = {"annul", "confirm", "endorse", "correct", "dispatch", "redact", "receive translation"}
    tried = 0
    for reference in ("body", "2020", "2020/fog", "meeting/1", "session/Assembly 2020"):
        for act in MOTIONS.keys() - {"issue"}:
            path = act_address(reference, act)
            page = next((page for one in browsers if (page := one.get(path)).status_code == 200), None)
            tried += page is not None
            assert page is None or not COMMANDS.search(said(page)), path
            if page is not None and act not in with_records:
                names = {*re.findall(r' name="([^"]+)"', page.text)}
                asked = [one for one in own_fields(act) if one.key not in ELSEWHERE.get(act, ())]
                lacking = [one.key for one in asked if names.isdisjoint(inputs_of(one, ("en",)))]
                assert lacking == [], path
    assert tried > len(MOTIONS)
