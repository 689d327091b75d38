"""What the actions about people share: who acts, and taking turns."""

from allauth.account.models import EmailAddress
from django.db.models import Q

from mutualaid.accounts.models import User
from mutualaid.core.actor import Actor
from mutualaid.organisations.models import Area


def person_of(by: Actor) -> User | None:
    """The person behind an actor; None for the system."""
    return User.objects.filter(token=by.token).first()


def has_address(user: User, email: str) -> bool:
    """Whether an e-mail address is one of this person's, whatever its capitals."""
    if user.email.lower() == email.lower():
        return True
    return EmailAddress.objects.filter(user=user, email__iexact=email).exists()


def account_of(email: str) -> User | None:
    """Whose address it is; asked only for somebody who has shown that it is theirs."""
    own = Q(email__iexact=email) | Q(emailaddress__email__iexact=email)
    return User.objects.filter(own).first()


def take_turns(area_id: int) -> None:
    """Wait until nobody else changes who holds what in the area; until the commit.

    One lock for all of it, because most rules are about several rows at once: the last
    administrator, the second person, cover for somebody who is away. Read rows after it.
    """
    Area.objects.select_for_update(no_key=True).get(pk=area_id)
