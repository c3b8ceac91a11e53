"""Which record each fact of a paper came from, in a file beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.workflow.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from escalade.models.queries import Reader

TRACE = "trace.json"


class NowhereToTraceError(RequestError):
    """A trace is asked for, and no file to put it beside."""

    def __init__(self) -> None:
        """Say what to give."""
        super().__init__("--trace writes a file beside the paper; say where the paper goes with --to.")


def place_for(to: Path | None, *, wanted: bool) -> None:
    """Refuse a trace that has no paper's file to stand beside.

    Raises:
        NowhereToTraceError: a trace is wanted, and no file is named.
    """
    if wanted and to is None:
        raise NowhereToTraceError


def traced(
    reader: Reader, kind: str, reference: str, languages: Iterable[str], session: str | None
) -> dict[tuple[str, str], bytes]:
    """The trace of a paper in each language, as JSON.

    Raises:
        PaperError: a language, template or fact is missing.
    """
    import msgspec

    from escalade.templates.context.build import build
    from escalade.templates.language.tongue import tongue
    from escalade.templates.trace import trace

    standing = reader.standing()
    papers = {tag: build(kind, reference, standing, tongue(tag), to_session=session) for tag in languages}
    return {
        (tag, TRACE): msgspec.json.format(msgspec.json.encode(trace(paper), order="sorted"), indent=2) + b"\n"
        for tag, paper in papers.items()
    }


def beside(to: Path, path: Path, form: str) -> Path:
    """Where a file goes: a trace beside the paper that was named."""
    if form != TRACE or to.is_dir():
        return path
    return path.with_name(f"{path.name}.{TRACE}")
