"""A passkey as a browser would register one, for people of the world; nobody holds its key."""

from functools import cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorData,
    CollectedClientData,
)

IS_HERE = (
    AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
)


@cache
def _public_key() -> ES256:
    return ES256.from_cryptography_key(
        ec.generate_private_key(ec.SECP256R1()).public_key()
    )


def registered(name: str) -> dict[str, Any]:
    """What the product keeps of a passkey with this name."""
    number = name.encode()
    credential = AttestedCredentialData.create(Aaguid.NONE, number, _public_key())
    data = AuthenticatorData.create(bytes(32), IS_HERE, 0, credential)
    asked = CollectedClientData.create(
        "webauthn.create", bytes(32), "http://testserver"
    )
    return {
        "id": websafe_encode(number),
        "rawId": websafe_encode(number),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(asked),
            "attestationObject": websafe_encode(
                AttestationObject.create("none", data, {})
            ),
        },
    }
