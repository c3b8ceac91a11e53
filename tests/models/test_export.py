"""A register written down as a case file that loads again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from escalade.models.backends import Place
from escalade.models.cases import (
    WorkingCopy,
    export_lines,
    export_toml,
    replay,
)
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from tests.lives import TOPIC, Life, at, en


def whole_life() -> Life:
    """A life with a bit of everything that an export must carry."""
    life = at(Life(), "debated").brings("2031/b", "debated")
    life.does("record statement", TOPIC, text=en("A word."), holders=("Mu",), unattributed=True)
    life.does("merge", TOPIC, into="2031/b")
    life.does("correct", "2031/b#1", fields={"by_state": ["Mu"]})
    life.does("record consensus", "2031/b")
    life.does("correct", life.subject("2031/b").newest, fields={"words": None})
    life.does("open round", "2032")
    life.does("propose", "2032/x")
    return life


def exported(place: Place, ending: str, group: str | None = None) -> bytes:
    """A register as a case file."""
    copy = WorkingCopy(group) if group else None
    with open_reader(place) as reader:
        if ending == "jsonl":
            return b"".join(export_lines(reader, copy))
        return "".join(export_toml(reader, copy)).encode()


def test_a_round_is_exported_with_what_it_stands_on(
    place: Place, keep: Callable[[Place, Life], Place], another: Callable[[str], Place], tmp_path: Path
) -> None:
    life = whole_life()
    keep(place, life)
    data = exported(place, "jsonl", "2032")
    about = [set(json.loads(line).get("of", ["body"])) for line in data.splitlines()]
    assert {name for names in about for name in names if "2031" in name and "meeting" not in name} == set()
    path = tmp_path.joinpath("round.jsonl")
    path.write_bytes(data)
    copy = another("copy.db")
    with open_register(copy, clock=life.noon) as register:
        replay(register, path, lambda *_: None)
    with open_reader(copy) as reader:
        assert [row.reference for row in reader.topics()] == ["2032/x"]


def test_an_erased_text_is_exported_as_its_commitment(
    place: Place, keep: Callable[[Place, Life], Place], another: Callable[[str], Place], tmp_path: Path
) -> None:
    life = whole_life()
    keep(place, life)
    with open_register(place, clock=life.noon) as register:
        register.connection.execute("DELETE FROM opened")
    assert {one.what for one in verify(place).findings} == {"lacks its text, and no record says that it was erased"}
    data = exported(place, "jsonl")
    assert b"A word." not in data
    path = tmp_path.joinpath("case.jsonl")
    path.write_bytes(data)
    copy = another("copy.db")
    with open_register(copy, clock=life.noon) as register:
        replay(register, path, lambda *_: None)
    assert exported(copy, "jsonl") == data
    with open_reader(place) as first, open_reader(copy) as second:
        assert first.root() == second.root()
    with open_reader(copy) as reader:
        statement: Any = reader.history(TOPIC)[2].motion
    assert statement.text.keys() == {"sealed"}
