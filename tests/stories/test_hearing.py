"""A hearing that is called off, and outcomes that are considered together."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE

from .conftest import Teller

CHAIR, DESK = "--as 'Made-up Chair'", "--as 'Made-up Desk'"
PHASES = "--opens 2020-04-01 --closes 2020-07-01"


def test_a_hearing_is_called_off_and_both_outcomes_are_considered_at_once(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        f"record-consensus lamps horns --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"launch horns {PHASES} --on 2020-04-01 {DESK}",
        f"close horns --on 2020-07-02 {DESK}",
    )
    teller.is_refused(f"close lamps --on 2020-07-02 {DESK}", "planned_hearing_was_held_or_called_off")
    teller.does(
        f"call-off-hearing lamps --reason en='The hall was flooded.' --on 2020-07-02 {DESK}",
        f"close lamps --on 2020-07-02 {DESK}",
    )
    assert "was cancelled, for the following reason: “The hall was flooded.”" in teller.does("agenda 2")
    assert "that was planned for 2020-08-01 is called off (2020/lamps#5)" in teller.does("show lamps")
    assert "Called off (2020/lamps#5)." in " ".join(teller.does("plan 2020 --on 2020-07-03").split())
    considered = f"record-consideration lamps horns --meeting 2 --words not-at-hand --on 2020-09-08 {DESK}"
    teller.does(considered)
    assert [teller.acts(f"2020/{name}")[-1] for name in ("lamps", "horns")] == ["record consideration"] * 2
    assert teller.history("2020/lamps")[-1]["touched"] == teller.history("2020/horns")[-1]["touched"]
    teller.is_refused(considered, "meeting_has_not_considered_it")
    assert teller.holds()


def test_a_meeting_that_was_not_held_is_not_said_to_have_been_called_off(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("lamps", "horns", "bells")
    teller.does(
        f"record-consensus lamps horns bells --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"launch horns {PHASES} --on 2020-04-01 {DESK}",
        f"launch bells {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"record-hearing bells --held 2020-08-01 --presided-by not-at-hand --summary en=Heard. --on 2020-08-01 {DESK}",
    )
    lines = json.loads(teller.does("plan 2020 --format json"))["lines"]
    assert [line["what"] for line in lines if line["subject"] == "2020/lamps" and line["act"] == "close"] == [
        "The summary is agreed, and the consultation closed"
    ]
    teller.does(
        f"close lamps --reason en='Nobody came.' --on 2020-08-02 {DESK}",
        *(f"close {name} --on 2020-08-02 {DESK}" for name in ("horns", "bells")),
    )
    lines = json.loads(teller.does("plan 2020 --format json"))["lines"]
    stands = {line["subject"]: line["stands"] for line in lines if line["stage"] == "hearing"}
    assert stands == {"2020/lamps": "not held", "2020/horns": "none on record", "2020/bells": "done"}
    closed = {line["subject"]: line["what"] for line in lines if line["act"] == "close"}
    assert closed == {
        "2020/lamps": "The consultation is closed",
        "2020/horns": "The consultation is closed",
        "2020/bells": "The summary is agreed, and the consultation closed",
    }
    plan, page = teller.does("plan 2020"), teller.does("consultations")
    assert ("Called off" in plan, "Not held (2020/lamps#5)" in plan) == (False, True)
    assert ("called off" in page, "not held, planned 2020-08-01" in page) == (False, True)


def test_a_closing_whose_reason_is_not_at_hand_says_neither_that_a_hearing_was_held_nor_that_it_was_not(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("lamps", "horns")
    teller.does(
        f"record-consensus lamps horns --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"launch horns {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"close lamps --reason not-at-hand --on 2020-08-02 {DESK}",
        f"call-off-hearing horns --reason not-at-hand --on 2020-07-20 {DESK}",
        f"close horns --on 2020-07-21 {DESK}",
    )
    planned, horns = "The physical meeting was to be held on 1 August 2020", "was cancelled."
    agenda = teller.does("agenda 2")
    told = dict(zip(("horns", "lamps"), agenda.split("“Made-up lamps”"), strict=True))
    assert (planned in told["lamps"], "called off" in told["lamps"], "was held" in told["lamps"]) == (
        True,
        False,
        False,
    )
    assert (horns in told["horns"], "following reason" in told["horns"], planned in told["horns"]) == (
        True,
        False,
        False,
    )
    plan = json.loads(teller.does("plan 2020 --format json"))["lines"]
    stands = {line["subject"]: line["stands"] for line in plan if line["stage"] == "hearing"}
    assert stands == {"2020/lamps": "late", "2020/horns": "called off"}
    page = json.loads(teller.does("consultations --format json"))
    assert {one["reference"]: one["hearing"] for one in page} == {"2020/lamps": "planned", "2020/horns": "called off"}
    teller.does(
        f"record-hearing lamps --held 2020-08-01 --presided-by not-at-hand --summary not-at-hand --on 2020-08-01 {DESK}"
    )
    assert "The physical meeting was held on 1 August 2020." in teller.does("agenda 2")
    assert teller.holds()


def test_a_closing_before_the_day_of_a_hearing_says_that_it_is_not_held(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"close lamps --reason not-at-hand --on 2020-07-20 {DESK}",
    )
    assert "The physical meeting scheduled for 1 August 2020 was not held.\n" in teller.does("agenda 2")
    assert "planned for 2020-08-01 was not held (2020/lamps#5)" in teller.does("show lamps")


def test_a_further_day_of_a_hearing_is_planned_and_called_off(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"record-hearing lamps --held 2020-08-01 --presided-by 'Made-up Chair' --summary not-at-hand --on 2020-08-01 {DESK}",
        f"extend lamps --physical 2020-08-15 --on 2020-08-01 {DESK}",
    )
    assert "physical meeting to be continued on 2020-08-15" in teller.does("show lamps")
    plan = " ".join(teller.does("plan 2020 --on 2020-08-02").split())
    assert "Done on 2020-08-01" in plan
    assert plan.count("2020-08-15") == 1
    teller.is_refused(f"close lamps --on 2020-08-02 {DESK}", "planned_hearing_was_held_or_called_off")
    teller.does(
        f"call-off-hearing lamps --reason en='All was said.' --on 2020-08-03 {DESK}",
        f"close lamps --on 2020-08-03 {DESK}",
    )
    assert "was to be continued on 2020-08-15; that is called off (2020/lamps#7)" in teller.does("show lamps")
    assert "physical meeting held 2020-08-01" in teller.does("show lamps")
    plan = " ".join(teller.does("plan 2020 --on 2020-08-04").split())
    assert "Called off (2020/lamps#7)." in plan
    assert "was cancelled, for the following reason: “All was said.”" in teller.does("agenda 2")
    assert teller.holds()


def test_a_sitting_has_a_presider_of_its_own(with_topics: Callable[..., Teller]) -> None:
    teller, council = with_topics("lamps"), "--as 'Made-up Assembly Desk'"
    convene = f"convene --session 'Assembly 2021' --opens 2021-06-01 --closes 2021-06-12 --place en=Port {council}"
    day = "--on 2020-06-01"
    teller.is_refused(f"{convene} --sitting-presided-by 2='Made-up Deputy' {day}", "who_presides_at_a_sitting_may")
    teller.does(
        f"{convene} --presided-by 'Made-up President' --sitting 1=2021-06-02 --sitting 2=2021-06-03 "
        f"--sitting-presided-by 2='Made-up Deputy' {day}",
        f"record-no-consensus lamps --tried en=Much. --refer --words not-at-hand --meeting 1 --on 2020-03-03 {CHAIR}",
        f"escalate lamps --to-session 'Assembly 2021' --document MA21/5 --on 2020-04-06 {DESK}",
        f"take-note lamps --words en=Noted. --session 'Assembly 2021' --sitting 1 --on 2021-06-02 {council}",
        f"approve lamps --words en=Yes. --session 'Assembly 2021' --sitting 2 --on 2021-06-03 {council}",
    )
    assert "2: 2021-06-03, presided by Made-up Deputy" in teller.does("show 'Assembly 2021'")
    noted, approved = teller.history("2020/lamps")[-2:]
    assert (noted["presided_by"], approved["presided_by"]) == ("Made-up President", "Made-up Deputy")
    assert "Made-up Deputy" in teller.does("search Deputy")


def test_who_presides_at_a_sitting_of_the_group_acts_as_chair_there(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps")
    vice = "--as 'Made-up Vice'"
    teller.does(f"appoint 'Made-up Vice' --office vice-chair --since 2020-01-01 --on 2020-02-11 {DESK}")
    sittings = "--sitting 1=2020-03-02 --sitting 2=2020-03-03"
    teller.is_refused(
        f"convene 1 {sittings} --sitting-presided-by 2=Nobody --on 2020-03-01 {DESK}", "who_presides_at_a_sitting_may"
    )
    teller.does(f"convene 1 {sittings} --sitting-presided-by 2='Made-up Vice' --on 2020-03-01 {DESK}")
    concludes = f"record-consensus lamps --meeting 1 --on 2020-03-03 {vice}"
    teller.is_refused(concludes, "officer_holds_the_office_then_or_now")
    teller.does(f"{concludes} --sitting 2")
    assert teller.history("2020/lamps")[-1]["acting_for_the_chair"] is True
    teller.is_refused(
        f"convene 1 --sitting-presided-by 2='Made-up Chair' --on 2020-03-04 {DESK}", "what_is_on_record_still_holds"
    )


def test_why_a_hearing_was_moved_to_a_day_unknown_is_told(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"extend lamps --physical unknown --reason en='The hall was flooded.' --on 2020-06-20 {DESK}",
    )
    teller.does(
        f"extend lamps --physical 2020-09-01 --reason not-at-hand --on 2020-06-30 {DESK}",
        f"close lamps --reason not-at-hand --on 2020-07-20 {DESK}",
    )
    told = {language: teller.does(f"agenda 2 --language {language}") for language in AVAILABLE}
    assert {language: said.count("flooded") for language, said in told.items()} == dict.fromkeys(AVAILABLE, 1)
    assert "was moved to 1 September 2020." in told["en"]


def test_what_is_told_late_of_a_hearing_that_was_held_all_the_same_is_warned_of(
    with_topics: Callable[..., Teller],
) -> None:
    held = f"--held 2020-08-01 --presided-by 'Made-up Chair' --summary not-at-hand --on 2020-08-01 {DESK}"
    said = "(call off hearing) says that it was called off; papers tell both."
    teller = with_topics("lamps", "bells")
    teller.does(
        f"record-consensus lamps bells --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"launch bells {PHASES} --physical 2020-07-28 --on 2020-04-01 {DESK}",
        f"record-hearing lamps {held}",
        f"record-hearing bells {held}",
    )
    for line, is_said in (
        (f"call-off-hearing lamps --reason en=Sick --on 2020-07-20 {DESK}", True),
        (f"extend bells --physical 2020-08-01 --on 2020-07-22 {DESK}", False),
        (f"call-off-hearing bells --reason en=Sick --on 2020-07-20 {DESK}", True),
    ):
        code, _, warned = teller.types(line)
        assert (code, said in " ".join(warned.split())) == (0, is_said), f"{line}\n{warned}"
    assert teller.holds()


AS_IT_STOOD = {
    "ar": "في ما توافر حتى ذلك الحين من نتائج المشاورة.",
    "en": "the Group considered the outcome of the consultation as it then stood.",
    "es": "el Grupo examinó los resultados de la consulta disponibles hasta entonces.",
    "fr": "le Groupe a examiné les résultats de la consultation tels qu’ils se présentaient alors.",
    "ru": "Группа рассмотрела имевшиеся к тому времени итоги консультации.",
    "zh": "本组审议了磋商截至当时的结果。",
}


def flat(text: str) -> str:
    """A paper or list in one line."""
    return " ".join(text.split())


@pytest.fixture
def held(with_topics: Callable[..., Teller]) -> Teller:
    """A teller on a consultation whose hearing was held a few days before the Group's second meeting."""
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-09-03 --on 2020-04-01 {DESK}",
        f"record-hearing lamps --presided-by 'Made-up Chair' --summary not-at-hand --on 2020-09-03 {DESK}",
    )
    return teller


