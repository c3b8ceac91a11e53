"""Late facts in a real register: kept, derived, exported and verified alike."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from escalade.models.cases import export_lines, replay
from escalade.models.integrity.completeness import rebuild
from escalade.models.integrity.verify import verify
from escalade.models.reader import Reader, open_reader
from escalade.models.register import open_register
from escalade.workflow.motions import Evidence
from tests.back_end import BackEnd
from tests.lives import DESK, FIRST_DAY, TOPIC, Life, en


def told_late() -> Life:
    """A topic that was agreed, and an objection that stood then and was told later."""
    life = Life().begins()
    life.does("propose", TOPIC)
    life.does("open debate", TOPIC)
    life.passes(5)
    life.does("record consensus", TOPIC)
    life.passes(20)
    objection = {"holders": ("Lemuria",), "stance": "object", "text": en("No."), "source": "H31/2", "by": DESK}
    life.does("take position", TOPIC, on=(FIRST_DAY + timedelta(days=2)).isoformat(), evidence=Evidence(), **objection)
    return life


def seen(reader: Reader) -> tuple[object, ...]:
    """What a register says of the topic: its row, and the order of its records."""
    (row,) = reader.topics()
    order = [record.reference for record in reader.history(TOPIC)]
    return row.state, row.newest, row.contradicted, order


def test_late_facts_are_kept_derived_and_exported_alike(back: BackEnd, tmp_path: Path) -> None:
    life, first, second = told_late(), back.new("first.db"), back.new("second.db")
    with open_register(first, clock=life.noon) as register:
        register.load(life.performed)
    with open_reader(first) as reader:
        said, lines, root = seen(reader), b"".join(export_lines(reader)), reader.root()
    assert said == ("agreed", f"{TOPIC}#4", True, [f"{TOPIC}#{number}" for number in (1, 2, 4, 3)])
    rebuild(first)
    found = verify(first)
    assert found.findings == []
    assert [one.where for one in found.contradictions] == [f"{TOPIC}#4"]
    (tmp_path / "case.jsonl").write_bytes(lines)
    with open_register(second, clock=life.noon) as register:
        replay(register, tmp_path / "case.jsonl", lambda *_: None)
    for place in (first, second):
        with open_reader(place) as reader:
            assert (seen(reader), reader.root()) == (said, root)
