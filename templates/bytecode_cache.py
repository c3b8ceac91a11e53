"""Compiled templates, kept between runs in a folder of the user's own.

Compiling takes most of the time of a run that writes papers. What is kept is
code that will be run, so only a folder that nobody else can write is used;
without one nothing is kept, and nothing else changes.
"""

from __future__ import annotations

import marshal
import os
import stat
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from pickle import dumps
from typing import TYPE_CHECKING

import jinja2
from jinja2.bccache import FileSystemBytecodeCache, bc_magic

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.bccache import Bucket

FOLDER = "templates"
OTHERS = stat.S_IRWXG | stat.S_IRWXO
WRITE = stat.S_IWGRP | stat.S_IWOTH


class BytecodeCache(FileSystemBytecodeCache):
    """One environment's templates; each is known by its source as well."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take a template that was kept; one that is damaged is compiled anew.

        The file must begin as Jinja would begin it; nothing of it is unpickled.
        """
        begun = bc_magic + dumps(bucket.checksum, 2)
        try:
            data = Path(self._get_cache_filename(bucket)).read_bytes()
            bucket.code = marshal.loads(data[len(begun) :]) if data.startswith(begun) else None  # noqa: S302  # code of our own folder, as any cache of compiled code
        except (OSError, EOFError, ValueError, TypeError):
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template, where that can be done."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def cache_folder(environment: str) -> BytecodeCache | None:
    """Where the templates of an environment are kept; None where nowhere.

    Args:
        environment: what it is called; two that compile differently differ.
    """
    folder = own_folder()
    return BytecodeCache(str(folder), f"{environment}-{jinja2.__version__}-%s") if folder else None


def remember(source: str, maker: str, make: Callable[[str], str]) -> str:
    """What is made of a source, made once and kept where that can be done.

    Args:
        source: what it is made of; it is known by its hash.
        maker: who makes it, with a version; another one makes it anew.
        make: what makes it.
    """
    folder = own_folder()
    if folder is None:
        return make(source)
    path = folder / f"{maker}-{sha256(source.encode()).hexdigest()}.made"
    with suppress(OSError, UnicodeDecodeError):
        digest, _, text = path.read_bytes().decode().partition("\n")
        if digest == sha256(text.encode()).hexdigest():
            return text
    made = make(source)
    with (
        suppress(OSError),
        tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="\n", dir=folder, delete=False) as file,
    ):
        file.write(f"{sha256(made.encode()).hexdigest()}\n{made}")
        file.close()
        Path(file.name).replace(path)
    return made


@cache
def own_folder() -> Path | None:
    """The folder for compiled templates, made once; None if it is not safe."""
    from platformdirs import user_cache_path

    folder = user_cache_path("escalade", appauthor=False) / FOLDER
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder if is_own(folder) else None
    except OSError:
        return None


def is_own(folder: Path) -> bool:
    """Whether a folder is the user's, and closed to everyone else.

    Its parent must not be open either, or another folder could be put there.
    """
    status, above = folder.lstat(), folder.parent.stat()
    user = os.getuid() if hasattr(os, "getuid") else status.st_uid
    is_closed = not status.st_mode & OTHERS and not above.st_mode & WRITE
    return stat.S_ISDIR(status.st_mode) and status.st_uid == user and is_closed
