"""Options that were typed and that a call cannot take, or has no use for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
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
