"""Texts of a round that go out to be translated, and come back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import PurePath
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from escalade.models.reader import Reader
from escalade.models.register import Register
from escalade.services.acts.bind import convert_fields
from escalade.services.acts.references import find_round
from escalade.templates.checks.finding import PaperFinding
from escalade.templates.checks.reading.package import Hidden
from escalade.templates.languages.tongue import tongue
from escalade.templates.translation.judgement import check_slip, judge
from escalade.templates.translation.segment import Segment, Sheet, Slip, segments, slip_of
from escalade.templates.values.extra import needing
from escalade.workflow.motions import Motion
from escalade.workflow.records.record import Record
from escalade.workflow.records.texts import digest_of
from escalade.workflow.values.errors import RequestError

STANDINGS = ("unofficial translation", "official")
"""What a translation that comes back may be."""
_XLIFF = (".xlf", ".xliff")
_ENDING = "{name}: a translation is received from a .docx or .xlf file."


class Sent(NamedTuple):
    """A file of texts to be translated."""

    data: bytes
    texts: int
    """How many texts it holds."""


class Received(NamedTuple):
    """A file that came back: what is wrong in it, and what is sound."""

    slip: Slip
    findings: tuple[PaperFinding, ...]
    sound: tuple[Segment, ...]
    """The texts that are new and sound, each with its translation."""
    taken_out: tuple[Hidden, ...]
    texts: dict[str, str]
    """Every text as it came, by its key."""

    def motions(self, fields: Mapping[str, Any]) -> Iterator[Motion]:
        """One act for each record whose texts were translated.

        Args:
            fields: who receives it, its standing, and what else is said of the file as a whole.
        """
        texts: dict[str, dict[str, Segment]] = defaultdict(dict)
        for segment in self.sound:
            for place in segment.recording_places:
                texts[place.record][place.field] = segment
        for record, mine in texts.items():
            own = {
                "language": self.slip.language,
                "records": (record,),
                "texts": {name: segment.target for name, segment in mine.items()},
                "sources": {name: digest_of(segment.source) for name, segment in mine.items()},
            }
            yield convert_fields("receive translation", {**fields, **own})


def draw_hand_over(target: str, language: str, form: str, reader: Reader, *, everything: bool) -> dict[str, Sent]:
    """The files of a hand-over, by the language of their texts."""
    tongue(language)
    with needing("docx"):
        from escalade.templates.translation import word, xliff

    reference, standing = find_round(target, reader), reader.standing()
    wanted = tuple(one for one in segments(reference, standing, language) if everything or not one.target)
    if not wanted:
        return {}
    write = word.write_word if form == "docx" else xliff.write_xliff
    parts = {} if form == "docx" else xliff.by_source(wanted)
    return {
        source: Sent(write(slip_of(reference, standing, language, mine), mine), len(mine))
        for source, mine in (parts if len(parts) > 1 else {"": wanted}).items()
    }


def pack_hand_over(
    target: str, languages: Iterable[str], form: str, reader: Reader, *, everything: bool
) -> tuple[str, bytes] | None:
    """Name and bytes of what goes out: a file, or an archive of several."""
    found = {
        ".".join(filter(None, (target, source, language, form))): sent.data
        for language in languages
        for source, sent in draw_hand_over(target, language, form, reader, everything=everything).items()
    }
    if len(found) <= 1:
        return next(iter(found.items()), None)
    whole = BytesIO()
    with ZipFile(whole, "w", ZIP_DEFLATED) as archive:
        for name, data in found.items():
            archive.writestr(name, data)
    return f"{target}.{form}.zip", whole.getvalue()


def judge_returned(name: str, data: bytes, reader: Reader, same: Collection[str], *, clean: bool) -> Received:
    """Read and judge a file that came back.

    Args:
        name: what it is called.
        data: its bytes.
        reader: the register.
        same: the keys of texts that may stay as their source is.
        clean: whether what it hides is taken out; else it is refused.
    """
    with needing("docx"):
        sheet, taken_out = _sheet_in(name, data, clean=clean)
    standing = reader.standing()
    check_slip(sheet, standing, name)
    asked = segments(sheet.slip.round, standing, sheet.slip.language)
    found = judge(sheet, {one.key: one for one in asked}, name, same)
    return Received(sheet.slip, found.findings, found.sound, taken_out, {row.key: row.target for row in sheet.rows})


def _sheet_in(name: str, data: bytes, *, clean: bool) -> tuple[Sheet, tuple[Hidden, ...]]:
    """The sheet that a file holds, and what was hidden in it and taken out."""
    from escalade.templates.checks.reading.opening import prove_open
    from escalade.templates.translation.word import parse_word
    from escalade.templates.translation.xliff import parse_xliff

    ending = PurePath(name).suffix.lower()
    if ending not in {".docx", *_XLIFF}:
        raise RequestError("no-translation-file", _ENDING, name=name)
    if ending in _XLIFF:
        return parse_xliff(data, name), ()
    proven = prove_open(data, name, clean=clean)
    return parse_word(proven.data, name), proven.taken_out


def record_translations(motions: Collection[Motion], register: Register, *, dry_run: bool = False) -> list[Record]:
    """Record all that is sound of a file, or nothing."""
    made: list[Record] = []
    if dry_run:
        for motion in motions:
            made.extend(register.act(motion, dry_run=True).records)
    else:
        register.load(motions, lambda _, outcome: made.extend(outcome.records))
    return made
