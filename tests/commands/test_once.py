"""An option is honoured or refused, from a line or from a file of fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
import msgspec
import pytest

from escalade.commands.root import ENTRIES, ROOT
from escalade.commands.terminal.settings import CommandSettings
from escalade.models.cases import find_shipped_case
from escalade.services.acts.bind import convert_fields
from escalade.services.acts.field_file import HOLDS
from escalade.services.acts.fields import Field, Kind, evidence_of, own_fields
from escalade.services.acts.parse import merge_input
from escalade.workflow.motions import MOTIONS
from escalade.workflow.values.step import COMPANIONS
from tests.commands.motions import last, motion

from .conftest import AT_MEETING, AT_SITTING, DESK, Shell

ACTS = sorted(act for act in MOTIONS if act not in {*COMPANIONS, "issue"})


def command(name: str) -> click.Command:
    """The command so called."""
    found = ROOT.get_command(click.Context(ROOT), name)
    assert found is not None
    return found


def options(name: str) -> list[click.Option]:
    """Every option of a command that takes a value."""
    return [one for one in command(name).params if isinstance(one, click.Option) and not one.is_flag]


def values(option: click.Option) -> tuple[str, str]:
    """Two values that an option may be given."""
    if isinstance(option.type, click.Choice):
        first, *_, last = option.type.choices
        return str(first), str(last)
    return ("3", "4") if isinstance(option.type, click.types.IntParamType) else ("en=a", "fr=b")


def parsed(name: str, words: list[str]) -> dict[str, Any]:
    """What click makes of the words of a command."""
    with command(name).make_context(name, words, obj=CommandSettings(), resilient_parsing=False) as ctx:
        return ctx.params


@pytest.mark.parametrize("name", ENTRIES)
def test_an_option_given_twice_is_honoured_or_refused(name: str) -> None:
    parser = command(name).make_parser(click.Context(command(name), obj=CommandSettings()))
    for option in options(name):
        words = [word for value in values(option) for word in (option.opts[0], *[value] * option.nargs)]
        if option.multiple:
            assert parser.parse_args(list(words))[0][option.name or ""] == list(values(option))
            continue
        with pytest.raises(click.UsageError, match=f"^{option.opts[0]} is given twice; give it once.$"):
            parsed(name, words)


def asked(act: str) -> list[Field]:
    """Every field of an act that its command takes."""
    return [*own_fields(act), *evidence_of(act)]


def typed(field: Field, folder: Path, usual: Any) -> list[str]:
    """The words that give a field another value than the usual one."""
    option = f"--{field.option}"
    if field.kind in {Kind.FLAG, Kind.OTHERS}:
        return [option]
    if field.kind is Kind.FLAGS:
        return [f"--{field.choices[-1].replace(' ', '-')}"]
    if field.kind is Kind.FILE:
        file = folder / "field.toml"
        file.write_text(HOLDS[field.option], "utf-8")
        return [option, f"2020/fog={file}" if field.path[-1] == "amended" else str(file)]
    plain = {Kind.TEXT: "en=A", Kind.TEXTS: "en=A", Kind.COUNT: "0", Kind.VOTES: "0,0,0", Kind.DATE: "2020-02-10"}
    if field.kind is Kind.CHOICE:
        return [option, next(one.replace(" ", "-") for one in field.choices if one != usual)]
    pair = f"1={field.choices[-1] if field.choices else 0}"
    return [option, plain.get(field.kind, pair if field.kind in {Kind.PAIRS, Kind.ANY} else "A")]


def value_in(fields: Any, field: Field) -> Any:
    """What stands where a field has its place; None where nothing does."""
    for name in field.path:
        fields = fields.get(name) if isinstance(fields, Mapping) else getattr(fields, name, None)
    return fields


@pytest.mark.parametrize("act", ACTS)
def test_what_an_option_gives_is_in_the_motion(act: str, tmp_path: Path) -> None:
    for field in asked(act):
        words = typed(field, tmp_path, value_in(MOTIONS[act](), field))
        fields = merge_input(act, parsed(act.replace(" ", "-"), words))
        given = value_in(fields, field)
        assert given is not None, words
        if field.kind is not Kind.OTHERS and field.path[0] != "texts":  # which are looked up in the register first
            motion = convert_fields(act, fields)
            assert msgspec.json.encode(value_in(motion, field)) == msgspec.json.encode(given), words
            assert motion != MOTIONS[act](), words


@pytest.mark.parametrize("act", ACTS)
def test_what_every_act_takes_is_in_the_motion(act: str) -> None:
    given = {"on": "2020-02-10", "entered_for": "Ada", "audience": "office"}
    words = [word for name, value in given.items() for word in (f"--{name.replace('_', '-')}", value)]
    motion = convert_fields(act, merge_input(act, parsed(act.replace(" ", "-"), words)))
    assert motion.having(*given) == given


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("propose 2020/x --from twice.json", "twice.json is not JSON: “on” is given twice"),
        ("list --as A --as B", "--as is given twice; give it once."),
        ("--format json --format csv list", "--format is given twice; give it once."),
        ("approve x --in-order --together", "--in-order and --together exclude each other; give one."),
        ("convene 3 --sitting 1=2020-01-01 --sitting 1=2020-01-02", "--sitting gives “1” twice; give it once."),
        ("correct lamps#1 --set by_group=A --set by_group=B", "--set gives “by_group” twice; give it once."),
        ("propose 2020/x --document ''", "--document is empty; give it a value, or leave it out."),
        ("propose 2020/x --on ''", "--on is empty; give it a value, or leave it out."),
        ("propose 2020/x --by-state A --by-state ''", "--by-state is empty."),
        ("approve x --amended x=a.json --amended x=a.json", "--amended gives “x” twice; give it once."),
        (
            "check a.md --language fr --to-session N",
            "Leave --language and --to-session out: they are of a",
        ),
        ("check a.md --as-of 2020-01-01", "Leave --as-of out: they are of a round’s note."),
        ("verify --paper a --since b", "Leave --since out: each check is done by itself"),
        ("verify --checkpoint a --since b", "Leave --since out: each check is done by itself"),
        ("verify-receipt a --copy b", "--copy writes the file that checks receipts, and checks none"),
        ("export --key a", "Leave --key out: it seals, and goes with --sealed FILE."),
        ("export --to a.jsonl --toml", "Leave --toml out: the ending of --to decides the form."),
        ("procedure 2020 --of topic", "Leave --of out: the reference says of what it is."),
        ("procedure --diagram mermaid --rules", "Leave --rules out: a diagram shows no rules."),
        ("procedure --as-of 2020-01-01", "Leave --as-of out: the procedure is read from no register"),
        ("list --language fr --format json", "Leave --language out: JSON has each text in every language."),
        ("show lamps --language fr --format json", "Leave --language out: JSON has each text in every language."),
        (
            "decisions --session 'Assembly 2020' --language fr --format json",
            "Leave --language out: JSON has each text in every language.",
        ),
        ("key show a --name b", "Leave --name out: a key that is there has its name."),
        ("template check a --force", "Leave --force out: a check replaces nothing."),
        ("translation send 2020 --source A", "Leave --source out: it is no matter of “translation send”."),
        ("translation receive a.docx --all", "Leave --all out: it is no matter of “translation receive”."),
        ("use --forget --register a", "Leave --register out: --forget forgets all defaults."),
        ("account list A", "“account list” takes no name, and more is given."),
        ("account add A B", "“account add” takes one name, and more is given."),
        ("diff 2020/lamps --language xx", "Neither text of 2020/lamps is in “xx”; there are en."),
        ("convene 3 --session 'Assembly 2021'", "“convene” takes one [N], not 2"),
    ],
)
def test_what_a_call_has_no_use_for_is_refused(debated: Shell, line: str, said: str) -> None:
    Path("twice.json").write_text('{"on": "2020-02-10", "on": "2020-02-11"}')
    Path("a.json").write_text('{"title": {"en": "A"}}')
    assert said in debated.refuses(line, 2).err


@pytest.mark.usefixtures("shell")
def test_several_files_of_a_list_are_one_list() -> None:
    for name in ("a", "b"):
        Path(f"{name}.toml").write_text(f'officers = [{{ name = "{name}", office = "secretariat" }}]')
    fields = merge_input("constitute", parsed("constitute", ["--officers-file", "a.toml", "--officers-file", "b.toml"]))
    assert [one["name"] for one in fields["officers"]] == ["a", "b"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ("--votes 1,2", "--votes takes three numbers, for, against and abstaining, such as 30,4,2, not “1,2”."),
        ("--votes a,b,c", "--votes takes three numbers, for, against and abstaining"),
        ("--how loudly", "--how"),
        ("--amended lamps=absent.toml", "The file absent.toml cannot be read: no such file or directory."),
        ("--amended lamps=broken.toml", "The file broken.toml is not TOML"),
        ("--amended lamps=broken.json", "The file broken.json is not JSON"),
        ("--amended lamps=list.json", "The file list.json does not hold fields with their values."),
        ("--amended fog=text.toml", "There is no topic, round or meeting “fog”"),
        (
            "--amended lamps=odd.toml",
            "“approve” has no field “colour” within “amended[...]”. It has: title, invitation, questions, ",
        ),
        ("--amended odd.toml", "--amended takes REF=FILE, such as 2017/ott=odd.toml, not “odd.toml”."),
        ("--amended lamps=bytes.json", "The file bytes.json is not written in UTF-8."),
        ("--from absent.toml", "The file absent.toml cannot be read"),
        ("--from many.toml", "holds 2 acts “approve”, and one is wanted"),
        ("--from other.toml", "holds another act than “approve”"),
        ("--from stamped.toml", "gives “at”, which the register gives"),
        ("--from odd.toml", "“approve” has no field “colour”. It has: of, by"),
        ("--from wrong.toml", "--how takes consensus or vote or correspondence or silence."),
        (
            "--from shape.toml",
            "--words is not of its shape: expected a text or a table of keys and values, got a whole",
        ),
        ("--from deep.json", "The file deep.json is nested too deeply to be one of fields."),
    ],
)
def test_a_file_of_fields_that_cannot_be_used_says_why(referred: Shell, options: str, sentence: str) -> None:
    for name, content in {
        "broken.toml": "title = ",
        "broken.json": "{",
        "list.json": "[1]",
        "text.toml": 'title.en = "Fog"',
        "odd.toml": 'colour = "red"',
        "many.toml": '[[act]]\nact = "approve"\n[[act]]\nact = "approve"\n',
        "other.toml": 'act = "decline"',
        "stamped.toml": 'at = "2020-01-01T00:00:00.000000Z"',
        "wrong.toml": 'how = "loudly"',
        "shape.toml": "words = 3",
        "deep.json": "[" * 100_000,
    }.items():
        Path(name).write_text(content, encoding="utf-8")
    Path("bytes.json").write_bytes(b"\xff\xfe")
    assert sentence in referred.refuses(f"approve lamps {options} {AT_SITTING}", 2).err


@pytest.mark.parametrize(("option", "line"), [(option, lines.splitlines()[0]) for option, lines in HOLDS.items()])
def test_what_the_file_of_an_option_holds_is_shown_where_it_is_asked_for(shell: Shell, option: str, line: str) -> None:
    act = {"text-file": "launch", "amended": "approve"}.get(option, "constitute")
    assert f"The file of --{option} holds, in TOML:\n  {line}\n" in shell.does(f"{act} --help")


def test_the_files_of_a_constitution_hold_what_its_help_and_its_refusals_show(shell: Shell) -> None:
    for option, lines in HOLDS.items():
        Path(f"{option}.toml").write_text(f"{lines}\n", "utf-8")
    files = [f"--{option} {option}.toml" for option in HOLDS if option not in {"text-file", "amended"}]
    refused = shell.refuses(f"constitute --as Desk {' '.join(files)}", 3).err
    assert "For --names-file" not in refused
    assert "Missing: referral. Give --legal-text." in refused
    assert "Missing: council-secretariat. Give --officers-file." in refused
    asked = shell.refuses("constitute --as Desk", 3).err.splitlines()
    assert 'For --languages-file, its file holds, in TOML, lines such as note = ["en", "fr"]' in asked
    Path("wrong.toml").write_text('citation.en = "Decision 1"\n', "utf-8")
    malformed = shell.refuses("constitute --as Desk --legal-text wrong.toml", 2).err
    assert malformed == (
        "“constitute” has no field “en” within “texts[...]”. It has: citation, adopted_by, since, background. "
        'For --legal-text, its file holds, in TOML, lines such as mandate.citation.en = "Made-up Decision 1".\n'
    )


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
    shell.does(f"constitute --from '{find_shipped_case('made_up_body')}' --on 2020-01-06")
    assert last(shell, "body")["officer"] == "Made-up Desk"
    assert sorted(shell.everything()) == ["register.db"]
