"""The body: its officers, its constitution, and what was held before."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from escalade.workflow.motions import LegalText, Officer, TermEntry
from escalade.workflow.motions.body import Noun, Nouns
from escalade.workflow.subjects.body import Body
from escalade.workflow.values.dates import when
from tests.lives import (
    BOTH,
    CHAIR_NAME,
    DESK,
    Life,
    en,
)


def appointed(*chairs: tuple[str, str | None]) -> Body:
    """A body with a first chair, and others appointed in this order."""
    life = Life()
    life.does("constitute", "body")
    for name, since in chairs:
        life.does("appoint", "body", name=name, office="chair", since=since)
    return life.standing.body


def chairs_on(body: Body, *days: str) -> list[list[str]]:
    """Who may have been in the chair on some days."""
    return [[officer.name for officer in body.holders("chair", when(day))] for day in days]


@pytest.mark.parametrize(
    ("chairs", "held"),
    [
        ([], [["Ada"], ["Ada"], ["Ada"], ["Ada"]]),
        ([("Ben", "2018-01-01")], [["Ada"], ["Ben"], ["Ben"], ["Ben"]]),
        ([("Ben", "2018-01-01"), ("Cy", "2020-01-01")], [["Ada"], ["Ben"], ["Cy"], ["Cy"]]),
        ([("Cy", "2020-01-01"), ("Ben", "2018-01-01")], [["Ada"], ["Ben"], ["Cy"], ["Cy"]]),
        ([("Ben", "2018-01-01"), ("Cy", "2018-01-01")], [["Ada"], ["Cy"], ["Cy"], ["Cy"]]),
        ([("Ben", "2018-01-01"), ("Ben", "2020-01-01")], [["Ada"], ["Ben"], ["Ben"], ["Ben"]]),
        ([("Ben", None)], [["Ada"], ["Ada"], ["Ada"], ["Ben"]]),
        ([("Ben", "..2018-01-31")], [["Ada", "Ben"], ["Ben"], ["Ben"], ["Ben"]]),
    ],
)
def test_a_new_chair_ends_the_old_term(chairs: list[tuple[str, str | None]], held: list[list[str]]) -> None:
    assert chairs_on(appointed(*chairs), "2017-06-30", "2018-06-30", "2020-06-30", "2031-06-30") == held


def test_where_days_are_not_known_both_chairs_may_have_presided() -> None:
    body = appointed(("Ben", "2018-03"))
    assert chairs_on(body, "2018-02", "2018-03", "2018-03-15", "2018-04", "unknown") == [
        [CHAIR_NAME], [CHAIR_NAME, "Ben"], [CHAIR_NAME, "Ben"], ["Ben"], [CHAIR_NAME, "Ben"],
    ]  # fmt: skip


def test_other_offices_are_shared_and_end_on_their_day() -> None:
    life = Life().begins()
    life.does("appoint", "body", name="Sam", office="secretariat", since="2031-01-01", until="2031-02-28", desk=True)
    body = life.standing.body
    assert [officer.name for officer in body.holders("secretariat", when("2031-02-28"))] == [DESK, BOTH, "Sam"]
    assert not body.holds("Sam", "secretariat", when("2031-03-01"))
    assert body.holds("Sam", "secretariat", when("2031-02"))
    assert body.offices_of(BOTH, life.day) == ("secretariat", "council-secretariat")
    assert body.offices_of("Eve", life.day) == ()
    assert body.terms[-1].officer == Officer(
        name="Sam", office="secretariat", since="2031-01-01", until="2031-02-28", desk=True
    )
    assert [term.record for term in body.terms] == ["body#1"] * 6 + ["body#2"]


def test_a_constitution_is_what_it_was_on_a_day() -> None:
    life = Life().begins()
    changes: dict[str, Any] = {
        "texts": {"mandate": LegalText(citation=en("Decision 9"))},
        "languages": {"call": ("en", "fr")},
        "seat": en("Lisbon"),
    }
    life.does("amend constitution", "body", since="2032-01-01", **changes)
    body = life.standing.body
    now, then = body.constitution(), body.constitution(when("2031-06-30"))
    assert now
    assert then
    assert (then.seat, then.texts["mandate"].citation, dict(then.languages)) == (
        en("Porto"), en("Decision on mandate"), {"note": ("en",)},
    )  # fmt: skip
    assert (now.seat, now.texts["mandate"].citation, now.texts["referral"].citation) == (
        en("Lisbon"), en("Decision 9"), en("Decision on referral"),
    )  # fmt: skip
    assert now.languages == {"note": ("en",), "call": ("en", "fr")}
    assert now == msgspec.structs.replace(then, **{name: getattr(now, name) for name in ("seat", "texts", "languages")})


@pytest.mark.parametrize(
    ("citation", "since", "day", "may"),
    [
        ({"en": "Resolution 1344 (Mod. 2015)"}, "unknown", "2014-12-31", False),
        ({"en": "Resolution 1344 (Mod. 2015)"}, "unknown", "2015-01-01", True),
        ({"zh": "第1344号决议（2015年，修改版）", "en": "Resolution 1344"}, "unknown", "2014-12", False),  # noqa: RUF001  # the words of the text
        ({"en": "Resolution 1344 (2012, Mod. 2015)"}, "unknown", "2013-01-30", False),
        ({"en": "Resolution 2019"}, "unknown", "2013-01-30", True),
        ({"en": "Resolution 1344"}, "2013-02-01", "2013-01-30", False),
        ({"en": "Resolution 1344"}, "2013-02-01", "2013-02", True),
        ({"en": "Resolution 1344 (Mod. 2015)"}, "unknown", "unknown", True),
    ],
)  # fmt: skip
def test_a_legal_text_is_cited_from_its_day_and_no_earlier_than_its_year(
    *, citation: dict[str, str], since: str, day: str, may: bool
) -> None:
    assert LegalText(citation=citation, since=since).may_be_cited(when(day)) is may


def test_of_a_legal_text_the_version_counts_that_was_made_by_then() -> None:
    life = Life().begins()
    new = LegalText(citation=en("Made-up Resolution 1 (Mod. 2030)"))
    life.does("amend constitution", "body", texts={"mandate": new}, since="unknown")
    found = [life.standing.body.legal_texts(when(day))["mandate"].citation for day in ("2029-12-31", "2030-01-01")]
    assert found == [en("Decision on mandate"), new.citation]


def test_a_body_that_is_not_constituted_says_nothing() -> None:
    body = Body("body")
    assert (body.constitution(), body.terms, body.consultations, body.state, body.newest) == (
        None,
        (),
        (),
        None,
        "body#0",
    )


def test_an_amendment_adds_languages_to_an_entry_of_the_termbase() -> None:
    life = Life()
    terms = {"name": TermEntry(standing={"en": "official", "fr": "official"}), "seat": TermEntry()}
    life.does("constitute", "body", terms=terms)
    more = {"name": TermEntry(standing={"fr": "reconstructed"}), "acronym": TermEntry()}
    life.does("amend constitution", "body", terms=more)
    constitution = life.standing.body.constitution()
    assert constitution
    assert constitution.terms["name"] == TermEntry(standing={"en": "official", "fr": "reconstructed"})
    assert set(constitution.terms) == {"name", "seat", "acronym"}


def test_an_amendment_adds_languages_to_a_noun_of_the_body() -> None:
    life, english, french = Life(), {"en": Noun("panel")}, {"fr": Noun("collège")}
    life.does("constitute", "body", nouns=Nouns(session=english))
    life.does("amend constitution", "body", nouns=Nouns(session=french, group={"en": Noun("Team")}))
    constitution = life.standing.body.constitution()
    assert constitution
    assert constitution.nouns == Nouns(session=english | french, group={"en": Noun("Team")})
