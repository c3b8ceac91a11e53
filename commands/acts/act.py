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
    from pathlib import Path

    from escalade.workflow.motions import Motion

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
    from escalade.services.acts.merge_input import merge_input

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
) -> Any:
    """Try an act with the fields gathered so far, and record it.

    Raises:
        EscaladeError: the request is malformed, or the procedure refuses it.
    """
    from escalade.commands.terminal.new_register import making
    from escalade.models.backends import exists
    from escalade.services.acts.motion import convert_fields

    setting = current()
    seen, dry_run = values["act_seen"], values["act_dry_run"]
    if act == "constitute" and not exists(setting.location()):
        motion = convert_fields(act, {"by": setting.acting(), **fields})
        with making(setting.location(), keep=not dry_run) as register:
            return register.act(motion, seen=seen, dry_run=dry_run, papers=attached)
    motion, seen = complete_motion(act, words, fields, seen)
    with setting.writing() as register:
        return register.act(motion, seen=seen, dry_run=dry_run, papers=attached)


def complete_motion(
    act: str, words: tuple[str, ...], fields: dict[str, Any], seen: tuple[str, ...]
) -> tuple[Motion, tuple[str, ...]]:
    """The motion, and the records seen, looked up in the register.

    Raises:
        RequestError: a reference is unknown, ambiguous or missing.
        MovedMeanwhileError: no topic of the round stands any more where one was seen.
    """
    from escalade.services.acts.motion import make_motion_on

    setting = current()
    with setting.reading() as reader:
        return make_motion_on(seen, act, words, {"by": setting.acting(), **fields}, reader)
