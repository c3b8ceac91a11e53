"""Keys, checkpoints, receipts, and papers held against the record."""

from __future__ import annotations

import json
import shlex
import sqlite3
from contextlib import closing
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from escalade.cli import run
from escalade.models.backends import Location, create
from escalade.models.integrity.keys import load_key
from escalade.models.integrity.receipts import make_checkpoint
from escalade.models.integrity.verify_receipt import main
from escalade.models.reader import open_reader
from escalade.models.transfer import encode_line, make_extension
from escalade.workflow.ledger.checkpoints import sign_note
from escalade.workflow.ledger.tree import Tree, leaf_hash

from .conftest import ASSEMBLY, DESK, TOPIC, Shell, public

ISSUE = "issue 2020 --kind agenda --subject 1 --symbol MA20/90 --language en --form {} --accept all --on 2020-03-01"


def tamper(register: Path, statement: str, *values: object) -> None:
    """Alter a register behind its back, its triggers dropped first; they are put back."""
    with closing(sqlite3.connect(register, isolation_level=None)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement, values)
        for _, made in guards:
            connection.execute(made)


def rewritten(register: Path) -> None:
    """Rewrite a word of a record, and make every hash of the tree fit again."""
    tamper(register, "UPDATE record SET data = CAST(replace(CAST(data AS TEXT), 'lamps', 'lamqs') AS BLOB)")
    tree = Tree()
    with closing(sqlite3.connect(register)) as connection:
        rows = connection.execute("SELECT position, data FROM record ORDER BY position").fetchall()
    for position, data in rows:
        tamper(register, "UPDATE record SET node = ?1 WHERE position = ?2", tree.append(leaf_hash(data)), position)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("key show absent.key", "cannot be read"),
        ("key show public", "is no key"),
        ("key new other.key --name 'a b'", "cannot name a key"),
        ("key new nowhere/other.key --name a", "cannot be written"),
        ("receipt 2020/lamps#1 --key ledger.key", "lamps"),
        ("verify-receipt public --key x", "is no"),
        ("verify-receipt", "Name a receipt"),
    ],
)
def test_what_cannot_be_is_said(signing: Shell, line: str, said: str) -> None:
    (signing.folder / "public").chmod(0o600)
    called = signing(line)
    assert (called.code in {2, 4}, said in called.err, called.out) == (True, True, ""), called


def test_a_checkpoint_holds_and_only_what_came_after_it_is_checked(signing: Shell) -> None:
    signing.does("checkpoint --key ledger.key --to early.checkpoint")
    signing.does(f"propose 2020/lamps {TOPIC.format('lamps')}")
    early = (signing.folder / "early.checkpoint").read_text()
    size = int(early.splitlines()[1])
    assert "still begins with" in signing.does("verify --checkpoint early.checkpoint")
    assert signing.does("verify --since early.checkpoint").startswith(f"1 records after the first {size} checked, ")
    found = json.loads(signing.does("verify --since early.checkpoint --format json"))
    assert (found["records"], found["since"], found["findings"]) == (size + 1, size, [])


def test_a_record_that_was_rewritten_hashes_and_all_is_found_by_a_checkpoint(signing: Shell) -> None:
    signing.does(f"propose 2020/lamps {TOPIC.format('lamps')}", "checkpoint --key ledger.key --to now.checkpoint")
    rewritten(signing.register)
    signing.does("rebuild")
    called = signing("verify --checkpoint now.checkpoint")
    assert (called.code, "no longer what was witnessed" in called.out) == (4, True)
    called = signing("verify --since now.checkpoint")
    assert (called.code, "no longer what was witnessed" in called.out) == (4, True)


def test_an_old_backup_is_found_by_a_checkpoint(signing: Shell) -> None:
    signing.does("backup old.db", f"propose 2020/lamps {TOPIC.format('lamps')}")
    signing.does("checkpoint --key ledger.key --to now.checkpoint")
    called = signing("verify --checkpoint now.checkpoint --register old.db")
    assert (called.code, "it was cut, or is an old backup" in called.out) == (4, True)


