"""What is counted of care sessions, for indicators: only of services that keep records."""

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from mutualaid.clients.models import Client, ClientStatus, Commitment, RecordKeeping
from mutualaid.core import clock
from mutualaid.core.measures import Measured

from .follow_up_questions import BEEN, HELPFUL, TIMES
from .models import CareSession, FollowUp, FollowUpStatus, SessionKind, SessionStatus
from .models.follow_ups import FollowUpQuerySet

NEW_FOR = timedelta(days=28)
BACK = timedelta(days=90)
# Two weeks to reach somebody before not having asked counts.
TIME_TO_ASK = timedelta(days=14)


def people_with_session_one(area_id: int, today: date) -> Measured | None:
    """Of active clients of 28 days, those with whom session one, or a later one, was finished."""
    new_since = datetime.combine(today, time(), clock.LOCAL_ZONE) - NEW_FOR
    here = Client.objects.filter(
        area=area_id,
        service__in=_keeping(area_id),
        status=ClientStatus.ACTIVE,
        created_at__lt=new_since + timedelta(days=1),
    )
    held = Q(care_sessions__status=SessionStatus.CLOSED)
    found = here.aggregate(
        here=Count("pk", distinct=True), held=Count("pk", filter=held, distinct=True)
    )
    return Measured(found["held"], found["here"]) if found["here"] else None


def goals_with_a_date(area_id: int, today: date) -> Measured | None:
    """Of sessions two finished in 90 days, those that ended with a dated meeting.

    The meeting was planned by the end of that day, for that day or a later one.
    """
    dated = Commitment.objects.filter(
        client=OuterRef("client"),
        original_date__gte=OuterRef("held_on"),
        created_at__date__lte=OuterRef("held_on"),
    )
    found = (
        CareSession.objects.filter(
            area=area_id,
            client__service__in=_keeping(area_id),
            kind=SessionKind.TWO,
            status=SessionStatus.CLOSED,
            held_on__range=(today - BACK, today),
        )
        .annotate(is_dated=Exists(dated))
        .aggregate(held=Count("pk"), dated=Count("pk", filter=Q(is_dated=True)))
    )
    return Measured(found["dated"], found["held"]) if found["held"] else None


def follow_ups(area_id: int, today: date) -> Measured | None:
    """Of follow-ups that were due in 90 days, up to two weeks ago, those who were asked."""
    due = _follow_ups(area_id, today).exclude(status=FollowUpStatus.TAKEN_BACK)
    found = due.aggregate(
        due=Count("pk"), asked=Count("pk", filter=Q(status=FollowUpStatus.ASKED))
    )
    return Measured(found["asked"], found["due"]) if found["due"] else None


def asked_whether(area_id: int, today: date) -> Measured | None:
    """Of those who were asked, those of whom it is written whether they went."""
    return _answered(area_id, today, BEEN)


def asked_how_often(area_id: int, today: date) -> Measured | None:
    """Of those who were asked, those of whom it is written how often they go."""
    return _answered(area_id, today, TIMES)


def asked_how_helpful(area_id: int, today: date) -> Measured | None:
    """Of those who were asked, those of whom it is written how much it helps."""
    return _answered(area_id, today, HELPFUL)


def _answered(area_id: int, today: date, question: str) -> Measured | None:
    """“Rather not say” is an answer: they were asked."""
    asked = _follow_ups(area_id, today).filter(status=FollowUpStatus.ASKED)
    found = asked.aggregate(
        asked=Count("pk"), told=Count("pk", filter=Q(answers__has_key=question))
    )
    return Measured(found["told"], found["asked"]) if found["asked"] else None


def _follow_ups(area_id: int, today: date) -> FollowUpQuerySet:
    return FollowUp.objects.filter(
        area=area_id,
        client__service__in=_keeping(area_id),
        due_on__range=(today - TIME_TO_ASK - BACK, today - TIME_TO_ASK),
    )


def _keeping(area_id: int) -> "QuerySet":
    return RecordKeeping.objects.filter(area=area_id, is_on=True).values("service")
