"""What was decided is followed until each part of it is met by a record."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

CHAIR, DESK, ASSEMBLY = "--as 'Made-up Chair'", "--as 'Made-up Desk'", "--as 'Made-up Assembly Desk'"
SITTING = f"--session 'Assembly 2020' --sitting 1 --on 2020-06-02 {ASSEMBLY}"


@pytest.fixture
def approved(with_topics: Callable[..., Teller]) -> Teller:
    """A teller on a topic that was approved on a condition, with days and languages."""
    teller = with_topics("fog")
    teller.does(
        f"record-no-consensus fog --tried en='A vote.' --refer --words not-at-hand --meeting 1 --on 2020-03-02 {CHAIR}",
        f"escalate fog --to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}",
        f"approve fog --words not-at-hand --condition en='Answers are published.' --open-by 2020-07-01 "
        f"--in-language en --in-language fr --report-by 2020-12-01 {SITTING}",
    )
    return teller


OWED = {
    "ar": ("لم يبدأ بعدُ إجراء", "الفرنسية", "لنظر الفريق"),
    "en": ("has yet to be opened; it is to be opened by 1 July 2020", "French", "by 1 December 2020"),
    "es": ("1 de julio de 2020", "francés", "1 de diciembre de 2020"),
    "fr": ("1er juillet 2020", "français", "1er décembre 2020"),
    "ru": ("1 июля 2020", "французский", "1 декабря 2020"),
    "zh": ("2020年7月1日", "法文", "2020年12月1日"),
}
"""The launch, the language and the report that are owed, as each language names them."""


@pytest.mark.parametrize("language", OWED)
def test_the_notice_says_what_is_owed_in_every_language(approved: Teller, language: str) -> None:
    state = approved.does(f"notice fog --language {language} --as-of 2020-06-19")
    assert all(text in state for text in (*OWED[language], "Answers are published"))
    assert "fog#" not in state


def test_each_obligation_is_followed_until_it_is_met(approved: Teller) -> None:
    state = approved.does("notice fog --as-of 2020-06-19")
    assert "has yet to be opened; it is to be opened by 1 July 2020." in state
    assert "A call is still to be issued in this language: French." in state
    approved.does(
        f"launch fog --opens 2020-06-20 --closes 2020-08-01 --physical 2020-09-01 --on 2020-06-20 {DESK}",
        f"fulfil fog --condition 1 --words en='They were.' --on 2020-08-02 {DESK}",
    )
    approved.is_refused(f"fulfil fog --condition 1 --words en=Again. --on 2020-08-03 {DESK}", "condition_is_met_once")
    shown = approved.does("show fog").partition("obliges to")[2].partition("newest record")[0]
    assert [" ".join(line.split()) for line in shown.splitlines()] == [
        "open by 2020-07-01: met by 2020/fog#6",
        "a call in en: not met yet",
        "a call in fr: not met yet",
        "condition 1, “Answers are published.”: met by 2020/fog#7",
        "before the Group by 2020-12-01: not met yet",
    ]
    waiting = approved.does(f"inbox {DESK}")
    assert "asks that 2020/fog be open in fr" in waiting
    assert "condition" not in waiting
    assert "yet to be opened" not in approved.does("notice fog")
    assert approved.holds()
