"""What is counted of clients, for indicators: of records where there are some, else of tallies."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, F, Min, Q, Sum

from mutualaid.core import clock
from mutualaid.core.measures import Measured

from .models import (
    ANSWERS,
    Client,
    Commitment,
    CommitmentStatus,
    RecordKeeping,
    Tally,
    TallyKind,
)
from .models.clients import ClientQuerySet
from .models.record_keeping import RecordKeepingQuerySet
from .months import month_before

WITHIN = timedelta(days=28)
ASKED_AFTER, ASKED_BACK = timedelta(days=14), timedelta(days=104)
MONTHS = 3


def first_meeting_planned(area_id: int, today: date) -> Measured | None:
    """Of the active clients who have been here for 28 days, those with a meeting planned in them."""
    soon = Q(commitments__created_at__lte=F("created_at") + WITHIN)
    found = (
        _kept(area_id)
        .active()
        .filter(created_at__lte=_end_of(today) - WITHIN)
        .aggregate(
            here=Count("pk", distinct=True),
            planned=Count("pk", filter=soon, distinct=True),
        )
    )
    return Measured(found["planned"], found["here"]) if found["here"] else None


def asked_how_it_went(area_id: int, today: date) -> Measured | None:
    """Of the planned meetings that were over two weeks ago, in 90 days, those with an answer."""
    over = Commitment.objects.filter(
        client__in=_kept(area_id),
        original_date__range=(today - ASKED_BACK, today - ASKED_AFTER),
    ).exclude(status=CommitmentStatus.CANCELLED)
    found = over.aggregate(
        over=Count("pk"), asked=Count("pk", filter=Q(status__in=ANSWERS))
    )
    return Measured(found["asked"], found["over"]) if found["over"] else None


def first_meetings(area_id: int, today: date) -> Measured | None:
    """In the three months before this one: first plans in records, and the tallies of the rest.

    A plan in a record is never in a tally too: tallies are for people without one.
    """
    last = today.replace(day=1)
    first = month_before(last, MONTHS)
    counted = Tally.objects.filter(
        area=area_id, kind=TallyKind.PLANNED, month__gte=first, month__lt=last
    ).aggregate(n=Sum("number"))["n"]
    began = Client.objects.filter(area=area_id).annotate(
        first=Min("commitments__created_at")
    )
    recorded = began.filter(first__gte=_start_of(first), first__lt=_start_of(last))
    total = (counted or 0) + recorded.count()
    is_counted = counted is not None or _keeping(area_id).exists()
    return Measured(total) if is_counted else None


def _kept(area_id: int) -> ClientQuerySet:
    """The clients of services that keep records now."""
    keeping = _keeping(area_id).values("service")
    return Client.objects.filter(area=area_id, service__in=keeping)


def _keeping(area_id: int) -> RecordKeepingQuerySet:
    return RecordKeeping.objects.filter(area=area_id, is_on=True)


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LOCAL_ZONE)


def _end_of(day: date) -> datetime:
    return _start_of(day + timedelta(days=1))
