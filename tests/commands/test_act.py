"""Acts as they are typed: what they are about, where they happened, what is asked for."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.commands.motions import last, motion

from .conftest import ASSEMBLY, AT_MEETING, CHAIR, DESK, TOPIC, Shell, Typed


def test_the_others_of_the_round_are_set_aside_in_the_same_act(debated: Shell) -> None:
    out = debated.does(f"record-consensus lamps --set-aside-others --words not-at-hand {AT_MEETING}")
    assert [line.partition(":")[0] for line in out.splitlines()] == [
        "2020/lamps#3  record consensus",
        "2020/horns#3  set aside",
    ]


def test_the_day_is_today_unless_given(group: Shell) -> None:
    record = group(f"open-round 2099 {DESK} --dry-run --format json").data["records"][0]
    today = datetime.now(ZoneInfo("Europe/Lisbon")).date()
    assert record["on"] in {today.isoformat(), (today - timedelta(days=1)).isoformat()}


def test_what_moved_since_it_was_seen_is_not_acted_on(debated: Shell) -> None:
    debated.does(f"record-statement lamps --holder Isle --text en=No. --on 2020-03-02 {DESK}")
    called = debated.refuses(f"record-consensus lamps --seen lamps#2 {AT_MEETING}", 3)
    assert "2020/lamps has moved meanwhile: its newest record is 2020/lamps#3" in called.err
    debated.does(f"record-consensus lamps --seen 2020/lamps#3 {AT_MEETING}")


def test_a_constitution_that_is_refused_leaves_no_register(shell: Shell) -> None:
    called = shell.refuses("constitute --name en=Group --as Desk", 3)
    assert "“superior body” is missing" in called.err
    assert shell.everything() == {}


def test_an_objection_whose_holder_was_erased_is_lifted_by_its_record(group: Shell) -> None:
    group.does(f"propose 2020/fog --title en=Fog --unattributed --on 2020-02-10 {DESK}")
    position = f"take-position 2020/fog --unattributed --stance object --text en=No --source L --on 2020-02-10 {DESK}"
    group.does(f"{position} --holder Nobody")
    ordinal = last(group, "2020/fog")["ordinal"]
    with closing(sqlite3.connect("register.db", isolation_level=None)) as connection:
        connection.execute("DELETE FROM opened")
    lift = f"lift-objection 2020/fog --unattributed --how withdrawn --on 2020-02-10 {DESK}"
    assert f"Name the record: 2020/fog#{ordinal}." in group.refuses(f"{lift} --holder Nobody", 2).err
    group.refuses(f"{lift} --holder '2020/fog#1'", 2)
    group.does(f"{lift} --holder 'fog#{ordinal}'")
    assert last(group, "2020/fog")["motion"]["objections"] == [f"2020/fog#{ordinal}"]
    group.refuses(f"{lift} --holder 'fog#{ordinal}'", 3)


def test_a_late_fact_is_told_of_the_state_of_its_day(debated: Shell) -> None:
    late = f"record-statement lamps --holder Isle --text en=No --on 2020-03-02 {DESK}"
    assert "record statement: stays debated" in debated.does(late)
    debated.does(f"record-consensus lamps --set-aside-others {AT_MEETING}")
    position = f"take-position lamps --holder Isle --stance support --source X --on 2020-03-01 {DESK}"
    assert "take position: while it was" in debated.does(position)


@pytest.mark.parametrize(
    ("line", "reference"),
    [
        (f"convene meeting/4 --opens 2021-09-01 --closes 2021-09-02 --place en=X --on 2021-03-03 {DESK}", "meeting/4"),
        (f"receive MA20/3 --by-group Isles --concerns lamps --concerns horns --on 2020-03-10 {DESK}", "2020"),
        (f"take-position 2020 --holder Isle --text en=Both. --source MA20/3 --on 2020-03-10 {DESK}", "2020"),
    ],
)
def test_what_an_act_is_about_stands_behind_it(debated: Shell, line: str, reference: str) -> None:
    debated.does(line)
    assert last(debated, reference)["act"] == line.partition(" ")[0].replace("-", " ")


def test_paragraphs_of_a_report_are_given_to_records_which_may_be_short(debated: Shell) -> None:
    debated.does(
        "approve-report 1 --sent-to en=Members --paragraph lamps#2=3.1 "
        f"--paragraph 2020/horns#2=3.2 --on 2020-04-01 {DESK}"
    )
    assert last(debated, "meeting/1")["motion"]["paragraphs"] == {"2020/lamps#2": "3.1", "2020/horns#2": "3.2"}


def test_a_round_stands_for_its_topics_that_the_act_starts_from(debated: Shell) -> None:
    debated.does(f"propose 2020/fog {TOPIC.format('fog')}")
    out = debated.does(f"record-no-consensus 2020 --tried en=Much {AT_MEETING}")
    assert [line.partition(" ")[0] for line in out.splitlines()] == ["2020/horns#3", "2020/lamps#3"]


def test_a_round_without_such_a_topic_is_refused(debated: Shell) -> None:
    called = debated.refuses(f"escalate 2020 --to-session 'Assembly 2020' --on 2020-04-06 {DESK}", 3)
    assert (
        called.err
        == "No topic of 2020 is unresolved, and “escalate” starts from there. “escalade list” shows where they stand.\n"
    )


def test_a_topic_born_at_the_superior_body_replaces_one_by_its_short_name(referred: Shell) -> None:
    referred.does(
        "introduce 2020/fog --replaces lamps --title en=Fog --unattributed "
        f"--session 'Assembly 2020' --on 2020-06-02 {ASSEMBLY}"
    )
    assert last(referred, "2020/fog")["motion"]["replaces"] == "2020/lamps"


@pytest.mark.parametrize("name", ["Made-up Chair", "made-up chair", "CHAIR, no", "Up Ch"])
def test_an_officer_is_named_by_a_part_of_the_name_where_only_one_has_it(debated: Shell, name: str) -> None:
    code = debated(f"record-consensus lamps --meeting 1 --on 2020-03-02 --as '{name}'").code
    assert code == (3 if name == "CHAIR, no" else 0)


def place(shell: Shell, line: str) -> dict[str, object]:
    """Where an act is recorded to have happened."""
    found: dict[str, object] = shell(f"{line} --dry-run --format json").data["records"][0]["motion"].get("evidence", {})
    return found


def test_a_meeting_is_known_by_its_day(debated: Shell) -> None:
    line = f"record-no-consensus 2020 --tried en='A vote.' --refer --words not-at-hand {CHAIR} --on"
    assert place(debated, f"{line} 2020-03-02") == {"meeting": "1"}
    for day in ("2020-03-20", "unknown", "2020-03"):
        assert "No meeting is named." in debated.refuses(f"{line} {day}", 3).err
    debated.does(f"convene 7 --opens 2020-03-01 --closes 2020-03-09 --place not-at-hand --on 2020-01-10 {DESK}")
    assert "No meeting is named." in debated.refuses(f"{line} 2020-03-02", 3).err


def test_a_sitting_is_known_by_its_day(referred: Shell) -> None:
    line = f"approve lamps --words not-at-hand --document MA20/DL/7 {ASSEMBLY} --on"
    assert place(referred, f"{line} 2020-06-02") == {
        "document": "MA20/DL/7", "session": "Assembly 2020", "sitting": 1,
    }  # fmt: skip
    given = f"--session 'Assembly 2020' {line} 2020-06-02".replace("approve lamps", "").strip()
    assert "sitting" not in place(referred, f"approve lamps {given}")
    assert place(referred, f"{line} 2020-06-02 --how correspondence") == {"document": "MA20/DL/7"}


def test_what_is_done_in_silence_is_not_taken_to_have_happened_at_a_meeting(debated: Shell) -> None:
    debated.does(
        f"circulate lamps --until 2020-03-09T18:00+00:00 --words en='By silence.' --on 2020-03-02T10:00+00:00 {CHAIR}"
    )
    assert "Neither is named." in debated.refuses(f"record-consensus lamps --on 2020-03-02 {CHAIR}", 3).err


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        ("--title en=Fog", "title", {"en": "Fog"}),
        ("--title en=Fog --title de=Nebel", "title", {"en": "Fog", "de": "Nebel"}),
        ("--title en='a=b'", "title", {"en": "a=b"}),
        ("--title en=F --invitation en=Write!", "invitation", {"en": "Write!"}),
        ("--title en=F --question en=A --question en=B", "questions", [{"en": "A"}, {"en": "B"}]),
        (
            "--title en=F --question en=A --question de=C --question en=B --question de=D",
            "questions",
            [{"en": "A", "de": "C"}, {"en": "B", "de": "D"}],
        ),
        ("--title en=F --numbering bulleted", "numbering", "bulleted"),
        (
            "--title en=F --standing en=official --standing de=unofficial-translation",
            "standing",
            {"en": "official", "de": "unofficial translation"},
        ),
        ("--title en=F --source MWG-1/3", "source", "MWG-1/3"),
    ],
)
def test_a_text_is_given_in_its_parts_and_languages(group: Shell, options: str, field: str, value: object) -> None:
    made = motion(group, f"propose 2020/fog {options} --unattributed --on 2020-02-10 {DESK}")
    assert made["version"][field] == value


def test_evidence_and_readers_are_options_of_every_act(debated: Shell) -> None:
    debated.does(
        "record-statement lamps --holder Isle --text en=No. --nature dissociation --audience members "
        f"--meeting meeting/1 --document MWG-1/9 --paragraph 4 --provisional --on 2020-03-02 {DESK}"
    )
    record = last(debated, "2020/lamps")
    assert record["evidence"] == {"meeting": "1", "document": "MWG-1/9", "paragraph": "4", "provisional": True}
    assert record["audience"] == "members"


def test_what_is_missing_is_asked_for(group: Shell, typed: Typed) -> None:
    words = ["propose", "2020/fog", "--by-state", "Isle", "--on", "2020-02-10", "--as", "Made-up Desk"]
    code, screen = typed(words, "Nebel\nFog\n")
    assert (code, "The title of the topic." in screen) == (0, True)
    assert group("list --format json").data[0]["title"] == {"de": "Nebel", "en": "Fog"}


def test_a_choice_a_count_and_words_that_are_not_at_hand_are_asked_for(debated: Shell, typed: Typed) -> None:
    debated.does("record-consensus lamps --set-aside-others --meeting 1 --on 2020-03-02 --as 'Made-up Chair'")
    debated.does(f"launch lamps --opens 2020-05-01 --closes 2020-06-01 --on 2020-05-01 {DESK}")
    words = ["record-responses", "lamps", "--on", "2020-06-02", "--as", "Made-up Desk"]
    code, screen = typed(words, "-1\n7\n\n\n")
    assert (code, "empty: not at hand" in screen) == (0, True)
    made = debated("history lamps --format json").data[-1]["motion"]
    assert (made["count"], made["where"]) == (7, "not at hand")
    words = ["take-position", "lamps", "--source", "X", "--on", "2020-06-02", "--as", "Made-up Desk"]
    assert typed(words)[0] == 3


def test_an_answer_is_asked_for_again_until_it_can_be_read(debated: Shell, typed: Typed) -> None:
    words = ["take-position", "lamps", "--on", "2020-03-02", "--as", "Made-up Desk"]
    code, screen = typed(words, "Isle\nloves\nsupport\nMWG-1/3\n")
    assert (code, "'loves' is not one of 'support', 'object', 'reserve'" in screen) == (0, True)
    assert debated("history lamps --format json").data[-1]["motion"]["stance"] == "support"


@pytest.mark.usefixtures("debated")
def test_nothing_is_asked_where_anything_else_is_in_the_way(typed: Typed) -> None:
    words = ["take-position", "lamps", "--on", "2999-01-01", "--as", "Made-up Desk"]
    assert typed(words)[0] == 3


def test_an_answer_that_never_comes_breaks_the_act_off(debated: Shell, typed: Typed) -> None:
    words = ["take-position", "lamps", "--on", "2020-03-02", "--as", "Made-up Desk"]
    code, _ = typed(words, "\x04")
    assert code == 130
    assert len(debated("history lamps --format json").data) == 2
