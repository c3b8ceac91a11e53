"""The command `publish`: the public pages of a round, as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from escalade.commands.admin.serve import pages
from escalade.commands.terminal.command import Verb, references
from escalade.commands.terminal.output_file import UnwritableFileError, make_folder, write_whole
from escalade.commands.terminal.settings import current
from escalade.models.files import sweep
from escalade.services.acts.references import find_round
from escalade.web.settings import Settings, accounts_beside
from escalade.workflow.values.errors import RequestError

MARK = ".escalade-published"
"""The file that lists what was published, so that the next time replaces it."""


@click.command("publish", cls=Verb, example="escalade publish 2020 --to site")
@click.argument("reference", metavar="ROUND", shell_complete=references)
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder for them.")
def publish(reference: str, to: Path) -> None:
    """Write the public pages of a round as files for a site of one's own.

    They are what a stranger reads at “escalade serve”, in every language of
    the pages. Publishing again into the folder replaces them.
    """
    pages()
    from escalade.web.publication import publish_round

    refuse_foreign(to)
    setting = current()
    with setting.reading() as reader:
        group = find_round(reference, reader)
        constitution = reader.standing().body.constitution()
    location = setting.location()
    settings = Settings(register=location, accounts=accounts_beside(location))
    files = publish_round(settings, group, tuple(constitution.name) if constitution else ())
    replace_files(files, to)
    click.echo(f"Wrote {len(files)} files into {to}; the first page is {to / 'index.html'}.")


def refuse_foreign(folder: Path) -> None:
    """Refuse a folder that is neither new, nor empty, nor published."""
    sweep(folder / MARK)
    if folder.exists() and not (folder / MARK).is_file() and any(folder.iterdir()):
        raise RequestError(
            "foreign-folder",
            "{folder} holds files that “publish” did not write. Name a new folder, or an empty one.",
            folder=folder,
        )


def replace_files(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder, in place of those of the last time.

    A new folder is there once it is whole. Of one that is there, the list of
    what is published is written first, so that a run that is killed leaves
    nothing that the next one takes for somebody else's.
    """
    try:
        if folder.exists():
            sweep(folder)
            _put(files, folder)
            return
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableFileError(folder, error) from error
    with make_folder(folder) as draft:
        _put(files, draft)


def _put(files: Mapping[str, bytes], folder: Path) -> None:
    """Write files into a folder that is there."""
    mark, inside = folder / MARK, folder.resolve()
    before = mark.read_text("utf-8").splitlines() if mark.is_file() else []
    write_whole(mark, [_listed({*before, *files})])
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / name, [data])
    for name in set(before) - set(files):
        stale = (folder / name).resolve()
        if stale.is_relative_to(inside):
            sweep(stale)
            stale.unlink(missing_ok=True)
    write_whole(mark, [_listed(files)])


def _listed(names: Iterable[str]) -> bytes:
    """The names of files, a line for each."""
    return "".join(f"{name}\n" for name in sorted(names)).encode()
