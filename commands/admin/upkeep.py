"""The commands `rebuild`, `upgrade`, `backup` and `doctor`."""

from __future__ import annotations

from pathlib import Path

import click

from escalade.commands.terminal.command import FOUND_WRONG, Verb
from escalade.commands.terminal.progress import progress
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump
from escalade.models.integrity.diagnose import examine
from escalade.models.integrity.rebuild import rebuild as rebuilt
from escalade.models.transfer.backup import backup as copied
from escalade.models.transfer.backup import upgrade as upgraded


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


@click.command("upgrade", cls=Verb, example="escalade upgrade")
def upgrade() -> None:
    """Bring the register to this version of escalade, after a backup."""
    setting = current()
    done = upgraded(setting.location())
    if setting.format == "json":
        dump({"done": done})
    else:
        click.echo(done)


@click.command("backup", cls=Verb, example="escalade backup register-2017-05-24.db")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy the register to a new file, also while others write."""
    setting = current()
    copied(setting.location(), file)
    if setting.format == "json":
        dump({"register": str(setting.location()), "backup": str(file)})
    else:
        click.echo(f"The register at {setting.location()} was copied to {file}.")


@click.command("doctor", cls=Verb, example="escalade doctor")
def doctor() -> None:
    """Look for what may be wrong around the register."""
    setting = current()
    checks = examine(setting.location())
    data = [{"name": check.name, "ok": check.ok, "sentence": check.sentence} for check in checks]
    draw(
        setting,
        ("check", "result", "sentence"),
        [(check.name, "ok" if check.ok else "wrong", check.sentence) for check in checks],
        data,
    )
    if not all(check.ok for check in checks):
        click.get_current_context().exit(FOUND_WRONG)
