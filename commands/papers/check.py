"""Check a round's note, a paper, or any Word file before it is issued."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from escalade.commands.papers.paper_options import EVERY, languages_of
from escalade.commands.terminal.command import FOUND_WRONG, ReadCommand, references, refuse_idle, sessions
from escalade.commands.terminal.output_file import load_file
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw
from escalade.models.files import LARGEST_FILE, LARGEST_PAGE
from escalade.services.acts.references import find_round
from escalade.services.papers.counterpart import CheckedFiles, check_files
from escalade.services.papers.draft import check_notes
from escalade.services.papers.languages import LACKING, find_texts
from escalade.services.views.check import LanguageCount, Remark, describe_check
from escalade.services.views.text import number_of
from escalade.templates.checks.checking import CHECKS
from escalade.templates.checks.finding import PaperFinding
from escalade.templates.checks.reading.file import READERS
from escalade.workflow.values.errors import RegisterError, RequestError

HEADINGS = ("severity", "check", "paper", "place", "what", "record")
TEXTS = ("language", "standing", "record", "field", "text", "remedy")
FILES = tuple(READERS)
"""The endings of files; what ends otherwise and is no file is a round."""


def list_checks(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001  # an option
    """Print what is checked, and stop."""
    if value and not ctx.resilient_parsing:
        rows = [(check.severity, check.name, check.sentence) for check in CHECKS]
        draw(current(), ("severity", "check", "sentence"), rows)
        ctx.exit()


@click.command("check", cls=ReadCommand, example="escalade check 2017\nescalade check C17-51.fr.docx --against 2017")
@click.argument("targets", metavar="ROUND|FILE...", nargs=-1, shell_complete=references)
@click.option("--language", metavar="ar|en|es|fr|ru|zh|all", help="Of a round, one language only.")
@click.option("--to-session", metavar="NAME", shell_complete=sessions, help="Of a round, the note for that session.")
@click.option(
    "--languages",
    is_flag=True,
    help="Say what each language of the body lacks, before a paper is drawn; with a ROUND, its topics too.",
)
@click.option(
    "--against",
    metavar="REF|MEETING",
    shell_complete=references,
    help="Of files, the round, topic or meeting on record that they are about; unless given, what bears their symbol.",
)
@click.option(
    "--list",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=list_checks,
    help="Show what is checked, and stop.",
)
def check(
    targets: tuple[str, ...],
    language: str | None,
    to_session: str | None,
    against: str | None,
    *,
    languages: bool,
) -> None:
    """Check a round's note, or a paper in a file; an error gives 4.

    Files are read as Word, PDF, text of a PDF, Markdown, HTML and Akoma Ntoso.
    Those of one paper in several languages are compared with each other, as
    the note of a round is in all its languages; where the register knows what
    a file is a version of, what the file says is held against the record.
    """
    if languages:
        tell_lacking(targets)
        return
    if not targets:
        raise click.MissingParameter(param=click.get_current_context().command.params[0])
    files = [Path(target) for target in targets if is_file(target)]
    rounds = [target for target in targets if not is_file(target)]
    if not rounds:
        refuse_idle("they are of a round’s note", "language", "to_session", "as_of")
    if not files:
        refuse_idle("it is of files", "against")
    names, findings, held = find_file_faults(files, against) if files else CheckedFiles([], [], {})
    for reference in rounds:
        tags, found = draw_note(reference, language, to_session)
        names += tags
        findings += found
    tell(names, findings, held)


def tell_lacking(rounds: Sequence[str]) -> None:
    """Print what each language lacks; 4 where papers are required in one."""
    refuse_idle("it looks at languages, not at a paper", "language", "to_session", "against")
    with current().reading() as reader:
        names = [find_round(one, reader) for one in rounds]
        found, counts = find_texts(reader.standing(), reader.references(), names)
    setting, lacking = current(), [one for one in found if one.standing == LACKING]
    if setting.format == "table":
        tags = ", ".join(dict.fromkeys(one.language for one in lacking))
        click.echo(f"{number_of(len(lacking), 'text')} lacking: {tags}." if lacking else "No language lacks a text.")
        for one in counts:
            click.echo(count_standings(one))
    data = {"texts": found, "standings": counts}
    draw(setting, TEXTS, [tuple(getattr(one, name) for name in TEXTS) for one in found], data)
    if any(one.required for one in lacking):
        click.get_current_context().exit(FOUND_WRONG)


def count_standings(counts: LanguageCount) -> str:
    """How many texts of a language are worth what, in a line."""
    told = {
        "official": counts.official,
        "unofficial": counts.unofficial,
        "reconstructed": counts.reconstructed,
        "of a standing that is not on record": counts.unsaid,
        LACKING: counts.lacking,
    }
    return f"{counts.language}: {', '.join(f'{number} {worth}' for worth, number in told.items() if number)}."


def is_file(target: str) -> bool:
    """Whether a file is meant, and not a round."""
    return target.lower().endswith(FILES) or Path(target).is_file()


def find_file_faults(files: Sequence[Path], against: str | None) -> CheckedFiles:
    """Find the faults of files, and where they depart from the record."""
    absent = next((file for file in files if not file.is_file()), None)
    if absent is not None:
        raise RequestError(
            "no-paper",
            "{path} cannot be checked: there is no such file. Name a file, or a round such as 2017.",
            path=absent,
        )
    most = dict.fromkeys((".docx", ".pdf"), LARGEST_FILE)
    contents = {str(file): load_file(file, most.get(file.suffix.lower(), LARGEST_PAGE)) for file in files}
    try:
        with current().reading() as reader:
            return check_files(contents, reader, reader.resolve(against) if against else None)
    except RegisterError:
        if against:
            raise
        return check_files(contents, None)


def draw_note(reference: str, language: str | None, to_session: str | None) -> tuple[list[str], list[PaperFinding]]:
    """Find the faults of the note of a round, in each of its languages."""
    with current().reading() as reader:
        tags = languages_of("note", language or EVERY, reader)
        return check_notes(
            find_round(reference, reader), reader.standing(), tags, (to_session or "").removeprefix("session/") or None
        )


def tell(names: Sequence[str], findings: Sequence[PaperFinding], held: Mapping[str, str]) -> None:
    """Print the findings, errors first, and end with 4 if there is one."""
    setting, data = current(), describe_check(names, findings, held)
    if setting.format == "table":
        against = f", against {', '.join(dict.fromkeys(held.values()))} on record" if held else ""
        click.echo(f"{number_of(len(names), 'paper')} checked{against}: {verdict(data.errors, data.warnings)}.")
    draw(setting, HEADINGS, [row(one) for one in data.findings], data)
    if data.errors:
        click.get_current_context().exit(FOUND_WRONG)


def row(finding: PaperFinding | Remark) -> tuple[str, ...]:
    """A finding as the cells of a table."""
    return tuple(str(getattr(finding, heading)) for heading in HEADINGS)


def verdict(errors: int, warnings: int) -> str:
    """Count errors and warnings in words."""
    found = ((errors, "error"), (warnings, "warning"))
    return ", ".join(number_of(number, word) for number, word in found if number) or "nothing is wrong"
