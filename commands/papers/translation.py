"""The command `translation`: texts sent to be translated, and received."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import click

from escalade.commands.papers.check import HEADINGS, row
from escalade.commands.papers.paper_options import clean
from escalade.commands.papers.write import say_taken_out
from escalade.commands.terminal.command import FOUND_WRONG, Sectioned, Verb, references, refuse_idle
from escalade.commands.terminal.outcome import line
from escalade.commands.terminal.output_file import FILE, load_file, save
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump
from escalade.services.acts.references import find_officer
from escalade.services.papers.hand_over import Received, draw_hand_over, judge_returned, record_translations
from escalade.services.views.record import describe_written
from escalade.services.views.text import number_of
from escalade.workflow.records.record import Record
from escalade.workflow.values.errors import RequestError

STANDINGS = {"official": "official", "unofficial": "unofficial translation"}
ENDINGS = {".docx", ".xlf", ".xliff"}
SEND, RECEIVE = "To send", "To receive"
sent, received = (partial(click.option, cls=Sectioned, section=section) for section in (SEND, RECEIVE))


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
    """Write the texts of a round that are to be translated into files."""
    if not language or not to:
        message = "“translation send” is to be told the language and the file: --language ru --to texts.docx."
        raise click.UsageError(message)
    if (form := to.suffix.lower()) not in ENDINGS:
        raise RequestError("translation-file", "{path}: the ending decides the form; write .docx or .xlf.", path=to)
    with current().reading() as reader:
        files = draw_hand_over(target, language, form[1:], reader, everything=everything)
    told = []
    for source, (data, count) in files.items():
        path = to.with_suffix(f".{source}{to.suffix}") if source else to
        told.append(save(path, data, f": {number_of(count, 'text')}") | {"language": language, "segments": count})
    if current().format == "json":
        dump({"files": told})
    if not files:
        current().say(f"Nothing of {target} is left to be translated into {language}; --all sends what is translated.")


def receive(path: Path, values: dict[str, Any]) -> None:
    """Record the translations in a file that came back."""
    setting = current()
    setting.act = "receive translation"
    with setting.reading() as reader:
        came = judge_returned(path.name, load_file(path), reader, values["same"], clean=values["clean"])
        by = find_officer(setting.acting(), reader.officers())
    if came.taken_out:
        say_taken_out({path.name: came.taken_out})
    records: list[Record] = []
    refused = bool(came.findings) and not values["accept"]
    if not refused:
        fields = {
            "by": by, "on": values["on"], "standing": STANDINGS[values["standing"]], "revised_by": values["revised_by"],
            "evidence": {"document": values["source"]} if values["source"] else {},
        }  # fmt: skip
        with setting.writing() as register:
            records = record_translations(list(came.motions(fields)), register, dry_run=values["dry_run"])
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
        count = len(came.sound)
        sound = f"{count} of its texts are sound, and --accept records those" if count else "none is sound"
        setting.say(f"Nothing was recorded: {sound}.")
    elif not records:
        setting.say("The file holds no translation that the register lacks.")
    elif dry_run:
        setting.say("A dry run: nothing was recorded.")
