"""A sealed file is checked to the last byte before anything of it is loaded."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from escalade.models.backends import Location
from escalade.models.integrity.keys import load_key, verify_signature
from escalade.models.integrity.receipts import sign_checkpoint
from escalade.models.reader import open_reader
from escalade.models.transfer import encode_line, make_extension, verify_seal
from escalade.workflow.records.record import commitment_to
from escalade.workflow.values.errors import EscaladeError

from .conftest import Shell
from .test_sealed import Line, act


def paper(lines: list[Line]) -> Line:
    """The line of the paper."""
    return next(line for line in lines if "paper" in line)


def no_paper(lines: list[Line]) -> None:
    lines.remove(paper(lines))


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
    note = lines[-1]["seal"]
    lines[-1]["seal"] = note[:-12] + ("A" if note[-12] != "A" else "B") + note[-11:]


def cut(lines: list[Line]) -> None:
    lines.remove(act(lines, "hand over"))


def headless(lines: list[Line]) -> None:
    del lines[0]


def another_version(lines: list[Line]) -> None:
    lines[0]["sealed"] = 2


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
"""What is done to the lines of a sealed file, and what is said then."""

TO_THE_LAST_BYTE = "it is not, to the last byte, the file that made-up.example/group sealed"


def endless(lines: list[Line]) -> None:
    del lines[-1]


def goes_on(lines: list[Line]) -> None:
    lines.append(paper(lines))


def ends_twice(lines: list[Line]) -> None:
    lines.append(lines[-1])


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
    ],
)
def test_a_sealed_file_that_was_altered_is_not_loaded(
    handed: Shell, change: Callable[[list[Line]], None], said: str
) -> None:
    changed_to(handed, handed.folder / "group.sealed", change, said)


def test_not_a_byte_of_a_sealed_file_can_be_altered_cut_or_added(handed: Shell) -> None:
    path, dice = handed.folder / "group.sealed", Random(13)  # noqa: S311  # which bytes, not a secret
    data = path.read_bytes()
    verify_seal(path, (), verify_signature)
    every = [
        *(data[:at] + bytes([data[at] ^ (1 << dice.randrange(8))]) + data[at + 1 :]
          for at in (*dice.sample(range(len(data) - 30), 150), *range(len(data) - 30, len(data)))),
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
        with suppress(EscaladeError):
            verify_seal(path, (), verify_signature)
            loaded.append(number)
    assert (loaded, len({*every, data})) == ([], len(every) + 1)


@pytest.mark.parametrize(
    ("content", "code"), [(b"", 4), (b"\xff\xfe", 4), (b"[" * 100_000, 4), (b"{}", 4), (b"PK\x03\x04", 4)]
)
def test_what_is_no_sealed_file_is_not_loaded(sealing: Shell, content: bytes, code: int) -> None:
    (sealing.folder / "x.sealed").write_bytes(content)
    sealing.refuses("load --sealed x.sealed --register there.db", code)


def sealed_anew(shell: Shell, change: Callable[[list[Line]], object]) -> None:
    """Change the lines of a sealed file, and let whoever has the key seal them again."""
    path = shell.folder / "group.sealed"
    lines = [json.loads(line) for line in path.read_bytes().splitlines()[:-1]]
    change(lines)
    body = b"".join(map(encode_line, lines))
    with open_reader(Location(shell.register)) as reader:
        extension = make_extension(sha256(body).hexdigest())
        note = sign_checkpoint(reader, load_key(shell.folder / "ledger.key"), extension)
    path.write_bytes(body + encode_line({"seal": note}))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (altered, "2020/lamps#1 comes out otherwise than it was sealed"),
        (another_text, "2020/lamps#2 comes out otherwise than it was sealed"),
        (no_text, "2020/lamps#2 lacks its text, and no act says that it was erased"),
    ],
)
def test_a_sealed_file_that_was_altered_and_sealed_anew_is_not_loaded(
    handed: Shell, change: Callable[[list[Line]], None], said: str
) -> None:
    sealed_anew(handed, change)
    assert said in handed.refuses("load --sealed group.sealed --register there.db", 4).err
    assert not (handed.folder / "there.db").exists()


def test_a_paper_that_a_sealed_file_lacks_is_told(handed: Shell) -> None:
    sealed_anew(handed, no_paper)
    found = json.loads(handed.does("load --sealed group.sealed --register other.db --format json"))
    assert (found["papers"], found["absent"]) == (0, 1)
    assert "It lacks 1 file that its records name." in handed.does("load --sealed group.sealed --register there.db")
    said = handed.does("verify --register there.db")
    assert "nothing is wrong" in said
    assert "MA20-90.en.md: is not kept here: 2020#2 was recorded here without it on" in said
    assert "absent" in handed.does("doctor --register there.db")
