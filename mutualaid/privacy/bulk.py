"""The alarm on opening many records: who did goes on only after another second factor.

A list of references alone is what work begins with and counts for nothing. A name, a record, a
print, a download and a hit of a search count, each person once, whichever of one's roles is
worn, and one's own clients too: whoever leaves a service and takes their names along does no
less harm. An alarm begins the count anew.
"""

from datetime import datetime, timedelta

from django.utils.translation import gettext

from mutualaid.accounts.actions.sessions import lock_sessions_of
from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.messages.mail import post
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership
from mutualaid.organisations.overseers import overseers_of

from .models import BulkAlarm, Look, Looked

MOST = 60
WITHIN = timedelta(hours=1)


def watch(by: Hat) -> None:
    """Raise the alarm if this person has now looked at too many; inside the look's transaction."""
    people = _people_seen(by)
    if people <= MOST:
        return
    BulkAlarm.objects.create(
        area_id=by.area_id,
        membership_id=by.membership_id,
        people=people,
        raised_at=clock.now(),
    )
    _tell_overseers(by)
    lock_sessions_of(user_id=by.user_id, by=by.actor)
    record(act="privacy.raise_bulk_alarm", by=by.actor, detail={"people": people})


def _people_seen(by: Hat) -> int:
    """How many different people within the hour, or since the last alarm."""
    looks = Look.objects.filter(
        membership__user=by.user_id, looked_at__gt=_beginning(by)
    )
    return looks.exclude(what=Looked.LIST).values("person").distinct().count()


def _beginning(by: Hat) -> datetime:
    since = clock.now() - WITHIN
    last = BulkAlarm.objects.filter(membership__user=by.user_id, raised_at__gt=since)
    return last.values_list("raised_at", flat=True).first() or since


def _tell_overseers(by: Hat) -> None:
    worn = Membership.objects.with_everything().get(pk=by.membership_id)
    if worn.service is None:
        return
    for overseer in overseers_of(worn.service, besides_user=by.user_id):
        post(
            to=overseer.user.email,
            subject=gettext("Something is waiting for you"),
            words=gettext("Something is waiting for you. Sign in to see it."),
        )
