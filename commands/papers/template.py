"""The command `template`: Word templates that a secretariat makes its own."""

from __future__ import annotations

from pathlib import Path

import click

from escalade.commands.papers.write import say_taken_out
from escalade.commands.terminal.command import FOUND_WRONG, Verb, refuse_idle
from escalade.commands.terminal.output_file import FILE, check_readable, write_whole
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump, wrap_text
from escalade.templates.formats.file import findings_in
from escalade.templates.formats.word.field import Findings
from escalade.templates.formats.word.letterhead import read_shipped_template
from escalade.templates.values.extra import needing


@click.command("template", cls=Verb, example="escalade template copy house.docx\nescalade template check house.docx")
@click.argument("what", metavar="check|copy", type=click.Choice(["check", "copy"]))
@click.argument("file", metavar="FILE", type=FILE)
@click.option("--force", is_flag=True, help="Let a copy replace a file that is there.")
@click.option(
    "--clean", is_flag=True, help="Before the check, take out of the file what readers do not see, and say what it was."
)
def template(what: str, file: Path, **given: bool) -> None:
    """Check a Word template of your own, or copy ours to start from.

    The check says which fields the template uses, which there are not, and
    which texts of a paper it would leave out; then it ends with 4.
    """
    if what == "copy":
        refuse_idle("ours hides nothing", "clean")
        if file.exists() and not given["force"]:
            raise click.UsageError(f"{file} is there already; --force replaces it.")
        write_whole(file, [read_shipped_template()])
        click.echo(f"Wrote {file}.")
        return
    refuse_idle("a check replaces nothing", "force")
    check_readable(file)
    if given["clean"]:
        with needing("docx"):
            from escalade.templates.checks.reading.opening import prove_open
        proven = prove_open(file.read_bytes(), file.name, clean=True)
        write_whole(file, [proven.data])
        say_taken_out({file.name: proven.taken_out} if proven.taken_out else {})
    check(file)


def check(file: Path) -> None:
    """Say what a template uses, and what is wrong with it."""
    setting, found = current(), findings_in(file)
    wrong = (*found.faults, *found.gaps)
    if setting.format == "json":
        parts = ("used", "unknown", "forbidden", "missing", "broken", "hidden")
        dump({name: list(getattr(found, name)) for name in parts})
    elif setting.format == "table":
        tell(file, found)
    else:
        draw(setting, ("field", "finding"), [*((name, "used") for name in found.used), *(("", one) for one in wrong)])
    if wrong:
        click.get_current_context().exit(FOUND_WRONG)


def tell(file: Path, found: Findings) -> None:
    """Say it in plain words."""
    click.echo(wrap_text(f"{file} uses {', '.join(found.used) or 'no field'}."))
    for heading, lines in (("What cannot be used:", found.faults), ("What it would leave out:", found.gaps)):
        if lines:
            click.echo(heading)
            click.echo("".join(f"- {line}\n" for line in lines), nl=False)
    if not (found.faults or found.gaps):
        click.echo("Nothing is wrong with it.")
