"""The command of an act, made from its motion: asked, tried, recorded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import nullcontext, suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

import click

from escalade.commands.terminal.command import (
    AUDIENCES,
    EVERY_ACT,
    Sectioned,
    Verb,
    meetings,
    officers,
    references,
    sessions,
)
from escalade.commands.terminal.kept_defaults import PLACES, keep
from escalade.commands.terminal.new_register import making
from escalade.commands.terminal.outcome import show
from escalade.commands.terminal.output_file import FILE, load_file
from escalade.commands.terminal.settings import current
from escalade.models.backends import exists
from escalade.services.acts.bind import ActInput
from escalade.services.acts.fields import EVIDENCE_OF, Field, Kind, evidence_of, hyphenate, own_fields, shape_of
from escalade.services.acts.parse import merge_input, name_option, parse_value, put_field
from escalade.services.acts.resolve import find_places
from escalade.services.acts.suggestions import Typist
from escalade.services.papers.issue import do_attaching, hidden_in, name_attached
from escalade.services.views.sentences import rows_of
from escalade.templates.checks.reading.package import tell_kept
from escalade.workflow.motions import MOTIONS, NOT_AT_HAND
from escalade.workflow.perform import Outcome
from escalade.workflow.rules.trial import PREFIX
from escalade.workflow.values.dates import DateError, when
from escalade.workflow.values.errors import EscaladeError, RulesBrokenError
from escalade.workflow.values.step import COMPANIONS

ASKABLE = {*Kind} - {Kind.FLAGS, Kind.VOTES, Kind.OTHERS, Kind.ANY}


def prompt_for_missing(act: str, fields: dict[str, Any], attempt: Callable[[dict[str, Any]], Outcome]) -> Outcome:
    """Attempt an act, asking for what is missing where a person can answer.

    Raises:
        EscaladeError: it is refused for another reason, or nobody can answer.
    """
    while True:
        try:
            return attempt(fields)
        except RulesBrokenError as refusal:
            missing = missing_fields(act, refusal)
            if not missing or not someone_answers():
                raise
            for cause in refusal.causes:
                if not cause.rule.startswith(PREFIX):  # what is missing is asked for in its own words
                    click.echo(cause.sentence, err=True)
            for field in missing:
                put_field(fields, field, question(field))


def someone_answers() -> bool:
    """Whether a person sits at a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def missing_fields(act: str, refusal: RulesBrokenError) -> list[Field]:
    """The fields to ask for; none where anything else is in the way too."""
    if any(cause.remedy.kind != "input" for cause in refusal.causes):
        return []
    names = [name for cause in refusal.causes for name in cause.remedy.given]
    known = {field.path[-1]: field for field in (*own_fields(act), *evidence_of(act)) if field.kind in ASKABLE}
    return [known[name] for name in dict.fromkeys(names)] if all(name in known for name in names) else []


def question(field: Field) -> Any:
    """The value of a field, asked for until it can be read."""
    while True:
        try:
            return parse_value(field, answer(field))
        except EscaladeError as problem:
            click.echo(str(problem), err=True)


def answer(field: Field) -> Any:
    """Ask a person, and give the answer as the option would have been given."""
    click.echo(field.description, err=True)
    if field.kind is Kind.FLAG:
        return click.confirm(field.option, err=True)
    if field.kind is Kind.COUNT:
        return click.prompt(field.option, type=count_type(field), err=True)
    if field.kind is Kind.CHOICE:
        return click.prompt(field.option, type=click.Choice(hyphenate(field.choices)), err=True)
    if field.kind in {Kind.TEXT, Kind.TEXTS}:
        return in_languages(field)
    several = field.kind in {Kind.LINES, Kind.PAIRS}
    line = click.prompt(f"{field.option}{' (several: separated by ;)' if several else ''}", err=True)
    return tuple(part.strip() for part in line.split(";")) if several else line


LACKING = NOT_AT_HAND.replace(" ", "-")
"""What the sources lack, as it is typed without quotes."""


class CountOrLacking(click.IntRange):
    """A number that the sources may lack."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take a number, or that it is not at hand."""
        return LACKING if value in {LACKING, NOT_AT_HAND} else super().convert(value, param, ctx)


def count_type(field: Field) -> click.IntRange:
    """The type of a number on the command line."""
    return CountOrLacking(0) if field.may_lack else click.IntRange(0)


