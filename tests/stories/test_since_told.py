"""What papers say of a decision once more has happened: a merger, a condition met, a correction, an endorsement."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh")
AGREED = f"record-consensus a --meeting 1 --on 2020-03-03 {CHAIR}"
LAUNCH = f"launch a --opens 2020-04-01 --closes 2020-06-01 --on 2020-04-01 {DESK}"

Topics = Callable[..., Teller]


def test_a_merged_topic_keeps_its_name_and_says_into_which_it_was_merged(with_topics: Topics) -> None:
    teller = with_topics("a", "b")
    teller.does(f"merge b --into a --title en='Both of them' --question en=Which? --meeting 1 --on 2020-03-03 {CHAIR}")
    notice = teller.does("notice b --language en")
    assert "# Notice on the topic “Made-up b”" in notice
    assert "merged the topic “Made-up b” into “Made-up a”, under the title “Both of them”." in notice
    merged = "to merge “Made-up b” into “Made-up a”, under the title “Both of them”."
    assert merged in teller.does("report 1 --language en")
    for language in LANGUAGES:
        told = teller.does(f"notice b --language {language}")
        assert all(title in told for title in ("Made-up b", "Made-up a", "Both of them")), language


def test_a_merger_that_keeps_the_title_names_none(with_topics: Topics) -> None:
    teller = with_topics("a", "b")
    teller.does(f"merge b --into a --title en='Made-up a' --question en=Which? --meeting 1 --on 2020-03-03 {CHAIR}")
    assert "merged the topic “Made-up b” into “Made-up a”." in teller.does("notice b --language en")


MET = {
    "ar": "استُوفي الشرط",
    "en": "Condition (a) was met on 5 June 2020. How it was met: “On page 3.”",
    "es": "La condición a) se cumplió el 5 de junio de 2020. Forma en que se cumplió: «On page 3»",
    "fr": "La condition a) a été remplie le 5 juin 2020. Précisions : « On page 3. »",
    "ru": "Условие a) выполнено 5 июня 2020 года. Способ выполнения: «On page 3»",
    "zh": "条件(a)已于2020年6月5日得到满足。",
}


def referred(teller: Teller, conditions: str) -> None:
    """Refer a topic and approve it under conditions."""
    teller.does(
        "record-no-consensus a --tried not-at-hand --refer --words en='To refer it.' --meeting 1 --on 2020-03-03 "
        f"{CHAIR}",
        f"escalate a --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
        f"approve a --session 'Assembly 2020' --sitting 1 --words en=Yes. {conditions} --on 2020-06-02 {COUNCIL}",
    )


def test_one_condition_is_one(with_topics: Topics) -> None:
    teller = with_topics("a")
    referred(teller, "--condition en='A glossary is added.'")
    teller.does(f"fulfil a --condition 1 --words en='On page 3.' --on 2020-06-05 {DESK}")
    told = teller.does("notice a --language en")
    assert "The decision was taken on the following condition: “A glossary is added.”" in told
    assert "“On page 3.”" in told


CORRECTED = {
    "ar": "وقد صُحّح في 5 يوليو 2020",
    "en": "It was corrected on 5 July 2020 and has read since: “And why?”",
    "es": "Fue rectificado el 5 de julio de 2020 y desde entonces dice: «And why?»",
    "fr": "Il a été rectifié le 5 juillet 2020 et se lit depuis lors : « And why? »",
    "ru": "5 июля 2020 года он исправлен",
    "zh": "该案文已于2020年7月5日更正",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_corrected_after_the_consultation_is_told_as_people_answered_it(
    with_topics: Topics, language: str
) -> None:
    teller = with_topics("a")
    teller.does(AGREED, LAUNCH, f"close a --on 2020-06-02 {DESK}")
    assert "And why?" not in teller.does(f"notice a --language {language}")
    teller.does(f"correct a#1 --question en='And why?' --why en=Slip --on 2020-07-05 {DESK}")
    told = teller.does(f"notice a --language {language}")
    assert (CORRECTED[language] in told, told.count("What of a?"), told.count("And why?")) == (True, 1, 1), told


def test_a_text_corrected_while_people_may_answer_is_the_corrected_one(with_topics: Topics) -> None:
    teller = with_topics("a")
    teller.does(AGREED, LAUNCH)
    teller.does(f"correct a#1 --question en='And why?' --why en=Slip --on 2020-05-05 {DESK}")
    told = teller.does("notice a --language en")
    assert ("What of a?" in told, "And why?" in told, "has read since" in told) == (False, True, False)


def test_an_agenda_says_what_responses_and_summary_are(with_topics: Topics) -> None:
    teller = with_topics("a")
    teller.does(
        AGREED,
        f"{LAUNCH} --physical 2020-06-02",
        f"record-hearing a --summary en='Ten spoke.' --presided-by not-at-hand --on 2020-06-02 {DESK}",
        f"record-responses a --count 40 --where en='the website' --on 2020-06-02 {DESK}",
        f"close a --on 2020-06-03 {DESK}",
    )
    agenda = teller.does("agenda 2 --language en")
    assert "Access to the responses: the website" in agenda
    assert "- Ten spoke." in agenda


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_notice_of_a_cancellation_holds_what_was_announced(with_topics: Topics, language: str) -> None:
    teller = with_topics("a")
    teller.does(
        AGREED, LAUNCH, f"cancel a --authority en=Chair. --notice en='No answers, please.' --on 2020-04-20 {DESK}"
    )
    told = teller.does(f"notice a --language {language}")
    assert ("No answers, please" in told, "Chair" in told) == (True, True)


def test_a_report_says_reopened_of_what_was_reopened(with_topics: Topics) -> None:
    teller = with_topics("a")
    teller.does(
        f"record-no-consensus a --tried not-at-hand --meeting 1 --on 2020-03-02 {CHAIR}",
        f"reopen-debate a --meeting 2 --on 2020-09-07 {CHAIR}",
    )
    assert "The Group reopened the debate on “Made-up a”." in teller.does("report 2 --language en")
