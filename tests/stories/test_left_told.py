"""What papers say of a topic that was left behind, or of which the superior body took note before it let it lapse."""

# ruff: noqa: RUF001 - six languages have letters and signs of their own
from __future__ import annotations

from collections.abc import Callable

import pytest

from .conftest import Teller

DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly Desk'"
Topics = Callable[..., Teller]
FAILS = f"--tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}"
REFERS = f"--to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}"
AT_SITTING = f"--session 'Assembly 2020' --sitting 1 --on 2020-06-02 {COUNCIL}"
KEPT = "The Group keeps it for its next meeting."


@pytest.fixture
def left(with_topics: Topics) -> Teller:
    """Two topics that the Group decided to refer in one act; one of them was left."""
    teller = with_topics("fog", "stray")
    teller.does(f"record-no-consensus fog stray {FAILS}", f"escalate fog {REFERS} --leaving stray --left en='{KEPT}'")
    return teller


IN_ITS_WORDS = {
    "ar": ("المجموعة تبقيه لديها.", "«المجموعة تبقيه لديها»."),
    "en": ("The Group keeps it.", "“The Group keeps it.”"),
    "es": ("El Grupo lo conserva.", "«El Grupo lo conserva»."),
    "fr": ("Le Groupe le garde.", "« Le Groupe le garde. »"),
    "ru": ("Группа оставляет ее.", "«Группа оставляет ее»."),
    "zh": ("本组予以保留。", "“本组予以保留。”"),
}


@pytest.mark.parametrize("language", IN_ITS_WORDS)
def test_what_becomes_of_a_topic_that_was_left_is_quoted_in_every_language(with_topics: Topics, language: str) -> None:
    teller, given = (
        with_topics("fog", "stray"),
        " ".join(f"--left {tag}='{one}'" for tag, (one, _) in IN_ITS_WORDS.items()),
    )
    teller.does(f"record-no-consensus fog stray {FAILS}", f"escalate fog {REFERS} --leaving stray {given}")
    assert IN_ITS_WORDS[language][1] in teller.draws("note 2020", language)


NOTED = {
    "ar": "واختار غيره، بعد أن كان قد أحاط علماً به في 2 يونيو 2020",
    "en": "made another choice; the topic “Made-up stray”, of which it had taken note on 2 June 2020, was accordingly not "
    "retained",
    "es": "optó por otra solución; en consecuencia, el tema «Made-up stray», del que había tomado nota el 2 de junio de "
    "2020, no fue seleccionado",
    "fr": "a fait un autre choix ; le thème « Made-up stray », dont il avait pris note le 2 juin 2020, n’a donc pas été "
    "retenu",
    "ru": "иное решение; вследствие этого тема «Made-up stray», принятая к сведению 2 июня 2020 года, выбрана не была",
    "zh": "另作选择，因此未采纳其此前（2020年6月2日）已注意到的议题“Made-up stray”",
}


@pytest.mark.parametrize("language", NOTED)
def test_a_topic_that_lapsed_had_been_taken_note_of(with_topics: Topics, language: str) -> None:
    teller = with_topics("fog", "stray")
    teller.does(
        f"record-no-consensus fog stray {FAILS}",
        f"escalate 2020 {REFERS}",
        f"take-note stray --words not-at-hand {AT_SITTING}",
        f"approve fog --words en=Yes. {AT_SITTING}",
        f"lapse stray --words not-at-hand {AT_SITTING}",
    )
    told = teller.does(f"notice stray --language {language}").replace("\u2066", "").replace("\u2069", "")
    assert NOTED[language] in told, told
    assert "said nothing" not in told


def test_a_topic_of_which_nothing_was_said_lapsed_so(with_topics: Topics) -> None:
    teller = with_topics("fog", "stray")
    teller.does(
        f"record-no-consensus fog stray {FAILS}",
        f"escalate 2020 {REFERS}",
        f"approve fog --words en=Yes. {AT_SITTING}",
        f"lapse stray --words not-at-hand {AT_SITTING}",
    )
    assert "without taking a position on the topic “Made-up stray”" in teller.does("notice stray --language en")


@pytest.fixture
def came_back(left: Teller) -> Teller:
    """A topic that was left, which the superior body took up of itself and referred back."""
    left.does(
        f"take-up stray --words not-at-hand {AT_SITTING}",
        f"refer-back stray --guidance en='Narrow it to harbours.' {AT_SITTING}",
    )
    return left


@pytest.mark.parametrize("paper", ["notice stray", "show stray"])
def test_what_was_said_of_a_topic_that_was_left_is_not_told_once_the_superior_body_had_it(
    came_back: Teller, paper: str
) -> None:
    assert KEPT not in came_back.does(paper)


def test_the_notice_shows_the_text_of_what_the_superior_body_took_up_noted_put_off_or_sent_back(left: Teller) -> None:
    text = "## Annex\n\n### Made-up stray\n\n1. What of stray?"
    for line in (
        "take-up stray --words not-at-hand",
        "take-note stray --words not-at-hand",
        "defer stray --to-sitting 2",
        "refer-back stray --guidance en=More.",
    ):
        left.does(f"{line} {AT_SITTING}")
        assert text in left.does("notice stray"), line
