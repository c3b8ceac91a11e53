"""The command by which root runs the others as the service runs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[2] / "deploy"
PRINTING = '#!/bin/sh\necho "in $(pwd)"\nfor word in "$@"; do echo "word $word"; done\nenv\numask\n'
PLACES = ("etc/escalade", "var/lib/escalade", "opt/escalade/bin")


class Machine:
    """A machine with the service, of which nothing runs: a folder in the place of its root."""

    def __init__(self, root: Path) -> None:
        """Install what is called, with a command in the place of escalade that prints what it is told."""
        self.root = root
        for place in PLACES:
            (root / place).mkdir(parents=True)
        self.command = self.write("escalade-service", self.move((DEPLOY / "escalade-service").read_text()))
        self.write("opt/escalade/bin/escalade", PRINTING)
        self.write("programs/setpriv", '#!/bin/sh\necho "as $2"\nshift 5\nexec "$@"\n')
        self.write("programs/id", "#!/bin/sh\necho 0\n")

    def move(self, text: str) -> str:
        """Let a script speak of this root."""
        for place in PLACES:
            text = text.replace(f"/{place}", str(self.root / place))
        return text

    def write(self, name: str, text: str) -> Path:
        """Write a program."""
        path = self.root / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.chmod(0o755)
        return path

    def __call__(self, *words: str, **told: str) -> list[str]:
        """Call the command; the lines that it prints."""
        path = f"{self.root / 'programs'}:{os.environ['PATH']}"
        told = {"PATH": path, "HOME": str(self.root), "XDG_CONFIG_HOME": str(self.root / "settings"), **told}
        done = subprocess.run([self.command, *words], env=told, capture_output=True, text=True, check=True)
        return done.stdout.splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine that was told nothing yet."""
    return Machine(tmp_path)


def test_a_command_runs_as_the_service_does(machine: Machine) -> None:
    said = machine("account", "add", "Made-up  Desk")
    assert said[:5] == [
        "as escalade",
        f"in {machine.root}/var/lib/escalade",
        "word account",
        "word add",
        "word Made-up  Desk",
    ]
    assert said[-1] == "0077"
    assert f"HOME={machine.root}/var/lib/escalade" in said
    assert f"ESCALADE_ACCOUNTS={machine.root}/var/lib/escalade/accounts.toml" in said
    assert not [line for line in said if line.startswith("XDG_")]


def test_it_is_told_what_the_units_are_told(machine: Machine) -> None:
    (machine.root / "etc/escalade/escalade.env").write_text((DEPLOY / "escalade.env").read_text())
    (machine.root / "etc/escalade/secrets.env").write_text(
        "# made up\nESCALADE_SMTP_PASSWORD=p@ss word #1 $HOME `id`\n ESCALADE_MAIL=1\n"
        "ESCALADE_SECRET_A=\"quoted\"\nESCALADE_SECRET_B='it''s'\n\nESCALADE_ACCOUNTS=/elsewhere.toml"
    )
    said = machine("list")
    assert "ESCALADE_REGISTER=/var/lib/escalade/register.db" in said
    assert "ESCALADE_SMTP_PASSWORD=p@ss word #1 $HOME `id`" in said
    assert "ESCALADE_SECRET_A=quoted" in said
    assert "ESCALADE_ACCOUNTS=/elsewhere.toml" in said
    assert not [line for line in said if line.startswith(("ESCALADE_PROVIDERS", "#"))]


def test_who_is_not_root_is_told_so(machine: Machine) -> None:
    machine.write("programs/id", "#!/bin/sh\necho 1000\n")
    with pytest.raises(subprocess.CalledProcessError) as caught:
        machine("list")
    assert caught.value.stderr == "escalade-service takes root.\n"


def test_an_install_from_sources_takes_nothing_along_of_an_earlier_build() -> None:
    script = (DEPLOY / "install").read_text()
    assert -1 < script.index('rm -rf "$what/build/lib"') < script.index("-m pip wheel")
