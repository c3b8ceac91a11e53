"""How an act is typed: its argument, its options, and what they come to."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from escalade.models.cases import shipped_case

from .conftest import ASSEMBLY, AT_MEETING, AT_SITTING, CHAIR, DESK, TOPIC, Shell


def last(shell: Shell, reference: str) -> dict[str, Any]:
    """The newest record of a subject."""
    found: dict[str, Any] = shell(f"history '{reference}' --format json").data[-1]
    return found


def motion(shell: Shell, line: str) -> dict[str, Any]:
    """The motion of the first record that an act would make."""
    called = shell(f"{line} --dry-run --format json")
    assert called.code == 0, called.err
    found: dict[str, Any] = called.data["records"][0]["motion"]
    return found


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


@pytest.mark.parametrize(
    ("options", "fields"),
    [
        ("--by-state Isle --by-state Land", {"by_state": ["Isle", "Land"]}),
        ("--by-group 'The Isles'", {"by_group": "The Isles"}),
        ("--chairs-compromise", {"chairs_compromise": True}),
        ("--unattributed", {"unattributed": True}),
    ],
)
def test_a_topic_has_a_sponsor_of_one_kind(group: Shell, options: str, fields: dict[str, object]) -> None:
    made = motion(group, f"propose 2020/fog --title en=Fog {options} --on 2020-02-10 {DESK}")
    assert fields.items() <= made.items()


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        (
            f"approve lamps horns --in-order --words not-at-hand {AT_SITTING}",
            {"sequence": "in order", "words": "not at hand"},
        ),
        (
            f"approve lamps horns --together --words en=Yes {AT_SITTING}",
            {"sequence": "together", "words": {"en": "Yes"}},
        ),
        (
            f"decline lamps --words en=No --how vote --votes 12,30,4 {AT_SITTING}",
            {"how": "vote", "votes": {"votes_for": 12, "against": 30, "abstaining": 4}},
        ),
        (
            f"decline lamps --words en=No --condition en=One --condition en=Two {AT_SITTING}",
            {"conditions": [{"en": "One"}, {"en": "Two"}]},
        ),
        (f"decline lamps --words en=No --how correspondence --on 2020-06-02 {ASSEMBLY}", {"how": "correspondence"}),
        (f"take-note 2020 --words en=Noted {AT_SITTING}", {"words": {"en": "Noted"}}),
        (f"defer 2020 --to-sitting 2 {AT_SITTING}", {"to_sitting": 2}),
        (f"defer 2020 --to-session 'session/Assembly 2021' {AT_SITTING}", {"to_session": "Assembly 2021"}),
        (
            f"take-position lamps --holder Isle --stance support --source X --on 2020-06-02 {ASSEMBLY}",
            {"holder": "Isle", "stance": "support"},
        ),
    ],
)
def test_a_decision_is_typed_in_the_words_of_the_interface(
    referred: Shell, line: str, fields: dict[str, object]
) -> None:
    assert fields.items() <= motion(referred, line).items()


def test_an_amended_text_is_taken_from_a_file_for_its_topic(referred: Shell) -> None:
    (referred.folder / "lamps.toml").write_text('title.en = "Lamps"\n[[questions]]\nen = "Why?"\n')
    referred.does(f"approve lamps --words not-at-hand --amended lamps=lamps.toml {AT_SITTING}")
    amended = last(referred, "2020/lamps")["motion"]["amended"]
    assert amended == {"2020/lamps": {"title": {"en": "Lamps"}, "questions": [{"en": "Why?"}]}}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("text.json", '{"title": {"en": "Lit"}, "questions": [{"en": "A?"}]}'),
        ("text.toml", '[text]\ntitle.en = "Lit"\nquestions = [{ en = "A?" }]'),
    ],
)
def test_a_launched_text_is_taken_from_a_file_with_the_reason(debated: Shell, name: str, content: str) -> None:
    debated.does(f"record-consensus lamps --set-aside-others {AT_MEETING}")
    (debated.folder / name).write_text(content)
    made = motion(
        debated,
        (
            f"launch lamps --opens 2020-05-01 --closes 2020-06-01 --text-file {name} --reason en=Slip "
            f"--on 2020-05-01 {DESK}"
        ),
    )
    assert (made["text"]["title"], made["reason"]) == ({"en": "Lit"}, {"en": "Slip"})


@pytest.mark.parametrize(
    ("line", "reference"),
    [
        (f"convene 4 --opens 2021-09-01 --closes 2021-09-02 --place en=Pier --on 2021-03-03 {DESK}", "meeting/4"),
        (
            f"convene meeting/4 --opens 2021-09-01 --closes 2021-09-02 --place en=Pier --on 2021-03-03 {DESK}",
            "meeting/4",
        ),
        (
            (
                "convene --session 'Assembly 2022' --opens 2022-06-01 --closes 2022-06-03 "
                f"--place en=Pier --sitting 1=2022-06-02 --on 2021-03-03 {ASSEMBLY}"
            ),
            "session/Assembly 2022",
        ),
        (f"approve-report 1 --sent-to en=Members --sent-to en=Others --on 2020-04-01 {DESK}", "meeting/1"),
        (f"open-round 2021 --title en=Next --on 2020-02-10 {DESK}", "2021"),
        (f"receive MA20/3 --by-state Isle --concerns 2020 --on 2020-02-10 {DESK}", "2020"),
        (f"receive MA20/3 --by-group Isles --concerns lamps --concerns horns --on 2020-03-10 {DESK}", "2020"),
        (f"take-position 2020 --holder Isle --text en=Both. --source MA20/3 --on 2020-03-10 {DESK}", "2020"),
        (
            (
                "record-consultation --title en=Old --online-from 2019-01 --online-to 2019-03 "
                f"--responses not-at-hand --summary not-at-hand --on 2020-02-10 {DESK}"
            ),
            "body",
        ),
        (f"appoint 'Made-up Heir' --office chair --state en=Land --on 2020-03-10 {DESK}", "body"),
        (f"amend-constitution --authority en='Decision 9' --seat en=Pier --on 2020-03-10 {DESK}", "body"),
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


def test_the_others_of_the_round_are_set_aside_in_the_same_act(debated: Shell) -> None:
    out = debated.does(f"record-consensus lamps --set-aside-others --words not-at-hand {AT_MEETING}")
    assert [line.partition(":")[0] for line in out.splitlines()] == [
        "2020/lamps#3  record consensus",
        "2020/horns#3  set aside",
    ]


def test_a_topic_is_merged_into_another_by_short_names(debated: Shell) -> None:
    debated.does(f"merge lamps --into horns --title en=Both --question en=How? {AT_MEETING}")
    assert [last(debated, name)["act"] for name in ("2020/lamps", "2020/horns")] == ["merge", "receive merger"]


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


def test_a_name_that_several_have_is_nobodys(debated: Shell) -> None:
    called = debated.refuses("record-consensus lamps --meeting 1 --on 2020-03-02 --as chair", 2)
    assert called.err == "“chair” may mean Made-up Chair or Made-up Vice-Chair; write the name in full.\n"


def test_an_act_is_entered_for_the_chair_and_waits(debated: Shell) -> None:
    called = debated(f"record-consensus lamps --meeting 1 --on 2020-03-02 --entered-for 'up chair' {DESK}")
    assert called.out == (
        "2020/lamps#3  record consensus: debated → agreed, by Made-up Desk (chair), for Made-up Chair, 2020-03-02\n"
    )
    assert (
        called.err == 'It waits for Made-up Chair to endorse it: escalade endorse 2020/lamps#3 --as "Made-up Chair"\n'
    )
    debated.does(f"endorse lamps#3 --on 2020-03-03 {CHAIR}")
    assert last(debated, "2020/lamps")["act"] == "endorse"


def test_evidence_and_readers_are_options_of_every_act(debated: Shell) -> None:
    debated.does(
        "record-statement lamps --holder Isle --text en=No. --nature dissociation --audience members "
        f"--meeting meeting/1 --document MWG-1/9 --paragraph 4 --provisional --on 2020-03-02 {DESK}"
    )
    record = last(debated, "2020/lamps")
    assert record["evidence"] == {"meeting": "1", "document": "MWG-1/9", "paragraph": "4", "provisional": True}
    assert record["audience"] == "members"


@pytest.mark.parametrize("day", ["2020-02-10", "2020-02", "..2020-02-29", "unknown"])
def test_a_day_may_be_known_as_far_as_it_is(group: Shell, day: str) -> None:
    group.does(f"propose 2020/fog --title en=Fog --unattributed --on {day} {DESK}")
    assert last(group, "2020/fog")["on"] == day


def test_the_day_is_today_unless_given(group: Shell) -> None:
    record = group(f"open-round 2099 {DESK} --dry-run --format json").data["records"][0]
    today = datetime.now().astimezone().date()
    assert record["on"] in {today.isoformat(), (today - timedelta(days=1)).isoformat()}


def test_a_dry_run_shows_the_record_and_makes_none(group: Shell) -> None:
    before = group.everything()
    called = group(f"propose 2020/fog {TOPIC.format('fog')} --dry-run")
    assert called.out.startswith("2020/fog#1  propose: new → proposed")
    assert called.err == "A dry run: nothing was recorded.\n"
    assert group.everything() == before


def test_what_moved_since_it_was_seen_is_not_acted_on(debated: Shell) -> None:
    debated.does(f"record-statement lamps --holder Isle --text en=No. --on 2020-03-02 {DESK}")
    called = debated.refuses(f"record-consensus lamps --seen lamps#2 {AT_MEETING}", 3)
    assert "2020/lamps has moved meanwhile: its newest record is 2020/lamps#3" in called.err
    debated.does(f"record-consensus lamps --seen 2020/lamps#3 {AT_MEETING}")


CASE = (
    '[[act]]\nact = "propose"\nof = ["2020/fog"]\non = "2020-02-10"\nunattributed = true\n'
    'version.title = { en = "Fog", de = "Nebel" }\n'
)
FILES = {
    "case.toml": CASE,
    "one.toml": CASE.replace("[[act]]\n", ""),
    "one.json": json.dumps(
        {
            "of": ["2020/fog"],
            "on": "2020-02-10",
            "unattributed": True,
            "version": {"title": {"en": "Fog", "de": "Nebel"}},
        }
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_fields_come_from_a_file_and_options_win_over_it(group: Shell, name: str) -> None:
    Path(name).write_text(FILES[name], encoding="utf-8")
    group.does(f"propose --from {name} --title en=Mist --on 2020-02-11 {DESK}")
    record = last(group, "2020/fog")
    assert (record["motion"]["version"]["title"], record["on"]) == ({"en": "Mist", "de": "Nebel"}, "2020-02-11")


def test_a_body_is_constituted_from_a_file_in_a_new_register(shell: Shell) -> None:
    shell.does(f"constitute --from '{shipped_case('made_up_body')}' --on 2020-01-06")
    assert last(shell, "body")["officer"] == "Made-up Desk"
    assert sorted(shell.everything()) == ["register.db"]


def test_a_constitution_that_is_refused_leaves_no_register(shell: Shell) -> None:
    called = shell.refuses("constitute --name en=Group --as Desk", 3)
    assert "“superior body” is missing" in called.err
    assert shell.everything() == {}


def test_a_second_constitution_is_no_step(group: Shell) -> None:
    assert "“constitute” is not a step for body" in group.refuses("constitute --as 'Made-up Desk'", 3).err


@pytest.mark.parametrize(
    ("options", "field", "value"),
    [
        ("--words en='As adopted.'", "words", {"en": "As adopted.", "de": "Wie beschlossen."}),
        ("--words not-at-hand", "words", "not at hand"),
        ("--set words.en='As adopted.'", "words", {"en": "As adopted.", "de": "Wie beschlossen."}),
        ("--tried de='Viel.'", "tried", {"en": "Much.", "de": "Viel."}),
        ("--set tried.en=More. --set refer=false", "tried", {"en": "More."}),
        ("--set refer=false", "refer", None),
    ],
)
def test_a_correction_changes_a_text_or_field_and_leaves_the_rest(
    debated: Shell, options: str, field: str, value: object
) -> None:
    debated.does(
        (
            "record-no-consensus lamps --tried en=Much. --refer --words en=Agreed. "
            f"--words de='Wie beschlossen.' {AT_MEETING}"
        ),
        f"correct lamps#3 --why en=Slip {options} --on 2020-03-03 {CHAIR}",
    )
    record = debated("history lamps --format json").data[2]
    assert record["corrected_by"] == ["2020/lamps#4"]
    assert record["motion"].get(field) == value


def test_a_correction_reaches_into_a_text_version_and_the_day(debated: Shell) -> None:
    debated.does(
        "correct lamps#1 --why en=Slip --title de=Lampen --question en='Why?' --set on=2020-02-11 "
        f"--on 2020-03-03 {DESK}"
    )
    record = debated("history lamps --format json").data[0]
    assert record["motion"]["version"]["title"] == {"en": "Made-up lamps", "de": "Lampen"}
    assert (record["motion"]["version"]["questions"], record["on"]) == ([{"en": "Why?"}], "2020-02-11")
    debated.does(f"correct lamps#1 --why en=Slip --set version.questions.0.en='How?' --on 2020-03-03 {DESK}")
    assert debated("history lamps --format json").data[0]["motion"]["version"]["questions"] == [{"en": "How?"}]


def test_a_correction_of_evidence_alone_names_no_field(debated: Shell) -> None:
    debated.does(f"correct lamps#2 --why en=Slip --document MWG-1/R --on 2020-03-03 {CHAIR}")
    assert debated("history lamps --format json").data[1]["evidence"]["document"] == "MWG-1/R"


def test_counts_are_given_by_category(debated: Shell) -> None:
    debated.does(
        f"record-consensus lamps --set-aside-others {AT_MEETING}",
        f"launch lamps --opens 2020-05-01 --closes 2020-06-01 --on 2020-05-01 {DESK}",
        "record-responses lamps --count 9 --by-category Keepers=5 --by-category Others=4 --where not-at-hand "
        f"--on 2020-06-02 {DESK}",
    )
    made = last(debated, "2020/lamps")["motion"]
    assert (made["count"], made["by_category"], made["where"]) == (9, {"Keepers": 5, "Others": 4}, "not at hand")


def test_a_session_that_was_never_entered_is_to_be_entered_first(debated: Shell) -> None:
    debated.does(f"record-no-consensus lamps --tried en=A --refer --words en=B {AT_MEETING}")
    line = f"escalate lamps --on 2020-04-06 {DESK} --to-session"
    assert "“session/Moot” in this register. Enter it first (convene)." in debated.refuses(f"{line} Moot", 2).err
    assert (
        "or session/Assembly 2020? If not, enter it first (convene)."
        in debated.refuses(f"{line} 'Assembly 2919'", 2).err
    )


def test_a_command_to_type_has_no_option_that_the_program_fills_in(debated: Shell) -> None:
    assert debated("why 2020 issue --format json").data["commands"] == [
        'escalade issue 2020 --as "Made-up Desk" --kind KIND --symbol SYMBOL --language LANGUAGE --form FORM --on DAY'
    ]


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
