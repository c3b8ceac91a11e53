"""Case files: replay one, write one, and the schema of both forms."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from escalade.commands.setting import current
from escalade.commands.verb import Sectioned, Verb, references
from escalade.workflow.errors import RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from escalade.models.cases import CaseAct
    from escalade.models.queries import Reader
    from escalade.models.register import Register
    from escalade.workflow.act import Outcome

ENDINGS = frozenset({".toml", ".jsonl", ".json"})
"""The forms of a case file that is written."""
OFTEN = 500
"""After how many acts progress is shown again."""


class Progress:
    """How far a long loading has come, on a terminal."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.acts = self.records = self.warnings = 0
        self.shown = sys.stderr.isatty() and not current().quiet

    def __call__(self, _act: CaseAct, outcome: Outcome) -> None:
        """Take note of one more act."""
        self.acts += 1
        self.records += len(outcome.records)
        self.warnings += len(outcome.warnings)
        if self.shown and self.acts % OFTEN == 0:
            click.echo(f"\r{self.acts:,} acts …", err=True, nl=False)

    def end(self) -> None:
        """Leave the line that was written over and over."""
        if self.shown and self.acts >= OFTEN:
            click.echo("\r" + " " * 40 + "\r", err=True, nl=False)


@click.command("load", cls=Verb, example="escalade --register register.db load round.toml")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def load(file: Path) -> None:
    """Replay the acts of a case file through the procedure.

    All of them are recorded, or none. A register is made where there is none. Loading proves order and procedure,
    not authorship.
    """
    from escalade.commands.making import making

    setting = current()
    location = setting.location()
    place = making(location) if not location.path.exists() else setting.writing()
    progress = Progress()
    with place as register:
        replayed(register, file, progress)
    if setting.format == "json":
        from escalade.commands.table import dump

        dump(
            {
                "acts": progress.acts,
                "records": progress.records,
                "warnings": progress.warnings,
                "register": str(location),
            }
        )
    else:
        click.echo(f"{progress.acts} acts of {file} made {progress.records} records in {location}.")


def replayed(register: Register, file: Path, progress: Progress) -> None:
    """Replay a file, and leave the screen as it was."""
    from escalade.models.cases import replay

    try:
        replay(register, file, progress)
    finally:
        progress.end()


@click.command("export", cls=Verb, example="escalade export 2017 --to round.toml\nescalade export > register.jsonl")
@click.argument("round_", metavar="[ROUND]", required=False, shell_complete=references)
@click.option(
    "--to",
    cls=Sectioned,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write there: .toml for people, .jsonl for machines.",
)
@click.option("--toml", cls=Sectioned, is_flag=True, help="Write TOML on standard output.")
def export(round_: str | None, to: Path | None, toml: bool) -> None:  # noqa: FBT001  # an option
    """Write the acts of the register, or of a round, as a case file.

    JSON Lines on standard output unless told otherwise. Times and salts are
    kept: loaded into an empty register, the same bytes are exported again.
    """
    from escalade.commands.file import write_whole
    from escalade.desk.referring import round_named

    if to and to.suffix not in ENDINGS and (to.is_file() or not to.exists()):
        message = f"--to {to} is to end in .toml, for people, or .jsonl, for machines."
        raise RequestError(message)
    with current().reading() as reader:
        group = round_named(round_, reader) if round_ else None
        parts = lines(reader, group, toml=to.suffix == ".toml" if to else toml)
        if to:
            write_whole(to, parts)
        else:
            for part in parts:
                click.echo(part, nl=False)


def lines(reader: Reader, group: str | None, *, toml: bool) -> Iterator[bytes]:
    """A case in one of its two forms, part by part."""
    from escalade.models.cases import export_lines, export_toml

    if toml:
        yield from (part.encode() for part in export_toml(reader, group))
    else:
        yield from export_lines(reader, group)


@click.command("schema", cls=Verb, example="escalade schema > case.schema.json")
def schema() -> None:
    """The JSON Schema of case files, in both forms."""
    from escalade.models.cases import schema as described

    click.echo(described())
