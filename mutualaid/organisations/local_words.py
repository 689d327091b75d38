"""Names of the area, its organisations and services, which nobody may use as a password."""

from collections.abc import Iterable

from mutualaid.accounts.passwords import register_words
from mutualaid.core.area import current_area_id

from .models import Area, Organisation, Service


@register_words
def local_words() -> Iterable[str]:
    """Of the present area; outside of one there are none."""
    area_id = current_area_id()
    if not area_id:
        return []
    return [
        *Area.objects.filter(pk=area_id).values_list("name", flat=True),
        *Organisation.objects.filter(area_id=area_id).values_list("name", flat=True),
        *Service.objects.filter(area_id=area_id).values_list("name", flat=True),
    ]
