"""What came of a consultation: responses by category and the agreed summary, in whatever tells of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR = "--as 'Made-up Desk'", "--as 'Made-up Chair'"
TOLD = {
    "en": (
        "The participants heard five speakers.",
        "In all, 12 responses were received (governments: 4; industry: 8).",
    ),
    "fr": (
        "Cinq orateurs ont été entendus.",
        "Au total, 12 réponses ont été reçues (gouvernements : 4 ; entreprises : 8).",
    ),
}

MEETING = f"convene 2 --opens 2020-09-01 --closes 2020-09-02 --place en=There --on 2020-08-03 {DESK}"


@pytest.fixture
def held(with_topics: Callable[..., Teller]) -> Teller:
    """A consultation that was held and answered."""
    teller = with_topics("lamps")
    summary = "--summary en='The participants heard five speakers.' --summary fr='Cinq orateurs ont été entendus.'"
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps --opens 2020-04-01 --closes 2020-07-01 --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"record-responses lamps --count 12 --by-category governments=4 --by-category industry=8 --where not-at-hand "
        f"--on 2020-07-02 {DESK}",
        f"record-hearing lamps --presided-by not-at-hand {summary} --on 2020-08-01 {DESK}",
        f"close lamps --on 2020-08-02 {DESK}",
    )
    return teller


@pytest.mark.parametrize("language", TOLD)
def test_the_summary_and_the_categories_are_printed_once(held: Teller, language: str) -> None:
    held.does(MEETING)
    text = held.does(f"agenda 2 --language {language}").replace("\u202f", " ")
    assert {said: text.count(said) for said in TOLD[language]} == dict.fromkeys(TOLD[language], 1), text


def test_a_category_is_called_as_the_body_names_it(held: Teller) -> None:
    names = held.register.parent / "names.toml"
    names.write_text('[names.governments]\nen = "governments"\nfr = "pouvoirs publics"\n', encoding="utf-8")
    held.does(f"amend-constitution --names-file {names} --authority en=Us. --since 2020-01-01 --on 2020-08-03 {DESK}")
    held.does(MEETING)
    assert "(pouvoirs publics : 4 ; entreprises : 8)" in held.does("agenda 2 --language fr").replace("\u202f", " ")


def test_responses_without_categories_are_counted_alone(held: Teller) -> None:
    held.does(f"record-responses lamps --count 13 --where not-at-hand --on 2020-08-03 {DESK}")
    held.does(MEETING)
    assert "In all, 13 responses were received." in held.does("agenda 2 --language en")
