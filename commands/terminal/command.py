"""The base of every command: common options, sections, an example."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import click

from escalade.commands.terminal.settings import CommandSettings


class Once(click.Command):
    """A command that refuses an option given twice that holds one value."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of a line."""
        if args and not ctx.resilient_parsing:
            values, _, order = self.make_parser(ctx).parse_args(list(args))
            refuse_twice(order)
            if setting := ctx.find_object(CommandSettings):
                setting.typed = tuple(list_typed(values, order))
        return super().parse_args(ctx, args)


def list_typed(values: Mapping[str, Any], order: Sequence[click.Parameter]) -> Iterator[tuple[str, str]]:
    """List the words of a line: arguments, then options with their values."""
    several = {name: iter(value) for name, value in values.items() if isinstance(value, list | tuple)}
    for param in sorted(order, key=lambda one: isinstance(one, click.Option)):
        option, name = param.opts[0], str(param.name)
        if isinstance(param, click.Argument):
            yield from (("", word) for word in several.get(name, [values[name]]) if isinstance(word, str))
        else:
            flag = isinstance(param, click.Option) and param.is_flag
            yield option, "" if flag else str(next(several[name]) if name in several else values[name])


def refuse_twice(order: Sequence[click.Parameter]) -> None:
    """Refuse an option that is given twice, or another in its place.

    A plain flag says the same however often it is given.
    """
    first: dict[str | None, click.Option] = {}
    for option in order:
        if not isinstance(option, click.Option) or option.multiple:
            continue
        before = first.setdefault(option.name, option)
        if before is not option:
            message = f"{before.opts[0]} and {option.opts[0]} exclude each other; give one."
            raise click.UsageError(message, click.get_current_context(silent=True))
        if option.name in first and not option.is_flag and order.count(option) > 1:
            message = f"{option.opts[0]} is given twice; give it once."
            raise click.UsageError(message, click.get_current_context(silent=True))


def refuse_idle(why: str, *names: str) -> None:
    """Refuse options that were typed and that this call has no use for.

    Args:
        why: when they have one, as a clause.
        names: the parameters of the command.
    """
    ctx = click.get_current_context()
    typed = click.core.ParameterSource.COMMANDLINE
    unused = [
        option.opts[0]
        for option in ctx.command.params
        if option.name in names and ctx.get_parameter_source(option.name) is typed
    ]
    if unused:
        raise click.UsageError(f"Leave {' and '.join(unused)} out: {why}.", ctx)


FOUND_WRONG = 4
"""The exit code of a check that found something wrong."""

ANYWHERE, EVERY_ACT = "Anywhere", "Every act"
ELSEWHERE = {
    EVERY_ACT: "What every act takes, such as --on, --meeting and --document: “escalade --help act”.",
    ANYWHERE: "What every command takes, such as --as and --format: “escalade --help”.",
}
"""By section of options that many commands share, where they are shown."""
AUDIENCES = ("public", "members", "office")
FORMATS = ("table", "json", "csv", "markdown")
LANGUAGE: dict[str, Any] = {
    "metavar": "LANGUAGE",
    "help": "The language of titles, such as fr; English where there is one unless given.",
}


class Sectioned(click.Option):
    """An option that the help shows under a heading."""

    def __init__(self, declarations: Sequence[str], *, section: str = "Options", **attributes: Any) -> None:
        super().__init__(declarations, **attributes)
        self.section = section


