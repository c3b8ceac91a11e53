"""What is said to be typed: the way to an act, what a reading advises, and what is taken back."""

from __future__ import annotations

import pytest

from .conftest import ASSEMBLY, AT_MEETING, CHAIR, DESK, TOPIC, Shell


def test_why_leads_to_an_act_of_what_is_not_on_record_yet(debated: Shell) -> None:
    lines = debated("why 2020/fog launch").out.splitlines()
    assert lines[0].startswith(
        "2020/fog does not exist yet, and “launch” does not start from there. The way: introduce"
    )
    assert lines[-1].split()[1] == "introduce"
    assert "“escalade list 2020” lists the topics" in debated("why 2020/fog launch").err
    assert "lists the" not in debated("why 2020/fog propose").err
    called = debated("why 2020/lampes launch")
    assert (called.code, "Did you mean 2020/lamps" in called.err) == (2, True)
    assert "“escalade why 2020/TOPIC propose” says what to type." in debated("why 2020 propose").out
    assert "“escalade why ROUND open-round” says what to type." in debated("why body open-round").out
    assert "The procedure has no “issue” for a topic." not in debated("why lamps issue").out


def test_the_way_of_the_secretariat_waits_for_the_chair(debated: Shell) -> None:
    (line,) = debated("why lamps launch --as 'Made-up Desk'").out.partition("To type:\n")[2].splitlines()
    debated.does(line.strip().removeprefix("escalade ").replace("N", "1", 1).replace("DAY", "2020-03-02"))
    assert debated("why lamps launch --as 'Made-up Desk'").out.partition("To type:\n")[2] == (
        '  escalade endorse 2020/lamps#3 --as "Made-up Chair" --on DAY\n'
    )


def test_why_finds_a_session_by_its_name_and_leads_to_topics(debated: Shell) -> None:
    assert debated("why 'Assembly 2020'").out.startswith("session/Assembly 2020 is convened.")
    assert '“escalade why "session/Assembly 2020" ACT”' in debated("why 'Assembly 2020'").err
    assert "--opens DATE" in debated("why 'session/Assembly 2020' convene").out
    called = debated("why 'Assembly 2099'")
    assert (called.code, "Did you mean session/Assembly" in called.err) == (2, True)
    assert "“escalade why 2020/" in debated("why 2020").err


def test_an_act_of_rounds_and_topics_is_asked_for_of_the_topic_that_is_so_called(debated: Shell) -> None:
    told = debated.does("why lamps take-position")
    assert "2020/lamps is debated, and “take position” starts from there." in " ".join(told.split())
    assert "open-round" not in told
    debated.does(f"open-round 2021 --on 2020-02-10 {DESK}", f"propose 2021/lamps {TOPIC.format('Lamps')}")
    assert "2021/lamps" in debated.refuses("why lamps take-position", 2).err
    assert "open-round lamps" in debated.does("why lamps open-round")


TO_FILL_IN = "stands for what is to be filled in"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (f"record-consensus lamps --meeting N --on 2020-03-02 {CHAIR}", "--meeting gives “N”, which"),
        (f"record-consensus lamps --meeting 1 --on DAY {CHAIR}", "--on gives “DAY”, which"),
        ("record-consensus lamps --meeting 1 --on 2020-03-02 --as OFFICER", "--as gives “OFFICER”, which"),
        (f"record-consensus lamps --words 'en=…' {AT_MEETING}", "which stands for what is to be filled in. What the"),
        (f"take-position lamps --holder NAME --stance object {DESK}", "--holder gives “NAME”, which"),
        (f"take-position lamps --holder Isle --stance STANCE {DESK}", "filled in: support, object, reserve. “escalade"),
        (f"record-responses lamps --count N {DESK}", "--count gives “N”, which"),
        (f"endorse RECORD {CHAIR}", "“RECORD” stands"),
        (f"approve 2020 --IN-ORDER-OR-TOGETHER {ASSEMBLY}", "filled in: --in-order or --together."),
    ],
)
def test_a_word_in_capitals_typed_as_printed_is_no_value(debated: Shell, line: str, said: str) -> None:
    err = " ".join(debated.refuses(line, 2).err.split())
    assert TO_FILL_IN in err
    assert said in err


def test_a_wrong_name_is_not_typed_again(debated: Shell) -> None:
    err = debated.refuses(f"withdraw lamps --asked-by 'made-up isle' --on 2020-03-02 {DESK}", 3).err
    assert err.rstrip().endswith('--as "Made-up Desk" --asked-by NAME')
    assert "made-up isle" not in err.splitlines()[-1]
    debated.does(f"propose 2020/fog --title en=Fog --question en=What? --unattributed --on 2020-02-10 {DESK}")
    err = debated.refuses(f"withdraw fog --asked-by Isle --on 2020-03-02 {DESK}", 3).err
    assert "write unattributed for sponsors who are not named" in err
    assert err.rstrip().endswith('--as "Made-up Desk" --asked-by NAME')


