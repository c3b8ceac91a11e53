"""The command `serve`: the pages, for browsers."""

from __future__ import annotations

import os
import socket
from importlib import import_module
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import click

from escalade.commands.admin.places import with_places
from escalade.commands.terminal.command import Verb
from escalade.commands.terminal.output_file import FILE
from escalade.commands.terminal.settings import current
from escalade.models.reader import open_reader
from escalade.web.operations.logs import RequestLog
from escalade.web.settings import Settings, accounts_beside
from escalade.workflow.values.errors import EscaladeError, RequestError

LOOPBACK = ("127.0.0.1", "::1", "localhost")
OWN_PROXY = "127.0.0.1,::1"
"""Where the proxy is unless told: on this machine."""


class NoPagesError(EscaladeError):
    """A library that the pages need is not installed."""

    def __init__(self, missing: str | None) -> None:
        self.missing = missing
        super().__init__(f"The pages need {missing}, which is not installed: pip install 'escalade[web]'.")


@click.command("serve", cls=Verb, example="escalade serve\nescalade serve --host 0.0.0.0 --port 80 --tls")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="The port.")
@with_places
@click.option(
    "--providers",
    envvar="ESCALADE_PROVIDERS",
    type=FILE,
    help="The file of the providers through which people sign in (OpenID Connect); ESCALADE_PROVIDERS unless given.",
)
@click.option("--tls", "secure", is_flag=True, help="Browsers come by TLS alone, through a proxy.")
@click.option(
    "--proxy",
    envvar="ESCALADE_PROXY",
    default=OWN_PROXY,
    show_default=True,
    metavar="ADDRESSES",
    help="With --tls: the addresses or networks of the proxy, which is believed about who comes.",
)
@click.option(
    "--metrics", envvar="ESCALADE_METRICS", is_flag=True, help="Answer /metrics to whoever shows a token of an account."
)
@click.option(
    "--backups", envvar="ESCALADE_BACKUPS", type=FILE, help="With --metrics: the folder of copies, whose age is told."
)
@click.option("--mail", envvar="ESCALADE_MAIL", is_flag=True, help="Offer subscriptions, which “escalade mail” sends.")
@click.option(
    "--key",
    envvar="ESCALADE_KEY",
    type=FILE,
    help="The key that signs the checkpoint shown in the room; ESCALADE_KEY unless given.",
)
@click.option("--log", is_flag=True, help="Tell what happens on standard error, as lines of JSON.")
@click.option("--demo", is_flag=True, help="Make an account for each office, and print the passwords.")
def serve(host: str, port: int, accounts: Path | None, **told: Any) -> None:
    """Serve the pages of a register until interrupted.

    Everyone may read what is public. Officers sign in with an account, which
    “escalade account add NAME” makes; the file of accounts lies beside the
    register unless named, and the sessions beside it; they outlive a restart.
    Or they sign in through a provider of the organisation: --providers.
    /health and /ready answer whoever operates it. “escalade init” comes
    first, where nothing is on record yet.
    """
    with RequestLog(wanted=told["log"]).starting():
        begin(host, port, accounts, **told)


def begin(host: str, port: int, accounts: Path | None, *, demo: bool, **told: Any) -> None:
    """Look at everything that serving needs, and serve."""
    if demo and host not in LOOPBACK:
        raise RequestError(
            "open-demo",
            "--demo prints passwords, and others reach {host}. Serve it on 127.0.0.1, or leave --demo out.",
            host=host,
        )
    check_proxy(told["proxy"])
    pages()
    from escalade.models.server.store import parse_place
    from escalade.web import server
    from escalade.web.auth.providers import read_providers

    location = current().location()
    parse_place(told["sessions"])  # says what is wrong before anybody comes
    read_providers(told["providers"])  # likewise
    with open_reader(location):  # says what is wrong before anybody comes
        known = server.guests(location) if demo else []
    setting = Settings(register=location, accounts=accounts or accounts_beside(location), **told)
    with open_port(host, port) as opened:
        if setting.log and not known:
            RequestLog(wanted=True).tell("serving", port=port)
        else:
            tell(f"http://{f'[{host}]' if ':' in host else host}:{port}/", known)
        server.serve(setting, opened, known)


def open_port(host: str, port: int) -> socket.socket:
    """Open a port: before its address is printed, which is then true.

    Raises RequestError where it cannot be opened.
    """
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise RequestError(
            "port",
            "Nobody can be answered on port {port} of {host}: {reason}. Choose another with --port or --host.",
            field="--port",
            port=port,
            host=host,
            reason=os.strerror(code) if (code := error.errno or 0) > 0 else error.strerror,
        ) from error


def check_proxy(proxy: str) -> None:
    """Check that a proxy is named by addresses or networks."""
    for one in map(str.strip, proxy.split(",")):
        try:
            named = ip_network(one).prefixlen
        except ValueError:
            named = 0
        if not named:
            raise RequestError(
                "proxy",
                "“{proxy}” is no address of a proxy. Give addresses or networks, with commas between (192.0.2.7, "
                "2001:db8::/64); who is believed about visitors is never everybody.",
                proxy=one,
            )


def pages(part: str = "server") -> None:
    """Load what serves the pages, or another part of them."""
    try:
        import_module(f"escalade.web.{part}")
    except ModuleNotFoundError as error:
        raise NoPagesError(error.name) from error


def tell(address: str, known: list[tuple[str, str, str]]) -> None:
    """Print where the pages are, and the ways in."""
    click.echo(f"The pages are at {address} until you press Ctrl-C.")
    if known:
        click.echo(f"\nEveryone reads what is public. Until then, these sign in at {address}sign-in:")
        width = max(len(name) for _, name, _ in known)
        for office, name, password in known:
            click.echo(f"  {office:<20}  {name:<{width}}  {password}")
