"""Passkeys: signing in by what unlocks a device (WebAuthn, Level 3).

A passkey signs what this server asked it, for this site alone, after its
owner unlocked the device. What is asked bears the moment and a mark that only
the servers of one store can make, so that nothing is kept until it is signed,
any of them may take the answer, and none is taken twice.
"""

from __future__ import annotations

import hmac
import json
import struct
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from fido2.server import Fido2Server
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialDescriptor,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialType,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from escalade.models.server.passkeys import find_secret, take_signature
from escalade.web.auth.accounts import Passkey
from escalade.workflow.values.errors import RequestError
from escalade.workflow.values.message import Message

if TYPE_CHECKING:
    from escalade.models.server.store import ServerStore
    from escalade.web.auth.accounts import Account, Accounts

SECONDS = 600
"""How long what is asked may wait for its signature."""
LONGEST_NAME = 60
"""How many characters the name of a passkey may have."""
SIGN_IN = "sign in"
UNLOCKED = UserVerificationRequirement.REQUIRED
"""The device is unlocked by its owner each time, so that two things are needed: to have it, and to unlock it."""
MALFORMED = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, struct.error)
"""What reading an answer ends with that no authenticator gives."""
MICRO = 1_000_000
Answer = TypeVar("Answer", AuthenticationResponse, RegistrationResponse)


class PasskeyNameError(RequestError):
    """A passkey has no name by which its owner would know it."""

    def __init__(self, length: int) -> None:
        """Say how long a name may be."""
        self.length = length
        super().__init__(
            Message(
                "A passkey has a name of 1 to {longest} characters; this one has {length}.",
                longest=LONGEST_NAME,
                length=length,
            )
        )


class PasskeySite:
    """The site for which passkeys sign."""

    def __init__(self, store: ServerStore, address: str, name: str, now: float) -> None:
        """Ask in the name of a site.

        Args:
            store: what its servers keep.
            address: where the pages are, as browsers name it.
            name: what its visitors call it.
            now: in seconds since 1970, UTC.
        """
        parts = urlsplit(address)
        self._store, self._now = store, now
        self._origin = f"{parts.scheme}://{parts.netloc}"
        party = PublicKeyCredentialRpEntity(name=name, id=parts.hostname or "")
        self._server = Fido2Server(party, verify_origin=lambda said: said == self._origin)

    def ask_to_sign_in(self) -> str:
        """What a browser is asked when somebody signs in, as JSON."""
        options, _ = self._server.authenticate_begin(user_verification=UNLOCKED, challenge=self._challenge(SIGN_IN))
        return json.dumps(dict(options.public_key))

    def ask_to_add(self, account: Account) -> str:
        """What a browser is asked when somebody adds a passkey, as JSON."""
        user = PublicKeyCredentialUserEntity(name=account.name, display_name=account.name, id=handle_of(account.name))
        options, _ = self._server.register_begin(
            user,
            [
                PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=websafe_decode(one.id))
                for one in account.passkeys
            ],
            resident_key_requirement=ResidentKeyRequirement.REQUIRED,
            user_verification=UNLOCKED,
            challenge=self._challenge(account.name),
        )
        return json.dumps(dict(options.public_key))

    def find_signer(self, accounts: Accounts, answer: str) -> Account | None:
        """Find whose passkey signed what was asked here; None where nobody's did."""
        said = parse_answer(AuthenticationResponse, answer)
        found = accounts.find_passkey(websafe_encode(said.raw_id)) if said else None
        if said is None or found is None:
            return None
        account, passkey = found
        asked = self._asked(SIGN_IN, said.response.client_data.challenge)
        if asked is None or said.response.user_handle not in {None, handle_of(account.name)}:
            return None
        keys = [AttestedCredentialData(websafe_decode(passkey.key))]
        try:
            self._server.authenticate_complete(state_of(said), keys, said)
        except ValueError:
            return None
        count, key = said.response.authenticator_data.counter, sha256(passkey.id.encode()).hexdigest()
        return account if take_signature(self._store, key, asked, count) else None

    def read_new(self, account: Account, name: str, answer: str) -> Passkey | None:
        """Read the passkey that a device made; None where it was not asked here.

        Raises:
            PasskeyNameError: the name is missing, or too long.
        """
        called = " ".join(name.split())
        if not 1 <= len(called) <= LONGEST_NAME:
            raise PasskeyNameError(len(called))
        said = parse_answer(RegistrationResponse, answer)
        if said is None or self._asked(account.name, said.response.client_data.challenge) is None:
            return None
        try:
            made = self._server.register_complete(state_of(said), said).credential_data
        except ValueError:
            return None
        if made is None:
            return None
        day = datetime.fromtimestamp(self._now, UTC).isoformat(timespec="seconds")
        return Passkey(websafe_encode(made.credential_id), called, websafe_encode(bytes(made)), day)

    def _challenge(self, purpose: str) -> bytes:
        moment = int(self._now * MICRO).to_bytes(8, "big")
        return moment + self._mark(purpose, moment)

    def _asked(self, purpose: str, challenge: bytes) -> int | None:
        """When it was asked, in microseconds; None where it was not, or long ago."""
        moment, mark = challenge[:8], challenge[8:]
        asked = int.from_bytes(moment, "big")
        lasts = 0 <= int(self._now * MICRO) - asked <= SECONDS * MICRO
        return asked if lasts and hmac.compare_digest(mark, self._mark(purpose, moment)) else None

    def _mark(self, purpose: str, moment: bytes) -> bytes:
        return hmac.digest(find_secret(self._store), b"|".join((b"passkey", moment, purpose.encode())), "sha256")


def parse_answer(kind: type[Answer], text: str) -> Answer | None:
    """Read what a browser sent; None where no browser sends such a thing."""
    with suppress(*MALFORMED):
        answer = kind.from_dict(json.loads(text))
        return answer if answer.response.client_data.challenge else None
    return None


def state_of(answer: AuthenticationResponse | RegistrationResponse) -> dict[str, Any]:
    """What the library holds an answer against; the challenge is one of ours."""
    return {"challenge": websafe_encode(answer.response.client_data.challenge), "user_verification": UNLOCKED}


def may_have_passkeys(address: str) -> bool:
    """Whether browsers take passkeys there: by TLS, and under a name.

    >>> may_have_passkeys("https://group.example"), may_have_passkeys("https://192.0.2.1")
    (True, False)
    >>> may_have_passkeys("http://localhost:8000"), may_have_passkeys("http://group.example")
    (True, False)
    """
    parts = urlsplit(address)
    host = parts.hostname or ""
    with suppress(ValueError):
        ip_address(host)
        return False
    return bool(host) and (parts.scheme == "https" or host == "localhost")


def handle_of(name: str) -> bytes:
    """By what a device knows whose passkey it holds; it tells no name."""
    return sha256(f"escalade|{name}".encode()).digest()
