"""What an address names, for whom it is there."""

from django.http import Http404

from mutualaid.core.access import require
from mutualaid.core.measures import Indicator
from mutualaid.indicators.permissions import can_keep_charts, can_see_indicators
from mutualaid.indicators.registry import find_indicator
from mutualaid.organisations.middleware import StaffRequest

SEE, KEEP = "see_indicators", "keep_charts"


def indicator_to_see(request: StaffRequest, key: str) -> Indicator:
    """Raises Http404 for a key without an indicator, Denied for whoever may not see them."""
    indicator = find_indicator(key)
    if indicator is None:
        raise Http404
    require(can_see_indicators(request.hat), SEE)
    return indicator


def indicator_to_keep(request: StaffRequest, key: str) -> Indicator:
    """The same for whoever keeps its chart."""
    indicator = find_indicator(key)
    if indicator is None:
        raise Http404
    require(can_keep_charts(request.hat), KEEP)
    return indicator
