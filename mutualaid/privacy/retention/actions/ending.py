"""The daily work: records whose time is over are listed for a person, or end by themselves."""

from django.db import transaction
from django.db.models import Q

from mutualaid.activity_log.actions import record
from mutualaid.core import clock
from mutualaid.core.actor import Actor
from mutualaid.core.refusal import Refused
from mutualaid.organisations.models import Area, Membership
from mutualaid.organisations.roles import Role
from mutualaid.privacy.holds import is_held
from mutualaid.privacy.models import RetentionRun, Review, ReviewOutcome
from mutualaid.privacy.retention.letters import post_reviews_wait
from mutualaid.privacy.retention.schedule import (
    DueRecord,
    Rule,
    due_records,
    jump_of,
    last_day_of,
    rules,
)


def look_through(*, area: Area, by: Actor) -> None:
    """List, end and take back what changed since the last run. Raises Refused after a jump."""
    refuse_after_jump(area)
    listed = []
    for rule in rules():
        due = list(due_records(area, rule))
        if rule.ends:
            _end(area, rule, due, by)
        else:
            listed += _list(area, rule, due, by)
            _take_back(area, rule, due, by)
    tell_managers(area, listed)
    # A date that went back is taken too, so that the next step forward is measured from it.
    RetentionRun.objects.update_or_create(area=area, defaults={"ran_on": clock.today()})


def refuse_after_jump(area: Area) -> None:
    """Raise Refused where more days have passed than anybody can have meant."""
    if jump := jump_of(area):
        raise Refused(
            f"It is {jump.days} days since the records of {area.name} were looked through, on "
            f"{jump.ran_on.isoformat()}: either nothing ran for so long, or the clock is wrong. "
            "Nothing is listed, erased or taken from the log until an area administrator has "
            "said on the page of reviews that the date is right."
        )


def _end(area: Area, rule: Rule, due: list[DueRecord], by: Actor) -> None:
    if not rule.ends:
        return
    last_day = last_day_of(area, rule)
    for each in due:
        with transaction.atomic():
            if not is_held(each.person):
                rule.ends(each.person, last_day, by)


def _list(area: Area, rule: Rule, due: list[DueRecord], by: Actor) -> list[Review]:
    known = _settled(area, rule.kind)
    new = [each for each in due if each.person.pk not in known]
    made = [_list_one(rule.kind, each, by) for each in new]
    return [review for review in made if review]


def _settled(area: Area, kind: str) -> set[int]:
    """Whoever waits for a review already, was stripped, or is kept longer for a while."""
    still = Q(decided_at=None) | Q(outcome=ReviewOutcome.STRIP)
    kept = Q(keep_until__gte=clock.today())
    rows = Review.objects.filter(still | kept, area=area, kind=kind)
    return set(rows.values_list("person", flat=True))


@transaction.atomic
def _list_one(kind: str, due: DueRecord, by: Actor) -> Review | None:
    if is_held(due.person):
        return None
    review, is_new = Review.objects.get_or_create(
        person=due.person,
        kind=kind,
        decided_at=None,
        defaults={
            "area_id": due.person.area_id,
            "since": due.since,
            "due_on": due.due_on,
            "listed_at": clock.now(),
        },
    )
    if not is_new:
        return None
    record(act="privacy.list_for_review", by=by, subject=due.person.token)
    return review


def _take_back(area: Area, rule: Rule, due: list[DueRecord], by: Actor) -> None:
    """Whoever was met again since, or is kept longer by a change of the period."""
    still = {each.person.pk for each in due}
    waiting = Review.objects.filter(area=area, kind=rule.kind, decided_at=None)
    for review in waiting.select_related("person"):
        if review.person_id not in still:
            _take_back_one(review, by)


@transaction.atomic
def _take_back_one(review: Review, by: Actor) -> None:
    gone, _ = Review.objects.filter(pk=review.pk, decided_at=None).delete()
    if gone:
        token = review.person.token
        record(act="privacy.take_back_review", by=by, subject=token)


def tell_managers(area: Area, listed: list[Review]) -> None:
    """Write once to each manager who has something new to look at; after the commit."""
    if not listed:
        return
    keys = [review.pk for review in listed]
    managers = Membership.objects.active().filter(area=area, role=Role.SERVICE_MANAGER)
    with transaction.atomic():
        for manager in managers.with_everything():
            theirs = Review.objects.visible_to(manager.hat())
            if theirs.filter(pk__in=keys).exists():
                post_reviews_wait(area=area, to=manager.user.email)
