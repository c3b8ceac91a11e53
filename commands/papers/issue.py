"""The command `issue`, and the next revision of what was issued."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click

from escalade.commands.papers.paper_options import (
    EVERY,
    INSERT,
    LANGUAGES,
    TEMPLATE,
    choose_template,
    clean,
    languages_of,
)
from escalade.commands.papers.write import (
    TRACE,
    place_for,
    save_papers,
    say_taken_out,
    say_untold,
    trace_bytes,
    trace_papers,
)
from escalade.commands.terminal.command import AUDIENCES, Verb, references
from escalade.commands.terminal.outcome import show
from escalade.commands.terminal.output_file import FILE, load_file, prepare_files
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import dump
from escalade.models.reader import Reader
from escalade.services.acts.references import find_about, find_round
from escalade.services.papers.draft import Order
from escalade.services.papers.edited import edited_file
from escalade.services.papers.issue import prepare_issue, record_issue
from escalade.templates.formats.file import file_of
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.facts.evidence import office
from escalade.templates.papers.facts.view import View
from escalade.workflow.motions import Issue
from escalade.workflow.motions.meeting import Kind
from escalade.workflow.records.record import Record
from escalade.workflow.values.dates import when
from escalade.workflow.values.errors import PaperError, RequestError
from escalade.workflow.values.reference import kind_of, round_of

KINDS = get_args(Kind)
FORMS = ("docx", "pdf", "html", "md", "xml")
MARKS = ("Rev", "Corr")


@click.command(
    "issue",
    cls=Verb,
    example='escalade issue note 2020 --symbol MA20/5 --language en --as "Made-up Desk"\n'
    'escalade issue notice 2020/fog --symbol MA20/6 --as "Made-up Desk"',
)
@click.argument("words", metavar="KIND REF", nargs=-1, required=True, shell_complete=references)
@click.option("--kind", type=click.Choice(KINDS), help="The kind of paper, where it is not the first word.")
@click.option("--symbol", metavar="SYMBOL", required=True, help="Its symbol, without language.")
@click.option("--subject", metavar="REF|N", help="The topic or meeting it is about, where REF is a round.")
@click.option(
    "--language",
    metavar=LANGUAGES,
    default="all",
    help="One language only; all that the body has or requires, unless given.",
)
@click.option("--form", type=click.Choice(FORMS), multiple=True, help="Its form; repeat it. Word.")
@click.option("--mark", type=click.Choice(MARKS), help="A revision or corrigendum.")
@click.option("--file", type=FILE, help="Issue this Word file that people edited.")
@clean()
@click.option("--pdf", type=FILE, help="Issue beside it the PDF that the office made of it, kept as it is.")
@INSERT
@click.option("--accept", metavar="CHECK", multiple=True, help="Accept a warning; repeat it, or all.")
@click.option("--to", type=FILE, help="Write the files into this folder too.")
@click.option("--trace", is_flag=True, help="Beside the files, write which record each fact came from.")
@click.option(
    "--audience",
    type=click.Choice(AUDIENCES),
    help="Draw it from what these may read, for them; unless given, it is for who may read all that it says.",
)
@click.option("--on", metavar="DATE", default="", help="The day of issue; today unless given.")
@TEMPLATE
@click.option("--dry-run", is_flag=True, help="Check, show the records, and make none.")
def issue(words: tuple[str, ...], **values: Any) -> None:
    """Issue a paper: fix its bytes, and keep the file.

    KIND and REF are those with which the paper is drawn, as in “escalade notice 2020/fog”.
    The check runs first: an error refuses the issue, a warning must be accepted.
    Revisions and corrigenda are numbered by the program; what is kept of a revision is
    the clean text, and --to writes the one with tracked changes beside it.
    """
    place_for(values["to"], wanted=values["trace"])
    setting = current()
    setting.act = "issue"
    kind, reference = name_paper(words, values.pop("kind"))
    with setting.writing() as register, setting.reading() as reader:
        order = _ordered(reader, kind, reference, values)
        found = prepare_issue(order, values["accept"])
        folder = None if values["dry_run"] else values["to"]
        files = order.kept | ({} if found.again else beside(order)) if values["to"] else {}
        if values["trace"]:
            files |= {order.file_name(tag, TRACE): trace_bytes(told) for tag, told in order.traces.items()}
        with prepare_files(folder, files) if folder else nullcontext():
            outcomes = record_issue(found, register, dry_run=values["dry_run"])
        papers, left_out = ([], ()) if found.again else ([*order.papers.values()], order.left_out)
    for outcome in outcomes:
        show("issue", outcome, setting, dry_run=values["dry_run"])
    if found.again:
        setting.say("That is on record already, the same to the last byte, and was not issued again.")
    say_taken_out(order.taken_out)
    setting.say(order.readership.sentence)
    say_untold(papers, left_out)
    for path in [folder / name for name in files] if folder else ():
        setting.say(f"Wrote {path}.")


def name_paper(words: tuple[str, ...], kind: str | None) -> tuple[str, str]:
    """The kind of paper and what it is about, as a line names them."""
    ctx = click.get_current_context()
    *before, reference = words
    named = (*before, *([kind] if kind else ()))
    if not named:
        raise click.MissingParameter(ctx=ctx, param=next(one for one in ctx.command.params if one.name == "kind"))
    if len(named) > 1 or named[0] not in KINDS:
        message = f"“issue” takes one kind of paper ({', '.join(KINDS)}) and what it is about, not {' '.join(words)}"
        raise click.UsageError(message, ctx)
    return named[0], reference


def round_for(about: str, reader: Reader) -> str:
    """The round in which a paper is issued; of a meeting, the one it had."""
    if kind_of(about) not in {"meeting", "session"}:
        return round_of(about)
    standing = reader.standing()
    dealt = [one.subject for one in standing.list_happenings(about) if kind_of(one.subject) in {"round", "topic"}]
    found = sorted({*map(round_of, dealt)}) or [one for one in reader.references() if kind_of(one) == "round"]
    if len(found) != 1:
        raise RequestError(
            "which-round",
            "A paper is issued in a round, and {about} is of several: {rounds}. Name one: "
            "escalade issue ROUND --kind KIND --subject {about}.",
            about=about,
            rounds=", ".join(found),
        )
    return found[0]


def _ordered(reader: Reader, kind: str, reference: str, values: dict[str, Any]) -> Order:
    """Look up in the register what is to be issued."""
    given = values["subject"]
    about = find_about(kind, given or reference, reader)
    group = find_round(reference, reader) if given else round_for(about, reader)
    return Order(
        reader=reader,
        group=group,
        subject=None if about == group else about,
        kind=kind,
        symbol=values["symbol"],
        mark=values["mark"],
        languages=languages_of(kind, values["language"], reader),
        forms=values["form"] or ("docx",),
        edited=edited_file(
            *((path.name, load_file(path)) if path else None for path in (values["file"], values["pdf"])),
            clean=values["clean"],
        ),
        on=values["on"],
        by=current().acting(),
        inserts=values["insert"],
        clean=values["clean"],
        template=choose_template(values["template"]),
        readers=values["audience"] or "",
    )


WORD, TRACKED = "docx", "tracked.docx"


def nothing_issued(kind: str, group: str, language: str = "", *, others: Iterable[str] = ()) -> PaperError:
    """There is no paper that a revision could take the place of."""
    return PaperError(
        "nothing-issued",
        "No {kind} of {group} was issued as Word{where}, so there is nothing to revise. {there}",
        kind=kind,
        group=group,
        where=f" in {language}" if language else "",
        there=f"It was in {', '.join(others)}."
        if others
        else f"Issue it first: escalade issue {kind} {group} --symbol SYMBOL",
    )


def bases(reader: Reader, group: str, kind: str, symbol: str | None = None) -> dict[str, tuple[Record, Issue]]:
    """The paper that stands in each language, issued first or revised last.

    Args:
        reader: the register.
        group: the round.
        kind: the kind of paper, such as note.
        symbol: without language; the symbol issued last unless given.
    """
    papers = [
        (record, paper)
        for record, paper in reader.standing().round(group).papers
        if paper.kind == kind and paper.form == WORD and paper.mark in {None, "Rev"} and symbol in {None, paper.symbol}
    ]
    last = papers[-1][1].symbol if papers else None
    return {paper.language: (record, paper) for record, paper in papers if paper.symbol == last}


def standing_file(order: Order, language: str) -> tuple[str, bytes]:
    """The document that stands in a language, with the bytes that were issued."""
    there = bases(order.reader, order.group, order.kind, order.symbol)
    if language not in there:
        raise nothing_issued(order.kind, order.group, language, others=sorted(there))
    record, paper = there[language]
    document = record.evidence.document or paper.symbol
    kept = order.reader.paper(paper.paper)
    if kept is None:
        raise PaperError(
            "paper-elsewhere",
            "The file of {document} is not kept in this register, so its changes cannot be tracked; look for "
            "it in the register in which it was issued, under SHA-256 {digest}.",
            document=document,
            digest=paper.paper,
        )
    return document, kept[1]


def track_changes_in(order: Order, language: str, new: bytes) -> bytes:
    """Write one language with the changes since what stands.

    They bear the title of the office that issues it, and the time of the
    newest record that was read: the same record gives the same bytes.
    """
    from escalade.templates.formats.tracked.document import track_changes

    (document, old), standing = standing_file(order, language), order.reader.standing()
    author = office(View(standing, tongue(language), when(standing.today.isoformat())), "secretariat").text
    return track_changes(old, new, author=author, at=standing.last_at, name=document)


def beside(order: Order) -> dict[str, bytes]:
    """Revisions that are issued as Word, with their changes, by file name."""
    if order.mark != "Rev" or WORD not in order.forms:
        return {}
    there = bases(order.reader, order.group, order.kind, order.symbol)
    return {
        order.file_name(language, TRACKED): track_changes_in(
            order, language, order.kept[order.file_name(language, WORD)]
        )
        for language in order.languages
        if language in there
    }


def revise(
    reference: str,
    *,
    to: Path | None,
    template: Path | None,
    trace: bool,
    language: str | None,
    **wanted: Any,
) -> None:
    """Write a note as its next revision, or print what changed in it."""
    if to is not None and not to.is_dir() and to.suffix != f".{WORD}":
        sentence = "--revision tracks changes in Word; write --to {with_suffix}, or a folder."
        raise RequestError("not-in-word", sentence, with_suffix=to.with_suffix(".docx"))
    place_for(to, wanted=trace)
    with current().reading() as reader:
        order = _next_revision(reader, reference, language, **wanted)
        drawn = {tag: file_of(one, WORD, order.seal, choose_template(template)) for tag, one in order.papers.items()}
        say_taken_out(order.taken_out)
        if to is None:
            _print_changes(order, drawn)
            return
        drawn = {tag: track_changes_in(order, tag, data) for tag, data in drawn.items()}
    files = {(tag, TRACKED): data for tag, data in drawn.items()} | (trace_papers(order.papers) if trace else {})
    save_papers(order.kind, order.group, files, to, several=language == EVERY)


def _next_revision(
    reader: Reader,
    reference: str,
    language: str | None,
    *,
    insert: tuple[str, ...],
    clean: bool,
    audience: str | None,
    on: date | None,
) -> Order:
    """The next revision of a note, as `issue` would number it."""
    group = find_round(reference, reader)
    there = bases(reader, group, "note")
    languages = tuple(sorted(there)) if language == EVERY else languages_of("note", language, reader)
    missing = [tag for tag in languages if tag not in there]
    if missing or not there:
        raise nothing_issued("note", group, *missing[:1], others=sorted(there))
    symbol, day = there[languages[0]][1].symbol, on.isoformat() if on else ""
    told: dict[str, Any] = {"on": day, "inserts": insert, "clean": clean, "readers": audience or ""}
    return Order(reader, group, None, "note", symbol, "Rev", languages, (WORD,), **told)


def _print_changes(order: Order, drawn: dict[str, bytes]) -> None:
    """Print the paragraphs that changed, what went and came marked."""
    from escalade.commands.papers.diff import mark_changes
    from escalade.templates.formats.tracked.document import changes

    old = {tag: standing_file(order, tag) for tag in drawn}
    found = {tag: list(changes(old[tag][1], data, old[tag][0])) for tag, data in drawn.items()}
    if current().format == "json":
        dump([{"language": tag, "revision": order.own_symbol(tag), "changes": told} for tag, told in found.items()])
        return
    for tag, told in found.items():
        click.echo(f"{order.own_symbol(tag)} ({tag})")
        click.echo("".join(f"\n{mark_changes(one)}\n" for one in told))
