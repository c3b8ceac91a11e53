"""A receipt is verified by one who has no register."""

from __future__ import annotations

import json
import re
import subprocess
import venv
from pathlib import Path

import cryptography
import pytest

from escalade.models.cases import find_shipped_case

from .conftest import DESK, TOPIC, Shell, public


def test_a_receipt_is_checked_with_python_and_cryptography_alone(signing: Shell) -> None:
    signing.does(f"propose 2020/lamps {TOPIC.format('lamps')}", f"propose 2020/horns {TOPIC.format('horns')}")
    signing.does("receipt lamps#1 --key ledger.key --to lamps.json", "verify-receipt --copy alone.py")
    said = signing.does(f"verify-receipt lamps.json --key '{public(signing)}'")
    assert said.startswith("2020/lamps#1 (propose, 2020-02-10) is record ")
    assert len((signing.folder / "alone.py").read_text().splitlines()) < 200
    python = bare(signing.folder / "bare")
    words: list[str | Path] = [python, "-I", signing.folder / "alone.py", signing.folder / "lamps.json", "--key"]
    alone = subprocess.run([*words, public(signing)], capture_output=True, text=True, check=False)
    assert (alone.returncode, alone.stdout) == (0, said), alone.stderr
    other = subprocess.run([*words, public(signing)[:-3] + "AA="], capture_output=True, text=True, check=False)
    assert (other.returncode, other.stdout) == (4, "")


def bare(folder: Path) -> Path:
    """A Python that has `cryptography` and nothing of ours."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    found = subprocess.run(
        [python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    site = Path(found.stdout.strip())
    here = Path(cryptography.__file__).parent.parent
    for name in ("cryptography", "cffi", "pycparser", *(path.name for path in here.glob("_cffi_backend*"))):
        if (here / name).exists():
            (site / name).symlink_to(here / name)
    absent = subprocess.run([python, "-I", "-c", "import escalade"], capture_output=True, check=False)
    assert absent.returncode == 1
    return python


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [
        ("record", "lamps", "lamqs"),
        ("checkpoint", "made-up", "made-uq"),
        ("checkpoint", "escalade/", "escaladf/"),
        ("checkpoint", "— ", ""),
        ("position", None, 1),
        ("position", None, True),
        ("position", None, 99),
        ("path", None, []),
        ("path", None, ["00" * 32]),
        ("path", None, ["zz"]),
        ("record", None, "[]"),
        ("record", None, 3),
    ],
)
def test_a_receipt_that_was_altered_proves_nothing(signing: Shell, field: str, old: str | None, new: object) -> None:
    signing.does(f"propose 2020/lamps {TOPIC.format('lamps')}", "receipt lamps#1 --key ledger.key --to lamps.json")
    path = signing.folder / "lamps.json"
    given = json.loads(path.read_text())
    given[field] = new if old is None else given[field].replace(old, str(new))
    path.write_text(json.dumps(given))
    called = signing(f"verify-receipt lamps.json --key '{public(signing)}'")
    assert (called.code, called.out, called.err != "") == (4, "", True)


@pytest.fixture
def two(signing: Shell) -> Shell:
    """Receipts of the same record in two ledgers that one key signs for, and in one that another of its name does."""
    signing.does(f"propose 2020/lamps {TOPIC.format('lamps')}", "receipt lamps#1 --key ledger.key --to ours.json")
    namesake = signing.does("key new namesake.key --name made-up.example/group").strip()
    for name, key, line in (("other", "ledger", public(signing)), ("third", "namesake", namesake)):
        there = f"--register {name}.db"
        signing.does(
            f"load {find_shipped_case('made_up_body')} {there}",
            f"publish-key '{line}' --on 2020-02-10 {DESK} {there}",
            f"propose 2020/lamps {TOPIC.format('lamps')} {there}",
            f"receipt lamps#1 --key {key}.key --to {name}.json {there}",
        )
    return signing


def test_a_receipt_of_another_ledger_proves_nothing_of_this_one(two: Shell) -> None:
    key = f"--key '{public(two)}'"
    ours, theirs = (json.loads((two.folder / f"{name}.json").read_text()) for name in ("ours", "other"))
    for fields in ({"record", "position", "path"}, {"record", "path"}, {"position", "path"}, {"checkpoint"}):
        spliced = {name: (theirs if name in fields else ours)[name] for name in ours}
        (two.folder / "spliced.json").write_text(json.dumps(spliced))
        called = two(f"verify-receipt spliced.json {key}")
        assert (called.code, called.out, "does not stand at position" in called.err) == (4, "", True), fields
    assert "None of the keys that you trust" in two.refuses(f"verify-receipt third.json {key}", 4).err


def test_a_receipt_says_of_which_ledger_it_is_and_only_that_one_holds_its_checkpoint(two: Shell) -> None:
    """A key may sign for two ledgers: each receipt names its own."""
    key = f"--key '{public(two)}'"
    ours, theirs = (two.does(f"verify-receipt {name}.json {key}") for name in ("ours", "other"))
    assert re.findall("escalade/[0-9a-f]{32}", ours) != re.findall("escalade/[0-9a-f]{32}", theirs)
    for name, register, code in (("ours", "register", 0), ("other", "register", 4), ("other", "other", 0)):
        (two.folder / "point").write_text(json.loads((two.folder / f"{name}.json").read_text())["checkpoint"])
        called = two(f"verify --checkpoint point --register {register}.db")
        assert (called.code, "is of another ledger" in called.out) == (code, code == 4), called
