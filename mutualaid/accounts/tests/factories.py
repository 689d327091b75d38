"""People who can sign in, and the codes that their telephones show."""

from datetime import timedelta
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
)

from mutualaid.accounts.models import User
from mutualaid.core import clock

PASSWORD = "lantern gravel tuesday"
STEP_SECONDS = 30
_numbers = count(1)


def person(*, password: str | None = PASSWORD, **values: Any) -> User:
    """Somebody with a confirmed address; with no password they come by other ways only."""
    number = next(_numbers)
    given = {"email": f"sam{number}@northbridge.example", "name": f"Sam {number}"}
    user = User(**{**given, "created_at": clock.now(), **values})
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(
        user=user, email=user.email.lower(), verified=True, primary=True
    )
    return user


def with_totp(user: User) -> str:
    """Give the person an authenticator app; answers its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def current_code(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many half minutes from now."""
    at = clock.now() + timedelta(seconds=STEP_SECONDS * steps)
    return format_hotp_value(hotp_value(secret, int(at.timestamp()) // STEP_SECONDS))


def forget_used_codes(user: User) -> None:
    """Let the present code be used once more, as if half a minute had passed."""
    totp = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP)
    totp.data.pop("last_step", None)
    totp.save()
