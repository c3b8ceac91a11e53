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


ONLINE = {
    "en": ("held its first meeting online on", "Online, "),
    "fr": ("réunion en ligne, ", "En ligne, "),
    "es": ("reunión en línea, ", "En línea, "),
    "ru": ("собрание в онлайновом формате ", "В онлайновом формате, "),
    "ar": (" عبر الإنترنت،", "عبر الإنترنت، "),
    "zh": ("本组以线上方式举行了", "，线上"),
}


@pytest.mark.parametrize("how", ["--form virtual", "--place en=online --place fr='en ligne'"])
def test_a_meeting_held_online_is_told_as_the_language_tells_it(with_topics: Callable[..., Teller], how: str) -> None:
    teller = with_topics("lamps")
    if "place" in how:
        words = {"es": "en línea", "ru": "онлайн", "ar": "عبر الإنترنت", "zh": "线上"}
        how += "".join(f" --place {language}='{place}'" for language, place in words.items())
    teller.does(
        f"convene 1 {how} --on 2020-03-04 {DESK}",
        SESSION,
        f"record-no-consensus lamps {UNRESOLVED}",
        f"escalate lamps {ESCALATED.replace('06-06', '04-06')}",
    )
    for language in AVAILABLE:
        account, masthead = ONLINE[language]
        assert account in teller.draws("note 2020", language)
        assert masthead in teller.draws("report 1", language)


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
