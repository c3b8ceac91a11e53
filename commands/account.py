"""The command `account`: who may sign in to the pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from escalade.commands.serve import pages
from escalade.commands.setting import current
from escalade.commands.verb import Sectioned, Verb

if TYPE_CHECKING:
    from escalade.web.account import Book

ACTIONS = ("add", "remove", "list")


@click.command("account", cls=Verb, example='escalade account add "Made-up Desk"\nescalade account list')
@click.argument("action", type=click.Choice(ACTIONS))
@click.argument("name", required=False)
@click.option("--accounts", cls=Sectioned, type=click.Path(path_type=Path), help="The file of accounts.")
def account(action: str, name: str | None, accounts: Path | None) -> None:
    """Give somebody an account for the pages, take it away, or list all.

    The name is that of an officer of the register, exactly; who holds no
    office reads as a member. The password is asked for, or read from a pipe.
    """
    pages()
    from escalade.web.account import Book
    from escalade.web.setting import accounts_beside

    location = current().location()
    book = Book(accounts or accounts_beside(location))
    if action == "list":
        from escalade.commands.table import draw

        draw(current(), ("name",), [(one,) for one in sorted(book.accounts())])
    elif not name:
        message = f"“account {action}” takes the NAME of whose account it is."
        raise click.UsageError(message, click.get_current_context())
    elif action == "add":
        added(book, name)
    else:
        book.remove(name)
        current().say(f"{name} can no longer sign in; sessions of theirs have ended.")


def added(book: Book, name: str) -> None:
    """Give an account, and say what its owner is to the register."""
    with current().reading() as reader:
        officers = reader.officers()
    book.add(name, password())
    current().say(f"{name} can sign in; {book.path} holds the hash of the password.")
    if name not in officers:
        current().say(f"{name} is no officer of this register, and reads as a member.")


def password() -> str:
    """A password: asked for twice, or the first line of a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
