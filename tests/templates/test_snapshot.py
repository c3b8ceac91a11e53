"""A paper reads each fact of the register once, with the record it came from."""

from __future__ import annotations

from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.facts.view import View
from escalade.workflow.values.dates import when

from .conftest import Register


def snapshot_of(register: Register) -> View:
    """The register as papers read it today."""
    return View(register.standing, tongue("en"), when(register.standing.today.isoformat()))


def test_a_meeting_is_read_once_with_its_records(round_of_2017: Register) -> None:
    snapshot = snapshot_of(round_of_2017)
    meeting = snapshot.meeting("meeting/9")
    assert meeting is not None
    assert meeting is snapshot.meeting("meeting/9")
    assert (meeting.number, meeting.source, meeting.approval) == (9, "meeting/9#1", "meeting/9#2")


def test_a_session_has_a_name_and_no_number(round_of_2017: Register) -> None:
    session = snapshot_of(round_of_2017).meeting("session/Council 2017")
    assert session is not None
    assert (session.label, session.number, session.approval) == ("Council 2017", None, None)


def test_what_is_not_on_record_is_not_there(round_of_2017: Register) -> None:
    snapshot = snapshot_of(round_of_2017)
    assert (snapshot.meeting("meeting/99"), snapshot.topic("2017/none")) == (None, None)
    assert snapshot.topic("2017/ott") is snapshot.topic("2017/ott")


def test_the_constitution_rests_on_the_record_that_gave_it(round_of_2017: Register) -> None:
    sources = snapshot_of(round_of_2017)
    assert {sources.charter("name"), sources.charter("names", "India")} == {"body#1"}
