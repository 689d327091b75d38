"""What indicators say of an area now, what was last read, and both in words."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from mutualaid.core.measures import Indicator, Measured, Unit
from mutualaid.organisations.hats import Hat

from .intervals import wilson
from .models import Reading
from .registry import find_indicator


class Value(Protocol):
    """What can be put into words: a Measured, or a Reading."""

    @property
    def numerator(self) -> int: ...

    @property
    def denominator(self) -> int | None: ...

    @property
    def detail(self) -> str: ...


def measure_now(
    area_id: int, keys: Iterable[str], today: date
) -> dict[str, Measured | None]:
    """Each key's value now; None where nothing can be said, or its feature is not built."""
    found = {key: find_indicator(key) for key in keys}
    return {
        key: indicator.measure(area_id, today) if indicator else None
        for key, indicator in found.items()
    }


def latest_readings(area_id: int, keys: Iterable[str]) -> dict[str, Reading]:
    """The newest reading of each key that has any; one query."""
    newest = (
        Reading.objects.filter(area=area_id, key=OuterRef("key"))
        .order_by("-month")
        .values("month")[:1]
    )
    rows = Reading.objects.filter(
        area=area_id, key__in=list(keys), month=Subquery(newest)
    )
    return {row.key: row for row in rows}


def sentence(indicator: Indicator, value: Value) -> str:
    """The value and what its numbers hide: "6 of 7: none on Sunday"."""
    told = value_words(indicator, value)
    if not value.detail:
        return told
    return gettext("%(value)s: %(detail)s") % {"value": told, "detail": value.detail}


def value_words(indicator: Indicator, value: Value) -> str:
    """The value alone: "27 of 31 (87%)", "6 of 7", "112 days"."""
    if indicator.unit is Unit.SHARE:
        return _share_words(indicator, value.numerator, value.denominator or 0)
    if indicator.unit is Unit.DAYS:
        return ngettext("%(count)d day", "%(count)d days", value.numerator) % {
            "count": value.numerator
        }
    if indicator.most is None:
        return f"{value.numerator:,}"
    return _of(value.numerator, indicator.most)


def _share_words(indicator: Indicator, count: int, of: int) -> str:
    """With an interval only where some of many were looked at: a whole list has no chance in it."""
    interval = wilson(count, of)
    if interval is None:
        return gettext("nothing to count")
    told = {"share": _of(count, of), "percent": percent(count, of)}
    if not indicator.is_sample:
        return gettext("%(share)s (%(percent)d%%)") % told
    low, high = (round(100 * each) for each in interval)
    words = gettext("%(share)s (%(percent)d%%, likely %(low)d%% to %(high)d%%)")
    return words % {**told, "low": low, "high": high}


def percent(count: int, of: int) -> int:
    """To the nearest, but 0 only for none and 100 only for all."""
    if count in {0, of}:
        return 100 * count // of
    return min(max(round(100 * count / of), 1), 99)


def _of(count: int, of: int) -> str:
    return gettext("%(count)s of %(of)s") % {"count": f"{count:,}", "of": f"{of:,}"}


def address_of(indicator: Indicator, hat: Hat | None = None) -> str:
    """Where one sees what stands behind it; "" where the page would turn this hat away."""
    if hat and indicator.may_open and not indicator.may_open(hat):
        return ""
    address = reverse(indicator.link)
    return f"{address}?{indicator.query}" if indicator.query else address
