"""Advice typed as it is printed: it works, or it says what is to be filled in."""

from __future__ import annotations

import pytest

from .conftest import ASSEMBLY, AT_MEETING, CHAIR, DESK, TOPIC, Shell

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


def test_a_missing_choice_is_told_in_one_line(debated: Shell) -> None:
    err = " ".join(debated.refuses("issue 2020", 2).err.split())
    assert err.startswith("--kind is missing; it takes one of these: note, notice, call, report,")
    assert debated.refuses("template", 2).err.startswith("A word is missing; it takes one of these: check, copy. “esc")
    assert "Invalid value for '--count'" in debated.refuses(f"record-responses lamps --count many {DESK}", 2).err


def test_whoever_it_is_not_is_offered_no_others_name_but_told_whom_to_ask(debated: Shell) -> None:
    debated.does(f"appoint 'Made-up Successor' --office chair --since 2020-05-01 --on 2020-05-01 {DESK}")
    line = "record-consensus lamps --meeting 1 --on 2020-03-02 --as 'Made-up Assembly Desk' --document SYM"
    told = debated.refuses(f"{line} --announced 2020-03-01", 3).err
    assert "Ask Made-up Chair" in told
    assert told.splitlines()[-1].endswith("--as OFFICER")


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
