"""Every command is a call, or is named here with the reason why it is none."""

from __future__ import annotations

import pytest

from escalade.commands.catalogue import ENTRIES
from escalade.models.backends.location import Location
from escalade.templates.papers.build import KINDS
from escalade.web.api.app import create_api
from escalade.web.settings import Settings
from escalade.web.state import create_state

CALLED: dict[str, tuple[str, ...]] = {
    "list": ("get /list",),
    "show": ("get /show/{reference}",),
    "history": ("get /history/{reference}",),
    "why": ("get /why/{reference}",),
    "inbox": ("get /inbox",),
    "plan": ("get /plan/{reference}",),
    "consultations": ("get /consultations",),
    "search": ("get /search",),
    "decisions": ("get /decisions",),
    "procedure": ("get /procedure", "get /diagram/{form}"),
    "diff": ("get /diff/{reference}",),
    "schema": ("get /schema",),
    "verify": ("get /verify", "post /verify-checkpoint", "post /verify-paper"),
    "checkpoint": ("get /checkpoint",),
    "receipt": ("get /proof/{record}",),
    "check": ("get /check/{reference}", "post /check"),
    **dict.fromkeys(sorted({*KINDS} - {"circular"}), ("get /papers/{kind}/{reference}",)),
}
"""The calls of each command that is no act."""

ANSWERS_BESIDES = {"get /", "get /issued/{digest}", "get /problems", "get /problems/{name}"}
"""What the register is; the file that an issue names; and what the types of problems mean."""

NO_CALL = {
    "key": "the private key never leaves the machine that signs; calls tell checkpoint and proof unsigned",
    "verify-receipt": "it is checked without asking whoever keeps the register",
    "translation": "it hands files to translators; what comes back is the act receive-translation",
    "constitute": "it begins a register, before anybody can be known",
    "load": "it replays the acts of every officer on the word of one file; a token acts for its officer alone",
    "export": "it writes the salts of personal texts, which would outlive their erasure elsewhere",
    "archive": "it writes a folder",
    "mail": "it sends what the queue of the server holds",
    "person": "it writes a folder, with what is for the office and what servers keep",
    "publish": "it writes a folder",
    "template": "it looks after a Word file on the machine",
    "rebuild": "it looks after the register's own tables",
    "backup": "it looks after files of the machine",
    "restore": "it looks after files of the machine",
    "doctor": "it looks around the machine",
    "demo": "it plays in a folder of the machine",
    "use": "it keeps defaults of whoever types",
    "undo": "it is the act annul, of the record that whoever types made last",
    "init": "it asks at a terminal",
    "serve": "it is what answers calls",
    "account": "only who keeps the machine gives ways in",
}
"""Why a command is no call."""


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Every call that the description names."""
    folder = tmp_path_factory.mktemp("described")
    setting = Settings(register=Location(folder / "register.db"), accounts=folder / "accounts.toml")
    paths = create_api(create_state(setting)).openapi()["paths"]
    return {f"{method} {path}" for path, methods in paths.items() for method in methods}


def acts() -> set[str]:
    """The commands that are acts, all but the first of a register; the one that issues is among them."""
    return {entry.name for entry in ENTRIES.values() if entry.module == "acts.act"} - {"constitute"} | {"issue"}


def test_every_command_is_a_call_or_says_why_not() -> None:
    assert {*CALLED, *NO_CALL, *acts()} == {*ENTRIES}
    assert {*CALLED} & {*NO_CALL} == set()


def test_every_call_is_a_command_and_there(described: set[str]) -> None:
    expected = {one for calls in CALLED.values() for one in calls} | {f"post /acts/{act}" for act in acts()}
    assert described == expected | ANSWERS_BESIDES