def test_a_key_that_is_not_published_or_was_revoked_signs_nothing(signing: Shell) -> None:
    signing.does("key new other.key --name another.example/key", "checkpoint --key ledger.key --to now.checkpoint")
    assert "as the secretariat: escalade publish-key" in signing.refuses("checkpoint --key other.key", 2).err
    revoke = f"revoke-key '{public(signing)}' --why en='It was lost.' --on 2020-02-11 {DESK}"
    assert "given:reason" in signing.refuses(f"{revoke} --format json", 3).err
    assert "goes with --reason compromised" in signing.refuses(f"{revoke} --reason retired --since 2020-02-01", 2).err
    signing.does(f"{revoke} --reason compromised --since unknown")
    assert "was revoked (body#3)" in signing.refuses("checkpoint --key ledger.key", 2).err
    assert "nothing that it signed holds" in " ".join(signing("verify --checkpoint now.checkpoint").out.split())
    again = signing(f"publish-key '{public(signing)}' --on 2020-02-12 {DESK} --format json")
    assert [cause["rule"] for cause in again.refusal["causes"]] == ["key_is_not_published"]
    assert "key_is_published" in signing(f"revoke-key nothing --why en=x --on 2020-02-12 {DESK} --format json").err
    assert "key_can_be_read" in signing(f"publish-key nothing --on 2020-02-12 {DESK} --format json").err
    assert (
        "officer_holds_the_office_then_or_now"
        in signing(f"publish-key nothing --on 2020-02-12 {ASSEMBLY} --format json").err
    )


def today(shell: Shell, days: int = 0) -> str:
    """The day on which a register was written to, or one so many days later."""
    with closing(sqlite3.connect(shell.register)) as connection:
        (at,) = connection.execute("SELECT max(at) FROM record").fetchone()
    return str(date.fromisoformat(at[:10]) + timedelta(days))


def revoked(shell: Shell, reason: str, line: str = "") -> None:
    """Revoke the key, and go on with another."""
    new = shell.does("key new next.key --name made-up.example/next").strip()
    shell.does(
        f"revoke-key '{line or public(shell)}' --why en='Made up.' --reason {reason} --on 2020-02-11 {DESK}",
        f"publish-key '{new}' --on 2020-02-11 {DESK}",
    )
    (shell.folder / "next").write_text(new)


def stolen(shell: Shell, name: str, extension: str = "") -> str:
    """Sign for what the register holds now, as whoever has the key can."""
    key = load_key(shell.folder / "ledger.key")
    with open_reader(Location(shell.register)) as reader:
        note = sign_note(make_checkpoint(reader), key.public, key.sign, extension)
    (shell.folder / name).write_text(note)
    return note


@pytest.mark.parametrize(
    ("reason", "days", "code", "said"),
    [
        ("retired", None, 0, "still begins with"),
        ("compromised", 1, 0, "to whoever had the checkpoint before"),
        ("compromised", 0, 4, "it was signed when others had it"),
        ("compromised", None, 4, "Since when is not known"),
    ],
)
def test_what_a_revoked_key_signed_holds_as_far_as_the_reason_lets_it(
    signing: Shell, reason: str, days: int | None, code: int, said: str
) -> None:
    signing.does("checkpoint --key ledger.key --to early.checkpoint")
    revoked(signing, reason if days is None else f"{reason} --since {today(signing, days)}")
    called = signing("verify --checkpoint early.checkpoint --format json")
    assert (called.code, said in called.data[0]["sentence"]) == (code, True), called
    revocation = f"made-up.example/group that signed it was revoked as {reason}"
    assert (revocation in called.out) == (reason != "retired")
    stolen(signing, "late.checkpoint")
    called = signing("verify --checkpoint late.checkpoint --format json")
    assert (called.code, "it was signed afterwards" in called.data[0]["sentence"]) == (4, True)
    signing.does("checkpoint --key next.key --to next.checkpoint", "verify --checkpoint next.checkpoint")


