"""Write the fingerprints of the newest schema: `python -m tests.models.fingerprints`."""

from __future__ import annotations

import tempfile
from contextlib import closing
from pathlib import Path

from escalade.models.backends import Location, Place, create, engine_of, expected_schema, locate
from escalade.models.backends.schema_check import fingerprints
from tests.server import Server, name_folder

NAMES = ("ON_SQLITE", "ON_POSTGRESQL")


def made(place: Place) -> dict[str, str]:
    """The fingerprints of a register that the migrations made."""
    engine = engine_of(place)
    with closing(engine.open()) as connection:
        return fingerprints(engine, connection)


def written(found: dict[str, dict[str, str]]) -> str:
    """The module with other fingerprints."""
    text = Path(expected_schema.__file__).read_text("utf-8").partition(f"{NAMES[0]}:")[0]
    for name in NAMES:
        lines = "".join(f'    "{part}": "{mark}",\n' for part, mark in sorted(found[name].items()))
        text += f"{name}: dict[str, str] = {{\n{lines}}}\n\n"
    return text.rstrip() + "\n"


def main() -> None:
    """Make a register on each database, and write down what it is made of."""
    name_folder()
    with tempfile.TemporaryDirectory() as folder:
        file = Location(Path(folder) / "register.db")
        create(file)
        with Server().database() as url:
            found = dict(zip(NAMES, map(made, (file, locate(url))), strict=True))
    Path(expected_schema.__file__).write_text(written(found), "utf-8")


if __name__ == "__main__":
    main()
