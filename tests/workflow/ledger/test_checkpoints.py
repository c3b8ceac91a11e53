from __future__ import annotations

from base64 import b64decode, b64encode

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from escalade.workflow.ledger.checkpoints import Checkpoint, CheckpointError, PublicKey, open_note, origin_of, sign_note

# The example of the specification of signed notes.
EXAMPLE = (
    "This is an example message.\n\n"
    "— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = PublicKey("made-up.example/group", SECRET.public_key().public_bytes_raw())
POINT = Checkpoint("escalade/made-up", 31, bytes(range(32)))
NOTE = sign_note(POINT, KEY, SECRET.sign)


def holds(public: bytes, signature: bytes, message: bytes) -> bool:
    """Whether a signature holds, by another's implementation."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except InvalidSignature:
        return False
    return True


def test_the_key_of_the_specification_is_read_and_its_signature_is_found_to_hold() -> None:
    key = PublicKey.parse(EXAMPLE_KEY)
    text, _, line = EXAMPLE.partition("\n\n")
    assert (key.name, key.identity.hex(), str(key)) == ("example.com/foo", "530d903a", EXAMPLE_KEY)
    signature = b64decode(line.rpartition(" ")[2])
    assert signature[:4] == key.identity
    assert holds(key.public, signature[4:], f"{text}\n".encode())


def test_a_checkpoint_is_three_lines_and_a_signature() -> None:
    assert NOTE.splitlines()[:4] == ["escalade/made-up", "31", b64encode(bytes(range(32))).decode(), ""]
    assert NOTE.splitlines()[4].startswith("— made-up.example/group ")
    assert open_note(NOTE, (PublicKey.parse(EXAMPLE_KEY), KEY), holds) == (POINT, KEY)
    assert Checkpoint.parse(NOTE) == Checkpoint.parse(POINT.text) == POINT


@given(st.data())
def test_any_altered_character_is_found(data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(NOTE) - 2))
    other = data.draw(st.characters(codec="utf-8").filter(lambda one: one != NOTE[place]))
    with pytest.raises(CheckpointError):
        open_note(NOTE[:place] + other + NOTE[place + 1 :], (KEY,), holds)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not signed"),
        (POINT.text, "not signed"),
        (NOTE.replace("31", "031"), "no checkpoint"),
        (NOTE.replace("31", "32"), "is false"),
        (NOTE.replace("31", "٣"), "no checkpoint"),
        (NOTE.replace("31", "-1"), "no checkpoint"),
        (NOTE.replace("31", "9" * 5_000), "no checkpoint"),
        ("a\n1\nAAAA\n\n— x AAAA\n", "no checkpoint"),
        (NOTE.replace("group", "troop"), "None of the keys"),
        (f"{NOTE[:-3]}+=\n", "None of the keys"),  # the same bytes, spelt otherwise
        (NOTE.replace("— ", ""), "None of the keys"),
        (NOTE.replace("— ", "—\r"), "None of the keys"),
    ],
)
def test_what_is_no_checkpoint_is_said(text: str, said: str) -> None:
    with pytest.raises(CheckpointError, match=said):
        open_note(text, (KEY,), holds)


@pytest.mark.parametrize("text", ["", "a", "a+b", "+530d903a+AA==", EXAMPLE_KEY.replace("53", "54"), EXAMPLE_KEY[:-4]])
def test_what_is_no_key_is_said(text: str) -> None:
    with pytest.raises(CheckpointError, match="is no public key"):
        PublicKey.parse(text)


def test_a_ledger_is_called_after_its_first_record() -> None:
    assert origin_of(bytes(range(32))) == "escalade/000102030405060708090a0b0c0d0e0f"
