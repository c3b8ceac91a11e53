"""A sealed file is loaded behind what is there."""

from __future__ import annotations

import json

import pytest

from escalade.models.backends import Location, create
from escalade.models.integrity.keys import verify_signature
from escalade.models.register import open_register
from escalade.models.transfer import encode_line, load_acts, verify_seal
from escalade.workflow.values.errors import LedgerError

from .conftest import DESK, TOPIC, Shell
from .test_sealed import whole
from .test_sealed_check import no_paper


def test_a_sealed_file_goes_on_from_what_is_there(sealing: Shell) -> None:
    sealing.does("backup old.db")
    sealing.does(f"propose 2020/horns {TOPIC.format('horns')}", "export --sealed group.sealed --key ledger.key")
    found = json.loads(sealing.does("load --sealed group.sealed --register old.db --format json"))
    assert (found["loaded"], found["trusted"], found["papers"]) == (1, False, 1)
    assert whole(sealing.folder / "old.db") == whole(sealing.register)
    assert json.loads(sealing.does("load --sealed group.sealed --format json"))["loaded"] == 0
    sealing.does(f"propose 2020/bells {TOPIC.format('bells')}")
    assert "does not begin with them" in sealing.refuses("load --sealed group.sealed", 2).err


def test_what_was_erased_stays_erased(sealing: Shell) -> None:
    sealing.does(
        f"redact lamps#2 --why en=Asked. --on 2020-03-02 {DESK}",
        "export --sealed group.sealed --key ledger.key",
        "load --sealed group.sealed --register there.db",
        "verify --register there.db",
    )
    assert "Ours." not in (sealing.folder / "group.sealed").read_text()
    assert whole(sealing.folder / "there.db") == whole(sealing.register)


def test_a_file_that_is_changed_after_it_was_checked_is_not_loaded(handed: Shell) -> None:
    path, place = handed.folder / "group.sealed", Location(handed.folder / "there.db")
    found = verify_seal(path, (), verify_signature)
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    no_paper(lines)
    path.write_bytes(b"".join(map(encode_line, lines)))
    create(place)
    with (
        open_register(place) as register,
        pytest.raises(LedgerError, match="was changed while it"),
    ):
        load_acts(register, path, 0, found)
    assert whole(place.path)[0] == 0
