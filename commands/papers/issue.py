"""The command `issue`: check a paper, fix its bytes, and keep the file."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from escalade.commands.papers.insert_option import INSERT
from escalade.commands.terminal.command import Sectioned, Verb, references
from escalade.commands.terminal.settings import current

if TYPE_CHECKING:
    from escalade.models.reader import Reader
    from escalade.services.papers.draft import Order

KINDS = ("note", "notice", "call", "report", "state", "agenda", "circular", "exemption")
FORMS = ("docx", "pdf", "html", "md")
MARKS = ("Rev", "Add", "Corr")
AUDIENCES = ("public", "members", "office")


@click.command(
    "issue",
    cls=Verb,
    example='escalade issue 2020 --kind note --symbol MA20/5 --language en --form docx --as "Made-up Desk"',
)
@click.argument("reference", metavar="ROUND", shell_complete=references)
@click.option("--kind", cls=Sectioned, type=click.Choice(KINDS), required=True, help="The kind of paper.")
@click.option("--symbol", cls=Sectioned, metavar="SYMBOL", required=True, help="Its symbol, without language.")
@click.option(
    "--about", "--subject", "subject", cls=Sectioned, metavar="REF|N", help="The topic or meeting it is about."
)
@click.option(
    "--language",
    cls=Sectioned,
    metavar="ar|en|es|fr|ru|zh|all",
    default="all",
    help="One language only; all that the body has or requires, unless given.",
)
@click.option("--form", cls=Sectioned, type=click.Choice(FORMS), multiple=True, help="Its form; repeat it. Word.")
@click.option("--mark", cls=Sectioned, type=click.Choice(MARKS), help="A revision, addendum or corrigendum.")
@click.option("--file", cls=Sectioned, type=click.Path(path_type=Path), help="Issue this Word file that people edited.")
@click.option("inserts", *INSERT.opts, cls=Sectioned, metavar=INSERT.metavar, multiple=True, help=INSERT.help)
@click.option("--accept", cls=Sectioned, metavar="CHECK", multiple=True, help="Accept a warning; repeat it, or all.")
@click.option("--to", cls=Sectioned, type=click.Path(path_type=Path), help="Write the files into this folder too.")
@click.option("--trace", cls=Sectioned, is_flag=True, help="Beside the files, write which record each fact came from.")
@click.option(
    "--audience",
    cls=Sectioned,
    type=click.Choice(AUDIENCES),
    help="Draw it from what these may read, for them; unless given, it is for who may read all that it says.",
)
@click.option("--on", cls=Sectioned, metavar="DATE", default="", help="The day of issue; today unless given.")
@click.option("--dry-run", cls=Sectioned, is_flag=True, help="Check, show the records, and make none.")
def issue(reference: str, **values: Any) -> None:
    """Issue a paper: fix its bytes, and keep the file.

    The check runs first: an error refuses the issue, a warning must be
    accepted. Revisions, addenda and corrigenda are numbered by the program;
    what is kept of a revision is the clean text, and --to writes the one with
    tracked changes beside it.
    """
    from escalade.commands.papers.trace_file import place_for
    from escalade.commands.terminal.outcome import show
    from escalade.commands.terminal.output_file import prepare_files
    from escalade.services.papers.issue import prepare_issue, record_issue

    place_for(values["to"], wanted=values["trace"])
    setting = current()
    setting.act = "issue"
    with setting.writing() as register, setting.reading() as reader:
        order = _ordered(reader, reference, values)
        found = prepare_issue(order, values["accept"])
        folder = None if values["dry_run"] else values["to"]
        files = _files(order, trace=values["trace"], again=bool(found.again)) if values["to"] else {}
        with prepare_files(folder, files) if folder else nullcontext():
            outcomes = record_issue(found, register, dry_run=values["dry_run"])
    for outcome in outcomes:
        show("issue", outcome, setting, dry_run=values["dry_run"])
    if found.again:
        setting.say("That is on record already, the same to the last byte, and was not issued again.")
    setting.say(order.readership.sentence)
    for path in (folder / name for name in files) if folder else ():
        setting.say(f"Wrote {path}.")


def _files(order: Order, *, trace: bool, again: bool) -> dict[str, bytes]:
    """What is issued, by file name, with its changes and its traces beside it."""
    from escalade.commands.papers.superseded import beside
    from escalade.commands.papers.trace_file import TRACE, trace_bytes

    traces = {order.file_name(tag, TRACE): trace_bytes(told) for tag, told in order.traces.items() if trace}
    return {**order.kept, **({} if again else beside(order)), **traces}


def _ordered(reader: Reader, reference: str, values: dict[str, Any]) -> Order:
    """What is to be issued, looked up in the register.

    Raises:
        RequestError: a reference is unknown, or the file and languages clash.
    """
    from escalade.commands.papers.edited import load_edited
    from escalade.commands.papers.paper_options import languages_of
    from escalade.services.acts.references import find_round, gathering
    from escalade.services.papers.draft import Order

    about = values["subject"]
    is_of_meeting = values["kind"] in {"report", "agenda"}
    subject = reader.resolve(gathering(about) if is_of_meeting else about) if about else None
    return Order(
        reader=reader,
        group=find_round(reference, reader),
        subject=subject,
        kind=values["kind"],
        symbol=values["symbol"],
        mark=values["mark"],
        languages=languages_of(values["kind"], values["language"], reader),
        forms=values["form"] or ("docx",),
        edited=load_edited(values["file"]) if values["file"] else None,
        on=values["on"],
        by=current().acting(),
        inserts=values["inserts"],
        readers=values["audience"] or "",
    )
