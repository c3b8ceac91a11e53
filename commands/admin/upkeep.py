"""The commands `rebuild`, `backup`, `restore` and `doctor`."""

from __future__ import annotations

from pathlib import Path

import click

from escalade.commands.terminal.command import FOUND_WRONG, Verb
from escalade.commands.terminal.new_register import making
from escalade.commands.terminal.output_file import FILE, progress
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump
from escalade.models.backends import Location, locate
from escalade.models.integrity.completeness import rebuild as rebuilt
from escalade.models.integrity.verify import examine
from escalade.models.reader import open_reader
from escalade.models.transfer import backup as copied
from escalade.models.transfer import backup_into as copied_into
from escalade.models.transfer import copy_beside as copied_beside
from escalade.models.transfer import restore as restored
from escalade.web.settings import sessions_beside
from escalade.workflow.values.errors import RequestError


@click.command("rebuild", cls=Verb, example="escalade rebuild")
def rebuild() -> None:
    """Make the derived tables anew from the records."""
    setting = current()
    with progress("records") as shown:
        count = rebuilt(setting.location(), shown)
    if setting.format == "json":
        dump({"subjects": count})
    else:
        click.echo(f"{count} subjects were derived anew from their records.")


@click.command(
    "backup",
    cls=Verb,
    example="escalade backup register-2017-05-24.db\n"
    "escalade backup --to /var/backups/escalade --keep 30 --accounts accounts.toml",
)
@click.argument("file", metavar="[FILE]", type=FILE, required=False)
@click.option("--to", metavar="FOLDER", type=FILE, help="A folder that keeps copies, by moment.")
@click.option("--keep", type=click.IntRange(min=1), help="How many copies stay in that folder; all unless given.")
@click.option(
    "--accounts",
    type=FILE,
    help="With --to: copy this file of accounts too, and what the server keeps beside it (sessions, subscriptions).",
)
@click.option(
    "--sessions",
    envvar="ESCALADE_SESSIONS",
    default="",
    metavar="PLACE",
    help="With --accounts: where the server keeps that, unless beside them; a database has copies of its own.",
)
def backup(file: Path | None, to: Path | None, keep: int | None, accounts: Path | None, sessions: str) -> None:
    """Copy the register to a new file, also while others write."""
    setting = current()
    if (file is None) == (to is None) or ((keep or accounts) and to is None):
        raise RequestError(
            "backup-place", "Name a new FILE, or with --to a folder in which copies are kept; one of both."
        )
    gone: list[Path] = []
    beside: list[Path] = []
    if to is not None:
        file, gone = copied_into(setting.location(), to, keep)
        beside = copied_beside(files_of_server(accounts, sessions), to) if accounts else []
    elif file is not None:
        copied(setting.location(), file)
    if setting.format == "json":
        told = {"beside": [str(one) for one in beside], "removed": [str(one) for one in gone]}
        dump({"register": str(setting.location()), "backup": str(file)} | told)
        return
    click.echo(f"The register at {setting.location()} was copied to {file}.")
    if beside:
        click.echo(f"With it: {', '.join(one.name for one in beside)}.")
    if gone:
        click.echo(f"Older copies were removed: {', '.join(one.name for one in gone)}.")


def files_of_server(accounts: Path, sessions: str) -> list[Path]:
    """Name the files that a server keeps beside a register."""
    place = sessions or sessions_beside(accounts)
    return [accounts] if "://" in place else [accounts, Path(place)]


@click.command(
    "restore", cls=Verb, example="escalade restore register-2017-05-24.db --to postgresql://db.example/ledger"
)
@click.argument("file", type=FILE)
@click.option("--to", metavar="PLACE", required=True, help="Where the new register is to lie.")
def restore(file: Path, to: str) -> None:
    """Copy a backup into a new register, in a file or on a server.

    All of it is there afterwards, or nothing; no record is added.
    """
    place = locate(to)
    with progress("records") as shown, open_reader(Location(file), shown) as kept:
        with making(place) as register:
            restored(kept, register)
        size, root = kept.size(), kept.root()
    if current().format == "json":
        dump({"backup": str(file), "register": str(place), "records": size, "root": root})
    else:
        click.echo(f"{size} records of {file} were restored to {place}; their root is {root}.")


@click.command("doctor", cls=Verb, example="escalade doctor")
def doctor() -> None:
    """Look for what may be wrong around the register."""
    setting = current()
    checks = examine(setting.location())
    data = [{"name": check.name, "ok": check.ok, "sentence": check.sentence} for check in checks]
    rows = [(check.name, "ok" if check.ok else "wrong", check.sentence) for check in checks]
    draw(setting, ("check", "result", "sentence"), rows, data)
    if not all(check.ok for check in checks):
        click.get_current_context().exit(FOUND_WRONG)
