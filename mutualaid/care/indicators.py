"""What care sessions publish as indicators; all of them count people."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from mutualaid.core.measures import Direction, Indicator, Unit

from . import measuring
from .permissions import can_read_care

_share = partial(
    Indicator,
    direction=Direction.UP,
    unit=Unit.SHARE,
    link="list_follow_ups",
    may_open=can_read_care,
    counts_people=True,
)
_asked = partial(
    _share,
    counted=_("Clients who were asked how it goes, of services that keep records"),
    denominator=_("All who were asked in 90 days, up to two weeks ago"),
)

INDICATORS = (
    _share(
        key="care.people_with_session_one",
        title=_("Clients with whom mutual aid was talked about"),
        counted=_(
            "Clients who are with a service that keeps records, and have been for 28 days"
        ),
        numerator=_("Those with whom one of the three sessions was finished"),
        denominator=_("All of them"),
        link="list_clients",
        measure=measuring.people_with_session_one,
    ),
    _share(
        key="care.goals_with_a_date",
        title=_("Sessions two that ended with a dated meeting"),
        counted=_("Sessions two that were finished in 90 days"),
        numerator=_("Those that ended with a meeting planned for a day"),
        denominator=_("All of them"),
        link="list_commitments",
        measure=measuring.goals_with_a_date,
    ),
    _share(
        key="care.follow_ups",
        title=_("Clients who were asked how it goes when it was due"),
        counted=_("Follow-ups that were due in 90 days, up to two weeks ago"),
        numerator=_("Those where the client was reached and asked"),
        denominator=_("All that were not taken back because sessions went on"),
        measure=measuring.follow_ups,
    ),
    _asked(
        key="care.asked_whether",
        title=_("Asked whether they went"),
        numerator=_("Those with an answer, “rather not say” too"),
        measure=measuring.asked_whether,
    ),
    _asked(
        key="care.asked_how_often",
        title=_("Asked how often they go"),
        numerator=_("Those with an answer, “rather not say” too"),
        measure=measuring.asked_how_often,
    ),
    _asked(
        key="care.asked_how_helpful",
        title=_("Asked how much it helps"),
        numerator=_("Those with a number from 0 to 10"),
        measure=measuring.asked_how_helpful,
    ),
)
