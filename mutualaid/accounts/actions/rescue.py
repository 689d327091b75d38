"""Helping somebody back in who has lost what they sign in with."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from mutualaid.accounts.models import User
from mutualaid.activity_log.actions import record
from mutualaid.core.actor import Actor


@transaction.atomic
def reset_factors(*, user: User, by: Actor) -> int:
    """Take all second factors away, recovery codes too, and end every session; how many.

    The password alone then leads to setting up a new factor, and to nothing else.
    """
    User.objects.select_for_update().get(pk=user.pk)
    factors = Authenticator.objects.filter(user=user)
    taken = factors.exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    factors.delete()
    user.sessions.all().delete()
    record(act="accounts.reset_factors", by=by, subject=user.token)
    return taken
