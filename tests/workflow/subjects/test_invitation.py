"""Which issued papers invite to a consultation as it no longer is."""

from __future__ import annotations

from escalade.workflow.subjects.issued_paper import find_invitations_behind, invitation_of, newest_invitations
from tests.lives import TOPIC, Life, at


def invited(*kinds: str) -> Life:
    """A consultation that is launched, and papers of it issued."""
    life = at(Life(), "approved")
    life.does("launch", TOPIC, physical="2031-02-15")
    for kind in kinds:
        life.does("issue", "2031", kind=kind, subject=TOPIC)
    return life


def kinds_behind(life: Life) -> list[str | None]:
    """The kinds of the papers that say what the topic was."""
    return [paper.kind for _, paper in find_invitations_behind(life.topic(), life.standing)]


def test_the_newest_paper_of_each_inviting_kind_is_found_and_no_other() -> None:
    life = invited("call", "note", "call")
    found = newest_invitations(life.topic(), life.standing)
    assert [(record.reference, paper.kind) for record, paper in found] == [(life.subject("2031").newest, "call")]


def test_an_invitation_is_behind_once_a_day_moves_and_no_sooner() -> None:
    life = invited("call", "circular", "note")
    assert kinds_behind(life) == []
    before = invitation_of(life.topic())
    life.passes()
    life.does("extend", TOPIC, closes=None, physical="2031-02-20")
    assert invitation_of(life.topic()) != before
    assert sorted(map(str, kinds_behind(life))) == ["call", "circular"]
    life.does("issue", "2031", kind="call", subject=TOPIC)
    assert kinds_behind(life) == ["circular"]


def test_an_invitation_is_behind_once_its_hearing_is_called_off() -> None:
    life = invited("call")
    life.passes()
    life.does("call off hearing", TOPIC)
    assert kinds_behind(life) == ["call"]
