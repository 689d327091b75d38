"""What the directory publishes as indicators."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from mutualaid.core.measures import Direction, Indicator, Unit

from . import measuring
from .permissions import can_see_sources

_days = partial(
    Indicator,
    numerator=_("Days of the week with at least one, weekly or not"),
    denominator="",
    direction=Direction.UP,
    unit=Unit.COUNT,
    most=7,
    link="show_annexes",
)
_fellowships = partial(
    Indicator,
    counted=_("Fellowships with a meeting here, but for local groups of their own"),
    denominator=_("All of those fellowships"),
    direction=Direction.UP,
    unit=Unit.SHARE,
    link="list_positions",
)

INDICATORS = (
    Indicator(
        key="directory.verified_share",
        title=_("Meetings confirmed in the last 90 days"),
        counted=_("Published meetings of the area’s list"),
        numerator=_("Those that somebody confirmed in the last 90 days"),
        denominator=_("All published meetings"),
        direction=Direction.UP,
        unit=Unit.SHARE,
        link="list_kept_meetings",
        query="status=listed&unverified=90",
        may_open=can_see_sources,
        measure=measuring.verified_share,
    ),
    Indicator(
        key="directory.oldest_unchecked",
        title=_("Longest time without a check"),
        counted=_("Published meetings of the area’s list"),
        numerator=_(
            "Days since the longest unconfirmed of them was confirmed, or came into the "
            "list if it never was"
        ),
        denominator="",
        direction=Direction.DOWN,
        unit=Unit.DAYS,
        link="list_kept_meetings",
        query="status=listed&unverified=180",
        may_open=can_see_sources,
        measure=measuring.oldest_unchecked,
    ),
    Indicator(
        key="directory.meetings_by_fellowship",
        title=_("Meetings, by fellowship"),
        counted=_("Published meetings of the area’s list that are still held"),
        numerator=_("All of them; how many are whose is said in words"),
        denominator="",
        direction=Direction.NEUTRAL,
        unit=Unit.COUNT,
        link="show_annexes",
        measure=measuring.meetings_by_fellowship,
    ),
    _days(
        key="directory.days_in_person",
        title=_("Days with a meeting in person"),
        counted=_("Meetings that people can go to, in a usual week"),
        measure=measuring.days_in_person,
    ),
    _days(
        key="directory.days_online",
        title=_("Days with a meeting online"),
        counted=_("Meetings of the area’s list that people can join from elsewhere"),
        measure=measuring.days_online,
    ),
    Indicator(
        key="directory.programmes",
        title=_("Programmes to choose from"),
        counted=_("Fellowships and the like with a meeting here"),
        numerator=_("Different ones; local groups of their own count as one"),
        denominator="",
        direction=Direction.UP,
        unit=Unit.COUNT,
        link="show_annexes",
        measure=measuring.programmes,
    ),
    Indicator(
        key="directory.step_free_share",
        title=_("Step-free meetings in person"),
        counted=_("Meetings that people can go to"),
        numerator=_(
            "Those known to be step-free: by a look at the place, else by the list"
        ),
        denominator=_("All meetings in person, also where nobody knows"),
        direction=Direction.UP,
        unit=Unit.SHARE,
        link="find_meetings",
        query="access=step-free",
        measure=measuring.step_free_share,
    ),
    Indicator(
        key="directory.meetings_on_premises",
        title=_("Meetings on services’ premises"),
        counted=_("Meetings held at a place that is a service’s own"),
        numerator=_("All of them, once somebody has said of a place whose it is"),
        denominator="",
        direction=Direction.UP,
        unit=Unit.COUNT,
        link="list_kept_meetings",
        may_open=can_see_sources,
        measure=measuring.meetings_on_premises,
    ),
    Indicator(
        key="directory.list_use",
        title=_("Services that used the current list"),
        counted=_("Services of the area that are open"),
        numerator=_(
            "Those where somebody with a role there opened or printed the list in the last "
            "30 days, while signed in"
        ),
        denominator=_("All services that are open"),
        direction=Direction.UP,
        unit=Unit.SHARE,
        link="list_organisations",
        measure=measuring.list_use,
    ),
    _fellowships(
        key="directory.positions_in_date",
        title=_("Fellowships with a contact that was checked lately"),
        numerator=_("Those with a filled service position whose review is not due yet"),
        measure=measuring.positions_in_date,
    ),
    _fellowships(
        key="directory.liaison_positions",
        title=_("Fellowships with a contact for public health"),
        numerator=_(
            "Those with a filled service position for public information, health or local "
            "liaison whose review is not due yet"
        ),
        measure=measuring.liaison_positions,
    ),
)
