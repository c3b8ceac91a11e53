"""What a form of papers needs, and may not be installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from escalade.workflow.values.errors import PaperError


@contextmanager
def needing(form: str) -> Iterator[None]:
    """Import what a form needs, or say what to install.

    Raises:
        PaperError: it is not installed.
    """
    try:
        yield
    except ModuleNotFoundError as problem:
        raise PaperError(
            "missing-extra",
            "Papers as .{form} need “{library}”, which is not installed. "
            "Install it with: pip install 'escalade[{form}]'",
            form=form,
            library=problem.name or form,
        ) from problem
