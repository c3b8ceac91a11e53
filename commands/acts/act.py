"""The command of an act, built from its motion and the table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import cache, partial
from pathlib import Path
from typing import Any

import click

from escalade.commands.acts.prompt import count_type, prompt_for_missing
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
from escalade.services.acts.field_errors import name_option
from escalade.services.acts.fields import EVIDENCE_OF, Field, Kind, evidence_of, hyphenate, own_fields, shape_of
from escalade.services.acts.parse import merge_input
from escalade.services.acts.resolve import find_places
from escalade.services.acts.suggestions import Typist
from escalade.services.papers.attachment import do_attaching, hidden_in, name_attached
from escalade.services.views.sentences import rows_of
from escalade.templates.checks.reading.hidden import tell_kept
from escalade.workflow.motions import MOTIONS
from escalade.workflow.perform import Outcome
from escalade.workflow.values.dates import DateError, when
from escalade.workflow.values.step import COMPANIONS


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
    with name_option(act):
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
