"""The command `use`: defaults for later calls."""

from __future__ import annotations

import json
from pathlib import Path

import click

from escalade.commands.terminal.command import Sectioned, Verb
from escalade.commands.terminal.kept_defaults import place
from escalade.commands.terminal.once import refuse_idle
from escalade.commands.terminal.output_file import check_readable
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump
from escalade.models.backends import Database, locate
from escalade.templates.formats.file import source_of
from escalade.workflow.values.errors import RequestError


class KeptPasswordError(RequestError):
    """A password is not for a file of settings."""

    def __init__(self, register: str) -> None:
        """Name the register, and where PostgreSQL looks for a password."""
        self.register = register
        super().__init__(
            f"The URL of {register} says a password, which is not kept. Leave it out; "
            "PostgreSQL looks for it in ~/.pgpass, in PGPASSFILE and in PGPASSWORD."
        )


EXAMPLES = """\
escalade use --register register.db --as Secretariat
escalade use --template house.docx
escalade use --forget"""


@click.command("use", cls=Verb, example=EXAMPLES)
@click.option(
    "--template",
    cls=Sectioned,
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The Word template of the house, through which papers are then written.",
)
@click.option("--forget", cls=Sectioned, is_flag=True, help="Forget all defaults.")
def use(template: Path | None, *, forget: bool) -> None:
    """Keep a register, an officer and a template as defaults, or show them.

    The environment (ESCALADE_REGISTER, ESCALADE_OFFICER, ESCALADE_TEMPLATE)
    wins over them, and options win over both.
    """
    setting = current()
    if forget:
        refuse_idle("--forget forgets all defaults", "register", "officer", "template")
    if template:
        check_readable(template)
        source_of(template)
    given = {
        "register": absolute(setting.register) if setting.register else None,
        "officer": setting.officer,
        "template": str(template.expanduser().absolute()) if template else None,
    }
    kept = {} if forget else {**setting.defaults, **{name: value for name, value in given.items() if value}}
    if forget or any(given.values()):
        keep(kept)
    if setting.format == "json":
        dump(kept)
        return
    draw(setting, ("default", "value"), sorted(kept.items()))
    if not kept:
        setting.say(f"No defaults are kept in {place()}.")


def keep(defaults: dict[str, str]) -> None:
    """Keep defaults for later calls."""
    path = Path(place())
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(defaults, indent=2, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")


def absolute(register: str) -> str:
    """A register that is found from any folder; a URL stays as it is.

    Raises:
        RegisterError: no register lies on that kind of database.
        KeptPasswordError: the URL says a password.
    """
    place = locate(register)
    if isinstance(place, Database) and place.has_password:
        raise KeptPasswordError(str(place))
    return register if "://" in register else str(Path(register).expanduser().absolute())
