"""The word with which a register that holds nothing is begun.

A ledger's first act has no officer yet, so no session and no token of an
account can do it. Whoever starts the server may have it print a word, which
opens that one act, and is spent with it (decision 0017).
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from escalade.models.backends import create, exists
from escalade.models.cases import find_shipped_case
from escalade.models.reader import open_reader
from escalade.models.store.errors import ExistingRegisterError
from escalade.services.acts.bind import convert_fields
from escalade.services.acts.field_file import fields_in
from escalade.services.acts.parse import of_held
from escalade.web.auth.accounts import hash_of
from escalade.web.operations.metrics import acting
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from escalade.models.backends.location import Place
    from escalade.web.state import State
    from escalade.workflow.perform import Outcome

ACT = "constitute"
BYTES = 32
LARGEST = 1_000_000
"""The most bytes that a file of fields may have."""


class NotBegunHereError(RequestError):
    """No register is begun at this server."""

    def __init__(self) -> None:
        """Say how a server is started for it."""
        super().__init__(
            "No register is begun here. Where it holds nothing yet, “escalade serve --constitute” prints the word "
            "that begins it; the word is spent once the body is constituted."
        )


class WrongWordError(RequestError):
    """The word is not the one that the server printed."""

    def __init__(self) -> None:
        """Say where the word is found."""
        super().__init__("This is not the word that “escalade serve --constitute” printed when it started.")


class NoConstitutionError(RequestError):
    """The form came without the file that holds the constitution."""

    def __init__(self) -> None:
        """Say what is wanted."""
        super().__init__("No file was chosen. Choose the TOML or JSON file that says what the body is.")


class LargeFileError(RequestError):
    """The file is too large to hold a constitution."""

    def __init__(self, name: str) -> None:
        """Name the file, and how large it may be."""
        self.name = name
        super().__init__(
            Message(
                "The file {name} is larger than {most} bytes, which is the most that is read.",
                name=name,
                most=f"{LARGEST:,}",
            )
        )


class Bootstrap:
    """The word of this start, while it opens anything."""

    def __init__(self, word: str = "") -> None:
        """Keep the hash of a word; without one, nothing is begun."""
        self._hash = hash_of(word) if word else ""

    @property
    def is_open(self) -> bool:
        """Whether a register may be begun."""
        return bool(self._hash)

    def check(self, word: str) -> None:
        """Turn away whoever does not have the word.

        Raises:
            NotBegunHereError: nothing is begun here, or no longer.
            WrongWordError: it is another word.
        """
        if not self.is_open:
            raise NotBegunHereError
        if not secrets.compare_digest(hash_of(word.strip()), self._hash):
            raise WrongWordError

    def spend(self) -> None:
        """Let the word open nothing from now on."""
        self._hash = ""


def prepare_word(register: Place) -> str:
    """A word for a register that holds nothing; it is made where it is absent.

    Raises:
        ExistingRegisterError: it holds records already.
        RegisterError: it cannot be read or made.
    """
    if not exists(register):
        create(register)
    with open_reader(register) as reader:
        if reader.size():
            raise ExistingRegisterError(register)
    return secrets.token_urlsafe(BYTES)


def constitute_body(app_state: State, fields: dict[str, Any], *, dry_run: bool) -> Outcome:
    """Constitute the body and its first officers; the word is spent with it.

    Raises:
        RequestError: a field is malformed.
        RefusalError: the procedure refuses it.
        RegisterError: the register cannot be written.
    """
    with acting(app_state, ACT, dry_run=dry_run) as register:
        outcome = register.act(convert_fields(ACT, fields), dry_run=dry_run)
    if not dry_run:
        app_state.bootstrap.spend()
    return outcome


def example() -> str:
    """A constitution to start from: that of the body that does not exist."""
    first = find_shipped_case("made_up_body").read_text("utf-8").split("\n[[act]]\n")[1]
    return f"[[act]]\n{first}"


def fields_of(name: str, data: bytes) -> dict[str, Any]:
    """The fields of the constitution that a file holds.

    Raises:
        RequestError: it is neither TOML nor JSON, or holds another act.
    """
    return of_held(ACT, fields_in(name, data), name)
