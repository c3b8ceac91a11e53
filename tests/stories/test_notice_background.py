"""A notice tells what came before its outcome; papers follow the facts in number, tense and place."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR, DESK, COUNCIL = "--as 'Made-up Chair'", "--as 'Made-up Desk'", "--as 'Made-up Assembly Desk'"
AT = "--session 'Assembly 2021' --words not-at-hand"
AGREED = f"--words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}"
PHASES = "--opens 2020-04-01 --closes 2020-07-01"
OBJECTION = "take-position lamps --holder 'Made-up Land' --stance object --text en=No. --audience public --meeting 1"
SECOND = f"convene 2 --opens 2020-09-08 --closes 2020-09-09 --place en=Port --on 2020-05-11 {DESK}"
SESSION = (
    "convene --session 'Assembly 2021' --opens 2021-06-01 --closes 2021-06-12 --place en=Port --sitting 1=2021-06-02 "
    f"--sitting 2=2021-06-03 --on 2020-06-01 {COUNCIL}"
)


@pytest.fixture
def referred(with_topics: Callable[..., Teller]) -> Teller:
    """A topic to which somebody objects in public, referred to a session."""
    teller = with_topics("lamps")
    teller.does(
        SESSION,
        f"{OBJECTION} --on 2020-03-02 {DESK}",
        f"record-no-consensus lamps --tried 'en=Two straw polls' --refer {AGREED}",
        f"escalate lamps --to-session 'Assembly 2021' --document MA21/5 --on 2020-04-06 {DESK}",
    )
    return teller


def test_a_notice_tells_that_a_matter_was_referred_and_how_that_ended(referred: Teller) -> None:
    referred.does(
        f"lift-objection lamps --holder 'Made-up Land' --how withdrawn --audience public --on 2020-05-10 {COUNCIL}",
        SECOND,
        f"reopen-debate lamps --meeting 2 --on 2020-09-08 {CHAIR}",
        f"record-consensus lamps --words not-at-hand --meeting 2 --on 2020-09-09 {CHAIR}",
    )
    paper = "notice lamps"
    told = referred.does(paper)
    assert "On 6 April 2020, the topic “Made-up lamps” was referred to" in told
    assert "On 10 May 2020, the objection made by Made-up Land to the topic “Made-up lamps” was withdrawn." in told
    notice = referred.does("notice lamps")
    assert "At the first meeting, on 2 March 2020, Made-up Land objected to the topic “Made-up lamps”." in notice
    for language in AVAILABLE:
        assert referred.does(f"notice lamps --language {language}").count("MA21/5") == 0
        assert referred.does(f"notice lamps --language {language}").count("2021") == 1


LIFTED = f"lift-objection lamps --holder 'Made-up Land' --how withdrawn --audience public --on 2020-05-10 {COUNCIL}"
AGREED_AGAIN = (
    LIFTED,
    SECOND,
    f"reopen-debate lamps --meeting 2 --on 2020-09-08 {CHAIR}",
    f"record-consensus lamps --words not-at-hand --meeting 2 --on 2020-09-09 {CHAIR}",
)


def test_the_page_on_a_round_tells_an_objection_where_it_tells_that_it_was_withdrawn(referred: Teller) -> None:
    referred.does(*AGREED_AGAIN)
    paper = "notice lamps"
    told = referred.does(paper)
    made, ended = "Made-up Land objected to the topic", "the objection made by Made-up Land to the topic"
    assert (told.count(made), told.count(ended)) == (1, 1)
    assert told.index(made) < told.index(ended)


@pytest.mark.parametrize("language", AVAILABLE)
def test_no_withdrawal_is_told_to_whoever_may_not_read_the_objection(
    with_topics: Callable[..., Teller], language: str
) -> None:
    teller = with_topics("lamps")
    teller.does(
        SESSION,
        f"{OBJECTION} --on 2020-03-02 {DESK}".replace("Made-up Land", "Made-up Isle").replace("public", "members"),
        f"{OBJECTION} --on 2020-03-02 {DESK}".replace("Made-up Land", "Made-up Coast"),
        f"record-no-consensus lamps --tried 'en=Two straw polls' --refer {AGREED}",
        f"escalate lamps --to-session 'Assembly 2021' --document MA21/5 --on 2020-04-06 {DESK}",
        LIFTED.replace("Made-up Land", "Made-up Isle"),
        LIFTED.replace("Made-up Land", "Made-up Coast"),
        *AGREED_AGAIN[1:],
    )
    paper = "notice lamps"
    told = teller.does(f"{paper} --language {language}")
    assert ("Made-up Isle" in told, told.count("Made-up Coast")) == (False, 2)


def test_a_notice_of_an_approval_tells_what_was_referred_who_put_it_forward_and_that_it_was_put_off(
    referred: Teller,
) -> None:
    referred.does(
        f"defer lamps {AT} --sitting 1 --to-sitting 2 --on 2021-06-02 {COUNCIL}".replace(" --words not-at-hand", ""),
        f"approve lamps {AT} --sitting 2 --on 2021-06-03 {COUNCIL}",
    )
    told = referred.does("notice lamps")
    assert "Sponsor of the topic: Made-up Land." in told
    assert "deferred its consideration of the topic “Made-up lamps” to the second" in told
    assert told.index("approved the topic") < told.index("## Background") < told.index("## Next steps")


def test_what_is_not_for_the_public_is_in_no_notice(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"{OBJECTION} --on 2020-03-02 {DESK}".replace("audience public", "audience members"),
        f"record-no-consensus lamps --tried en=Much. --refer {AGREED}",
    )
    assert "objected" not in teller.does("notice lamps")


def test_a_topic_born_before_the_superior_body_is_told_to_be_so(group: Teller) -> None:
    group.does(
        SESSION,
        "introduce 2020/fog --title en=Fog --question en=What? --by-state 'Made-up Land' --session 'Assembly 2021' "
        f"--sitting 1 --on 2021-06-02 {COUNCIL}",
        f"approve 2020/fog {AT} --sitting 2 --on 2021-06-03 {COUNCIL}",
    )
    paper = "notice fog"
    assert "the topic “Fog” was introduced before the Made-up Assembly." in group.does(paper)
    assert "Sponsor of the topic: Made-up Land." in group.does("notice fog")


def test_a_condition_that_a_paper_tells_is_not_told_again_as_still_to_be_met(referred: Teller) -> None:
    referred.does(f"approve lamps {AT} --sitting 2 --condition en='Add costs.' --on 2021-06-03 {COUNCIL}")
    paper = "notice lamps"
    told = referred.does(paper)
    assert (told.count("Add costs."), "The condition attached to the decision is still to be met." in told) == (
        1,
        True,
    )
    french = referred.does("notice lamps --language fr").replace("\u00a0", " ")
    assert (french.count("Add costs"), "« Add costs" in french, "non traduit" in french) == (1, True, True)
    assert "La condition dont la décision est assortie reste à remplir." in french


STILL_OWED = {
    "en": (
        "has yet to be opened; it is to be opened by 30 August 2021.",
        "The condition attached to the decision is still to be met.",
    ),
    "fr": (
        "reste à ouvrir, au plus tard à la date suivante : 30 août 2021.",
        "La condition dont la décision est assortie reste à remplir.",
    ),
    "es": (
        "(fecha límite de inicio: 30 de agosto de 2021).",
        "Queda por cumplir la condición a la que se sujetó la decisión.",
    ),
    "ru": (
        "; крайний срок начала: 30 августа 2021 года.",
        "Условие, при котором принято решение, еще предстоит выполнить.",
    ),
    "zh": ("尚待启动，最迟应于2021年8月30日启动。", "该决定所附条件尚待满足。"),  # noqa: RUF001  # the words of the paper
    "ar": (
        "(الموعد النهائي لإطلاقها: 30 أغسطس 2021).",
        "ما زال يتعين استيفاء الشرط الذي صدر القرار رهناً به.",
    ),
}


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_last_day_of_a_launch_is_told_as_such_and_no_condition_is_looked_for_in_it(
    referred: Teller, language: str
) -> None:
    how = f"{AT} --sitting 2 --condition en='Add costs.' --open-by 2021-08-30"
    referred.does(f"approve lamps {how} --on 2021-06-03 {COUNCIL}")
    paper = "notice lamps"
    told = referred.does(f"{paper} --as-of 2021-07-01 --language {language}").replace("\u00a0", " ")
    assert [one in told for one in STILL_OWED[language]] == [True, True]


def test_what_is_typed_without_a_full_stop_ends_as_a_sentence(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        f"record-consensus lamps {AGREED}",
        f"record-no-consensus horns --tried 'en=Two straw polls' {AGREED}",
        f"launch lamps {PHASES} --answer-to 'en=by letter' --on 2020-04-01 {DESK}",
    )
    assert "How and where to respond: by letter.\n" in teller.does("call lamps --as-of 2020-04-02")
    assert "in order to reach agreement: Two straw polls.\n" in teller.does("notice horns")
    assert "：“by letter”（英文原文，未翻译）。" in teller.does("call lamps --as-of 2020-04-02 --language zh")  # noqa: RUF001  # the marks of the paper


def test_a_letter_written_after_the_period_announces_no_beginning_and_its_one_annex_bears_no_number(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        f"record-consensus lamps horns {AGREED}",
        f"launch lamps {PHASES} --on 2020-04-01 {DESK}",
        f"launch horns {PHASES} --on 2020-04-01 {DESK}",
    )
    late, both = teller.does("circular lamps"), teller.does("circular 2020")
    assert "has the honour to refer to the open consultation on the topic “Made-up lamps”, the text of which" in late
    assert ("has been launched" in late, "## Annex\n" in late, "Annex 1" in late) == (False, True, False)
    assert "has the honour to refer to the open consultations on the following topics" in both
    assert ("## Annex 1\n" in both, "## Annex 2\n" in both) == (True, True)


def test_the_place_of_a_hearing_and_its_day_are_told_once_when_it_was_moved_or_its_day_has_passed(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps {AGREED}",
        f"launch lamps {PHASES} --physical 2020-08-01 --place en=Port --on 2020-04-01 {DESK}",
    )
    for paper in ("notice", "call", "circular"):
        of = "2020" if paper == "state" else "lamps"
        noted = "; its holding is not on record." if paper == "notice" else "."
        assert f"was to be held on 1 August 2020 (Port){noted}" in teller.does(f"{paper} {of}")
    teller.does(f"extend lamps --physical 2099-08-09 --on 2020-04-02 {DESK}")
    for paper in ("notice", "call"):
        told = teller.does(f"{paper} lamps")
        assert "was moved from 1 August 2020 to 9 August 2099 (Port)." in told
        assert told.count("9 August 2099") == 1


@pytest.mark.parametrize("language", AVAILABLE)
def test_the_last_end_of_an_online_phase_is_told_once(with_topics: Callable[..., Teller], language: str) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps {AGREED}",
        f"launch lamps {PHASES} --on 2020-04-01 {DESK}",
        f"extend lamps --closes 2020-07-19 --on 2020-06-02 {DESK}",
    )
    told = teller.does(f"notice lamps --language {language}").partition("<!--")[0]
    assert len(re.findall(r"(?<!\d)19(?!\d)", told)) == 1


def test_an_agenda_names_one_topic_as_one_and_tells_topics_of_one_title_apart(group: Teller) -> None:
    propose = "propose {}/lamps --title en=Lamps --question en=What? --unattributed --on 2020-02-10 --as 'Made-up Desk'"
    group.does(f"open-round 2019 --on 2020-02-01 {DESK}", propose.format("2020"))
    assert "## 2 New proposal\n\n2.1 “Lamps”." in group.does("agenda 1")
    group.does(propose.format("2019"))
    agenda = group.does("agenda 1")
    assert "## 2 New proposals\n\n2.1 “Lamps”, round 2019.\n\n2.2 “Lamps”, round 2020." in agenda
    assert "« Lamps » (non traduit, texte en anglais ; cycle 2019)" in group.does("agenda 1 --language fr")
