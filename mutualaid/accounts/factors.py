"""Which second factors somebody has."""

import hashlib

from allauth.mfa.models import Authenticator

from .models import User

Kind = Authenticator.Type


def set_up_is_complete(user: User) -> bool:
    """Whether the person has a second factor; recovery codes alone are none."""
    return (
        Authenticator.objects.filter(user=user)
        .exclude(type=Kind.RECOVERY_CODES)
        .exists()
    )


def can_be_removed(factor: Authenticator) -> bool:
    """Whether another second factor would be left; recovery codes alone are none."""
    others = Authenticator.objects.filter(user=factor.user).exclude(pk=factor.pk)
    return others.exclude(type=Kind.RECOVERY_CODES).exists()


def has_app(user: User) -> bool:
    """Whether the person has an authenticator app."""
    return Authenticator.objects.filter(user=user, type=Kind.TOTP).exists()


def passkeys_of(user: User) -> list[Authenticator]:
    """The person's passkeys, oldest first."""
    found = Authenticator.objects.filter(user=user, type=Kind.WEBAUTHN)
    return list(found.order_by("created_at"))


def passkey_reference(passkey: Authenticator) -> str:
    """What an address names a passkey by."""
    credential = str(passkey.data["credential"].get("id", ""))
    return hashlib.sha256(credential.encode()).hexdigest()[:16]
