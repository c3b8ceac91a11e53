"""The one place that turns errors into messages and exit codes."""

from __future__ import annotations

import json
import os
import sys
from contextlib import ExitStack
from itertools import pairwise

import click

from escalade.commands.terminal.page import printable, shorten, wrap_text
from escalade.commands.terminal.settings import CommandSettings
from escalade.commands.terminal.table import plain
from escalade.services.views.outlook import CauseData
from escalade.workflow.subjects.standing import Standing
from escalade.workflow.values.errors import EscaladeError, PaperError, RefusalError, RequestError

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
    from escalade.services.views.nouns import in_nouns

    constitution = standing.body.constitution() if standing else None
    message = in_nouns(problem.args[0], constitution)
    message = f"{problem.where}: {message}" if problem.where else message
    if not isinstance(problem, RefusalError):
        return message, []
    from escalade.commands.terminal.refusal import explanation, format_refusal

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
