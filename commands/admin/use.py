"""The command `use`: defaults for later calls."""

from __future__ import annotations

from pathlib import Path

import click

from escalade.commands.terminal.command import Sectioned, Verb
from escalade.commands.terminal.kept_defaults import keep, place
from escalade.commands.terminal.once import refuse_idle
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump
from escalade.models.backends import Database, locate
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


@click.command("use", cls=Verb, example="escalade use --register register.db --as Secretariat\nescalade use --forget")
@click.option("--forget", cls=Sectioned, is_flag=True, help="Forget all defaults.")
def use(forget: bool) -> None:  # noqa: FBT001  # an option
    """Keep a register and an officer as defaults, or show what is kept.

    The environment (ESCALADE_REGISTER, ESCALADE_OFFICER) wins over them, and
    options win over both.
    """
    setting = current()
    if forget:
        refuse_idle("--forget forgets all defaults", "register", "officer")
    given = {"register": absolute(setting.register) if setting.register else None, "officer": setting.officer}
    kept = {} if forget else {**setting.kept, **{name: value for name, value in given.items() if value}}
    if forget or any(given.values()):
        keep(kept)
    if setting.format == "json":
        dump(kept)
        return
    draw(setting, ("default", "value"), sorted(kept.items()))
    if not kept:
        setting.say(f"No defaults are kept in {place()}.")


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
