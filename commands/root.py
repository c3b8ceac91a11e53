"""The command that holds all others, and knows them by name only."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

import click

from escalade.commands.catalogue import ADMIN, ENTRIES, GROUPS
from escalade.commands.terminal.command import Once, anywhere
from escalade.commands.terminal.settings import CommandSettings

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

EPILOG = """\
\b
An example:
  escalade escalate 2017 --as Secretariat --to-session "Council 2017"

More: “escalade COMMAND --help” for one command, “escalade --help act” for what every act takes, \
“escalade --help admin” for keys, custody, proofs, the server and accounts.

Exit codes: 0 done, 1 fault, 2 malformed request, 3 refused by the procedure, 4 a check found something wrong, \
130 interrupted."""


WIDEST = max(len(name) for name in ENTRIES)


def command(name: str) -> click.Command | None:
    """The command so called; an act that the catalogue lacks is still found."""
    entry = ENTRIES.get(name)
    if entry is None or entry.module == "acts.act":
        from escalade.commands.acts.act import act_command

        return act_command(name)
    module = import_module(f"escalade.commands.{entry.module}")
    return next(one for one in vars(module).values() if isinstance(one, click.Command) and one.name == name)


class Commands(Once, click.Group):
    """A group that imports a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # as click calls it
        """The names of all commands, in the order of the catalogue."""
        return list(ENTRIES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # as click calls it
        """Import a command only now."""
        return command(cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant, or say which are nearest."""
        name = args[0]
        if name.startswith("-") or ctx.resilient_parsing or self.get_command(ctx, name):
            return super().resolve_command(ctx, args)
        from escalade.workflow.values.reference import find_similar

        near = find_similar(name, ENTRIES, cutoff=0.6)
        hint = f"Did you mean {' or '.join(near)}?" if near else "“escalade --help” lists all commands."
        raise click.UsageError(f"There is no command “{name}”. {hint}", ctx)

    def get_help(self, ctx: click.Context) -> str:
        """Say what it does, or what every act takes where that is asked for."""
        if asked_behind_help(ctx) != "act":
            return super().get_help(ctx)
        from escalade.commands.acts.act import every_act

        return every_act().get_help(click.Context(every_act(), ctx, "ACT"))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands by group, from the static table alone."""
        for heading, entries in (ADMIN if asked_behind_help(ctx) == "admin" else GROUPS).items():
            with formatter.section(heading):
                formatter.write_dl([(f"{entry.name:<{WIDEST}}", entry.help) for entry in entries], col_max=WIDEST)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete names from the static table alone."""
        from click.shell_completion import CompletionItem

        names = [
            CompletionItem(entry.name, help=entry.help)
            for entry in ENTRIES.values()
            if entry.name.startswith(incomplete)
        ]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]


def asked_behind_help(ctx: click.Context) -> str:
    """The word that was typed behind `--help`."""
    setting = ctx.find_object(CommandSettings)
    words = setting.arguments if setting else ()
    return next((after for word, after in pairwise(words) if word in ctx.help_option_names), "")


def show_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001  # an option
    """Print the version and stop."""
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"escalade {version('escalade')}")
        ctx.exit()


def parameters() -> Sequence[click.Option]:
    """The options of the program itself."""
    version = click.Option(
        ["--version"],
        is_flag=True,
        is_eager=True,
        expose_value=False,
        callback=show_version,
        help="Show the version and stop.",
    )
    return [*anywhere(), version]


ROOT = Commands(
    "escalade",
    params=list(parameters()),
    help="Take a topic from proposal to consultation, through consensus or the level above, and prove who decided it.",
    epilog=EPILOG,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    no_args_is_help=True,
)