class Verb(Once):
    """A command with the options understood anywhere, and an example."""

    elsewhere: Mapping[str, str] = ELSEWHERE

    def __init__(
        self, name: str, *, example: str = "", details: Callable[[], Iterator[str]] | None = None, **attributes: Any
    ) -> None:
        super().__init__(name, **attributes)
        self.example, self.details = example, details
        self.params.extend(self.common())

    def common(self) -> list[click.Option]:
        """The options that every such command has."""
        return anywhere(ANYWHERE)

    def invoke(self, ctx: click.Context) -> Any:
        """Call it, unless a file is named that would act on a terminal."""
        for param in self.params:
            if isinstance(param.type, click.Path):
                check_names(ctx, param, ctx.params.get(str(param.name)))
        return super().invoke(ctx)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write its own options by section, and where to find the shared ones."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            line = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if line is not None:
                usual = ANYWHERE if "--help" in param.opts else "Options"
                sections.setdefault(getattr(param, "section", usual), []).append(line)
        for heading in (one for one in sections if one not in self.elsewhere):
            with formatter.section(heading):
                formatter.write_dl(sections[heading], col_max=26)
        formatter.write_paragraph()
        formatter.write_text(" ".join(told for heading, told in self.elsewhere.items() if heading in sections))

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the rows of the table behind the command, and an example."""
        if self.details:
            with formatter.section("In the procedure"):
                for line in self.details():
                    if line.startswith("- "):
                        formatter.write_dl([("-", line.removeprefix("- "))], col_max=1, col_spacing=1)
                    else:
                        formatter.write_text(line)
        from escalade.services.acts.field_file import HOLDS

        for option in (param.opts[0].removeprefix("--") for param in self.params):
            if option in HOLDS:
                as_it_is(formatter, f"The file of --{option} holds, in TOML", HOLDS[option])
        if self.example:
            as_it_is(formatter, "Example", self.example)
        super().format_epilog(ctx, formatter)


def as_it_is(formatter: click.HelpFormatter, heading: str, lines: str) -> None:
    """Write a section whose lines are to be copied, and are not wrapped."""
    with formatter.section(heading):
        for line in lines.splitlines():
            formatter.write(f"{'':{formatter.current_indent}}{line}\n")


def check_names(ctx: click.Context, param: click.Parameter, named: Any) -> None:
    """Refuse names of files that would act on a terminal."""
    for name in map(str, named if isinstance(named, tuple) else (named,)):
        if any(one < " " or "\x7f" <= one <= "\x9f" for one in name):
            message = f"{name!a} names no file here: it holds a control character. Rename the file."
            raise click.BadParameter(message, ctx, param)


class ReadCommand(Verb):
    """A command that reads; it can read the register as it was on a day."""

    def common(self) -> list[click.Option]:
        """Those, and the day to read it at."""
        return [_past("as_of", "DATE", "What had taken effect by that day."), *super().common()]


class KnownCommand(ReadCommand):
    """One that can also read what was on record at a moment."""

    def common(self) -> list[click.Option]:
        """Those, and the moment to read it at."""
        return [*super().common(), _past("known_at", "TIME", "What had been recorded by then.")]


def _past(name: str, metavar: str, told: str) -> click.Option:
    return Sectioned(
        [name, f"--{name.replace('_', '-')}"],
        metavar=metavar,
        help=told,
        section="The register as it was",
        expose_value=False,
        callback=remember,
    )


def remember(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    """Keep the value of an option that holds for the whole call."""
    setting = ctx.find_object(CommandSettings)
    if value and setting is not None and param.name:
        setattr(setting, param.name, value)


def anywhere(section: str = "Options") -> list[click.Option]:
    """The options understood before and after the command."""
    common: dict[str, Any] = {"section": section, "expose_value": False, "callback": remember}
    return [
        Sectioned(
            ["register", "--register"],
            metavar="URL-OR-PATH",
            help="The register: a SQLite path or a database URL.",
            **common,
        ),
        Sectioned(
            ["officer", "--as"],
            metavar="OFFICER",
            help="The officer acting; a part of the name is enough.",
            shell_complete=officers,
            **common,
        ),
        Sectioned(
            ["format", "--format"],
            type=click.Choice(FORMATS),
            help="The form of what is printed; table unless given.",
            **common,
        ),
        Sectioned(["quiet", "--quiet"], is_flag=True, help="Print results and errors only.", **common),
    ]


def completing(what: str, kind: str = "") -> Callable[[click.Context, click.Parameter, str], list[str]]:
    """Give what completes a name of the register, without its kind."""

    def complete(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
        from escalade.models.reader import open_reader
        from escalade.workflow.values.errors import EscaladeError

        setting = ctx.find_object(CommandSettings) or CommandSettings()
        setting.register = setting.register or _typed(ctx, "register")
        try:
            with open_reader(setting.location()) as reader:
                names = [name.removeprefix(kind) for name in getattr(reader, what)() if name.startswith(kind)]
        except (EscaladeError, OSError):
            return []
        wanted = incomplete.casefold()
        return [escape_for_bash(name) for name in names if wanted in name.casefold()]

    return complete


officers, references = completing("officers"), completing("references")
sessions, meetings = completing("references", "session/"), completing("references", "meeting/")


def escape_for_bash(name: str) -> str:
    """Mark what bash would split in a name, unless a quote is open.

    The script of completion reads what it is given, which takes one mark away.
    """
    words = os.environ.get("COMP_WORDS", "").split("\n")
    place = os.environ.get("COMP_CWORD", "")
    if os.environ.get("_ESCALADE_COMPLETE") != "bash_complete" or not place.isdigit() or int(place) >= len(words):
        return name
    return name if words[int(place)].startswith(("'", '"')) else re.sub(r"([^\w@%+=:,./-])", r"\\\\\1", name)


def _typed(ctx: click.Context | None, name: str) -> str | None:
    """The value of a common option in a line that is being completed."""
    while ctx is not None:
        if ctx.params.get(name):
            return str(ctx.params[name])
        ctx = ctx.parent
    return None


def day(_ctx: click.Context, _param: click.Parameter, text: str | None) -> date | None:
    """The last day that a date may be."""
    from escalade.workflow.values.dates import when

    return when(text).last if text else None
