"""What the directory can count of an area: what is kept true, held, covered and reachable.

Each takes an area and a day, asks a fixed number of queries, and answers None where nothing is
known, which is not the same as nothing there.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Count, Min, Q
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext, ngettext

from mutualaid.core import clock
from mutualaid.core.measures import Measured
from mutualaid.organisations.models import Service

from .coverage import DAYS, IN_PERSON, HeldMeeting, Week, coverage, held_meetings
from .freshness import verified_share as share_verified
from .models import ListUse, Meeting, Premises, ServicePosition, VenueFact
from .models.fellowships import Approach
from .models.relations import PositionRole
from .models.venue_facts import VenueQuestion

LATELY = timedelta(days=30)
# Whom public health would turn to.
LIAISON = (
    PositionRole.PUBLIC_INFORMATION,
    PositionRole.HEALTH,
    PositionRole.LIAISON,
)


def verified_share(area_id: int, today: date) -> Measured | None:
    """Of the published meetings, those that somebody confirmed in the last 90 days."""
    share = share_verified(area_id, today)
    return Measured(share.verified, share.total) if share.total else None


def oldest_unchecked(area_id: int, today: date) -> Measured | None:
    """Days since the longest unconfirmed meeting was confirmed, or came if it never was."""
    never = Q(verified_on__isnull=True)
    found = (
        Meeting.objects.published()
        .filter(area=area_id)
        .aggregate(
            checked=Min("verified_on"),
            came=Min("created_at", filter=never),
            never=Count("pk", filter=never),
        )
    )
    came = found["came"] and found["came"].astimezone(clock.LOCAL_ZONE).date()
    days = [day for day in (found["checked"], came) if day]
    if not days:
        return None
    count = found["never"]
    words = ngettext("%(count)d was never confirmed", "%(count)d were never confirmed", count)  # fmt: skip
    detail = words % {"count": count} if count else ""
    return Measured(max((today - min(days)).days, 0), detail=detail)


def meetings_by_fellowship(area_id: int, today: date) -> Measured | None:
    """The meetings held, and in words how many are whose."""
    held = held_meetings(area_id, today)
    if not held:
        return None
    counts = Counter(each.fellowship_name for each in held)
    return Measured(len(held), detail=_counted(counts))


def days_in_person(area_id: int, today: date) -> Measured | None:
    """Days of the week with a meeting to go to."""
    found = coverage(area_id, today)
    return _days(found.in_person) if found.meetings else None


def days_online(area_id: int, today: date) -> Measured | None:
    """Days of the week with a meeting to join from elsewhere."""
    found = coverage(area_id, today)
    return _days(found.online) if found.meetings else None


def _days(week: Week) -> Measured:
    """With the days that have none, the week's first gap first."""
    missing = [str(WEEKDAYS[day]) for day in week.days_missing]
    if not missing or len(missing) == len(DAYS):
        return Measured(week.days_covered)
    detail = gettext("none on %(days)s") % {"days": listed(missing)}
    return Measured(week.days_covered, detail=detail)


def programmes(area_id: int, today: date) -> Measured | None:
    """Programmes with a meeting, and in words of which kinds they are."""
    held = held_meetings(area_id, today)
    if not held:
        return None
    return Measured(len({each.fellowship for each in held}), detail=_kinds(held))


def _kinds(held: Sequence[HeldMeeting]) -> str:
    """Also those of which there is none: that is what the number hides."""
    twelve = {each.fellowship for each in held if each.approach == Approach.TWELVE_STEP}
    words = gettext(
        "12-step %(twelve)d, other %(other)d, for family and friends %(family)d; "
        "meetings for women: %(women)d"
    )
    return words % {
        "twelve": len(twelve),
        "other": len({each.fellowship for each in held} - twelve),
        "family": len({each.fellowship for each in held if "family" in each.for_whom}),
        "women": sum("women" in each.features for each in held),
    }


def step_free_share(area_id: int, today: date) -> Measured | None:
    """Of the meetings in person, those known to be step-free: what somebody saw goes first."""
    held = [each for each in held_meetings(area_id, today) if each.mode in IN_PERSON]
    if not held:
        return None
    seen = VenueFact.objects.filter(area=area_id, question=VenueQuestion.STEP_FREE)
    known: dict[int | None, bool] = dict(seen.values_list("venue", "is_so"))
    said = [known.get(each.venue, _says_step_free(each)) for each in held]
    unknown = said.count(None)
    words = ngettext("not known of %(count)d", "not known of %(count)d", unknown)
    detail = words % {"count": unknown} if unknown else ""
    return Measured(said.count(True), len(held), detail)


def _says_step_free(meeting: HeldMeeting) -> bool | None:
    """A list says that a meeting is step-free, never that it is not."""
    return VenueQuestion.STEP_FREE.value in meeting.features or None


def meetings_on_premises(area_id: int, today: date) -> Measured | None:
    """Meetings held where a service has its own place; None until somebody names such a place."""
    named = Premises.objects.filter(area=area_id, service__closed_on__isnull=True)
    services: dict[int | None, str] = dict(named.values_list("venue", "service__name"))
    if not services:
        return None
    held = held_meetings(area_id, today)
    counts = Counter(services[each.venue] for each in held if each.venue in services)
    return Measured(counts.total(), detail=_counted(counts))


def list_use(area_id: int, today: date) -> Measured | None:
    """Of the services, those that opened or printed the list in the last 30 days."""
    open_ones = Service.objects.filter(area=area_id).open().order_by("name")
    services = dict(open_ones.values_list("pk", "name"))
    if not services:
        return None
    lately = ListUse.objects.filter(area=area_id, day__gt=today - LATELY)
    used = set(lately.values_list("service", flat=True))
    without = [name for pk, name in services.items() if pk not in used]
    detail = gettext("not by %(names)s") % {"names": listed(without)} if without else ""
    return Measured(len(services) - len(without), len(services), detail)


def positions_in_date(area_id: int, today: date) -> Measured | None:
    """Of the fellowships that meet here, those with a contact whose review is not due."""
    return _fellowships_with(area_id, today, Q())


def liaison_positions(area_id: int, today: date) -> Measured | None:
    """The same for contacts whom the council's public health team would turn to."""
    return _fellowships_with(area_id, today, Q(role__in=LIAISON))


def _fellowships_with(area_id: int, today: date, positions: Q) -> Measured | None:
    """Local groups of their own have no service positions, and are not asked for any."""
    held = held_meetings(area_id, today)
    meeting = {
        each.fellowship: each.fellowship_name for each in held if not each.is_local
    }
    if not meeting:
        return None
    in_date = ServicePosition.objects.filter(
        positions, area=area_id, is_filled=True, review_on__gt=today
    )
    reached = set(in_date.values_list("fellowship__key", flat=True))
    without = sorted(name for key, name in meeting.items() if key not in reached)
    detail = (
        gettext("no contact for %(names)s") % {"names": listed(without)}
        if without
        else ""
    )
    return Measured(len(meeting) - len(without), len(meeting), detail)


def listed(names: Iterable[str]) -> str:
    """Names as people list them: "AA, NA and SMART"."""
    *some, last = names
    if not some:
        return last
    return gettext("%(some)s and %(last)s") % {"some": ", ".join(some), "last": last}


def _counted(counts: Counter[str]) -> str:
    """ "AA 12, NA 5": the most first, equals by name; without those of which there are none."""
    most_first = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    return ", ".join(f"{name} {count}" for name, count in most_first if count)