def test_references_are_found_in_other_letters(debated: Shell) -> None:
    assert debated.does("show 2020/LAMPS") == debated.does("show Lamps") == debated.does("show 2020/lamps")
    assert "Assembly 2020" in debated.does("show 'session/assembly 2020'")
    assert "Did you mean" in debated.refuses("show 2020/LAMPZ", 2).err
    debated.does(f"propose 2020/mist {TOPIC.format('mist')}", f"revise 2020/Mist --title en=Mists --source X {DESK}")


def test_a_round_loaded_behind_another_body_is_refused_in_a_sentence(debated: Shell) -> None:
    debated.does("export 2020 --to round.toml")
    err = " ".join(debated.refuses(f"load round.toml {DESK}", 3).err.split())
    assert err.startswith("round.toml constitutes a body, and this register has one already: nothing was loaded.")
    assert "--register NEW.db" in err
    (debated.folder / "acts.toml").write_text('[[act]]\nact = "launch"\nof = ["2020/lamps"]\n')
    assert "“launch” is not a step" in debated.refuses(f"load acts.toml {DESK}", 3).err


def test_the_advised_approval_of_a_report_names_each_record_whose_paragraph_is_lacking(debated: Shell) -> None:
    debated.does(
        f"record-no-consensus lamps --tried en=Everything {AT_MEETING}",
        f"record-statement lamps --holder Isle --text en=No --meeting 1 --paragraph 7 --on 2020-03-03 {DESK}",
    )
    for line in ("why meeting/1 approve-report", "inbox"):
        told = " ".join(debated.does(line).split())
        assert "--paragraph 2020/lamps#2=P --paragraph 2020/lamps#3=P --on DAY" in told
        assert "lamps#4" not in told
    line = f"approve-report 1 --sent-to en=all --paragraph lamps#2=5.1 --on 2020-04-01 {DESK}"
    assert "stands for what is to be filled in" in debated.refuses(line.replace("5.1", "P"), 2).err
    debated.does(line)
    assert "approve-report 1 " not in debated.does("inbox")


def test_a_way_as_of_a_day_is_not_told_by_the_clock_of_today(round_of_2017: Shell) -> None:
    told = round_of_2017.does("why meeting/9 approve-report --as-of 2017-02-20")
    assert "approve-report 9 --as Secretariat" in told


def commands(shell: Shell, line: str) -> list[str]:
    """What a reading says is to be typed, whatever it is to be typed for."""
    found = shell(f"{line} --format json").data
    return [one for entry in found for one in entry["commands"]] if isinstance(found, list) else found["commands"]


def test_the_one_meeting_at_which_it_can_have_happened_is_named_and_its_day_is_left_open(group: Shell) -> None:
    group.does(*(f"annul meeting/{number}#1 --why en=Slip {DESK}" for number in (2, 3)))
    group.does(f"propose 2020/lamps {TOPIC.format('lamps')}")
    command = 'escalade open-debate 2020/lamps --as "Made-up Chair" --meeting 1 --on DAY'
    assert commands(group, "why lamps open-debate") == [command]
    assert command in commands(group, "inbox")
    group.does(command.removeprefix("escalade ").replace("DAY", "2020-03-02"))


def test_who_speaks_is_told_who_does_it_and_the_secretariat_how_it_enters_it(group: Shell) -> None:
    group.does(f"propose 2020/lamps {TOPIC.format('lamps')}")
    desk, vice, assembly = (
        commands(group, f"why lamps open-debate --as 'Made-up {name}'")[-1]
        for name in ("Desk", "Vice", "Assembly Desk")
    )
    assert '--as "Made-up Desk" --entered-for "Made-up Chair" --meeting' in desk
    assert '--as "Made-up Chair" --meeting' in vice
    assert '--as "Made-up Chair" --meeting' in assembly


def test_a_command_to_type_has_no_option_that_the_program_fills_in(debated: Shell) -> None:
    assert debated("why 2020 issue --format json").data["commands"] == [
        'escalade issue KIND 2020 --as "Made-up Desk" --symbol SYMBOL --language LANGUAGE --on DAY'
    ]


def test_the_last_act_of_ones_own_is_shown_and_taken_back(debated: Shell) -> None:
    shown = debated.refuses(f"undo --on 2020-03-04 {DESK}", 3)
    assert "Your last act is 2020/horns#1  propose: new → proposed, by Made-up Desk" in shown.err
    assert 'escalade annul 2020/horns#1 --on 2020-03-04 --as "Made-up Desk" --why en="…"' in shown.err
    done = debated(f"undo --why en='Opened too soon.' --on 2020-03-04 {CHAIR}")
    assert (done.code, "2020/horns#3  annul: debated → proposed" in done.out) == (0, True), done
    assert "2020/lamps#3  annul: debated → proposed" in done.out
    assert "horns#2" not in debated(f"undo --on 2020-03-05 {CHAIR}").err
    debated.does(f"undo --why en='Twice.' --on 2020-03-05 {DESK}")
    assert "Your last act is 2020/lamps#1" in debated(f"undo --on 2020-03-06 {DESK}").err


def test_who_did_nothing_has_nothing_to_undo(group: Shell) -> None:
    assert "No act of nobody is in force among the last." in group.refuses("undo --why en=A.", 2).err
