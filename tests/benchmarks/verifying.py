"""`verify`: bytes and tree; columns too; and every act tried again."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from importlib import import_module

from escalade.models.backends import Location
from escalade.models.integrity.verify import HEADERS, check_records
from escalade.models.reader import Reader, open_reader
from escalade.models.store import statements
from escalade.models.store.projections import make_columns
from escalade.workflow.ledger.tree import Tree, leaf_hash
from tests.benchmarks.ground import Ground
from tests.benchmarks.measure import Row, at_least, busy, share, timed

EVERY = "SELECT data FROM record ORDER BY position"


def rows(ground: Ground) -> Iterator[Row]:
    """Three depths, against the plain libraries over the same rows."""
    path = ground.made_up(ground.count(2000, 200))
    orjson, rounds = import_module("orjson"), ground.count(9, 3)
    connection = sqlite3.connect(path)
    size = int(connection.execute("SELECT count(*) FROM record").fetchone()[0])

    def plain() -> None:
        level = []
        for (data,) in connection.execute(EVERY):
            orjson.dumps(orjson.loads(data), option=orjson.OPT_SORT_KEYS)
            level.append(hashlib.sha256(b"\x00" + data).digest())
        while len(level) > 1:
            pairs = zip(level[::2], level[1::2], strict=False)
            level = [hashlib.sha256(b"\x01" + one + other).digest() for one, other in pairs]

    with open_reader(Location(path)) as reader:
        depths = {
            "bytes, leaves, root": (lambda: bytes_only(reader), 1.2),
            "columns compared too": (lambda: columns_too(reader), 0.7),
        }
        for name, (ours, least) in depths.items():
            yield share(
                f"verify: {name}",
                "sqlite3 + orjson + hash",
                lambda ours=ours: busy(ours, size),  # type: ignore[misc]  # a default that fixes the depth
                lambda: busy(plain, size),
                rounds,
                at_least(least),
            )
        yield share(
            "verify: every act tried again, in two processes",
            "sqlite3 + orjson + hash",
            lambda: timed(lambda: check_records(reader, 0, size), size),
            lambda: timed(plain, size),
            rounds,
            at_least(0.05),
        )
    connection.close()


def bytes_only(reader: Reader) -> bytes:
    """The root over the bytes that were written down."""
    tree = Tree()
    for page in reader.pages(statements.EVERY_RECORD):
        tree.extend([leaf_hash(row[1]) for row in page])
    return tree.root()


def columns_too(reader: Reader) -> bool:
    """Whether every column says what the bytes say."""
    tree, same = Tree(), True
    for page in reader.pages(statements.EVERY_COLUMN):
        tree.extend([leaf_hash(row[9]) for row in page])
        same &= all(row[1:9] == make_columns(HEADERS.decode(row[9])) for row in page)
    return same
