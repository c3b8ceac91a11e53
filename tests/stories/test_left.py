# ruff: noqa: RUF001 - six languages have letters and signs of their own
"""Some topics of a round are referred, and others are left before the group."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from escalade.templates.languages.pack import AVAILABLE
from tests.templates.render import unmark

from .conftest import Teller

WithTopics = Callable[..., Teller]
DESK, CHAIR, COUNCIL = "--as 'Made-up Desk'", "--as 'Made-up Chair'", "--as 'Made-up Assembly desk'"
AT_MEETING = f"--meeting 1 --on 2020-03-03 {CHAIR}"
FAILS = f"--tried en=Much. --refer --words not-at-hand {AT_MEETING}"
REFERS = f"--to-session 'Assembly 2020' --document MA20/5 --on 2020-04-06 {DESK}"
LEFT = "--left en='The Group takes it up at its next meeting.'"


@pytest.fixture
def two(with_topics: WithTopics) -> Teller:
    """Two topics: one without consensus, one still debated."""
    teller = with_topics("fog", "stray")
    teller.does(f"record-no-consensus fog {FAILS}")
    return teller


def test_one_stray_topic_does_not_block_a_round(two: Teller) -> None:
    two.is_refused(f"escalate 2020 {REFERS}", "others_of_the_round_are_left_by_name")
    _, _, said = two.types(f"escalate 2020 {REFERS}")
    assert '--leaving 2020/stray --left en="…"' in said
    two.does(f"escalate 2020 {REFERS} --leaving stray {LEFT}")
    assert two.states() == {"fog": "referred", "stray": "debated"}
    assert two.history("2020/fog")[-1]["motion"]["leaving"] == ["2020/stray"]
    assert two.holds()


def test_a_round_leaves_what_could_be_referred_too(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "stray")
    teller.does(f"record-no-consensus fog stray {FAILS}")
    teller.is_refused(f"escalate fog {REFERS}", "others_of_the_round_are_left_by_name")
    teller.does(f"escalate 2020 {REFERS} --leaving stray --left not-at-hand")
    assert teller.states() == {"fog": "referred", "stray": "unresolved"}


def test_the_inbox_prints_a_referral_that_leaves_topics_as_why_does(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "stray", "lamps")
    teller.does(f"record-no-consensus fog {FAILS}")
    waiting = json.loads(teller.does("inbox --all --format json"))
    ((typed,),) = (one["commands"] for one in waiting if one["acts"] == ["escalate"])
    assert '--leaving 2020/lamps --leaving 2020/stray --left en="…"' in typed
    (again,) = json.loads(teller.does("why fog escalate --format json"))["commands"]
    assert sorted(again.split(" --")) == sorted(typed.split(" --"))
    assert "--to-session NAME" in typed
    teller.does(f"escalate fog {REFERS} --leaving stray --leaving lamps {LEFT}")


SAID = {
    "en": "The following topic was not referred and remains before the Group: “Made-up stray”. Its further treatment: “The Group takes it up",
    "fr": "Le thème suivant n’est pas soumis et reste à l’examen du Groupe : « Made-up stray ». Suite qui lui",
    "es": "El tema «Made-up stray» no se remite y sigue sometido al examen del Grupo. Al respecto se ha previsto",
    "ru": "Не передана и остается на рассмотрении Группы следующая тема: «Made-up stray». Дальнейшие действия: ",
    "zh": "以下议题未予提交，仍由本组审议：“",
    "ar": "الموضوع التالي لم تجرِ إحالته، ولا يزال قيد نظر الفريق: «",
}


def test_the_note_says_in_each_language_what_becomes_of_those_left(two: Teller) -> None:
    two.does(f"escalate fog {REFERS} --leaving stray {LEFT}")
    assert set(SAID) == set(AVAILABLE)
    for tag, said in SAID.items():
        note = unmark(two.does(f"note 2020 --language {tag}"))
        assert said in note
        assert "The Group takes it up at its next meeting" in note


WHAT_BECOMES = {
    "en": "Its further treatment",
    "fr": "La suite",
    "ru": "Сведения о",
    "es": "se ha previsto",
    "ar": "وفيما يلي ما تقرر",
    "zh": "后续安排",
}
"""How the sentence begins that a note without it leaves out."""


def test_the_note_names_them_and_leaves_out_what_is_not_at_hand(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "stray", "lamps", "piers")
    teller.does(f"record-no-consensus fog {FAILS}")
    teller.does(f"escalate fog {REFERS} --leaving stray --leaving lamps --leaving piers --left not-at-hand")
    notes = {tag: teller.does(f"note 2020 --language {tag}") for tag in AVAILABLE}
    assert "“Made-up stray”, “Made-up lamps” and “Made-up piers”.\n" in notes["en"]
    assert [tag for tag, word in WHAT_BECOMES.items() if word in notes[tag]] == []
    assert "المواضيع التالية لم تجرِ إحالتها" in notes["ar"]


def test_those_left_are_referred_later_with_a_second_note(two: Teller) -> None:
    two.does(
        f"escalate fog {REFERS} --leaving stray {LEFT}",
        "convene 2 --opens 2020-09-01 --closes 2020-09-02 --place en=Here --on 2020-06-01 " + DESK,
        f"record-no-consensus stray --tried en=More. --refer --words not-at-hand --meeting 2 --on 2020-09-01 {CHAIR}",
    )
    draft = two.does("note 2020 --language en")
    assert ("DRAFT" in draft, "Made-up stray" in draft, "Made-up fog" in draft) == (True, True, False)
    two.does(
        f"escalate stray --to-session 'Assembly 2021' --document MA21/5 --on 2020-10-01 {DESK}",
    )
    second = two.does("note 2020 --language en")
    assert ("MA21/5" in second, "Not referred" in second) == (True, False)
    first = two.does("note 2020 --language en --to-session 'Assembly 2020'")
    assert (
        "MA20/5" in first,
        "The following topic was not referred and remains before the Group: “Made-up stray”" in first,
    ) == (True, True)
    assert two.holds()


def test_those_left_may_be_set_aside_or_agreed(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "stray", "lamps")
    teller.does(
        f"record-no-consensus fog {FAILS}",
        f"escalate fog {REFERS} --leaving stray --leaving lamps {LEFT}",
        "convene 2 --opens 2020-09-01 --closes 2020-09-02 --place en=Here --on 2020-06-01 " + DESK,
        f"record-consensus lamps --meeting 2 --on 2020-09-01 {CHAIR}",
        f"set-aside stray --meeting 2 --on 2020-09-02 {CHAIR}",
    )
    assert teller.states() == {"fog": "referred", "stray": "set aside", "lamps": "agreed"}


def test_a_plan_waits_for_nothing_that_was_left(two: Teller) -> None:
    two.does(f"escalate fog {REFERS} --leaving stray {LEFT}")
    lines = [line for line in json.loads(two.does("plan 2020 --format json"))["lines"] if line["stage"] == "debate"]
    debates = [(line["topics"], line["stands"], line["record"]) for line in lines]
    assert debates == [(["2020/fog"], "done", "2020/fog#3"), (["2020/stray"], "late", None)]


def test_everything_says_that_a_topic_was_left(two: Teller) -> None:
    two.does(f"escalate fog {REFERS} --leaving stray {LEFT}")
    assert "not referred with others The Group takes it up at its next meeting. (2020/fog#4)" in " ".join(
        two.does("show stray").split()
    )
    assert "- 2020/stray" in two.does("show fog#4")


def test_what_was_left_and_referred_later_is_not_told_as_left_once_it_came_back(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "stray")
    teller.does(
        f"record-no-consensus fog stray {FAILS}",
        f"escalate fog {REFERS} --leaving stray {LEFT}",
        f"escalate stray --to-session 'Assembly 2021' --document MA21/5 --on 2020-10-01 {DESK}",
        f"refer-back stray --guidance en=Narrow. --words en=Back. --session 'Assembly 2021' --sitting 1 "
        f"--on 2021-06-02 {COUNCIL}",
    )
    assert teller.states() == {"fog": "referred", "stray": "debated"}
    assert "not referred with others" not in " ".join(teller.does("show stray").split())
    lines = {
        line["stage"]: line for line in json.loads(teller.does("plan 2020 --on 2021-06-03 --format json"))["lines"]
    }
    assert lines["debate"]["done"] is None


def test_a_topic_is_left_once_and_what_is_left_wrongly_alone_goes(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "stray", "lamps")
    teller.does(f"record-no-consensus fog {FAILS}", f"record-consensus lamps {AT_MEETING}")
    code, _, said = teller.types(f"escalate fog {REFERS} --leaving stray --leaving stray {LEFT}")
    assert (code, said) == (2, "--leaving names 2020/stray twice; name each once.\n")
    _, _, said = teller.types(f"escalate fog {REFERS} --leaving stray --leaving lamps {LEFT}")
    assert "Give --leaving without 2020/lamps." in said
    typed = said.splitlines()[-1]
    assert ("--leaving stray" in typed, "--leaving lamps" in typed) == (True, False)


def test_what_the_group_decided_to_refer_together_is_offered_so(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "lamps", "stray", "piers")
    teller.does(f"record-no-consensus fog lamps stray {FAILS}")
    waiting = json.loads(teller.does("inbox --all --format json"))
    typed = [one["commands"] for one in waiting if one["acts"] == ["escalate"]]
    assert len(typed) == 3
    assert all(" escalate 2020/" in one for (one,) in typed)
    (line,) = next(one for one in typed if "escalate 2020/fog " in one[0])
    assert "escalate 2020/fog 2020/lamps 2020/stray " in line
    assert '--leaving 2020/piers --left en="…"' in line
    assert "--leaving 2020/lamps" not in line
    (again,) = json.loads(teller.does("why fog escalate --format json"))["commands"]
    assert sorted(again.split(" --")) == sorted(line.split(" --"))
    code, _, refused = teller.types(f"escalate fog {REFERS}")
    again = next(one for one in refused.splitlines() if " escalate fog " in one)
    assert (code, *(f" {word}" in again for word in ("2020/lamps", "2020/stray", "--leaving 2020/piers"))) == (
        3,
        1,
        1,
        1,
    )
    assert "--leaving 2020/lamps" not in again
    teller.does(f"set-aside piers --meeting 1 --words en=Not-now. --on 2020-03-03 {CHAIR}")
    waiting = json.loads(teller.does("inbox --all --format json"))
    (line, *_) = next(one["commands"] for one in waiting if one["acts"] == ["escalate"])
    assert "--leaving" not in line
    assert "--left" not in line


def test_a_topic_that_an_earlier_referral_left_is_not_referred_with_others(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "lamps", "stray")
    teller.does(
        f"record-no-consensus fog lamps {FAILS}",
        f"escalate fog {REFERS} --leaving lamps --leaving stray {LEFT}",
        "convene 2 --opens 2020-09-01 --closes 2020-09-02 --place en=Here --on 2020-06-01 " + DESK,
        f"record-no-consensus stray --tried en=More. --refer --words not-at-hand --meeting 2 --on 2020-09-01 {CHAIR}",
    )
    line = json.loads(teller.does("why stray escalate --format json"))["commands"][-1]
    assert "--leaving 2020/lamps" in line


def test_the_next_agenda_names_an_unresolved_topic_that_a_referral_left(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "stray")
    teller.does(f"record-no-consensus fog stray {FAILS}")
    for before in ("agenda 2", "agenda 2 --audience members"):
        assert "Made-up stray" not in teller.draws(before)
    teller.does(f"escalate fog {REFERS} --leaving stray {LEFT}")
    drawn = teller.draws("agenda 2")
    assert ("on which no consensus was reached" in drawn, "Made-up stray" in drawn, "Made-up fog" in drawn) == (
        True, True, False,
    )  # fmt: skip


def test_a_report_tells_of_what_the_referral_after_it_left_and_by_the_title_of_then(with_topics: WithTopics) -> None:
    teller = with_topics("fog", "stray", "lamps")
    sits = f"--session 'Assembly 2020' --sitting 1 --on 2020-06-02 {COUNCIL}"
    told = "The topic “{}” was not referred with the others."
    teller.does(
        f"record-no-consensus fog stray lamps {FAILS}",
        f"escalate fog stray {REFERS} --leaving lamps {LEFT}",
        f"refer-back fog stray --guidance en=Narrow. --words en=Back. {sits}",
        f"record-no-consensus fog stray {FAILS.replace('--meeting 1 --on 2020-03-03', '--meeting 2 --on 2020-09-08')}",
        f"revise lamps --title en='Made-up lanterns' --question en=Which? --source MWG-2/1 --on 2020-09-09 {DESK}",
        f"escalate stray --to-session 'Assembly 2021' --document MA21/5 --leaving fog --leaving lamps {LEFT} "
        f"--on 2020-10-01 {DESK}",
    )
    report = teller.draws("report 1")
    assert told.format("Made-up lamps") in report
    assert "lanterns" not in report
    assert told.format("Made-up fog") not in report
    assert told.format("Made-up fog") in teller.draws("report 2")
