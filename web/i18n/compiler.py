"""Compile the catalogues of the pages, with placeholders for their nouns.

Every build and installation does it, and `python -m escalade.web.i18n.compiler`.
The program reads what was compiled, and never compiles by itself.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from runpy import run_path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

# At a build escalade is no package yet, and its modules are found by their place alone.
NounTable = run_path(str(Path(__file__).with_name("placeholder.py")))["NounTable"]
LOCALE = Path(__file__).parents[1] / "locale"
NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
"""A date that is the same whenever a catalogue is compiled."""


def compile_catalogue(po: Path) -> bytes:
    """A catalogue as programs read it, without what lacks a translation."""
    with po.open("rb") as file:
        catalogue = read_po(file)
    table = NounTable(LOCALE / po.stem / "nouns.toml")
    for one in catalogue:
        if one.id and one.string:
            one.string = table.mark(str(one.string))
    catalogue.creation_date = catalogue.revision_date = NO_DAY
    written = BytesIO()
    write_mo(written, catalogue)
    return written.getvalue()


def compile_into(folder: Path) -> None:
    """Compile every catalogue into a folder."""
    for po in LOCALE.glob("*.po"):
        (folder / f"{po.stem}.mo").write_bytes(compile_catalogue(po))


if __name__ == "__main__":
    compile_into(LOCALE)
else:  # the program runs where there is no setuptools
    from setuptools.command.build_py import build_py

    class BuildWithCatalogues(build_py):
        """Puts the compiled catalogues into a wheel, or beside the sources."""

        def run(self) -> None:
            """Build as ever, and compile."""
            super().run()
            compile_into(LOCALE if self.editable_mode else Path(self.build_lib, "escalade", "web", "locale"))
