"""Print the outcome of an act, or of what refused it, with its exit code."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from itertools import pairwise

import click
import msgspec

from escalade.commands.terminal.settings import CommandSettings
from escalade.commands.terminal.table import draw, dump, plain, printable, say_value, shorten, wrap_text
from escalade.models.backends.location import safe
from escalade.services.acts.field_file import HOLDS, holding
from escalade.services.acts.fields import evidence_fields, fields_of
from escalade.services.acts.references import find_officer, quote_word
from escalade.services.acts.suggestions import UNDECIDED, WITHOUT_DECISION, Typist, offer_what_would_pass
from escalade.services.views.confidentiality import mark_of
from escalade.services.views.nouns import causes_in_nouns, in_nouns
from escalade.services.views.outlook import CauseData, causes_of, describe_cause
from escalade.services.views.record import describe_outcome
from escalade.services.views.text import UNKNOWN_DAY, day
from escalade.workflow.motions import Constitute
from escalade.workflow.motions.base import NOT_AT_HAND
from escalade.workflow.perform import Outcome
from escalade.workflow.records.record import Record
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import (
    EscaladeError,
    Message,
    PaperError,
    RefusalError,
    RequestError,
    RulesBrokenError,
    StepNotAllowedError,
)
from escalade.workflow.values.remedy import Cause

HEADINGS = ("record", "act", "before", "after", "officer", "office", "day")
FIELDS = ("reference", "act", "before", "after", "officer", "office", "on")


def show(act: str, outcome: Outcome, setting: CommandSettings, *, dry_run: bool) -> None:
    """Print the records of an act, and say its warnings."""
    if outcome.warnings:
        outcome = outcome._replace(warnings=causes_in_nouns(outcome.warnings, setting.constitution()))
    if setting.format == "json":
        dump(describe_outcome(act, outcome, dry_run=dry_run))
        return
    if setting.format == "table":
        click.echo("\n".join(list_lines(outcome, fields=dry_run)))
    else:
        draw(setting, HEADINGS, [[getattr(one, name) or "" for name in FIELDS] for one in outcome.records])
    for cause in outcome.warnings:
        about = "" if cause.names_subject else f"{cause.subject}: "
        setting.say(f"Warning: {about}{cause.sentence}")
    tell_what_stays(act, outcome, setting)
    waiting = [record for record in outcome.records if record.waits]
    if dry_run:
        setting.say("A dry run: nothing was recorded.")
    elif waiting:
        typist = Typist(None, register=setting.register)
        given = {"records": waiting[0].reference, "by": str(waiting[0].entered_for)}
        command = typist.act_command("endorse", waiting[0].subject, given=given)
        covered = ", ".join(record.reference for record in waiting)
        all_of_it = f", which covers {covered}" if len(waiting) > 1 else ""
        setting.say(f"It waits for {waiting[0].entered_for} to endorse it{all_of_it}: {command}")


def tell_what_stays(act: str, outcome: Outcome, setting: CommandSettings) -> None:
    """Say what to type for the records of an act that stay as they are.

    It is the line that was typed, with the other record.
    """
    words = tuple(word for word in typed_in(setting) if word != ("--dry-run", ""))
    typist = Typist(None, words, act, register=setting.register and safe(setting.register))
    commands = [typist.command(cause) for cause in outcome.warnings if cause.rule == "act_is_of_several_records"]
    if any(commands):
        setting.say("\n".join(("To type:", *(f"  {command}" for command in commands if command))))


def list_lines(outcome: Outcome, *, fields: bool) -> Iterator[str]:
    """Each record as a line, with its fields where they are asked for."""
    now = {subject.reference: subject.state for subject in outcome.subjects}  # none for a record that was there
    for record in outcome.records:
        yield line(record, now.get(record.subject))
        yield from (f"  {said}" for said in list_fields(record) if fields)


def list_fields(record: Record) -> Iterator[str]:
    """The fields of a record by their options, as they would be recorded."""
    written = msgspec.to_builtins(record.motion)
    for field in (*fields_of(record.act), *evidence_fields()):
        value = field.value_in(written)
        if value not in (None, "", [], {}, False):
            yield f"{field.option}: {say_value(value)}"


def line(record: Record, now: str | None = None) -> str:
    """A record as one readable line.

    Args:
        record: the record.
        now: the state of its subject today, where that may be another than on the day that the record tells of.
    """
    stays = f"stays {record.after}" if now in {None, record.after} else f"while it was {record.after}"
    moved = f"{record.before or 'new'} → {record.after}" if record.moved else stays
    office = f" ({record.office})" if record.office else ""
    entered = f", for {record.entered_for}" if record.entered_for else ""
    entered = ", for a chair whose name is not at hand" if record.entered_for == NOT_AT_HAND else entered
    who = f"{record.officer or 'nobody named'}{entered}{office}"
    on = f"{record.on.rpartition('..')[2]} at the latest" if ".." in record.on else day(record.on, UNKNOWN_DAY)
    return f"{record.reference}{mark_of(record.audience)}  {record.act}: {moved}, by {who}, {on}"


def explanation(
    refusal: RefusalError, setting: CommandSettings, standing: Standing | None
) -> tuple[list[CauseData], list[str]]:
    """The causes of a refusal as data, and the commands that clear them."""
    known = [term.officer.name for term in standing.body.terms] if standing else []
    typist = Typist(
        standing,
        typed_in(setting),
        setting.act,
        register=setting.register and safe(setting.register),
        speaker=find_officer(setting.acting(), known) or None,
    )
    causes = causes_of(refusal)
    causes = offer_what_would_pass(causes, standing) if standing else causes
    commands = typist.commands(causes)
    if isinstance(refusal, StepNotAllowedError) and refusal.state:
        commands = [f"{typist.program} why {quote_word(refusal.reference)} {refusal.act.replace(' ', '-')}"]
    return [describe_cause(cause, typist.constitution, typist) for cause in causes], commands


def typed_in(setting: CommandSettings) -> tuple[tuple[str, str], ...]:
    """The words behind the command, but for the register."""
    words = tuple((option, safe(value)) for option, value in setting.typed if option != "--register")
    unsaid = setting.officer and "--as" not in dict(words)
    return (*words, ("--as", setting.officer)) if unsaid and setting.officer else words


def format_refusal(
    refusal: RefusalError, message: str, commands: list[str], constitution: Constitute | None = None
) -> str:
    """A refusal as a person reads it: causes, then what to type."""
    lines = [message]
    if isinstance(refusal, RulesBrokenError):
        reasons = merge_causes(causes_in_nouns(refusal.causes, constitution))
        count = "one reason" if len(reasons) == 1 else f"{len(reasons)} reasons"
        where = f"{refusal.where}: " if refusal.where else ""
        lines = [f"{where}“{refusal.act}” is refused for {count}:", *(f"- {reason}" for reason in reasons)]
    if isinstance(refusal, StepNotAllowedError) and refusal.act == "launch" and refusal.state in UNDECIDED:
        lines.append(in_nouns(Message(WITHOUT_DECISION), constitution))
    asked = [option for option in HOLDS if any(f" --{option} FILE" in command for command in commands)]
    lines += ["To type:", *(f"  {command}" for command in commands)] if commands else []
    return "\n".join((*lines, *(f"For --{option}, {holding(option)}" for option in asked)))


def merge_causes(causes: Iterable[Cause]) -> list[str]:
    """Each sentence once, with its subjects where there are several."""
    subjects: dict[str, list[str]] = {}
    for cause in causes:
        subjects.setdefault(cause.sentence, []).append(cause.subject)
    several = len({name for names in subjects.values() for name in names}) > 1
    return [
        f"{', '.join(dict.fromkeys(names))}: {sentence}" if several else sentence
        for sentence, names in subjects.items()
    ]


FAULT, INTERRUPTED = 1, 130
INVITATION = "This is a defect of escalade. Please report it, with the command line; ESCALADE_DEBUG=1 shows more."


def report(problem: BaseException, setting: CommandSettings) -> int:
    """Say what went wrong on standard error, and give the exit code."""
    if isinstance(problem, SystemExit):
        return problem.code if isinstance(problem.code, int) else FAULT
    if os.environ.get("ESCALADE_DEBUG") == "1" and not isinstance(problem, EscaladeError | click.ClickException):
        raise problem
    name, message, code = describe_error(problem)
    causes: list[CauseData] = []
    if isinstance(problem, PaperError | RefusalError | RequestError):
        told = setting.told if setting.told and setting.told[0] is problem else None
        message, causes = told[1] if told else _tell_anew(problem, setting)
    message = setting.name_register(shorten(message))
    found = {"error": name, "message": printable(message), "causes": causes}
    write(
        json.dumps(found, ensure_ascii=False, sort_keys=True, default=plain)
        if in_json(setting)
        else wrap_text(printable(message), sys.stderr)
    )
    if isinstance(problem, OSError):
        close_output()
    return code


def _tell_anew(
    problem: PaperError | RefusalError | RequestError, setting: CommandSettings
) -> tuple[str, list[CauseData]]:
    """Say an error that came while no register was open, or where none is."""
    with ExitStack() as stack:
        try:
            standing = stack.enter_context(setting.reading()).standing()
        except EscaladeError:
            standing = None
        return tell_in_nouns(problem, setting, standing)


def tell_in_nouns(
    problem: PaperError | RefusalError | RequestError, setting: CommandSettings, standing: Standing | None
) -> tuple[str, list[CauseData]]:
    """Say an error in the nouns of the body, with the causes of a refusal."""
    constitution = standing.body.constitution() if standing else None
    message = in_nouns(problem.args[0], constitution)
    message = f"{problem.where}: {message}" if problem.where else message
    if not isinstance(problem, RefusalError):
        return message, []

    causes, commands = explanation(problem, setting, standing)
    return message if in_json(setting) else format_refusal(problem, message, commands, constitution), causes


def describe_error(problem: BaseException) -> tuple[str, str, int]:
    """The name, the sentence and the exit code of what went wrong."""
    name = type(problem).__name__
    if isinstance(problem, EscaladeError):
        return problem.code, str(problem), problem.exit_code
    if isinstance(problem, click.ClickException):
        sentence = usage(problem) if isinstance(problem, click.UsageError) else problem.format_message()
        return name, sentence, problem.exit_code
    if isinstance(problem, click.Abort | KeyboardInterrupt | EOFError):
        return "Interrupted", "Interrupted: what was under way is not recorded.", INTERRUPTED
    if isinstance(problem, OSError):
        return "OutputError", unwritten(problem), FAULT
    return name, f"Something unexpected happened ({name}: {problem}). {INVITATION}", FAULT


def unwritten(problem: OSError) -> str:
    """Say what the system reports of a file or of the output."""
    if isinstance(problem, BrokenPipeError):
        return "The output was closed before all of it was written."
    what = f"Could not read or write {problem.filename}" if problem.filename else "The output could not be written"
    return f"{what}: {(problem.strerror or str(problem)).lower()}."


def usage(problem: click.UsageError) -> str:
    """Say how a command line is wrong, and where its help is."""
    message = to_fill_in(problem) or missing_choice(problem) or problem.format_message()
    message = message if message.endswith((".", "?", "!")) else f"{message}."
    if "--help" in message or "Did you mean" in message:
        return message
    command = problem.ctx.command_path if problem.ctx else "escalade"
    return f"{message} “{command} --help” shows what it takes."


def to_fill_in(problem: click.UsageError) -> str:
    """Say that a word of the advice was typed as it was printed."""
    if isinstance(problem, click.NoSuchOption) and problem.option_name.isupper():
        meant = " or ".join(f"--{one.lower()}" for one in problem.option_name.lstrip("-").split("-OR-"))
        return f"“{problem.option_name}” stands for what is to be filled in: {meant}."
    if not isinstance(problem, click.BadParameter) or not isinstance(problem.param, click.Option):
        return ""
    option, word = problem.param.opts[0], problem.message.partition("'")[2].partition("'")[0]
    if word not in {option.lstrip("-").upper(), problem.param.metavar}:
        return ""
    choices = getattr(problem.param.type, "choices", ())
    meant = f": {', '.join(choices)}" if choices else ""
    return f"{option} gives “{word}”, which stands for what is to be filled in{meant}."


def missing_choice(problem: click.UsageError) -> str:
    """Say in one line that an option or a word is missing, and what it takes."""
    choices = getattr(getattr(problem, "param", None), "type", None)
    if not isinstance(problem, click.MissingParameter) or not isinstance(choices, click.Choice):
        return ""
    name = problem.param.opts[0] if isinstance(problem.param, click.Option) else "A word"
    return f"{name} is missing; it takes one of these: {', '.join(map(str, choices.choices))}."


def in_json(setting: CommandSettings) -> bool:
    """Whether JSON was asked for, be it in a line that could not be read."""
    words = setting.arguments
    typed = any(pair == ("--format", "json") for pair in pairwise(words))
    return setting.format == "json" or typed or "--format=json" in words


def write(text: str) -> None:
    """Write a message, if anybody can still read it."""
    try:
        click.echo(text, err=True)
    except OSError:
        return


def close_output() -> None:
    """Give the output up, so that nothing is written to it at the end."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
