"""The command `init`: a body asked for, or a file to fill in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import click

from escalade.commands.acts.act import attempt, prompt_for_missing, someone_answers
from escalade.commands.terminal.command import Verb
from escalade.commands.terminal.outcome import show
from escalade.commands.terminal.output_file import FILE, save
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import dump
from escalade.models.backends import exists
from escalade.models.files import file_exists
from escalade.services.acts.field_file import HOLDS
from escalade.services.acts.fields import Field, Kind, list_mandatory_fields, own_fields
from escalade.services.acts.references import quote_word
from escalade.services.views.text import text_in
from escalade.templates.languages.pack import AVAILABLE, pack_of
from escalade.workflow.procedure import CHAIR, COUNCIL_SECRETARIAT, OFFICES, PROCEDURE, SECRETARIAT
from escalade.workflow.values.constraints import check
from escalade.workflow.values.errors import FieldError, RequestError
from escalade.workflow.values.step import MANDATE, MODALITIES, REFERRAL

ACT = "constitute"
"""The act that it prepares, or does."""
PAPERS = ("note", "notice", "call", "report")
"""The kinds of paper whose languages are asked for."""
IN_TURN = (
    "name", "acronym", "superior_body", "organisation", "officers", "mandate", "membership", "participants", "seat",
    "time_zone", "symbol_series",
)  # fmt: skip
"""The fields that are asked for one by one, in this order, before what the body rests on and its languages."""
TIME_ZONE = "time_zone"
FIRST = (CHAIR, SECRETARIAT, COUNCIL_SECRETARIAT)
"""The offices whose first holders are asked for; without two of them nothing is recorded."""
NAMES = {office: office.replace("-", " ") for office in OFFICES} | {
    COUNCIL_SECRETARIAT: "secretariat of the superior body"
}
"""The offices in a sentence."""
HINTS = {
    "membership": "It completes “Participation in its work is open to …”: Member States only.",
    "participants": "It completes “its consultations are addressed to …”: all stakeholders.",
    "mandate": "A whole sentence: The Group studies questions about lighthouses.",
}
"""What an answer is to look like, where its description does not show it."""
CITED = {
    MANDATE: "What its mandate rests on, as papers cite it: Council Resolution 1.",
    MODALITIES: "What the ways of its consultations rest on, as papers cite it: Council Decision 2.",
    REFERRAL: "What a referral to the body above rests on, as papers cite it: Council Decision 3, paragraph 4.",
}
"""The legal texts that are asked for: the same text may be all three."""


@click.command("init", cls=Verb, example="escalade init\nescalade init --to body.toml --language en --language fr")
@click.option("--to", metavar="FILE", type=FILE, help="Write a file to fill in there.")
@click.option(
    "languages", "--language", metavar="LANGUAGE", multiple=True,
    help="A language of the body's texts, such as fr; repeat it. English unless given.",
)  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Show what would be recorded or written, and make none.")
def init(to: Path | None, languages: tuple[str, ...], dry_run: bool) -> None:  # noqa: FBT001  # an option
    """Begin: asks for the body, or writes a commented file to fill in."""
    setting = current()
    for tag in languages:
        check("language", tag, ("--language",))
    if to is not None:
        write_outline(to, languages or ("en",), dry_run=dry_run)
        return
    refuse_to_ask()
    click.echo("What is asked for can be changed later on. Ctrl-C breaks off, and leaves nothing.", err=True)
    fields = ask_body(languages)
    given = {"act_seen": (), "act_accept_hidden": False, "act_dry_run": dry_run}
    if not dry_run:
        tried = partial(attempt, ACT, (), given | {"act_dry_run": True}, [])
        show(ACT, prompt_for_missing(ACT, fields, tried), setting, dry_run=True)
        if not click.confirm("Record this as the first record of the register?", default=True, err=True):
            setting.say("Nothing was recorded.")
            return
    show(ACT, attempt(ACT, (), given, [], fields), setting, dry_run=dry_run)
    if not dry_run:
        setting.say("“escalade inbox” says what comes next.")


def refuse_to_ask() -> None:
    """Refuse to ask where nobody answers, or the register has a body."""
    if not someone_answers():
        raise RequestError(
            "nobody-answers",
            "Nobody can answer here, so that no body is asked for. “escalade init --to body.toml” writes a "
            "file to fill in, and “escalade constitute --from body.toml” reads it.",
        )
    setting = current()
    if not exists(setting.location()):
        return
    with setting.reading() as reader:
        constitution = reader.standing().body.constitution()
        if constitution is not None:
            raise RequestError(
                "constituted",
                "This register is that of {name} already. “escalade amend-constitution” changes what it says of "
                "the body; --register names another register.",
                name=text_in(constitution.name),
            )


def ask_body(languages: tuple[str, ...]) -> dict[str, Any]:
    """Ask for what a body is: in one language, then its texts in each other."""
    known = {field.path[-1]: field for field in own_fields(ACT)}
    required = {*list_mandatory_fields(PROCEDURE.steps["body", None, ACT]), "time_zone"}
    fields: dict[str, Any] = {"on": "unknown"}
    texts, cited = dict[str, str](), dict[str, str]()
    for name in IN_TURN:
        if name == "officers":
            fields[name] = list(ask_officers())
        elif known[name].kind is Kind.TEXT:
            texts[name] = ask_field(known[name], must=name in required)
        else:
            fields[name] = ask_field(known[name], must=name in required)
    for key, said in CITED.items():  # the same text may be all three
        cited[key] = ask(said, default=next(iter(cited.values()), ""), must=True)
    languages = languages or split(
        ask("The languages of its texts, that of your answers first, such as: fr, en", default="en", mark="language")
    )
    spoken = {text: ask_further(text, languages) for text in dict.fromkeys((*texts.values(), *cited.values())) if text}
    return fields | {
        **{name: spoken[text] for name, text in texts.items() if text},
        "texts": {key: {"citation": spoken[text]} for key, text in cited.items()},
        "office_titles": {office: {tag: usual_title(office, tag) for tag in languages} for office in OFFICES},
        "languages": {kind: list(languages) for kind in PAPERS},
        "by": next(one["name"] for one in fields["officers"] if one["office"] == SECRETARIAT),
    }


def ask_field(field: Field, *, must: bool) -> Any:
    """Ask for one field; what need not be given may be left empty."""
    hint = HINTS.get(field.path[-1], "")
    said = f"{field.description.partition(';')[0].rstrip('.')}.{f' {hint}' if hint else ''}"
    said += "" if must else " (It may be left empty.)"
    if field.kind is Kind.LINES:
        return list(split(ask(f"{said} Several: separated by commas.", must=must)))
    return ask(said, must=must, mark=TIME_ZONE if field.path[-1] == TIME_ZONE else field.of.mark)


def ask_further(text: str, languages: tuple[str, ...]) -> dict[str, str]:
    """A text in the language of the answers, and in others if given."""
    first, *others = languages
    return {first: text} | {tag: said for tag in others if (said := ask(f"“{text}” in {tag} (or empty)"))}


def split(line: str) -> tuple[str, ...]:
    """Take the parts of a line that commas separate, each once."""
    return tuple(dict.fromkeys(part.strip() for part in line.split(",") if part.strip()))


def usual_title(office: str, language: str) -> str:
    """The title that papers give an office where nothing else is given."""
    return pack_of(language if language in AVAILABLE else "en").words["office"][office]


def ask_officers() -> Iterator[dict[str, Any]]:
    """Ask for the first officers: a chair if there is one, and both desks."""
    for office in FIRST:
        must = office != CHAIR
        name = ask(f"Who holds the office of the {NAMES[office]}?{'' if must else ' (Empty: nobody yet.)'}", must=must)
        if name:
            yield {"name": name, "office": office, **({"desk": True} if must else {})}


GO_ON = "Type it, or press Ctrl-C to stop; “escalade init --to FILE” writes a file to fill in."


def ask(said: str, *, default: str = "", must: bool = False, mark: str = "line") -> str:
    """Ask for one line, until it is an answer."""
    while True:
        line: str = click.prompt(said, default=default, show_default=bool(default), prompt_suffix="\n  ", err=True)
        problem = what_is_wrong(line.strip(), mark) if line.strip() else f"It must be given. {GO_ON}" if must else ""
        if not problem:
            return line.strip()
        click.echo(problem, err=True)


def what_is_wrong(line: str, mark: str) -> str:
    """Say what is wrong with an answer; empty where nothing is."""
    if mark == TIME_ZONE:
        return "" if line in available_timezones() else f"“{line}” is no time zone of the time zone database."
    try:
        for part in split(line) if mark == "language" else (line,):
            check(mark, part, ())
    except FieldError as problem:
        return f"The answer {problem.problem}."
    return ""


def write_outline(to: Path, languages: tuple[str, ...], *, dry_run: bool) -> None:
    """Write a file to fill in, or show it."""
    setting = current()
    if to.suffix != ".toml":
        raise RequestError("not-toml", "A file to fill in is written as .toml, and {path} is none.", path=to)
    if to.exists():
        raise file_exists(to)
    text = outline(to, languages)
    if dry_run:
        click.echo(text, nl=False)
        return
    told = save(to, text.encode())
    if setting.format == "json":
        dump(told)
    setting.say(f"Fill it in; “escalade constitute --from {quote_word(str(to))}” then makes the register.")


def outline(to: Path, languages: tuple[str, ...]) -> str:
    """Write the text of a file to fill in: each field with what it is."""
    required = {*list_mandatory_fields(PROCEDURE.steps["body", None, ACT]), "time_zone", "texts", "officers"}
    fields = [field for field in own_fields(ACT) if field.path[-1] != "officers"]
    parts = [HEAD.format(file=quote_word(str(to)))]
    for field in fields:
        name = field.path[-1]
        lines = [f"# {field.description.replace('; repeat it', '')}", *([f"# {HINTS[name]}"] if name in HINTS else [])]
        lines += [line if name in required else f"# {line}" for line in sample(field, languages)]
        parts.append("\n".join(lines))
    return "\n\n".join((*parts, OFFICERS, *map(officer_sample, FIRST))) + "\n"


def officer_sample(office: str) -> str:
    """Show an officer as a table of TOML; the chair may come later."""
    lines = ("[[officers]]", 'name = ""', f'office = "{office}"', f"desk = {str(office != CHAIR).lower()}")
    return "\n".join(lines if office != CHAIR else (f"# {line}" for line in lines))


HEAD = """\
# The body of a register: fill in what is empty, and take out the lines of a language in which
# there is no text. A line that begins with “# ” and is no sentence is optional: take the sign
# away to use it. Then type
#   escalade constitute --from {file}
# A day is written 2027-01-31, a month 2027-01, a year 2027; "2027-01-30..2027-01-31" is a day between two,
# "..2027-01-31" by then, and "unknown" unknown.