def in_languages(field: Field) -> tuple[str, ...]:
    """A text in each language of the body, as far as it is given."""
    lacking = " (empty: not at hand)" if field.may_lack else ""
    said = tuple(
        f"{language}={line}"
        for language in languages()
        if (line := click.prompt(f"{field.option} in {language}{lacking}", default="", show_default=False, err=True))
    )
    return said or ((LACKING,) if field.may_lack else in_languages(field))


def languages() -> tuple[str, ...]:
    """The languages of the body; English where none are on record."""
    with current().reading() as reader:
        constitution = reader.standing().body.constitution()
    return tuple(constitution.name) if constitution else ("en",)


@cache
def act_command(name: str) -> Verb | None:
    """The command of an act, by its name with hyphens; None if there is none."""
    act = name.replace("-", " ")
    if act not in MOTIONS or act in COMPANIONS or " " in name:
        return None
    return Verb(
        name,
        params=[*arguments(act), *options(act)],
        callback=partial(perform, act),
        help=" ".join((MOTIONS[act].__doc__ or "").split()),
        example=examples().get(name) or Typist(None).act_command(act, "2020/fog"),
        details=partial(rows_of, act),
    )


@cache
def every_act() -> Verb:
    """What stands for any act where help tells what every act takes."""
    shared = [option for option in options("open debate") if option.section == EVERY_ACT]
    verb = Verb("ACT", params=list(shared), help=SHARED)
    verb.elsewhere = {}
    return verb


SHARED = """What every act takes beside its own options.

The meeting or sitting at which it has to have happened need not be named where its day falls into one alone."""


@cache
def examples() -> dict[str, str]:
    """By command, the short real example that its help shows."""
    written = Path(__file__).with_name("examples.txt").read_text("utf-8").rstrip()
    return {one.split()[1]: one for one in written.split("\n\n")}


def perform(act: str, words: tuple[str, ...] = (), **values: Any) -> None:
    """Perform an act as typed, and print its records."""
    setting = current()
    setting.act = act
    if session := values.pop("session", None):
        words = (*words, f"session/{session.removeprefix('session/')}")
    refuse_more(act, words)
    fields = at_kept_place(act, merge_input(act, values))
    attached = [(path.name, load_file(path)) for path in values["act_attach"]]
    if attached:
        fields.setdefault("evidence", {}).update(name_attached(attached))
    with nullcontext() if values["act_from"] else name_option(act):  # a file has fields, and no options
        outcome = prompt_for_missing(act, fields, partial(attempt, act, words, values, attached))
    show(act, outcome, setting, dry_run=values["act_dry_run"])
    if act == "constitute" and not values["act_dry_run"]:
        setting.say(f"The register is {setting.location()}.")


