"""The command of an act, built from its motion and the table."""

from __future__ import annotations

from functools import cache, partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from escalade.commands.acts.argument import argument_words, arguments
from escalade.commands.acts.example import example_of
from escalade.commands.acts.option import options
from escalade.commands.terminal.command import Verb
from escalade.commands.terminal.settings import current
from escalade.workflow.motions import MOTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from escalade.commands.terminal.settings import CommandSettings
    from escalade.models.register import Register
    from escalade.workflow.acts import Outcome

COMPANIONS = frozenset({"receive merger"})
"""Acts that come with another one and have no command."""


@cache
def act_command(name: str) -> Verb | None:
    """The command of an act, by its name with hyphens; None if there is none."""
    act = name.replace("-", " ")
    if act not in MOTIONS or act in COMPANIONS or " " in name:
        return None
    return Verb(
        name,
        params=[*arguments(act), *options(act)],
        callback=partial(perform, act),
        help=" ".join((MOTIONS[act].__doc__ or "").split()),
        example=example_of(act),
        details=partial(rows, act),
    )


def rows(act: str) -> Iterator[str]:
    """The rows of the table that an act's help shows."""
    from escalade.services.views.sentences import rows_of

    return rows_of(act)


def perform(act: str, words: tuple[str, ...] = (), **values: Any) -> None:
    """Perform an act as typed, and print its records.

    Raises:
        EscaladeError: the request is malformed, or the procedure refuses it.
    """
    from escalade.commands.acts.prompt import prompt_for_missing
    from escalade.commands.terminal.outcome import show
    from escalade.services.acts.field_errors import name_option
    from escalade.services.acts.parse import merge_input

    current().act = act
    session = values.pop("session", None)
    words = argument_words(act, (*words, f"session/{session.removeprefix('session/')}") if session else words)
    fields, attached = merge_input(act, values), files(values["act_attach"])
    if attached:
        digests, names = [sha256(data).hexdigest() for _, data in attached], [name for name, _ in attached]
        fields.setdefault("evidence", {}).update(attachments=digests, attachment_names=names)
    with name_option(act):
        outcome = prompt_for_missing(act, fields, partial(attempt, act, words, values, attached))
    show(act, outcome, current(), dry_run=values["act_dry_run"])


def files(attached: tuple[Path, ...]) -> list[tuple[str, bytes]]:
    """The names and bytes of files that are kept as evidence.

    Raises:
        UnreadableFileError: one cannot be read.
        FileNameError: one has a name that other systems do not take for a name.
    """
    from escalade.commands.terminal.output_file import FileNameError, load_file
    from escalade.models.transfer.sealed import is_plain

    for path in attached:
        if not is_plain(path.name):
            raise FileNameError(path)
    return [(path.name, load_file(path)) for path in attached]


def attempt(
    act: str,
    words: tuple[str, ...],
    values: dict[str, Any],
    attached: list[tuple[str, bytes]],
    fields: dict[str, Any],
) -> Outcome:
    """Try an act with the fields gathered so far, and record it.

    Raises:
        EscaladeError: the request is malformed, or the procedure refuses it.
    """
    from escalade.services.acts.bind import ActInput
    from escalade.services.acts.execute import execute

    setting, dry_run = current(), values["act_dry_run"]
    given = ActInput(act, words, {"by": setting.acting(), **fields}, values["act_seen"])
    with register_for(act, setting, dry_run=dry_run) as register:
        return execute(given, register, dry_run=dry_run, papers=attached)


def register_for(act: str, setting: CommandSettings, *, dry_run: bool) -> AbstractContextManager[Register]:
    """The register that an act is recorded in; the first act of all makes one.

    Raises:
        RegisterError: there is none, or it cannot be made or written.
    """
    if act == "constitute":
        from escalade.commands.terminal.new_register import making
        from escalade.models.backends import exists

        if not exists(setting.location()):
            return making(setting.location(), keep=not dry_run)
    return setting.writing()
