"""What clients and tallies publish as indicators; all of them count people."""

from functools import partial

from django.utils.translation import gettext_lazy as _

from mutualaid.core.measures import Direction, Indicator, Unit

from . import measuring
from .permissions import can_work_with_clients

_of_people = partial(
    Indicator,
    direction=Direction.UP,
    link="list_clients",
    may_open=can_work_with_clients,
    counts_people=True,
)

INDICATORS = (
    _of_people(
        key="clients.first_meeting_planned",
        title=_("Clients with a meeting planned within 28 days"),
        counted=_(
            "Clients who are with a service that keeps records, and have been for 28 days"
        ),
        numerator=_(
            "Those with whom a first meeting was planned in their first 28 days"
        ),
        denominator=_("All of them"),
        unit=Unit.SHARE,
        measure=measuring.first_meeting_planned,
    ),
    _of_people(
        key="clients.first_meetings",
        title=_("First meetings planned with people"),
        counted=_("People with whom a first meeting was planned"),
        numerator=_(
            "In the three months before this one: from records, and from the tallies of who "
            "has none"
        ),
        denominator="",
        unit=Unit.COUNT,
        measure=measuring.first_meetings,
    ),
    _of_people(
        key="clients.asked_how_it_went",
        title=_("Planned meetings that somebody asked about afterwards"),
        counted=_(
            "Planned meetings that were over two weeks ago or more, in 90 days, of clients "
            "of services that keep records"
        ),
        numerator=_("Those with an answer, whatever it was"),
        denominator=_("All that were not taken back"),
        unit=Unit.SHARE,
        measure=measuring.asked_how_it_went,
    ),
)
