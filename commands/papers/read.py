"""Read reports into proposed acts, each beside its sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click
import msgspec

from escalade.commands.acts.act import someone_answers
from escalade.commands.terminal.command import Verb
from escalade.commands.terminal.output_file import FILE, load_file, save
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import colour, draw, printable, wrap_text
from escalade.models.backends import exists
from escalade.services.reading.case import ReadCase, case_lines, largest, read_documents
from escalade.services.reading.proposal import Proposal, remember, try_in_order
from escalade.services.views.text import number_of
from escalade.templates.checks.reading.file import document_in
from escalade.templates.reading.telling import IN_PART, UNKNOWN
from escalade.workflow.subjects.standing import Memory
from escalade.workflow.values.errors import EscaladeError

HEADINGS = ("document", "place", "status", "acts", "text")


@click.command("read", cls=Verb, example="escalade read report-8.pdf report-9.docx --to case.toml")
@click.argument("reports", metavar="REPORT...", nargs=-1, required=True, type=FILE)
@click.option("--to", metavar="CASE.toml", type=FILE, help="Write the acts as a case file, to be loaded.")
@click.option("--review", "asked", is_flag=True, help="Accept, mend or refuse each act first, on a terminal.")
def read(reports: tuple[Path, ...], to: Path | None, *, asked: bool) -> None:
    """Read reports into proposed acts, each beside its sentence.

    Word, PDF with text, HTML, Markdown, plain text and Akoma Ntoso are read, in six languages, by rule: what a document
    does not say stays unknown. Of each paragraph it is said whether an act tells it, whether it is background, or
    whether it is not understood. Several documents of one body are merged; what the procedure refuses is shown with
    the cause. Nothing is recorded: the case file is read by a person, then loaded.
    """
    if asked and not (to and someone_answers()):
        raise click.UsageError("--review asks on a terminal, and writes what is accepted: name --to CASE.toml.")
    documents = [document_in(load_file(path, largest(path.name)), path.name) for path in reports]
    case = read_documents(documents, known_records())
    if asked:
        case.proposals = try_in_order(review(case.proposals), known_records())
    tell(case)
    if to:
        save(to, "".join(case_lines(case)).encode())


def known_records() -> Memory:
    """The records of the register that is there; none where there is none."""
    if not exists(current().location()):
        return Memory()
    with current().reading() as reader:
        return remember(reader)


def tell(case: ReadCase) -> None:
    """Print the acts with their sentences, and what became of each paragraph."""
    rows = [
        (account.document.name, str(one.place), one.status, ", ".join(dict.fromkeys(a.act for a in one.acts)), one.text)
        for account in case.accounts
        for one in account.paragraphs
    ]
    if current().format != "table":
        draw(current(), HEADINGS, rows, describe(case) if current().format == "json" else None)
        return
    for one in case.proposals:
        tell_act(one)
    for note in case.notes:
        click.echo(wrap_text(f"Not settled: {note}"))
    tell_paragraphs(rows)


def tell_paragraphs(rows: Sequence[tuple[str, ...]]) -> None:
    """Print the paragraphs not understood, and count those of each kind."""
    for name, place, status, _, text in rows:
        if status in {UNKNOWN, IN_PART}:
            click.echo(wrap_text(f"{colour(status.capitalize(), 'yellow')} ({name}, {place}): {text}"))
    counts = Counter(status for _, _, status, _, _ in rows)
    told = ", ".join(f"{count} {status}" for status, count in counts.items())
    click.echo(f"{number_of(sum(counts.values()), 'paragraph')}: {told}.")


def tell_act(one: Proposal) -> None:
    """Print an act, and below it the sentences that it rests on."""
    said = f"{one.act}: {', '.join(one.of)}"
    click.echo(
        said if one.is_told and not one.refused else colour(f"{said} ({why(one)})", "red" if one.refused else "cyan")
    )
    for ground in one.grounds:
        click.echo(wrap_text(f"  - {ground.document}, {ground.place}: {ground.sentence}"))


def why(one: Proposal) -> str:
    """Why an act is shown in another colour."""
    return f"refused: {one.refused}" if one.refused else "demanded by the procedure, not told"


def describe(case: ReadCase) -> dict[str, Sequence[object]]:
    """The case as JSON shows it."""
    acts = [msgspec.structs.asdict(one) | {"demanded": sorted(one.demanded)} for one in case.proposals]
    return {"acts": acts, "paragraphs": [account.paragraphs for account in case.accounts], "notes": case.notes}


ANSWERS = {"a": "accept", "m": "mend", "r": "refuse", "e": "accept this and every further one"}


def review(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Ask of each proposed act what becomes of it; give those kept."""
    kept, every = list[Proposal](), False
    for place, one in enumerate(proposals, start=1):
        if every:
            kept.append(one)
            continue
        click.echo(f"\n{place} of {len(proposals)}", err=True)
        show_act(one)
        answer = ask()
        while answer == "m":
            one = mend(one)  # noqa: PLW2901  # what was mended is shown again
            show_act(one)
            answer = ask()
        every = answer == "e"
        kept += [] if answer == "r" else [one]
    return kept


def ask() -> str:
    """Ask what becomes of an act."""
    choices = ", ".join(f"{key}: {what}" for key, what in ANSWERS.items())
    return str(click.prompt(f"({choices})", type=click.Choice([*ANSWERS]), show_choices=False, err=True))


def show_act(one: Proposal) -> None:
    """Show an act: its fields, its sentences, and what is not told."""
    for line in one.lines.splitlines():
        click.echo(printable(line), err=True)
    for ground in one.grounds:
        click.echo(wrap_text(printable(f"  - {ground.document}, {ground.place}: {ground.sentence}")), err=True)
    if one.demanded:
        click.echo(colour(f"  Not told: {', '.join(sorted(one.demanded))}", "cyan"), err=True)
    if one.refused:
        click.echo(colour(wrap_text(f"  Refused: {one.refused}"), "red"), err=True)


def mend(one: Proposal) -> Proposal:
    """Let a person change an act; it stays where that cannot be read."""
    text = click.edit(one.lines, extension=".toml")
    try:
        return one if text is None else one.mended(text)
    except EscaladeError as problem:
        click.echo(f"It stays as it was: {problem}", err=True)
        return one
