"""Opening one record in an emergency, telling of it, and looking at it afterwards."""

from django.db import transaction
from django.utils.translation import gettext as _

from mutualaid.activity_log.actions import record
from mutualaid.clients.letters import post_notice
from mutualaid.clients.models import (
    BreakGlass,
    BreakGlassNotice,
    BreakGlassOutcome,
    BreakGlassReason,
    Client,
)
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Membership
from mutualaid.organisations.overseers import overseers_of
from mutualaid.organisations.working_days import working_days_after
from mutualaid.privacy.looking import look
from mutualaid.privacy.models import Looked

REVIEW_WITHIN_DAYS = 3


@transaction.atomic
def break_glass(
    *, client: Client, reason: BreakGlassReason, words: str, by: Hat
) -> BreakGlass:
    """Open this one record for an hour, and tell its keyworker and the managers at once.

    Whoever asks has just given a second factor. An hour that runs is not begun anew.
    """
    _refuse_what_needs_none(client, by)
    if not words.strip():
        raise Refused(_("Write a line about why it cannot wait."))
    client = Client.objects.select_for_update(of=("self",)).get(pk=client.pk)
    running = BreakGlass.objects.of(by).in_force().filter(client=client).first()
    if running:
        return running
    emergency = BreakGlass(
        area_id=client.area_id,
        client=client,
        membership_id=by.membership_id,
        reason=reason,
        opened_at=clock.now(),
        review_by=working_days_after(
            clock.today(), REVIEW_WITHIN_DAYS, area_id=client.area_id
        ),
    )
    emergency.write("sealed_words", words)
    emergency.save()
    told = _tell(emergency, by)
    look([client.person], by=by, what=Looked.BREAK_GLASS)
    record(
        act="clients.break_glass",
        by=by.actor,
        subject=client.person.token,
        detail={"emergency_reason": str(reason), "told": told},
    )
    return emergency


def _refuse_what_needs_none(client: Client, by: Hat) -> None:
    if Client.objects.worked_with_by(by).filter(pk=client.pk).exists():
        raise Refused(
            _(
                "You work with this client, so you can open the record from your list of "
                "clients. Nothing was opened, and nobody was told."
            )
        )


def _tell(emergency: BreakGlass, by: Hat) -> int:
    client = emergency.client
    told = {
        each.pk: each for each in overseers_of(client.service, besides_user=by.user_id)
    }
    active = Membership.objects.active().with_everything()
    keyworkers = active.filter(pk__in=client.caseloads.open().values("membership"))
    told |= {each.pk: each for each in keyworkers.exclude(user=by.user_id)}
    BreakGlassNotice.objects.bulk_create(
        BreakGlassNotice(
            area_id=emergency.area_id,
            emergency=emergency,
            membership=each,
            told_at=emergency.opened_at,
        )
        for each in told.values()
    )
    for each in told.values():
        post_notice(each)
    return len(told)


@transaction.atomic
def miss_break_glass(*, by: Hat) -> None:
    """Keep that somebody sought a record in an emergency that is not there for them."""
    record(act="clients.miss_break_glass", by=by.actor)


@transaction.atomic
def see_break_glass(*, emergency: BreakGlass, by: Hat) -> None:
    """Somebody who was told has seen it; pressed again, it stays the first time."""
    notices = emergency.notices.filter(membership=by.membership_id, seen_at=None)
    if notices.update(seen_at=clock.now()):
        _log("clients.see_break_glass", emergency, by)


@transaction.atomic
def review_break_glass(
    *, emergency: BreakGlass, outcome: BreakGlassOutcome, words: str, by: Hat
) -> BreakGlass:
    """Say afterwards whether it was right; somebody other than who opened it."""
    rows = BreakGlass.objects.visible_to(by).select_related("client__person")
    held = rows.select_for_update(of=("self",)).get(pk=emergency.pk)
    if held.reviewed_at:
        raise Refused(_("Somebody else has looked at it already. Nothing was changed."))
    if outcome == BreakGlassOutcome.NOT_JUSTIFIED and not words.strip():
        raise Refused(_("Write down what was not right, and what follows from it."))
    held.reviewed_at, held.reviewed_by_id = clock.now(), by.membership_id
    held.outcome = outcome
    held.write("sealed_review", words)
    held.save()
    _log("clients.review_break_glass", held, by, emergency_review=str(outcome))
    return held


def _log(act: str, emergency: BreakGlass, by: Hat, **detail: str) -> None:
    subject = emergency.client.person.token
    record(act=act, by=by.actor, subject=subject, detail=detail)
