"""The command `translation`: texts sent to be translated, and received."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from escalade.commands.papers.check import HEADINGS, row
from escalade.commands.papers.paper_options import CLEAN
from escalade.commands.papers.write import say_taken_out
from escalade.commands.terminal.command import FOUND_WRONG, Sectioned, Verb, references
from escalade.commands.terminal.once import refuse_idle
from escalade.commands.terminal.outcome import line
from escalade.commands.terminal.output_file import FILE, write_whole
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump
from escalade.models.files.input_file import read_file, reason_of
from escalade.services.acts.references import find_officer
from escalade.services.papers.hand_over import draw_hand_over, judge_returned, record_translations
from escalade.services.views.record import describe_written
from escalade.workflow.values.errors import RequestError

if TYPE_CHECKING:
    from escalade.services.papers.hand_over import Received
    from escalade.workflow.records.record import Record


STANDINGS = {"official": "official", "unofficial": "unofficial translation"}
SEND, RECEIVE = "To send", "To receive"
OF = {
    SEND: ("language", "to", "everything"),
    RECEIVE: ("source", "standing", "revised_by", "on", "same", "accept", "clean", "dry_run"),
}
"""The options of each half."""


class TranslationFileError(RequestError):
    """A file of the hand-over cannot be read or written as named."""

    def __init__(self, path: Path, why: str) -> None:
        """Name the file and what is wrong."""
        self.path = path
        super().__init__(f"{path}: {why}.")


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
@click.option("--language", cls=Sectioned, section=SEND, metavar="ar|en|es|fr|ru|zh", help="The language wanted.")
@click.option("--to", cls=Sectioned, section=SEND, metavar="FILE", type=FILE, help="A .docx or .xlf file.")
@click.option("--all", "everything", cls=Sectioned, section=SEND, is_flag=True, help="Send what is translated too.")
@click.option("--source", cls=Sectioned, section=RECEIVE, metavar="SYMBOL", help="The document that it came in.")
@click.option(
    "--standing",
    cls=Sectioned,
    section=RECEIVE,
    type=click.Choice(list(STANDINGS)),
    default="unofficial",
    help="Its standing; unofficial unless given.",
)
@click.option("--by", "revised_by", cls=Sectioned, section=RECEIVE, metavar="NAME", default="", help="Who revised it.")
@click.option("--on", cls=Sectioned, section=RECEIVE, metavar="DATE", default="", help="The day; today unless given.")
@click.option(
    "--same", cls=Sectioned, section=RECEIVE, multiple=True, metavar="KEY", help="A text that stays as it is."
)
@click.option("--accept", cls=Sectioned, section=RECEIVE, is_flag=True, help="Record what is sound, and only that.")
@click.option(*CLEAN.opts, cls=Sectioned, section=RECEIVE, is_flag=True, help=CLEAN.help)
@click.option("--dry-run", cls=Sectioned, section=RECEIVE, is_flag=True, help="Show the records, and make none.")
def translation(what: str, target: str, **values: Any) -> None:
    """Send texts to be translated, and receive their translation.

    What is sent is what papers on the round print and what has no text in
    the language yet. What comes back with a fault is named and ends with 4;
    then nothing is recorded, unless what is sound is accepted.
    """
    refuse_idle(f"it is no matter of “translation {what}”", *OF[RECEIVE if what == "send" else SEND])
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
    form = to.suffix.lower()
    if form not in {".docx", ".xlf", ".xliff"}:
        raise TranslationFileError(to, "the ending decides the form; write .docx or .xlf")
    with current().reading() as reader:
        files = draw_hand_over(target, language, form[1:], reader, everything=everything)
    told = []
    for source, (data, count) in files.items():
        path = to.with_suffix(f".{source}{to.suffix}") if source else to
        replaced = path.exists()
        write_whole(path, [data])
        told.append({"file": str(path), "language": language, "segments": count, "replaced": replaced})
        if current().format != "json":
            click.echo(f"{'Replaced' if replaced else 'Wrote'} {path}: {count} text{'' if count == 1 else 's'}.")
    if current().format == "json":
        dump({"files": told})
    if not files:
        current().say(f"Nothing of {target} is left to be translated into {language}; --all sends what is translated.")


def receive(path: Path, values: dict[str, Any]) -> None:
    """Record the translations in a file that came back."""
    setting = current()
    setting.act = "receive translation"
    with setting.reading() as reader:
        came = judge_returned(path.name, load(path), reader, values["same"], clean=values["clean"])
        by = find_officer(setting.acting(), reader.officers())
    if came.taken_out:
        say_taken_out({path.name: came.taken_out})
    records: list[Record] = []
    refused = bool(came.findings) and not values["accept"]
    if not refused:
        fields = {
            "by": by, "on": values["on"], "standing": STANDINGS[values["standing"]],
            "revised_by": values["revised_by"],
            "evidence": {"document": values["source"]} if values["source"] else {},
        }  # fmt: skip
        motions = list(came.motions(fields))
        with setting.writing() as register:
            records = record_translations(motions, register, dry_run=values["dry_run"])
    tell(came, records, refused=refused, dry_run=values["dry_run"])
    if refused:
        click.get_current_context().exit(FOUND_WRONG)


def load(path: Path) -> bytes:
    """Read a file that came back.

    Raises:
        TranslationFileError: it cannot be read.
    """
    try:
        return read_file(path)
    except OSError as error:
        raise TranslationFileError(path, f"it cannot be read: {reason_of(error)}") from error


def tell(came: Received, records: list[Record], *, refused: bool, dry_run: bool) -> None:
    """Say what is wrong with a file, and what was recorded of it."""
    setting = current()
    rows = [row(finding) for finding in came.findings]
    if setting.format == "json":
        findings = [dict(zip(HEADINGS, cells, strict=True)) for cells in rows]
        dump({"findings": findings, "records": [describe_written(one) for one in records], "dry_run": dry_run})
        return
    if rows:
        draw(setting, HEADINGS, rows)
    for record in records:
        click.echo(line(record))
    if refused:
        count = len(came.sound)
        sound = f"{count} of its texts are sound, and --accept records those" if count else "none is sound"
        setting.say(f"Nothing was recorded: {sound}.")
    elif not records:
        setting.say("The file holds no translation that the register lacks.")
    elif dry_run:
        setting.say("A dry run: nothing was recorded.")
