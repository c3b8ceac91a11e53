"""The server that answers for the pages: one process, one port."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.config import LOGGING_CONFIG

from escalade.models.reader import open_reader
from escalade.web.app import create_app
from escalade.web.auth.account import Account, hash_password
from escalade.web.auth.bootstrap import prepare_word
from escalade.web.operations.logs import CONFIGURATION
from escalade.web.operations.protocol import BoundedProtocol
from escalade.workflow.procedure import OFFICES
from escalade.workflow.values.dates import when

__all__ = ["guests", "prepare_word", "serve"]

MOST = 800
"""How many connections are held at once; further ones are answered 503."""

if TYPE_CHECKING:
    from escalade.models.backends.location import Place
    from escalade.web.settings import Settings


def guests(register: Place) -> list[tuple[str, str, str]]:
    """For each office its first holder today, with a password made now.

    Raises:
        RegisterError: there is no register, or it cannot be read.
    """
    with open_reader(register) as reader:
        standing = reader.standing()
        day = when(standing.today.isoformat())
        held = {office: standing.body.holders(office, day) for office in OFFICES}
    return [(office, found[-1].name, secrets.token_urlsafe(12)) for office, found in held.items() if found]


def serve(setting: Settings, host: str, port: int, known: list[tuple[str, str, str]], word: str = "") -> None:
    """Answer until interrupted.

    Args:
        setting: where things lie.
        host: the address to listen on.
        port: the port to listen on.
        known: offices, names and passwords that hold for this start only.
        word: what begins a register that holds nothing; empty where none is begun.
    """
    more = {name: Account(name, hash_password(password)) for _, name, password in known}
    uvicorn.run(create_app(setting, more, word), host=host, port=port, **options(setting))


def options(setting: Settings) -> dict[str, Any]:
    """How uvicorn serves the pages."""
    return {
        "http": BoundedProtocol,
        "ws": "none",
        "limit_concurrency": MOST,
        "log_level": "warning",
        "log_config": CONFIGURATION if setting.log else LOGGING_CONFIG,
        "server_header": False,
        "proxy_headers": setting.secure,
        "timeout_graceful_shutdown": 5,
    }