THERE = f"record-consideration lamps --meeting 2 --on 2020-09-07 {DESK}"


def test_an_outcome_is_considered_by_the_meeting_before_the_closing_and_told_late(held: Teller) -> None:
    held.does(f"close lamps --on 2020-09-20 {DESK}")
    status, _, said = held.types(THERE.replace("09-07", "09-20"))
    assert (status, "Give a day of it (--on)." in said, "give --meeting a later one" in said) == (3, True, False)
    held.does(THERE)
    assert held.acts("2020/lamps")[-2:] == ["record consideration", "close"]
    assert "record consideration" not in held.does("inbox")
    assert (
        "The Group considers the outcome (meeting/2) 2020/lamps secretariat 2020-09-07 to 2020-09-08 Done on 2020-09-07."
        in flat(held.does("plan 2020"))
    )
    assert "The Group considered the outcome of the open consultation on “Made-up lamps”." in held.does("report 2")
    assert held.holds()


def test_an_outcome_considered_while_the_consultation_goes_on_is_on_no_agenda(held: Teller) -> None:
    held.does(THERE)
    held.does(f"convene 3 --opens 2020-11-02 --closes 2020-11-02 --place en=Porto --on 2020-09-09 {DESK}")
    assert "Outcome of" not in held.does("agenda 3")
    held.does(f"close lamps --on 2020-09-20 {DESK}")
    assert "Outcome of" not in held.does("agenda 3")
    assert "record consideration" not in held.does("inbox")
    held.does(f"record-consideration lamps --meeting 3 --on 2020-11-02 {DESK}")


