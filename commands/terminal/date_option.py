"""Values of options as they are taken: a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    import click


def day(_ctx: click.Context, _param: click.Parameter, text: str | None) -> date | None:
    """The last day that a date may be.

    Raises:
        DateError: it is not written as a date.
    """
    from escalade.workflow.values.dates import when

    return when(text).last if text else None
