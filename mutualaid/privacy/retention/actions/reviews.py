"""Looking through what is kept for what is over, and deciding what becomes of it."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.refusal import Refused
from mutualaid.organisations.hats import Hat
from mutualaid.organisations.models import Area
from mutualaid.privacy.erasing import erase_person
from mutualaid.privacy.holds import refuse_if_held
from mutualaid.privacy.models import RetentionRun, Review, ReviewOutcome
from mutualaid.privacy.retention.schedule import due_records, jump_of, review_rules
from mutualaid.privacy.shelves import EVERY_SHELF, Shelf

# A concern and an incident have tokens of their own: nothing of a person stands on their shelves,
# and what happened has to be told for its own time, whoever of those it touched is erased.
ALL_BUT_COUNTS = frozenset(EVERY_SHELF) - {Shelf.CONCERN, Shelf.INCIDENT}
LONGEST_KEPT = timedelta(days=20 * 366)


@transaction.atomic
def decide_review(
    *,
    review: Review,
    outcome: ReviewOutcome,
    by: Hat,
    reason: str = "",
    keep_until: date | None = None,
) -> None:
    """Erase a record whose time is over, strip it to what is counted, or keep it with a reason."""
    review = _waiting(review)
    refuse_if_held(review.person)
    if outcome == ReviewOutcome.KEEP:
        _refuse_other_than_reasoned(reason, keep_until)
        review.keep_until = keep_until
        review.write("sealed_reason", reason)
    elif not _is_still_due(review):
        raise Refused(
            gettext(
                "The time of this record is not over any more, so nothing was erased: somebody "
                "was in touch since, or the area keeps such records longer now."
            )
        )
    review.outcome = outcome
    review.decided_at, review.decided_by_id = clock.now(), by.membership_id
    review.save()
    token, person = review.person.token, review.person
    record(
        act="privacy.decide_review",
        by=by.actor,
        subject=token,
        detail={"kind": review.kind, "outcome": str(outcome)},
    )
    # Last of all, since it is for good.
    if shelves := SHELVES_THAT_GO[outcome]:
        erase_person(person=person, by=by.actor, shelves=shelves)


SHELVES_THAT_GO: dict[ReviewOutcome, Collection[Shelf]] = {
    ReviewOutcome.ERASE: EVERY_SHELF,
    ReviewOutcome.STRIP: ALL_BUT_COUNTS,
    ReviewOutcome.KEEP: (),
}


@transaction.atomic
def confirm_date(*, area: Area, day: date, by: Hat) -> None:
    """Say that today's date is right, so that records are looked through again from now on."""
    jump = jump_of(area)
    if jump is None:
        raise Refused(gettext("Somebody has said already that the date is right."))
    if day != jump.today:
        raise Refused(
            gettext("The date on this site has changed meanwhile. Look at it again.")
        )
    RetentionRun.objects.update_or_create(area=area, defaults={"ran_on": day})
    record(
        act="privacy.confirm_date",
        by=by.actor,
        detail={"day": day.isoformat(), "ran_on": jump.ran_on.isoformat()},
    )


def _waiting(review: Review) -> Review:
    rows = Review.objects.select_for_update(of=("self",)).with_everything()
    found = rows.filter(pk=review.pk, decided_at=None).first()
    if found is None:
        raise Refused(gettext("Somebody has decided on this record already."))
    return found


def _refuse_other_than_reasoned(reason: str, keep_until: date | None) -> None:
    today = clock.today()
    if not reason or keep_until is None:
        raise Refused(gettext("Say why the record is kept longer, and until when."))
    if not today < keep_until <= today + LONGEST_KEPT:
        raise Refused(
            gettext("Choose a day that lies ahead, within the next 20 years.")
        )


def _is_still_due(review: Review) -> bool:
    return any(
        due.person.pk == review.person_id
        for rule in review_rules()
        if rule.kind == review.kind
        for due in due_records(review.area, rule)
    )
