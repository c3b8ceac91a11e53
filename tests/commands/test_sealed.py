"""A register that is sealed, handed over, checked, and taken over."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

import pytest

from escalade.models.backends import Location, create
from escalade.models.cases.lines import CaseError
from escalade.models.integrity.keys import is_signed_by
from escalade.models.reader import open_reader
from escalade.models.register import open_register
from escalade.models.transfer.sealed import SealedFileError, encode_line
from escalade.models.transfer.sealed_check import check_sealed
from escalade.models.transfer.unseal import load_sealed_acts
from escalade.workflow.records.record import commitment_to

from .conftest import ASSEMBLY, DESK, TOPIC, Shell

ISSUE = "issue 2020 --kind state --symbol MA20/90 --language en --form md --accept all --on 2020-03-01"
Line = dict[str, Any]


@pytest.fixture
def sealing(group: Shell) -> Shell:
    """A shell on a register with keys on both sides, a paper, and a personal text."""
    line = group.does("key new ledger.key --name made-up.example/group").strip()
    theirs = group.does("key new theirs.key --name made-up.example/assembly").strip()
    group.does(
        f"publish-key '{line}' --on 2020-02-10 {DESK}",
        f"propose 2020/lamps {TOPIC.format('lamps')}",
        f"record-statement lamps --holder Isle --text en=Ours. --on 2020-02-11 {DESK}",
        f"{ISSUE} {DESK}",
    )
    (group.folder / "public").write_text(line)
    (group.folder / "theirs").write_text(theirs)
    return group


@pytest.fixture
def handed(sealing: Shell) -> Shell:
    """A shell on a register that was handed over and sealed."""
    theirs = (sealing.folder / "theirs").read_text()
    sealing.does(
        f"hand-over 'Made-up Assembly Desk' --key '{theirs}' --on 2020-03-02 {DESK}",
        "export --sealed group.sealed --key ledger.key",
    )
    return sealing


def whole(register: Path) -> tuple[int, str, list[tuple[str, str, bytes]]]:
    """The size, the root and the papers of a register."""
    with open_reader(Location(register)) as reader:
        papers = reader.connection.execute("SELECT digest, name, data FROM paper ORDER BY digest").fetchall()
        return reader.size(), reader.root(), papers


def test_a_register_is_handed_over_acknowledged_and_given_back(handed: Shell) -> None:
    key = (handed.folder / "public").read_text()
    act = f"record-statement lamps --holder Isle --text en=No. --on 2020-03-03 {DESK}"
    refused = handed.refuses(act, 3)
    assert "handed over to Made-up Assembly Desk" in refused.err
    assert "escalade take-back" in refused.err
    there = "--register there.db"
    said = handed.does(
        f"load --sealed group.sealed --key '{key}' --acknowledge theirs.key --to arrived.checkpoint {there}"
    )
    assert "signed for by made-up.example/group" in said
    assert whole(handed.folder / "there.db") == whole(handed.register)
    assert len(whole(handed.register)[2]) == 1
    assert "still begins with" in handed.does("verify --checkpoint arrived.checkpoint")
    theirs = act.replace(DESK, ASSEMBLY)
    assert "escalade --register there.db take-over" in handed(f"{theirs} {there}").err
    handed.does(
        f"verify {there}",
        f"take-over --on 2020-03-03 {ASSEMBLY} {there}",
        f"{act} {there}",
        f"hand-over 'Made-up Desk' --on 2020-03-04 {ASSEMBLY} {there}",
        f"export --sealed back.sealed --key theirs.key {there}",
        "load --sealed back.sealed",
        f"take-over --on 2020-03-05 {DESK}",
        f"propose 2020/horns {TOPIC.format('horns')}",
        "verify",
    )


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


def act(lines: list[Line], name: str) -> Line:
    """The line of an act."""
    return next(line for line in lines if line.get("motion", {}).get("act") == name)


def paper(lines: list[Line]) -> Line:
    """The line of the paper."""
    return next(line for line in lines if "paper" in line)


def altered(lines: list[Line]) -> None:
    act(lines, "propose")["motion"]["version"]["title"]["en"] = "Another"


def dropped(lines: list[Line]) -> None:
    lines.remove(act(lines, "record statement"))


def swapped(lines: list[Line]) -> None:
    lines[3], lines[4] = lines[4], lines[3]


def doubled(lines: list[Line]) -> None:
    lines.insert(3, lines[2])


def another_text(lines: list[Line]) -> None:
    act(lines, "record statement")["motion"]["text"]["en"] = "Another."


def no_text(lines: list[Line]) -> None:
    """The commitment in the place of the text, as if it had been erased."""
    motion = act(lines, "record statement")["motion"]
    commitment = commitment_to(motion["text"], motion.pop("salts")["text"])
    motion |= {"text": {"sealed": commitment}, "erased": ["text"]}


def another_paper(lines: list[Line]) -> None:
    paper(lines)["data"] = "AAAA"


def no_paper(lines: list[Line]) -> None:
    lines.remove(paper(lines))


def never_issued(lines: list[Line]) -> None:
    lines.insert(lines.index(paper(lines)), {"paper": sha256(b"").hexdigest(), "name": "a.md", "data": ""})


def another_name(lines: list[Line]) -> None:
    paper(lines)["name"] = "MA20-91.en.md"


def paper_twice(lines: list[Line]) -> None:
    lines.insert(lines.index(paper(lines)), paper(lines))


def absolute(lines: list[Line]) -> None:
    paper(lines)["name"] = "/etc/paper.md"


def upwards(lines: list[Line]) -> None:
    paper(lines)["name"] = "..\\paper.md"


def forged(lines: list[Line]) -> None:
    line, field = (lines[0], "checkpoint") if lines[0]["sealed"] == 1 else (lines[-1], "seal")
    note = line[field]
    line[field] = note[:-12] + ("A" if note[-12] != "A" else "B") + note[-11:]


def cut(lines: list[Line]) -> None:
    lines.remove(act(lines, "hand over"))


def headless(lines: list[Line]) -> None:
    del lines[0]


def another_version(lines: list[Line]) -> None:
    lines[0]["sealed"] = 3


def paper_first(lines: list[Line]) -> None:
    lines.remove(line := paper(lines))
    lines.insert(lines.index(act(lines, "issue")) + 1, line)


def no_hash(lines: list[Line]) -> None:
    lines[1]["leaves"] = ["zz"]


def further(lines: list[Line]) -> None:
    lines[1]["more"] = 1


OF_EACH = [
    (dropped, "are not the"),
    (swapped, "are not the"),
    (doubled, "are not the"),
    (another_paper, "is not the one that was issued"),
    (never_issued, "was never issued: no record names it"),
    (another_name, "has another name in the record"),
    (paper_twice, "stands here twice"),
    (absolute, "leads to another folder"),
    (upwards, "leads to another folder"),
    (forged, "is false"),
    (cut, "are not the"),
    (headless, "does not begin as a sealed file"),
    (another_version, "does not begin as a sealed file"),
    (paper_first, "stands where none of its kind can"),
    (no_hash, "is none of a sealed file"),
    (further, "is none of a sealed file"),
]
"""What is done to a sealed file of either version, and what is said then."""
TO_THE_LAST_BYTE = "it is not, to the last byte, the file that made-up.example/group sealed"


def endless(lines: list[Line]) -> None:
    del lines[-1]


def goes_on(lines: list[Line]) -> None:
    lines.append(paper(lines))


def ends_twice(lines: list[Line]) -> None:
    lines.append(lines[-1])


def passed_off(lines: list[Line]) -> None:
    """The last line as the checkpoint of an earlier file, which proves less."""
    lines[0] = {"sealed": 1, "checkpoint": lines.pop()["seal"]}


def both_ends(lines: list[Line]) -> None:
    lines[0]["checkpoint"] = lines[-1]["seal"]


def changed_to(shell: Shell, path: Path, change: Callable[[list[Line]], object], said: str) -> None:
    """Change the lines of a sealed file; it is not loaded then."""
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    change(lines)
    path.write_bytes(b"".join(map(encode_line, lines)))
    assert said in shell.refuses(f"load --sealed {path.name} --register there.db", 4).err
    assert not (shell.folder / "there.db").exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        *OF_EACH,
        (altered, TO_THE_LAST_BYTE),
        (another_text, TO_THE_LAST_BYTE),
        (no_text, TO_THE_LAST_BYTE),
        (no_paper, TO_THE_LAST_BYTE),
        (endless, "its last line, which is signed, is missing: the file was cut"),
        (goes_on, "stands where none of its kind can"),
        (ends_twice, "stands where none of its kind can"),
        (passed_off, TO_THE_LAST_BYTE),
        (both_ends, "stands where none of its kind can"),
    ],
)
def test_a_sealed_file_that_was_altered_is_not_loaded(
    handed: Shell, change: Callable[[list[Line]], None], said: str
) -> None:
    changed_to(handed, handed.folder / "group.sealed", change, said)


def test_not_a_byte_of_a_sealed_file_can_be_altered_cut_or_added(handed: Shell) -> None:
    path, dice = handed.folder / "group.sealed", Random(13)  # noqa: S311  # which bytes, not a secret
    data = path.read_bytes()
    assert check_sealed(path, (), is_signed_by).is_whole
    every = [
        *(data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]
          for at in (*dice.sample(range(len(data)), 150), *range(len(data) - 30, len(data)))),
        *(data[:-count] for count in (1, 2, 3, 40)),
        *(data + more for more in (b" ", b"\n", b"\n\n", b"{}", b"\r\n")),
        *(data[:at] + b"\n" + data[at:] for at in (0, data.index(b"\n"), data.rindex(b"\n", 0, -1))),
        data.replace(b"\n", b"\r\n"),
        data[:-1] + b"\r\n",
        data.replace(b'{"seal":', b'{"seal": '),
        data.replace(b'=\\n"}', b'=\\nmade-up\\n"}'),
    ]  # fmt: skip
    loaded = []
    for number, one in enumerate(every):
        path.write_bytes(one)
        with suppress(SealedFileError, CaseError):
            check_sealed(path, (), is_signed_by)
            loaded.append(number)
    assert (loaded, len({*every, data})) == ([], len(every) + 1)


def test_a_file_that_is_changed_after_it_was_checked_is_not_loaded(handed: Shell) -> None:
    path, place = handed.folder / "group.sealed", Location(handed.folder / "there.db")
    found = check_sealed(path, (), is_signed_by)
    lines = [json.loads(line) for line in path.read_bytes().splitlines()]
    no_paper(lines)
    path.write_bytes(b"".join(map(encode_line, lines)))
    create(place)
    with (
        open_register(place) as register,
        pytest.raises(SealedFileError, match="was changed while it"),
    ):
        load_sealed_acts(register, path, 0, found)
    assert whole(place.path)[0] == 0


# What an earlier version sealed


@pytest.fixture
def earlier(handed: Shell) -> Path:
    """A sealed file of the first version of the format."""
    handed.does("checkpoint --key ledger.key --to plain.checkpoint")
    lines = (handed.folder / "group.sealed").read_bytes().splitlines(keepends=True)
    head = encode_line({"sealed": 1, "checkpoint": (handed.folder / "plain.checkpoint").read_text()})
    path = handed.folder / "earlier.sealed"
    path.write_bytes(b"".join([head, *lines[1:-1]]))
    return path


@pytest.mark.parametrize(
    ("change", "said"),
    [
        *OF_EACH,
        (altered, "2020/lamps#1 comes out otherwise than it was sealed"),
        (another_text, "2020/lamps#2 comes out otherwise than it was sealed"),
        (no_text, "2020/lamps#2 lacks its text, and no act says that it was erased"),
    ],
)
def test_an_earlier_sealed_file_that_was_altered_is_not_loaded(
    handed: Shell, earlier: Path, change: Callable[[list[Line]], None], said: str
) -> None:
    changed_to(handed, earlier, change, said)


def test_an_earlier_sealed_file_is_loaded_and_what_it_does_not_prove_is_said(handed: Shell, earlier: Path) -> None:
    called = handed("load --sealed earlier.sealed --register there.db")
    assert (called.code, "Whether a paper was left out, or an attachment renamed, it does not prove" in called.err) == (
        0,
        True,
    )
    assert whole(handed.folder / "there.db") == whole(handed.register)
    handed.does("verify --register there.db")
    assert earlier.exists()


def test_a_paper_that_an_earlier_sealed_file_lacks_is_told(handed: Shell, earlier: Path) -> None:
    lines = [json.loads(line) for line in earlier.read_bytes().splitlines()]
    no_paper(lines)
    earlier.write_bytes(b"".join(map(encode_line, lines)))
    found = json.loads(handed.does("load --sealed earlier.sealed --register other.db --format json"))
    assert (found["whole"], found["papers"], found["absent"]) == (False, 0, 1)
    assert "It lacks 1 file that its records name." in handed.does("load --sealed earlier.sealed --register there.db")
    said = handed.does("verify --register there.db")
    assert "nothing is wrong" in said
    assert "MA20-90.en.md: is not kept here: 2020#2 was recorded here without it on" in said
    assert "absent" in handed.does("doctor --register there.db")


def test_an_erased_text_of_an_earlier_sealed_file_is_not_missed(sealing: Shell) -> None:
    sealing.does(
        f"redact lamps#2 --why en=Asked. --on 2020-03-02 {DESK}",
        "export --sealed group.sealed --key ledger.key",
        "checkpoint --key ledger.key --to plain.checkpoint",
    )
    lines = [json.loads(line) for line in (sealing.folder / "group.sealed").read_bytes().splitlines()]
    lines[0] = {"sealed": 1, "checkpoint": (sealing.folder / "plain.checkpoint").read_text()}
    del act(lines, "record statement")["motion"]["erased"]  # which that version did not write
    (sealing.folder / "earlier.sealed").write_bytes(b"".join(map(encode_line, lines[:-1])))
    sealing.does("load --sealed earlier.sealed --register there.db", "verify --register there.db")


@pytest.mark.parametrize(
    ("content", "code"), [(b"", 4), (b"\xff\xfe", 4), (b"[" * 100_000, 4), (b"{}", 4), (b"PK\x03\x04", 4)]
)
def test_what_is_no_sealed_file_is_not_loaded(sealing: Shell, content: bytes, code: int) -> None:
    (sealing.folder / "x.sealed").write_bytes(content)
    sealing.refuses("load --sealed x.sealed --register there.db", code)


def test_who_sent_a_sealed_file_is_known_by_a_key_of_ones_own(handed: Shell) -> None:
    theirs = (handed.folder / "theirs").read_text()
    said = handed.refuses(f"load --sealed group.sealed --key '{theirs}' --register there.db", 4).err
    assert "None of the keys that are trusted" in said
    called = handed("load --sealed group.sealed --register there.db")
    assert (called.code, "not who sent it" in called.err) == (0, True)
    assert "expects an acknowledgement" in handed("load --sealed group.sealed --acknowledge ledger.key --to a").err


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("load", 2, "Name a case file"),
        ("load a.toml --sealed b", 2, "one of them"),
        ("load a.toml --to b", 2, "go with --sealed"),
        ("load --sealed absent.sealed", 2, "cannot be read"),
        ("load --sealed absent.sealed --to b", 2, "name --acknowledge KEYFILE and --to"),
        ("load --sealed absent.sealed --key nonsense", 4, "is no public key"),
        ("export --sealed a", 2, "name the key with --key"),
        ("export 2020 --sealed a --key ledger.key", 2, "always the whole register"),
    ],
)
def test_what_cannot_be_is_said(sealing: Shell, line: str, code: int, said: str) -> None:
    assert said in sealing.refuses(line, code).err


def test_a_register_that_never_arrived_is_taken_back(handed: Shell) -> None:
    assert "register_is_kept_here" in handed(f"propose 2020/x {TOPIC.format('x')} --format json").err
    handed.refuses(f"take-over --on 2020-03-03 {DESK}", 3)
    handed.does(f"take-back --why en='It never arrived.' --on 2020-03-03 {DESK}")
    handed.does(f"propose 2020/horns {TOPIC.format('horns')}", "verify")
