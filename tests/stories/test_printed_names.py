# ruff: noqa: RUF001 - six languages have letters and signs of their own
"""How papers and answers name what was typed: sessions, places, days gone by, votes, and what languages lack."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR, DESK, COUNCIL = "--as 'Made-up Chair'", "--as 'Made-up Desk'", "--as 'Made-up Assembly Desk'"
SESSION = (
    "convene --session 'Assembly 2021' --opens 2021-06-01 --closes 2021-06-12 --place en=Port --sitting 1=2021-06-02 "
    f"--sitting 2=2021-06-03 --on 2020-06-01 {COUNCIL}"
)
UNRESOLVED = f"--tried en=Much. --words not-at-hand --refer --meeting 1 --on 2020-03-03 {CHAIR}"
ESCALATED = f"--to-session 'Assembly 2021' --document MA21/5 --on 2020-06-06 {DESK}"


@pytest.fixture
def referred(with_topics: Callable[..., Teller]) -> Teller:
    """Two topics referred to a session whose name is given in French alone."""
    teller = with_topics("lamps", "horns")
    teller.does(
        f"{SESSION} --name fr='Assemblée 2021'",
        f"record-no-consensus lamps horns {UNRESOLVED}",
        f"escalate 2020 {ESCALATED}",
    )
    return teller


def test_a_session_is_called_as_it_was_typed_where_its_language_lacks_a_name(referred: Teller) -> None:
    english, french = (referred.does(f"notice lamps --language {tag}") for tag in ("en", "fr"))
    assert "was referred to the Made-up Assembly (Assembly 2021)" in english
    assert "Assemblée 2021" not in english
    assert "Made-up Assembly (Assemblée 2021)" in french
    spanish = referred.does("notice lamps --language es")
    assert "remitido al Made-up Assembly (Assembly 2021)" in spanish


ONLINE = {
    "en": ("held its first meeting online on", "Online, "),
    "fr": ("réunion en ligne, ", "En ligne, "),
    "es": ("reunión en línea, ", "En línea, "),
    "ru": ("собрание в онлайновом формате ", "В онлайновом формате, "),
    "ar": (" عبر الإنترنت،", "عبر الإنترنت، "),
    "zh": ("本组以线上方式举行了", "，线上"),
}


@pytest.mark.parametrize("language", AVAILABLE)
@pytest.mark.parametrize("how", ["--form virtual", "--place en=online --place fr='en ligne'"])
def test_a_meeting_held_online_is_told_as_the_language_tells_it(
    with_topics: Callable[..., Teller], how: str, language: str
) -> None:
    teller = with_topics("lamps")
    if "place" in how:
        words = {"es": "en línea", "ru": "онлайн", "ar": "عبر الإنترنت", "zh": "线上"}
        how += f" --place {language}='{words[language]}'" if language in words else ""
    teller.does(
        f"convene 1 {how} --on 2020-03-04 {DESK}",
        SESSION,
        f"record-no-consensus lamps {UNRESOLVED}",
        f"escalate lamps {ESCALATED.replace('06-06', '04-06')}",
    )
    account, masthead = ONLINE[language]
    assert account in teller.draws("note 2020", language)
    assert masthead in teller.draws("report 1", language)


def test_the_decisions_of_a_session_tell_the_votes(referred: Teller) -> None:
    referred.does(
        "approve lamps --how vote --votes 23,5,4 --words en='Lamps it is.' --session 'Assembly 2021' --sitting 2 "
        f"--on 2021-06-03 {COUNCIL}",
    )
    assert "vote, 23 for, 5 against, 4 abstaining" in referred.does("decisions --session 'Assembly 2021' --format csv")


def test_of_one_referral_with_two_days_the_later_one_tells_whether_it_was_in_time(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        SESSION,
        "set-deadline Note --stage note --span 30 --unit calendar-days --direction before --anchor session-opening "
        f"--basis modalities --on 2020-02-01 {DESK}",
        f"record-no-consensus lamps horns {UNRESOLVED}",
        f"escalate lamps horns --to-session 'Assembly 2021' --document MA21/5 --on 2021-05-20 {DESK}",
        f"correct lamps#4 --set on=2021-04-01 --why en='The wrong day.' {DESK}",
    )
    line = next(one for one in json.loads(teller.does("plan 2020 --format json"))["lines"] if one["stage"] == "note")
    assert (line["done"], line["stands"]) == ("2021-05-20", "done late"), line
    assert "20 May 2021" in teller.does("note 2020").partition("## ")[0]


def test_no_language_is_said_to_lack_a_name_that_is_there(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps")
    names = teller.register.parent / "names.toml"
    names.write_text("[names.'Made-up Land']\nde = 'Erfundenes Land'\n", encoding="utf-8")
    teller.does(
        f"amend-constitution --names-file {names} --authority en=Us. --since 2020-01-01 --on 2020-08-03 {DESK}",
        f"{SESSION} --name de='Versammlung 2021'",
        f"convene --session 'Assembly 2021' --name en='The Assembly of 2021' --on 2020-06-02 {COUNCIL}",
    )
    _, told, _ = teller.types("check 2020 --languages --format json")
    lacking = [(one["language"], one["field"]) for one in json.loads(told)["texts"] if one["standing"] == "lacking"]
    assert not [one for one in lacking if one[1].startswith(("names.Made-up Land", "name."))], lacking


@pytest.mark.parametrize("language", AVAILABLE)
def test_a_source_that_is_not_at_hand_is_left_out_as_the_check_says(
    with_topics: Callable[..., Teller], language: str
) -> None:
    teller = with_topics("lamps")
    teller.does(
        "take-position lamps --holder 'Made-up Isle' --stance object --text en=No. --source not-at-hand --meeting 1 "
        f"--on 2020-03-02 {DESK}",
        f"record-no-consensus lamps {UNRESOLVED}",
    )
    told = teller.draws("note 2020", language)
    assert ("not at hand" in told, "Made-up Isle" in told) == (False, True)