def test_a_receipt_of_a_revoked_key_holds_as_far_as_the_revocation_lets_it(signing: Shell) -> None:
    signing.does(f"propose 2020/lamps {TOPIC.format('lamps')}", "receipt lamps#1 --key ledger.key --to lamps.json")
    revoked(signing, "compromised --since 2020-03")
    number = len(signing("show body --format json").data["records"]) - 1
    signing.does(f"receipt body#{number} --key next.key --to revocation.json")
    keys = f"--key '{public(signing)}' --key '{(signing.folder / 'next').read_text()}' --revoked revocation.json"
    assert "ask for another one" in signing.refuses(f"verify-receipt lamps.json {keys}", 4).err
    assert signing(f"verify-receipt lamps.json {keys} --had-since 2020-03-02").code == 4
    signing.does(f"verify-receipt lamps.json {keys} --had-since 2020-02-29")
    signing.does("receipt lamps#1 --key next.key --to again.json", f"verify-receipt again.json {keys}")
    late = json.loads((signing.folder / "again.json").read_text())
    stolen(signing, "late.checkpoint")
    late["checkpoint"] = (signing.folder / "late.checkpoint").read_text()
    (signing.folder / "late.json").write_text(json.dumps(late))
    assert "afterwards" in signing.refuses(f"verify-receipt late.json {keys} --had-since 2020-02-29", 4).err
    wrong = keys.replace("revocation", "lamps")
    assert "of a revocation is none" in signing.refuses(f"verify-receipt again.json {wrong}", 4).err
    words = [str(signing.folder / "lamps.json"), *shlex.split(keys)]
    assert (main(words), main([*words, "--had-since", "2020-02-29"])) == (4, 0)


def test_a_sealed_file_that_revokes_its_own_key_was_signed_afterwards(signing: Shell) -> None:
    signing.does("export --sealed group.sealed --key ledger.key")
    revoked(signing, "retired")
    signing.does("export --sealed now.sealed --key next.key")
    body = b"".join((signing.folder / "now.sealed").read_bytes().splitlines(keepends=True)[:-1])
    note = stolen(signing, "late.checkpoint", make_extension(sha256(body).hexdigest()))
    (signing.folder / "late.sealed").write_bytes(body + encode_line({"seal": note}))
    load = f"--register there.db load --key '{public(signing)}' --sealed"
    assert "is revoked in it" in signing.refuses(f"{load} late.sealed", 4).err
    signing.does(f"{load} group.sealed")


def test_a_forged_signature_and_another_ledgers_checkpoint_are_found(signing: Shell, made_up: Path) -> None:
    signing.does("checkpoint --key ledger.key --to now.checkpoint")
    note = (signing.folder / "now.checkpoint").read_text()
    other_letter = "A" if note[-12] != "A" else "B"  # within the signature, and nowhere else
    (signing.folder / "forged.checkpoint").write_text(f"{note[:-12]}{other_letter}{note[-11:]}")
    forged = signing("verify --checkpoint forged.checkpoint")
    assert (forged.code, "The signature in the name of made-up.example/group is false." in forged.out) == (4, True)
    assert signing("verify --checkpoint public").code == 4
    other = signing.folder / "other.db"
    other.write_bytes(made_up.read_bytes())
    amend = ["amend-constitution", "--seat", "en=Else", "--authority", "en=Us", "--as", "Made-up Desk"]
    assert run(["--register", str(other), *amend]) == 0
    line = public(signing)
    assert run(["--register", str(other), "publish-key", line, "--as", "Made-up Desk"]) == 0
    assert signing("verify --checkpoint now.checkpoint", "--register", str(other)).code == 4


def test_a_copy_that_lost_its_journal_mode_is_written_to_while_it_is_read(group: Shell) -> None:
    with closing(sqlite3.connect(group.register)) as connection:
        assert connection.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",)
    group.does(f"{ISSUE.format('md')} {DESK}")
    with closing(sqlite3.connect(group.register)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    group.does("backup copy.db", "doctor --register copy.db")


def test_nothing_is_signed_for_an_empty_register(shell: Shell) -> None:
    create(Location(shell.register))
    assert "no record yet" in shell.refuses("key new a.key", 2).err


def test_the_secret_lies_in_a_file_of_its_owner_alone(signing: Shell) -> None:
    path = signing.folder / "ledger.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert signing.does("key show ledger.key").strip() == public(signing)
    assert path.read_bytes().split(b"+", 4)[-1].strip() not in signing.register.read_bytes()
    assert "exists already" in signing.refuses("key new ledger.key --name x", 2).err
    path.chmod(0o644)
    assert "may be read by others" in signing.refuses("checkpoint --key ledger.key", 2).err
