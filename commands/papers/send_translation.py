"""What is sent to be translated: the files, and how many texts each holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from escalade.commands.terminal.settings import current
from escalade.workflow.values.errors import UnknownReferenceError
from escalade.workflow.values.reference import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from escalade.templates.translation.segment import Segment

Files = dict["Path", tuple[bytes, int]]


def draw_hand_over(target: str, language: str, to: Path, *, everything: bool) -> Files:
    """The files of a hand-over, by where they go; none where nothing is left.

    Raises:
        RequestError: there is no such round.
        PaperError: papers are not written in that language.
    """
    from escalade.templates.formats.file import needing
    from escalade.templates.languages.tongue import tongue

    tongue(language)
    with current().reading() as reader, needing("docx"):
        from escalade.templates.translation import word, xliff
        from escalade.templates.translation.segment import segments
        from escalade.templates.translation.sheet import slip_of

        reference, standing = reader.resolve(target), reader.standing()
        if kind_of(reference) != "round":
            raise UnknownReferenceError(target, kind="round")
        wanted = [one for one in segments(reference, standing, language) if everything or not one.target]
        if not wanted:
            return {}
        write, parts = (
            (word.write_word, {to: tuple(wanted)})
            if to.suffix.lower() == ".docx"
            else (xliff.write_xliff, name_files(to, xliff.by_source(wanted)))
        )
        return {
            path: (write(slip_of(reference, standing, language, mine), mine), len(mine)) for path, mine in parts.items()
        }


def name_files(to: Path, parts: Mapping[str, tuple[Segment, ...]]) -> dict[Path, tuple[Segment, ...]]:
    """Where each source language goes: the file named, or one beside it."""
    if len(parts) == 1:
        return {to: next(iter(parts.values()))}
    return {to.with_suffix(f".{language}{to.suffix}"): mine for language, mine in parts.items()}
