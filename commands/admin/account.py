"""The command `account`: who may sign in to the pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from escalade.commands.admin.places import Places, with_places
from escalade.commands.admin.serve import pages
from escalade.commands.terminal.command import Verb
from escalade.commands.terminal.settings import current
from escalade.commands.terminal.table import draw
from escalade.web.settings import accounts_beside

if TYPE_CHECKING:
    from escalade.web.auth.accounts import Accounts, Scope  # needs what is not installed with the core

ACTIONS = ("add", "remove", "list", "token", "tokens", "revoke", "sign-ins")
WORDS = {"list": 0, "revoke": 2}
"""How many words follow an action, where it is not one."""
TOKENS = ("name", "token", "scope", "made", "ends")
SIGN_INS = ("moment", "name", "issuer", "subject", "claim")


@click.command(
    "account", cls=Verb, example='escalade account add "Made-up Desk"\nescalade account token "Made-up Desk"'
)
@click.argument("action", type=click.Choice(ACTIONS))
@click.argument("name", required=False)
@click.argument("token", required=False)
@click.option("--scope", type=click.Choice(("read", "act", "metrics")), default="act", help="What a token is for.")
@click.option("--days", type=click.IntRange(1, 3650), default=365, help="How long a token lasts.")
@with_places
def account(
    action: str, name: str | None, token: str | None, scope: Scope, days: int, accounts: Path | None, sessions: str
) -> None:
    """Give somebody an account for the pages, take it away, or list all.

    The name is that of an officer of the register, exactly; who holds no
    office reads as a member. The password is asked for, or read from a pipe;
    another password takes all tokens away.

    “token NAME” makes a token with which a program of theirs calls the API
    (--scope, --days), and shows it once; “tokens” lists all there are, “revoke NAME TOKEN” takes one away.

    “sign-ins” lists who signed in through a provider of the organisation, and
    under which name; records name the same issuer and moment.
    """
    refuse_more(action, name, token)
    pages("auth.accounts")  # nothing of what serves them
    from escalade.web.auth.accounts import Accounts

    known, places = Accounts(accounts or accounts_beside(current().location())), Places(accounts, sessions)
    if action == "list":
        list_accounts(known)
    elif action == "tokens":
        list_tokens(known, name)
    elif action == "sign-ins":
        list_sign_ins(places, name or "")
    elif not name:
        message = f"“account {action}” takes the NAME of whose account it is."
        raise click.UsageError(message, click.get_current_context())
    elif action == "token":
        create_token(known, name, scope, days)
    elif action == "revoke":
        revoke_token(known, name, token)
    else:
        change = add if action == "add" else remove
        change(known, name)
        end_sessions(places, name)


def end_sessions(places: Places, name: str) -> None:
    """End the sessions of somebody, those too for which a provider vouches."""
    from escalade.models.server.store import SessionRow

    with places.open() as (store, _):
        store.drop(SessionRow, account=name)


def refuse_more(action: str, *words: str | None) -> None:
    """Refuse words behind an action that it does not take."""
    taken = WORDS.get(action, 1)
    if taken < sum(word is not None for word in words):
        message = f"“account {action}” takes {'no name' if not taken else 'one name'}, and more is given."
        raise click.UsageError(message, click.get_current_context())


def add(accounts: Accounts, name: str) -> None:
    """Give an account, and say what its owner is to the register."""
    with current().reading() as reader:
        officers = reader.officers()
    accounts.add(name, password())
    current().say(f"{name} can sign in; {accounts.path} holds the hash of the password.")
    if name not in officers:
        current().say(f"{name} is no officer of this register, and reads as a member.")


def remove(accounts: Accounts, name: str) -> None:
    """Take an account away."""
    accounts.remove(name)
    current().say(f"{name} can no longer sign in; sessions of theirs have ended.")


def create_token(accounts: Accounts, name: str, scope: Scope, days: int) -> None:
    """Make a token, and show it this once."""
    kept, shown = accounts.give_token(name, scope, days)
    current().say(
        f"The token {kept.name} of {name} is shown this once, and lasts until {kept.ends[:10]}; "
        f"{accounts.path} holds its hash."
    )
    click.echo(shown)


def revoke_token(accounts: Accounts, name: str, token: str | None) -> None:
    """Take a token away."""
    if not token:
        message = "“account revoke” takes the NAME of an account and the token’s, as “account tokens” lists it."
        raise click.UsageError(message, click.get_current_context())
    accounts.revoke_token(name, token)
    current().say(f"The token {token} of {name} opens nothing any more.")


def list_accounts(accounts: Accounts) -> None:
    """Print the names of those who have an account."""
    draw(current(), ("name",), [(one,) for one in sorted(accounts.read())])
    if not accounts.path.exists():
        current().say(f"There is no file of accounts at {accounts.path}.")


def list_tokens(accounts: Accounts, name: str | None) -> None:
    """Print the tokens of one account, or of all, by their names."""
    rows = [(whose, one.name, one.scope, one.made, one.ends) for whose, one in accounts.list_tokens(name)]
    draw(current(), TOKENS, rows)


def list_sign_ins(places: Places, name: str) -> None:
    """Print who signed in through a provider; of one name, or all."""
    from escalade.models.server.store import VouchedRow
    from escalade.web.auth.session import moment_of

    with places.open_kept() as store:
        known = store.every(VouchedRow, **({"officer": name} if name else {}))
    rows = [(moment_of(one.vouched), one.officer, one.issuer, one.subject, one.claim) for one in known]
    draw(current(), SIGN_INS, rows)


def password() -> str:
    """A password: asked for twice, or the first line of a pipe."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True))
