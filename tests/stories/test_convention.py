# ruff: noqa: RUF001 - Russian is written in Cyrillic
"""A made-up convention: one Party objects at seven meetings of its Conference, and the eighth decides all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Teller

CASE = Path(__file__).with_name("made_up_convention.toml")
COUNCIL = "--as 'Made-up Conference Desk'"
SESSIONS = range(1, 9)


def held(number: int) -> str:
    """At the sitting of a session, as it is typed."""
    return f"--session 'COP {number}' --sitting 1 --on {2000 + 2 * number}-06-02"


def objects(number: int, *holders: str) -> str:
    """Objecting at a session, as it is typed."""
    said = " ".join(f"--holder '{name}'" for name in holders)
    return f"take-position whale {said} --stance object --text en='No oil of whales.' --audience public {held(number)} {COUNCIL}"


@pytest.fixture
def convention(teller: Teller) -> Teller:
    """A teller on the made-up convention, a proposal before its Conference."""
    teller.begins(
        f"load {CASE}",
        *(
            f"convene 'session/COP {one}' --opens {2000 + 2 * one}-06-01 --closes {2000 + 2 * one}-06-05 "
            f"--place en='Made-up City' --sitting 1={2000 + 2 * one}-06-02 --on 2000-02-01 {COUNCIL}"
            for one in SESSIONS
        ),
        f"introduce list/whale --title en='Whale oil' --question en='Is it listed?' --by-state Westerland {held(1)} "
        f"{COUNCIL}",
    )
    return teller


@pytest.fixture
def maintained(convention: Teller) -> Teller:
    """A teller after the objection of two was maintained by one, at each session until the eighth."""
    convention.does(objects(1, "Easterland", "Norland"))
    for one in SESSIONS[1:]:
        convention.does(f"defer whale --to-session 'COP {one}' {held(one - 1)} {COUNCIL}")
        convention.does(*([objects(one, "Easterland")] if one <= 7 else []))
    return convention


APPROVES = f"approve whale --how vote --votes 30,1,2 --words en='Whale oil is listed.' {held(8)} {COUNCIL}"


def test_one_objection_is_told_as_maintained_at_each_session(maintained: Teller) -> None:
    shown = maintained.does("show whale")
    assert "objecting: 2" in maintained.does("list list")
    assert "objections standing Easterland and Norland (list/whale#2)" in " ".join(shown.split())
    for one in SESSIONS[1:7]:
        assert f"maintained {2000 + 2 * one}-06-02, COP {one}" in shown
    assert maintained.types("history list/whale")[1].count("maintains list/whale#2") == 6
    assert maintained.holds()


def test_it_ends_whole_whichever_of_its_records_is_named(maintained: Teller) -> None:
    maintained.does(f"lift-objection whale --objection list/whale#14 --how withdrawn {held(8)} {COUNCIL}")
    assert "objections standing Norland (list/whale#2)" in " ".join(maintained.does("show whale").split())
    maintained.does(f"lift-objection whale --holder Norland --how resolved {held(8)} {COUNCIL}")
    assert "an objection stands" not in maintained.does("list list")
    maintained.does(APPROVES)
    notice = maintained.draws("notice whale")
    assert "stood when the decision" not in notice


def test_whoever_objects_takes_no_other_stance_before_it_is_lifted(maintained: Teller) -> None:
    supports = f"take-position whale --holder Easterland --stance support {held(8)} {COUNCIL}"
    maintained.is_refused(supports, "holder_has_no_objection_standing")


@pytest.mark.parametrize(
    ("language", "told", "reported"),
    [
        ("en", "Isle: maintained at the second meeting)", "maintained its objection"),
        ("fr", " : maintenue à la deuxième réunion", "L’objection au thème « Made-up fog »"),
        ("es", ": mantenida en la segunda reunión", "su objeción al tema «Made-up fog»"),
        ("ru", ": подтверждено на втором собрании", "Подтверждено возражение по теме «Made-up fog»"),
        ("zh", "：第二次会议上重申", "重申异议"),
        ("ar", ": أُبقي عليه في الاجتماع الثاني", "أُبقي على الاعتراض الوارد من Isle"),
    ],
)
def test_a_note_tells_where_an_objection_was_maintained(group: Teller, language: str, told: str, reported: str) -> None:
    desk, chair = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
    said = f"--stance object --text en='Too much fog.' --audience public {desk}"
    group.does(
        f"propose 2020/fog --title en='Made-up fog' --question en='What of fog?' --by-state Land --on 2020-02-10 {desk}",
        f"open-debate fog --meeting 1 --on 2020-03-02 {chair}",
        f"take-position fog --holder Isle --holder Cape --meeting 1 --on 2020-03-02 {said}",
        f"take-position fog --holder Isle --meeting 2 --on 2020-09-07 {said}",
        f"take-position fog --holder Isle --meeting 2 --on 2020-09-07 {said}",
        f"record-no-consensus fog --tried en=Much. --refer --words not-at-hand --meeting 2 --on 2020-09-07 {chair}",
    )
    assert told in group.draws("note 2020", language)
    assert reported in group.draws("report 2", language)


TOLD = {
    "en": "stood when the decision was taken.",
    "fr": "Une objection subsistait au moment de la décision",
    "es": "En el momento de la decisión se mantenía una objeción",
    "ru": "На момент принятия решения сохранялось возражение",
    "zh": "在作出决定时仍持异议",
    "ar": "كان لا يزال قائماً عند اتخاذ القرار الاعتراض الوارد من",
}


@pytest.mark.parametrize("language", TOLD)
def test_a_decision_tells_the_objection_that_stood_when_it_was_taken(maintained: Teller, language: str) -> None:
    maintained.does(APPROVES)
    notice = maintained.draws("notice whale", language)
    assert TOLD[language] in notice


def test_what_stood_when_it_was_decided_is_told_though_it_ended_since(maintained: Teller) -> None:
    maintained.does(APPROVES)
    told = "decided over objection: 2"
    assert told in maintained.does("list list")
    ends = f"lift-objection whale --holder Easterland --holder Norland --how withdrawn --on 2016-07-01 {COUNCIL}"
    maintained.does(ends)
    assert told in maintained.does("list list")
    shown = " ".join(maintained.does("show whale").split())
    assert "objections standing when decided Easterland and Norland (list/whale#2)" in shown
    assert "by Easterland and Norland stood when the decision was taken (withdrawn since)" in " ".join(
        maintained.draws("notice whale").split()
    )
    assert maintained.holds()
