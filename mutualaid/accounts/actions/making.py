"""Making accounts: by invitation or on the command line, never by strangers."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.accounts.models import User
from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused


@transaction.atomic
def make_account(*, email: str, name: str, password: str, by: Actor) -> User:
    """Let somebody sign in whose e-mail address is known to be theirs.

    Raises Refused where the address has an account, or the password is one that is guessed.
    """
    email = email.lower()  # as allauth looks for it
    if User.objects.filter(email__iexact=email).exists():
        raise Refused(_("There is already an account with this e-mail address."))
    user = User(email=email, name=name, created_at=clock.now())
    try:
        validate_password(password, user)
    except ValidationError as error:
        raise Refused(" ".join(error.messages)) from None
    user.set_password(password)
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    record(act="accounts.make_account", by=by, subject=user.token)
    return user
