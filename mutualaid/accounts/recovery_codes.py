"""Recovery codes: ten, each good once, kept as digests only."""

import re
import secrets

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet

from mutualaid.core import clock
from mutualaid.core.models import REFERENCE_ALPHABET

from .models import User
from .sealing import digests

HOW_MANY = 10
LENGTH = 12  # 57 bits: too many to try even for somebody with database and key
GROUP = 4
PURPOSE = "recovery codes"


def codes_left(user: User) -> int:
    """How many nobody has used yet."""
    kept = _kept(user).first()
    return len(kept.data["digests"]) if kept else 0


def make_codes(user: User) -> list[str]:
    """Ten new codes in place of the old ones; nobody can read them again afterwards."""
    codes = [_new_code() for _ in range(HOW_MANY)]
    kept = [digests(_plain(code), purpose=PURPOSE)[0] for code in codes]
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        _kept(user).delete()
        Authenticator.objects.create(
            user=user,
            type=Authenticator.Type.RECOVERY_CODES,
            data={"digests": kept},
        )
    return codes


@transaction.atomic
def use_recovery_code(user: User, typed: str) -> bool:
    """Whether this was one of the codes; it is none any more."""
    kept = _kept(user).select_for_update().first()
    if kept is None:
        return False
    told = set(digests(_plain(typed), purpose=PURPOSE))
    left = [digest for digest in kept.data["digests"] if digest not in told]
    if len(left) == len(kept.data["digests"]):
        return False
    kept.data, kept.last_used_at = {"digests": left}, clock.now()
    kept.save(update_fields=["data", "last_used_at"])
    return True


def _kept(user: User) -> QuerySet[Authenticator]:
    return Authenticator.objects.filter(
        user=user, type=Authenticator.Type.RECOVERY_CODES
    )


def _new_code() -> str:
    letters = [secrets.choice(REFERENCE_ALPHABET) for _ in range(LENGTH)]
    groups = ("".join(letters[at : at + GROUP]) for at in range(0, LENGTH, GROUP))
    return "-".join(groups)


def _plain(typed: str) -> str:
    """Whatever capitals and gaps it was typed with."""
    return re.sub(r"[\W_]", "", typed.upper(), flags=re.ASCII)