def test_what_came_after_the_meeting_is_told_and_is_before_the_next_one(held: Teller) -> None:
    held.does(
        THERE,
        f"record-hearing lamps --held 2020-09-10 --presided-by not-at-hand --summary not-at-hand --on 2020-09-10 {DESK}",
        f"convene 3 --opens 2020-11-02 --closes 2020-11-02 --place en=Porto --on 2020-09-11 {DESK}",
        f"close lamps --on 2020-09-20 {DESK}",
    )
    assert "record consideration" in held.does("inbox")
    assert "The Group considers the outcome (meeting/3)" in held.does("plan 2020 --on 2020-09-21")
    for language in AVAILABLE:
        assert AS_IT_STOOD[language] in flat(held.does(f"agenda 3 --language {language}"))


def test_a_reason_that_was_translated_since_it_was_given_first_is_given_again(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("lamps")
    teller.does(
        f"record-consensus lamps --meeting 1 --on 2020-03-03 {CHAIR}",
        f"launch lamps {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}",
        f"call-off-hearing lamps --reason en=Flooded. --on 2020-07-20 {DESK}",
        f"receive-translation lamps#5 --language fr --text reason=Inondation. --on 2020-07-21 {DESK}",
        f"extend lamps --physical 2020-08-20 --on 2020-07-22 {DESK}",
        f"call-off-hearing lamps --reason en=Flooded. --on 2020-07-23 {DESK}",
    )
    assert "Inondation" in teller.does("agenda 2 --language fr")
    assert teller.holds()


def test_a_meeting_that_was_called_off_is_convened_again_under_its_number(with_topics: Callable[..., Teller]) -> None:
    teller = with_topics("lamps")
    days = "--opens 2020-{0}-03 --closes 2020-{0}-04 --place en=Port"
    teller.does(
        f"convene 7 {days.format('05')} --on 2020-04-01 {DESK}",
        f"annul meeting/7#1 --why en='Called off: no quorum.' --on 2020-04-20 {DESK}",
        f"convene 7 {days.format('06')} --on 2020-04-21 {DESK}",
        f"record-consensus lamps --meeting 7 --on 2020-06-04 {CHAIR}",
    )
    assert "3-4 June 2020" in teller.does("report 7").replace("\u2013", "-").replace("\u00a0", " ")
    assert teller.holds()


def test_a_session_that_was_called_off_is_convened_again_without_its_sittings(
    with_topics: Callable[..., Teller],
) -> None:
    teller, council = with_topics("lamps"), "--as 'Made-up Assembly Desk'"
    days = "--opens 2021-{0}-03 --closes 2021-{0}-04 --name en='Assembly X' --place en=Port"
    teller.does(
        f"convene --session 'Assembly X' {days.format('05')} --on 2020-04-01 {council}",
        f"convene --session 'Assembly X' --sitting 1=2021-05-04 --on 2020-04-02 {council}",
        f"annul 'session/Assembly X#1' --why en='Called off.' --on 2020-04-20 {council}",
        f"convene --session 'Assembly X' {days.format('06')} --on 2020-04-21 {council}",
    )
    assert "2021-05" not in teller.does("show 'session/Assembly X' --format json").partition('"records"')[0]
    assert teller.holds()


def test_a_note_tells_the_summary_of_each_day_of_a_hearing_and_equal_ones_once(
    with_topics: Callable[..., Teller],
) -> None:
    teller = with_topics("lamps", "horns", "oil")
    teller.does(
        f"record-consensus lamps horns --meeting 1 --on 2020-03-03 {CHAIR}",
        *(f"launch {name} {PHASES} --physical 2020-08-01 --on 2020-04-01 {DESK}" for name in ("lamps", "horns")),
        *(
            f"record-hearing {name} --held {day} --presided-by 'Made-up Chair' --summary en='{summary}' "
            f"--on {day} {DESK}"
            for name, summaries in {
                "lamps": ("The first day", "The second day"),
                "horns": ("Made-up both", "Made-up both"),
            }.items()
            for day, summary in zip(("2020-08-01", "2020-08-02"), summaries, strict=True)
        ),
        *(f"close {name} --on 2020-08-03 {DESK}" for name in ("lamps", "horns")),
        f"record-no-consensus oil --tried en=All. --refer --words en=Refer. --meeting 2 --on 2020-09-08 {CHAIR}",
        "convene --session 'Assembly 2021' --opens 2021-06-01 --closes 2021-06-12 --on 2020-09-09 "
        "--as 'Made-up Assembly Desk'",
        f"escalate oil --to-session 'Assembly 2021' --document MA21/5 --on 2020-09-10 {DESK}",
    )
    for language in AVAILABLE:
        note = teller.does(f"note 2020 --language {language}")
        told = [note.count(one) for one in ("The first day", "The second day", "Made-up both")]
        assert (language, told) == (language, [1, 1, 1])
        assert note.index("The first day") < note.index("The second day")
