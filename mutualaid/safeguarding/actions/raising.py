"""Raising a concern."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.accounts.models import User
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.messages.mail import post
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership, Service
from mutualaid.safeguarding.deadlines import days_until_seen
from mutualaid.safeguarding.models import (
    Concern,
    ConcernAbout,
    ConcernKind,
    ConcernStatus,
    SafeguardingLead,
)

from .confidence import keep_in_confidence, tell

SAME_PRESS = timedelta(minutes=10)


def find_receiver(
    *, by: Hat, service: Service | None, about: Collection[User]
) -> SafeguardingLead | None:
    """Who would get a concern that this hat raised now; None where nobody may."""
    return SafeguardingLead.objects.receiver(
        area_id=by.area_id,
        service_id=service.pk if service else None,
        except_users={by.user_id, *(user.pk for user in about)},
    )


@transaction.atomic
def raise_concern(
    *,
    kind: ConcernKind,
    by: Hat,
    service: Service | None,
    about: Collection[User] = (),
    words: str = "",
    is_danger_now: bool = False,
    is_about_somebody_unlisted: bool = False,
) -> Concern:
    """Keep a concern and tell whoever receives it; with nobody there it waits for the next lead.

    The same words sent twice are one concern. Raises Refused for one about oneself, about
    people or places elsewhere, or without words where words are needed.
    """
    _refuse_impossible(kind=kind, by=by, service=service, about=about, words=words)
    writer = User.objects.select_for_update().get(pk=by.user_id)
    concern = Concern(
        area_id=by.area_id,
        service=service,
        kind=kind,
        is_danger_now=is_danger_now,
        is_about_somebody_unlisted=is_about_somebody_unlisted,
        raised_by=writer,
        raised_as=by.role,
        raised_at=clock.now(),
    )
    sent_before = _sent_before(concern, words, about)
    if sent_before:
        return sent_before
    concern.write("sealed_words", words)
    concern.received_by = find_receiver(by=by, service=service, about=about)
    concern.at_service = concern.received_by.service if concern.received_by else None
    concern.save()
    for user in about:
        ConcernAbout.objects.create(
            area_id=concern.area_id,
            concern=concern,
            user=user,
            added_by=writer,
            added_at=concern.raised_at,
        )
    _send_letters(concern)
    keep_in_confidence(act="raise_concern", by=by, concern=concern)
    return concern


def _refuse_impossible(
    *,
    kind: ConcernKind,
    by: Hat,
    service: Service | None,
    about: Collection[User],
    words: str,
) -> None:
    if kind == ConcernKind.SAFEGUARDING and not words.strip():
        raise Refused(gettext("Say in a few words what happened."))
    if service and service.area_id != by.area_id:
        raise Refused(gettext("That service is not in this area."))
    if by.user_id in {user.pk for user in about}:
        raise Refused(gettext("A concern cannot be about the person who raises it."))
    refuse_strangers(area_id=by.area_id, about=about)


def refuse_strangers(*, area_id: int, about: Collection[User]) -> None:
    """Raises Refused for people who never had a role in the area."""
    users = {user.pk for user in about}
    known = Membership.objects.filter(area=area_id, user__in=users)
    if users - set(known.values_list("user", flat=True)):
        raise Refused(gettext("Choose people from the list."))


def _sent_before(
    concern: Concern, words: str, about: Collection[User]
) -> Concern | None:
    """The concern that the same press, or a page sent again, made a moment ago."""
    lately = Concern.objects.filter(
        area=concern.area_id,
        raised_by=concern.raised_by,
        raised_at__gt=concern.raised_at - SAME_PRESS,
        status=ConcernStatus.RAISED,
        kind=concern.kind,
        service=concern.service,
        is_danger_now=concern.is_danger_now,
        is_about_somebody_unlisted=concern.is_about_somebody_unlisted,
    )
    users = {user.pk for user in about}
    for former in lately.prefetch_related("about"):
        named = {one.user_id for one in former.about.all()}
        if former.words("sealed_words") == words and named == users:
            return former
    return None


def _send_letters(concern: Concern) -> None:
    if concern.received_by:
        tell(concern.received_by)
    post(
        to=concern.raised_by.email,
        subject=gettext("Your receipt"),
        words=receipt_words(concern),
    )


def receipt_words(concern: Concern) -> str:
    """The letter to the writer: nothing of what they wrote or whom it is about."""
    told = gettext("We have what you sent. Its reference is %(reference)s.") % {
        "reference": concern.reference
    }
    if concern.received_by is None:
        return f"{told} " + gettext(
            "Nobody could receive it today; it waits for the next named lead. "
            "Sign in to see whom to ring."
        )
    next_step = gettext(
        "The named lead, %(name)s, has received it and will look within %(days)d days. "
        "Sign in to see how far it has come."
    ) % {
        "name": concern.received_by.membership.user.name,
        "days": days_until_seen(concern.kind),
    }
    return f"{told} {next_step}"
