"""Keys in files of their own."""

from __future__ import annotations

from .conftest import Shell, public


def test_the_secret_lies_in_a_file_of_its_owner_alone(signing: Shell) -> None:
    path = signing.folder / "ledger.key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert signing.does("key show ledger.key").strip() == public(signing)
    assert path.read_bytes().split(b"+", 4)[-1].strip() not in signing.register.read_bytes()
    assert "exists already" in signing.refuses("key new ledger.key --name x", 2).err
    path.chmod(0o644)
    assert "may be read by others" in signing.refuses("checkpoint --key ledger.key", 2).err
