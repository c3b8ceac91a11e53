"""The settings of one call: register, officer, form of output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cached_property
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from escalade.models.backends import Place
    from escalade.models.reader import Reader
    from escalade.models.register import Register
    from escalade.services.views.outlook import CauseData
    from escalade.workflow.motions import Constitute
    from escalade.workflow.subjects.standing import Standing
    from escalade.workflow.values.errors import EscaladeError, PaperError, RefusalError, RequestError

    Tell = Callable[
        [PaperError | RefusalError | RequestError, "CommandSettings", Standing | None], tuple[str, list[CauseData]]
    ]

VARIABLES = ("ESCALADE_REGISTER", "ESCALADE_OFFICER", "ESCALADE_KEY", "ESCALADE_TEMPLATE")
"""The variables that stand for words of a command line."""

QUOTED = "“escalade "
"""How a sentence begins what is to be typed."""


class CommandSettings:
    """Options over the environment, the environment over what `use` keeps."""

    def __init__(self, arguments: tuple[str, ...] = (), *, register: str | None = None, format: str = "table") -> None:  # noqa: A002  # the option's own name
        self.arguments = arguments
        self.register = register
        self.officer: str | None = None
        self.format = format
        self.quiet = False
        self.as_of: str | None = None
        self.known_at: str | None = None
        self.act: str | None = None
        """The act under way, where the command is one."""
        self.typed: tuple[tuple[str, str], ...] = ()
        """The words behind the command: options with their values, arguments with no option."""
        self.tell: Tell | None = None
        """Says in the nouns of a body what goes wrong while its register is open."""
        self.told: tuple[EscaladeError, tuple[str, list[CauseData]]] | None = None
        """What went wrong then, and how the body says it."""

    @cached_property
    def defaults(self) -> dict[str, str]:
        """The defaults that `escalade use` keeps."""
        from escalade.commands.terminal.kept_defaults import load_defaults

        return load_defaults()

    def location(self) -> Place:
        """The location of the register."""
        from escalade.models.backends import locate

        return locate(self.register or os.environ.get("ESCALADE_REGISTER") or self.defaults.get("register"))

    def acting(self) -> str:
        """The officer acting, as typed; empty where none is named."""
        return self.officer or os.environ.get("ESCALADE_OFFICER") or self.defaults.get("officer") or ""

    def template(self) -> str:
        """The Word template of the house, where one is kept; else empty."""
        return os.environ.get("ESCALADE_TEMPLATE") or self.defaults.get("template") or ""

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """The register, to be read; warns of an officer whom nobody knows."""
        with self._opened() as reader, self._telling(reader):
            yield reader
            self.say_left_out(reader.list_left_out())
            if self.officer and self.act is None:
                self._warn_of_unknown(self.officer, reader.officers())

    def _opened(self) -> AbstractContextManager[Reader]:
        """The register as it is, or as it was where that is asked for."""
        if self.as_of or self.known_at:
            from escalade.models.as_of import open_past

            return open_past(self.location(), as_of=self.as_of, known_at=self.known_at)
        from escalade.models.reader import open_reader

        return open_reader(self.location())

    def say_left_out(self, records: Sequence[str]) -> None:
        """Say which acts on unknown days a day leaves out."""
        if records:
            from escalade.services.views.text import say_left_out

            self.say(say_left_out(records))

    def _warn_of_unknown(self, officer: str, known: Sequence[str]) -> None:
        """Say that a reading command was given an officer whom nobody knows."""
        from escalade.services.acts.references import UnknownOfficerError, officer_known

        try:
            officer_known(officer, known)
        except UnknownOfficerError as error:
            self.say(f"Warning: {error}")

    @contextmanager
    def _telling(self, reader: Reader) -> Iterator[None]:
        """Say what goes wrong while the register is open, which is opened once."""
        from escalade.workflow.values.errors import EscaladeError, PaperError, RefusalError, RequestError

        try:
            yield
        except (PaperError, RefusalError, RequestError) as problem:
            with suppress(EscaladeError):  # what cannot be read is said without it
                self.told = (problem, self.tell(problem, self, reader.standing())) if self.tell else None
            raise

    def constitution(self) -> Constitute | None:
        """The constitution, for its nouns; None where it cannot be read."""
        from escalade.workflow.values.errors import EscaladeError

        try:
            with self._opened() as reader:
                return reader.standing().body.constitution()
        except EscaladeError:
            return None

    @contextmanager
    def writing(self) -> Iterator[Register]:
        """The register, to be written to."""
        from escalade.models.register import open_register

        with open_register(self.location()) as register, self._telling(register.reader):
            yield register

    def say(self, sentence: str) -> None:
        """Say what is no result: on standard error, unless asked to be quiet."""
        if not self.quiet:
            from escalade.commands.terminal.table import printable, wrap_text

            click.echo(wrap_text(printable(self.name_register(sentence)), sys.stderr), err=True)

    def name_register(self, text: str) -> str:
        """Name the register that was typed in what a text says to type.

        Without it one would act on another; help is the same for every register.
        """
        if not self.register or QUOTED not in text:
            return text
        from escalade.services.acts.references import quote_word

        named = f"{QUOTED}--register {quote_word(self.register)} "
        first, *others = text.split(QUOTED)
        return first + "".join(
            (QUOTED if one.startswith("--") or "--help" in one.partition("”")[0] else named) + one for one in others
        )


def check_words(words: Sequence[str]) -> None:
    """Refuse words that are not UTF-8, typed or in a variable of ours."""
    for word in (*words, *(os.environ.get(name, "") for name in VARIABLES)):
        if not word.isascii() and any("\ud800" <= one <= "\udfff" for one in word):
            message = f"{word!a} is not written in UTF-8. Write it so; a file of such a name is to be renamed first."
            raise click.UsageError(message)


def current() -> CommandSettings:
    """The setting of the call under way."""
    setting = click.get_current_context().find_object(CommandSettings)
    if setting is None:
        raise RuntimeError("no call is under way")
    return setting
