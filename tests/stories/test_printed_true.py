# ruff: noqa: RUF001 - six languages have letters and signs of their own
"""What papers print is what happened: objections, silences, mergers, referrals back and cancellations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR, DESK, COUNCIL = "--as 'Made-up Chair'", "--as 'Made-up Desk'", "--as 'Made-up Assembly Desk'"
OBJECTS = (
    "take-position lamps --holder 'Made-up Land' --holder 'Made-up Isle' --stance object --text en=No. --source MWG-1/9"
)


@pytest.fixture
def objected(with_topics: Callable[..., Teller]) -> Teller:
    """A joint objection of which one holder withdrew, for the members; and a referral."""
    teller = with_topics("lamps")
    teller.does(
        f"{OBJECTS} --meeting 1 --on 2020-03-02 {DESK}",
        f"lift-objection lamps --holder 'Made-up Land' --how withdrawn --meeting 1 --on 2020-03-03 {DESK}",
        f"record-no-consensus lamps --tried en=Much. --words not-at-hand --refer --meeting 1 --on 2020-03-03 {CHAIR}",
    )
    return teller


def test_the_help_says_for_whom_a_paper_tells_what_it_tells(objected: Teller) -> None:
    told = {paper: "Made-up Isle" in objected.draws(paper) for paper in ("note 2020", "report 1", "notice lamps")}
    assert told == {"note 2020": True, "report 1": True, "notice lamps": False}
    said = "Unless given, a note, a report or an agenda tells what members may read, another paper what everybody may."
    for paper in ("note", "report", "agenda", "notice", "call"):
        assert said in " ".join(objected.does(f"{paper} --help").split())


SILENCE = {
    "en": "objected at 18:01 (UTC+01:00) on 30 March 2020, after that period had ended.",
    "fr": "a été formulée le 30 mars 2020 à 18 h 01 (UTC+01:00), après l’expiration de ce délai.",
    "es": "(Made-up Land y Made-up Isle) el 30 de marzo de 2020 a las 18:01",
    "ru": "возражение (Made-up Land и Made-up Isle; 30 марта 2020 года в 18:01",
    "ar": "وبعد انقضاء تلك المهلة، ورد اعتراض من",
    "zh": "在该期限届满后于2020年3月30日18时01分（UTC+01:00）提出异议。",
}


@pytest.fixture
def silent(with_topics: Callable[..., Teller]) -> Teller:
    """A text under silence until six in the evening of a day."""
    teller = with_topics("lamps")
    teller.does(f"circulate lamps --on 2020-03-27T12:00+01:00 --until '2020-03-30T18:00+01:00' {CHAIR}")
    return teller


def test_an_objection_that_came_when_silence_had_ended_is_told_before_its_withdrawal(silent: Teller) -> None:
    silent.does(
        f"{OBJECTS} --on 2020-03-30T18:01+01:00 {DESK}",
        f"record-consensus lamps --silence lamps#3 --words not-at-hand --on 2020-03-31 {CHAIR}",
        f"lift-objection lamps --holder 'Made-up Land' --holder 'Made-up Isle' --how withdrawn --on 2020-04-20 {DESK}",
    )
    for language in AVAILABLE:
        told = silent.draws("notice lamps --audience members", language)
        assert told.count(SILENCE[language]) == 1, told
        lifted = [at for at in range(len(told)) if told.startswith(("20 April", "20 avril", "20 de abril"), at)]
        assert all(told.index(SILENCE[language]) < at for at in lifted)
        assert SILENCE[language] not in silent.draws("notice lamps", language)
