"""Which record each fact of a paper came from, in a file beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from escalade.templates.formats.trace import trace
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import encode_phrase

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from escalade.templates.values.paper import Paper

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


def trace_paper(papers: Mapping[str, Paper]) -> dict[tuple[str, str], bytes]:
    """The trace of a paper in each language, as JSON."""
    return {(tag, TRACE): trace_bytes(trace(paper)) for tag, paper in papers.items()}


def trace_bytes(told: list[dict[str, Any]]) -> bytes:
    """A trace as the bytes of its file."""
    import msgspec

    return msgspec.json.format(msgspec.json.encode(told, order="sorted", enc_hook=encode_phrase), indent=2) + b"\n"


def beside(to: Path, path: Path, form: str) -> Path:
    """Where a file goes: a trace beside the paper that was named."""
    if form != TRACE or to.is_dir():
        return path
    return path.with_name(f"{path.name}.{TRACE}")
