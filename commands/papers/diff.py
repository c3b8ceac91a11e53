"""The command `diff`: what changed in a text, in a terminal or as a file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
import msgspec

from escalade.commands.papers.write import save_papers
from escalade.commands.terminal.command import ReadCommand, references
from escalade.commands.terminal.output_file import FILE
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import colour, draw
from escalade.services.views.difference import (
    MOMENTS,
    Change,
    changes,
    describe_difference,
    languages_of,
    pieces,
    texts_between,
)
from escalade.templates.formats.file import file_of
from escalade.templates.formats.tracked.document import page
from escalade.templates.languages.pack import AVAILABLE
from escalade.templates.languages.tongue import tongue
from escalade.templates.papers.corrigendum import versions
from escalade.templates.values.extra import needing
from escalade.workflow.motions import TextVersion
from escalade.workflow.records.record import Record
from escalade.workflow.values.errors import RequestError

Version = tuple[Record, TextVersion]

CHANGE = ("part", "language", "before", "after")


EXAMPLE = """\
escalade diff 2017/ott --between referred,decided
escalade diff 2017/ott --language fr --to ott.docx"""


@click.command("diff", cls=ReadCommand, example=EXAMPLE)
@click.argument("reference", metavar="REF", shell_complete=references)
@click.option(
    "--between", metavar="MOMENT,MOMENT", help=f"Two of {', '.join(MOMENTS)}; the last two texts unless given."
)
@click.option("--language", metavar="LANGUAGE", help="Only in that language.")
@click.option(
    "--to",
    metavar="FILE-OR-FOLDER",
    type=FILE,
    help="Write the whole text there, what changed marked: .html, or .docx with tracked changes.",
)
def diff(reference: str, between: str | None, language: str | None, to: Path | None) -> None:
    """What changed between two texts of a topic, word by word."""
    with current().reading() as reader:
        topic = reader.standing().topic(reader.resolve(reference))
    if topic is None:
        raise click.UsageError(f"“{reference}” is no topic; only a topic has texts.", click.get_current_context())
    old, new = texts_between(topic, between)
    if to is not None:
        write(old, new, language, to)
        return
    if language is not None:
        languages_of(old, new, language)
    _shown(old, new, [change for change in changes(old[1], new[1]) if language in {None, change.language}])


def _shown(old: tuple[Record, TextVersion], new: tuple[Record, TextVersion], found: list[Change]) -> None:
    """Print what changed from one text to the other."""
    setting = current()
    topic = new[0].subject
    if setting.format != "table":
        rows = [msgspec.structs.astuple(change) for change in found]
        draw(setting, CHANGE, rows, describe_difference(old[0], new[0], found))
        return
    before, after = (f"{record.reference} ({record.act})" for record, _ in (old, new))
    click.echo(f"{topic}: from {before} to {after}")
    for change in found:
        click.echo(f"\n{change.part} ({change.language})\n{mark_changes(pieces(change.before, change.after))}")
    if not found:
        click.echo("The two texts say the same.")


def mark_changes(words: Iterable[tuple[str, str]]) -> str:
    """The words that went and came, within those that stayed."""
    return "".join(_mark(text, what) for text, what in words)


def _mark(words: str, what: str) -> str:
    """Words in colour on a terminal, in brackets elsewhere."""
    if what == "stayed":
        return words
    plain = f"[-{words}-]" if what == "went" else f"{{+{words}+}}"
    return colour(plain, "red" if what == "went" else "green")


FORMS = ("html", "docx")


def write(old: Version, new: Version, language: str | None, to: Path) -> None:
    """Write what changed, in each language of the texts, into files."""
    forms = FORMS if to.is_dir() else (to.suffix.removeprefix("."),)
    if not set(forms) <= set(FORMS):
        raise RequestError(
            "no-such-form",
            "--to {to}: a comparison is written as .html, or as .docx with tracked changes; write --to {fitting}, or a "
            "folder that exists.",
            to=to,
            fitting=to.with_suffix(".docx") if to.name else to,
        )
    languages = _languages(old, new, language)
    drawn = {(tag, form): _drawn(old, new, tag, form) for tag in languages for form in forms}
    save_papers("diff", new[0].subject, drawn, to, several=len(languages) > 1)


def _languages(old: Version, new: Version, language: str | None) -> tuple[str, ...]:
    """The languages in which there is a text and a paper can be written."""
    there = languages_of(old, new, language)
    wanted = there if language is None else (language,)
    for tag in wanted:
        if tag not in AVAILABLE:
            current().say(f"No file is written in {tag}: papers are written in {', '.join(AVAILABLE)}.")
    return tuple(tag for tag in wanted if tag in AVAILABLE)


def _drawn(old: Version, new: Version, language: str, form: str) -> bytes:
    """Both texts in one file; what came is the newer record's."""
    before, after = versions(old, new, tongue(language))
    if form == "html":
        return page(before, after).encode()
    with needing(form):
        from escalade.templates.formats.tracked.document import track_changes
    record = new[0]
    return track_changes(file_of(before, form), file_of(after, form), author=record.officer, at=record.at)
