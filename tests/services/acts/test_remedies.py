"""A remedy that the law would refuse is not offered."""

from __future__ import annotations

import pytest

from escalade.services.acts.suggestions import offer_what_would_pass
from escalade.workflow.values.errors import RefusalError
from escalade.workflow.values.remedy import Cause, Remedy
from tests.lives import TOPIC, Life, at


def offered(life: Life, *about: str) -> list[tuple[str | None, str]]:
    """What is offered to whoever annuls a record in vain: acts, and the record that each is of."""
    with pytest.raises(RefusalError) as refusal:
        life.tries(life.fitting("annul", *about))
    found = offer_what_would_pass(refusal.value.causes, life.standing)
    return [(one.remedy.act, one.remedy.given.get("records", "")) for one in found if one.remedy.kind == "act"]


def test_in_the_place_of_a_remedy_that_would_be_refused_stands_what_clears_its_way() -> None:
    life = at(Life(), "closed")
    last, before = [record.reference for record in life.topic().live if record.moved][:-3:-1]
    assert offered(life, before) == [("annul", last)]
    assert set(offered(life, f"{TOPIC}#1")) == {("annul", last)}, (
        "the last of a chain is the first that can be annulled"
    )


def test_what_nothing_clears_has_no_remedy_and_no_advice() -> None:
    life = at(Life(), "withdrawn")
    remedy = Remedy(kind="act", act="launch", office="secretariat", subject=TOPIC, note="Launch it.")
    cause = Cause(rule="x", subject="2031", sentence="It is not launched. Launch it.", remedy=remedy)
    (found,) = offer_what_would_pass((cause,), life.standing)
    assert (found.remedy.kind, found.sentence) == ("none", "It is not launched.")


@pytest.mark.parametrize(
    ("act", "subject", "given"),
    [
        ("record consensus", TOPIC, {}),  # a meeting is to be named
        ("convene", "meeting/N", {"presided_by": ""}),
        ("appoint", "body", {"office": "", "name": "Eve"}),
        ("annul", "2031/b", {"records": "2031/b#9"}),  # there is none: what it is about is still to be named
    ],
)
def test_what_only_lacks_what_is_to_be_given_is_offered(act: str, subject: str, given: dict[str, str]) -> None:
    life = at(Life(), "debated")
    remedy = Remedy(kind="act", act=act, office="chair", subject=subject, given=given)
    cause = Cause(rule="x", subject=subject, sentence="First.", remedy=remedy)
    assert offer_what_would_pass((cause,), life.standing) == (cause,)
