"""Jinja environments: strict, kept compiled, sandboxed where that is due.

Every environment of the program is made here: the sentences of a language,
the layouts of papers, Word templates that somebody brings, and the pages.
"""

from __future__ import annotations

import marshal
import os
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from pickle import dumps
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket, FileSystemBytecodeCache, bc_magic
from jinja2.sandbox import ImmutableSandboxedEnvironment
from platformdirs import user_cache_path

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


@cache
def own_folder() -> Path | None:
    """The folder for compiled templates, made once; None if it is not safe."""
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


NOTHING: frozenset[type] = frozenset()


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed to the types that a template may reach."""

    reached: Collection[type] = NOTHING
    """The types whose public attributes a template may read."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read an attribute at once where that is allowed, else as Jinja has it.

        Parts of a paper are no texts, so none of them has a `format` to guard.
        """
        if type(obj) in self.reached and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002  # Jinja gives it
        """Whether a template may read an attribute of something."""
        return type(obj) in self.reached and not attr.startswith("_")


def make_environment(name: str, **options: Any) -> Environment:
    """Make an environment for templates of ours, which nothing guards.

    Args:
        name: what its compiled templates are kept under; two environments
            whose options differ have two names.
        options: what Jinja takes: loader, finalize, autoescape and so on.
    """
    return Environment(**_strict(name, options))  # noqa: S701  # whoever calls says what is escaped


def draw_page(name: str, **facts: Any) -> str:
    """Draw the page with which a folder begins that a command makes."""
    folder = str(Path(__file__).with_name("folder"))
    pages = make_environment("folder", loader=FileSystemLoader(folder), autoescape=True, trim_blocks=True)
    return f"{pages.get_template(f'{name}.html.jinja').render(facts)}\n"


def make_sandbox(name: str, reached: Collection[type], filters: Mapping[str, Any], **options: Any) -> Sandbox:
    """Make an environment whose templates reach some types and nothing else.

    Args:
        name: as of `make_environment`.
        reached: the types whose public attributes a template may read.
        filters: all the filters that there are.
        options: what Jinja takes.
    """
    made = Sandbox(**_strict(name, options))
    made.reached = frozenset(reached)
    made.globals, made.filters = {}, dict(filters)
    return made


def _strict(name: str, options: Mapping[str, Any]) -> dict[str, Any]:
    return {"undefined": StrictUndefined, "auto_reload": False, "bytecode_cache": cache_folder(name), **options}
