"""Somebody who works here tells us that they also get help here, or takes it back."""

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.accounts.models import User
from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Area, KeptApart, is_kept_apart
from mutualaid.organisations.models.people import digests_of

from .persons import take_turns


@transaction.atomic
def keep_apart(*, user: User, area: Area, by: Actor) -> None:
    """Remember it under a keyed digest; only they themselves can say or unsay it."""
    take_turns(area.pk)
    _refuse_others(user, by)
    if is_kept_apart(user, area):
        raise Refused(_("You have told us this already."))
    digest = next(digests_of(user, area))
    KeptApart.objects.create(area=area, person_digest=digest, added_on=clock.today())
    _record("organisations.keep_apart", area, by)


@transaction.atomic
def stop_keeping_apart(*, user: User, area: Area, by: Actor) -> None:
    """Forget it."""
    take_turns(area.pk)
    _refuse_others(user, by)
    forgotten, _rows = KeptApart.objects.of(user, area).delete()
    if not forgotten:
        raise Refused(_("There is nothing here to take back."))
    _record("organisations.stop_keeping_apart", area, by)


def _refuse_others(user: User, by: Actor) -> None:
    if by.token != user.token:
        raise Refused(_("Only the person themselves can say this."))


def _record(act: str, area: Area, by: Actor) -> None:
    """No page shows the line, and it names nobody but who acts."""
    record(act=act, by=by, area_id=area.pk, confidential=True)
