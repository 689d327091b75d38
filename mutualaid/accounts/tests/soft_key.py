"""A key in software, for what a browser in a journey cannot be made to do wrong."""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
)

Flags = AuthenticatorData.FLAG


def text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def raw(told: str) -> bytes:
    return urlsafe_b64decode(told + "=" * (-len(told) % 4))


@dataclass
class SoftKey:
    """One key of one person; tests change what it claims."""

    origin: str = "https://testserver"
    verifies_user: bool = True
    id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: Any = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    handle: str = ""

    def made(self, options: dict[str, Any]) -> str:
        """The answer to being made."""
        asked = options["publicKey"]
        self.handle = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.id, public)
        data = self._data(asked["rp"]["id"], Flags.AT, bytes(credential))
        attestation = AttestationObject.create("none", AuthenticatorData(data), {})
        client = self._client("webauthn.create", asked["challenge"])
        return self._answer(clientDataJSON=client, attestationObject=bytes(attestation))

    def signed(self, options: dict[str, Any], *, challenge: str = "") -> str:
        """The answer to being used."""
        asked = options["publicKey"]
        client = self._client("webauthn.get", challenge or asked["challenge"])
        data = self._data(asked["rpId"])
        signature = self.key.sign(data + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=client,
            authenticatorData=data,
            signature=signature,
            userHandle=raw(self.handle),
        )

    def _data(self, site: str, flags: int = 0, credential: bytes = b"") -> bytes:
        verified = Flags.UV if self.verifies_user else 0
        made = AuthenticatorData.create(
            sha256(site.encode()).digest(), Flags.UP | verified | flags, 1, credential
        )
        return bytes(made)

    def _client(self, kind: str, challenge: str) -> bytes:
        said = {"type": kind, "challenge": challenge, "origin": self.origin}
        return json.dumps(said).encode()

    def _answer(self, **parts: bytes) -> str:
        return json.dumps(
            {
                "id": text(self.id),
                "rawId": text(self.id),
                "type": "public-key",
                "clientExtensionResults": {},
                "response": {name: text(part) for name, part in parts.items()},
            }
        )
