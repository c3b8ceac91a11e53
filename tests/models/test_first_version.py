"""The record that the first version of escalade wrote: it stays what it was."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest

from escalade.models.as_of import open_past
from escalade.models.backends import Location, Place
from escalade.models.cases import export_lines, replay
from escalade.models.integrity.rebuild import rebuild
from escalade.models.integrity.verify import verify
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.models.transfer.backup import upgrade
from escalade.workflow.motions import RecordStatement
from escalade.workflow.procedure import VERSION, digest
from escalade.workflow.records.record import encode

ROOT = "092cbed703d4c41da41c825a01439cc82b735231834cf4b3373f3b1ca8c88054"
DIGEST = "5d40b6966a88078ad3af46cdf0f7de9456fd5c26b35939e1c2ec013d2e0e3f15"
SECOND = "3e6b0122c27c592694033627d7fd37258d69348a9ddc9ee0577f3d4e80b6cfd6"
THIRD = "30ee7466e8f42beee9feace2505d3129e1b061bbc4fe731772e8857fc189e90f"
FOURTH = "fed25be0dfa61f66769a5a9ae0f3f151af81260402a7ea1aacba540118e805b6"
"""The versions of the table so far: a later row says `since=`, a changed rule gets a new name."""


@pytest.fixture
def written(tmp_path: Path) -> Place:
    """The round of 2017 and some made-up acts, as the first version left them."""
    path = tmp_path / "first.db"
    path.write_bytes(gzip.decompress(Path(__file__).with_name("first_version.db.gz").read_bytes()))
    place = Location(path)
    upgrade(place)
    return place


def test_versions_of_the_table_that_were_written_under_stay_as_they_are() -> None:
    assert (digest(1), digest(2), digest(3), digest(4)) == (DIGEST, SECOND, THIRD, FOURTH)
    assert digest(VERSION) not in {DIGEST, SECOND, THIRD}


def test_what_the_first_version_wrote_verifies_unchanged(written: Place) -> None:
    found = verify(written)
    assert (found.records, found.root, found.findings) == (39, ROOT, [])


def test_what_the_first_version_wrote_is_rebuilt_and_loaded_again(written: Place, another: Any, tmp_path: Path) -> None:
    with open_reader(written) as reader:
        lines = b"".join(export_lines(reader))
        assert {record.procedure for _, record in reader.records()} == {1}
    path = tmp_path / "case.jsonl"
    path.write_bytes(lines)
    copy = another("copy.db")
    with open_register(copy) as register:
        replay(register, path, lambda *_: None)
    rebuild(written)
    for place in (written, copy):
        with open_reader(place) as reader:
            assert (reader.root(), b"".join(export_lines(reader))) == (ROOT, lines)


def test_what_the_first_version_wrote_goes_on_with_late_facts_of_the_newest(written: Place) -> None:
    with open_reader(written) as reader:
        before = [encode(record) for _, record in reader.records()]
        topic = reader.standing().topic("2017/ott")
        assert topic
        desk, since = topic.live[-1].officer, topic.live[0].on
    told = RecordStatement(of=("2017/ott",), by=desk, on="2017-03-31", holder="Canada", text={"en": "Made up: a word."})
    with open_register(written) as register:
        register.act(told)
    with open_reader(written) as reader:
        assert since < "2017-03-31"
        order = [record.act for record in reader.history("2017/ott")]
        assert order.index("record statement") < order.index("approve")
        assert [encode(record) for _, record in reader.records()][: len(before)] == before
        assert {record.procedure for _, record in reader.records()} == {1, VERSION}
    rebuild(written)
    assert verify(written).findings == []
    with open_past(written, as_of="2017-04-01", known_at=None) as reader:
        assert [record.act for record in reader.history("2017/ott")][-1] == "record statement"
