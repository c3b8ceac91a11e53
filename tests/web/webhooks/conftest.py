"""A register, the file of endpoints, and another system that is told."""

from __future__ import annotations

import shlex
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from escalade.cli import run
from escalade.models.backends import Location
from escalade.models.reader import open_reader
from escalade.models.server.store import ServerStore
from escalade.web.webhooks.delivery import Told, queue_acts, tell
from escalade.web.webhooks.endpoints import Endpoint, read_endpoints

from .receiver import SECRET, Receiver

SITE = "https://body.example"


@dataclass
class World:
    """All of it, at a moment that passes as it is told."""

    place: Location
    store: ServerStore
    receiver: Receiver
    folder: Path
    now: float = field(default_factory=time.time)
    """It begins now: the library that checks signatures asks the clock of the machine."""
    endpoints: dict[str, Endpoint] = field(default_factory=dict)

    def knows(self, *, name: str = "press", port: int = 0, secret: str = SECRET, **more: object) -> None:
        """Know one more endpoint."""
        given = {"url": f"http://127.0.0.1:{port or self.receiver.port}/{name}", "allow_private": True, **more}
        self.endpoints |= read_endpoints(written(self.folder, name, secret, given), {})

    def does(self, *lines: str) -> None:
        """Type command lines that must work."""
        for line in lines:
            assert run(["--register", str(self.place.path), *shlex.split(line)]) == 0, line

    def queue(self) -> int:
        """Queue what is new."""
        with open_reader(self.place) as reader:
            return queue_acts(self.store, reader, self.endpoints, self.now)

    def tell(self, seconds: float = 5.0) -> Told:
        """Tell what is due."""
        with open_reader(self.place) as reader:
            return tell(self.store, reader, self.endpoints, lambda: self.now, seconds)

    def looks(self, after: float = 0.0) -> Told:
        """Let time pass, look, and tell."""
        self.now += after
        self.queue()
        return self.tell()


def written(folder: Path, name: str, secret: str, given: Mapping[str, object]) -> Path:
    """Write a file of endpoints with one in it, and its secret."""
    path = folder / "endpoints.toml"
    lines = [f'site = "{SITE}/"', f"[endpoint.{name}]"]
    if secret:
        (folder / f"{name}.secret").write_text(secret)
        (folder / f"{name}.secret").chmod(0o600)
        lines.append(f'secret_file = "{name}.secret"')
    values = {key: str(value).lower() if isinstance(value, bool) else repr(value) for key, value in given.items()}
    path.write_text("\n".join((*lines, *(f"{key} = {value}" for key, value in values.items()))))
    return path


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    """Another system that is up."""
    with Receiver() as found:
        yield found


@pytest.fixture
def world(place: Location, receiver: Receiver, tmp_path: Path) -> Iterator[World]:
    """A register, and nobody who is told yet."""
    store = ServerStore(str(tmp_path / "sessions.db"))
    found = World(place, store, receiver, tmp_path)
    yield found
    store.close()
