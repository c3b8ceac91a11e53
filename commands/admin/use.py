"""The command `use`: defaults for later calls."""

from __future__ import annotations

from pathlib import Path

import click

from escalade.commands.terminal.command import Verb, meetings, refuse_idle, sessions
from escalade.commands.terminal.kept_defaults import PLACES, keep, path
from escalade.commands.terminal.output_file import FILE, check_readable
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw, dump
from escalade.models.backends import Database, locate
from escalade.templates.formats.file import source_of
from escalade.workflow.values.errors import RequestError

EXAMPLES = """\
escalade use --register register.db --as Secretariat
escalade use --meeting 9
escalade use --template house.docx
escalade use --forget"""


@click.command("use", cls=Verb, example=EXAMPLES)
@click.option(
    "--template",
    metavar="FILE",
    type=FILE,
    help="The Word template of the house, through which papers are then written.",
)
@click.option("--meeting", metavar="N", shell_complete=meetings,
              help="The meeting at which acts happen, until its last day is over.")  # fmt: skip
@click.option("--session", metavar="NAME", shell_complete=sessions,
              help="The session at which they happen, in its place.")  # fmt: skip
@click.option("--forget", is_flag=True, help="Forget all defaults.")
def use(template: Path | None, meeting: str | None, session: str | None, *, forget: bool) -> None:
    """Keep what is not to be typed each time, or show it.

    The environment (ESCALADE_REGISTER, ESCALADE_OFFICER, ESCALADE_TEMPLATE)
    wins over them, and options win over both.
    """
    setting = current()
    if forget:
        refuse_idle("--forget forgets all defaults", "register", "officer", "template", "meeting", "session")
    if template:
        check_readable(template)
        source_of(template)
    if meeting and session:
        raise RequestError("one-place", "Acts happen at a meeting or at a session: give one.")
    given = {
        "meeting": meeting,
        "session": session,
        "register": absolute(setting.register) if setting.register else None,
        "officer": setting.officer,
        "template": str(template.expanduser().absolute()) if template else None,
    }
    kept = {} if forget else merge_defaults(setting.defaults, given)
    if forget or any(given.values()):
        keep(kept)
    if setting.format == "json":
        dump(kept)
        return
    draw(setting, ("default", "value"), sorted(kept.items()))
    if not kept:
        setting.say(f"No defaults are kept in {path()}.")


def merge_defaults(before: dict[str, str], given: dict[str, str | None]) -> dict[str, str]:
    """What was kept, with what is given; one place takes that of another."""
    found = {name: value for name, value in given.items() if value}
    elsewhere = PLACES if found.keys() & {*PLACES} else ()
    return {name: value for name, value in before.items() if name not in elsewhere} | found


def absolute(register: str) -> str:
    """A register that is found from any folder; a URL stays as it is."""
    place = locate(register)
    if isinstance(place, Database) and place.has_password:
        raise RequestError(
            "kept-password",
            "The URL of {register} says a password, which is not kept. Leave it out; PostgreSQL looks for it "
            "in ~/.pgpass, in PGPASSFILE and in PGPASSWORD.",
            register=str(place),
        )
    return register if "://" in register else str(Path(register).expanduser().absolute())
