"""Which second factors somebody has."""

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
