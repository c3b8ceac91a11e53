"""The demo: the shipped case, played act by act in a new folder."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from escalade.commands.terminal.command import Sectioned, Verb
from escalade.commands.terminal.settings import current
from escalade.workflow.values.errors import EscaladeError, RequestError

if TYPE_CHECKING:
    from collections.abc import Iterator

CASE = "cwg_internet_2017"
MARK = ".escalade-demo"
NOTE = "escalation-note"


class DemoFolderError(RequestError):
    """The folder of the demo exists, and may not be replaced."""

    def __init__(self, folder: Path, advice: str) -> None:
        """Name the folder, and what to do."""
        self.folder = folder
        what = "folder" if folder.is_dir() else "file"
        super().__init__(f"There is a {what} {folder} already. {advice}")


class NoPlaceError(EscaladeError):
    """The folder of the demo cannot be made where it is to be."""

    def __init__(self, folder: Path, error: OSError) -> None:
        """Name the folder that was asked for, and what is in the way."""
        self.folder = folder
        why = (error.strerror or str(error)).lower()
        super().__init__(f"The folder {folder} cannot be made: {why}. Name another place with --out.")


@click.command("demo", cls=Verb, example="escalade demo --out demo/")
@click.option(
    "--out",
    cls=Sectioned,
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    default=Path("demo"),
    show_default=True,
    help="The folder to make.",
)
@click.option("--force", cls=Sectioned, is_flag=True, help="Replace the folder of an earlier demo.")
def demo(out: Path, force: bool) -> None:  # noqa: FBT001  # an option
    """Play the shipped case in a new folder, act by act.

    It runs on a fixed clock: a group reaches no consensus, refers the matter
    with a note, the superior body decides, and the consultations are launched.
    """
    from escalade.commands.admin.play import play

    setting = current()
    with replacing(out, force=force) as folder:
        told = play(folder, CASE, NOTE)
        (folder / MARK).write_text(
            "This folder was made by “escalade demo”; “escalade demo --force” may replace it.\n", "utf-8"
        )
    if setting.format == "json":
        from escalade.commands.terminal.table import dump

        dump({"folder": str(out), **told})
        return
    conclude(out)


@contextmanager
def replacing(out: Path, *, force: bool) -> Iterator[Path]:
    """A folder to fill beside the one named, which it then becomes.

    Raises:
        DemoFolderError: the folder exists, and may not be replaced.
        NoPlaceError: it cannot be made there.
    """
    if out.exists() or out.is_symlink():
        if not force:
            raise DemoFolderError(out, "Add --force to replace it, or name another with --out.")
        if out.is_symlink() or not (out / MARK).is_file():
            raise DemoFolderError(
                out, "It does not carry the mark of a demo, and is not replaced; name another with --out."
            )
    place = out.absolute()
    draft, old = place.with_name(f".{place.name}.new"), place.with_name(f".{place.name}.old")
    for leftover in (draft, old):
        shutil.rmtree(leftover, ignore_errors=True)
    try:
        draft.mkdir(parents=True)
    except OSError as error:
        raise NoPlaceError(out, error) from error
    try:
        yield draft
        if place.exists():
            place.rename(old)
        draft.rename(place)
    finally:
        for leftover in (draft, old):
            shutil.rmtree(leftover, ignore_errors=True)


def conclude(out: Path) -> None:
    """Print the table of topics, and what to try next."""
    from escalade.commands.reads.list import TOPIC, topic_row
    from escalade.commands.terminal.table import draw
    from escalade.models.backends import locate
    from escalade.models.reader import open_reader
    from escalade.services.acts.retype import quote_word

    register = out / "register.db"
    with open_reader(locate(str(register))) as reader:
        rows = [topic_row(row, None) for row in reader.topics()]
    click.echo("\nWhere the topics stand now:\n")
    draw(current(), TOPIC, rows)
    click.echo("\nWhat to try next:\n")
    for command in (
        "history 2017/ott",
        "show 2017/ott#7",
        "why 2017/gender close",
        "diff 2017/ott",
        'decisions --session "Council 2017"',
        "verify",
    ):
        click.echo(f"  escalade --register {quote_word(str(register))} {command}")
