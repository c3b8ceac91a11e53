"""A note tells that a topic had been agreed on and reopened, and how many responses a consultation had."""

# ruff: noqa: RUF001 - six languages have letters and signs of their own
from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
FAILS = f"record-no-consensus fog --tried en=Much. --refer --words not-at-hand --meeting 2 --on 2020-09-08 {CHAIR}"
CONSULTED = "record-consultation --responses not-at-hand --summary not-at-hand --online-from 2019-02 --on 2020-01-06"


@pytest.fixture
def reopened(with_topics: Callable[..., Teller]) -> Teller:
    """A topic on which the Group had agreed in March, and no longer in September."""
    teller = with_topics("fog")
    teller.does(
        f"record-consensus fog --words en='Fog it is.' --document MWG-1/9 --paragraph 5.1 --meeting 1 --on 2020-03-03 "
        f"{CHAIR}",
        f"reopen-debate fog --meeting 2 --on 2020-09-07 {CHAIR}",
        FAILS,
    )
    return teller


DAYS = {
    "ar": ("3 مارس 2020", "7 سبتمبر 2020"),
    "en": ("3 March 2020", "7 September 2020"),
    "es": ("3 de marzo de 2020", "7 de septiembre de 2020"),
    "fr": ("3 mars 2020", "7 septembre 2020"),
    "ru": ("3 марта 2020", "7 сентября 2020"),
    "zh": ("2020年3月3日", "2020年9月7日"),
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_note_tells_that_the_group_had_agreed_where_one_reads_it_and_that_it_reopened(
    reopened: Teller, language: str
) -> None:
    told = reopened.draws("note 2020", language)
    for said in (*DAYS[language], "5.1", "MWG-1/9"):
        assert said in told, told


def test_what_an_earlier_note_of_the_topic_told_is_not_told_again(reopened: Teller) -> None:
    reopened.does(
        f"convene --session 'Made-up Autumn' --opens 2020-10-01 --closes 2020-10-02 --place en=Port --sitting 1=2020-10-02 --on 2020-09-09 {COUNCIL}",
        f"escalate fog --to-session 'Made-up Autumn' --document MA20/5 --on 2020-09-10 {DESK}",
        f"refer-back fog --guidance en=Narrow. --session 'Made-up Autumn' --sitting 1 --on 2020-10-02 {COUNCIL}",
    )
    assert "MWG-1/9" in reopened.does("note 2020 --on 2020-09-10")
    reopened.does(FAILS.replace("--meeting 2 --on 2020-09-08", "--meeting 3 --on 2021-03-02"))
    assert "MWG-1/9" not in reopened.does("note 2020")


COUNTED = {
    "ar": ("عدد الردود الواردة: 40 («Made-up bells»)؛ 12 («Made-up horns»).", "بلغ عدد الردود الواردة 40."),
    "en": ("Responses received: 40 (“Made-up bells”); 12 (“Made-up horns”).", "In all, 40 responses were received."),
    "es": (
        "Número de respuestas recibidas: 40 («Made-up bells»); 12 («Made-up horns»).",
        "Se recibieron 40 respuestas.",
    ),
    "fr": (
        "Nombre de réponses reçues : 40 (« Made-up bells ») ; 12 (« Made-up horns »).",
        "Au total, 40 réponses ont été reçues.",
    ),
    "ru": ("Число полученных ответов: 40 («Made-up bells»); 12 («Made-up horns»).", "ответов: 40."),
    "zh": ("收到答复40份（“Made-up bells”）；12份（“Made-up horns”）。", "收到答复40份。"),
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_note_tells_how_many_responses_each_consultation_had(
    with_topics: Callable[..., Teller], language: str
) -> None:
    teller = with_topics("fog")
    teller.does(f"{CONSULTED} --title en='Made-up bells' --online-to 2019-03 --count 40 {DESK}")
    assert COUNTED[language][1] in teller.draws("note 2020", language)
    teller.does(f"{CONSULTED} --title en='Made-up lights' --online-to 2019-04 --count not-at-hand {DESK}")
    teller.does(f"{CONSULTED} --title en='Made-up horns' --online-to 2019-05 --count 12 {DESK}")
    assert COUNTED[language][0] in teller.draws("note 2020", language), teller.draws("note 2020", language)
