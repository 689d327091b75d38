"""Which services a rater may rate one by one, beside the area as a whole."""

from mutualaid.organisations.models import Service
from mutualaid.organisations.roles import Role

from .models import Rater, RaterKind


def services_rated_by(rater: Rater) -> list[Service]:
    """Every service for a commissioner, their own for its manager, else none."""
    here = Service.objects.filter(area=rater.area_id, closed_on=None).order_by("name")
    if rater.asked_as is not None or rater.membership is None:
        return []
    if rater.kind == RaterKind.COMMISSIONER:
        return list(here)
    if rater.membership.role == Role.SERVICE_MANAGER:
        return [each for each in here if each.pk == rater.membership.service_id]
    return []
