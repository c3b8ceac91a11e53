"""What came back from translation: judged, and recorded as acts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from escalade.commands.terminal.settings import current
from escalade.models.files.input_file import read_file
from escalade.services.acts.officer import find_officer

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from escalade.templates.checks.finding import PaperFinding
    from escalade.templates.translation.segment import Segment
    from escalade.templates.translation.sheet import Sheet
    from escalade.workflow.motions import Motion
    from escalade.workflow.records.record import Record


@dataclass
class Received:
    """A file that came back: what is wrong, what is sound, what was recorded."""

    findings: tuple[PaperFinding, ...]
    motions: tuple[Motion, ...]
    count: int
    """How many of its texts are sound, and new."""
    records: list[Record] = field(default_factory=list)


def judge_file(path: Path, values: dict[str, Any]) -> Received:
    """Read and judge a file.

    Raises:
        RequestError: it cannot be read, or was sent from another register.
    """
    from escalade.templates.formats.file import needing

    with current().reading() as reader, needing("docx"):
        from escalade.templates.translation.judgement import check_slip, judge
        from escalade.templates.translation.segment import segments

        sheet, standing = sheet_in(path), reader.standing()
        check_slip(sheet, standing, path.name)
        asked = segments(sheet.slip.round, standing, sheet.slip.language)
        found = judge(sheet, {one.key: one for one in asked}, path.name)
        by = find_officer(current().acting(), reader.officers())
    fields = {
        "by": by, "on": values["on"], "language": sheet.slip.language, "standing": values["standing"],
        "revised_by": values["revised_by"], "evidence": {"document": values["source"]} if values["source"] else {},
    }  # fmt: skip
    return Received(found.findings, tuple(motions(found.sound, fields)), len(found.sound))


def sheet_in(path: Path) -> Sheet:
    """What a file holds.

    Raises:
        RequestError: it cannot be read, or is none of ours.
    """
    from escalade.commands.papers.translation import WORD, TranslationFileError
    from escalade.templates.translation.table import parse_word
    from escalade.templates.translation.xliff import parse_xliff

    try:
        data = read_file(path)
    except OSError as error:
        raise TranslationFileError(path, f"it cannot be read: {(error.strerror or str(error)).lower()}") from error
    return (parse_word if path.suffix.lower() in WORD else parse_xliff)(data, path.name)


def motions(sound: Iterable[Segment], fields: dict[str, Any]) -> Iterable[Motion]:
    """One act for each record whose texts were translated."""
    from escalade.services.acts.bind import convert_fields
    from escalade.workflow.records.translation import digest_of

    texts: dict[str, dict[str, Segment]] = defaultdict(dict)
    for segment in sound:
        for place in segment.named:
            texts[place.record][place.field] = segment
    for record, mine in texts.items():
        translated = {name: segment.target for name, segment in mine.items()}
        sources = {name: digest_of(segment.source) for name, segment in mine.items()}
        yield convert_fields(
            "receive translation", {**fields, "records": (record,), "texts": translated, "sources": sources}
        )


def record_translations(came: Received, *, dry_run: bool) -> None:
    """Record all that is sound of a file, or nothing.

    Raises:
        EscaladeError: the procedure refuses it.
    """
    with current().writing() as register:
        if dry_run:
            for motion in came.motions:
                came.records.extend(register.act(motion, dry_run=True).records)
        else:
            register.load(came.motions, lambda _, outcome: came.records.extend(outcome.records))
