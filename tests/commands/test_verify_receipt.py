"""A receipt is verified by one who has no register."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
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
    assert len((signing.folder / "alone.py").read_text().splitlines()) < 250
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


@pytest.fixture
def forked(signing: Shell) -> Shell:
    """Receipts, checkpoints and papers of two registers that were one, and go on otherwise."""
    issue = "issue 2020 --kind agenda --subject 1 --symbol MA20/90 --language en --form md --accept all --on 2020-03-01"
    signing.does(f"propose 2020/lamps {TOPIC.format('lamps')}", "checkpoint --key ledger.key --to before.checkpoint")
    for name, topic in (("ours", "horns"), ("theirs", "bells")):
        (signing.folder / f"{name}.db").write_bytes(signing.register.read_bytes())
        there = f"--register {name}.db"
        signing.does(
            f"propose 2020/{topic} {TOPIC.format(topic)} {there}",
            f"{issue} {DESK} --to {name} {there}",
            f"receipt lamps#1 --key ledger.key --to {name}.old.json {there}",
            f"receipt {topic}#1 --key ledger.key --to {name}.json {there}",
            f"checkpoint --key ledger.key --to {name}.checkpoint {there}",
        )
    return signing


@pytest.mark.parametrize(
    ("one", "other", "code", "said"),
    [
        ("ours.json", "theirs.json", 4, "These cannot both be true: record "),
        ("ours.old.json", "theirs.old.json", 4, "These cannot both be true: record"),
        ("ours.checkpoint", "theirs.checkpoint", 4, "These cannot both be true: records 1 to "),
        ("ours.checkpoint", "theirs.json", 4, "These cannot both be true: records 1 to "),
        ("ours/MA20-90.en.md", "theirs/MA20-90.en.md", 4, "These cannot both be true: records 1 to "),
        ("ours.json", "ours.old.json", 0, "Both can be true: they agree on records 1 to "),
        ("ours.checkpoint", "before.checkpoint", 0, "They tell of no same records"),
    ],
)
def test_whoever_holds_what_two_forks_gave_names_the_fork(
    forked: Shell, one: str, other: str, code: int, said: str
) -> None:
    key = f"--key '{public(forked)}'"
    called = forked(f"--format csv --register absent.db verify --against {one} {other} {key}")
    assert (called.code, said in called.out, "No signature" in called.out) == (code, True, one.endswith(".md")), called
    assert "No signature was looked at" in forked(f"--format csv verify --against {one} {other}").out


def test_only_what_is_whole_and_signed_is_held_against_another(two: Shell) -> None:
    key = f"--key '{public(two)}'"
    assert (
        "signatures" in (said := two(f"verify --against ours.json third.json {key}").out) or "None of the keys" in said
    )
    assert "are of two ledgers" in two.does("--format csv verify --against ours.json third.json")
    given = json.loads((two.folder / "ours.json").read_text())
    (two.folder / "bent.json").write_text(json.dumps(given | {"record": given["record"].replace("lamps", "lamqs")}))
    (two.folder / "odd.json").write_text("{")
    for name in ("bent.json", "odd.json", "ledger.key"):
        assert "is no receipt" in two.refuses(f"verify --against ours.json {name}", 2).err
    assert "each check is done by itself" in two.refuses("verify --against ours.json bent.json --photo x", 2).err
    assert "a key is for two files" in two.refuses(f"verify {key}", 2).err


def test_a_receipt_of_what_was_annulled_says_so_where_the_register_is_at_hand(signing: Shell) -> None:
    signing.does(f"propose 2020/lamps {TOPIC.format('lamps')}", "receipt lamps#1 --key ledger.key --to lamps.json")
    line = f"verify-receipt lamps.json --key '{public(signing)}'"
    assert "annulled" not in signing.does(line)
    signing.does(f"annul lamps#1 --why en=Mistaken --on 2020-02-11 {DESK}")
    assert "was annulled since (2020/lamps#2)" in signing.does(line)
    assert json.loads(signing.does(f"{line} --format json"))["annulled_by"] == "2020/lamps#2"
    assert "annulled" not in signing.does(f"{line} --register absent.db")


def test_only_regular_files_are_read_as_receipts(signing: Shell) -> None:
    signing.does("verify-receipt --copy alone.py")
    os.mkfifo(pipe := signing.folder / "pipe")
    words: list[str | Path] = [sys.executable, signing.folder / "alone.py", pipe, "--key", public(signing)]
    alone = subprocess.run(words, capture_output=True, text=True, check=False, timeout=20)
    assert (alone.returncode, alone.stderr) == (4, f"{pipe} is no regular file.\n")
