"""The command `undo`: the annulment of the last act of whoever acts."""

from __future__ import annotations

from typing import Any

from escalade.commands.acts.act import options, perform
from escalade.commands.terminal.command import Verb
from escalade.commands.terminal.outcome import line
from escalade.commands.terminal.settings import current
from escalade.models.reader import Reader
from escalade.services.acts.references import spell_officer
from escalade.workflow.records.record import Record
from escalade.workflow.values.errors import RequestError

LOOKED_AT = 1000
"""How many records are looked through, the newest first."""


def undo_last(**values: Any) -> None:
    """Show the last act of yours, and take it back with a reason.

    It is annulled: both stay on record. Without a reason it is shown, and stands.
    """
    setting = current()
    with setting.reading() as reader:
        last = find_last(spell_officer(setting.acting(), reader.officers()), reader)
    setting.say(f"Your last act is {line(last)}.")
    setting.typed = (("", last.reference), *setting.typed)
    perform("annul", (last.reference,), **{**values, "act_entered_for": values["act_entered_for"] or last.entered_for})


def find_last(officer: str, reader: Reader) -> Record:
    """Find the newest record of an officer that is in force, and annuls none."""
    newest = [one for _, one in reader.records(after=max(0, reader.size() - LOOKED_AT))]
    standing = reader.standing()
    for made in reversed(newest):
        if made.officer == officer and made.act != "annul" and not standing.record(made.reference).annulled_by:
            return made
    raise RequestError(
        "nothing-to-undo", "No act of {officer} is in force among the last.", officer=officer or "nobody"
    )


undo = Verb(
    "undo",
    params=list(options("annul")),
    callback=undo_last,
    help=undo_last.__doc__,
    example='escalade undo --why en="Entered twice." --as "Made-up Desk"',
)
