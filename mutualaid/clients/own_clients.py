"""Whom a keyworker works with today: their own clients, and those they stand in for."""

from mutualaid.organisations.hats import Hat

from .models import Caseload, Client


def own_clients(hat: Hat) -> list[int]:
    """Their keys, as far as the hat sees them: for what counts several things about them."""
    mine = Caseload.objects.of(hat) | Caseload.objects.covered_by(hat)
    keys = list(mine.values_list("client", flat=True))
    if not keys:
        return []
    seen = Client.objects.visible_to(hat).filter(pk__in=keys)
    return list(seen.values_list("pk", flat=True))