def at_kept_place(act: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The fields with the place that `use` keeps, until it is over."""
    setting, evidence = current(), fields.get("evidence") or {}
    kept = {kind: setting.defaults[kind] for kind in PLACES if kind in setting.defaults}
    if not kept or not kept.keys() & find_places(act) or any(evidence.get(kind) for kind in PLACES):
        return fields
    ((kind, name),) = kept.items()
    with setting.reading() as reader:
        standing = reader.standing()
        here, today = standing.gathering(f"{kind}/{name}"), when(standing.today.isoformat())
    if here and not today.may_precede(here.closes):
        keep({name: value for name, value in setting.defaults.items() if name not in PLACES})
        setting.say(f"“use” kept {kind} {name}, which is over, and keeps it no longer.")
        return fields
    with suppress(DateError):  # what is no day is refused with the act
        day = when(fields["on"].partition("T")[0]) if fields.get("on") else today
        if here and not day.may_fall_within(here.opens, here.closes):
            return fields
    setting.say(f"At {kind} {name}, which “use” keeps.")
    return {**fields, "evidence": {**evidence, kind: name}}


def attempt(
    act: str,
    words: tuple[str, ...],
    values: dict[str, Any],
    attached: list[tuple[str, bytes]],
    fields: dict[str, Any],
) -> Outcome:
    """Try an act with the fields gathered so far, and record it."""
    setting, dry_run = current(), values["act_dry_run"]
    given = ActInput(act, words, {"by": setting.acting(), **fields}, values["act_seen"])
    is_first = act == "constitute" and not exists(setting.location())
    with making(setting.location(), keep=not dry_run) if is_first else setting.writing() as register:
        outcome = do_attaching(given, register, attached, dry_run=dry_run, accept_hidden=values["act_accept_hidden"])
    for name, hidden in hidden_in(attached):
        setting.say(tell_kept(name, hidden))
    return outcome


def arguments(act: str) -> list[click.Parameter]:
    """The argument of an act's command, where it takes one.

    It is not required of click: a file given with --from may name it. A
    session is named by an option, since its name may be of any words.
    """
    shape = shape_of(act)
    if not shape.metavar:
        return []
    complete = officers if MOTIONS[act].argument == "name" else references
    taken: list[click.Parameter] = [click.Argument(["words"], nargs=-1, metavar=shape.metavar, shell_complete=complete)]
    if MOTIONS[act].argument == "gathering":
        taken.append(
            Sectioned(
                ["session", "--session"],
                metavar="NAME",
                help="The session of the superior body, instead of a meeting's number.",
                shell_complete=sessions,
            )
        )
    return taken


def refuse_more(act: str, words: tuple[str, ...]) -> None:
    """Refuse more words behind a command than its argument takes."""
    shape = shape_of(act)
    if len(words) > 1 and not shape.many:
        given = f"not {len(words)}: {', '.join(words)}. Type it once for each."
        message = f"“{act.replace(' ', '-')}” takes one {shape.metavar}, {given}"
        raise click.UsageError(message, click.get_current_context())


COMPLETED = {
    **dict.fromkeys(("sister", "topic", "topic or round"), references),
    "meeting": meetings, "officer": officers, "session": sessions,
}  # fmt: skip
"""By mark, what completes a value in a shell."""


def options(act: str) -> list[Sectioned]:
    """Every option of an act's command, but those understood anywhere."""
    own = [option for field in own_fields(act) for option in _options(field, "Options")]
    meant = EVIDENCE_OF.get(act, {})
    evidence = [
        option
        for field in evidence_of(act)
        for option in _options(field, "Options" if field.option in meant else EVERY_ACT)
    ]
    date, *rest = (
        Sectioned([f"act_{name.replace('-', '_')}", f"--{name}"], section=EVERY_ACT, **attributes)
        for name, attributes in OF_EVERY_ACT.items()
    )
    return [*own, date, *evidence, *rest]


def _options(field: Field, section: str) -> Iterator[Sectioned]:
    if field.kind is Kind.FLAGS:
        for choice in field.choices:
            declared = [field.parameter, f"--{choice.replace(' ', '-')}"]
            said = f"{field.description} This is: {choice}."
            yield Sectioned(declared, section=section, flag_value=choice, default=None, help=said)
        return
    declared = [field.parameter, f"--{field.option}"]
    if field.kind in {Kind.FLAG, Kind.OTHERS}:
        yield Sectioned(declared, section=section, is_flag=True, default=False, help=field.description)
        return
    yield Sectioned(declared, section=section, help=field.description, **_attributes(field))


def _attributes(field: Field) -> dict[str, Any]:
    """Describe a field to click: type, metavar, how often."""
    attributes: dict[str, Any] = {"multiple": field.comes_again, "default": None}
    if field.kind is Kind.CHOICE:
        return {**attributes, "type": click.Choice(hyphenate(field.choices))}
    if field.of.mark in COMPLETED and not field.of.keys:
        attributes["shell_complete"] = COMPLETED[field.of.mark]
    return {**attributes, "type": count_type(field) if field.kind is Kind.COUNT else str, "metavar": field.metavar}


OF_EVERY_ACT: dict[str, dict[str, Any]] = {
    "on": {
        "metavar": "DATE",
        "help": "The day it took effect, today unless given; or a month or year, DATE..DATE, ..DATE for “by then”, "
        "or unknown. Where a silence runs, also an exact time with its zone, such as 2020-03-30T18:59+02:00.",
    },
    "entered-for": {
        "metavar": "NAME",
        "help": "The chair for whom it is entered; or: not-at-hand.",
        "shell_complete": officers,
    },
    "audience": {"type": click.Choice(AUDIENCES), "help": "Who may read the record."},
    "attach": {
        "metavar": "FILE",
        "multiple": True,
        "type": FILE,
        "help": "Keep a file as evidence, by its hash; repeat it.",
    },
    "accept-hidden": {
        "is_flag": True,
        "help": "Let everybody read a Word file with --attach that holds what its readers do not see.",
    },
    "from": {"metavar": "FILE", "help": "Take fields from a TOML or JSON file; options win over it."},
    "dry-run": {"is_flag": True, "help": "Show the record and make none."},
    "seen": {"metavar": "RECORD", "multiple": True, "help": "Refuse if what the act stands on has a newer record."},
}
"""What every act takes beside its evidence, as click is to know it."""
