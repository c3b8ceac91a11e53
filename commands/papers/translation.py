"""The command `translation`: texts sent to be translated, and received."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import click

from escalade.commands.papers.check import HEADINGS, row
from escalade.commands.papers.paper_options import clean
from escalade.commands.papers.write import say_taken_out
from escalade.commands.terminal.command import FOUND_WRONG, Sectioned, Verb, references
from escalade.commands.terminal.once import refuse_idle
from escalade.commands.terminal.outcome import line
from escalade.commands.terminal.output_file import FILE, load_file, save
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump
from escalade.services.acts.bind import convert_fields
from escalade.services.acts.references import find_officer, find_round
from escalade.services.views.record import describe_written
from escalade.services.views.text import number_of
from escalade.templates.checks.finding import PaperFinding
from escalade.templates.formats.file import needing
from escalade.templates.languages.tongue import tongue
from escalade.templates.translation.judgement import check_slip, judge
from escalade.templates.translation.segment import Segment, segments
from escalade.templates.translation.sheet import Sheet, slip_of
from escalade.workflow.motions import Motion
from escalade.workflow.records.record import Record
from escalade.workflow.records.texts import digest_of
from escalade.workflow.values.errors import RequestError

STANDINGS = {"official": "official", "unofficial": "unofficial translation"}
WORD, XLIFF = (".docx",), (".xlf", ".xliff")
SEND, RECEIVE = "To send", "To receive"
sent, received = (partial(click.option, cls=Sectioned, section=section) for section in (SEND, RECEIVE))


def misfit(path: Path, why: str) -> RequestError:
    """A file of the hand-over cannot be read or written as named."""
    return RequestError("translation-file", "{path}: {why}.", path=path, why=why)


@click.command(
    "translation",
    cls=Verb,
    example=(
        "escalade translation send 2020 --language ru --to texts.docx\n"
        'escalade translation receive texts.docx --standing official --as "Made-up Desk"'
    ),
)
@click.argument("what", metavar="send|receive", type=click.Choice(["send", "receive"]))
@click.argument("target", metavar="ROUND|FILE", shell_complete=references)
@sent("--language", metavar="ar|en|es|fr|ru|zh", help="The language wanted.")
@sent("--to", metavar="FILE", type=FILE, help="A .docx or .xlf file.")
@sent("--all", "everything", is_flag=True, help="Send what is translated too.")
@received("--source", metavar="SYMBOL", help="The document that it came in.")
@received(
    "--standing",
    type=click.Choice(list(STANDINGS)),
    default="unofficial",
    help="Its standing; unofficial unless given.",
)
@received("--by", "revised_by", metavar="NAME", default="", help="Who revised it.")
@received("--on", metavar="DATE", default="", help="The day; today unless given.")
@received("--same", multiple=True, metavar="KEY", help="A text that stays as it is.")
@received("--accept", is_flag=True, help="Record what is sound, and only that.")
@clean(cls=Sectioned, section=RECEIVE)
@received("--dry-run", is_flag=True, help="Show the records, and make none.")
def translation(what: str, target: str, **values: Any) -> None:
    """Send texts to be translated, and receive their translation.

    What is sent is what papers on the round print and what has no text in
    the language yet. What comes back with a fault is named and ends with 4;
    then nothing is recorded, unless what is sound is accepted.
    """
    other = RECEIVE if what == "send" else SEND
    params = click.get_current_context().command.params
    idle = [str(one.name) for one in params if isinstance(one, Sectioned) and one.section == other]
    refuse_idle(f"it is no matter of “translation {what}”", *idle)
    if what == "send":
        send(target, values["language"], values["to"], everything=values["everything"])
    else:
        receive(Path(target), values)


def send(target: str, language: str | None, to: Path | None, *, everything: bool) -> None:
    """Write the texts of a round that are to be translated into files.

    Raises:
        UsageError: the language or the file is not named.
    """
    if not language or not to:
        message = "“translation send” is to be told the language and the file: --language ru --to texts.docx."
        raise click.UsageError(message)
    if to.suffix.lower() not in (*WORD, *XLIFF):
        raise misfit(to, "the ending decides the form; write .docx or .xlf")
    files = draw_hand_over(target, language, to, everything=everything)
    told = []
    for path, (data, count) in files.items():
        told.append(save(path, data, f": {number_of(count, 'text')}") | {"language": language, "segments": count})
    if current().format == "json":
        dump({"files": told})
    if not files:
        current().say(f"Nothing of {target} is left to be translated into {language}; --all sends what is translated.")


def receive(path: Path, values: dict[str, Any]) -> None:
    """Record the translations in a file that came back."""
    if path.suffix.lower() not in (*WORD, *XLIFF):
        raise misfit(path, "a translation is received from a .docx or .xlf file")
    current().act = "receive translation"
    came = judge_file(path, {**values, "standing": STANDINGS[values["standing"]]})
    refused = bool(came.findings) and not values["accept"]
    records = [] if refused else record_translations(came, dry_run=values["dry_run"])
    tell(came, records, refused=refused, dry_run=values["dry_run"])
    if refused:
        click.get_current_context().exit(FOUND_WRONG)


def tell(came: Received, records: list[Record], *, refused: bool, dry_run: bool) -> None:
    """Say what is wrong with a file, and what was recorded of it."""
    setting, rows = current(), [row(finding) for finding in came.findings]
    if setting.format == "json":
        findings = [dict(zip(HEADINGS, cells, strict=True)) for cells in rows]
        dump({"findings": findings, "records": [describe_written(one) for one in records], "dry_run": dry_run})
        return
    if rows:
        draw(setting, HEADINGS, rows)
    click.echo("".join(f"{line(record)}\n" for record in records), nl=False)
    if refused:
        sound = f"{came.sound} of its texts are sound, and --accept records those" if came.sound else "none is sound"
        setting.say(f"Nothing was recorded: {sound}.")
    elif not records:
        setting.say("The file holds no translation that the register lacks.")
    elif dry_run:
        setting.say("A dry run: nothing was recorded.")


class Received(NamedTuple):
    """A file that came back: what is wrong, what is sound, how many texts."""

    findings: tuple[PaperFinding, ...]
    motions: tuple[Motion, ...]
    sound: int


def judge_file(path: Path, values: dict[str, Any]) -> Received:
    """Read and judge a file."""
    with current().reading() as reader, needing("docx"):
        sheet, standing = sheet_in(path, clean=values["clean"]), reader.standing()
        check_slip(sheet, standing, path.name)
        asked = segments(sheet.slip.round, standing, sheet.slip.language)
        found = judge(sheet, {one.key: one for one in asked}, path.name, values["same"])
        by = find_officer(current().acting(), reader.officers())
    fields = {
        "by": by, "on": values["on"], "language": sheet.slip.language, "standing": values["standing"],
        "revised_by": values["revised_by"], "evidence": {"document": values["source"]} if values["source"] else {},
    }  # fmt: skip
    return Received(found.findings, tuple(motions(found.sound, fields)), len(found.sound))


def sheet_in(path: Path, *, clean: bool) -> Sheet:
    """Read the sheet that a file holds."""
    from escalade.templates.checks.reading.opening import prove_open
    from escalade.templates.translation.word import parse_word
    from escalade.templates.translation.xliff import parse_xliff

    data = load_file(path)
    if path.suffix.lower() not in WORD:
        return parse_xliff(data, path.name)
    proven = prove_open(data, path.name, clean=clean)
    if proven.taken_out:
        say_taken_out({path.name: proven.taken_out})
    return parse_word(proven.data, path.name)


def motions(sound: Iterable[Segment], fields: dict[str, Any]) -> Iterable[Motion]:
    """One act for each record whose texts were translated."""
    texts: dict[str, dict[str, Segment]] = defaultdict(dict)
    for segment in sound:
        for place in segment.recording_places:
            texts[place.record][place.field] = segment
    for record, mine in texts.items():
        translated = {name: segment.target for name, segment in mine.items()}
        sources = {name: digest_of(segment.source) for name, segment in mine.items()}
        yield convert_fields(
            "receive translation", {**fields, "records": (record,), "texts": translated, "sources": sources}
        )


def record_translations(came: Received, *, dry_run: bool) -> list[Record]:
    """Record all that is sound of a file, or nothing."""
    records: list[Record] = []
    with current().writing() as register:
        if dry_run:
            return [record for motion in came.motions for record in register.act(motion, dry_run=True).records]
        register.load(came.motions, lambda _, outcome: records.extend(outcome.records))
    return records


def draw_hand_over(target: str, language: str, to: Path, *, everything: bool) -> dict[Path, tuple[bytes, int]]:
    """The files of a hand-over, by where they go; none where nothing is left."""
    tongue(language)
    with current().reading() as reader, needing("docx"):
        from escalade.templates.translation import word, xliff

        reference, standing = find_round(target, reader), reader.standing()
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
    """Name a file for each source language: the one named, or one beside it."""
    if len(parts) == 1:
        return {to: next(iter(parts.values()))}
    return {to.with_suffix(f".{language}{to.suffix}"): mine for language, mine in parts.items()}