# Who enters this: one of the officers below.
by = ""

# The day from which it holds.
on = "unknown\""""
OFFICERS = "# The first officers; a desk is an office and no person."


def sample(field: Field, languages: tuple[str, ...]) -> Iterator[str]:
    """Show a field as lines of TOML, with nothing in them yet."""
    name = field.path[-1]
    if name == "texts":
        for key, said in CITED.items():
            yield f"# {said}"
            yield from (f'texts.{key}.citation.{tag} = ""' for tag in languages)
    elif name == "office_titles":
        for office in OFFICES:
            yield from (f'{name}.{office}.{tag} = "{usual_title(office, tag)}"' for tag in languages)
    elif name == "languages":
        listed = ", ".join(f'"{tag}"' for tag in languages)
        yield from (f"{name}.{kind} = [{listed}]" for kind in PAPERS)
    elif field.kind is Kind.TEXT:
        yield from (f'{name}.{tag} = ""' for tag in languages)
    elif field.kind is Kind.TEXTS:
        each = ", ".join(f'{tag} = ""' for tag in languages)
        yield f"{name} = [{{ {each} }}]"
    elif field.kind is Kind.FILE:
        yield from (f"{name}.{line}" for line in HOLDS.get(field.option, "").splitlines())
    else:
        yield f"{name} = {NOTHING_YET.get(field.kind, QUOTES)}"


QUOTES = '""'
NOTHING_YET = {Kind.LINES: '[""]', Kind.PAIRS: "{}", Kind.COUNT: "0"}
"""How a field is written in which nothing stands, where it is no line of text."""
