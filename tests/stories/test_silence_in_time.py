"""A silence of 72 hours, seen from other zones: what came in time broke it, and what came late did not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
UNTIL = "2020-03-30T18:00 Europe/Lisbon"
CITIES = {
    "ar": "بتوقيت لشبونة", "en": "Lisbon time", "es": "hora de Lisboa", "fr": "heure de Lisbonne",
    "ru": "время: Лиссабон", "zh": "里斯本时间",
}  # fmt: skip
"""By language, the time by which a silence ends, at the seat."""
CIRCULATE = f"circulate fog --on 2020-03-27T18:00+01:00 --until '{UNTIL}' {CHAIR}"
OBJECTS = f"take-position fog --holder 'Made-up Isle' --stance object --text en=No. --source MWG-1/9 {DESK}"
AGREED = f"record-consensus fog --silence fog#3 --on 2020-04-01 {CHAIR}"


@pytest.fixture
def asked(with_topics: Callable[..., Teller]) -> Teller:
    """A body whose constitution asks for 72 hours."""
    teller = with_topics("fog")
    teller.does(f"amend-constitution --silence-hours 72 --authority en=Decision --on 2020-03-01 {DESK}")
    return teller


@pytest.fixture
def circulated(asked: Teller) -> Teller:
    """A text under silence until six at the seat, which is two the next morning in Tokyo."""
    asked.does(CIRCULATE)
    return asked


def test_a_silence_lasts_the_hours_of_the_constitution(asked: Teller) -> None:
    short = f"circulate fog --until '2020-03-30T17:59 Europe/Lisbon' {CHAIR} --on"
    asked.is_refused(f"{short} 2020-03-27T18:00+00:00", "silence_lasts_its_time")
    asked.does(f"{short} 2020-03-27 --dry-run")  # it may have begun in the morning
    asked.is_refused(f"{short} 2020-03-28", "silence_lasts_its_time")


def test_an_objection_of_the_next_day_elsewhere_came_in_time(circulated: Teller) -> None:
    circulated.does(f"{OBJECTS} --on 2020-03-31T01:59+09:00")
    objection = circulated.history("2020/fog")[-1]
    assert (objection["on"], objection["motion"]["time"]) == ("2020-03-30", "2020-03-31T01:59+09:00")
    circulated.is_refused(AGREED, "silence_was_kept", "no_objection_stands_in_time")
    assert "was broken by 2020/fog#4" in circulated.does("show fog")
    assert "2020-03-30 (2020-03-31T01:59+09:00)" in circulated.does("history fog")
    assert "2020/fog was broken by 2020/fog#4" in circulated.does(f"inbox {CHAIR}")
    assert circulated.holds()


def test_an_objection_of_the_same_day_came_late_and_breaks_nothing(circulated: Teller) -> None:
    circulated.does(f"{OBJECTS} --on 2020-03-30T13:01-05:00")  # 19:01 at the seat
    told = circulated.does("show fog")
    assert "its time has passed, and nobody broke it (2020/fog#3)" in told
    assert "2020/fog#4, members only (take position) came when it had ended" in told
    circulated.does(AGREED)
    assert circulated.states() == {"fog": "agreed"}
    notice = circulated.does("notice fog")
    assert "until 18:00 (Lisbon time, UTC+01:00) on 30 March 2020; silence was not broken" in notice
    assert "du 27 mars 2020 à 18 h 00 (UTC+01:00)" in circulated.does("notice fog --language fr")
    for tag in AVAILABLE:
        paper = circulated.does(f"notice fog --language {tag}")
        assert (CITIES[tag] in paper, "Europe/" in paper, "T18:00" in paper) == (True, False, False)
    assert circulated.holds()


def test_without_a_time_the_last_day_breaks_it_with_a_warning_and_a_correction_tells_more(circulated: Teller) -> None:
    code, _, warned = circulated.types(f"{OBJECTS} --on 2020-03-30")
    assert (code, "says at what time it came. It ends at 2020-03-30T18:00 Europe/Lisbon" in warned) == (0, True)
    circulated.is_refused(AGREED, "silence_was_kept", "no_objection_stands_in_time")
    circulated.does(f"correct fog#4 --set on=2020-03-30T20:00+02:00 --why en='By its post mark.' {DESK}")
    assert "2020-03-30 (2020-03-30T20:00+02:00)" in circulated.does("show fog#4")
    circulated.does(f"{AGREED} --dry-run", f"correct fog#4 --set on=2020-03-30 --why en='It cannot be read.' {DESK}")
    circulated.is_refused(AGREED, "silence_was_kept", "no_objection_stands_in_time")
    assert "day       2020-03-30\n" in circulated.does("show fog#4")


def test_a_lifting_has_its_time_too_and_an_act_of_a_meeting_has_none(circulated: Teller) -> None:
    circulated.does(
        f"{OBJECTS} --on 2020-03-28T09:00Z",
        f"lift-objection fog --holder 'Made-up Isle' --how withdrawn --on '2020-03-29T03:30 Europe/Lisbon' {DESK}",
    )
    assert circulated.history("2020/fog")[-1]["motion"]["time"] == "2020-03-29T03:30 Europe/Lisbon"
    code, _, said = circulated.types(f"reopen-debate fog --on 2020-03-30T18:00Z {CHAIR}")
    assert (code, said) == (2, "--on takes a day for “reopen debate”, not an exact time.\n")
    code, _, said = circulated.types(f"{OBJECTS} --on 2020-03-30T18:00")
    assert (code, "is no time with its zone" in said) == (2, True)


def test_a_time_goes_with_the_register(circulated: Teller) -> None:
    circulated.does(f"{OBJECTS} --on 2020-03-31T01:59+09:00")
    case, other = (
        circulated.register.with_suffix(".toml"),
        Teller(circulated.register.with_name("o.db"), circulated.capture),
    )
    circulated.does(f"export --to {case}")
    other.does(f"load {case}")
    assert other.export() == circulated.export()


def test_the_plan_tells_when_a_silence_ends(circulated: Teller) -> None:
    rows = {day: circulated.does(f"plan 2020 --on {day}") for day in ("2020-03-28", "2020-03-31")}
    lines = {day: next(line for line in said.splitlines() if "The silence ends" in line) for day, said in rows.items()}
    assert ("2020-03-30" in lines["2020-03-28"], "Done on 2020-03-30" in lines["2020-03-31"]) == (True, True)
    circulated.does(f"{OBJECTS} --on 2020-03-30T13:00Z")
    assert "The silence ends" not in circulated.does("plan 2020 --on 2020-03-31")


def test_a_silence_that_was_broken_is_offered_for_no_consensus(circulated: Teller) -> None:
    assert "--silence 2020/fog#3" in circulated.does("why fog 'record consensus'")
    circulated.does(f"{OBJECTS} --on 2020-03-30T17:59+01:00")
    assert "--silence" not in circulated.does("why fog 'record consensus'")


def test_a_topic_agreed_by_silence_keeps_showing_it_with_what_came_late(circulated: Teller) -> None:
    circulated.does(f"{OBJECTS} --on 2020-03-30T18:01+01:00", AGREED)
    shown = " ".join(circulated.does("show fog").split())
    assert "its time has passed, and nobody broke it (2020/fog#3)" in shown
    assert "2020/fog#4, members only (take position) came when it had ended" in shown


def test_members_find_on_an_agenda_the_topic_whose_objection_was_corrected_and_whose_consensus_annulled(
    circulated: Teller,
) -> None:
    circulated.does(
        AGREED,
        f"{OBJECTS} --on '2020-03-30T18:01 Europe/Lisbon'",
        f"correct fog#5 --set on='2020-03-30T17:58 Europe/Lisbon' --why en=Slip. --on 2020-04-02 {DESK}",
        f"annul fog#4 --why en='Silence was broken.' --on 2020-04-03 {CHAIR}",
    )
    for readers in ("", "--audience members", "--audience office"):
        assert "Topic under debate" in circulated.does(f"agenda 2 {readers}"), readers
    assert circulated.holds()


REWORDS = (
    f"revise fog --title en=Horns --question en='Should horns be forbidden?' --source MWG-1/2 "
    f"--on '2020-03-30T18:01 Europe/Lisbon' {DESK}"
)


def test_a_text_worded_anew_when_silence_had_ended_is_not_agreed_by_it(circulated: Teller) -> None:
    circulated.does(REWORDS)
    circulated.is_refused(AGREED, "circulated_text_is_still_its_text")
    told = circulated.does(f"inbox {CHAIR}")
    assert "fog#4 worded its text anew since" in told
    assert ("circulate 2020/fog --as" in told, "--silence" in told) == (True, False)
    why = circulated.does("why fog 'record consensus'")
    assert ("circulate the text anew first" in why, "--silence" in why) == (True, False)
    circulated.does(f"record-consensus fog --meeting 1 --on 2020-03-03 {CHAIR} --dry-run")
    again = f"circulate fog --on 2020-04-01T09:00Z --until '2020-04-05T18:00 Europe/Lisbon' {CHAIR}"
    circulated.does(again, f"record-consensus fog --silence fog#5 --on 2020-04-06 {CHAIR}")
    notice = circulated.does("notice fog")
    assert ("Should horns be forbidden?" in notice, "silence was not broken" in notice) == (True, True)
    assert circulated.holds()


def test_a_mistaken_amendment_is_annulled_and_the_silence_bears_the_consensus(circulated: Teller) -> None:
    circulated.does(REWORDS, f"annul fog#4 --why en='Of another topic.' --on 2020-04-01 {DESK}")
    assert "--silence 2020/fog#3" in circulated.does(f"inbox {CHAIR}")
    circulated.does(AGREED)
    assert "Horns" not in circulated.does("notice fog")


def test_where_an_objection_came_late_too_it_ends_before_the_text_is_circulated_anew(circulated: Teller) -> None:
    circulated.does(REWORDS, f"{OBJECTS} --on '2020-03-30T18:02 Europe/Lisbon'")
    circulated.is_refused(AGREED, "circulated_text_is_still_its_text")
    told = circulated.does(f"inbox {CHAIR}")
    assert "fog#4 worded its text anew since. Once no objection stands, it may be circulated anew." in told
    assert "circulate 2020/fog --as" not in told
    circulated.does(f"lift-objection fog --holder 'Made-up Isle' --how withdrawn --on 2020-04-01 {DESK}")
    assert "circulate 2020/fog --as" in circulated.does(f"inbox {CHAIR}")
