"""A device that holds one passkey, as the tests drive it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import websafe_decode, websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

PRESENT, UNLOCKED = AuthenticatorData.FLAG.UP, AuthenticatorData.FLAG.UV


class Authenticator:
    """It signs what it is asked, for the site that its browser shows."""

    def __init__(self, origin: str, identifier: bytes = b"made-up credential") -> None:
        """Hold a new key, and be at a site."""
        self.origin, self.identifier, self.count = origin, identifier, 0
        self.flags = PRESENT | UNLOCKED
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._user = ""

    def make(self, asked: str) -> str:
        """Make the passkey that is asked for."""
        options = json.loads(asked)
        self._user = options["user"]["id"]
        shown = ES256.from_cryptography_key(self._key.public_key())  # type: ignore[no-untyped-call]  # the library names no types
        public = AttestedCredentialData.create(b"\0" * 16, self.identifier, shown)
        known = AuthenticatorData.create(self._site(options["rp"]["id"]), self.flags | 0x40, 0, bytes(public))
        attested = AttestationObject.create("none", known, {})
        said = self._said("webauthn.create", options["challenge"])
        return self._answer(clientDataJSON=said, attestationObject=bytes(attested))

    def sign(self, asked: str) -> str:
        """Sign what is asked."""
        options = json.loads(asked)
        self.count += 1
        known = AuthenticatorData.create(self._site(options["rpId"]), self.flags, self.count)
        said = self._said("webauthn.get", options["challenge"])
        signature = self._key.sign(bytes(known) + sha256(said).digest(), ec.ECDSA(SHA256()))
        answer = {"clientDataJSON": said, "authenticatorData": bytes(known), "signature": signature}
        return self._answer(**answer, userHandle=websafe_decode(self._user))

    @staticmethod
    def _site(host: str) -> bytes:
        return sha256(host.encode()).digest()

    def _said(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **parts: bytes) -> str:
        identifier = websafe_encode(self.identifier)
        answer: dict[str, Any] = {"id": identifier, "rawId": identifier, "type": "public-key"}
        response = {name: websafe_encode(part) for name, part in parts.items()}
        return json.dumps(answer | {"response": response, "clientExtensionResults": {}})
