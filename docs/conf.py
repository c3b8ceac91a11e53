"""The documentation as a site: `make docs`, from the pages that lie here."""

from __future__ import annotations

import os
import re
from contextlib import redirect_stdout
from importlib.metadata import version as version_of
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import click

from escalade.cli import run
from escalade.commands.root import ROOT

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project, author = "escalade", "The escalade authors"
copyright = "The escalade authors, MIT licence"  # noqa: A001  # Sphinx' own name
release = version = version_of("escalade")
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
html_theme = "furo"
html_title = "escalade"
html_static_path = ["pictures"]
myst_enable_extensions = ["attrs_inline"]
myst_heading_anchors = 4
suppress_warnings = ["myst.header", "misc.highlighting_failure"]
COMMANDS = Path(__file__).parent / "reference" / "commands.md"
OUTSIDE = re.compile(r"\[([^\]]+)\]\((?:\.\./)+(?!pictures)[^)]+\)")
"""A link to a file of the sources that is no page of the site."""


def list_commands(_app: Sphinx) -> None:
    """Write the page of commands from the program itself."""
    os.environ.update(COLUMNS="100", NO_COLOR="1")
    told = ["# Commands\n\nMade from the program: what each command says with `--help`.\n"]
    for name in sorted(ROOT.list_commands(click.Context(ROOT))):
        with redirect_stdout(StringIO()) as said:
            run([name, "--help"])
        told.append(f"\n## {name}\n\n```text\n{said.getvalue().rstrip()}\n```\n")
    COMMANDS.parent.mkdir(exist_ok=True)
    COMMANDS.write_text("".join(told), "utf-8")


def leave_out_sources(_app: Sphinx, _page: str, source: list[str]) -> None:
    """Keep the words of links that lead to files of the sources."""
    source[0] = OUTSIDE.sub(r"\1", source[0])


def setup(app: Sphinx) -> None:
    """Tell Sphinx when to do so."""
    app.connect("builder-inited", list_commands)
    app.connect("source-read", leave_out_sources)
