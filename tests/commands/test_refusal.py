"""Refusals: every cause with what clears it, and what is to be typed."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from escalade.models.cases import find_shipped_case

from .conftest import AT_MEETING, CHAIR, DESK, TOPIC, Shell


def test_a_sentence_stands_once_with_the_topics_it_concerns(debated: Shell) -> None:
    err = debated.refuses(f"record-no-consensus 2020 {AT_MEETING}", 3).err
    assert err.splitlines() == [
        "“record no consensus” is refused for one reason:",
        "- 2020/horns, 2020/lamps: “tried” is missing: What was tried to reach consensus. Give --tried.",
        "To type:",
        '  escalade record-no-consensus 2020 --meeting 1 --on 2020-03-02 --as "Made-up Chair" --tried en="…"',
    ]


def test_doing_what_is_said_clears_the_refusal(debated: Shell) -> None:
    line = "record-consensus lamps --meeting 1 --on 2999-01-01 --as nobody"
    asked = debated.refuses(line, 3).err
    assert "Ask Made-up Chair." in asked
    line = asked.splitlines()[-1].strip().removeprefix("escalade ")
    assert line.endswith("--on DAY --as OFFICER")
    called = debated(line.replace("DAY", "2020-03-03").replace("OFFICER", "'Made-up Chair'"))
    assert "debated → agreed, by Made-up Chair (chair)" in called.out


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("lift-objection lamps --holder Isle --holder Nobody --how withdrawn", "--holder Isle --how withdrawn"),
        (
            "receive MWG-1/9 --by-state Isle --concerns 2020 --concerns 2020/lamps",
            "--by-state Isle --concerns 2020 --concerns 2020/lamps",
        ),
    ],
)
def test_of_several_values_the_refused_one_is_not_offered_again(debated: Shell, line: str, typed: str) -> None:
    debated.does(
        f"take-position lamps --holder Isle --stance object --text en=No --source X --on 2020-03-02 {DESK}",
        f"receive MWG-1/9 --by-state Isle --concerns 2020 --on 2020-03-02 {DESK}",
    )
    last = debated.refuses(f"{line} --on 2020-03-02 {DESK}", 3).err.splitlines()[-1]
    assert typed in last
    assert "Nobody" not in last
    assert "MWG-1/9" not in last


def test_a_refusal_names_every_cause_with_what_clears_it(debated: Shell) -> None:
    debated.does(
        f"revise lamps --title en='Made-up [lamps]' --source MWG-1/2 --on 2020-03-02 {DESK}",
        f"take-position lamps --holder Isle --stance object --text en=No --source X --on 2020-03-02 {DESK}",
    )
    called = debated.refuses(f"record-consensus lamps --on 2020-03-20 {CHAIR} --format json", 3)
    causes = {cause["rule"]: cause["remedy"] for cause in called.refusal["causes"]}
    assert {rule: (remedy["kind"], remedy["command"]) for rule, remedy in causes.items()} == {
        "meeting_or_circulation_is_named": (
            "input",
            'escalade record-consensus lamps --on 2020-03-20 --as "Made-up Chair" --format json --meeting N',
        ),
        "no_objection_stands_in_time": (
            "act",
            'escalade lift-objection 2020/lamps --as "Made-up Desk" --holder Isle --how HOW --on DAY',
        ),
        "no_square_bracket_stands": (
            "act",
            'escalade revise 2020/lamps --as "Made-up Desk" --question en="…" --title en="…" --source SYMBOL --on DAY',
        ),
    }
    assert called.refusal["error"] == "RulesBrokenError"
    assert called.refusal["message"].startswith("“record consensus” is refused for 3 reasons:")


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        (
            "record-consensus lamps --meeting 1 --on 2999-01-01 --as 'up Chair'",
            'escalade record-consensus lamps --meeting 1 --as "up Chair" --on DAY',
        ),
        (
            "convene 2 --place en=Pier --opens 2020-05-04 --closes 2020-05-01 --as 'Made-up Desk'",
            'escalade convene 2 --place en=Pier --opens 2020-05-04 --as "Made-up Desk" --closes DATE',
        ),
        (
            "confirm lamps#2 --document X --provisional --as 'Made-up Chair'",
            # the act was on both topics: a line for each
            'escalade correct 2020/horns#2 --as "Made-up Chair" --document X --provisional --why en="…" --on DAY',
        ),
    ],
)
def test_what_is_to_be_typed_again_leaves_out_what_was_wrong(debated: Shell, line: str, typed: str) -> None:
    assert debated.refuses(line, 3).err.splitlines()[-1] == f"  {typed}"


def test_what_is_to_be_typed_names_the_register_that_was_named(debated: Shell) -> None:
    debated.does(f"record-consensus lamps --meeting 1 --on 2020-03-02 --entered-for 'Made-up Chair' {DESK}")
    register = f"escalade --register {debated.register}"
    for line in ("why lamps launch", f"launch lamps --opens 2020-05-02 --closes 2020-06-02 --on 2020-05-01 {DESK}"):
        called = debated(f"{line} --register {debated.register}")
        assert f"{register} endorse 2020/lamps#3 --as " in called.out + called.err
    assert f"{register} endorse" in debated(f"inbox --register {debated.register}").out
    assert (
        f"  {register} why 2020/lamps propose"
        in debated(f"propose 2020/lamps {TOPIC.format('lamps')} --register {debated.register}").err
    )


OPENED: list[str] = []
"""What SQLite opened in this process."""
sys.addaudithook(lambda event, given: OPENED.append(str(given[0])) if event == "sqlite3.connect" else None)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("record-consensus lamps --meeting 1 --on 2020-03-03 --as 'Made-up Desk'", 3),
        ("withdraw lamps --on 2020-03-03 --as 'Made-up Desk'", 3),
        ("withdraw lampes --on 2020-03-03 --as 'Made-up Desk'", 2),
        ("show lampes", 2),
    ],
)
def test_a_refused_command_opens_the_register_once(debated: Shell, line: str, code: int) -> None:
    OPENED.clear()
    assert (debated(line).code, len(OPENED)) == (code, 1), OPENED


PROPOSE = f"propose 2020/fog --unattributed --on 2020-02-10 {DESK}"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--title", "en="], "--title (en) is empty."),
        (["--title", f"en={'x' * 1_000_000}"], "--title (en) has 1,000,000 characters; at most 500 fit there."),
        (["--title", "en=a\x00b"], "--title (en) holds the control character U+0000; remove it."),
        (["--title", "en=a\x1b[31mb"], "--title (en) holds the control character U+001B; remove it."),
        (["--title", "en=a\u202eb"], "--title (en) holds the bidirectional override U+202E; remove it."),
        (["--title", "Fog"], '--title takes a text as --title en="…", once for each language, not “Fog”.'),
        (["--title", "en=A", "--title", "en=B"], "--title is given twice in the language “en”; give it once."),
        (
            ["--title", "en=A", "--question", "en=B", "--question", "en=C", "--question", "de=D"],
            "--question is to be given equally often in each language, and there are 2 in en, 1 in de.",
        ),
        (["--title", "not-at-hand"], "--title takes a text as"),
        (["--title", "english language=A"], "--title takes a text as"),
        (["--title", "zz9zz=A"], "names a language “zz9zz”; write a tag such as en or fr."),
        (["--title", "en=A", "--standing", "en=holy"], "--standing"),
        (["--title", "en=A", "--standing", "en"], "--standing takes LANGUAGE=STANDING, not “en”."),
    ],
)
def test_a_text_that_cannot_be_one_names_its_option(group: Shell, options: list[str], sentence: str) -> None:
    called = group.refuses(PROPOSE, 2, *options)
    assert sentence in called.err
    assert all(one.isprintable() or one == "\n" for one in called.err)


def test_one_act_is_called_one_act_and_a_field_that_lacks_is_said_to(shell: Shell) -> None:
    whole = find_shipped_case("made_up_body").read_text("utf-8")
    first = whole[: whole.index("[[act]]", whole.index("[[act]]") + 1)]
    Path("one.toml").write_text(first, "utf-8")
    assert shell.does("load one.toml").startswith("1 act of one.toml made 1 record in ")
    Path("lacks.toml").write_text(first.replace('name = "Made-up Desk"', ""), "utf-8")
    assert "it lacks the field `name` in “officers[2]”." in shell.refuses("--register other.db load lacks.toml", 2).err
