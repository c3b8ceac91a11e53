"""Which way the doors open: held by what each module imports."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

MAY_USE = {
    "workflow": {"workflow"},
    "models": {"models", "workflow"},
    "templates": {"templates", "workflow"},
    "services": {"services", "models", "templates", "workflow"},
    "web": {"web", "services", "models", "templates", "workflow"},
    "commands": {"commands", "web", "services", "models", "templates", "workflow"},
    "cli": {"cli", "commands", "services", "models", "templates", "workflow"},
}
INSIDE = {
    "commands": ("root", "catalogue", "admin", "papers", "reads", "acts", "terminal"),
    "models": (
        "transfer",
        "server",
        "integrity",
        "cases",
        "register",
        "reader_pool",
        "as_of",
        "reader",
        "append",
        "views",
        "backends",
        "store",
        "tables",
        "files",
    ),
    "services": ("reading", "papers", "views", "acts"),
    "templates": (
        "translation",
        "formats",
        "reading",
        "checks",
        "papers",
        "languages",
        "environment",
        "values",
    ),
    "web": (
        "server",
        "publication",
        "app",
        "api",
        "routes",
        "forms",
        "middleware",
        "state",
        "room",
        "mail",
        "auth",
        "settings",
        "operations",
        "rendering",
        "i18n",
        "pages",
        "static",
    ),
    "workflow": (
        "inbox",
        "perform",
        "judge",
        "rules",
        "planning",
        "subjects",
        "records",
        "motions",
        "machine",
        "procedure",
        "ledger",
        "values",
    ),
}
"""What each room holds, from the top down: a part may use itself and whatever stands behind it."""
BELONGS_TO = {
    "transitions": ("workflow/machine.py",),
    "psycopg": ("models/",),
    "sqlalchemy": ("models/",),
    "sqlmodel": ("models/",),
    "fastapi": ("web/",),
    "starlette": ("web/",),
    "uvicorn": ("web/",),
    "jinja2": ("templates/", "web/"),
    "lxml": ("templates/",),
    "typst": ("templates/formats/typeset/",),
    "click": ("cli.py", "commands/"),
    "tabulate": ("cli.py", "commands/"),
}
THE_LAW_NEEDS = {"escalade", "msgspec", "transitions"}
THE_LAW_AVOIDS = {
    "io",
    "os",
    "pathlib",
    "random",
    "secrets",
    "shutil",
    "socket",
    "sqlite3",
    "subprocess",
    "tempfile",
    "time",
}


def imports_of(tree: ast.AST, *, types: bool = True) -> Iterator[str]:
    """The full name of all that a module imports, lazily or by name too; or without what type checkers alone see."""
    for node in ast.iter_child_nodes(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                yield from (f"{'.' * level}{module or ''}.{alias.name}" for alias in names)
            case ast.Constant(value=str(text)) if types and text.startswith("escalade."):
                yield from [text] if text.replace(".", "").isidentifier() else []
            case ast.If(test=ast.Name(id="TYPE_CHECKING")) if not types:
                pass
            case _:
                yield from imports_of(node, types=types)


def room_of(path: str) -> str:
    """The room that a module stands in; the command line is one of its own."""
    return path.partition("/")[0].removesuffix(".py")


@pytest.fixture(scope="module")
def imports(sources: dict[str, ast.Module]) -> list[tuple[str, str]]:
    """Every module with every name that it imports."""
    return [(path, name) for path, tree in sources.items() for name in imports_of(tree)]


def test_every_room_has_its_place(rooms: tuple[str, ...]) -> None:
    assert [room for room in ("workflow", *rooms) if room not in MAY_USE] == []


def test_doors_open_only_towards_the_law(imports: list[tuple[str, str]]) -> None:
    ours = [(path, name.split(".")[1]) for path, name in imports if name.startswith("escalade.")]
    assert [(path, room) for path, room in ours if room not in MAY_USE[room_of(path)]] == []


def test_inside_a_room_doors_open_one_way(sources: dict[str, ast.Module]) -> None:
    upwards = []
    for path, name in ((path, name) for path, tree in sources.items() for name in imports_of(tree, types=False)):
        room, part, *_ = [*path.removesuffix(".py").removesuffix("/__init__").split("/"), ""]
        order = INSIDE.get(room, ())
        used = name.removeprefix(f"escalade.{room}.").partition(".")[0]
        if name.startswith(f"escalade.{room}.") and used in order and part:
            upwards += [(path, name)] if order.index(used) < order.index(part) else []
    assert upwards == []


def test_every_part_of_a_room_has_its_place(root: Path) -> None:
    parts = {
        room: {one.stem for one in (root / room).iterdir() if one.suffix == ".py" or (one / "__init__.py").exists()}
        for room in INSIDE
    }
    placeless = {room: sorted(held - {"__init__", *INSIDE[room]}) for room, held in parts.items()}
    assert {room: names for room, names in placeless.items() if names} == {}


def test_our_modules_are_imported_by_their_full_name(imports: list[tuple[str, str]]) -> None:
    bare = {*MAY_USE, "", "tests"}
    assert [(path, name) for path, name in imports if name.partition(".")[0] in bare] == []


def test_each_library_stays_in_its_room(imports: list[tuple[str, str]]) -> None:
    used = [(path, name.partition(".")[0]) for path, name in imports]
    assert [(path, name) for path, name in used if name in BELONGS_TO and not path.startswith(BELONGS_TO[name])] == []


def test_the_law_is_pure(imports: list[tuple[str, str]]) -> None:
    used = {(path, name.partition(".")[0]) for path, name in imports if room_of(path) == "workflow"}
    allowed = THE_LAW_NEEDS | (sys.stdlib_module_names - THE_LAW_AVOIDS)
    assert sorted((path, name) for path, name in used if name not in allowed) == []


def test_type_checkers_see_the_rooms_and_never_the_root(root: Path, rooms: tuple[str, ...]) -> None:
    links = {link.name: link.readlink().as_posix() for link in (root / ".typing" / "escalade").iterdir()}
    assert links == {name: f"../../{name}" for name in (*rooms, "cli.py")}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("import escalade.models.register", ["escalade.models.register"]),
        ("from escalade import models", ["escalade.models"]),
        ("from escalade.models import register, reader", ["escalade.models.register", "escalade.models.reader"]),
        ("from . import models", ["..models"]),
        ("def late():\n    from workflow import record", ["workflow.record"]),
        ("module = import_module('escalade.models.register')", ["escalade.models.register"]),
        ("words = 'escalade. It ends here.'", []),
    ],
)
def test_an_import_is_seen_however_it_is_written(line: str, names: list[str]) -> None:
    assert list(imports_of(ast.parse(line))) == names
